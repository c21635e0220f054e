"""Variance of outcomes by person, team and detected community, crossed. Table T23a."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import levels
from cpsurvey.analysis import network as nets
from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.analysis.network import Net
from cpsurvey.analysis.numbers import number
from cpsurvey.kinds.split.data import Level, OfLevel, Outcome, Split
from cpsurvey.kinds.split.options import Options
from cpsurvey.payload import limits
from cpsurvey.results import Caveat, Result
from cpsurvey.stats.communities.found import consensus, runs_for
from cpsurvey.stats.network.ties import Codes
from cpsurvey.stats.shares import shares

FEWEST = 30
"""People with ties below which no communities are sought."""
Grouping = tuple[Level, str | None, Codes]


def split(params: Options, context: Context) -> list[Result[Split | None]]:
    """Crossed random intercepts of communities and formal groups, restricted likelihood."""
    ties = context.ties
    caveats = nets.nothing(ties)
    if ties is not None and not caveats:
        net = nets.net(context, ties, nets.relation(ties, params.relation))
        low = net.coverage.reading == "no_communities"
        if low or net.ties.tied.sum() < FEWEST:
            caveats = [Caveat("split_unknown", "not_applicable", {"needed": FEWEST})]
        else:
            return [_split(params, context, net)]
    return nets.without("split", context, *caveats)


def _split(params: Options, context: Context, net: Net) -> Result[Split | None]:
    runs = runs_for(len(net.ties.source), params.runs)
    found = consensus(net.ties, context.seed, runs)
    groupings: list[Grouping] = [("community", None, _rows(net, found.group))]
    groupings += [
        ("formal", context.variable(role), context.group(role)) for role in params.formal
    ]
    rows, caveats = [], nets.of_coverage(net.coverage)
    everybody = np.zeros(context.scored.n, dtype=bool)
    asked = [*((name,) for name in params.outcomes), *params.measures]
    for done, names in enumerate(asked):
        context.progress(done, len(asked))
        scores = np.array([context.scored.values[name] for name in names])
        used = ~np.isnan(scores).any(axis=0)
        for _, _, group in groupings:
            used &= group >= 0
        row = _outcome(names, scores, used, groupings) if used.sum() >= context.k else None
        if row is None:
            caveats.append(Caveat("split_nothing", "warning", {"outcome": names[0]}))
            continue
        everybody |= used
        rows.append(row)
    sample = context.scored.sample(everybody, "not_in_network")
    if not rows:
        few = Caveat("split_unknown", "not_applicable", {"needed": FEWEST})
        return Result("split", context.id, sample, None, caveats=(few,))
    data = Split(relation=net.relation, outcomes=tuple(rows))
    return Result("split", context.id, sample, data, caveats=tuple(caveats))


def _rows(net: Net, group: Codes) -> Codes:
    return np.where(net.place >= 0, group[np.maximum(net.place, 0)], -1)


def _outcome(
    names: tuple[str, ...],
    scores: NDArray[np.float64],
    used: NDArray[np.bool_],
    groupings: list[Grouping],
) -> Outcome | None:
    """Of (measures, rows) `scores`; None where groups or values do not allow it."""
    y = scores[:, used]
    many, n = y.shape
    every = [(*one[:2], np.unique(one[2][used], return_inverse=True)[1]) for one in groupings]
    if not all(1 < code.max(initial=-1) + 1 < n for *_, code in every):
        return None
    if (np.ptp(y, axis=1) == 0).any():
        return None
    if many > 1:
        y = (y - y.mean(axis=1, keepdims=True)) / y.std(axis=1, ddof=1, keepdims=True)
        every.append(("common", None, np.arange(n)))
    terms = [
        levels.intercepts(group or level, np.tile(code, many)) for level, group, code in every
    ]
    try:
        found = shares(y.ravel(), np.ones((many * n, 1)), terms, LEVEL)
    except ValueError:
        return None
    if not found.fit.converged:
        return None
    told: list[tuple[Level, str | None, int]] = [
        (level, group, int(code.max()) + 1) for level, group, code in every
    ]
    told.append(("error", None, many * n) if many > 1 else ("person", None, n))
    return Outcome(
        outcome=names[0],
        beside=names[1:],
        n=n,
        shares=tuple(
            OfLevel(
                level=level,
                group=group,
                groups=count,
                share=number(share),
                ci=limits(low, high),
            )
            for (level, group, count), share, low, high in zip(
                told, found.share, found.lower, found.upper, strict=True
            )
        ),
    )
