"""Columns of everybody: pseudonym, stage of screening, scores and items as analysed."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

import numpy as np

from cpsurvey.analysis.labels import labels
from cpsurvey.design import Study
from cpsurvey.export.column import Column
from cpsurvey.responses import NOT_SHOWN, SKIPPED
from cpsurvey.scoring import Scored
from cpsurvey.screening import Stage

STAGES: tuple[Stage, ...] = ("answered", "hard", "soft")
_WORDS = {
    "person": ("Pseudonym", "Pseudonyme"),
    "wave": ("Wave", "Vague"),
    "sample": ("How far kept by screening", "Jusqu'où le tri conserve la personne"),
    "answered": ("enough answers, left out by a hard rule", "assez de réponses, règle dure"),
    "hard": ("kept by hard rules, not by soft ones", "conservée par les règles dures seules"),
    "soft": ("kept by all rules", "conservée par toutes les règles"),
    "not_shown": ("not shown", "non affichée"),
    "left_blank": ("left blank", "laissée vide"),
    "reversed": ("reversed", "inversé"),
    "factor": ("factor score,", "score factoriel,"),
}


class Words:
    """Labels of a study in one language."""

    def __init__(self, study: Study, language: str) -> None:
        self._known = labels(study, ())
        self._french = language == "fr"
        self.language = language

    @property
    def short(self) -> str:
        """Language of the program's own words."""
        return "fr" if self._french else "en"

    def of(self, name: str) -> str:
        """Label of a variable; the name itself where there is none."""
        texts: Mapping[str, str] = self._known.get(name, {})
        return texts.get(self.language) or next(iter(texts.values()), name)

    def own(self, name: str) -> str:
        """One of the program's own words."""
        return _WORDS[name][self._french]


def everybody(
    scored: Scored, study: Study, words: Words, wave: Column | None = None
) -> Iterator[Column]:
    """The columns that are exported unless others are asked for, too."""
    questionnaire = study.questionnaire
    people = np.array(scored.respondent, dtype=object)
    yield Column("pseudonym", "pseudonym", "person", words.own("person"), people, "nominal")
    if wave:
        yield wave
    yield _sample(scored, words)
    scores = [*questionnaire.scale_by_id, *(one.id for one in questionnaire.composites)]
    for name in scores:
        yield Column(name, name, "scale", words.of(name), scored.values[name])
    for name in questionnaire.items:
        yield item(name, scored, study, words)


def _sample(scored: Scored, words: Words) -> Column:
    """Last stage of screening at which each respondent is kept, from 1."""
    assert scored.verdicts is not None  # made by `score`
    kept = scored.verdicts.keep(scored.stage)
    stage = np.ones(scored.n)
    for one in STAGES[1:]:
        stage += scored.verdicts.keep(one)[kept]
    answers = {at: words.own(one) for at, one in enumerate(STAGES, 1)}
    return Column("sample", "sample", "sample", words.own("sample"), stage, "ordinal", answers)


def item(name: str, scored: Scored, study: Study, words: Words) -> Column:
    """An item as it is analysed: reversed ones reversed, and their labels with them."""
    questionnaire = study.questionnaire
    turned = questionnaire.items[name].reverse
    said = answers(name, study, words)
    if turned:
        options = questionnaire.options_of(name)
        assert options is not None  # checked when the questionnaire was read
        said = {options.low + options.high - code: text for code, text in said.items()}
    label = words.of(name)
    return Column(
        name,
        name,
        "item",
        f"{label} ({words.own('reversed')})" if turned else label,
        scored.values[name],
        "ordinal",
        dict(sorted(said.items())),
        scored.reasons.get(name),
        why(name, study, words),
        questionnaire.scale_of[name].id,
        turned,
    )


def answers(name: str, study: Study, words: Words) -> dict[int, str]:
    """Code -> label of what can be answered; reasons for no answer are none."""
    options = study.questionnaire.options_of(name)
    told = options.options if options else ()
    return {
        one.code: one.label.get(words.language) or next(iter(one.label.values()), "")
        for one in told
        if not one.missing
    }


def why(name: str, study: Study, words: Words) -> dict[int, str]:
    """Stored reason -> what it means."""
    options = study.questionnaire.options_of(name)
    said = {one.code: one.label for one in options.options} if options else {}
    found = {NOT_SHOWN: words.own("not_shown"), SKIPPED: words.own("left_blank")}
    for reason in study.questionnaire.reasons_of(name):
        label = said.get(reason.code, {}) if reason.answer else {}
        found[reason.stored] = label.get(words.language) or reason.name
    return found
