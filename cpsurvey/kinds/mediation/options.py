"""Options of `mediation`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from cpsurvey.analysis.chain_options import ChainOptions, check_chain
from cpsurvey.analysis.names import grouping, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Problem


class Options(ChainOptions):
    """Options of `mediation`."""

    latent: bool = Field(
        default=False, description="Scales by their items, instead of by their scores."
    )
    estimator: Literal["ml", "mlr"] = "mlr"
    missing: Literal["listwise", "fiml"] = Field(
        "fiml",
        description="Who lacks something is kept by full information, and by multiple "
        "imputation where effects are natural ones; or left out (listwise).",
    )
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
    yield from check_chain(params, study)
    if params.cluster:
        yield from unknown("cluster", [params.cluster], grouping(study), "a group")
    if params.linear and params.estimator != "mlr":
        yield Problem(
            "estimator",
            "a linear probability model needs errors that allow unequal variances",
            "use 'estimator: mlr'",
        )
    if params.bias_corrected and not params.bootstrap:
        yield Problem("bias_corrected", "there are no draws", "add 'bootstrap: 5000'")
