"""Options of `emergence`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from cpsurvey.analysis.names import no_groups, numeric, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem


class Options(Params):
    """Options of `emergence`."""

    relation: str | None = Field(
        None, description="Relation in which communities are sought; that of advice."
    )
    scales: tuple[str, ...] = Field(
        (), description="Scores in which people of a community may be alike; all core scales."
    )
    formal: tuple[str, ...] = Field(
        ("team", "centre"),
        min_length=1,
        description="Formal groups, as roles: what follows from them has not emerged.",
    )
    formed: tuple[str, ...] = Field(
        ("group_formed", "group_decides"),
        description="Questions on how the group formed, where they were asked.",
    )
    runs: int = Field(100, ge=10, le=1000, description="Runs whose consensus is shown.")
    draws: int = Field(
        1000, ge=99, le=10_000, description="Random networks of each kind; fewer of large ones."
    )


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Scores or groups that there are not."""
    yield from unknown("scales", params.scales, numeric(study), "a variable with numbers")
    yield from no_groups(params, study)
