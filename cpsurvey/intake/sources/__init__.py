"""One file per format of file: bytes become rows of text cells before any reader looks.

A source knows a format (delimited text, a workbook), a reader in `readers/` knows a platform;
each reader reads from every source.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from pathlib import PurePath

from cpsurvey.intake.table import Record, Table, tabled
from cpsurvey.registry import Registry


@dataclass(frozen=True, slots=True)
class Told:
    """What the study file says of a file's bytes; the rest is found by content."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Sheet:
    """What a file holds, as text.

    Parameters
    ----------
    rows : list of (line, cells)
        Rows, the headings first, with the line of the file each starts in. A row of another
        length than the headings is set aside: cells may have shifted.
    encoding : str
        How the bytes were read: the encoding of text, else the name of the source.
    delimiter : str
        Sign between the columns of text.
    texts : mapping of int to str
        Place of a column -> the question's text, where the file keeps it beside the heading
        (labels of variables).
    seen : tuple of str
        What else the choice of rows rests on.
    """

    rows: list[Record]
    encoding: str
    delimiter: str = ""
    texts: Mapping[int, str] = field(default_factory=dict)
    seen: tuple[str, ...] = ()

    def table(self, where: str) -> Table:
        """Rows below their headings.

        Raises
        ------
        CpsurveyError
            CPS101 no heading, or no row below it.
        """
        return tabled(self.rows, self.delimiter, where, self.texts)


@dataclass(frozen=True, slots=True)
class Source:
    """One format of file.

    Parameters
    ----------
    recognise : callable
        Bytes and suffix (``".xlsx"``) -> how sure it is that they are of this format, 0 to 1.
    read : callable
        Bytes, what the study says of them and the file's name -> the sheet, or a
        `CpsurveyError` with the way out.
    """

    recognise: Callable[[bytes, str], float]
    read: Callable[[bytes, Told, str], Sheet]


sources: Registry[Source] = Registry("cpsurvey.intake.sources", "file format", "CPS104")
"""Every format, by name; adding a file to the folder adds the format."""


def sheet_of(data: bytes, told: Told, where: str) -> Sheet:
    """Rows of a file, by the source that its bytes resemble most.

    Raises
    ------
    CpsurveyError
        CPS101 to CPS104 and CPS112 for its bytes, CPS117 for its sheets.
    """
    suffix = PurePath(where).suffix.casefold()
    scored = {name: source.recognise(data, suffix) for name, source in sources.items()}
    best = max(scored, key=lambda name: scored[name])
    return sources.get(best).read(data, told, where)
