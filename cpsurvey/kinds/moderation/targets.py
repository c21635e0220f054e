"""Numbers of a moderation that hypotheses may rest on."""

from __future__ import annotations

from typing import get_args

from cpsurvey.analysis import terms as grammar
from cpsurvey.analysis.targets import term
from cpsurvey.design import Study
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.moderation.data import Moderation, Through
from cpsurvey.kinds.moderation.options import Options
from cpsurvey.results import Result


def names(options: Options, study: Study) -> Names:
    """Terms, and what of a mediated effect changes with the moderator."""
    found = [options.predictor, options.moderator, f"{options.predictor}:{options.moderator}"]
    if options.covariates:
        found += grammar.named(options.covariates, study.questionnaire)
    return {"term": found, "effect": list(get_args(Through))}


def find(result: Result[Moderation], way: str, name: str) -> Number | None:
    """A term or an effect."""
    if way == "term":
        return term(result.data.terms, name)
    mediated = result.data.mediated
    effects = mediated.effects if mediated else ()
    found = next((effect for effect in effects if effect.name == name), None)
    return Number.of(found.est, found.mc, None) if found else None


TARGETS: Targets[Options, Moderation] = Targets(names, find)
