"""What spreadsheets do to cells: dates of answers, errors of formulas, zeros that are lost."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from cpsurvey.errors.finding import Finding
from cpsurvey.intake.export import Column
from cpsurvey.intake.table import Table
from cpsurvey.spool import batches

_MONTH = (
    r"(?:jan|f[eé]v|feb|mar|a[vp]r|ma[iy]|jui?[nl]|ao[uû]|aug|sep|oct|nov|d[eé]c)[a-zé]*\.?"
)
_DATE = re.compile(
    rf"\d{{1,2}}[-/. ]{_MONTH}|{_MONTH}[-/. ]\d{{1,4}}|\d{{1,2}}[-/. ]{_MONTH}[-/. ]\d{{2,4}}"
    r"|\d{4}-\d\d-\d\d(?:[ t]00:00(?::00)?)?|\d{1,2}/\d{1,2}/\d{4}"
)
_ERROR = re.compile(r"#(?:n/a|ref|value|valeur|div/0|name|nom|num|nombre|null|nul|spill)[!?]?")
_LOST = "#n/a"


def damage(word: str) -> str:
    """Rule that a cell breaks which is no answer: what a spreadsheet made of one, if it did.

    Parameters
    ----------
    word : str
        The cell in the normal form of words.
    """
    if _DATE.fullmatch(word):
        return "spreadsheet_date"
    return "spreadsheet_error" if _ERROR.fullmatch(word) else ""


def looks_dated(word: str) -> bool:
    """Whether a word is what a spreadsheet makes of ``2-4`` and ``1/2``."""
    return bool(_DATE.fullmatch(word))


def lookups(columns: Mapping[str, Column], table: Table, where: str) -> list[Finding]:
    """Say of cells with ``#N/A`` that they count as no answer."""
    found = []
    for variable, column in columns.items():
        cells = table.columns[column.index]
        if not any(map(_is_lookup, cells.kinds)):
            continue
        if rows := cells.rows(_is_lookup):
            found.append(
                Finding(
                    "spreadsheet_lookup",
                    "warning",
                    f"{where}: column {variable}, {table.places(rows)}",
                    "a formula of a spreadsheet found nothing (#N/A): the cell counts as left "
                    "blank",
                    "export again, or give values instead of formulas",
                    count=len(rows),
                )
            )
    return found


def _is_lookup(cell: str | None) -> bool:
    return (cell or "").strip().casefold() == _LOST


def lost_zeros(ids: Sequence[str | None], where: str) -> list[Finding]:
    """Say that some numbers begin with zeros and others seem to have lost theirs.

    That is so where those with a zero are all of one length, the longest, and others are
    shorter: ``007``, ``012``, ``45``.
    """
    if not any("\n0" in "\n".join(("", *filter(None, some))) for some in batches(ids)):
        return []
    longest, padded = 0, set[int]()
    for one in ids:
        if one and one.isdecimal():
            longest = max(longest, len(one))
            if one[0] == "0" and len(one) > 1:
                padded.add(len(one))
    if len(padded) != 1 or longest > (width := padded.pop()):
        return []
    short = len({one for one in ids if one and one.isdecimal() and len(one) < width})
    if not short:
        return []
    return [
        Finding(
            "zeros_lost",
            "warning",
            where,
            f"identifiers with zeros at their start have {width} digits, others are shorter: a "
            "spreadsheet has probably taken their zeros away",
            "export again, with the column as text; 'people: {ids: alike}' in study.yaml takes "
            "7 and 007 for the same person",
            count=short,
        )
    ]
