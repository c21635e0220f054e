"""Pieces of Markdown that every generated page is made of."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

MADE = "This page is made from the code (`make reference`)."


def cell(text: str) -> str:
    """Text that stays in its cell and is no mark-up, but for code in backticks."""
    pieces = re.split(r"(`[^`]*`)", " ".join(text.split()))
    return "".join(one if one[:1] == "`" else _plain(one) for one in pieces).replace("|", "\\|")


def _plain(text: str) -> str:
    return re.sub(r"([*<\[])", r"\\\1", text)


def code(text: str) -> str:
    """Text as code; nothing for no text."""
    return f"`{text}`" if text else ""


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A table of finished cells; nothing without rows."""
    lines = [f"| {' | '.join(row)} |" for row in rows]
    if not lines:
        return ""
    return "\n".join([f"| {' | '.join(heads)} |", "|---" * len(heads) + "|", *lines, ""])


def anchor(name: str) -> str:
    """A place that links lead to."""
    return f'<a id="{name}"></a>'


def page(*blocks: str) -> str:
    """Blocks with an empty line between; those without text are left out."""
    return "\n\n".join(block.strip("\n") for block in blocks if block.strip()) + "\n"


def fenced(text: str, language: str = "") -> str:
    """A block of code."""
    return f"```{language}\n{text.strip()}\n```"
