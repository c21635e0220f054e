"""What `check` says of observations and codings: how much there is, what cannot be used."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from cpsurvey.errors import CpsurveyError

if TYPE_CHECKING:
    from cpsurvey.design import Study
    from cpsurvey.seen.aside import Left
    from cpsurvey.seen.held import Seen

SHOWN = 5
"""Lines that are named of each reason."""


def looked_at(study: Study) -> Seen | None:
    """The files read without the store: nobody is known yet, and nothing is kept."""
    if not study.kinds_of_evidence:
        return None
    from cpsurvey.seen.read import read

    return read(study, lambda tokens: {one: one for one in tokens})


def lines(seen: Seen | None) -> Iterator[str]:
    """Lines for people."""
    from cpsurvey.seen.coded import Coded
    from cpsurvey.seen.log import Log

    for held in (seen.log, seen.coded) if seen else ():
        if isinstance(held, CpsurveyError):
            yield f"  cannot be used {held.code} {held.where or ''}: {held.message}"
            yield f"    fix: {held.fix or f'cpsurvey explain {held.code}'}"
        elif isinstance(held, Log):
            hours = sum(one.hours or 0.0 for one in held.sessions)
            yield (
                f"  observation    {len(held.episodes):,} episodes in "
                f"{len(held.sessions):,} sessions, {hours:,.0f} agent-hours"
            )
            yield from _left(held.left)
        elif isinstance(held, Coded):
            yield (
                f"  codings        {len(held.segments):,} in {len(held.sources):,} sources by "
                f"{len(held.coders):,} coders; documents: {len(held.documents):,}"
            )
            yield from _left(held.left)


def _left(every: Sequence[Left]) -> Iterator[str]:
    from cpsurvey.report.left_words import WAYS_OUT

    for one in every:
        named = ", ".join(map(str, one.rows[:SHOWN])) + (
            ", ..." if len(one.rows) > SHOWN else ""
        )
        yield f"    {one.table}: {WAYS_OUT[one.reason].en}: {len(one.rows)} (lines {named})"


def document(seen: Seen | None) -> dict[str, Any] | None:
    """The same as JSON."""
    from cpsurvey.seen.coded import Coded
    from cpsurvey.seen.log import Log

    if seen is None:
        return None
    found: dict[str, Any] = {}
    for name, held in (("observation", seen.log), ("coding", seen.coded)):
        if isinstance(held, CpsurveyError):
            found[name] = {"usable": False, "code": held.code}
        elif isinstance(held, Log | Coded):
            left = [
                {"table": one.table, "reason": one.reason, "rows": list(one.rows)}
                for one in held.left
            ]
            size = held.episodes if isinstance(held, Log) else held.segments
            found[name] = {"usable": True, "rows": len(size), "left": left}
    return found
