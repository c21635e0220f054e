"""CSV: one file per table, full precision, headings that do not change with the language.

In French columns are parted by semicolons and decimals by commas, as spreadsheets that speak
French read them when a file is opened with a click.
"""

from __future__ import annotations

import csv
import re
from functools import lru_cache
from pathlib import Path
from typing import Any

from cpsurvey.report.document import Document
from cpsurvey.report.render import Renderer, renderers
from cpsurvey.report.table import Table

COMMA = ("fr",)
"""Languages that write decimals with a comma."""


def write(document: Document, folder: Path, suffix: str) -> list[Path]:
    """Write ``tables/*.csv``: UTF-8 with a byte-order mark, as spreadsheets expect."""
    place = folder / "tables"
    place.mkdir(exist_ok=True)
    written, comma = [], document.language in COMMA
    for table in document.tables():
        file = place / f"{table.id}{suffix}.csv"
        with file.open("w", encoding="utf-8-sig", newline="") as stream:
            out = csv.writer(stream, lineterminator="\n", delimiter=";" if comma else ",")
            _write(out, table, comma=comma)
        written.append(file)
    return written


def _write(out: Any, table: Table, *, comma: bool) -> None:
    keys, rows = table.flat()
    for line in (keys, *rows):
        out.writerow([_cell(value, comma=comma) for value in line])


NUMBER = re.compile(r"−?(?:0|[1-9]\d{0,13})(?:[.,]\d{1,10})?")
"""A text that is nothing but a number."""
_FORMULA = re.compile(r"[\s\x00-\x20\u200b\ufeff]*[=+\-@＝＋－＠]|[\t\r\n]")
"""How a cell begins that a spreadsheet takes for a formula, or that hides one behind blanks."""
_SECOND = re.compile(r"([;\t\r\n]\s*)([=+\-@＝＋－＠])")
"""The same after a sign that other languages' spreadsheets part columns by."""


@lru_cache(maxsize=1 << 15)
def guarded(text: str) -> str:
    """A text that no spreadsheet runs: an apostrophe before what would be a formula."""
    text = _SECOND.sub(r"\1'\2", text)
    return f"'{text}" if _FORMULA.match(text) else text


def _cell(value: Any, *, comma: bool) -> Any:
    """Full precision for numbers, guarded text."""
    if value is None:
        return ""
    if isinstance(value, str):
        return value.replace("−", "-") if NUMBER.fullmatch(value) else guarded(value)
    if not isinstance(value, float):
        return value
    number = repr(float(value))
    return number.replace(".", ",") if comma else number


renderers("csv")(Renderer(write, tables=True))
