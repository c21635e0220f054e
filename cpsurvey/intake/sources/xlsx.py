"""Excel workbooks: cells as the text a person reads in them.

Whole numbers have no decimals, dates are ISO, formulas are what was last computed. A sheet is
never chosen between several.
"""

from __future__ import annotations

import datetime as dt
import io
import json
import re
import warnings
import zipfile
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.intake import limits
from cpsurvey.intake.file import File
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.sources import Source, Told, sources
from cpsurvey.intake.table import Cell, Record, filled
from cpsurvey.intake.words import shown

_LOCKED = "EncryptedPackage".encode("utf-16-le")
_FAR = 200
"""Columns; rows are made as long as the longest, which a stray cell must not make huge."""
_EXACT = 10**15
"""Spreadsheets keep fifteen digits."""
_THOUSANDTHS = re.compile(r"-?[1-9]\d{0,2}\.\d{3}")
_PADDED = re.compile(r"0{2,}")
_NOT_COMPUTED = re.compile(
    rb'<(?:\w+:)?c\b(?![^>]*\bt="str")[^>]*?\br="(?P<at>[A-Z]+\d+)"[^>]*>\s*'
    rb"<(?:\w+:)?f\b(?:[^>]*/>|[^>]*>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v>\s*</(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


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
        CPS104 a workbook that cannot be read, CPS117 several sheets.
    """
    where, data = file.name, file.data()
    if data.startswith(b"\xd0\xcf"):
        raise _refused(
            where, "it is protected by a password", "save it without one, or export as CSV"
        )
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            _look_before(archive, where)
            sheet = _read(data, archive, told.sheet, where)
    except (CpsurveyError, MemoryError):
        raise
    except Exception:  # noqa: BLE001  openpyxl raises anything at all where a workbook is damaged
        raise _refused(
            where, "it is damaged, or was cut off", "export or copy the file again"
        ) from None
    return sheet


def _refused(where: str, why: str, fix: str) -> CpsurveyError:
    return CpsurveyError("CPS104", f"this workbook cannot be read: {why}", where=where, fix=fix)


def _look_before(archive: zipfile.ZipFile, where: str) -> None:
    """Refuse what would fill the memory, or declares entities."""
    if sum(part.file_size for part in archive.infolist()) > limits.LARGEST_UNPACKED:
        raise _refused(where, "unpacked, it is larger than 1 GB", "export as CSV")
    for part in archive.infolist():
        with archive.open(part) as stream:
            if b"<!DOCTYPE" in stream.read(4096):
                raise _refused(
                    where, "it declares a document type", "save it again in a spreadsheet"
                )


def _read(data: bytes, archive: zipfile.ZipFile, named: str | None, where: str) -> Sheet:
    import openpyxl

    with warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of styles and validations, which no cell rests on
        book = openpyxl.load_workbook(io.BytesIO(data), read_only=True, data_only=True)
        sheet = _chosen({one.title: one for one in book.worksheets}, named, where)
        rows = list(_rows(sheet)) if sheet else []
    if not rows:
        return Sheet.of([], "xlsx")
    if found := _NOT_COMPUTED.search(archive.read(sheet._worksheet_path.lstrip("/"))):
        raise _refused(
            where,
            f"cell {found['at'].decode()} holds a formula that was never computed",
            "open it in a spreadsheet, save it and give it again",
        )
    _level(rows, where)
    return Sheet.of(
        rows, "xlsx", seen=(f"sheet {shown(sheet.title)} of a workbook",), where=where
    )


def _chosen(sheets: dict[str, Any], named: str | None, where: str) -> Any:
    """The sheet that is named, or the only one that holds something; None: none does."""
    if named is not None:
        if named not in sheets:
            raise CpsurveyError(
                "CPS117",
                f"the workbook has no sheet called {shown(named)}",
                where=where,
                fix=did_you_mean(named, list(sheets)),
            )
        return sheets[named]
    used = [name for name, sheet in sheets.items() if next(_rows(sheet), None)]
    if len(used) > 1:
        raise _several(used, where)
    return sheets[used[0]] if used else None


def _level(rows: list[Record], where: str) -> None:
    """Make all rows as long as the longest: a cell right of the headings is below none."""
    width = max(len(cells) for _, cells in rows)
    for line, cells in rows:
        if len(cells) > len(rows[0][1]) + _FAR:
            raise _refused(
                where,
                f"row {line} holds something in column {len(cells)}, far right of the headings",
                "delete it, or the rows above the headings",
            )
    for _, cells in rows:
        cells += [None] * (width - len(cells))


def _several(names: list[str], where: str) -> CpsurveyError:
    return CpsurveyError(
        "CPS117",
        f"{len(names)} sheets hold something: {', '.join(map(shown, names))}",
        where=where,
        fix="where the study file names this file, name the sheet to read: "
        f"'sheet: {json.dumps(names[0], ensure_ascii=False)}'; or delete the others in a copy",
    )


def _rows(sheet: Any) -> Iterator[Record]:
    """Rows that hold something, with their numbers in the sheet."""
    sheet.reset_dimensions()  # some programs write fewer than there are
    for number, row in enumerate(sheet.iter_rows(), 1):
        cells = [_text(cell) for cell in row]
        if filled(cells):
            while cells[-1] is None:
                cells.pop()
            yield number, cells


def _text(cell: Any) -> Cell:
    value = cell.value
    if value is None or isinstance(value, str):
        return value and value.replace("_x000D_", "")
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, int | float):
        return _number(value, cell.number_format)
    return _time(value, cell.number_format)


def _number(value: int | float, shape: str) -> str:
    """Every digit there is, and the zeros before them that the cell shows.

    A decimal point before three digits gets a fourth, so that none takes it for one between
    thousands.
    """
    if isinstance(value, int) or (value.is_integer() and abs(value) < _EXACT):
        digits = str(int(value))
        return digits.zfill(len(shape)) if _PADDED.fullmatch(shape) else digits
    if value.is_integer():
        return format(Decimal(f"{value:.15g}"), "f")
    text = format(Decimal(repr(value)), "f")
    return f"{text}0" if _THOUSANDTHS.fullmatch(text) else text


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
