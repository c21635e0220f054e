"""Options of `hypotheses`."""

from __future__ import annotations

from collections.abc import Iterable

from pydantic import Field

from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem


class Options(Params):
    """Options of `hypotheses`."""

    alpha: float = Field(0.05, gt=0, lt=0.5, description="Level held over all hypotheses.")
    smallest: float | None = Field(
        None,
        gt=0,
        description="Smallest effect of interest of hypotheses that declare none, in units of "
        "their tests.",
    )


def check(_params: Options, study: Study) -> Iterable[Problem]:
    """Nothing declared."""
    if not study.hypotheses:
        yield Problem(
            "kind",
            "neither the study nor its questionnaire declares hypotheses",
            "add 'hypotheses:' to study.yaml",
        )
