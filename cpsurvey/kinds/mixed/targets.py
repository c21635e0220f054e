"""Numbers of a mixed model that hypotheses may rest on."""

from __future__ import annotations

from typing import Any

from cpsurvey.design import Study
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.mixed.options import Options
from cpsurvey.kinds.regression.targets import term
from cpsurvey.results import Result


def names(_options: Options, _study: Study) -> Names:
    """Known only after the analysis."""
    return {"term": None, "effect": None}


def find(result: Result[Any], way: str, name: str) -> Number | None:
    """A term, or the contextual effect of a variable."""
    if way == "term":
        return term(result.data["fixed"], name)
    for row in result.data["contextual"]:
        if row["variable"] == name:
            return Number(row["est"], row["ci_lower"], row["ci_upper"], row["pvalue"])
    return None


TARGETS: Targets[Options, Any] = Targets(names, find)
