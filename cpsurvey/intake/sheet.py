"""What a file holds: all its rows as columns of text cells, headings included.

A source makes it, block by block; a reader looks at its first rows, says how many of them are
headings, and takes the table below.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey import coded, spool
from cpsurvey.coded import Coded, smallest
from cpsurvey.errors import CpsurveyError
from cpsurvey.errors.finding import Finding
from cpsurvey.intake import limits
from cpsurvey.intake.table import Cell, Column, Known, Lines, Record, Table, filled
from cpsurvey.spool import Numbers, Things


@dataclass(frozen=True, slots=True)
class Sheet:
    """Rows of a file that hold something, as columns.

    Parameters
    ----------
    columns : list of Coded
        Cells of each column, the headings' among them.
    lines : (n,) int array
        Line of the file each row starts in.
    widths : (n,) int array or Numbers
        Cells each row has in the file.
    encoding : str
        How the bytes were read: the encoding of text, else the name of the source.
    delimiter : str
        Sign between the columns of text.
    known : mapping of int to Known
        Place of a column -> what the file says of it: label of the variable, labels of the
        answers, reasons for none.
    seen : tuple of str
        What else the choice of rows rests on.
    findings : tuple of Finding
        What a person should know who sees less of the file than was read, or more.
    """

    columns: list[Column]
    lines: Lines
    widths: NDArray[Any] | Numbers
    encoding: str
    delimiter: str = ""
    known: Mapping[int, Known] = field(default_factory=dict)
    seen: tuple[str, ...] = ()
    findings: tuple[Finding, ...] = ()

    @staticmethod
    def of(
        rows: Iterable[Record],
        encoding: str,
        delimiter: str = "",
        known: Mapping[int, Known] | None = None,
        seen: tuple[str, ...] = (),
        where: str = "",
    ) -> Sheet:
        """A sheet of rows, the headings first, each with the line it starts in."""
        making = Making(where)
        making.add(rows)
        return making.sheet(encoding, delimiter, known or {}, seen)

    @property
    def n(self) -> int:
        """Rows, headings included."""
        return len(self.lines)

    def row(self, at: int) -> tuple[str, ...]:
        """Texts of a row, counted from 0, empty where there is nothing; () beyond the last."""
        if at >= self.n:
            return ()
        width = int(self.widths[at])
        return tuple(column[at] or "" for column in self.columns[:width])

    def top(self, many: int = 30) -> list[tuple[str, ...]]:
        """Texts of the first rows."""
        return [self.row(at) for at in range(min(many, self.n))]

    @property
    def header(self) -> tuple[str, ...]:
        """The first row, which is the headings of most files."""
        return self.row(0)

    def table(
        self, where: str, first: int = 0, heads: int = 1, header: Sequence[str] | None = None
    ) -> Table:
        """Rows below their headings.

        A row may lack the cells below headings that are empty, and may end in more delimiters.

        Parameters
        ----------
        first : int
            Rows above the headings (titles), from 0.
        heads : int
            Rows of headings.
        header : sequence of str, optional
            What the columns are called, where it is not the first row of headings.

        Raises
        ------
        CpsurveyError
            CPS101 no heading, or no row below it.
        """
        start = first + heads
        if self.n <= start:
            raise CpsurveyError(
                "CPS101",
                "the file holds a heading but no answers" if self.n else "the file is empty",
                where=where,
                fix="export the answers again; check the filter of the export",
            )
        names = tuple(self.row(first) if header is None else header)
        width = len(names)
        named = max((at for at, name in enumerate(names, 1) if name.strip()), default=0)
        wrong = spool.array(self.widths[start:]) < named
        for column in self.columns[width:]:
            wrong |= _holds(column)[start:]
        return Table(
            names,
            [column[start:].pruned() for column in self.columns[:width]],
            self.lines[start:],
            tuple((np.flatnonzero(wrong) + 1).tolist()),
            self.delimiter,
            self.known,
            self.widths[start:],
        )


def _holds(column: Column) -> NDArray[np.bool_]:
    """Which rows hold more than blanks."""
    return column.which(lambda kind: bool(kind) and not str(kind).isspace())


def _is_cell(kind: Cell) -> bool:
    return kind is not None


class _Gathered:
    """One column of a file while its rows come in.

    Each cell is known once, until there are too many different ones to hold.
    """

    def __init__(self, above: int) -> None:
        self._known: dict[Cell, int] = {None: 0}
        self._kinds: Things[Cell] | None = None
        self._at = Numbers()
        self.nothing(above)

    def nothing(self, rows: int) -> None:
        """Rows that end before this column."""
        self._at.append(np.zeros(rows, dtype=np.uint8))

    def add(self, column: Column) -> None:
        """Cells of more rows."""
        if self._kinds is None and not self._learned(column.kinds):
            self._kinds, self._known = Things.of(self._known), {None: 0}
        if self._kinds is None:
            places = map(self._known.__getitem__, column.kinds)
            new = np.fromiter(places, smallest(len(self._known)), len(column.kinds))
            self._at.append(new[column.at])
        else:
            there = np.fromiter(map(_is_cell, column.kinds), bool)
            new = np.where(there, len(self._kinds) - 1 + np.cumsum(there), 0)
            self._kinds.append(list(filter(_is_cell, column.kinds)))
            self._at.append(new.astype(np.uint32)[column.at])

    def _learned(self, kinds: Sequence[Cell]) -> bool:
        """Whether there are few enough different cells, with these."""
        new = [kind for kind in kinds if kind not in self._known]
        if len(self._known) + len(new) > coded.MANY:
            return False
        self._known.update(
            zip(new, range(len(self._known), len(self._known) + len(new)), strict=True)
        )
        return True

    def column(self) -> Column:
        """All its cells."""
        if self._kinds is not None:
            return Coded(self._kinds, self._at.settled())
        at = self._at.settled()
        if not isinstance(at, Numbers):
            at = at.astype(smallest(len(self._known)), copy=False)
        return Coded(list(self._known), at)


class Making:
    """Columns of a file while its rows come in."""

    def __init__(self, where: str) -> None:
        self.where = where
        self._columns: list[_Gathered] = []
        self._lines, self._widths = Numbers(), Numbers()
        self.n = 0

    @property
    def width(self) -> int | None:
        """Cells of the first row, once it is there."""
        return int(self._widths[0]) if self.n else None

    def add(self, rows: Iterable[Record], at_once: int = 4096) -> None:
        """Rows, each with its line; those that hold nothing are left out."""
        block: list[Record] = []
        for record in rows:
            if filled(record[1]):
                limits.columns(len(record[1]), self.where, record[0])
                block.append(record)
                if len(block) == at_once:
                    self._add(block)
                    block = []
        if block:
            self._add(block)

    def _add(self, block: list[Record]) -> None:
        widths = [len(cells) for _, cells in block]
        width = max(widths)
        rows = [
            cells if len(cells) == width else [*cells, *[None] * (width - len(cells))]
            for _, cells in block
        ]
        columns = [Coded.of(column) for column in zip(*rows, strict=True)]
        lines = np.fromiter((line for line, _ in block), np.int64, len(block))
        self.block(columns, lines, np.asarray(widths, dtype=np.int64))

    @staticmethod
    def filled(
        columns: Sequence[Column], lines: NDArray[Any]
    ) -> tuple[list[Column], NDArray[np.int64]]:
        """Columns and lines without the rows that hold nothing."""
        held = np.zeros(len(lines), dtype=bool)
        for column in columns:
            held |= _holds(column)
        rows = np.flatnonzero(held)
        return [column.take(rows) for column in columns], lines[rows].astype(np.int64)

    def block(
        self, columns: Sequence[Column], lines: NDArray[Any], widths: NDArray[np.int64]
    ) -> None:
        """Rows as columns, all of which hold something."""
        n = len(lines)
        for at, column in enumerate(columns):
            longest = max(map(len, filter(None, column.kinds)), default=0)
            if longest > limits.LONGEST_CELL:
                row = column.rows(lambda kind: len(kind or "") > limits.LONGEST_CELL)[0]
                limits.cell(longest, self.where, int(lines[row - 1]), at + 1)
            if at == len(self._columns):  # nothing stood there before
                self._columns.append(_Gathered(self.n))
            self._columns[at].add(column)
        for absent in self._columns[len(columns) :]:
            absent.nothing(n)
        self._lines.append(lines.astype(np.uint32))
        self._widths.append(widths.astype(smallest(int(widths.max(initial=0)) + 1)))
        self.n += n

    def sheet(
        self,
        encoding: str,
        delimiter: str,
        known: Mapping[int, Known],
        seen: tuple[str, ...] = (),
    ) -> Sheet:
        """Everything that came in."""
        return Sheet(
            [one.column() for one in self._columns],
            self._lines.settled(),
            self._widths.settled(),
            encoding,
            delimiter,
            known,
            seen,
        )
