"""From text to rows of cells; a bare empty cell stays apart from an empty quoted one."""

from __future__ import annotations

import csv
import io
import re
from dataclasses import dataclass

from cpsurvey.errors import CpsurveyError

DELIMITERS = (",", ";", "\t", "|")
_LOOKED_AT = 30
csv.field_size_limit(1_000_000)


@dataclass(frozen=True, slots=True)
class Table:
    """Cells of a delimited file.

    Parameters
    ----------
    header : tuple of str
        First row.
    rows : list of list
        Rows after it, as long as the header; None is a cell with nothing at all, ``""``
        one with empty quotes (LimeSurvey: never shown, and shown but left blank).
    ragged : tuple of int
        Numbers of the rows, from 1, with more or fewer cells than the header.
    """

    header: tuple[str, ...]
    rows: list[list[str | None]]
    ragged: tuple[int, ...]
    delimiter: str


def read_table(text: str, *, delimiter: str | None, where: str) -> Table:
    """Split `text` into rows; blank lines are left out.

    Raises
    ------
    CpsurveyError
        CPS101 no heading, or no row below it.
    """
    text = text.removeprefix("\ufeff")
    if announced := re.match(r"sep=(.)\r?\n", text):
        delimiter = delimiter or announced[1]
        text = text[announced.end() :]
    chosen = delimiter or sniff(text)
    lines = _cells(text, chosen)
    filled = [line for line in lines if any(cell for cell in line)]
    if len(filled) < 2:
        raise CpsurveyError(
            "CPS101",
            "the file holds a heading but no answers" if filled else "the file is empty",
            where=where,
            fix="export the answers again; check the filter of the export",
        )
    header = tuple(cell or "" for cell in filled[0])
    width = len(header)
    rows, ragged = [], []
    for number, line in enumerate(filled[1:], 1):
        if len(line) != width and not (len(line) == width + 1 and not line[-1]):
            ragged.append(number)
        rows.append([*line[:width], *([None] * (width - len(line)))])
    return Table(header, rows, tuple(ragged), chosen)


def sniff(text: str) -> str:
    """Delimiter that splits the first rows into the same, largest number of cells."""

    def quality(delimiter: str) -> tuple[float, int]:
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter)
        widths = []
        for line in reader:
            if line:
                widths.append(len(line))
            if len(widths) == _LOOKED_AT:
                break
        if not widths or widths[0] == 1:
            return (0.0, 0)
        return (sum(w == widths[0] for w in widths) / len(widths), widths[0])

    return max(DELIMITERS, key=quality)


def _cells(text: str, delimiter: str) -> list[list[str | None]]:
    plain = list(csv.reader(io.StringIO(text, newline=""), delimiter=delimiter))
    if f'{delimiter}""' not in text:  # no empty quotes: every empty cell is of one kind
        return [[cell or None for cell in line] for line in plain]
    quoted = _with_quotes(text, delimiter)
    # The csv module decides; the second reading only tells the two kinds of empty apart.
    if [len(line) for line in quoted] != [len(line) for line in plain]:
        return [[cell or None for cell in line] for line in plain]
    return [
        [cell or ("" if marked else None) for cell, marked in zip(line, marks, strict=True)]
        for line, marks in zip(plain, quoted, strict=True)
    ]


def _with_quotes(text: str, delimiter: str) -> list[list[bool]]:
    """Whether each cell was written in quotes."""
    sep = re.escape(delimiter)
    cell = re.compile(rf'("(?:[^"]|"")*"|[^{sep}\r\n]*)({sep}|\r\n|\n|\r|\Z)')
    lines: list[list[bool]] = []
    line: list[bool] = []
    for found in cell.finditer(text):
        line.append(found[1].startswith('"'))
        if found[2] != delimiter:
            blank = line == [False] and not found[1]
            lines.append([] if blank else line)
            line = []
        if found.end() == len(text):
            break
    if text.endswith(("\n", "\r")) and lines and lines[-1] == []:
        lines.pop()
    return lines
