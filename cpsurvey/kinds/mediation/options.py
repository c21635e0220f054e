"""Options of `mediation`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from cpsurvey.analysis.names import grouping, numeric, understood, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem


class Options(Params):
    """Options of `mediation`."""

    source: str = Field(description="Where effects begin: involvement.")
    mediators: tuple[str, ...] = Field(min_length=1, description="What they pass through.")
    outcomes: tuple[str, ...] = Field(min_length=1, description="Where they end.")
    serial: bool = Field(default=False, description="Earlier mediators also act on later ones.")
    covariates: str = Field("", description="Formula of other predictors of all equations.")
    latent: bool = Field(
        default=False, description="Scales by their items, instead of by their scores."
    )
    linear: tuple[str, ...] = Field(
        (),
        description="Yes/no or count variables that are explained as if they were numbers: a "
        "linear probability model, named so in the report.",
    )
    estimator: Literal["ml", "mlr"] = "mlr"
    missing: Literal["listwise", "fiml"] = "listwise"
    cluster: str | None = Field(None, description="Group whose members resemble each other.")
    bootstrap: int = Field(
        0, ge=0, le=20_000, description="Draws of percentile intervals; teams when clustered."
    )
    bias_corrected: bool = Field(
        default=False,
        description="Bias-corrected bootstrap intervals beside the percentile ones; they "
        "reject true null effects too often.",
    )


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Unknown variables, a variable in two places, latent variables without items."""
    known = numeric(study)
    places = {"source": [params.source], "mediators": params.mediators}
    places["outcomes"] = params.outcomes
    seen: set[str] = set()
    for option, names in places.items():
        yield from unknown(option, names, known, "a variable with numbers")
        for name in names:
            if name in seen:
                yield Problem(option, f"'{name}' has two places", "name each variable once")
            seen.add(name)
    if params.covariates:
        yield from understood("covariates", params.covariates, known)
    if params.cluster:
        yield from unknown("cluster", [params.cluster], grouping(study), "a group")
    yield from unknown("linear", params.linear, known, "a variable with numbers")
    if params.linear and params.estimator != "mlr":
        yield Problem(
            "estimator",
            "a linear probability model needs errors that allow unequal variances",
            "use 'estimator: mlr'",
        )
    if params.bias_corrected and not params.bootstrap:
        yield Problem("bias_corrected", "there are no draws", "add 'bootstrap: 5000'")
