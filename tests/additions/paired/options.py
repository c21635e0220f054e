"""Options of `paired`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from cpsurvey.analysis.names import numeric, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem


class Options(Params):
    """Options of `paired`."""

    pairs: tuple[tuple[str, str], ...] = Field(
        min_length=1, description="Two variables each: the first minus the second."
    )


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Unknown variables, and one taken from itself."""
    known = numeric(study)
    for first, second in params.pairs:
        yield from unknown("pairs", [first, second], known, "a variable with numbers")
        if first == second:
            yield Problem("pairs", f"'{first}' is taken from itself", "name two variables")
