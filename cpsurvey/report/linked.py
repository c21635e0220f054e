"""Text parts of which lead somewhere in its document."""

from __future__ import annotations

from collections.abc import Iterable

Part = tuple[str, str]
"""Some words and what they lead to: the id of a table or a picture; empty where nothing."""


class Linked(str):
    """A text like any other, which also knows its links.

    Whatever joins, cuts or escapes it sees plain text; who can show links asks for `parts`.
    """

    __slots__ = ("parts",)
    parts: tuple[Part, ...]

    @classmethod
    def of(cls, parts: Iterable[Part]) -> Linked:
        """The text of these parts, one after the other."""
        parts = tuple(part for part in parts if part[0])
        made = cls("".join(text for text, _ in parts))
        made.parts = parts
        return made


def parts_of(text: str) -> tuple[Part, ...]:
    """A text as parts, be it without links."""
    return text.parts if isinstance(text, Linked) else ((text, ""),)
