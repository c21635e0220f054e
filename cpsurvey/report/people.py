"""How many people answered: rows of a file are not people.

A rehearsal, a row that stands twice, an earlier version of an answer or one of another wave is
no person more. Who was set aside for what the answers say (too few, not submitted, moved
cells) did answer.
"""

from __future__ import annotations

from typing import Any

from cpsurvey.results import Result, ResultSet

_AGAIN = ("duplicate", "earlier_wave", "retest")
"""Losses of rows whose people are counted by another row, or took part at another time."""
_NOBODY = frozenset(
    (
        *("duplicate", "preview", "test", "spam", "deleted", "not_approved"),
        *("summary_row", "note_row"),
    )
)
"""Rules of the import that set a row aside which stands for nobody, or for one counted."""


def answered(results: ResultSet) -> int:
    """People who answered the wave that is analysed, usable or not."""
    flow = next((one for one in results.results if one.kind == "flow"), None)
    if flow is None:
        return max((one.sample.read for one in results.results), default=0)
    return of_flow(flow)


def of_flow(flow: Result[Any]) -> int:
    """The same, of the analysis that counts who is lost where."""
    again = sum(flow.sample.dropped.get(reason, 0) for reason in _AGAIN)
    rows = flow.data.quarantine if flow.data is not None else ()
    aside = [one.count for one in rows if one.column is None and one.rule in _NOBODY]
    left: int = flow.sample.read - again - sum(aside)
    return max(left, flow.sample.used)


def analysed(results: ResultSet) -> int:
    """People the analyses rest on; what compares waves counts those of every wave."""
    flow = next((one for one in results.results if one.kind == "flow"), None)
    if flow is not None:
        return flow.sample.used
    return max((one.sample.used for one in results.results if _of_people(one)), default=0)


def _of_people(result: Result[Any]) -> bool:
    """Whether a result counts people, not their answers in several waves."""
    return all(caveat.code != "waves_not_independent" for caveat in result.caveats)


def earlier(results: ResultSet) -> int:
    """Answers of earlier waves, which are stored and not analysed."""
    flow = next((one for one in results.results if one.kind == "flow"), None)
    return flow.sample.dropped.get("earlier_wave", 0) if flow else 0
