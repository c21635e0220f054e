"""Docstrings in numpy's convention, in parts."""

from __future__ import annotations

import inspect
import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class Entry:
    """A parameter, a return value or an exception: its type, and what is said of it."""

    type: str
    text: str


@dataclass(frozen=True, slots=True)
class Docstring:
    """What comes before the first section, and the sections by name."""

    text: str
    sections: Mapping[str, str]

    def entries(self, section: str) -> dict[str, Entry]:
        """Entries of a section; names that share one (``a, b : str``) have one each."""
        found: dict[str, Entry] = {}
        for piece in re.split(r"\n(?=\S)", self.sections.get(section, "").strip()):
            head, _, rest = piece.partition("\n")
            names, _, kind = head.partition(" : ")
            for name in filter(None, names.split(", ")):
                found[name] = Entry(kind, prose(rest))
        return found


def read(documented: Any) -> Docstring:
    """The docstring of anything that has one."""
    parts = re.split(r"(?m)^(\w[\w ]*)\n-{3,}\n", inspect.getdoc(documented) or "")
    sections = dict(zip(parts[1::2], parts[2::2], strict=True))
    return Docstring(parts[0].strip(), sections)


def prose(text: str) -> str:
    """Lines as paragraphs, with code as Markdown marks it."""
    paragraphs = re.split(r"\n\s*\n", text.strip())
    return "\n\n".join(" ".join(one.split()) for one in paragraphs).replace("``", "`")
