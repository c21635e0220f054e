"""Numbers of an aggregation that hypotheses may rest on."""

from __future__ import annotations

from cpsurvey.design import Study
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.aggregation.data import Aggregation
from cpsurvey.kinds.aggregation.options import Options
from cpsurvey.results import Result


def names(options: Options, study: Study) -> Names:
    """The scales."""
    return {"scale": list(options.scales or study.questionnaire.scale_by_id)}


def find(result: Result[Aggregation], _way: str, name: str) -> Number | None:
    """ICC(1) of a scale."""
    for row in result.data.scales:
        if row.scale == name:
            return Number.of(row.icc1, row.icc1_ci, row.pvalue)
    return None


TARGETS: Targets[Options, Aggregation] = Targets(names, find)
