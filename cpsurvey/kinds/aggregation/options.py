"""Options of `aggregation`."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from cpsurvey.analysis.names import grouping, numeric, unknown
from cpsurvey.analysis.scale_options import ScaleOptions
from cpsurvey.analysis.scale_options import check as check_scales
from cpsurvey.design import Study
from cpsurvey.kind import Problem


class Options(ScaleOptions):
    """Options of `aggregation`."""

    group: str = Field("team", description="Group whose members may resemble each other.")
    smallest: int = Field(
        3, ge=2, description="Members from which the agreement of a group is counted."
    )
    members: str | None = Field(
        None, description="Variable with the size of a respondent's group on the books."
    )
    draws: int = Field(500, ge=0, description="Random groupings behind the test of agreement.")


def check(params: Options, study: Study) -> Iterable[Problem]:
    """Unknown scales, groups or sizes."""
    yield from check_scales(params, study)
    yield from unknown("group", [params.group], grouping(study), "a group")
    if params.members is not None:
        known = numeric(study)
        yield from unknown("members", [params.members], known, "a variable with numbers")
