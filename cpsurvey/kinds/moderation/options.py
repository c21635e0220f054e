"""Options of `moderation`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from cpsurvey.analysis.names import Linear, grouping, numeric, understood, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem
from cpsurvey.parts import Errors, Filled


class Options(Params):
    """Options of `moderation`."""

    outcome: str = Field(description="Variable to explain.")
    predictor: str = Field(description="Variable whose effect may depend on the moderator.")
    moderator: str = Field(description="What it may depend on.")
    covariates: str = Field("", description="Formula of other predictors.")
    source: str | None = Field(
        None,
        description="Variable that may work through the predictor: adds the index of "
        "moderated mediation, source -> predictor -> outcome.",
    )
    first_stage: bool = Field(
        default=False, description="The moderator may also change source -> predictor."
    )
    latent: bool | dict[str, tuple[str, ...]] = Field(
        default=False,
        description="Also with latent variables: true for the items of the scales, or the "
        "indicators of predictor, moderator and outcome.",
    )
    errors: Errors | None = Field(None, description="By default cr2 with a cluster, else hc3.")
    cluster: str | None = Field(None, description="Group whose members resemble each other.")
    missing: Filled = Field(
        "listwise",
        description="Respondents who lack something: left out (listwise), or kept by "
        "multiple imputation (imputed); latent variables need complete answers.",
    )
    linear: Linear = ()
    fdr: bool = Field(default=False, description="Region that holds the false discovery rate.")

    @property
    def interpreted(self) -> Errors:
        """The kind of error whose intervals are printed."""
        return self.errors or ("cr2" if self.cluster else "hc3")


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Unknown variables, a first stage without a source."""
    known = numeric(study)
    for option in ("outcome", "predictor", "moderator", "source"):
        name = getattr(params, option)
        if name is not None:
            yield from unknown(option, [name], known, "a variable with numbers")
    yield from _two_places(params)
    if params.covariates:
        yield from understood("covariates", params.covariates, known)
    if params.first_stage and params.source is None:
        yield Problem("first_stage", "a first stage needs a source", "add 'source: VARIABLE'")
    if params.cluster:
        yield from unknown("cluster", [params.cluster], grouping(study), "a group")
    elif params.errors in ("cr1", "cr2"):
        yield Problem("errors", "cluster-robust errors need a group", "add 'cluster: team'")
    yield from unknown("linear", params.linear, known, "a variable with numbers")
    if params.latent:
        yield from _without_indicators(params, study)


def _two_places(params: Options) -> Iterator[Problem]:
    """A variable explained by itself, or moderating itself."""
    seen: set[str] = set()
    for option in ("outcome", "predictor", "moderator", "source"):
        name = getattr(params, option)
        if name is not None and name in seen:
            yield Problem(option, f"'{name}' has two places", "name each variable once")
        seen.add(name)


def _without_indicators(params: Options, study: Study) -> Iterator[Problem]:
    """Indicators that are not known, variables without indicators."""
    needed = (params.predictor, params.moderator)
    if isinstance(params.latent, dict):
        asked = [*needed, params.outcome]
        yield from unknown("latent", params.latent, asked, "predictor, moderator or outcome")
        for names in params.latent.values():
            yield from unknown("latent", names, numeric(study), "a variable with numbers")
        missing = [name for name in needed if name not in params.latent]
    else:
        missing = [name for name in needed if name not in study.questionnaire.scale_by_id]
    for name in missing:
        yield Problem(
            "latent",
            f"'{name}' has no indicators",
            f"write 'latent: {{{name}: [first, second, third]}}'",
        )
