"""How far apart groups are on each item, and on the factors, once a ladder is climbed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

import numpy as np

from cpsurvey.analysis.context import LEVEL
from cpsurvey.analysis.ladder import Climb, Measured, Setting, fitted
from cpsurvey.analysis.numbers import number
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.invariance.data import Gap, Mean
from cpsurvey.payload import limits
from cpsurvey.sem.after.release import Place, released, score_tests, stepped
from cpsurvey.sem.semfit import SemFit
from cpsurvey.stats.dmacs import (
    OrderedItem,
    dmacs,
    dmacs_ordered,
    pooled_sd,
)
from cpsurvey.stats.multiple import holm

Values = Mapping[tuple[str, str, str, int], float]
MANY = 15
"""Items beyond which a refit for each takes too long."""
APART = 0.20
"""d_MACS from which an item that is held equal is named."""


def stepped_only(measured: Measured) -> bool:
    """Whether items are described one step from the scalar model and not by refits."""
    return len(measured.items) > MANY


def hidden(lines: Sequence[Gap]) -> list[str]:
    """Items held equal whose score tests and distances say otherwise."""
    found = [
        line.item
        for line in lines
        if not line.freed
        and line.holm is not None
        and line.holm < 1 - LEVEL
        and (line.dmacs or 0.0) >= APART
    ]
    return list(dict.fromkeys(found))


def items(measured: Measured, setting: Setting, found: Climb) -> list[Gap]:
    """One line per item and group that is held against the first.

    Loadings and intercepts are those of the scalar model in which this item, beside those
    already freed, has its own in every group.
    """
    base = _base(measured, setting, found)
    if base is None or not base.converged:
        return []
    own = {item: _own(measured, item) for item in measured.items}
    scores = score_tests(base, {i: own[i] for i in own if i not in found.freed})
    tested = {i: s.pvalue for i, s in scores.items() if s.pvalue is not None}
    adjusted = dict(zip(tested, holm(np.array(list(tested.values()))).tolist(), strict=True))
    values_of: Mapping[str, Values | None]
    if stepped_only(measured):
        values_of = stepped(base, own)
    else:
        values_of = {item: released(base, places) for item, places in own.items()}
    lines = []
    for item in own:
        values = values_of[item]
        score = scores.get(item)
        for g, group in enumerate(measured.groups[1:], 2):
            line = Gap(
                scale=measured.factor(item),
                item=item,
                group=group,
                freed=found.freed.get(item),
                chisq=number(score.chisq) if score and score.df else None,
                df=score.df if score and score.df else None,
                holm=None if measured.ordinal else adjusted.get(item),
            )
            lines.append(_compared(line, measured, values, g) if values else line)
    return lines


def _base(measured: Measured, setting: Setting, found: Climb) -> SemFit | None:
    """The scalar model with the items freed so far, fitted for this where it was not."""
    if "scalar" in found.best:
        return found.best["scalar"]
    steps = setting.steps(ordinal=measured.ordinal)
    steps = steps[: steps.index("scalar") + 1]
    try:
        return fitted(measured, setting, steps, found.freed, found.last)
    except CpsurveyError:
        return None


def _own(measured: Measured, item: str) -> list[Place]:
    return [*measured.places("metric", item), *measured.places("scalar", item)]


def _compared(line: Gap, measured: Measured, values: Values, g: int) -> Gap:
    """The line with parameters of the first group and of group `g`, and d_MACS."""
    item, factor = line.item, line.scale
    members = np.array(measured.group)
    answers = [measured.data[item][members == measured.groups[k - 1]] for k in (1, g)]
    mean, variance = values[factor, "~1", "", g], values[factor, "~~", factor, g]
    sd = pooled_sd(*answers)
    l1, l2 = (values[factor, "=~", item, k] for k in (1, g))
    i1, i2 = (values[item, "~1", "", k] for k in (1, g))
    if measured.ordinal:
        first, other = (_ordered(measured, item, values, k) for k in (1, g))
        distance = dmacs_ordered(first, other, mean, variance, sd)
    else:
        distance = dmacs((i1, l1), (i2, l2), mean, variance, sd)
    return replace(
        line,
        loading_reference=number(l1),
        loading=number(l2),
        intercept_reference=number(i1),
        intercept=number(i2),
        dmacs=number(distance.dmacs),
        signed=number(distance.signed),
    )


def _ordered(measured: Measured, item: str, values: Values, k: int) -> OrderedItem:
    cuts = [values[item, "|", f"t{t}", k] for t in range(1, measured.categories[item])]
    return OrderedItem(
        thresholds=np.array(cuts),
        loading=values[measured.factor(item), "=~", item, k],
        intercept=values[item, "~1", "", k],
        theta=max(values[item, "~~", item, k], 1e-6),
    )


def means(measured: Measured, found: Climb) -> Iterator[Mean]:
    """Factor means of the other groups in standard deviations of the first.

    None unless the (partial) scalar model holds, in an admissible solution, and the first
    model does not miss its own values.
    """
    base = found.best.get("scalar")
    if base is None or not base.admissible or found.rows[0].decision == "does_not_meet":
        return
    for p in base.estimates:
        if p.op == "~1" and p.lhs in measured.factors and p.group > 1:
            yield Mean(
                scale=p.lhs,
                group=measured.groups[p.group - 1],
                est=number(p.est),
                se=p.se,
                z=p.z,
                pvalue=p.pvalue,
                ci=limits(p.ci_lower, p.ci_upper),
            )
