"""Options of `dimensions`."""

from __future__ import annotations

from pydantic import Field

from cpsurvey.analysis.associations import Missing
from cpsurvey.analysis.scale_options import ScaleOptions


class Options(ScaleOptions):
    """Options of `dimensions`."""

    draws: int = Field(500, ge=100, description="Permutations of the parallel analysis.")
    missing: Missing = Field(
        "available", description="Whether respondents who skipped an item count."
    )
