"""Rates of help, shares of episodes, and differences between them."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from cpsurvey.analysis.numbers import number
from cpsurvey.kinds.observed.data import Contrast, Measure, Part, Rate
from cpsurvey.payload import Interval, limits
from cpsurvey.seen.log import Episode, Log
from cpsurvey.stats import incidence

PARTS: tuple[Part, ...] = ("all", "routine", "nonroutine")
Chosen = Callable[[Episode], bool]


@dataclass(frozen=True, slots=True)
class Counting:
    """A log, and how few people may stand behind a number."""

    log: Log
    k: int

    def enough(self, some: Sequence[Episode]) -> bool:
        """Whether enough different people stand behind some episodes."""
        return len({one.agent for one in some}) >= self.k

    @property
    def hours(self) -> float:
        """Agent-hours of all sessions."""
        return sum(one.hours or 0.0 for one in self.log.sessions)

    def of(self, part: Part) -> list[Episode]:
        """Episodes of a part."""
        wanted = {"routine": True, "nonroutine": False}
        every = self.log.episodes
        return [e for e in every if part == "all" or e.routine is wanted[part]]

    def rates(self) -> Iterator[Rate]:
        """Each part that enough people stand behind."""
        for part in PARTS:
            some = self.of(part)
            if self.enough(some):
                yield self._rate(part, some)

    def _rate(self, part: Part, some: Sequence[Episode]) -> Rate:
        told = [one for one in some if one.helped is not None]
        timed = sum(one.timed for one in told if one.helped)
        found = incidence.rate(timed, self.hours) if self.hours > 0 else None
        share = of_share(told, lambda one: bool(one.helped)) if self.enough(told) else None
        ended = [self._resolved(told, helped=helped) for helped in (True, False)]
        return Rate(
            part=part,
            hours=number(self.hours) if self.hours > 0 else None,
            helped=timed,
            rate=number(found.est) if found else None,
            ci=limits(found.lower, found.upper) if found else None,
            episodes=len(told),
            share=number(share.est) if share else None,
            share_ci=limits(share.lower, share.upper) if share else None,
            resolved_with=ended[0],
            resolved_without=ended[1],
        )

    def _resolved(self, some: Sequence[Episode], *, helped: bool) -> float | None:
        known = [e for e in some if e.helped is helped and e.resolved is not None]
        if not self.enough(known):
            return None
        return sum(bool(one.resolved) for one in known) / len(known)

    def ratio(self) -> tuple[float | None, Interval | None]:
        """Rate of help outside routine over that in routine: the hours are the same."""
        parts = [
            [e for e in self.of(part) if e.helped and e.timed]
            for part in ("nonroutine", "routine")
        ]
        if not self.hours or not all(self.enough(self.of(p)) for p in PARTS[1:]):
            return None, None
        far, near = map(len, parts)
        if not far + near:
            return None, None
        found = incidence.ratio(far, self.hours, near, self.hours)
        return number(found.est), limits(found.lower, found.upper)

    def dispersion(self) -> float | None:
        """How much more help differs between sessions than chance would have it."""
        hours = np.array([one.hours or 0.0 for one in self.log.sessions])
        counts = np.zeros(len(hours))
        for one in self.log.episodes:
            counts[one.session] += bool(one.timed and one.helped) if one.session >= 0 else 0
        there = hours > 0
        return (
            number(incidence.dispersion(counts[there], hours[there])) if there.any() else None
        )

    def contrasts(self) -> Iterator[Contrast]:
        """Differences that enough people stand behind on both sides."""
        every = [e for e in self.log.episodes if e.helped is not None and e.routine is not None]
        yield from self._difference("mobilised", every, _helped, _outside)
        ended = [e for e in every if e.resolved is not None]
        outside = [e for e in ended if _outside(e)]
        yield from self._difference("resolved", outside, _resolved, _helped)
        yield from self._more(ended)
        crossing = [e for e in self.log.episodes if e.helped and e.cross_team is not None]
        if self.enough(crossing):
            found = of_share(crossing, lambda one: bool(one.cross_team))
            yield _contrast("crossing", found, crossing)

    def _difference(
        self, measure: Measure, some: Sequence[Episode], y: Chosen, x: Chosen
    ) -> Iterator[Contrast]:
        sides = [[e for e in some if x(e) is side] for side in (True, False)]
        if not all(map(self.enough, sides)):
            return
        X = np.column_stack([np.ones(len(some)), _column(some, x)])
        found = incidence.clustered_contrast(_column(some, y), X, 1, sessions(some))
        yield _contrast(measure, found, some)

    def _more(self, some: Sequence[Episode]) -> Iterator[Contrast]:
        cells = [
            [e for e in some if _helped(e) is a and _outside(e) is b]
            for a in (True, False)
            for b in (True, False)
        ]
        if not all(map(self.enough, cells)):
            return
        helped, outside = _column(some, _helped), _column(some, _outside)
        X = np.column_stack([np.ones(len(some)), helped, outside, helped * outside])
        found = incidence.clustered_contrast(_column(some, _resolved), X, 3, sessions(some))
        yield _contrast("resolved_more", found, some)


def _helped(one: Episode) -> bool:
    return bool(one.helped)


def _outside(one: Episode) -> bool:
    return one.routine is False


def _resolved(one: Episode) -> bool:
    return bool(one.resolved)


def _column(some: Sequence[Episode], chosen: Chosen) -> np.ndarray:
    return np.array([float(chosen(one)) for one in some])


def sessions(some: Sequence[Episode]) -> np.ndarray:
    """Session of each episode."""
    return np.array([one.session for one in some], dtype=np.int64)


def of_share(some: Sequence[Episode], chosen: Chosen) -> incidence.Found:
    """Share of some episodes, its interval by sessions."""
    return incidence.clustered_share(_column(some, chosen), sessions(some))


def _contrast(measure: Measure, found: incidence.Found, some: Sequence[Episode]) -> Contrast:
    return Contrast(
        measure=measure,
        est=number(found.est),
        ci=limits(found.lower, found.upper),
        n=len(some),
        sessions=len(np.unique(sessions(some))),
    )
