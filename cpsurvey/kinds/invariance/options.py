"""Options of `invariance`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from cpsurvey.analysis.names import grouping, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem
from cpsurvey.parts import Rule


class Options(Params):
    """Options of `invariance`."""

    by: str = Field("language", description="Role (language, team, centre) or variable.")
    scales: tuple[str, ...] | None = Field(
        None, description="Scales to compare; by default all that were asked."
    )
    together: bool = Field(
        default=False,
        description="One model of all scales; by default one per scale, which shows a single "
        "item that a large model's fit would hide.",
    )
    strict: bool = Field(default=False, description="Also residual variances.")
    rule: Rule = Field("chen", description="What decides whether a step holds.")
    estimator: Literal["ml", "mlr"] = Field(
        "mlr", description="For answers as numbers; ordered ones take WLSMV."
    )


def check(params: Options, study: Study) -> Iterable[Problem]:
    """Unknown groups and scales."""
    yield from unknown("by", [params.by], grouping(study), "a group")
    yield from unknown(
        "scales", params.scales or (), list(study.questionnaire.scale_by_id), "a scale"
    )
