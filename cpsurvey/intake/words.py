"""How headings and labels are compared: not by their bytes.

Every comparison of names in the import uses one of these two normal forms, after the exact
spelling; docs/intake.md says so to users.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from functools import lru_cache
from itertools import groupby

from cpsurvey.identity import without_html

_ALIKE = str.maketrans(
    {
        **dict.fromkeys("’´ʼ‘`′‛ʻ＇", "'"),
        **dict.fromkeys("“”„‟″", '"'),
        **dict.fromkeys("‐‑‒–—―−－", "-"),
        "…": "...",
        "ı": "i",  # Turkish texts are folded the same way whatever the program that wrote them
    }
)
# brackets, dots, blanks, slashes and dashes; a dash before a digit of its own is a minus
_SEPARATORS = re.compile(r"(?:[\s_.\[\](){}/:]|(?<=\w)-|-(?!\d))+")


@lru_cache(maxsize=65_536)
def words(text: str) -> str:
    """Normal form of a text: what two people would call the same words.

    HTML removed, Unicode NFKC, case folded; invisible characters taken out, blanks (also
    no-break ones) joined; apostrophes, quotes and dashes of every shape made one; decimal
    digits of every script made 0 to 9. Signs that are made of numbers (``²``, ``④``, ``½``)
    stay as they are, for they are no digits: ``4²`` is not 42.
    """
    text = without_html(text)
    if text.isascii():
        return " ".join(text.replace("`", "'").split()).casefold()
    text = _composed(text.translate(_ALIKE))
    text = _composed(text.casefold()).replace("i\u0307", "i")
    return " ".join("".join(map(_visible, text)).translate(_ALIKE).split())


def _composed(text: str) -> str:
    """Unicode NFKC, but for signs made of numbers."""
    parts = groupby(text, lambda character: unicodedata.category(character) == "No")
    return "".join(
        "".join(some) if made else unicodedata.normalize("NFKC", "".join(some))
        for made, some in parts
    )


def _visible(character: str) -> str:
    """A character as it is compared; nothing for one that cannot be seen."""
    kind = unicodedata.category(character)
    if kind == "Nd":
        return str(unicodedata.decimal(character))
    return "" if kind == "Cf" else character


def code(text: str) -> str:
    """Normal form of a column code: ``TKS[SQ_001]`` and ``tks_sq_001`` are the same.

    A run of separators is one separator, and never nothing: ``Q1_1`` and ``Q1[1]`` are the
    same, ``Q11`` is another. Letters of every script are kept.
    """
    return _SEPARATORS.sub("_", words(text)).strip("_")


def shown(heading: str, length: int = 40) -> str:
    """A heading in quotes, for a message: on one line, marked where it was cut."""
    line = " ".join("".join(c if c.isprintable() else " " for c in heading).split())
    return f"'{line}'" if len(line) <= length else f"'{line[:length].rstrip()}...'"


_ANSWER = re.compile(
    r"[-−]?\d+([.,]\d+)?( ?%)?|\d{4}-\d\d-\d\d\b.*|\d\d/(\d\d/)?\d{4}\b.*|"
    r"[^@\s]+@[^@\s]+\.\w{2,}|\d{1,3}(\.\d{1,3}){3}|\+\d[\d\s().-]{7,}"
)


def no_headings(cells: Iterable[str]) -> bool:
    """Whether a first line holds numbers, dates or addresses, which no message may show."""
    return any(_ANSWER.fullmatch(cell.strip()) for cell in cells)
