"""Options of `discriminant`."""

from __future__ import annotations

from pydantic import Field

from cpsurvey.analysis.measurement_options import Options


class DiscriminantOptions(Options):
    """Options of `discriminant`."""

    bootstrap: int = Field(
        1000, ge=0, le=20_000, description="Draws behind the intervals of HTMT."
    )
