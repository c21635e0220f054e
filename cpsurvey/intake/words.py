"""How headings and labels are compared: not by their bytes."""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Iterable

_TAG = re.compile(r"<[^>]+>")
_CODE = re.compile(r"[^0-9a-z]+")


def words(text: str) -> str:
    """Normal form of a text: what two people would call the same words.

    Unicode NFKC, byte-order marks inside the cell removed, HTML removed, blanks (also
    no-break ones) joined, typographic apostrophes and quotes made plain, case folded.
    """
    text = html.unescape(_TAG.sub(" ", text)) if "<" in text or "&" in text else text
    text = unicodedata.normalize("NFKC", text).replace("\ufeff", "").replace("\u200b", "")
    for typographic, plain in (("’", "'"), ("‘", "'"), ("“", '"'), ("”", '"'), ("…", "...")):
        text = text.replace(typographic, plain)
    return " ".join(text.split()).casefold()


def code(text: str) -> str:
    """Normal form of a column code: ``TKS[SQ_001]`` and ``tks_sq001`` are the same."""
    return _CODE.sub("", words(text))


_ANSWER = re.compile(r"[-−]?\d+([.,]\d+)?( ?%)?|\d{4}-\d\d-\d\d\b.*|\d\d/(\d\d/)?\d{4}\b.*")


def no_headings(cells: Iterable[str]) -> bool:
    """Whether a first line holds numbers or dates: data, which no message may show."""
    return any(_ANSWER.fullmatch(cell.strip()) for cell in cells)
