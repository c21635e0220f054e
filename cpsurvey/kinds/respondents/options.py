"""Options of `respondents`."""

from __future__ import annotations

from pydantic import Field

from cpsurvey.analysis.names import grouping, unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem


class Options(Params):
    """Options of `respondents`."""

    variables: tuple[str, ...] | None = Field(
        None,
        description="Questions to tabulate; by default those with choices or numbers, and the "
        "language.",
    )


def check(params: Options, study: Study) -> list[Problem]:
    """Unknown variables."""
    kinds = ("select_multiple", "integer", "decimal")
    more = [q.id for q in study.questionnaire.questions if q.type in kinds]
    known = [*grouping(study), *more]
    return [
        *unknown(
            "variables", params.variables or (), known, "a question with choices or numbers"
        )
    ]
