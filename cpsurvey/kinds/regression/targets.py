"""Numbers of a regression that hypotheses may rest on."""

from __future__ import annotations

from cpsurvey.analysis import terms as grammar
from cpsurvey.analysis.targets import term
from cpsurvey.design import Study
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.regression.data import Regression
from cpsurvey.kinds.regression.options import Options
from cpsurvey.results import Result


def names(options: Options, study: Study) -> Names:
    """Terms of every step."""
    formulas = options.formulas
    return {"term": [n for f in formulas for n in grammar.named(f, study.questionnaire)]}


def find(result: Result[Regression], _way: str, name: str) -> Number | None:
    """A term of the last step."""
    return term(result.data.terms, name)


TARGETS: Targets[Options, Regression] = Targets(names, find)
