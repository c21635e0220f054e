"""Options of kinds that fit the measurement model of scales."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from cpsurvey.analysis.names import grouping, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem
from cpsurvey.parts import Missing

Estimator = Literal["ml", "mlr", "wlsmv"]


class Options(Params):
    """Options of kinds that fit the measurement model of scales."""

    scales: tuple[str, ...] | None = Field(
        None, description="Scales of the model; by default those with the role core."
    )
    estimator: Estimator | None = Field(
        None, description="By default mlr; wlsmv where the study takes items as ordinal."
    )
    missing: Missing | None = Field(None, description="By default fiml; pairwise under wlsmv.")
    cluster: str | None = Field(None, description="Group whose members resemble each other.")


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Unknown scales and groups, and what the estimator cannot do."""
    known = list(study.questionnaire.scale_by_id)
    yield from unknown("scales", params.scales or (), known, "a scale")
    if params.scales is not None and len(set(params.scales)) < 2:
        yield Problem(
            "scales", "fewer than two scales: nothing to compare", "name two scales or more"
        )
    if params.cluster:
        yield from unknown("cluster", [params.cluster], grouping(study), "a group")
    ordinal = params.estimator == "wlsmv" or (
        params.estimator is None and study.file.measurement.items == "ordinal"
    )
    if ordinal and params.missing == "fiml":
        yield Problem("missing", "wlsmv has no fiml", "use 'missing: pairwise'")
    if not ordinal and params.missing == "pairwise":
        yield Problem("missing", "pairwise is for wlsmv", "use 'missing: fiml'")
