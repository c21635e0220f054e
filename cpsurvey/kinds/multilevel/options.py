"""Options of `multilevel_mediation`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from cpsurvey.analysis.names import grouping, numeric, understood, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem


class Options(Params):
    """Options of `multilevel_mediation`."""

    source: str = Field(description="Where effects begin: involvement.")
    mediators: tuple[str, ...] = Field(min_length=1, description="What they pass through.")
    outcomes: tuple[str, ...] = Field(min_length=1, description="Where they end.")
    serial: bool = Field(default=False, description="Earlier mediators also act on later ones.")
    covariates: str = Field("", description="Formula of other predictors of all equations.")
    group: str = Field("team", description="Group that splits every effect in two parts.")
    linear: tuple[str, ...] = Field(
        (),
        description="Yes/no or count variables that are explained as if they were numbers: a "
        "linear probability model, named so in the report.",
    )


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Unknown variables or groups, a variable in two places."""
    known = numeric(study)
    seen: set[str] = set()
    places = {"source": (params.source,), "mediators": params.mediators}
    for option, names in {**places, "outcomes": params.outcomes}.items():
        yield from unknown(option, names, known, "a variable with numbers")
        for name in names:
            if name in seen:
                yield Problem(option, f"'{name}' has two places", "name each variable once")
            seen.add(name)
    if params.covariates:
        yield from understood("covariates", params.covariates, known)
    yield from unknown("group", [params.group], grouping(study), "a group")
    yield from unknown("linear", params.linear, known, "a variable with numbers")
