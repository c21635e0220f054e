"""Delimited text, row by row; a bare empty cell stays apart from an empty quoted one.

One reading gives both the text of a cell and whether it stood in quotes. Quotes hold a cell
only from its start; a quote that swallows rows is refused with the line it opened in.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from typing import NoReturn

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.table import Cell, Record, filled

DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 30
_ENOUGH_ROWS = 3
_ANNOUNCED = re.compile(r'"?sep=(.)"?[ \t]*(?:\n|\Z)', re.I)


def prepared(text: str) -> tuple[str, int, str | None]:
    """Text with one kind of line end, the number of its first line, and ``sep=``."""
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if announced := _ANNOUNCED.match(text):
        return text[announced.end() :], 2, announced[1]
    return text, 1, None


def records(
    text: str, delimiter: str, where: str, first: int = 1, width: int | None = None
) -> Iterator[Record]:
    """Rows with the line they start in.

    Parameters
    ----------
    width : int or None
        Cells of the headings, where they were read before.

    Raises
    ------
    CpsurveyError
        CPS112.
    """
    grammar = _Grammar(delimiter)
    lines = text.split("\n")
    at = 0
    while at < len(lines):
        start, line = at, lines[at]
        at += 1
        if '"' not in line:
            cells: list[Cell] = [cell or None for cell in line.split(delimiter)]
        else:
            cells, at = grammar.quoted(lines, start, width, where, first)
        if width is None and filled(cells):
            width = len(cells)
        yield first + start, cells


class _Grammar:
    """What a row looks like with one delimiter."""

    def __init__(self, delimiter: str) -> None:
        self.delimiter = delimiter
        sep = re.escape(delimiter)
        blank = "[ \u00a0]*+" if delimiter != " " else ""
        quoted = rf'{blank}"[^"]*+(?:""[^"]*+)*+"{blank}'
        bare = rf'(?!{blank}")[^{sep}\n]*+'
        self.cell = re.compile(rf"({quoted}|{bare})(?:{sep}|\Z)")
        self.row = re.compile(rf"(?:(?:{quoted}|{bare}){sep})*+(?:{quoted}|{bare})")
        # a row up to a cell whose quote stays open, with where that quote stands
        self.open = re.compile(
            rf'(?:(?:{quoted}|{bare}){sep})*+{blank}(")[^"]*+(?:""[^"]*+)*+\Z'
        )
        self.spaced = re.compile(rf"{sep} ")

    def quoted(
        self, lines: list[str], start: int, width: int | None, where: str, first: int
    ) -> tuple[list[Cell], int]:
        """Cells of the row that starts at a line with quotes, and the line after it."""
        text, at = lines[start], start + 1
        if opened := self.open.match(text):
            parts, inside = [text[opened.start(1) :]], True
            while inside and at < len(lines):  # an odd number of quotes closes what is open
                parts.append(lines[at])
                inside = lines[at].count('"') % 2 == 0
                at += 1
            if inside:
                _refuse(where, first + start, "is never closed")
            text = text[: opened.start(1)] + "\n".join(parts)
            self._refuse_swallowed(text.split("\n"), width, where, first + start)
        if self.row.fullmatch(text):
            return [_content(cell) if cell else None for cell in self._split(text)], at
        loose = lines[start].split(self.delimiter)
        if at == start + 1 and len(loose) == width:  # quotes as they stand: no row is lost
            return [cell or None for cell in loose], at
        return _refuse(where, first + start, "is followed by text, or stands inside a cell")

    def _split(self, text: str) -> list[str]:
        cells = self.cell.findall(text)
        # at the end of a row that ends in a cell, the pattern matches once more
        return cells if text.endswith(self.delimiter) else cells[:-1]

    def _refuse_swallowed(
        self, lines: list[str], width: int | None, where: str, start: int
    ) -> None:
        """Refuse a quoted cell most of whose lines are rows of their own.

        Sentences have a blank after their commas, and rarely as many as a row.
        """
        between = width - 1 if width else 0  # nothing is known yet of the headings' own row
        rows = [
            line
            for line in lines
            if line.count(self.delimiter) == between and not self.spaced.search(line)
        ]
        if between and len(rows) > 1 and len(rows) > len(lines) / 2:
            _refuse(where, start, f"holds what looks like {len(lines) - 1} more rows")


def _content(cell: str) -> str:
    """What a cell says, without the quotes around it."""
    stripped = cell.strip(" \u00a0")
    if stripped[:1] != '"':
        return cell
    inner = stripped[1:-1]
    return inner.replace('""', '"') if '"' in inner else inner


def _refuse(where: str, line: int, what: str) -> NoReturn:
    raise CpsurveyError(
        "CPS112",
        f"a quote that opens in line {line} {what}: cells and rows cannot be told apart",
        where=f"{where}:{line}",
        fix=f"mend line {line}: close the quote, or double a quote that belongs to the text "
        '(""); or export again',
    )


def sniff(text: str) -> str:
    """Delimiter that splits the first rows into as many cells as the headings, and most.

    A row may end in one more delimiter. A delimiter that cuts a quoted heading is none. Where
    the rows are more than twice as long as the first, or all of another length, that is a
    title, and they say.
    """
    lines = [line for line in text.split("\n", 4 * _LOOKED_AT)[: 4 * _LOOKED_AT] if line]

    widths = {one: _widths(lines[:_LOOKED_AT], one) or [1] for one in DELIMITERS}

    def share(delimiter: str) -> float:
        width, *rows = widths[delimiter]
        return rows.count(width) / len(rows) if rows else 1.0

    usual = {one: Counter(found[1:] or [1]).most_common(1)[0] for one, found in widths.items()}
    by_rows = max(DELIMITERS, key=lambda one: usual[one][1] * (usual[one][0] - 1))
    best = max(DELIMITERS, key=lambda one: share(one) * (widths[one][0] - 1))
    narrow = 2 * max(found[0] for found in widths.values()) < usual[by_rows][0]
    alone = not share(best) * (widths[best][0] - 1) and usual[by_rows][1] >= _ENOUGH_ROWS
    return by_rows if narrow or alone else best


def _widths(lines: list[str], delimiter: str) -> list[int]:
    """Number of cells of the first rows; none when the headings' quotes do not fit."""
    grammar = _Grammar(delimiter)
    widths: list[int] = []
    text = ""
    for line in lines:
        text = f"{text}\n{line}" if text else line
        if grammar.open.match(text):
            continue
        if not grammar.row.fullmatch(text):
            if not widths:
                return []
            widths.append(0)
        else:
            cells = grammar._split(text)
            if not widths and any('"' in _content(cell) for cell in cells):
                return []
            spare = bool(widths) and len(cells) == widths[0] + 1 and not cells[-1]
            widths.append(len(cells) - spare)
        text = ""
    return widths
