"""Rows of delimited text whose cells have moved: a delimiter without quotes, a cell too few.

``b,hello, you,4,2`` has as many cells as headings where the row lacks its last one. What shows
it is a text where an answer should be, right of another text, whose neighbours would all fit
one column further left. With a second sign of it (below) the row is set aside; a text alone may
be a misspelt answer, and is said with its line.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey import spool
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.errors.finding import Finding
from cpsurvey.intake import fitting
from cpsurvey.intake.export import Export
from cpsurvey.intake.fitting import Fitting
from cpsurvey.intake.match import Matched
from cpsurvey.intake.misfits import PLATFORM_CODE
from cpsurvey.intake.near import near_label
from cpsurvey.intake.table import Cell, Column, Table
from cpsurvey.intake.words import words

_MANY = 0.2
"""Share of the rows beyond which texts are the file's way of answering, not moved cells."""
_FEW = 2
_HABIT = 0.1
"""Share of the rows beyond which cells begin with a blank by habit."""
_MOST = 10_000
"""Rows that are looked at."""


@dataclass(frozen=True, slots=True)
class _Row:
    """A row in which a text stands where an answer should be."""

    number: int
    cells: list[Cell]
    at: int


def look(
    export: Export, matched: Matched, questionnaire: Questionnaire, where: str
) -> tuple[Export, list[Finding]]:
    """The export with rows set aside whose cells have moved, and what may be others."""
    table = export.table
    if not table.delimiter:
        return export, []
    fits = fitting.of(export, matched, questionnaire)
    rows = _with_texts(table, fits)
    own = matched.columns.get(questionnaire.identifiers.respondent.variable)
    quiet = _after_blanks(table, fits, {row.number for row in rows})
    if len(quiet) > max(_FEW, _HABIT * table.n) or (quiet and _blanks(table, quiet)):
        quiet = []
    said = [_quiet(quiet, table, where)] if quiet else []
    if not rows:
        return export, said
    numbers = [row.number for row in rows]
    looked = _Looking(export, fits, own.index if own else -1, _blanks(table, numbers))
    sure = [row.number for row in rows if looked.has_moved(row)]
    doubt = [one.number for one in rows if one.number not in sure and looked.may_have(one)]
    if sure:
        ragged = tuple(sorted({*table.ragged, *sure}))  # their cells are not looked at
        aside = {**dict.fromkeys(sure, "shifted_row"), **export.aside}
        export = replace(export, table=replace(table, ragged=ragged), aside=aside)
    return export, [*said, *([_doubtful(doubt, table, where)] if doubt else [])]


def _with_texts(table: Table, fits: Mapping[int, Fitting]) -> list[_Row]:
    """Rows with a text that is no answer, and the first place of one."""
    first = np.full(table.n, len(table.columns), dtype=np.int64)
    for at, one in fits.items():
        cells = table.columns[at]
        if strange := {kind for kind in cells.kinds if one.is_prose(kind)}:
            rows = _where(cells, strange.__contains__)
            first[rows] = np.minimum(first[rows], at)
    first[np.asarray(table.ragged, dtype=np.int64) - 1] = len(table.columns)
    found = np.flatnonzero(first < len(table.columns))
    if len(found) > min(_MOST, max(_FEW, _MANY * table.n)):
        return []
    return [_Row(at + 1, table.row(at + 1), int(first[at])) for at in found.tolist()]


def _where(column: Column, wanted: Callable[[Cell], bool]) -> NDArray[np.bool_]:
    kinds = np.fromiter((wanted(kind) for kind in column.kinds), bool, len(column.kinds))
    return kinds[column.at]


def _after_blanks(table: Table, fits: Mapping[int, Fitting], known: set[int]) -> list[int]:
    """Rows in which an answer begins with a blank, right of a text that may go on in it."""
    found: set[int] = set()
    for at in fits:
        if at - 1 in fits or at == 0:
            continue
        cells = table.columns[at]
        if any(map(_spaced, cells.kinds)):
            rows = np.flatnonzero(_where(cells, _spaced))
            left = table.columns[at - 1].take(rows)
            found |= {row + 1 for row, text in zip(rows.tolist(), left, strict=True) if text}
    return sorted(found - known - {*table.ragged})


def _blanks(table: Table, rows: Sequence[int]) -> bool:
    """Whether cells begin with a blank by habit, in the rows that are not looked at."""
    spaced = np.zeros(table.n, dtype=bool)
    for column in table.columns[1:]:
        if any(map(_spaced, column.kinds)):
            spaced |= _where(column, _spaced)
    spaced[np.asarray(rows, dtype=np.int64) - 1] = False
    return int(spaced.sum()) > _HABIT * table.n


def _spaced(cell: Cell) -> bool:
    return bool(cell) and str(cell)[:1] in " \u00a0" and not str(cell).isspace()


@dataclass(frozen=True, slots=True)
class _Looking:
    """What the rows are compared with.

    Parameters
    ----------
    own : int
        Place of the respondent's identifier, -1 without one.
    habit : bool
        Whether cells of the file begin with a blank by habit.
    """

    export: Export
    fits: Mapping[int, Fitting]
    own: int
    habit: bool

    def has_moved(self, row: _Row) -> bool:
        """Whether two signs say so: a text that is no answer, and one of the others."""
        if self._one_answer(row):
            return True
        if not self._would_fit(row) or not self._text_before(row):
            return False
        return self._blank(row) or self._too_wide(row) or self._fits_left_alone(row)

    def may_have(self, row: _Row) -> bool:
        """Whether it is told: a text of its own right of a text, like no answer."""
        at = row.at
        if not self._would_fit(row) or at - 1 in (self.own, -1) or at - 1 in self.fits:
            return False
        cell = words(row.cells[at] or "")
        counts = self.export.table.columns[at].counts()
        alone = sum(n for kind, n in counts.items() if words(kind or "") == cell) == 1
        return alone and _is_text(row.cells[at - 1]) and not self._misspelt(row)

    def _one_answer(self, row: _Row) -> bool:
        """Whether two cells side by side are one answer, with the delimiter between them."""
        for at in (row.at - 1, row.at):
            cells = row.cells[at : at + 2]
            if at in self.fits and len(cells) > 1 and all(cells):
                one = self.export.table.delimiter.join(map(str, cells))
                answers = self.fits[at].answers
                found = answers and answers.exact(words(one), None, answers.labels)
                if found and found.code is not None:
                    return True
        return False

    def _text_before(self, row: _Row) -> bool:
        """Whether a text stands left of it that may go on in it."""
        return any(
            _is_text(row.cells[at]) and (at != self.own or self._blank(row))
            for at in range(row.at)
            if at not in self.fits
        )

    def _would_fit(self, row: _Row) -> bool:
        """Whether what stands right of it fits as well one column further left."""
        if self._misspelt(row) or PLATFORM_CODE.fullmatch(words(row.cells[row.at] or "")):
            return False
        moved = here = 0
        for at in range(row.at + 1, len(row.cells)):
            here += self._unfit(at, row.cells[at])
            moved += self._unfit(at - 1, row.cells[at])
        return moved <= here

    def _fits_left_alone(self, row: _Row) -> bool:
        """Whether another answer fits further left only."""
        return any(
            self._unfit(at, row.cells[at]) and not self._unfit(at - 1, row.cells[at])
            for at in range(row.at + 1, len(row.cells))
            if at - 1 in self.fits
        )

    def _unfit(self, at: int, cell: Cell) -> bool:
        return at in self.fits and not self.fits[at].fits(cell)

    def _misspelt(self, row: _Row) -> bool:
        answers = self.fits[row.at].answers
        if answers is None:
            return False
        labels = {text: min(codes) for text, codes in answers.texts.items()}
        return near_label(row.cells[row.at] or "", labels) is not None

    def _blank(self, row: _Row) -> bool:
        """Whether a blank follows a delimiter here, as it does in prose and nowhere else."""
        if self.habit:
            return False
        until = next((at for at in range(row.at, 0, -1) if _spaced(row.cells[at])), 0)
        return bool(until) and not any(map(_spaced, row.cells[row.at + 1 :]))

    def _too_wide(self, row: _Row) -> bool:
        """Whether the row has more cells than others, or others have lost or gained some."""
        table = self.export.table
        widths = spool.array(table.widths)
        if not len(widths):
            return False
        usual = int(np.bincount(widths).argmax())
        if int(widths[row.number - 1]) > usual:
            return True
        torn = widths[np.asarray(table.ragged, dtype=np.int64) - 1]
        return (
            bool((torn != usual).any())
            and row.at - 1 not in self.fits
            and (row.at - 1 != self.own and _is_text(row.cells[row.at - 1]))
        )


def _is_text(cell: Cell) -> bool:
    return bool(cell) and any(map(str.isalpha, str(cell)))


def _doubtful(rows: list[int], table: Table, where: str) -> Finding:
    return Finding(
        "may_be_shifted",
        "warning",
        f"{where}: {table.places(rows)}",
        "a text that is no answer stands right of another text: if a delimiter in a text has "
        "moved the cells, all answers right of it are those of their neighbours",
        "look at the line; put a text that holds the delimiter in quotes, or mend the answer",
        count=len(rows),
    )


def _quiet(rows: list[int], table: Table, where: str) -> Finding:
    return Finding(
        "may_be_shifted",
        "warning",
        f"{where}: {table.places(rows)}",
        "a blank follows the delimiter right of a text, as in prose: if the text goes on "
        "there, all answers right of it are those of their neighbours",
        "look at the line; put a text that holds the delimiter in quotes, or drop the blank",
        count=len(rows),
    )
