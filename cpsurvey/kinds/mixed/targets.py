"""Numbers of a mixed model that hypotheses may rest on."""

from __future__ import annotations

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
    for term in result.data.fixed:
        if way == "term" and term.term == name:
            return Number.of(term.b, term.ci, term.pvalue, term.df)
    for effect in result.data.contextual:
        if way == "effect" and effect.variable == name:
            return Number.of(effect.est, effect.ci, effect.pvalue)
    return None


TARGETS: Targets[Options, MixedModel] = Targets(names, find)
