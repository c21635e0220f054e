"""Text on a terminal or in a pipe that may hold less than Unicode."""

from __future__ import annotations

import codecs
import json
import os
import sys
import unicodedata
from collections.abc import Mapping
from typing import Any

from cpsurvey.system import WINDOWS

_SIGNS = dict(zip("−–—‐‑’‘“”«»×·•≈✗█━─│╸╺", '-----\'\'""""x.*~x#--|--', strict=True))
_WORDS = {
    "→": "->", "←": "<-", "≥": ">=", "≤": "<=", "≠": "!=", "…": "...", "œ": "oe", "Œ": "OE",
    "α": "alpha", "β": "beta", "ω": "omega", "χ": "chi", "λ": "lambda", "Δ": "Delta", "✓": "ok",
}  # fmt: skip
_PLAIN = _SIGNS | _WORDS


def prepare() -> None:
    """A sign that the encoding does not hold is written plainly; it ends no command.

    What goes into a file or another program is UTF-8 on Windows too, as study files must be,
    unless the environment says otherwise.
    """
    codecs.register_error("cpsurvey", _plainly)
    for stream in (sys.stdout, sys.stderr):
        if not hasattr(stream, "reconfigure"):
            continue
        stream.reconfigure(errors="cpsurvey")
        if WINDOWS and not stream.isatty() and "PYTHONIOENCODING" not in os.environ:
            stream.reconfigure(encoding="utf-8")


def written(document: Mapping[str, Any]) -> str:
    """A document as JSON that stdout holds: other programs read it as UTF-8."""
    ours = (getattr(sys.stdout, "encoding", None) or "utf-8").lower().replace("-", "")
    return json.dumps(document, ensure_ascii=ours != "utf8", allow_nan=False, indent=1)


def _plainly(error: UnicodeError) -> tuple[str, int]:
    if not isinstance(error, UnicodeEncodeError):
        raise error
    signs = error.object[error.start : error.end]
    return "".join(_without_mark(one, error.encoding) for one in signs), error.end


def _without_mark(sign: str, encoding: str) -> str:
    """A like sign, the letter without its accent, or its number."""
    bare = _PLAIN.get(sign) or unicodedata.normalize("NFKD", sign)
    if bare != sign and unicodedata.category(bare[0])[0] in "LNZPS":
        kept = "".join(one for one in bare if not unicodedata.combining(one))
        if kept.isascii():
            return kept
    return sign.encode(encoding, "backslashreplace").decode(encoding)
