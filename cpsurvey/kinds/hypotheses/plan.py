"""Which hypotheses the plan declared before the data still holds for."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cpsurvey.design.hypotheses import Hypothesis
from cpsurvey.kinds.hypotheses.data import Exploratory

Plan = Mapping[str, Any]
"""What became of it, as `cpsurvey.analysis.declared.record` says it."""
NO_NUMBER = ("evidence",)
"""Sections of a study file that no number rests on."""


def exploratory(
    plan: Plan | None, one: Hypothesis, kinds: Mapping[str, str]
) -> Exploratory | None:
    """Why a hypothesis cannot be called declared; None where it can.

    Parameters
    ----------
    kinds : mapping
        Id of an analysis -> its kind.
    """
    if not plan:
        return "no_plan"
    if not plan["intact"]:
        return "edited"
    if plan["first_data"]:
        return "late"
    analyses = {target.analysis for _, target in one.targets}
    touched = any(
        _touches(row["what"], row["name"], one.id, analyses, kinds)
        for row in plan["deviations"]
    )
    return "changed" if touched else None


def _touches(
    what: str, place: str, hypothesis: str, analyses: set[str], kinds: Mapping[str, str]
) -> bool:
    """Whether a deviation changes what a hypothesis rests on.

    One of the sample, the measurement or the questionnaire changes everything.
    """
    section, _, _ = what.rpartition("_")
    name = place.split(".")[0]
    if section == "hypothesis":
        return name == hypothesis
    if section == "analysis":
        return name in analyses or kinds.get(name) == "hypotheses"
    if section == "other" and name == "kpi":
        return any(kinds.get(analysis) == "kpi" for analysis in analyses)
    return section != "other" or name not in NO_NUMBER


def withdrawn(plan: Plan | None) -> int:
    """How many hypotheses a plan holds that the study no longer declares."""
    if not plan or not plan["intact"] or plan["first_data"]:
        return 0
    return sum(row["what"] == "hypothesis_removed" for row in plan["deviations"])
