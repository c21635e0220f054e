"""What a cell of a log says: yes or no, one of several words, a moment, an amount, tokens."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import cache

from cpsurvey.coded import Coded
from cpsurvey.design.evidence_seen import Mode, Order
from cpsurvey.identity import is_nobody, normal
from cpsurvey.intake import dates
from cpsurvey.intake.numerals import number
from cpsurvey.intake.words import words

YES = frozenset(("1", "yes", "y", "true", "oui", "o", "vrai", "x"))
NO = frozenset(("0", "no", "n", "false", "non", "faux"))
_UNCLEAR = frozenset(("unclear", "incertain", "?", "unsure", "flou", "indecidable"))
_JOINED = re.compile(r"[\s_-]+")
_BETWEEN = re.compile(r"[;,|\n\r\t]+")
_CLOCK = re.compile(r"(\d{1,2})[:h](\d{2})(?::(\d{2}))?")
MODES: Mapping[str, Mode] = {
    **dict.fromkeys(("story", "stories", "récit", "recit", "anecdote"), "story"),
    **dict.fromkeys(("demonstration", "démonstration", "demo", "démo"), "demonstration"),
    **dict.fromkeys(("tip", "tips", "astuce", "trick", "conseil"), "tip"),
    **dict.fromkeys(
        ("co listening", "colistening", "double écoute", "double ecoute", "coécoute"),
        "co_listening",
    ),
    **dict.fromkeys(("document", "fiche"), "document"),
    **dict.fromkeys(
        ("rule reminder", "rappel de règle", "rappel", "rappel de la règle"), "rule_reminder"
    ),
    **dict.fromkeys(("other", "autre"), "other"),
}
ROUTINE: Mapping[str, bool | None] = {
    **dict.fromkeys(YES | {"routine", "courant"}, True),
    **dict.fromkeys(NO | {"non routine", "nonroutine", "inhabituel"}, False),
    **dict.fromkeys(_UNCLEAR, None),
}
RESOLVED: Mapping[str, bool | None] = {
    **dict.fromkeys(YES | {"resolved", "résolu"}, True),
    **dict.fromkeys(NO | {"unresolved", "transferred", "transféré", "transfere"}, False),
    **dict.fromkeys(_UNCLEAR | {"unknown", "inconnu"}, None),
}
CROSS: Mapping[str, bool | None] = {
    **dict.fromkeys(YES, True),
    **dict.fromkeys(NO, False),
    **dict.fromkeys(_UNCLEAR, None),
}


class NotUnderstood(Exception):
    """A cell that says something which is not known."""


def plain(text: str) -> str:
    """Words of a cell, whatever stands between them: ``co-listening``, ``rule_reminder``."""
    return " ".join(_JOINED.sub(" ", words(text)).split())


@cache
def _by_words(known: frozenset[tuple[str, object]]) -> Mapping[str, object]:
    return {plain(text): value for text, value in known}


def one_of(cell: str, known: Mapping[str, object]) -> object:
    """Value of a word; None where the cell is empty.

    Raises
    ------
    NotUnderstood
        It is none of the words that are known.
    """
    if not cell or is_nobody(cell):
        return None
    by_words = _by_words(frozenset(known.items()))
    if (word := plain(cell)) not in by_words:
        raise NotUnderstood
    return by_words[word]


def tokens(cell: str) -> list[str]:
    """Identifiers of a cell, each once; blanks are part of one."""
    found = (normal(one) for one in _BETWEEN.split(cell))
    return list(dict.fromkeys(one for one in found if one))


def amount(cell: str) -> float | None:
    """Number of a cell; None where it is empty or none."""
    return number(cell, ".") if cell else None


def order(cells: Iterable[str], declared: Order) -> Order:
    """Order of day and month: as declared, or as the cells of a column prove it."""
    return declared or dates.prove([Coded.of(list(cells))]).order


def moment(day: str, cell: str, told: Order) -> datetime | None:
    """Moment that a cell says, the day of which may stand in another one."""
    if clock := _CLOCK.fullmatch(cell):
        found = dates.read(day, told).day
        if not found or int(clock[1]) > 23 or int(clock[2]) > 59:
            return None
        return datetime.fromisoformat(f"{found}T{int(clock[1]):02}:{clock[2]}")
    said = dates.read(cell, told).moment
    if not said or ":" not in said:
        return None
    try:
        return datetime.fromisoformat(said).replace(tzinfo=None)
    except ValueError:
        return None


def minutes(cell: str) -> float | None:
    """Minutes of a break: a number, or ``0:20``."""
    if clock := _CLOCK.fullmatch(cell):
        return int(clock[1]) * 60.0 + int(clock[2])
    return amount(cell)
