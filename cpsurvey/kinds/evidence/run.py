"""How far is each scale from being validated, and what says so? (tables TV to TVd)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import numpy as np

from cpsurvey.analysis.context import Context
from cpsurvey.design.chosen_items import dropped
from cpsurvey.design.scales import Scale
from cpsurvey.evidence.read import read
from cpsurvey.evidence.said import Said
from cpsurvey.kinds.evidence import again, fromfiles, fromresults
from cpsurvey.kinds.evidence.data import Evidence, OfScale, Retest, Role
from cpsurvey.kinds.evidence.fromresults import Answered
from cpsurvey.kinds.evidence.ladder import Found, climb
from cpsurvey.kinds.evidence.options import Options
from cpsurvey.results import Caveat, Result


def evidence(options: Options, context: Context) -> list[Result[Evidence]]:
    """Evidence by its source for every scale and language, and the step it carries.

    Content and response process come from the files of evidence, internal structure and
    relations from the other analyses of this run.
    """
    study = context.study
    whole = study.whole.questionnaire
    said = read(study.evidence_folders, whole)
    scales = [s for s in whole.scales if options.scales is None or s.id in options.scales]
    who = fromresults.answered(context)
    role = _role(context)
    twice = list(again.retests(context))
    data = Evidence(
        questionnaire=whole.id,
        version=whole.version,
        source=whole.default_language,
        role=role,
        scales=tuple(
            one for scale in scales for one in _of_scale(scale, said, context, who, role, twice)
        ),
        items=tuple(
            item for scale in scales for item in fromfiles.items(said, scale, whole.languages)
        ),
        retests=tuple(one for one in twice if one.scale in {scale.id for scale in scales}),
    )
    caveats = (*_caveats(said, role, who), *again.caveats(context, twice))
    sample = context.scored.sample(np.ones(context.scored.n, dtype=bool))
    return [Result("evidence", context.id, sample, data, caveats=caveats)]


def _of_scale(
    scale: Scale,
    said: Said,
    context: Context,
    who: Answered,
    role: Role | None,
    twice: Sequence[Retest],
) -> Iterator[OfScale]:
    """A scale in each language, the one it was written in first."""
    whole = context.study.whole.questionnaire
    first = whole.default_language
    source = None
    distinct = fromresults.distinct(context, scale.id)
    for language in (first, *(one for one in whole.languages if one != first)):
        found = _found(scale, language, said, context, who, role, source)
        source = source or found
        status, lacking, also = climb(found)
        yield OfScale(
            scale=scale.id,
            language=language,
            status=status,
            lacking=lacking,
            also=also,
            earlier=_earlier(said, scale.id, language),
            answers=found.answers,
            ratings=found.ratings,
            sorting=found.sorting,
            back=found.back,
            interviews=found.interviews,
            reliability=found.reliability,
            model=found.model,
            retest=next(
                (r for r in twice if (r.scale, r.language) == (scale.id, language)), None
            ),
            distinct=distinct if found.answers else None,
            criterion=found.criterion,
        )


def _found(
    scale: Scale,
    language: str,
    said: Said,
    context: Context,
    who: Answered,
    role: Role | None,
    source: Found | None,
) -> Found:
    """Files speak of one language; of this study's results those count that have answers."""
    out = dropped(context.study.file, context.study.whole.questionnaire)
    answers = who.by.get(language)
    unknown = not who.known and context.scored.n > 0
    here = bool(answers) or unknown
    return Found(
        k=len(scale.items),
        experts=fromfiles.fewest_experts(said, scale, language),
        ratings=fromfiles.ratings(said, scale, language),
        sorting=fromfiles.sorting(said, scale, language),
        back=fromfiles.back(said, scale, language),
        interviews=fromfiles.interviews(said, scale, language),
        source=source,
        answers=answers,
        languages=len(who.by),
        reliability=(
            fromresults.reliability(context, scale.id, language, who) if here else None
        ),
        model=fromresults.model(context, scale.id) if here else None,
        criterion=fromresults.criterion(context, scale.id) if here else None,
        role=role,
        chosen=any(item.id in out for item in scale.items),
    )


def _role(context: Context) -> Role | None:
    """What the study says of its answers; people of an explored wave confirm nothing."""
    told = context.study.file.evidence
    if told is None:
        return None
    wave = context.study.wave
    labels = {str(one) for one in context.scored.groups.get(wave or "", ()) if one is not None}
    role = told.of(next(iter(labels)) if len(labels) == 1 else None)
    if role == "confirmed" and _same_people(context, told.explored):
        return "same_people"
    return role


def _same_people(context: Context, explored: Sequence[str]) -> bool:
    """Whether any of those analysed answered in an explored wave."""
    waves = context.retested or context.waves
    if waves is None:
        return False
    at = [w for w, label in enumerate(waves.labels) if label in explored]
    known = np.array(waves.scored.respondent, dtype=object)[np.isin(waves.at, at)]
    return not {*known.tolist()}.isdisjoint(context.scored.respondent)


def _earlier(said: Said, scale: str, language: str) -> int:
    return sum(n for (_, *about), n in said.earlier.items() if about == [scale, language])


def _caveats(said: Said, role: Role | None, who: Answered) -> Iterator[Caveat]:
    if earlier := sum(said.earlier.values()):
        yield Caveat("evidence_earlier", "note", {"count": earlier})
    if unsaid := sum(said.unsaid.values()):
        yield Caveat("evidence_unsaid", "note", {"count": unsaid})
    if role == "same_people":
        yield Caveat("evidence_same_people", "warning", {})
    if role is None:
        yield Caveat("evidence_no_role", "note", {})
    if not who.known:
        yield Caveat("evidence_no_language", "warning", {})
