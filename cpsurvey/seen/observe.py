"""From the tables of observers to a log."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from cpsurvey.design.evidence_seen import (
    EPISODES,
    SESSIONS,
    Mode,
    ObservationSpec,
    Order,
    found,
)
from cpsurvey.identity import alike, is_nobody, same_group
from cpsurvey.seen import age, cells, table
from cpsurvey.seen.aside import Aside, Who
from cpsurvey.seen.log import ROLES, Episode, Log, Role, Session

LONGEST = timedelta(hours=24)
"""A session that lasts longer has a wrong day."""
Ask = Callable[[Sequence[str]], Who]
"""Identifiers -> pseudonyms; None for those who take no part."""


@dataclass(frozen=True, slots=True, repr=False)
class _Known:
    """A session as it was read, with its times."""

    id: str
    session: Session
    start: datetime | None
    end: datetime | None


def read(
    spec: ObservationSpec, folder: Path, ask: Ask, out: Iterable[str], since: str = ""
) -> Log:
    """Read sessions, then episodes; nobody of `out` and nothing older than `since` is used.

    Raises
    ------
    CpsurveyError
        CPS770 a table cannot be used.
    """
    aside = Aside()
    listed = _tables(spec, folder, "sessions")
    told = _tables(spec, folder, "episodes")
    of = age.of_sessions(listed, spec.dates)
    listed = age.younger("sessions", listed, spec.dates, {}, since, aside)
    told = age.younger("episodes", told, spec.dates, of, since, aside)
    sessions = _sessions(listed, spec.dates, aside)
    withdrawn = set(map(alike, out))
    named = {
        one
        for rows in told
        for row in rows.rows
        for one in (row["agent_token"], *cells.tokens(row["helper_tokens"]))
        if one and not is_nobody(one)
    }
    who = dict(ask(sorted(named)))
    who |= dict.fromkeys((one for one in named if alike(one) in withdrawn), None)
    episodes = _Reading(sessions, who, spec.dates, aside).every(told)
    if not episodes:
        raise table.refused(
            "episodes",
            "no row can be used",
            "look whether its columns are those that are meant",
        )
    return Log(tuple(one.session for one in sessions), tuple(episodes), aside.done())


def _tables(spec: ObservationSpec, folder: Path, what: str) -> list[table.Rows]:
    patterns = spec.sessions if what == "sessions" else spec.episodes
    known = SESSIONS if what == "sessions" else EPISODES
    needed = (
        ("session_id", "start", "end") if what == "sessions" else ("session_id", "agent_token")
    )
    return [table.read(path, what, spec, known, needed) for path in found(folder, patterns)]


# ---------------------------------------------------------------------------- sessions
def _sessions(listed: Sequence[table.Rows], declared: Order, aside: Aside) -> list[_Known]:
    rows = [row for one in listed for row in one.rows]
    told = cells.order((row["date"] or row["start"] for row in rows), declared)
    observers: dict[str, int] = {}
    done: list[_Known] = []
    seen: set[str] = set()
    for row in rows:
        id = row["session_id"]
        if not id:
            aside.add("sessions", "no_session", row.line)
            continue
        if id in seen:
            aside.add("sessions", "twice", row.line)
            continue
        seen.add(id)
        start, end = (cells.moment(row["date"], row[name], told) for name in ("start", "end"))
        observer = -1
        if name := row["observer_id"]:
            observer = observers.setdefault(name, len(observers))
        hours = _hours(row, start, end, aside)
        if hours is not None and start and end:
            hours = _once(hours, start, end, observer, done, row, aside)
        days = [one.date().isoformat() if one else "" for one in (start, end)]
        session = Session(observer, _role(row["participant_role"]), hours, days[0], days[1])
        done.append(_Known(id, session, start, end))
    return done


def _hours(
    row: table.Row, start: datetime | None, end: datetime | None, aside: Aside
) -> float | None:
    """Agent-hours of a session; None where they cannot be known."""
    if start is None or end is None:
        aside.add("sessions", "no_time", row.line)
        return None
    pause = cells.minutes(row["break"]) or 0.0
    length = end - start - timedelta(minutes=pause)
    if not timedelta(0) < length <= LONGEST or pause < 0:
        aside.add("sessions", "negative", row.line)
        return None
    agents = cells.amount(row["agents_present"])
    if agents is None or agents <= 0:
        aside.add("sessions", "no_hours", row.line)
        return None
    return length.total_seconds() / 3600.0 * agents


def _once(
    hours: float,
    start: datetime,
    end: datetime,
    observer: int,
    before: Sequence[_Known],
    row: table.Row,
    aside: Aside,
) -> float | None:
    """Hours less those in which the same observer was in another session already."""
    shared = timedelta(0)
    for other in before if observer >= 0 else ():
        if other.session.observer == observer and other.start and other.end:
            if other.session.hours is None:
                continue
            shared += max(min(end, other.end) - max(start, other.start), timedelta(0))
    if not shared:
        return hours
    aside.add("sessions", "overlap", row.line)
    left = 1.0 - shared / (end - start)
    return hours * left if left > 0 else None


def _role(cell: str) -> Role:
    word = cells.plain(cell)
    return next((role for role in ROLES if cells.plain(role) == word), "unknown")


# ---------------------------------------------------------------------------- episodes
@dataclass(slots=True, repr=False)
class _Reading:
    """What rows of episodes are read with."""

    sessions: Sequence[_Known]
    who: Who
    declared: Order
    aside: Aside

    def every(self, told: Sequence[table.Rows]) -> list[Episode]:
        """Episodes that can be used."""
        places = {one.id: at for at, one in enumerate(self.sessions)}
        unlisted: dict[str, int] = {}
        seen: set[str] = set()
        done = []
        for rows in told:
            day = cells.order((row["date"] or row["start"] for row in rows.rows), self.declared)
            for row in rows.rows:
                if (id := row["episode_id"]) and id in seen:
                    self.aside.add("episodes", "twice", row.line)
                    continue
                seen.add(id)
                session = places.get(row["session_id"])
                if session is None:
                    session = unlisted.setdefault(row["session_id"], -1 - len(unlisted))
                if one := self._episode(row, rows.has, session, day):
                    done.append(one)
        return done

    def _episode(
        self, row: table.Row, has: frozenset[str], session: int, day: Order
    ) -> Episode | None:
        agent = row["agent_token"]
        if not agent or is_nobody(agent):
            self.aside.add("episodes", "no_agent", row.line)
            return None
        others = cells.tokens(row["helper_tokens"])
        helpers = [one for one in others if not is_nobody(one)]
        if any(self.who[one] is None for one in (agent, *helpers)):
            self.aside.add("episodes", "withdrawn", row.line)
            return None
        if len(helpers) < len(others):
            self.aside.add("episodes", "unknown_token", row.line)
        if agent in helpers:
            self.aside.add("episodes", "self", row.line)
            helpers, others = ([o for o in some if o != agent] for some in (helpers, others))
        duration = cells.amount(row["duration_s"])
        if duration is not None and duration < 0:
            self.aside.add("episodes", "negative", row.line)
        routine = self._said(row, "routine", cells.ROUTINE)
        if routine is None:
            self.aside.add("episodes", "unclear", row.line)
        mode: Mode | None = self._said(row, "help_mode", cells.MODES)
        return Episode(
            session=session,
            timed=self._timed(row, session, day),
            agent=self.who[agent] or "",
            helpers=tuple(self.who[one] or "" for one in helpers),
            helped=_helped(row, has, bool(others)),
            routine=routine,
            mode=mode,
            resolved=self._said(row, "resolved", cells.RESOLVED),
            cross_team=self._said(row, "cross_team", cells.CROSS),
            team=same_group(row["team_id"]),
        )

    def _said(self, row: table.Row, name: str, known):  # type: ignore[no-untyped-def]  # noqa: ANN001, ANN202
        try:
            return cells.one_of(row[name], known)
        except cells.NotUnderstood:
            self.aside.add("episodes", "not_understood", row.line)
            return None

    def _timed(self, row: table.Row, session: int, day: Order) -> bool:
        """Whether an episode lies in a session whose hours are known."""
        if session < 0:
            self.aside.add("episodes", "no_session", row.line)
            return False
        known = self.sessions[session]
        start = cells.moment(row["date"] or known.session.first, row["start"], day)
        if start and known.start and known.end and not known.start <= start <= known.end:
            self.aside.add("episodes", "outside", row.line)
            return False
        if known.session.hours is None:
            self.aside.add("episodes", "no_hours", row.line)
            return False
        return True


def _helped(row: table.Row, has: frozenset[str], named: bool) -> bool | None:  # noqa: FBT001
    """Whether anybody helped: by their number, else by whether anybody is named."""
    if named:
        return True
    count = cells.amount(row["n_helpers"])
    if count is None:
        return None if "n_helpers" in has else False
    return count > 0
