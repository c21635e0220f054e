"""Excel: one sheet per table after a sheet of contents, numbers as numbers."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from cpsurvey.report.document import Document
from cpsurvey.report.render import Renderer, _captions, renderers
from cpsurvey.report.render.csv import NUMBER
from cpsurvey.report.rounding import MOST
from cpsurvey.report.table import Head, Row, Table

FORMATS = {
    "int": "0",
    "dec1": "0.0",
    "dec2": "0.00",
    "dec3": "0.000",
    "unit2": "0.00",
    "unit3": "0.000",
    "p": '[<0.001]"< .001";0.000',
    "percent": "0.0%",
    "interval": "0.00",
    "interval1": "0.0",
    "interval3": "0.000",
    "unit_interval": "0.00",
    **{f"dec{n}": f"0.{'0' * n}" for n in range(4, MOST + 1)},
}
LONGEST_NAME = 31
UPRIGHT = 120
"""Letters across a page before it is turned."""
MOST_HEADER = 200


def write(document: Document, folder: Path, suffix: str) -> list[Path]:
    """Write ``tables.xlsx``; no cell can run as a formula."""
    import xlsxwriter

    file = folder / f"tables{suffix}.xlsx"
    options = {
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "nan_inf_to_errors": True,
        "in_memory": True,  # no temporary file for every sheet
    }
    with xlsxwriter.Workbook(file, options) as book:
        book.set_properties(
            {"title": document.title, "created": dt.datetime(2000, 1, 1)}  # noqa: DTZ001
        )
        styles = _styles(book)
        taken = {document.words["contents"].casefold()}
        names = [
            _name(f"{table.number} {table.id}".strip(), taken) for table in document.tables()
        ]
        _contents(book, document, names, styles)
        for name, table in zip(names, document.tables(), strict=True):
            _sheet(book, name, table, document, styles)
    return [file]


def _styles(book: Any) -> dict[str, Any]:
    font = {"font_name": "Calibri", "font_size": 11, "valign": "top"}
    made = {
        "title": book.add_format({**font, "bold": True, "font_size": 13}),
        "banner": book.add_format({**font, "bold": True, "font_color": "#b2182b"}),
        "head": book.add_format(
            {**font, "bold": True, "top": 1, "bottom": 1, "align": "right"}
        ),
        "head_text": book.add_format({**font, "bold": True, "top": 1, "bottom": 1}),
        "group": book.add_format({**font, "bold": True, "italic": True}),
        "text": book.add_format({**font, "text_wrap": True}),
        "link": book.add_format({**font, "font_color": "#1d4e89", "underline": 1}),
        "right": book.add_format({**font, "align": "right"}),
        "note": book.add_format({**font, "text_wrap": True, "font_color": "#616e7c"}),
    }
    for kind, code in FORMATS.items():
        made[kind] = book.add_format({**font, "num_format": code, "align": "right"})
    return made


def _contents(
    book: Any, document: Document, names: Sequence[str], styles: dict[str, Any]
) -> None:
    """The first sheet: every table by chapter, each line leading to its sheet."""
    sheet = book.add_worksheet(document.words["contents"])
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 28)
    sheet.set_column(1, 1, 90)
    sheet.write_string(0, 0, document.title, styles["title"])
    if document.banner:
        sheet.write_string(1, 0, document.banner, styles["banner"])
    _printed(sheet, document, wide=False)
    line, left = 2, iter(names)
    for chapter in document.sections:
        tables = [block for block in chapter.blocks if isinstance(block, Table)]
        if tables:
            line += 1
            sheet.write_string(line, 0, chapter.title, styles["group"])
        for table in tables:
            line += 1
            name = next(left)
            target = name.replace("'", "''")
            sheet.write_url(line, 0, f"internal:'{target}'!A1", styles["link"], name)
            sheet.write_string(line, 1, _captioned(table, document), styles["text"])


def _sheet(
    book: Any, name: str, table: Table, document: Document, styles: dict[str, Any]
) -> None:
    sheet = book.add_worksheet(name)
    sheet.hide_gridlines(2)
    sheet.write_string(0, 0, _captioned(table, document), styles["title"])
    line = 1
    if document.banner:
        sheet.write_string(line, 0, document.banner, styles["banner"])
        line += 1
    line += 1
    places = _places(table.columns)
    for at, column in zip(places, table.columns, strict=True):
        style = styles["head_text"] if column.kind == "text" else styles["head"]
        sheet.write_string(line, at, column.heading, style)
        if column.pair:
            sheet.write_blank(line, at + 1, None, style)
    sheet.freeze_panes(line + 1, 1)
    sheet.repeat_rows(line)
    for row in table.rows:
        line += 1
        _row(sheet, line, row, table, places, styles)
    _notes(sheet, line + 1, table, places, styles)
    width = sum(_widths(sheet, table, places))
    _printed(sheet, document, wide=width > UPRIGHT)


def _captioned(table: Table, document: Document) -> str:
    tag = _captions.tag(table)
    said = f"{_captions.label(table, document)}. {table.title}"
    return f"{said} {tag}" if tag else said


def _printed(sheet: Any, document: Document, *, wide: bool) -> None:
    """On A4, no wider than a page; the banner and the page number on every one."""
    sheet.set_paper(9)
    sheet.fit_to_pages(1, 0)
    sheet.set_margins(0.5, 0.5, 0.7, 0.7)
    if wide:
        sheet.set_landscape()
    sheet.set_header(f"&L&8{_plain(document.banner)}")
    sheet.set_footer(f"&L&8{_plain(document.title)}&R&8&A  &P / &N")


def _plain(text: str) -> str:
    """Text of a header: an ampersand would be a command."""
    return text.replace("&", "&&")[:MOST_HEADER]


def _notes(
    sheet: Any, line: int, table: Table, places: list[int], styles: dict[str, Any]
) -> None:
    """Notes over the width of the table, in lines enough."""
    last = places[-1] + (1 if table.columns[-1].pair else 0) if places else 0
    letters = max(60, sum(_width(table, column) for column in table.columns))
    for at, note in enumerate(table.notes, line):
        sheet.set_row(at, 15 * math.ceil(1.1 * len(note) / letters))
        if last:
            sheet.merge_range(at, 0, at, last, "", styles["note"])
        sheet.write_string(at, 0, note, styles["note"])


def _row(
    sheet: Any, line: int, row: Row, table: Table, places: list[int], styles: dict[str, Any]
) -> None:
    if row.role == "group":
        sheet.write_string(line, 0, row.heading, styles["group"])
        return
    for at, column in zip(places, table.columns, strict=True):
        value = row.cells[column.key]
        kind = f"dec{min(n, MOST)}" if (n := table.places(row, column)) > 3 else column.kind
        if column.pair:
            pair = value if isinstance(value, tuple | list) else (None, None)
            for step, one in enumerate(pair):
                _cell(sheet, line, at + step, one, styles, kind)
        else:
            _cell(sheet, line, at, value, styles, kind)


def _cell(
    sheet: Any, line: int, at: int, value: Any, styles: dict[str, Any], kind: str
) -> None:
    if value is None or value == "":
        return
    if isinstance(value, str) and NUMBER.fullmatch(value):
        number = value.replace("−", "-").replace(",", ".")
        places = min(MOST, len(number.partition(".")[2]))
        sheet.write_number(line, at, float(number), styles[f"dec{places}" if places else "int"])
    elif isinstance(value, str):
        sheet.write_string(line, at, value, styles["text" if kind == "text" else "right"])
    elif math.isfinite(value):
        sheet.write_number(line, at, value, styles[kind if kind in styles else "dec3"])


def _places(columns: tuple[Head, ...]) -> list[int]:
    """First sheet column of each table column; an interval takes two."""
    places, at = [], 0
    for column in columns:
        places.append(at)
        at += 2 if column.pair else 1
    return places


def _widths(sheet: Any, table: Table, places: list[int]) -> Iterator[int]:
    """Set the width of every column; their letters."""
    for at, column in zip(places, table.columns, strict=True):
        width = _width(table, column)
        last = at + 1 if column.pair else at
        sheet.set_column(at, last, width // (2 if column.pair else 1))
        yield width


def _width(table: Table, column: Head) -> int:
    """Letters a column has room for, of an interval both of its columns."""
    if column.kind != "text":
        return max(18 if column.pair else 9, len(column.heading) + 2)
    texts = [str(row.cells[column.key]) for row in table.rows if row.role == "body"]
    longest = max((len(text) for text in (column.heading, *texts)), default=10)
    return min(60, max(10, longest + 1))


def _name(table_id: str, taken: set[str]) -> str:
    name = "".join(c if c.isalnum() or c in "-_ ." else "-" for c in table_id)[:LONGEST_NAME]
    count = 1
    while name.casefold() in taken:
        count += 1
        name = f"{name[: LONGEST_NAME - 4]}~{count}"
    taken.add(name.casefold())
    return name


renderers("xlsx")(Renderer(write, tables=True))
