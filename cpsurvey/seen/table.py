"""A table of observations or codings as rows of cells by the names of their columns."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.identity import normal
from cpsurvey.intake.file import File
from cpsurvey.intake.sources import Told, sheet_of
from cpsurvey.intake.words import words

LARGEST = 200 << 20
"""Bytes of a log that observers write."""


class Spec(Protocol):
    """What a study says of its tables."""

    @property
    def encoding(self) -> str | None:
        """Encoding of text."""

    @property
    def delimiter(self) -> str | None:
        """Sign between columns."""

    @property
    def sheet(self) -> str | None:
        """Sheet of a workbook."""

    @property
    def columns(self) -> Mapping[str, str]:
        """Heading -> column."""


@dataclass(frozen=True, slots=True, repr=False)
class Row:
    """A row that holds something: its line, and its cells in their normal form."""

    line: int
    cells: Mapping[str, str]

    def __getitem__(self, name: str) -> str:
        return self.cells.get(name, "")


@dataclass(frozen=True, slots=True, repr=False)
class Rows:
    """Rows of a table, and which columns it has."""

    rows: tuple[Row, ...]
    has: frozenset[str]


def read(
    path: Path, what: str, spec: Spec, known: Sequence[str], needed: Sequence[str]
) -> Rows:
    """Read a table; columns that are not known are left alone.

    Parameters
    ----------
    what : str
        What messages call the file, whose own name may be somebody's.

    Raises
    ------
    CpsurveyError
        CPS770 a column is missing or there twice; CPS101 to CPS119 for its bytes.
    """
    file = File.at(path)
    if file.size > LARGEST:
        raise refused(what, f"the file has more than {LARGEST >> 20} MB", "divide it")
    if not file.size:
        raise refused(what, "the file is empty", "export it again")
    try:
        sheet = sheet_of(file, Told(spec.encoding, spec.delimiter, spec.sheet))
    except CpsurveyError as error:
        raise CpsurveyError(error.code, error.message, where=what, fix=error.fix) from None
    if not sheet.n:
        raise refused(what, "the file is empty", "export it again")
    places = _places(sheet.header, what, spec.columns, known, needed)
    rows = []
    for at in range(1, sheet.n):
        cells = sheet.row(at)
        found = {name: normal(cells[i]) for name, i in places.items() if i < len(cells)}
        if any(found.values()):
            rows.append(Row(int(sheet.lines[at]), found))
    return Rows(tuple(rows), frozenset(places))


def refused(what: str, message: str, fix: str) -> CpsurveyError:
    """A table that cannot be used."""
    return CpsurveyError("CPS770", message, where=what, fix=fix)


def _places(
    header: Sequence[str],
    what: str,
    named: Mapping[str, str],
    known: Sequence[str],
    needed: Sequence[str],
) -> dict[str, int]:
    by_words = {words(name): name for name in known}
    by_words |= {words(heading): column for heading, column in named.items()}
    places: dict[str, int] = {}
    for at, heading in enumerate(header):
        name = by_words.get(words(heading))
        if name is None or name not in known:
            continue
        if name in places:
            raise refused(
                what, f"two columns are '{name}'", "take one of the two out of the file"
            )
        places[name] = at
    for name in needed:
        if name not in places:
            near = did_you_mean(name, [h for h in header if h.strip()][:60])
            raise refused(
                what,
                f"no column is called '{name}'",
                f"name it so, or say which it is in study.yaml: 'columns: {{HEADING: {name}}}' "
                f"({near})"
                if near
                else f"name it so: 'columns: {{HEADING: {name}}}'",
            )
    return places
