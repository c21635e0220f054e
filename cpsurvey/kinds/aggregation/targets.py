"""Numbers of an aggregation that hypotheses may rest on."""

from __future__ import annotations

from typing import Any

from cpsurvey.design import Study
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.aggregation.options import Options
from cpsurvey.results import Result


def names(options: Options, study: Study) -> Names:
    """The scales."""
    return {"scale": list(options.scales or study.questionnaire.scale_by_id)}


def find(result: Result[Any], _way: str, name: str) -> Number | None:
    """ICC(1) of a scale."""
    for row in result.data["scales"]:
        if row["scale"] == name:
            lower, upper = row["icc1_ci"]
            return Number(row["icc1"], lower, upper, row["pvalue"])
    return None


TARGETS: Targets[Options, Any] = Targets(names, find)
