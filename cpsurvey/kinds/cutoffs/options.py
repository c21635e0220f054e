"""Options of `cutoffs`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from cpsurvey.analysis import model_options
from cpsurvey.design import Study
from cpsurvey.kind import Problem


class Options(model_options.Fitted):
    """Options of `cutoffs`: the model as its own analysis fits it, and how much is drawn."""

    replications: int = Field(
        250, ge=100, le=10_000, description="Samples drawn from each population."
    )
    levels: int = Field(
        3, ge=1, le=20, description="Most populations in which the model is wrong."
    )


def check(params: Options, study: Study) -> Iterator[Problem]:
    """What the model's own analysis would refuse, and estimators whose fit is another."""
    yield from model_options.check(params, study)
    if params.estimator in ("gls", "uls"):
        yield Problem(
            "estimator",
            "samples are fitted by maximum likelihood, or as ordered answers",
            "use ml, mlr, mlm, dwls or wlsmv",
        )
