"""Numbers of a regression that hypotheses may rest on."""

from __future__ import annotations

from typing import Any

from cpsurvey.analysis import targets
from cpsurvey.analysis import terms as grammar
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
    return targets.term(result.data.terms, name)


def term(rows: Any, name: str) -> Number | None:
    """The same of rows without a type (mixed models, as long as theirs have none)."""
    for row in rows:
        if row["term"] == name:
            ends = row["ci_lower"], row["ci_upper"]
            return Number(row["b"], *ends, row["pvalue"], row.get("df"))
    return None


TARGETS: Targets[Options, Regression] = Targets(names, find)
