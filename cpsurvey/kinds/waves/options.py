"""Options of `waves`."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Literal

from pydantic import Field

from cpsurvey.analysis.names import grouping, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem


class Options(Params):
    """Options of `waves`."""

    scales: tuple[str, ...] | None = Field(
        None,
        description="Scales to follow; by default the core scales, and those that levers name, "
        "that every wave asked.",
    )
    rule: Literal["test", "chen", "cheung_rensvold"] = Field(
        "test",
        description="What decides whether a step of invariance holds: the difference of "
        "chi-square, or the change of fit measures, which overlooks single items.",
    )
    crossed: tuple[tuple[str, str], ...] | None = Field(
        None,
        description="Pairs of scales or composites: the first then, the second now. By default "
        "the involvement and the performance of the questionnaire, or the ends of the study's "
        "hypotheses.",
    )
    cluster: str | None = Field(
        None, description="Group whose members resemble each other (team)."
    )


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Unknown scales and groups; a pair of one scale with itself."""
    questionnaire = study.questionnaire
    scales = list(questionnaire.scale_by_id)
    scores = [*scales, *(one.id for one in questionnaire.composites)]
    yield from unknown("scales", params.scales or (), scales, "a scale")
    for first, second in params.crossed or ():
        yield from unknown("crossed", [first, second], scores, "a scale or a composite")
        if first == second:
            yield Problem("crossed", f"'{first}' is crossed with itself", "name two scales")
    if params.cluster:
        yield from unknown("cluster", [params.cluster], grouping(study), "a group")
