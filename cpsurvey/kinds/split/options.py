"""Options of `split`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from cpsurvey.analysis.names import grouping, numeric, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem


class Options(Params):
    """Options of `split`."""

    outcomes: tuple[str, ...] = Field(min_length=1, description="Variables to split.")
    measures: tuple[tuple[str, ...], ...] = Field(
        (),
        description="Sets of variables that measure one outcome in the same people, in routine "
        "and outside for example: of these the person is told apart from error.",
    )
    relation: str | None = Field(
        None, description="Relation in which communities are sought; that of advice."
    )
    formal: tuple[str, ...] = Field(
        ("team",), description="Formal groups that communities cross, as roles."
    )
    runs: int = Field(100, ge=10, le=1000, description="Runs whose consensus counts.")


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Unknown outcomes or groups."""
    yield from unknown("outcomes", params.outcomes, numeric(study), "a variable with numbers")
    for one in params.measures:
        yield from unknown("measures", one, numeric(study), "a variable with numbers")
        if len(set(one)) < 2:
            yield Problem("measures", "a set has fewer than two variables", "see `outcomes`")
    yield from unknown("formal", params.formal, grouping(study), "a group")
