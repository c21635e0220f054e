"""Options of kinds that follow effects through a chain of variables."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from cpsurvey.analysis.names import Linear, numeric, understood, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem


class ChainOptions(Params):
    """What passes through what."""

    source: str = Field(description="Where effects begin: involvement.")
    mediators: tuple[str, ...] = Field(min_length=1, description="What they pass through.")
    outcomes: tuple[str, ...] = Field(min_length=1, description="Where they end.")
    serial: bool = Field(default=False, description="Earlier mediators also act on later ones.")
    covariates: str = Field("", description="Formula of other predictors of all equations.")
    linear: Linear = ()


def check_chain(params: ChainOptions, study: Study) -> Iterator[Problem]:
    """Unknown variables, a variable in two places."""
    known = numeric(study)
    places = {"source": (params.source,), "mediators": params.mediators}
    seen: set[str] = set()
    for option, names in {**places, "outcomes": params.outcomes}.items():
        yield from unknown(option, names, known, "a variable with numbers")
        for name in names:
            if name in seen:
                yield Problem(option, f"'{name}' has two places", "name each variable once")
            seen.add(name)
    if params.covariates:
        yield from understood("covariates", params.covariates, known)
    yield from unknown("linear", params.linear, known, "a variable with numbers")
