"""Options of `kpi`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from cpsurvey.analysis.names import grouping, numeric, understood, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem
from cpsurvey.kinds.kpi.data import Taken
from cpsurvey.parts import Filled


class Options(Params):
    """Options of `kpi`."""

    predictors: tuple[str, ...] = Field(
        (),
        description="Scales or composites side by side, standardised over the agents of each "
        "model; or say 'source' and 'mediators' instead.",
    )
    source: str | None = Field(
        None,
        description="What indicators are explained by: its total effect, and what of it is "
        "direct and what passes through the mediators.",
    )
    mediators: tuple[str, ...] = Field(
        (), max_length=4, description="Through what, side by side; needs 'source'."
    )
    marker: str | None = Field(
        None,
        description="Scale that should go with no indicator; by default the one whose role is "
        "'marker'; null: none.",
    )
    periods: Taken | None = Field(
        None,
        description="Periods before (earlier), during (same) or after (later) what the answers "
        "speak of, or all; by default the later ones where there are any, else all.",
    )
    recall_days: int | None = Field(
        None,
        ge=1,
        description="Days that the answers speak of; by default as the questionnaire says "
        "above the items.",
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
    missing: Filled = Field(
        "listwise",
        description="Agents who lack an answer: left out (listwise), or kept by multiple "
        "imputation (imputed), to which their indicators lend a hand.",
    )
    lag: bool = Field(
        default=False,
        description="Last period only, with the same indicator in the period before as a "
        "covariate.",
    )
    mixed: bool = Field(
        default=True, description="Also fit logits with an intercept per agent."
    )

    @property
    def entered(self) -> tuple[str, ...]:
        """Predictors of the model that holds everything."""
        return (self.source, *self.mediators) if self.source else self.predictors

    def marked(self, study: Study) -> str | None:
        """The scale that should go with no indicator."""
        if "marker" in self.model_fields_set:
            return self.marker
        scales = study.questionnaire.scales
        found = next((scale.id for scale in scales if scale.role == "marker"), None)
        return None if found in self.entered else found

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
    yield from _one_way(params)
    known = numeric(study)
    ids = [one.id for one in study.file.kpi.indicators]
    yield from unknown("indicators", params.indicators or (), ids, "an indicator of 'kpi'")
    for option, names in (
        ("predictors", params.predictors),
        ("source", [params.source] if params.source else []),
        ("mediators", params.mediators),
        ("marker", [params.marker] if params.marker else []),
    ):
        yield from unknown(option, names, known, "a variable with numbers")
    yield from unknown(
        "self_reports", params.self_reports.values(), known, "a variable with numbers"
    )
    if params.formula:
        yield from understood("controls", params.formula, known)
    if params.cluster:
        yield from unknown("cluster", [params.cluster], grouping(study), "a group")


def _one_way(params: Options) -> Iterator[Problem]:
    """Predictors or a source, not both; a source that is no mediator; no order twice."""
    if bool(params.predictors) == bool(params.source):
        both = "both 'predictors' and 'source' are given" if params.source else "it has none"
        yield Problem(
            "predictors",
            both,
            "write 'source: a' and 'mediators: [m]' for total, direct and indirect effects, or "
            "'predictors: [a, m]' for coefficients side by side",
        )
    if params.mediators and not params.source:
        yield Problem("mediators", "mediators of what is not said", "add 'source: ...'")
    named = [*params.entered, *([params.marker] if params.marker else [])]
    for name in sorted({one for one in named if named.count(one) > 1}):
        yield Problem("predictors", f"'{name}' is named twice", "name it once")
    if params.lag and params.source:
        yield Problem(
            "lag",
            "effects through mediators are not computed with the period before as a covariate",
            "leave out 'lag', or give 'predictors' instead of 'source'",
        )
    if params.lag and params.periods:
        yield Problem("periods", "'lag' takes the last period", "leave out one of both")
