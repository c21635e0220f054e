"""Excel workbooks: cells as the text a person reads in them.

Whole numbers have no decimals, dates are ISO, formulas are what was last computed. A sheet is
never chosen between several.
"""

from __future__ import annotations

import datetime as dt
import os
import re
import warnings
import zipfile
from collections.abc import Iterator
from dataclasses import replace
from itertools import repeat
from operator import le
from typing import Any, BinaryIO

import numpy as np

from cpsurvey import spool
from cpsurvey.binary.archive import look
from cpsurvey.errors import CpsurveyError
from cpsurvey.intake import limits
from cpsurvey.intake.file import File
from cpsurvey.intake.sheet import Making, Sheet
from cpsurvey.intake.sources import Source, Told, _workbook, sources
from cpsurvey.intake.sources._cells import number
from cpsurvey.intake.sources._hidden import Hidden, findings
from cpsurvey.intake.table import Cell, Record, filled
from cpsurvey.intake.words import shown

_LOCKED = "EncryptedPackage".encode("utf-16-le")
_AT_ONCE = 1 << 22
_LONGEST_FORMULA = 1 << 16
_PADDED = re.compile(r"0{2,}")
_NOT_COMPUTED = re.compile(
    rb'<(?:\w+:)?c\b(?![^>]*\bt="str")[^>]*?\br="(?P<at>[A-Z]+\d+)"[^>]*>\s*'
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^>]*?\bref="([A-Z]+\d+:[A-Z]+\d+)"')


def recognise(file: File) -> float:
    """Look for a workbook in the archive; a damaged one is known by its name."""
    if file.start.startswith(b"\xd0\xcf\x11\xe0"):
        return 1.0 if _LOCKED in file.data() else 0.0
    if not file.start.startswith(b"PK\x03\x04"):
        return 0.0
    try:
        with file.open() as stream, zipfile.ZipFile(stream) as archive:
            return 1.0 if "xl/workbook.xml" in archive.namelist() else 0.0
    except Exception:  # noqa: BLE001  as `read`
        return 1.0 if file.suffix in (".xlsx", ".xlsm") else 0.0


def read(file: File, told: Told) -> Sheet:
    """Rows of the one sheet that holds something, or of the one that is named.

    Raises
    ------
    CpsurveyError
        CPS104 a workbook that cannot be read, CPS117 several sheets,
        CPS119 too large.
    """
    where = file.name
    if file.start.startswith(b"\xd0\xcf"):
        raise _refused(
            where, "it is protected by a password", "save it without one, or export as CSV"
        )
    try:
        with file.open() as stream, zipfile.ZipFile(stream) as archive:
            look(archive, file.bounds, where)
            stream.seek(0)
            sheet = _read(stream, archive, told.sheet, where)
    except (CpsurveyError, MemoryError):
        raise
    except Exception:  # noqa: BLE001  openpyxl raises anything at all where a workbook is damaged
        raise _refused(
            where, "it is damaged, or was cut off", "export or copy the file again"
        ) from None
    return sheet


def _refused(where: str, why: str, fix: str) -> CpsurveyError:
    return limits.bounds(0).refused(why, where, fix, "workbook")


def _read(stream: BinaryIO, archive: zipfile.ZipFile, named: str | None, where: str) -> Sheet:
    # looked at already, and half the speed with it
    os.environ.setdefault("OPENPYXL_DEFUSEDXML", "False")
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and validations, which no cell rests on
        book = openpyxl.load_workbook(stream, read_only=True, data_only=True)
        sheets = {one.title: one for one in book.worksheets}
        visible = {title: one.sheet_state == "visible" for title, one in sheets.items()}
        first = {} if named else {t: next(_rows(one, where), None) for t, one in sheets.items()}
        used = {title: row[1] for title, row in first.items() if row}
        title, seen = _workbook.chosen(visible, used, named, where)
        making, hidden = Making(where), Hidden()
        if title is not None:
            making.add(_near(sheets[title], where, hidden))
    if title is None or not making.n:
        return Sheet.of([], "xlsx")
    merged = _merged(archive, sheets[title]._worksheet_path.lstrip("/"), where)
    made = making.sheet("xlsx", "", {}, seen)
    columns, filled = _workbook.fill(made.columns, spool.array(made.lines), merged)
    # a cell right of the headings is below none: rows are all of one length
    widths = np.full(made.n, len(columns), dtype=np.int64)
    made = replace(made, columns=columns, widths=widths, seen=(*seen, *filled))
    left = [one for one in used if not visible[one] and one != title]
    return replace(made, findings=findings(made, hidden, title, left, where))


def _near(sheet: Any, where: str, hidden: Hidden) -> Iterator[Record]:
    """Rows, none of which goes far right of the headings."""
    most = None
    for line, cells in _rows(sheet, where, hidden):
        most = most or len(cells) + _workbook.FAR
        if len(cells) > most:
            raise _workbook.too_far(line, len(cells), where)
        yield line, cells


def _merged(archive: zipfile.ZipFile, part: str, where: str) -> list[_workbook.Range]:
    """Cells of a sheet that are merged; formulas that were never computed are refused."""
    found: list[_workbook.Range] = []
    end = b""
    with archive.open(part) as stream:
        while piece := stream.read(_AT_ONCE):
            text = end + piece
            if formula := _NOT_COMPUTED.search(text):
                raise _refused(
                    where,
                    f"cell {formula['at'].decode()} holds a formula that was never computed",
                    "open it in a spreadsheet, save it and give it again",
                )
            # what may go on in the next piece is looked at again
            found += map(_range, _MERGED.findall(text))
            end = text[-_LONGEST_FORMULA:]
    return list(dict.fromkeys(found))


def _range(cells: bytes) -> _workbook.Range:
    from openpyxl.utils import range_boundaries

    left, top, right, bottom = range_boundaries(cells.decode())
    return top - 1, bottom - 1, left - 1, right - 1


def _rows(sheet: Any, where: str, hidden: Hidden | None = None) -> Iterator[Record]:
    """Rows that hold something, with their numbers in the sheet."""
    walked = 0
    for number_, row in enumerate(_in_order(sheet, hidden), 1):
        walked += len(row)
        if number_ > limits.MOST_ROWS or walked > limits.MOST_CELLS:
            limits.too_large(
                f"its sheet {shown(sheet.title)} goes beyond row {number_ - 1:,} and "
                f"{walked:,} cells",
                where,
                "delete empty rows and columns that only have a format, or export as CSV",
            )
        width = len(row)
        while width and row[width - 1].value is None:
            width -= 1
        cells = [_text(cell) for cell in row[:width]]
        if filled(cells):
            yield number_, cells


def _in_order(sheet: Any, hidden: Hidden | None) -> Iterator[tuple[Any, ...]]:
    """Rows of a sheet, empty ones too; of cells that are not in order openpyxl loses some.

    Raises
    ------
    ValueError
        Cells or rows are not in order, or the same twice.
    """
    from openpyxl.worksheet._reader import WorkSheetParser

    book, last = sheet.parent, 0
    with sheet._get_source() as stream:
        parser = WorkSheetParser(
            stream,
            sheet._shared_strings,
            data_only=True,
            epoch=book.epoch,
            date_formats=book._date_formats,
            timedelta_formats=book._timedelta_formats,
        )
        for number_, cells in parser.parse():
            columns = [cell["column"] for cell in cells]
            if any(map(le, columns[1:], columns)) or any(c["row"] != number_ for c in cells):
                raise ValueError("cells of a row are not in order")
            if number_ <= last:
                raise ValueError("rows are not in order")
            yield from repeat((), number_ - last - 1)
            last = number_
            yield sheet._get_row(cells)
    if hidden is not None:
        dimensions = parser.row_dimensions, parser.column_dimensions
        hidden.add(*dimensions, limits.MOST_COLUMNS)


def _text(cell: Any) -> Cell:
    value = cell.value
    if value is None or isinstance(value, str):
        return value and value.replace("_x000D_", "")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        padded = _PADDED.fullmatch(cell.number_format)
        return number(value, len(padded[0]) if padded else 0)
    return _time(value, cell.number_format)


def _time(value: Any, shape: str) -> str:
    """ISO; a day without a time where the cell shows none."""
    if isinstance(value, dt.datetime):
        midnight = value.time() == dt.time() and "h" not in shape.lower()
        return value.date().isoformat() if midnight else value.isoformat(" ")
    if isinstance(value, dt.timedelta):
        minutes, seconds = divmod(round(value.total_seconds()), 60)
        return f"{minutes // 60}:{minutes % 60:02}:{seconds:02}"
    return str(value)


sources("xlsx")(Source(recognise, read))
