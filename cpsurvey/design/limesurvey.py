"""Codes under which LimeSurvey asks, where ids and codes of a questionnaire are none there.

A question code is of 20 letters and digits at most, an answer code of five. Forms are written
with these codes, and exports are read with them.
"""

from __future__ import annotations

import re
from collections.abc import Iterable

from cpsurvey.design.options import OptionSet
from cpsurvey.design.questionnaire import Questionnaire

LONGEST_QUESTION = 20
LONGEST_ANSWER = 5
OWN = frozenset(
    (
        *("comment", "commentother", "datestamp", "id", "interviewtime", "ipaddr", "lastpage"),
        *("other", "refurl", "seed", "self", "sid", "startdate", "startlanguage"),
        *("submitdate", "that", "this", "time", "token"),
    )
)
"""Words and columns that LimeSurvey keeps for itself."""


def question_codes(questionnaire: Questionnaire) -> dict[str, str]:
    """Variable or scale -> its code; no two differ by case alone."""
    names = [
        *questionnaire.items,
        *questionnaire.question_by_id,
        *(check.id for check in questionnaire.attention_checks),
        *(named.variable for named in questionnaire.identifiers.by_role().values()),
        *questionnaire.scale_by_id,
    ]
    found: dict[str, str] = {}
    taken = {name.casefold() for name in names} | OWN
    seen: set[str] = set()
    for name in names:
        if is_question_code(name) and name.casefold() not in seen:
            found[name] = name
            seen.add(name.casefold())
    for name in names:
        if name not in found:
            found[name] = free_code(name, taken)
            taken.add(found[name].casefold())
    return {name: found[name] for name in names}


def is_question_code(name: str) -> bool:
    """Whether LimeSurvey takes a name as it stands."""
    return (
        re.fullmatch(r"[A-Za-z][A-Za-z0-9]*", name) is not None
        and len(name) <= LONGEST_QUESTION
        and name.casefold() not in OWN
    )


def free_code(name: str, taken: Iterable[str]) -> str:
    """The letters and digits of a name, with a number where that is taken or too long.

    ``x`` stands for a sign beside a digit: ``q1_1`` does not become ``q11``, another question.
    """
    bare = re.sub(r"(?<=\d)[^A-Za-z0-9]+|[^A-Za-z0-9]+(?=\d)", "x", name)
    bare = re.sub(r"[^A-Za-z0-9]", "", bare)
    known = set(taken)
    made, at = bare, 1
    while len(made) > LONGEST_QUESTION or made.casefold() in known:
        at += 1
        end = f"x{at}"
        made = bare[: LONGEST_QUESTION - len(end)] + end
    return made


def answer_codes(options: OptionSet) -> dict[int, str]:
    """Code of an answer -> its code in LimeSurvey; ``M8`` for -8."""
    found: dict[int, str] = {}
    for at, option in enumerate(options.options, 1):
        said = str(option.code) if option.code >= 0 else f"M{-option.code}"
        found[option.code] = said if len(said) <= LONGEST_ANSWER else f"X{at}"
    return found


def line_codes(options: OptionSet) -> dict[int, str]:
    """Codes of answers that are lines of a question with several: a letter first."""
    return {
        code: said if said[0].isalpha() else f"A{said}"
        for code, said in answer_codes(options).items()
    }


def column_codes(questionnaire: Questionnaire) -> dict[str, str]:
    """Variable -> heading of its column, but for the array it stands in."""
    codes = question_codes(questionnaire)
    found = {
        name: code for name, code in codes.items() if name not in questionnaire.scale_by_id
    }
    for name, choice in questionnaire.ticks.items():
        options = questionnaire.options_of(choice.question.id)
        if options is not None:
            line = line_codes(options)[choice.option.code]
            found[name] = f"{codes[choice.question.id]}[{line}]"
    return found
