"""Cells of a file, column by column, below its headings."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.coded import Coded
from cpsurvey.spool import Numbers

_SHOWN = 5

Cell = str | None
"""None is a cell with nothing at all, ``""`` one with empty quotes (LimeSurvey: never shown,
and shown but left blank)."""
Record = tuple[int, list[Cell]]
"""Line of the file a row starts in, and its cells."""
Column = Coded[Cell]
Lines = NDArray[Any] | Numbers


@dataclass(frozen=True, slots=True)
class Known:
    """What a file says of one of its columns beside the heading.

    Parameters
    ----------
    text : str
        The question's text (label of a variable).
    labels : mapping of str to str
        Cell -> the label of its answer (value labels).
    missing : mapping of str to str
        Cell -> why it is no answer (its label, ``user_missing``, ``.a``).
    of, part : tuple of str
        Where the file says that it is one choice of a question in several columns: codes and
        texts of the question, and of the choice.
    """

    text: str = ""
    labels: Mapping[str, str] = field(default_factory=dict)
    missing: Mapping[str, str] = field(default_factory=dict)
    of: tuple[str, ...] = ()
    part: tuple[str, ...] = ()


NOTHING = Known()


@dataclass(frozen=True, slots=True)
class Table:
    """Cells of a file, below its headings.

    Parameters
    ----------
    header : tuple of str
        What each column is called.
    columns : list of Coded
        Cells of each column.
    lines : (n,) int array
        Line of the file each row starts in, as an editor or a spreadsheet counts.
    ragged : tuple of int
        Numbers of the rows, from 1, with more or fewer cells than the header.
    delimiter : str
        Sign between the columns of a text; empty where there is none.
    known : mapping of int to Known
        Place of a column -> what the file says of it beside its heading.
    widths : (n,) int array
        Cells each row has in the file; empty where that says nothing.
    """

    header: tuple[str, ...]
    columns: Sequence[Column]
    lines: Lines
    ragged: tuple[int, ...] = ()
    delimiter: str = ""
    known: Mapping[int, Known] = field(default_factory=dict)
    widths: Lines = field(default_factory=lambda: np.zeros(0, dtype=np.int64))

    @property
    def n(self) -> int:
        """Rows."""
        return len(self.lines)

    def of(self, at: int) -> Known:
        """What the file says of a column."""
        return self.known.get(at, NOTHING)

    def row(self, number: int) -> list[Cell]:
        """Cells of a row, counted from 1."""
        return [column[number - 1] for column in self.columns]

    def without(self, rows: NDArray[Any]) -> Table:
        """The table with the rows kept where `rows` is False."""
        keep = np.flatnonzero(~rows)
        place = {old + 1: new for new, old in enumerate(keep.tolist(), 1)}
        return Table(
            self.header,
            [column.take(keep) for column in self.columns],
            self.lines[keep],
            tuple(place[row] for row in self.ragged if row in place),
            self.delimiter,
            self.known,
            self.widths[keep] if len(self.widths) else self.widths,
        )

    def with_columns(self, columns: Mapping[int, Column]) -> Table:
        """The table with other cells in some columns, by their places."""
        return replace(
            self, columns=[columns.get(at, one) for at, one in enumerate(self.columns)]
        )

    def places(self, rows: Sequence[int]) -> str:
        """``row 3 (line 4)``: rows count from 1 below the headings, lines as an editor does."""
        first = rows[:_SHOWN]
        more = ", ..." if len(rows) > _SHOWN else ""
        numbers = ", ".join(map(str, first)) + more
        lines = ", ".join(str(self.lines[row - 1]) for row in first) + more
        several = "s" if len(rows) > 1 else ""
        return f"row{several} {numbers} (line{several} {lines})"


def filled(cells: Sequence[Cell]) -> bool:
    """Whether any cell holds more than blanks."""
    if cells and cells[0] and not cells[0].isspace():
        return True
    return any(cell and not cell.isspace() for cell in cells)
