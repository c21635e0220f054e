"""Rows, columns and sheets of a workbook that nobody sees: what was read of them is said."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

import numpy as np

from cpsurvey.errors.finding import Finding
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.words import shown

_SHOWN = 5
_TRUE = ("1", "true")
_FIX = (
    "nothing, if they are answers; else delete them in a copy of the workbook, or show all and "
    "save the sheet as CSV"
)
Attributes = Mapping[str, str]


@dataclass(slots=True)
class Hidden:
    """Numbers, from 1, of the rows and columns of a sheet that are hidden or filtered out."""

    rows: set[int] = field(default_factory=set)
    columns: set[int] = field(default_factory=set)

    def add(
        self, rows: Mapping[str, Attributes], columns: Mapping[str, Attributes], most: int
    ) -> None:
        """What the sheet says of its rows and columns, up to its widest row."""
        self.rows |= {int(row) for row, said in rows.items() if said.get("hidden") in _TRUE}
        for said in columns.values():
            if said.get("hidden") in _TRUE:
                last = min(int(said["max"]), most)
                self.columns |= set(range(int(said["min"]), last + 1))


def findings(
    sheet: Sheet, hidden: Hidden, title: str, left: Sequence[str], where: str
) -> tuple[Finding, ...]:
    """What is hidden and was read, and hidden sheets that were not.

    Parameters
    ----------
    left : sequence of str
        Hidden sheets that hold something and were left out.
    """
    found = []
    place = f"{where}: sheet {shown(title)}"
    rows = sorted(hidden.rows & set(sheet.lines[1:].tolist())) if hidden.rows else []
    if rows:
        found.append(
            Finding(
                "hidden_rows",
                "warning",
                f"{place}, {_numbered('row', rows)}",
                "rows are hidden or filtered out in the workbook, and were read as all others",
                _FIX,
                count=len(rows),
            )
        )
    columns = [at for at in sorted(hidden.columns) if _filled(sheet, at)]
    if columns:
        found.append(
            Finding(
                "hidden_columns",
                "warning",
                f"{place}, {_numbered('column', columns)}",
                "columns are hidden in the workbook, and were read like the others",
                "nothing, if they are meant; else leave them out, in the source: columns: "
                f"{{'#{columns[0]}': ''}}",
                count=len(columns),
            )
        )
    if left:
        found.append(
            Finding(
                "hidden_sheets",
                "note",
                where,
                "hidden sheets that hold something are left out: "
                + ", ".join(map(shown, left)),
                "nothing, if the answers are on the other; else name the sheet in the source: "
                "'sheet: NAME'",
                count=len(left),
            )
        )
    return tuple(found)


def _filled(sheet: Sheet, number: int) -> bool:
    if number > len(sheet.columns):
        return False
    column = sheet.columns[number - 1]
    there = np.bincount(column.at, minlength=len(column.kinds)) > 0
    return any(n and kind and kind.strip() for kind, n in zip(column.kinds, there, strict=True))


def _numbered(what: str, numbers: Sequence[int]) -> str:
    listed = ", ".join(map(str, numbers[:_SHOWN])) + (", ..." if len(numbers) > _SHOWN else "")
    return f"{what}{'s' if len(numbers) > 1 else ''} {listed}"
