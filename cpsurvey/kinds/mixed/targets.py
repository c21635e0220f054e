"""Numbers of a mixed model that hypotheses may rest on."""

from __future__ import annotations

from cpsurvey.analysis.targets import term
from cpsurvey.design import Study
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.mixed.data import MixedModel
from cpsurvey.kinds.mixed.options import Options
from cpsurvey.results import Result


def names(_options: Options, _study: Study) -> Names:
    """Known only after the analysis."""
    return {"term": None, "effect": None}


def find(result: Result[MixedModel], way: str, name: str) -> Number | None:
    """A term, or the contextual effect of a variable."""
    if way == "term":
        return term(result.data.fixed, name)
    found = next((one for one in result.data.contextual if one.variable == name), None)
    return Number.of(found.est, found.ci, found.pvalue) if found else None


TARGETS: Targets[Options, MixedModel] = Targets(names, find)
