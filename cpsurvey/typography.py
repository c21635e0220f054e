"""French as it is set: narrow spaces no line may break at, apostrophes that curve.

Phrases are written with the keys of a keyboard; what is printed has gone through here.
"""

from __future__ import annotations

import re
from functools import lru_cache

NBSP = "\u00a0"
NARROW = "\u202f"
APOSTROPHE = "\u2019"
_BEFORE = re.compile(r"[ \u00a0](?=[;:!?»%])")
_AFTER = re.compile(r"(?<=«)[ \u00a0]")
_ELISION = re.compile(r"(?<=\w)'(?=[\w«])")


def spaced(text: str, language: str) -> str:
    """`text` with the spaces of its language that no line may break at."""
    if language != "fr":
        return text
    return _AFTER.sub(NARROW, _BEFORE.sub(NARROW, text))


def printed(text: str, language: str) -> str:
    """`text` as its language is printed: its spaces, and its apostrophes."""
    return _french(str(text)) if language == "fr" else text


@lru_cache(maxsize=1 << 15)
def _french(text: str) -> str:
    """Cells of tables say the same again and again."""
    return _ELISION.sub(APOSTROPHE, spaced(text, "fr"))
