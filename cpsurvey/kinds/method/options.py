"""Options of `method`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from cpsurvey.analysis.scale_options import ScaleOptions
from cpsurvey.analysis.scale_options import check as check_scales
from cpsurvey.design import Study
from cpsurvey.errors import did_you_mean
from cpsurvey.kind import Problem


class Options(ScaleOptions):
    """Options of `method`."""

    scales: tuple[str, ...] | None = Field(
        None, description="Scales to examine; by default the core ones that were asked."
    )
    marker: str | None = Field(
        None, description="Marker scale; by default the one whose role is marker."
    )
    estimator: Literal["ml", "mlr", "wlsmv"] | None = Field(
        None, description="By default mlr, or wlsmv where the study takes items as ordered."
    )
    missing: Literal["listwise", "fiml"] | None = Field(
        None, description="By default fiml; wlsmv takes complete cases."
    )
    ulmc: bool = Field(default=True, description="Also a method factor without a marker.")


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Unknown scales, a marker that is one of them, wlsmv with fiml."""
    yield from check_scales(params, study)
    known = study.questionnaire.scale_by_id
    if params.marker is not None and params.marker not in known:
        fix = did_you_mean(params.marker, known)
        yield Problem("marker", f"'{params.marker}' is not a scale", fix)
    if params.marker is not None and params.marker in (params.scales or ()):
        yield Problem("scales", "the marker is among the scales", "take it out of 'scales'")
    if params.estimator == "wlsmv" and params.missing == "fiml":
        yield Problem("missing", "wlsmv takes complete cases", "leave 'missing' out")
