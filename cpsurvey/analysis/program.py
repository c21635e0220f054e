"""The program as a digest: what it makes is kept only while it is the same."""

from __future__ import annotations

import hashlib
from functools import cache
from pathlib import Path

NO_NUMBERS = frozenset(
    (
        *("batch", "begin", "cli", "described", "errors", "face", "forms", "intake", "report"),
        *("store", "show.py", "words.py", "figure.py", "tables.py", "__pycache__"),
    )
)
"""Rooms and files of the program on which no result depends beyond what it reads."""
NOT_DRAWN = frozenset(
    {"batch", "begin", "cli", "described", "face", "forms", "intake", "sem", "stats", "store"}
)
"""Rooms on which no picture depends beyond what results say."""


@cache
def program(without: frozenset[str]) -> str:
    """Digest of the program but rooms and files of these names."""
    found = hashlib.sha256()
    root = Path(__file__).parents[1]
    for file in sorted(root.rglob("*.py")):
        parts = file.relative_to(root).parts
        if without.isdisjoint(parts):
            found.update("/".join(parts).encode() + b"\0" + file.read_bytes() + b"\0")
    return found.hexdigest()
