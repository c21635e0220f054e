"""Options of `missing`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from cpsurvey.analysis.names import grouping, unknown
from cpsurvey.analysis.scale_options import ScaleOptions
from cpsurvey.analysis.scale_options import check as check_scales
from cpsurvey.design import Study
from cpsurvey.kind import Problem


class Options(ScaleOptions):
    """Options of `missing`."""

    group: str = Field(
        "team",
        description="Group between which shares of missing answers differ; none is named.",
    )
    by: str | None = Field(
        None, description="Question the reasons are broken down by (a channel)."
    )
    patterns: int = Field(10, ge=1, le=100, description="Most frequent patterns shown.")


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Unknown scales and groups."""
    yield from check_scales(params, study)
    if "group" in params.model_fields_set:
        yield from unknown("group", [params.group], grouping(study), "a group")
    if params.by:
        yield from unknown("by", [params.by], grouping(study), "a group or a choice")
