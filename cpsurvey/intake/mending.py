"""Cells that were set aside go out as a list, and come back mended by a person.

The list survives a spreadsheet: what a spreadsheet would take for a number, a date or a formula
stands behind an apostrophe. It is read back through the sources, as any file of answers is:
with another delimiter, in another encoding, or saved as a workbook.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import numpy as np

from cpsurvey.coded import Coded
from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.aside import Aside
from cpsurvey.intake.checks import advice
from cpsurvey.intake.export import Export
from cpsurvey.intake.file import File
from cpsurvey.intake.sources import Told, sheet_of
from cpsurvey.intake.words import words

HEADINGS = (
    "file",
    "sha256",
    "row",
    "line",
    "column",
    "heading",
    "variable",
    "rule",
    "cell",
    "mended",
    "advice",
)
_NEEDED = ("file", "sha256", "row", "column", "cell", "mended")
EMPTY = "(empty)"
"""Written as the mended cell where there is no answer."""
# a month and a number become a date, 1e5 and 007 another number, a long one is rounded
_PLAIN = re.compile(r"[^\W\d_][^\d\x00-\x1f]*|[^\W\d_]{1,2}\d{1,6}|0|[1-9]\d{0,10}")
_FORMULA = re.compile(r"[\s=+\-@＝＋－＠]")
_TRUTH = frozenset(("true", "false", "vrai", "faux"))
_LISTED = 8
_LONGEST = 12
"""Digits of a row or a column."""


# ------------------------------------------------------------------------------- out
def written(asides: Iterable[Aside]) -> bytes:
    """The list as CSV in UTF-8 with its mark: a line for each cell, and for each whole row."""
    out = io.StringIO(newline="")
    lines = csv.writer(out)
    lines.writerow(HEADINGS)
    for one in asides:
        what_to_do = advice(one.rule)
        if not one.column:
            what_to_do = f"a whole row, not mended here: {what_to_do or 'mend the file itself'}"
        lines.writerow(
            [
                harmless(one.file),
                one.sha256,
                one.row,
                one.line,
                one.column or "",
                harmless(one.heading),
                harmless(one.variable),
                one.rule,
                safe(one.cell),
                "",
                what_to_do,
            ]
        )
    return out.getvalue().encode("utf-8-sig")


def safe(text: str) -> str:
    """A text that a spreadsheet leaves as it is: words, else with an apostrophe before it."""
    if not text or (_PLAIN.fullmatch(text) and text.casefold() not in _TRUTH):
        return text
    return f"'{text}"


def harmless(text: str) -> str:
    """A text that is no formula, with an apostrophe before what might be one."""
    return f"'{text}" if _FORMULA.match(text) else text


def plain(text: str) -> str:
    """What `safe` made a text of."""
    rest = text[1:]
    return rest if text.startswith("'") and safe(rest) == text else text


# ------------------------------------------------------------------------------ back
@dataclass(frozen=True, slots=True, repr=False)
class Mend:
    """One cell given back.

    Parameters
    ----------
    line : int
        Of the list.
    row, column : int
        Of the file, from 1; column 0 is a whole row.
    was, now : str
        Its text, and the one in its place.
    """

    line: int
    row: int
    column: int
    was: str
    now: str


@dataclass(frozen=True, slots=True)
class Fix:
    """A list that came back.

    Parameters
    ----------
    files : mapping of str to str
        Digest of every file it speaks of -> its name.
    mends : mapping of str to sequence of Mend
        Digest of a file -> what was filled in.
    """

    name: str
    sha256: str
    files: Mapping[str, str]
    mends: Mapping[str, Sequence[Mend]]

    def of(self, sha256: str) -> Sequence[Mend]:
        """Mended cells of the file of these bytes."""
        return self.mends.get(sha256, ())


def read(path: Path) -> Fix:
    """Read a list of mended cells.

    Raises
    ------
    CpsurveyError
        CPS110 cannot be opened, CPS101 to CPS104 for its bytes, CPS128 it is no such list.
    """
    file = File.at(path)
    where = file.name
    sheet = sheet_of(file, Told())
    places = {words(heading): at for at, heading in enumerate(sheet.header)}
    absent = [name for name in _NEEDED if name not in places]
    if absent:
        refuse(
            f"this is no list of rejected cells: it has no column {', '.join(absent)}",
            where,
            "give the file that 'cpsurvey ingest --rejected FILE' wrote, its headings as they "
            "were",
        )
    files: dict[str, str] = {}
    mends: dict[str, dict[tuple[int, int], Mend]] = {}
    for at in range(1, sheet.n):
        cells = sheet.row(at)
        told = {
            name: cells[places[name]] if places[name] < len(cells) else "" for name in _NEEDED
        }
        line = int(sheet.lines[at])
        sha256 = told["sha256"].strip().casefold()
        files.setdefault(sha256, plain(told["file"]))
        if not told["mended"].strip():
            continue
        one = _mend(told, line, where)
        before = mends.setdefault(sha256, {}).setdefault((one.row, one.column), one)
        if before.now != one.now:
            refuse(
                f"lines {before.line} and {line} mend one cell in two ways",
                f"{where}:{line}",
                "keep one of the two lines",
            )
    return Fix(
        where, file.sha256(), files, {name: tuple(one.values()) for name, one in mends.items()}
    )


def _mend(told: Mapping[str, str], line: int, where: str) -> Mend:
    numbers = []
    for name in ("row", "column"):
        text = told[name].strip().removesuffix(".0")
        if (not text.isdecimal() and (text or name == "row")) or len(text) > _LONGEST:
            refuse(
                f"line {line} names no {name} by its number",
                f"{where}:{line}",
                "take the line out, or write the list anew with --rejected",
            )
        numbers.append(int(text or 0))
    if not numbers[1]:
        refuse(
            f"line {line} mends a row that was set aside as a whole",
            f"{where}:{line}",
            "leave 'mended' empty there; mend the row in the file itself, or export again",
        )
    now = plain(told["mended"].strip())
    row, column = numbers
    return Mend(line, row, column, plain(told["cell"]), "" if words(now) == EMPTY else now)


def mended(export: Export, asides: Sequence[Aside], mends: Sequence[Mend], fix: str) -> Export:
    """The export with the mended cells in the place of the original ones.

    Raises
    ------
    CpsurveyError
        CPS128 a cell was not set aside, or is another one in the file.
    """
    from dataclasses import replace

    table = export.table
    there = {(one.row, one.column): one for one in asides}
    columns = dict[int, Coded[str | None]]()
    for one in mends:
        at, where = one.column - 1, f"{fix}:{one.line}"
        place = f"row {one.row}, column {one.column}"
        if not 1 <= one.row <= table.n or at >= len(table.columns):
            refuse(
                f"the file has no {place}",
                where,
                "take the line out, or write the list anew with --rejected",
            )
        aside = there.get((one.row, one.column))
        if aside is None:
            refuse(
                f"{place} was not set aside: what it says is understood, and stays",
                where,
                "take the line out; answers that fit are not changed by a list",
            )
        if not _same(aside.cell, one.was):
            refuse(
                f"{place} holds another text in the file than in the list",
                where,
                "leave the column 'cell' as it was written; write the list anew with "
                "--rejected if the file was read in another way then",
            )
        rows = np.zeros(table.n, dtype=bool)
        rows[one.row - 1] = True
        columns[at] = columns.get(at, table.columns[at]).where(rows, one.now)
    pruned = {at: column.pruned() for at, column in columns.items()}
    return replace(export, table=table.with_columns(pruned))


def _same(cell: str, listed: str) -> bool:
    """Whether a spreadsheet may have made this of a cell: other blanks, ``?`` for its sign."""
    one, other = (" ".join(text.split()) for text in (cell, listed))
    return len(one) == len(other) and all(
        mine == theirs or not _western(mine) for mine, theirs in zip(one, other, strict=True)
    )


def _western(sign: str) -> bool:
    try:
        sign.encode("cp1252")
    except UnicodeEncodeError:
        return False
    return True


def refuse_unfit(asides: Sequence[Aside], mends: Sequence[Mend], fix: str) -> None:
    """Refuse mended cells that were set aside again.

    Raises
    ------
    CpsurveyError
        CPS128.
    """
    rules = {(one.row, one.column): one.rule for one in asides}
    unfit = [one for one in mends if (one.row, one.column) in rules]
    if not unfit:
        return
    places = [
        f"\n  line {one.line}: row {one.row}, column {one.column}: "
        f"{rules[one.row, one.column]}"
        + (f" ({todo})" if (todo := advice(rules[one.row, one.column])) else "")
        for one in unfit[:_LISTED]
    ]
    more = f"\n  ... and {len(unfit) - _LISTED} more" if len(unfit) > _LISTED else ""
    cells = "1 mended cell does" if len(unfit) == 1 else f"{len(unfit)} mended cells do"
    refuse(
        f"{cells} not fit either{''.join(places)}{more}",
        f"{fix}:{unfit[0].line}",
        f"write a code or a label of the questionnaire, or {EMPTY} where there is no answer; "
        "or leave 'mended' empty to have the cell set aside as before",
    )


def refuse(what: str, where: str, fix: str) -> NoReturn:
    """Refuse a list, or a line of it.

    Raises
    ------
    CpsurveyError
        CPS128.
    """
    raise CpsurveyError("CPS128", what, where=where, fix=fix)
