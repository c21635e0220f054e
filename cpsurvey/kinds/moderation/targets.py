"""Numbers of a moderation that hypotheses may rest on."""

from __future__ import annotations

from typing import Any

from cpsurvey.analysis import terms as grammar
from cpsurvey.design import Study
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.models.targets import effect
from cpsurvey.kinds.moderation.options import Options
from cpsurvey.kinds.regression.targets import term
from cpsurvey.results import Result


def names(options: Options, study: Study) -> Names:
    """Terms, and what of a mediated effect changes with the moderator."""
    found = [options.predictor, options.moderator, f"{options.predictor}:{options.moderator}"]
    if options.covariates:
        found += grammar.named(options.covariates, study.questionnaire)
    return {"term": found, "effect": ["low", "middle", "high", "high_minus_low", "index"]}


def find(result: Result[Any], way: str, name: str) -> Number | None:
    """A term or an effect."""
    if way == "term":
        return term(result.data["terms"], name)
    return effect((result.data["mediated"] or {"effects": ()})["effects"], name)


TARGETS: Targets[Options, Any] = Targets(names, find)
