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

FACTORS = ("products", "lms")
"""Ways to the product of latent variables."""


def names(options: Options, study: Study) -> Names:
    """Terms, what of a mediated effect changes with the moderator, products of factors."""
    found = [options.predictor, options.moderator, f"{options.predictor}:{options.moderator}"]
    if options.covariates:
        found += grammar.named(options.covariates, study.questionnaire)
    factors = {"path": list(FACTORS)} if options.latent else {}
    return {"term": found, "effect": list(get_args(Through)), **factors}


def find(result: Result[Moderation], way: str, name: str) -> Number | None:
    """A term, an effect, or the product of latent variables."""
    if way == "term":
        return term(result.data.terms, name)
    if way == "path":
        return _of_factors(result.data, name)
    mediated = result.data.mediated
    effects = mediated.effects if mediated else ()
    found = next((effect for effect in effects if effect.name == name), None)
    return Number.of(found.est, found.mc, found.pvalue) if found else None


def _of_factors(data: Moderation, name: str) -> Number | None:
    """The product of factors: by products of their indicators, or without any (LMS)."""
    latent = data.latent_interaction
    terms = latent.terms if latent and latent.admissible else ()
    if name == "lms":
        terms = latent.lms.terms if latent and latent.lms else ()
    found = next((line for line in terms if line.name == "b3"), None)
    return Number.of(found.est, found.ci, found.pvalue) if found else None


TARGETS: Targets[Options, Moderation] = Targets(names, find)
