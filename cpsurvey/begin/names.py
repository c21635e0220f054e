"""What a column is called in a questionnaire: by its code, else by words of its text."""

from __future__ import annotations

import re

from cpsurvey.forms.identifiers import NAMES
from cpsurvey.forms.ids import Ids, made_id
from cpsurvey.forms.texts import plain
from cpsurvey.intake.export import Column
from cpsurvey.intake.words import words

_LONGEST_CODE = 24
_TELLING = 3
"""Letters of a code that says something; platforms number rows by one or two."""
_CODE = re.compile(r"[^\W\d_][\w.\[\]/#:-]*")
_EMPTY_ROW = re.compile(r"\s*\[\s*\]\s*$")
"""Of a grid whose one row has no text."""
_LAST = re.compile(r"_\d{1,3}[a-z]?$")
NUMBER_LAST = re.compile(r"(.*?[^\W\d])[\[_./-]*\d{1,3}[a-z]?\]?")
"""A name and the number that it ends in."""


def new_ids() -> Ids:
    """Ids of one questionnaire; what would be taken for an identifier by its name is kept."""
    return Ids(("respondent_id", *(made_id(one) for some in NAMES.values() for one in some)))


def code_of(column: Column) -> str:
    """The code a platform calls a column by; nothing where it has a text alone."""
    for name in column.codes:
        code = name.strip()
        if _CODE.fullmatch(code) and len(code) <= _LONGEST_CODE:
            return code
    return ""


def own_code(column: Column) -> str:
    """Code of a row of a grid that says what it is of: ``affsat1``, not ``SQ001``."""
    for name in column.codes[1:]:
        stem = NUMBER_LAST.fullmatch(name.strip())
        if stem and _CODE.fullmatch(name.strip()) and len(stem[1].strip("_")) >= _TELLING:
            return name.strip()
    return ""


def text_of(column: Column) -> str:
    """What a column asks: the row of a grid, else its text, else its heading."""
    if column.part and column.of:
        said = [one for one in column.part if not _CODE.fullmatch(one) or " " in one]
        return plain((said or list(column.part))[-1])
    texts = [one for one in column.texts if one.strip() and one != column.heading]
    return _EMPTY_ROW.sub("", plain(texts[0] if texts else column.heading))


def stem_of(column: Column) -> str:
    """``tks`` of ``tks1`` and ``TKS[SQ01]``; nothing where no number stands last."""
    found = NUMBER_LAST.fullmatch(own_code(column) or code_of(column))
    return words(found[1]) if found else ""


def short(text: str, longest: int = _LONGEST_CODE, *, numbered: bool = True) -> str:
    """First words of a text as an id, and where `numbered` the number that it ends in."""
    whole = made_id(text, longest=200)
    last = _LAST.search(whole)
    end = last[0] if last and numbered else ""
    whole = whole if numbered or not last else whole[: last.start()]
    if len(whole) <= longest:
        return whole
    room = longest - len(end)
    cut = whole[: room + 1].rpartition("_")[0]
    return (cut if len(cut) > 2 else whole[:room].rstrip("_")) + end


def id_for(column: Column, ids: Ids, *, longest: int = 32) -> str:
    """An id nothing else has."""
    code = own_code(column) or code_of(column)
    wanted = made_id(code) if code else short(text_of(column))
    if wanted == "q":  # a script that has no letters from a to z
        wanted = f"q{column.index + 1}"
    return ids.give(wanted, longest=longest)


def aliases(column: Column, name: str, text: str) -> tuple[str, ...]:
    """Headings by which the column is found again, beside its id and its text."""
    heading = column.heading.strip()
    known = {words(name), words(text)}
    return () if words(heading) in known else (heading,)
