"""CSV: one file per table, full precision, headings that do not change with the language."""

from __future__ import annotations

import csv
import re
from pathlib import Path
from typing import Any

from cpsurvey.report.document import Document
from cpsurvey.report.render import Renderer, renderers
from cpsurvey.report.table import Table


def write(document: Document, folder: Path, suffix: str) -> list[Path]:
    """Write ``tables/*.csv``: UTF-8 with a byte-order mark, as spreadsheets expect."""
    place = folder / "tables"
    place.mkdir(exist_ok=True)
    written = []
    for table in document.tables():
        file = place / f"{table.id}{suffix}.csv"
        with file.open("w", encoding="utf-8-sig", newline="") as stream:
            _write(csv.writer(stream, lineterminator="\n"), table)
        written.append(file)
    return written


def _write(out: Any, table: Table) -> None:
    keys, rows = table.flat()
    for line in (keys, *rows):
        out.writerow([_cell(value) for value in line])


_FORMULA = re.compile(r"[\s\x00-\x20\u200b\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
"""How a cell begins that a spreadsheet takes for a formula, or that hides one behind blanks."""
_SECOND = re.compile(r"([;\t\r\n]\s*)([=+\-@＝＋－＠])")
"""The same after a sign that other languages' spreadsheets part columns by."""


def guarded(text: str) -> str:
    """A text that no spreadsheet runs: an apostrophe before what would be a formula."""
    text = _SECOND.sub(r"\1'\2", text)
    return f"'{text}" if _FORMULA.match(text) else text


def _cell(value: Any) -> Any:
    """Full precision for numbers, guarded text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return guarded(value)
    return repr(float(value)) if isinstance(value, float) else value


renderers("csv")(Renderer(write, tables=True))
