"""A file of evidence as rows of cells by their headings; whoever filled it in is not named."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.errors.finding import Finding
from cpsurvey.identity import normal
from cpsurvey.intake.file import File, name_of
from cpsurvey.intake.sources import Told, sheet_of
from cpsurvey.intake.words import words

LARGEST = 20 << 20
"""Bytes of a file that people fill in."""
MOST_ROWS = 200_000
MORE = ("language", "wording", "date")
"""Columns every file may have."""
FREE = ("text", "comment", "note")
"""Columns for people, which are not read."""


ANEW = "take it away, then 'cpsurvey questionnaire evidence' writes it anew with headings"


@dataclass(frozen=True, slots=True)
class Columns:
    """What a file of evidence has: headings it needs, and cells that say who is speaking."""

    needed: tuple[str, ...]
    also: tuple[str, ...] = ()

    @property
    def known(self) -> tuple[str, ...]:
        """Every heading that may stand in it."""
        rest = (*self.also, *MORE, *FREE)
        return (*self.needed, *(name for name in rest if name not in self.needed))


COLUMNS: Mapping[str, Columns] = {
    "ratings": Columns(("expert", "item", "relevance", "clarity")),
    "sorting": Columns(("judge", "item", "construct")),
    "interviews": Columns(("person", "item", "language", "code", "note")),
    "backtranslation": Columns(("item", "source", "back", "judgement")),
}


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """A row that holds something; cells in their normal form."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


@dataclass(frozen=True, slots=True)
class Table:
    """Rows of a file, or what keeps it from being read."""

    name: str
    rows: tuple[Row, ...] = ()
    findings: tuple[Finding, ...] = ()


def read(file: Path, folder: Path, kind: str) -> Table:
    """Read a file of evidence; what is wrong with it as a whole is in `findings`."""
    name = called(file, folder)
    try:
        return Table(name, tuple(_rows(_opened(file, folder, name), COLUMNS[kind], name)))
    except CpsurveyError as error:
        fix = ANEW if error.code == "CPS101" else error.fix or ""
        found = Finding("unreadable", "error", error.where or name, error.message, fix)
        return Table(name, (), (found,))


def called(file: Path, folder: Path) -> str:
    """What messages call a file: with its folder, and the one that holds it."""
    return f"{folder.resolve().parent.name}/{folder.name}/{name_of(file)}"


def refused(message: str, where: str, fix: str) -> CpsurveyError:
    """A file of evidence that cannot be used."""
    return CpsurveyError("CPS760", message, where=where, fix=fix)


def _opened(file: Path, folder: Path, name: str) -> File:
    try:
        inside = file.resolve(strict=True).is_relative_to(folder.resolve())
    except (OSError, RuntimeError):
        raise refused(
            "this is a link to nowhere", name, "put the file itself into the folder"
        ) from None
    if not inside:
        raise refused(
            "this is a link that leads out of the folder of evidence",
            name,
            "put the file itself into the folder",
        )
    found = File.at(file)
    if found.size > LARGEST:
        raise refused(
            f"the file has {found.size / (1 << 20):.0f} MB, more than {LARGEST >> 20}",
            name,
            "is this a file of evidence? Answers of a survey go through 'cpsurvey ingest'",
        )
    if not found.size:
        raise refused("the file is empty", name, ANEW)
    return replace(found, name=name)


def _rows(file: File, columns: Columns, name: str) -> Iterator[Row]:
    sheet = sheet_of(file, Told())
    if not sheet.n:
        raise refused("the file is empty", name, ANEW)
    if sheet.n > MOST_ROWS:
        raise refused(
            f"the file has {sheet.n:,} rows, more than {MOST_ROWS:,}",
            name,
            "is this a file of evidence? Answers of a survey go through 'cpsurvey ingest'",
        )
    places = _places(sheet.header, columns, name)
    reaches = max(at for at, heading in enumerate(sheet.header, 1) if heading.strip())
    for at in range(1, sheet.n):
        cells = sheet.row(at)
        line = int(sheet.lines[at])
        if any(cell.strip() for cell in cells[reaches:]):
            raise refused(
                f"line {line} has more cells than there are headings",
                f"{name}:{line}",
                "a comma within a text needs quotes around the text; mend the line",
            )
        yield Row(
            line,
            {key: normal(cells[i]) for key, i in places.items() if i < len(cells)},
        )


def _places(header: Sequence[str], columns: Columns, name: str) -> dict[str, int]:
    """Heading -> its column.

    Raises
    ------
    CpsurveyError
        CPS760 a heading is missing, stands there twice, or is none of the file's.
    """
    where = f"{name}: line 1"
    places: dict[str, int] = {}
    for at, heading in enumerate(header):
        key = words(heading)
        if not key:
            continue
        if key in places:
            raise refused(
                f"the heading '{key}' stands there twice", where, "take one of the two out"
            )
        if key not in columns.known:
            raise refused(
                f"the heading of column {at + 1} is none of this file's",
                where,
                did_you_mean(key, columns.known),
            )
        places[key] = at
    absent = [one for one in columns.needed if one not in places and one not in FREE]
    if absent:
        raise refused(
            f"no column is called {', '.join(absent)}",
            where,
            f"write these headings in the first line: {','.join(columns.needed)}",
        )
    return {key: at for key, at in places.items() if key not in FREE}
