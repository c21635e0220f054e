"""A file of numbers for one model: columns by name, no codebook."""

from __future__ import annotations

import math
import unicodedata
from pathlib import Path
from typing import TYPE_CHECKING, Any

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake import numerals
from cpsurvey.intake.encoding import broken_accents, mojibake
from cpsurvey.intake.file import File
from cpsurvey.intake.sheet import Sheet
from cpsurvey.intake.sources import Told, sheet_of
from cpsurvey.intake.table import Cell, Column, Record, filled
from cpsurvey.intake.words import shown

if TYPE_CHECKING:
    import pandas as pd

MISSING = frozenset(("", "NA", "NaN", "."))


def read_columns(path: Path) -> dict[str, list[Any]]:
    """Columns of a file: numbers where every cell is one, else text.

    As R writes them, rows may begin with a name that has no heading.

    Raises
    ------
    CpsurveyError
        CPS110 cannot be opened; CPS101 to CPS104 and CPS112 for its bytes; CPS103 broken
        accents; CPS106 two columns of one name; CPS113 numbers with two readings; CPS116 rows
        of another length.
    """
    sheet = sheet_of(File.at(path), Told())
    lines = _records(sheet)
    if len(lines) < 2:
        raise CpsurveyError(
            "CPS101",
            "the file holds no rows",
            where=path.name,
            fix="export the data again, with headings and a row for each respondent",
        )
    # macOS writes an accent as a letter of its own; models are typed otherwise
    names = [unicodedata.normalize("NFC", cell or "").strip() for cell in lines[0][1]]
    twice = sorted({name for name in names if name and names.count(name) > 1})
    if twice:
        called = ", ".join(map(shown, twice))
        raise CpsurveyError(
            "CPS106",
            f"two columns are called {called}",
            where=path.name,
            fix="give each column a name of its own in the file",
        )
    rows = _of_one_length(lines, len(names), path.name)
    by_name = {
        name: cells for name, cells in zip(names, zip(*rows, strict=True), strict=True) if name
    }
    for at, column in enumerate(sheet.columns):
        if any(kind and mojibake(kind) is not None for kind in column.kinds):
            raise broken_accents(f"{path.name}: column {at + 1}")
    return _columns(by_name, sheet.delimiter, path.name)


def _records(sheet: Sheet) -> list[Record]:
    columns = [_without(sheet, at).tolist() for at in range(len(sheet.columns))]
    rows = zip(sheet.lines.tolist(), sheet.widths.tolist(), *columns, strict=True)
    return [(line, list(cells[:width])) for line, width, *cells in rows]


def _without(sheet: Sheet, at: int) -> Column:
    """A column without what the file declares missing; labels of values are left aside."""
    missing = sheet.known[at].missing if at in sheet.known else {}
    column = sheet.columns[at]
    return column.map(lambda cell: None if cell in missing else cell) if missing else column


def _of_one_length(lines: list[Record], width: int, where: str) -> list[list[Cell]]:
    """Rows below the headings, filled up with nothing, without a name before each."""
    named = all(len(cells) == width + 1 and cells[-1] for _, cells in lines[1:])
    rows: list[list[Cell]] = []
    for line, cells in lines[1:]:
        row = cells[1:] if named else cells
        if len(row) == width:
            rows.append(row)
            continue
        if filled(row[width:]):
            raise CpsurveyError(
                "CPS116",
                f"line {line} holds {len(row)} cells, the headings {width}",
                where=f"{where}:{line}",
                fix=f"mend line {line}: a text that holds the delimiter must stand in quotes",
            )
        rows.append([*row[:width], *([None] * (width - len(row)))])
    return rows


def _columns(
    cells: dict[str, tuple[Cell, ...]], delimiter: str, where: str
) -> dict[str, list[Any]]:
    """Numbers of every column that holds nothing else; the rest stays text."""
    import pandas as pd

    texts = {name: _clean(column) for name, column in cells.items()}
    numbers = {name: _numbers(column) for name, column in texts.items()}
    asked = {n: t for n, t in texts.items() if numbers[n] is None and _readable(t)}
    if asked or delimiter == ";":  # a point may stand between thousands in such a file
        asked |= {
            n: t
            for n, t in texts.items()
            if (one := numbers[n]) is not None and one.dtype == float and _readable(t)
        }
    found: dict[str, list[Any]] = {
        name: [math.nan if text is None else text for text in texts[name]]
        if one is None
        else one.tolist()
        for name, one in numbers.items()
    }
    try:
        signs = numerals.decide(asked, None, delimiter=delimiter, where=where)
    except CpsurveyError as error:
        error.fix = "write the numbers without thousands, or with a decimal point"
        raise
    for name, column in asked.items():
        values = [None if t is None else numerals.number(t, signs[name]) for t in column]
        found[name] = pd.Series(values, dtype=float).tolist()
    return found


def _readable(texts: list[str | None]) -> bool:
    """Whether every cell is a number as people write them, and one has a comma or a point."""
    marked = [text for text in texts if text is not None and ("," in text or "." in text)]
    return bool(marked) and all(
        text is None or numerals.readings(text) != (None, None) for text in texts
    )


def _clean(column: tuple[Cell, ...]) -> list[str | None]:
    """Cells without blanks before them; None for what is missing."""
    texts = [cell if not cell or cell[0] != " " else cell.lstrip(" ") for cell in column]
    return [None if text is None or text in MISSING else text for text in texts]


def _numbers(column: list[str | None]) -> pd.Series[Any] | None:
    """Whole numbers, numbers or truth values; None when a cell is none of them."""
    import pandas as pd

    series = pd.Series(column, dtype=object)
    try:
        return pd.to_numeric(series)
    except (TypeError, ValueError):
        pass
    truth = {"true": True, "false": False}
    if all(text is not None and text.lower() in truth for text in column):
        return series.str.lower().map(truth).astype(bool)
    return None
