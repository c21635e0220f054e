"""Options of `position`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from cpsurvey.analysis.names import grouping, numeric, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem


class Options(Params):
    """Options of `position`."""

    involvement: tuple[str, ...] = Field(
        min_length=1, description="Scores of perceived involvement."
    )
    outcomes: tuple[str, ...] = Field(
        (), description="Scores, or indicators of the study with their version: fcr.nonroutine."
    )
    controls: tuple[str, ...] = Field(
        (), description="Variables held constant: tenure, an earlier indicator."
    )
    relation: str | None = Field(None, description="Relation; that of advice when absent.")
    cluster: str = Field("team", description="Groups whose members resemble each other.")
    draws: int = Field(2000, ge=99, le=20_000, description="Permutations.")


def check(params: Options, study: Study) -> Iterator[Problem]:
    """Variables, indicators or groups that there are not."""
    known = numeric(study)
    kpi = study.file.kpi
    measured = [
        f"{one.id}.{version}"
        for one in (kpi.indicators if kpi else ())
        for version in ("overall", "routine", "nonroutine")
    ]
    yield from unknown("involvement", params.involvement, known, "a variable with numbers")
    yield from unknown(
        "outcomes", params.outcomes, [*known, *measured], "a variable or an indicator"
    )
    yield from unknown(
        "controls", params.controls, [*known, *measured], "a variable or an indicator"
    )
    yield from unknown("cluster", [params.cluster], grouping(study), "a group")
