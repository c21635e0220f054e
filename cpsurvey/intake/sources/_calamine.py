"""Workbooks that the library calamine reads, in a child process."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

import numpy as np

from cpsurvey.binary import child
from cpsurvey.coded import Coded
from cpsurvey.intake import limits
from cpsurvey.intake.file import File
from cpsurvey.intake.sheet import Making, Sheet
from cpsurvey.intake.sources import Told, _workbook
from cpsurvey.intake.sources._cells import number
from cpsurvey.intake.table import Cell, Column


@dataclass(slots=True)
class _Found:
    """One sheet of a workbook."""

    left: int
    merged: list[_workbook.Range]
    columns: list[Coded[Any]] = field(default_factory=list)


def sheet(file: File, told: Told, name: str, what: str) -> Sheet:
    """Cells of the one sheet that holds something, or of the one that is named.

    Raises
    ------
    CpsurveyError
        CPS103 broken accents, CPS104 damaged, CPS117 several sheets, CPS119 too large.
    """
    where, bounds = file.name, file.bounds
    job = {"sheet": told.sheet, "columns": bounds.columns}
    try:
        said = child.lines(file.path or file.held, where, bounds, "workbook", **job)
        with child.trusted_no_further(where, bounds):
            visible, found = _sheets(said, where)
    except child.Failed as failed:
        locked = "password" in failed.said.casefold()
        raise bounds.refused(
            "it is protected by a password"
            if locked
            else "it is damaged, or far larger than it looks",
            where,
            "save it without one" if locked else "open it, save it as .xlsx and give that",
            what,
        ) from None
    used = {
        title: [column[0] for column in one.columns]
        for title, one in found.items()
        if _workbook.holds(one.columns)
    }
    title, seen = _workbook.chosen(visible, used, told.sheet, where)
    if title is None or title not in used:
        return Sheet.of([], name)
    return _made(found[title], name, seen, where)


def _sheets(
    said: Iterator[dict[str, Any] | Coded[Any]], where: str
) -> tuple[dict[str, bool], dict[str, _Found]]:
    """Every sheet with whether it is visible, and the cells of those that were read."""
    visible: dict[str, bool] = {}
    found: dict[str, _Found] = {}
    current = _Found(0, [])
    for one in said:
        if isinstance(one, Coded):
            current.columns.append(one)
        elif "sheets" in one:
            visible = {title: bool(shown) for title, shown in one["sheets"]}
        elif "wide" in one:
            limits.columns(one["wide"], where, 1)
        else:
            merged = [(t, b, left, right) for (t, left), (b, right) in one["merged"]]
            current = found[one["sheet"]] = _Found(one["left"], merged)
    return visible, found


def _made(found: _Found, name: str, seen: tuple[str, ...], where: str) -> Sheet:
    columns: list[Column] = [Coded.full(None, len(found.columns[0]))] * found.left
    columns += [column.map(_text) for column in found.columns]
    making = Making(where)
    lines = np.arange(1, len(columns[0]) + 1)
    columns, lines = making.filled(columns, lines)
    first = max((at for at, one in enumerate(columns) if one[0]), default=0)
    for at, column in enumerate(
        columns[first + _workbook.FAR + 1 :], first + _workbook.FAR + 2
    ):
        if rows := column.rows(bool):
            raise _workbook.too_far(int(lines[rows[0] - 1]), at, where)
    columns, merged = _workbook.fill(columns, lines, found.merged)
    making.block(columns, lines, np.full(len(lines), len(columns), dtype=np.int64))
    return making.sheet(name, "", {}, (*seen, *merged))


def _text(value: Any) -> Cell:
    return number(value) if isinstance(value, int | float) else value
