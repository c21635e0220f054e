"""Numbers of a decomposition of variance that hypotheses may rest on."""

from __future__ import annotations

from typing import Any

from cpsurvey.design import Study
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.variance.options import Options
from cpsurvey.results import Result


def names(_options: Options, _study: Study) -> Names:
    """Known only after the analysis."""
    return {"scale": None}


def find(result: Result[Any], _way: str, name: str) -> Number | None:
    """Share of the groups in the variance of an outcome."""
    for row in result.data["outcomes"]:
        if row["outcome"] == name:
            share = row["shares"][0]
            return Number(share["share"], share["ci_lower"], share["ci_upper"], None)
    return None


TARGETS: Targets[Options, Any] = Targets(names, find)
