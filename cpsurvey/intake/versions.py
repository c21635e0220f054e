"""Which version of the questionnaire a file answers: this one, or the one it replaces.

An id or a wording that only one of them has is a sign. Signs of the version before alone say
that the file answers it; signs of both are not guessed between.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.replaces import questions
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Finding
from cpsurvey.intake.words import words

_NAME = re.compile(r"[A-Za-z][A-Za-z0-9_]*")


def version_of(
    headings: Iterable[str],
    now: Questionnaire,
    before: Questionnaire | None,
    said: str | None,
    where: str,
) -> tuple[Questionnaire, list[Finding]]:
    """The questionnaire that a file answers, and what is to be known of it.

    Parameters
    ----------
    said : str, optional
        Version that the source names.

    Raises
    ------
    CpsurveyError
        CPS143 the source names a version that is not there, or signs are of both.
    """
    if said is not None:
        return _said(said, now, before, where), []
    if before is None:
        return now, []
    seen = {sign for heading in headings for sign in _signs(heading)}
    then = sorted(seen & (_names(before) - _names(now)))
    later = sorted(seen & (_names(now) - _names(before)))
    if not then:
        return now, []
    if later:
        raise CpsurveyError(
            "CPS143",
            f"some columns are of version {before.version} of '{now.id}' "
            f"({_some(then, before)}), others of version {now.version} ({_some(later, now)})",
            where=where,
            fix=f"write 'version: {before.version}' or 'version: {now.version}' on its source "
            "in study.yaml",
        )
    return before, [
        Finding(
            "earlier_version",
            "warning",
            where,
            f"answers version {before.version} of '{now.id}': only that one has "
            f"{_some(then, before)}; read by its wording, and taken over by the list of what "
            "changed",
            f"write 'version: {before.version}' on its source to say so",
        )
    ]


def _said(
    said: str, now: Questionnaire, before: Questionnaire | None, where: str
) -> Questionnaire:
    there = {one.version: one for one in (now, before) if one is not None}
    if said in there:
        return there[said]
    raise CpsurveyError(
        "CPS143",
        f"its source says version {said}, and the study reads '{now.id}' of version "
        f"{' or '.join(there)}",
        where=where,
        fix=f"write 'version: {now.version}', or take the line out",
    )


def _names(questionnaire: Questionnaire) -> set[str]:
    """Ids of what is asked, and its words in every language."""
    texts = [item.text for item in questionnaire.items.values()]
    texts += [question.text for question in questionnaire.questions]
    texts += [check.text for check in questionnaire.attention_checks]
    return {
        *questions(questionnaire),
        *(form for text in texts for one in text.values() if (form := words(one))),
    }


def _signs(heading: str) -> Iterable[str]:
    yield words(heading)
    for name in _NAME.findall(heading):
        yield name
        yield from name.split("_")


def _some(names: list[str], questionnaire: Questionnaire) -> str:
    """A few of them; of a wording, how many."""
    ids = [name for name in names if name in questions(questionnaire)]
    shown = ids[:3]
    others = len(names) - len(shown)
    return ", ".join([*shown, f"{others} more"] if others else shown)
