"""A model fitted once more, to other people or in another way: what can be said of it."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from cpsurvey.analysis.context import Context
from cpsurvey.errors import CpsurveyError
from cpsurvey.payload import Interval
from cpsurvey.sem.semfit import SemFit


@dataclass(frozen=True, slots=True)
class Refit:
    """A model fitted once more.

    Parameters
    ----------
    used : int or None
        Respondents it rests on; None where it could not be fitted.
    found : SemFit or None
        None where there is no solution.
    reason : str
        Why there is none: ``not_converged`` or the code of an error; else empty.
    """

    used: int | None
    found: SemFit | None
    reason: str


def refitted(fit: Callable[[], SemFit], context: Context) -> Refit:
    """Fit to the respondents of `context`; what goes wrong is a reason, no error."""
    try:
        found = fit()
    except CpsurveyError as error:
        return Refit(None, None, error.code)
    rows = found.model.rows
    used = context.scored.n if rows is None else int(rows.used.sum())
    if not found.converged:
        return Refit(used, None, "not_converged")
    return Refit(used, found, "")


def differing(intervals: Iterable[tuple[str, Interval | None]]) -> list[str]:
    """Names of which some intervals leave out zero on one side and some do not."""
    sides: dict[str, set[int]] = {}
    for name, ends in intervals:
        if ends:
            sides.setdefault(name, set()).add((ends.lower > 0) - (ends.upper < 0))
    return [name for name, seen in sides.items() if len(seen) > 1]
