"""Options of kinds that describe scales."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from cpsurvey.analysis.names import unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem


class ScaleOptions(Params):
    """Options of kinds that describe scales."""

    scales: tuple[str, ...] | None = Field(
        None, description="Scales to describe; by default all that were asked."
    )


def check(params: ScaleOptions, study: Study) -> Iterable[Problem]:
    """Unknown scales."""
    known = list(study.questionnaire.scale_by_id)
    return unknown("scales", params.scales or (), known, "a scale")
