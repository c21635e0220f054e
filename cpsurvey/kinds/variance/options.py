"""Options of `variance`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from cpsurvey.analysis.names import grouping, numeric, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem


class Options(Params):
    """Options of `variance`."""

    outcomes: tuple[str, ...] = Field(min_length=1, description="Variables to split.")
    groups: tuple[str, ...] = Field(
        ("team",), min_length=1, description="Levels above the person, smallest first."
    )


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Unknown outcomes or groups."""
    yield from unknown("outcomes", params.outcomes, numeric(study), "a variable with numbers")
    yield from unknown("groups", params.groups, grouping(study), "a group")
