"""Options of `respondents`."""

from __future__ import annotations

from pydantic import Field

from cpsurvey.analysis.names import grouping, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem


class Options(Params):
    """Options of `respondents`."""

    variables: tuple[str, ...] | None = Field(
        None, description="Questions to tabulate; by default all with choices, and language."
    )


def check(params: Options, study: Study) -> list[Problem]:
    """Unknown variables."""
    several = [q.id for q in study.questionnaire.questions if q.type == "select_multiple"]
    known = [*grouping(study), *several]
    return [*unknown("variables", params.variables or (), known, "a question with choices")]
