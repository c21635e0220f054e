"""Options of `rivals`."""

from __future__ import annotations

from pydantic import Field

from cpsurvey.analysis.measurement_options import Options


class RivalOptions(Options):
    """Options of `rivals`."""

    local_fit: bool = Field(
        default=True, description="List residual correlations and modification indices."
    )
    uniqueness: bool = Field(
        default=False, description="Also let the reversed items' uniquenesses correlate."
    )
