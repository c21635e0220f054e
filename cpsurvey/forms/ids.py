"""Ids of a questionnaire made of other tools' names: valid, unique, always the same."""

from __future__ import annotations

import re
import unicodedata

from cpsurvey.design.base import ID_PATTERN

LONGEST = 32
_RESERVED = frozenset(
    "and or not in is if else none true false null nan inf background network".split()  # noqa: SIM905
)
_SPELT = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "đ": "d", "ł": "l", "ı": "i"}
)


def made_id(name: str, *, first: str = "q", longest: int = LONGEST) -> str:
    """Small letters, digits and underscores, a letter first: ``Q10#1_2`` is ``q10_1_2``.

    Parameters
    ----------
    first : str
        Stands before a name that begins with no letter.
    """
    made = re.sub(r"[^a-z0-9]+", "_", unaccented(name)).strip("_")
    if not made or not made[0].isalpha():
        made = f"{first}_{made}".rstrip("_") if made else first
    return made[:longest].rstrip("_")


def unaccented(name: str) -> str:
    """Small letters without their accents; what is no letter from a to z goes."""
    letters = unicodedata.normalize("NFKD", name.lower().translate(_SPELT))
    return letters.encode("ascii", "ignore").decode()


class Ids:
    """Ids that are given once."""

    def __init__(self, taken: tuple[str, ...] = ()) -> None:
        self._taken = {*taken, *_RESERVED}

    def keep(self, name: str) -> str:
        """A name that was an id before, as it stands."""
        if not re.fullmatch(ID_PATTERN, name) or name in self._taken:
            return self.give(name)
        self._taken.add(name)
        return name

    def give(self, name: str, *, first: str = "q", longest: int = LONGEST) -> str:
        """The id of a name; a number is added where it is taken already."""
        wanted = made_id(name, first=first, longest=longest)
        given, count = wanted, 1
        while given in self._taken:
            count += 1
            end = f"_{count}"
            given = wanted[: longest - len(end)].rstrip("_") + end
        self._taken.add(given)
        return given
