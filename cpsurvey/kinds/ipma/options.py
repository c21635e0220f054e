"""Options of `ipma`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from cpsurvey.analysis.names import grouping, understood, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem
from cpsurvey.parts import Filled


class Options(Params):
    """Options of `ipma`."""

    target: str = Field(description="Scale or composite whose level matters.")
    stages: tuple[tuple[str, ...], ...] = Field(
        min_length=1,
        description="Scales and composites, first causes first; each may act on all later "
        "stages and on the target.",
    )
    covariates: str = Field("", description="Formula of what is held constant.")
    cluster: str | None = Field(None, description="Group whose members resemble each other.")
    by: str | None = Field(None, description="Group whose levels are shown apart (centre).")
    also: tuple[str, ...] = Field(
        (), description="Scales and composites whose level is shown, without importance."
    )
    missing: Filled = Field(
        "listwise",
        description="Respondents who lack something that importance rests on: left out "
        "(listwise), or kept by multiple imputation (imputed).",
    )


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Names that are no scale or composite, or stand twice."""
    questionnaire = study.questionnaire
    known = [*questionnaire.scale_by_id, *(c.id for c in questionnaire.composites)]
    yield from unknown("target", [params.target], known, "a scale or composite")
    yield from unknown("also", params.also, known, "a scale or composite")
    seen = {params.target}
    for name in (name for stage in params.stages for name in stage):
        yield from unknown("stages", [name], known, "a scale or composite")
        if name in seen:
            yield Problem("stages", f"'{name}' has two places", "name each variable once")
        seen.add(name)
    if params.covariates:
        from cpsurvey.analysis.names import numeric

        yield from understood("covariates", params.covariates, numeric(study))
    for option in ("cluster", "by"):
        if named := getattr(params, option):
            yield from unknown(option, [named], grouping(study), "a group")
