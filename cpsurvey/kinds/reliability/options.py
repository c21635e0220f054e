"""Options of `reliability`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from cpsurvey.analysis.names import grouping, unknown
from cpsurvey.analysis.scale_options import ScaleOptions
from cpsurvey.analysis.scale_options import check as check_scales
from cpsurvey.design import Study
from cpsurvey.kind import Problem


class Options(ScaleOptions):
    """Options of `reliability`."""

    bootstrap: int = Field(
        1000, ge=0, le=20_000, description="Draws behind the intervals of omega, AVE and H."
    )
    cluster: str | None = Field(
        None, description="Group drawn as a whole: its members resemble each other."
    )
    by: str | None = Field(None, description="Group to show alpha and omega for, one by one.")
    missing: Literal["listwise", "fiml"] = Field(
        "listwise", description="fiml: omega from everybody who answered an item of the scale."
    )
    composites: bool = Field(default=True, description="Composites of scales as well.")


def check(params: Options, study: Study) -> Iterable[Problem]:
    """Unknown scales or groups."""
    yield from check_scales(params, study)
    for option in ("cluster", "by"):
        asked = getattr(params, option)
        if asked:
            yield from unknown(option, [asked], grouping(study), "a group")
