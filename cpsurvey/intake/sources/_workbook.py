"""What holds for workbooks of every format: which sheet, how wide, what is merged."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.coded import Coded
from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.intake import limits
from cpsurvey.intake.sources import _repeats
from cpsurvey.intake.table import Cell, Column
from cpsurvey.intake.words import shown

FAR = 200
"""Columns; rows are made as long as the longest, which a stray cell must not make huge."""
Range = tuple[int, int, int, int]
"""First and last row, first and last column of merged cells, from 0."""


def chosen(
    visible: Mapping[str, bool],
    used: Mapping[str, Sequence[Cell]],
    named: str | None,
    where: str,
) -> tuple[str | None, tuple[str, ...]]:
    """The sheet that is named, or the only one that holds something, and what was seen.

    A hidden sheet is none of several where a visible one holds something; nor is one of
    repeated groups beside the one it belongs to.

    Parameters
    ----------
    visible : mapping of str to bool
        Every sheet, in the order of the workbook.
    used : mapping of str to sequence of str
        Those that hold something, with the cells of their first row.

    Raises
    ------
    CpsurveyError
        CPS117 several, or none of that name.
    """
    if named is not None:
        if named not in visible:
            raise CpsurveyError(
                "CPS117",
                f"the workbook has no sheet called {shown(named)}",
                where=where,
                fix=did_you_mean(named, list(visible)),
            )
        return named, (_seen(named),)
    candidates = [name for name in used if visible[name]] or list(used)
    main = _repeats.main({name: used[name] for name in candidates})
    if main is not None:
        repeats = [name for name in candidates if name != main]
        said = f"sheets of repeated groups are left out: {', '.join(map(shown, repeats))}"
        return main, (_seen(main), said)
    if len(candidates) > 1:
        raise CpsurveyError(
            "CPS117",
            f"{len(candidates)} sheets hold something: {', '.join(map(shown, candidates))}",
            where=where,
            fix="where the study file names this file, name the sheet to read: "
            f"'sheet: {json.dumps(candidates[0], ensure_ascii=False)}'; or delete the others "
            "in a copy",
        )
    if not candidates:
        return None, ()
    left = [name for name in used if name not in candidates]
    hidden = (f"hidden sheet {', '.join(map(shown, left))} left out",) if left else ()
    return candidates[0], (_seen(candidates[0]), *hidden)


def _seen(name: str) -> str:
    return f"sheet {shown(name)} of a workbook"


def too_far(line: int, column: int, where: str) -> CpsurveyError:
    """Refusal of a cell far right of the headings."""
    return limits.bounds(0).refused(
        f"row {line} holds something in column {column}, far right of the headings",
        where,
        "delete it, or the rows above the headings",
        "workbook",
    )


def fill(
    columns: list[Column], lines: NDArray[Any], merged: Sequence[Range]
) -> tuple[list[Column], tuple[str, ...]]:
    """Merged cells below one another all hold what the first shows; headings are left.

    Parameters
    ----------
    lines : (n,) int array
        Row of the sheet, from 1, of each row that holds something, the headings first.
    """
    filled = 0
    for top, bottom, left, right in merged:
        rows = np.flatnonzero((lines > top) & (lines <= bottom + 1))
        if len(rows) < 2 or lines[rows[0]] != top + 1 or rows[0] == 0 or left != right:
            continue
        if left < len(columns):
            column = columns[left]
            columns[left] = column.where(_mask(len(lines), rows[1:]), column[int(rows[0])])
            filled += 1
    return columns, (
        (f"{filled} merged cells were read in each of their rows",) if filled else ()
    )


def _mask(n: int, rows: NDArray[Any]) -> NDArray[np.bool_]:
    mask = np.zeros(n, dtype=bool)
    mask[rows] = True
    return mask


def holds(columns: Sequence[Coded[Any]]) -> bool:
    """Whether any cell holds more than blanks."""
    return any(kind is not None and str(kind).strip() for one in columns for kind in one.kinds)
