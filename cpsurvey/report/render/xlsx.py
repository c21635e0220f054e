"""Excel: one sheet per table after a sheet of contents, numbers as numbers."""

from __future__ import annotations

import datetime as dt
import math
from collections.abc import Sequence
from pathlib import Path
from textwrap import wrap
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
ACROSS = 175
"""Letters across a turned page before texts are broken into lines instead of made small."""
LINE = 15
"""Points of height of a line of text."""
STANDARD = 8
"""Letters in a column whose width is not set."""
INDENT = 2
"""Letters that a text beside another column begins later."""
NOTE = 60
"""Letters a note has room for beside each other, under the narrowest table too."""
LEAST = 24
"""Letters a column of texts keeps."""
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
    ruled = {"bold": True, "text_wrap": True, "top": 1, "bottom": 1}
    head = {**font, **ruled, "valign": "bottom"}
    made = {
        "title": book.add_format({**font, "bold": True, "font_size": 13}),
        "banner": book.add_format({**font, "bold": True, "font_color": "#b2182b"}),
        "head": book.add_format({**head, "align": "right"}),
        "head_text": book.add_format(head),
        "head_text_beside": book.add_format({**head, "align": "left", "indent": 1}),
        "head_pair": book.add_format({**head, "align": "center"}),
        "group": book.add_format({**font, "bold": True, "italic": True}),
        "text": book.add_format({**font, "text_wrap": True}),
        "text_beside": book.add_format(
            {**font, "text_wrap": True, "align": "left", "indent": 1}
        ),
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
    sheet.set_column(0, 0, LONGEST_NAME + 3)
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
            said = _captioned(table, document)
            sheet.write_string(line, 1, said, styles["text"])
            _high(sheet, line, _lines(said, 90))


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
    widths = _widths(table)
    for at, column, width in zip(places, table.columns, widths, strict=True):
        _column(sheet, line, at, column, width, styles)
    pairs = zip(table.columns, widths, strict=True)
    _high(sheet, line, max((_lines(head.heading, width) for head, width in pairs), default=1))
    sheet.freeze_panes(line + 1, 1)
    sheet.repeat_rows(line)
    for row in table.rows:
        line += 1
        _row(sheet, line, row, table, places, widths, styles)
    _notes(sheet, line + 1, table, places, widths, styles)
    _printed(sheet, document, wide=sum(widths) > UPRIGHT)


def _column(
    sheet: Any, line: int, at: int, column: Head, width: int, styles: dict[str, Any]
) -> None:
    """Width and heading of a column; that of an interval stands over both of its cells."""
    if column.pair:
        sheet.set_column(at, at + 1, math.ceil(width / 2))
        sheet.merge_range(line, at, line, at + 1, column.heading, styles["head_pair"])
        return
    sheet.set_column(at, at, width)
    beside = "_beside" if at else ""
    style = f"head_text{beside}" if column.kind == "text" else "head"
    sheet.write_string(line, at, column.heading, styles[style])


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
    sheet: Any,
    line: int,
    table: Table,
    places: list[int],
    widths: list[int],
    styles: dict[str, Any],
) -> None:
    """Notes over the width of the table and, under a narrow one, beyond it."""
    last = places[-1] + (1 if table.columns[-1].pair else 0) if places else 0
    beyond = max(0, math.ceil((NOTE - sum(widths)) / STANDARD))
    last, letters = last + beyond, sum(widths) + beyond * STANDARD
    for at, note in enumerate(table.notes, line):
        _high(sheet, at, _lines(note, letters))
        if last:
            sheet.merge_range(at, 0, at, last, "", styles["note"])
        sheet.write_string(at, 0, note, styles["note"])


def _lines(text: str, letters: int) -> int:
    """Lines of a text in a column, whose width is counted in digits: words are narrower."""
    if len(text) <= letters and "\n" not in text:
        return 1
    letters += letters // 10 if " " in text else 0
    return max(1, sum(len(wrap(part, letters)) for part in text.splitlines()))


def _high(sheet: Any, line: int, lines: int) -> None:
    """Room for the lines of a row: not every program finds the height by itself."""
    if lines > 1:
        sheet.set_row(line, LINE * lines)


def _row(
    sheet: Any,
    line: int,
    row: Row,
    table: Table,
    places: list[int],
    widths: list[int],
    styles: dict[str, Any],
) -> None:
    if row.role == "group":
        sheet.write_string(line, 0, row.heading, styles["group"])
        return
    lines = 1
    for at, column, width in zip(places, table.columns, widths, strict=True):
        value = row.cells[column.key]
        kind = f"dec{min(n, MOST)}" if (n := table.places(row, column)) > 3 else column.kind
        if column.pair:
            pair = value if isinstance(value, tuple | list) else (None, None)
            for step, one in enumerate(pair):
                _cell(sheet, line, at + step, one, styles, kind)
        else:
            _cell(sheet, line, at, value, styles, kind)
            if column.kind == "text" and isinstance(value, str):
                lines = max(lines, _lines(value, width - INDENT if at else width))
    _high(sheet, line, lines)


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
        text = "text_beside" if at else "text"
        sheet.write_string(line, at, value, styles[text if kind == "text" else "right"])
    elif math.isfinite(value):
        sheet.write_number(line, at, value, styles[kind if kind in styles else "dec3"])


def _places(columns: tuple[Head, ...]) -> list[int]:
    """First sheet column of each table column; an interval takes two."""
    places, at = [], 0
    for column in columns:
        places.append(at)
        at += 2 if column.pair else 1
    return places


def _widths(table: Table) -> list[int]:
    """Letters of every column; of a table wider than a turned page the long texts give way."""
    wanted = [_width(table, column) for column in table.columns]
    texts = [column.kind == "text" for column in table.columns]
    most = max((w for w, text in zip(wanted, texts, strict=True) if text), default=0)
    while most > LEAST:
        cut = [min(w, most) if text else w for w, text in zip(wanted, texts, strict=True)]
        if sum(cut) <= ACROSS:
            return cut
        most -= 1
    return [min(w, LEAST) if text else w for w, text in zip(wanted, texts, strict=True)]


def _width(table: Table, column: Head) -> int:
    """Letters a column has room for, of an interval both of its columns."""
    if column.kind != "text":
        return max(18 if column.pair else 9, len(column.heading) + 2)
    texts = [str(row.cells[column.key]) for row in table.rows if row.role == "body"]
    longest = max((len(text) for text in (column.heading, *texts)), default=10)
    return min(60, max(10, longest + 4))


def _name(table_id: str, taken: set[str]) -> str:
    name = "".join(c if c.isalnum() or c in "-_ ." else "-" for c in table_id)[:LONGEST_NAME]
    count = 1
    while name.casefold() in taken:
        count += 1
        name = f"{name[: LONGEST_NAME - 4]}~{count}"
    taken.add(name.casefold())
    return name


renderers("xlsx")(Renderer(write, tables=True, loads=("xlsxwriter",)))
