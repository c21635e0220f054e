"""Options of `kpi`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from cpsurvey.analysis.names import grouping, numeric, understood, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem


class Options(Params):
    """Options of `kpi`."""

    predictors: tuple[str, ...] = Field(
        min_length=1,
        description="Scales or composites, standardised over the agents of each model.",
    )
    indicators: tuple[str, ...] | None = Field(
        None, description="Indicators of the section 'kpi'; all when absent."
    )
    controls: str | tuple[str, ...] = Field(
        (), description="Terms beside the predictors: a formula or a list, as in regressions."
    )
    self_reports: dict[Literal["overall", "routine", "nonroutine"], str] = Field(
        default_factory=dict,
        description="Which scale claims to see what each version counts: their correlation "
        "is the table of convergence.",
    )
    cluster: str | None = Field(
        None,
        description="Group whose agents resemble each other; by default the team; null: none.",
    )
    errors: Literal["cr1", "cr2"] = "cr2"
    lag: bool = Field(
        default=False,
        description="Last period only, with the same indicator in the period before as a "
        "covariate.",
    )
    mixed: bool = Field(
        default=True, description="Also fit logits with an intercept per agent."
    )

    @property
    def formula(self) -> str:
        """Controls as one formula."""
        return self.controls if isinstance(self.controls, str) else " + ".join(self.controls)


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Unknown indicators, predictors, controls or groups; a study without indicators."""
    if study.file.kpi is None:
        yield Problem(
            "kind", "the study declares no indicators", "add a section 'kpi' to study.yaml"
        )
        return
    known = numeric(study)
    ids = [one.id for one in study.file.kpi.indicators]
    yield from unknown("indicators", params.indicators or (), ids, "an indicator of 'kpi'")
    yield from unknown("predictors", params.predictors, known, "a variable with numbers")
    yield from unknown(
        "self_reports", params.self_reports.values(), known, "a variable with numbers"
    )
    if params.formula:
        yield from understood("controls", params.formula, known)
    if params.cluster:
        yield from unknown("cluster", [params.cluster], grouping(study), "a group")
