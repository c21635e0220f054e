"""Ways of helping as they were seen, beside the items that ask for them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import get_args

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.numbers import number
from cpsurvey.design.evidence_seen import Mode
from cpsurvey.kinds.observed.counting import Counting, of_share, sessions
from cpsurvey.kinds.observed.data import OfMode
from cpsurvey.payload import limits
from cpsurvey.seen.log import Episode
from cpsurvey.stats import incidence

MODES: tuple[Mode, ...] = get_args(Mode)
REST: Mode = "other"
"""What modes of too few people are put together with."""
Array = NDArray[np.float64]


def profile(counting: Counting, context: Context) -> Iterator[OfMode]:
    """Every mode that enough people stand behind, the most frequent first."""
    helped = [e for e in counting.log.episodes if e.helped and e.mode is not None]
    shown, group = _shown(helped, counting)
    told = {mode: one for mode in shown if (one := _told(mode, context)) is not None}
    rows = []
    for mode in shown:
        some = [e for e in helped if group[_mode(e)] == mode]
        found = of_share(helped, lambda e, mode=mode: group[_mode(e)] == mode)  # type: ignore[misc]
        rows.append(_row(mode, some, found, helped, told, context))
    yield from sorted(rows, key=lambda row: -(row.share or 0.0))


def _mode(one: Episode) -> Mode:
    assert one.mode is not None
    return one.mode


def _shown(
    helped: Sequence[Episode], counting: Counting
) -> tuple[list[Mode], dict[Mode, Mode]]:
    """Modes that are told, and which of them each one counts for.

    Those of too few people are told as `REST` together, with the next smallest until they are
    enough; where they never are, nothing is told.
    """
    by: dict[Mode, list[Episode]] = {m: [e for e in helped if e.mode == m] for m in MODES}
    there = sorted((m for m in MODES if by[m]), key=lambda m: len({e.agent for e in by[m]}))
    rest = [m for m in there if m == REST or not counting.enough(by[m])]
    left = [m for m in there if m not in rest]
    while rest and left and not counting.enough([e for m in rest for e in by[m]]):
        rest.append(left.pop(0))
    group: dict[Mode, Mode] = dict.fromkeys(rest, REST) | {m: m for m in left}
    if rest and not counting.enough([e for m in rest for e in by[m]]):
        return [], group
    return [*left, *([REST] if rest else [])], group


def _row(
    mode: Mode,
    some: Sequence[Episode],
    found: incidence.Found,
    helped: Sequence[Episode],
    told: dict[Mode, Array],
    context: Context,
) -> OfMode:
    mine = told.get(mode)
    mean = _mean(mine, context) if mine is not None else None
    seen_more = told_more = None
    if mine is not None and len(told) > 1:
        seen_more = _seen_more(mode, list(told), helped)
        others = np.mean([told[other] for other in told if other != mode], axis=0)
        told_more = _mean(mine - others, context)
    return OfMode(
        mode=mode,
        n=len(some),
        share=number(found.est),
        ci=limits(found.lower, found.upper),
        told=number(mean.est) if mean else None,
        told_ci=limits(mean.lower, mean.upper) if mean else None,
        told_n=int(np.count_nonzero(~np.isnan(mine))) if mine is not None else 0,
        seen_more=number(seen_more.est) if seen_more else None,
        seen_more_ci=limits(seen_more.lower, seen_more.upper) if seen_more else None,
        told_more=number(told_more.est) if told_more else None,
        told_more_ci=limits(told_more.lower, told_more.upper) if told_more else None,
    )


def _told(mode: Mode, context: Context) -> Array | None:
    """Each respondent's mean over the items of a mode; None where too few have one."""
    values = context.scored.values
    names = [
        item.id
        for item in context.questionnaire.items.values()
        if item.mode == mode and item.id in values
    ]
    if not names:
        return None
    found = np.mean(np.column_stack([values[name] for name in names]), axis=1)
    return found if np.count_nonzero(~np.isnan(found)) >= context.k else None


def _mean(values: Array, context: Context) -> incidence.Found:
    """Mean with an interval by teams, where there are any."""
    there = ~np.isnan(values)
    group = np.arange(len(values))
    if "team" in context.study.groups:
        team = context.group("team")
        group = np.where(team >= 0, team, len(values) + group)
    X = np.ones((int(there.sum()), 1))
    return incidence.clustered_contrast(values[there], X, 0, group[there])


def _seen_more(mode: Mode, asked: list[Mode], helped: Sequence[Episode]) -> incidence.Found:
    """Share of a mode less the mean share of the other ones that items ask for."""
    some = [e for e in helped if e.mode in asked]
    less = -1.0 / (len(asked) - 1)
    y = np.array([1.0 if e.mode == mode else less for e in some])
    return incidence.clustered_contrast(y, np.ones((len(some), 1)), 0, sessions(some))
