"""What is asked: by the options, else by hypotheses with arrows, else by the main model."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import TYPE_CHECKING

from cpsurvey.analysis.model_options import main_model, text_of
from cpsurvey.analysis.names import numeric
from cpsurvey.design import Study
from cpsurvey.design.claims import claims
from cpsurvey.errors import CpsurveyError

if TYPE_CHECKING:
    from cpsurvey.kinds.multiverse.options import Options
    from cpsurvey.sem.language.syntax import Syntax


@dataclass(frozen=True, slots=True)
class Question:
    """From where to where, through what, moderated by what, beside what, in which groups."""

    source: str
    mediators: tuple[str, ...] = ()
    outcomes: tuple[str, ...] = ()
    serial: bool = False
    moderated: str | None = None
    moderator: str | None = None
    covariates: str = ""
    further: str = ""
    cluster: str | None = None

    @property
    def names(self) -> tuple[str, ...]:
        """Source, mediators and outcomes."""
        return (self.source, *self.mediators, *self.outcomes)


def asked(options: Options, study: Study) -> Question | None:
    """What is asked, what is left open filled in; None where nothing says it."""
    known = None
    if options.source is None or options.outcomes is None:
        known = _claimed(study) or _modelled(study)
        if known is None:
            return None
    said = known or Question(options.source or "")
    source = options.source or said.source
    mediators = said.mediators if options.mediators is None else options.mediators
    outcomes = said.outcomes if options.outcomes is None else options.outcomes
    moderator = options.moderator or (None if options.moderated else said.moderator)
    used = {source, *mediators, *outcomes, moderator}
    further = _controls(study, used) if options.further is None else options.further
    return Question(
        source=source,
        mediators=mediators,
        outcomes=outcomes,
        serial=said.serial if options.serial is None else options.serial,
        moderated=options.moderated or (None if options.moderator else said.moderated),
        moderator=moderator,
        covariates=said.covariates if options.covariates is None else options.covariates,
        further=further,
        cluster=options.cluster or ("team" if "team" in study.groups else None),
    )


def _controls(study: Study, used: Collection[str | None]) -> str:
    scales = study.questionnaire.scales
    return " + ".join(s.id for s in scales if s.role == "control" and s.id not in used)


def _claimed(study: Study) -> Question | None:
    """The longest arrow, and what the same outcome is said to depend on."""
    found = claims(study.hypotheses)
    arrows = [claim for claim in found if not claim.moderator]
    if not arrows:
        return None
    longest = max(arrows, key=lambda claim: len(claim.steps))
    source, *mediators, outcome = longest.steps
    part = (source, *mediators)
    by = next(
        (c for c in found if c.moderator and c.outcome == outcome and c.steps[0] in part), None
    )
    if by and by.moderator in longest.steps:
        by = None
    return Question(
        source=source,
        mediators=tuple(mediators),
        outcomes=(outcome,),
        serial=len(mediators) > 1,
        moderated=by.steps[0] if by else None,
        moderator=by.moderator if by else None,
    )


def _modelled(study: Study) -> Question | None:
    """The arrows of the main model, where they begin in one place."""
    from cpsurvey.sem.language.syntax import parse

    chosen = main_model(study)
    if chosen is None:
        return None
    try:
        syntax = parse(text_of(chosen[2], study))
    except (CpsurveyError, KeyError):
        return None  # said where the model is asked for
    return None if syntax.two_level else _of_arrows(syntax, study)


def _of_arrows(syntax: Syntax, study: Study) -> Question | None:
    questionnaire = study.questionnaire
    scores = {*questionnaire.scale_by_id, *(c.id for c in questionnaire.composites)}
    arrows = [(r.lhs, r.rhs) for r in syntax.relations if r.op == "~"]
    after = list(dict.fromkeys(left for left, _ in arrows))
    before = list(dict.fromkeys(right for _, right in arrows))
    sources = [name for name in before if name in scores and name not in after]
    mediators = tuple(name for name in after if name in before)
    outcomes = tuple(name for name in after if name not in before)
    if len(sources) != 1 or not outcomes or {*mediators, *outcomes} - scores:
        return None
    others = [name for name in before if name not in after and name not in scores]
    return Question(
        source=sources[0],
        mediators=mediators,
        outcomes=outcomes,
        serial=any((late, early) in arrows for late in mediators for early in mediators),
        covariates=" + ".join(name for name in others if name in numeric(study)),
    )
