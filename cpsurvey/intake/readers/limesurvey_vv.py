"""LimeSurvey's VV export: tabs, a row of texts and one of codes, and why a cell is empty.

Cells never shown are ``{question_not_shown}``; braces, tabs and ends of lines inside a cell are
written in braces.
"""

from __future__ import annotations

import re
from dataclasses import replace

from cpsurvey.intake.export import Evidence, Export, Reader, readers
from cpsurvey.intake.readers import _limesurvey as own
from cpsurvey.intake.readers.limesurvey import export
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.table import Cell

_ENOUGH_CODES = 3
_NOT_SHOWN = "{question_not_shown}"
_ESCAPES = {
    "{lbrace}": "{",
    "{rbrace}": "}",
    "{newline}": "\n",
    "{cr}": "\r",
    "{tab}": "\t",
    "{quote}": '"',
}
_ESCAPED = re.compile("|".join(map(re.escape, _ESCAPES)))


def recognise(sheet: Sheet) -> Evidence:
    """Look for LimeSurvey's codes in the second row, and for its reason for none."""
    named = own.codes_of_vv(sheet)
    seen = []
    if len(named) >= _ENOUGH_CODES:
        seen.append("row 2 holds the codes " + ", ".join(named[:5]))
    if seen and any(_NOT_SHOWN in column.kinds for column in sheet.columns):
        seen.append(f"cells are {_NOT_SHOWN}")
    return Evidence(1.0 if seen else 0.0, tuple(seen))


def read(sheet: Sheet, where: str) -> Export:
    """Take the second row as headings, and the first as their texts."""
    codes, texts = sheet.row(1), sheet.row(0)
    table = sheet.table(where, heads=2, header=codes)
    table = replace(table, columns=[column.map(_cell) for column in table.columns])
    found = own.headings(codes)
    for at, text in enumerate(texts[: len(found)]):
        if found[at].code and text.strip():
            found[at] = replace(found[at], text=_cell(text) or "")
    return replace(export(table, found, where), variant="VV")


def _cell(cell: Cell) -> Cell:
    """What stands in a cell: nothing where it was never shown, and else what was written."""
    if cell == _NOT_SHOWN:
        return None
    return _ESCAPED.sub(lambda found: _ESCAPES[found[0]], cell or "")


readers("limesurvey_vv")(Reader(recognise, read))
