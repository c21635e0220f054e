"""Options of `compare`."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field, field_validator

from cpsurvey.analysis.names import grouping, numeric, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem


class Options(Params):
    """Options of `compare`."""

    by: tuple[str, ...] = Field(
        min_length=1, description="Groupings to compare by: language, or a question's answers."
    )
    variables: tuple[str, ...] | None = Field(
        None, description="Scores to compare; by default the core scales that were asked."
    )
    cluster: str | None = Field(
        None, description="Group whose members resemble each other: adds a test that allows it."
    )

    @field_validator("by", mode="before")
    @classmethod
    def _several(cls, value: object) -> object:
        return (value,) if isinstance(value, str) else value


def check(params: Options, study: Study) -> Iterable[Problem]:
    """Unknown groupings, scores and clusters."""
    yield from unknown("by", params.by, grouping(study), "a group")
    yield from unknown(
        "variables", params.variables or (), numeric(study), "a variable with numbers"
    )
    if params.cluster:
        yield from unknown("cluster", [params.cluster], grouping(study), "a group")
