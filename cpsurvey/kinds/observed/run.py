"""What observers saw: how often people help, how, and whether answers say the same (T34)."""

from __future__ import annotations

from collections.abc import Iterator

import numpy as np

from cpsurvey.analysis.context import Context
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.observed import beside, modes
from cpsurvey.kinds.observed.counting import Counting
from cpsurvey.kinds.observed.data import Observed, Observers, Overlap, Window
from cpsurvey.kinds.observed.options import Options
from cpsurvey.results import Caveat, Result
from cpsurvey.seen.aside import listed
from cpsurvey.seen.log import Log

HEAVY = 2.0
"""Dispersion from which an exact interval of a rate is too short to be believed."""
FEW_SESSIONS = 10


def observed(options: Options, context: Context) -> list[Result[Observed]]:
    """Rates of help with exact intervals, ways of helping, and what people say beside them."""
    log = context.seen.observed()
    if log is None:
        raise CpsurveyError(
            "CPS770",
            "there is no log of observations",
            fix="name it in study.yaml: 'observation: {episodes: FILE, sessions: FILE}'",
        )
    k = context.study.smallest
    agents = {one.agent for one in log.episodes}
    counting = Counting(log, k)
    few = len(agents) < k
    ratio, ratio_ci = (None, None) if few else counting.ratio()
    data = Observed(
        agents=0 if few else len(agents),
        known=_known(agents, context) if not few else 0,
        sessions=len(log.sessions),
        hours=counting.hours,
        unclear=sum(one.routine is None for one in log.episodes),
        rates=tuple(counting.rates()),
        ratio=ratio,
        ratio_ci=ratio_ci,
        dispersion=None if few else counting.dispersion(),
        contrasts=tuple(counting.contrasts()),
        modes=tuple(modes.profile(counting, context)),
        ties=None if few else beside.ties(options, context, log),
        perceived=beside.perceived(options, context, counting),
        observers=tuple(_observers(log)),
        window=_window(log, context),
        left=listed(log.left),
    )
    sample = context.scored.sample(np.ones(context.scored.n, dtype=bool))
    caveats = tuple(_caveats(data, log, k, few=few))
    return [Result("observed", context.id, sample, data, caveats=caveats)]


def _known(agents: set[str], context: Context) -> int:
    """How many of those observed answered; none is told where either side is too few."""
    both = len(agents & set(context.scored.respondent))
    hidden = (
        0 < len(agents) - both < context.study.smallest or 0 < both < context.study.smallest
    )
    return 0 if hidden else both


def _observers(log: Log) -> Iterator[Observers]:
    for role in dict.fromkeys(one.role for one in log.sessions):
        mine = [one for one in log.sessions if one.role == role]
        yield Observers(
            role=role,
            observers=len({one.observer for one in mine if one.observer >= 0}),
            sessions=len(mine),
            hours=sum(one.hours or 0.0 for one in mine),
        )


def _window(log: Log, context: Context) -> Window:
    seen = [day for one in log.sessions for day in (one.first, one.last) if day]
    said = [day for day in context.scored.submitted if day]
    overlap: Overlap = "unknown"
    if seen and said:
        overlap = "overlap" if min(seen) <= max(said) and min(said) <= max(seen) else "apart"
    return Window(
        first=min(seen, default=""),
        last=max(seen, default=""),
        answers_first=min(said, default="")[:7],
        answers_last=max(said, default="")[:7],
        overlap=overlap,
    )


def _caveats(data: Observed, log: Log, k: int, *, few: bool) -> Iterator[Caveat]:
    if few:
        yield Caveat("observed_few", "warning", {"k": k})
        return
    if data.window.overlap != "overlap":
        apart = data.window.overlap == "apart"
        yield Caveat("observed_apart" if apart else "observed_undated", "warning", {})
    if data.dispersion is not None and data.dispersion > HEAVY:
        yield Caveat("observed_clusters", "warning", {"dispersion": round(data.dispersion, 1)})
    if 1 <= len(log.sessions) < FEW_SESSIONS:
        yield Caveat("observed_few_sessions", "warning", {"sessions": len(log.sessions)})
    if any(one.role != "complete_observer" for one in log.sessions):
        yield Caveat("observed_took_part", "note", {})
    if data.unclear:
        yield Caveat(
            "observed_unclear", "note", {"count": data.unclear, "of": len(log.episodes)}
        )
