"""How long a form takes, computed from what there is to read and to answer."""

from __future__ import annotations

import re
from typing import get_args

from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.forms.asked import FormPage, Line, opening, pages
from cpsurvey.forms.shortened import Length, shortened

WORDS_A_MINUTE = 230
"""Silent reading of plain sentences, by adults."""
STATEMENT, CHOICE, NUMBER = 3.0, 4.0, 6.0
"""Seconds to answer a line of a table, a question with answers of its own, a number."""
PAGE = 4.0
"""Seconds a new page takes."""
_WORD = re.compile(r"\w+(?:['’]\w+)*")


def minutes(questionnaire: Questionnaire, language: str = "") -> int:
    """Whole minutes of a reader of average speed, at least one; nobody was timed."""
    chosen = language or questionnaire.default_language
    form = pages(questionnaire)
    seconds = _reading(opening(questionnaire)[chosen])
    seconds += sum(PAGE + _page(page, chosen) for page in form)
    return max(1, round(seconds / 60))


def by_length(questionnaire: Questionnaire) -> dict[str, int]:
    """Minutes of the full form, of the core and of the short one, where they ask something."""
    return {
        length: minutes(form)
        for length in get_args(Length)
        if (form := shortened(questionnaire, length)).items
    }


def _page(page: FormPage, language: str) -> float:
    seconds = 0.0
    for block in page.blocks:
        options = block.options
        if block.scale and options and options.lead:
            seconds += _reading(options.lead.get(language, ""))
        seconds += sum(_line(line, language) for line in block.lines)
    return seconds


def _line(line: Line, language: str) -> float:
    own = line.scale is None and line.options is not None
    answers = line.options.options if own and line.options else ()
    words = " ".join([line.text[language], *(one.label.get(language, "") for one in answers)])
    return _reading(words) + (STATEMENT if line.scale else CHOICE if own else NUMBER)


def _reading(text: str) -> float:
    return 60 * len(_WORD.findall(text)) / WORDS_A_MINUTE
