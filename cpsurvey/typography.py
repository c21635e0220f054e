"""Spaces French typography keeps together: before : ; ? ! % », after «."""

from __future__ import annotations

import re

NBSP = "\u00a0"
_BEFORE = re.compile(r" (?=[:;?!%»])")


def spaced(text: str, language: str) -> str:
    """`text` with the spaces of its language that no line may break at."""
    if language != "fr":
        return text
    return _BEFORE.sub(NBSP, text).replace("« ", f"«{NBSP}")
