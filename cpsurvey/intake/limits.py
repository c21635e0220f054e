"""What is too large to be an export of answers, looked at before it is read.

Every way in asks here; a refusal comes within seconds and in little memory.
"""

from __future__ import annotations

from typing import NoReturn

from cpsurvey.binary.bounds import Bounds
from cpsurvey.errors import CpsurveyError

LARGEST_FILE = 8 << 30
"""Bytes of a file."""
MOST_COLUMNS = 16_384
"""As many as a spreadsheet has."""
MOST_ROWS = 1_048_576
"""Of a sheet of a workbook."""
MOST_CELLS = 50_000_000
"""Of a sheet of a workbook, empty ones too; full ones are fewer by `LARGEST_UNPACKED`."""
LONGEST_CELL = 100_000
"""Signs; a spreadsheet keeps 32,767, a platform no more than 65,536."""
LONGEST_LINE = 32 << 20
"""Bytes of a row of text with all its cells."""
LARGEST_UNPACKED = 1 << 30
"""Bytes of an archive unpacked; a sheet of a million rows and forty columns stays below."""
MOST_PARTS = 10_000
"""Files in an archive."""
PARSING_MEMORY = 2 << 30
"""Bytes of address space for a library that reads a binary format, in a process of its own."""
PARSING_SECONDS, PARSING_SPEED, PARSING_PATIENCE = 60, 1 << 20, 10
"""Seconds of processor time such a library has, bytes of the file for one more, and how many
times longer the clock may take."""


def bounds(size: int, instead: str = "") -> Bounds:
    """What a binary file of so many bytes may need.

    Parameters
    ----------
    instead : str
        What else to give, where it cannot be read.
    """
    return Bounds(
        large="CPS119",
        damaged="CPS104",
        instead=instead or "open it in the program it comes from and save the answers as CSV",
        parts=MOST_PARTS,
        unpacked=LARGEST_UNPACKED,
        columns=MOST_COLUMNS,
        memory=PARSING_MEMORY,
        seconds=PARSING_SECONDS + size // PARSING_SPEED,
        patience=PARSING_PATIENCE,
    )


def columns(many: int, where: str, line: int) -> None:
    """Refuse a row of too many cells.

    Raises
    ------
    CpsurveyError
        CPS119.
    """
    if many > MOST_COLUMNS:
        too_large(
            f"line {line} has {many:,} cells, more than the {MOST_COLUMNS:,} of a spreadsheet",
            f"{where}:{line}",
            "export again, one row per respondent and one column per question; 'delimiter:' in "
            "the source says what separates the columns",
        )


def cell(length: int, where: str, line: int, column: int) -> None:
    """Refuse a cell of too many signs.

    Raises
    ------
    CpsurveyError
        CPS119.
    """
    if length > LONGEST_CELL:
        too_large(
            f"a cell holds {length:,} signs, more than {LONGEST_CELL:,}",
            f"{where}: line {line}, column {column}",
            "leave the column out of the export, or mend the quotes around its text",
        )


def too_large(what: str, where: str, fix: str) -> NoReturn:
    """Refuse it.

    Raises
    ------
    CpsurveyError
        CPS119.
    """
    raise CpsurveyError("CPS119", what, where=where, fix=fix)
