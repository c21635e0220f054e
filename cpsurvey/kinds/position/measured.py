"""Places, and outcomes of people: scores of respondents, indicators of anybody."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.network import Net, arcs
from cpsurvey.design.kpi import normal
from cpsurvey.kinds.position.data import Measure
from cpsurvey.stats.network import positions, whole
from cpsurvey.ties import Ties

Array = NDArray[np.float64]
CLASSES = {"routine": "routine", "nonroutine": "non_routine"}
CONTACTS = 30
"""Contacts below which an indicator of a person says little."""


def places(ties: Ties, net: Net) -> Iterator[tuple[Measure, Array]]:
    """Places of people as far as non-response allows."""
    yield "indegree", positions.indegree(net.ties)
    yield "returned", positions.returned(net.ties, net.asked)
    if net.coverage.reading != "all":
        return
    yield "core", positions.core(net.ties)
    told = ties.reverse.get(net.relation, "")
    if told in ties.relations:
        other = ties.relations[told]
        sure = whole.confirmed(net.ties, arcs(other, net.n), other.asked).tie
        yield "confirmed", positions.indegree(net.ties.kept(sure))


def of_rows(context: Context, name: str) -> Array:
    """A score or an indicator of the respondents analysed."""
    if name in context.scored.values:
        return context.scored.values[name]
    told = _indicator(context, name)
    return np.array([told.get(who, np.nan) for who in context.scored.respondent])


def of_people(context: Context, ties: Ties, net: Net, name: str) -> Array:
    """The same of the people of the network."""
    if name in context.scored.values:
        return net.of_people(context.scored.values[name])
    told = _indicator(context, name)
    return np.array([told.get(who, np.nan) for who in ties.people])


def _indicator(context: Context, name: str) -> dict[str, float]:
    """Mean per contact of everybody with enough contacts, over all periods."""
    known = context.indicators
    if known is None:
        return {}
    wanted, _, version = name.partition(".")
    reasons = context.study.reasons
    classes = reasons.by_reason() if reasons else {}

    def of(at: int) -> bool:
        """Whether a row is of the version asked for, by the file or by the map of reasons."""
        told = known.version[at]
        if told != "overall" or version in ("", "overall"):
            return told == (version or "overall")
        return classes.get(normal(known.reason[at])) == CLASSES[version]

    sums: dict[str, tuple[float, float]] = {}
    for at, who in enumerate(known.agent):
        if known.indicator[at] != wanted or not of(at):
            continue
        n, total = float(known.n[at]), float(known.total[at])
        if np.isfinite(n) and np.isfinite(total):
            before = sums.get(who, (0.0, 0.0))
            sums[who] = (before[0] + n, before[1] + total)
    return {who: total / n for who, (n, total) in sums.items() if n >= CONTACTS}
