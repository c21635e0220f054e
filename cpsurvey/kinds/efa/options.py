"""Options of `efa`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from cpsurvey.analysis.names import unknown
from cpsurvey.analysis.scale_options import ScaleOptions
from cpsurvey.analysis.scale_options import check as check_scales
from cpsurvey.design import Study
from cpsurvey.kind import Problem
from cpsurvey.kinds.efa.data import Extraction, Rotation
from cpsurvey.parts import Skipped


class Options(ScaleOptions):
    """Options of `efa`."""

    items: tuple[str, ...] | None = Field(
        None, description="Items to analyse, instead of whole scales."
    )
    factors: int | None = Field(
        None, ge=1, description="How many; by default what parallel analysis keeps."
    )
    extraction: Extraction = Field(
        "minres", description="Minimum residuals, maximum likelihood or principal axes."
    )
    rotation: Rotation = "oblimin"
    missing: Skipped = Field(
        "available", description="Whether respondents who skipped an item count."
    )
    starts: int = Field(30, ge=1, le=500, description="Starts of the rotation.")
    draws: int = Field(500, ge=100, description="Permutations of the parallel analysis.")


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Unknown scales and items, and more factors than the items can carry."""
    yield from check_scales(params, study)
    known = list(study.questionnaire.items)
    yield from unknown("items", params.items or (), known, "an item")
    if params.items and params.scales:
        yield Problem("items", "give 'items' or 'scales', not both", "take one of them out")
    if params.items and len(set(params.items)) < len(params.items):
        yield Problem("items", "an item is named twice", "take one of them out")
    if params.items and params.factors and len(params.items) >= 3:
        from cpsurvey.stats.efa import most_factors

        most = most_factors(len(params.items))
        if params.factors > most:
            message = f"{len(params.items)} items carry {most} factors at most"
            yield Problem("factors", message, "ask for fewer, or name more items")
