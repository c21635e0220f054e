"""Options of `network`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from cpsurvey.analysis.names import no_groups, numeric, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem


class Options(Params):
    """Options of `network`."""

    formal: tuple[str, ...] = Field(
        ("team", "centre"), description="Formal groups that ties may stay in, as roles."
    )
    exposure: str | None = Field(
        None, description="Score of those whom people name: sharing, say, within reach."
    )
    draws: int = Field(
        2000, ge=99, le=20_000, description="Permutations of the regression of ties."
    )


def check(params: Options, study: Study) -> Iterator[Problem]:
    """A score or groups that are none."""
    yield from no_groups(params, study)
    wanted = [params.exposure] if params.exposure else []
    yield from unknown("exposure", wanted, numeric(study), "a variable with numbers")
