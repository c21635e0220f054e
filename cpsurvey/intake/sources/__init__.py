"""One file per format of file: bytes become columns of text cells before any reader looks.

A source knows a format (delimited text, a workbook, a file of a statistical program), a reader
in `readers/` knows a platform; each reader reads from every source.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from cpsurvey.intake.file import File
from cpsurvey.intake.sheet import Sheet
from cpsurvey.registry import Registry


@dataclass(frozen=True, slots=True)
class Told:
    """What the study file says of a file's bytes; the rest is found by content."""

    encoding: str | None = None
    delimiter: str | None = None
    sheet: str | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One format of file.

    Parameters
    ----------
    recognise : callable
        A file -> how sure it is that its bytes are of this format, 0 to 1; by `start`, the
        first bytes, wherever they tell.
    read : callable
        A file and what the study says of it -> the sheet, or a `CpsurveyError` with the way
        out.
    """

    recognise: Callable[[File], float]
    read: Callable[[File, Told], Sheet]


sources: Registry[Source] = Registry("cpsurvey.intake.sources", "file format", "CPS104")
"""Every format, by name; adding a file to the folder adds the format."""


def sheet_of(file: File, told: Told) -> Sheet:
    """Rows of a file, by the source that its bytes resemble most.

    Raises
    ------
    CpsurveyError
        CPS101 to CPS104 and CPS112 for its bytes, CPS117 for its sheets, CPS119 for its size.
    """
    scored = {name: source.recognise(file) for name, source in sources.items()}
    best = max(scored, key=lambda name: scored[name])
    return sources.get(best).read(file, told)
