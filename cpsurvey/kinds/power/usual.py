"""Paths to assume where nobody wrote any: what the study set out to find, all of one size."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

from cpsurvey.analysis.model_options import main_model, text_of
from cpsurvey.design import Study
from cpsurvey.design.claims import claims

MEDIUM = 0.3
"""Standardised: a medium effect (Cohen, 1992, doi:10.1037/0033-2909.112.1.155)."""
PRODUCT = 0.1
"""Of a product: a small one."""

Equations = dict[str, dict[str, float]]


def usual(study: Study) -> Equations:
    """Outcome -> what goes with it: by hypotheses with an arrow, else by the main model."""
    found: Equations = {}
    for claim in claims(study.hypotheses):
        for cause, outcome in pairwise(claim.steps):
            found.setdefault(outcome, {})[cause] = MEDIUM
        if claim.moderator:
            causes = found.setdefault(claim.outcome, {})
            causes.setdefault(claim.moderator, 0.0)
            causes[f"{claim.steps[0]}:{claim.moderator}"] = PRODUCT
    if not found:
        for outcome, cause in _of_model(study):
            found.setdefault(outcome, {})[cause] = MEDIUM
    return found


def chains(study: Study) -> dict[str, str]:
    """Effects through something: those of hypotheses with an arrow."""
    through = [claim.steps for claim in claims(study.hypotheses) if len(claim.steps) > 2]
    return {" > ".join(steps): " > ".join(steps) for steps in through}


def _of_model(study: Study) -> Iterator[tuple[str, str]]:
    """Regressions of the main model among scales and composites."""
    from cpsurvey.sem.language.syntax import parse

    main = main_model(study)
    if main is None:
        return
    q = study.questionnaire
    scores = {*q.scale_by_id, *(composite.id for composite in q.composites)}
    for relation in parse(text_of(main[2], study)).relations:
        if relation.op == "~" and {relation.lhs, relation.rhs} <= scores:
            yield relation.lhs, relation.rhs
