"""Options of `dimensions`."""

from __future__ import annotations

from pydantic import Field

from cpsurvey.analysis.scale_options import ScaleOptions
from cpsurvey.parts import Skipped


class Options(ScaleOptions):
    """Options of `dimensions`."""

    draws: int = Field(500, ge=100, description="Permutations of the parallel analysis.")
    missing: Skipped = Field(
        "available", description="Whether respondents who skipped an item count."
    )
