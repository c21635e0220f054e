"""What a cell says: the tokens in it, whether it is a tick, how often."""

from __future__ import annotations

import re
from collections.abc import Container, Mapping

from cpsurvey.design.form import Interpreter
from cpsurvey.identity import is_nobody, normal
from cpsurvey.intake.numerals import whole
from cpsurvey.intake.ticks import NO, YES
from cpsurvey.intake.words import words

_BETWEEN = re.compile(r"[;,|\n\r\t]+")
_NOBODY = frozenset(
    (
        *("nobody", "no one", "noone", "none", "no-one", "not anybody", "no body"),
        *("personne", "aucun", "aucune", "aucune personne", "nul", "rien", "ras"),
        *("nothing", "0", "no", "non", "niemand"),
    )
)
TICKED = YES | {"1"}
UNTICKED = NO | {"0", ""}


def tokens(cell: str, people: Container[str]) -> list[str] | None:
    """Tokens of a cell in their normal form; None: it says that there is nobody.

    Blanks part tokens only where each part is of somebody known or holds a digit: ``A12 B7``
    is two, ``Anne Marie`` is one.

    Parameters
    ----------
    people : container of str
        Identifiers of the file.
    """
    if nobody(cell):
        return None
    found: list[str] = []
    for one in _BETWEEN.split(cell):
        token = normal(one)
        parts = token.split(" ")
        apart = all(part in people or any(map(str.isdigit, part)) for part in parts)
        if len(parts) > 1 and token not in people and apart:
            found += parts
        elif token and not nobody(token):
            found.append(token)
    return found


def nobody(cell: str) -> bool:
    """Whether a cell says that there is nobody."""
    return words(cell).strip(" .") in _NOBODY or is_nobody(cell)


def tick(cell: str) -> bool | None:
    """Whether a person of a roster was chosen; None: the cell is no tick."""
    word = words(cell)
    if word in TICKED or whole(word) == {1}:
        return True
    return False if word in UNTICKED or whole(word) == {0} else None


def times(asked: Interpreter | None) -> Mapping[str, float]:
    """What stands in a cell of how often -> times a month."""
    if asked is None:
        return {}
    found: dict[str, float] = {}
    for option in asked.options:
        often = asked.per_month.get(option.code)
        if often is not None:
            names = (str(option.code), *option.label.values(), *option.aliases, option.id or "")
            found |= {words(name): often for name in names if name}
    return found
