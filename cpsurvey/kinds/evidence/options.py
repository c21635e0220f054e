"""Options of `evidence`."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Literal

from pydantic import Field

from cpsurvey.analysis.names import unknown
from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem


class Options(Params):
    """Options of `evidence`."""

    scales: tuple[str, ...] | None = Field(
        None, description="Scales to account for; by default all of the questionnaire."
    )
    by: Literal["language"] = Field(
        "language", description="Groups told apart: always the languages of the questionnaire."
    )


def check(params: Options, study: Study) -> Iterable[Problem]:
    """Unknown scales."""
    known = list(study.whole.questionnaire.scale_by_id)
    yield from unknown("scales", params.scales or (), known, "a scale")
