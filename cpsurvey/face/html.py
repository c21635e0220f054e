"""Small pieces of HTML that notebooks show."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from html import escape

Cells = Sequence[object]


def table(
    caption: str,
    heads: Sequence[str],
    rows: Iterable[Cells | str],
    notes: Iterable[str] = (),
) -> str:
    """A table; a row that is one text stands across it."""
    head = "".join(f"<th>{escape(one)}</th>" for one in heads)
    body = "".join(_row(row, len(heads)) for row in rows)
    below = "".join(f"<p><small>{escape(note)}</small></p>" for note in notes)
    return (
        f"<table><caption>{escape(caption)}</caption>"
        + (f"<thead><tr>{head}</tr></thead>" if heads else "")
        + f"<tbody>{body}</tbody></table>{below}"
    )


def _row(row: Cells | str, width: int) -> str:
    if isinstance(row, str):
        return f'<tr><th colspan="{width}" style="text-align:left">{escape(row)}</th></tr>'
    first, *rest = (escape(str(cell)) for cell in row)
    cells = "".join(f"<td>{cell}</td>" for cell in rest)
    return f'<tr><td style="text-align:left">{first}</td>{cells}</tr>'


def text(lines: str) -> str:
    """Text as it is laid out."""
    return f"<pre>{escape(lines)}</pre>"


class Text(str):
    """A text of several lines that is shown as such, not as a literal."""

    __slots__ = ()

    def __repr__(self) -> str:
        return str(self)

    def _repr_html_(self) -> str:
        return text(self)
