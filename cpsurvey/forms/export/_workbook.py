"""Rows of text as a workbook; the same rows give the same bytes."""

from __future__ import annotations

import datetime as dt
import html
import io
import re
import unicodedata
from collections.abc import Iterable, Mapping, Sequence

from cpsurvey.errors import CpsurveyError

Row = Mapping[str, str]
LONGEST_CELL = 32_767
"""Characters of a cell; Excel counts those beyond U+FFFF twice."""
JOINER = "\u2060"
EXPRESSIONS = ("relevant", "constraint")
"""Headings of cells in which a reference is meant."""


def workbook(sheets: Mapping[str, Sequence[Row]], first: Mapping[str, Sequence[str]]) -> bytes:
    """Sheets by name, each with one line of headings.

    `first` holds the headings that stand first and are there in any case.

    Raises
    ------
    CpsurveyError
        CPS751 a text is longer than a cell.
    """
    import xlsxwriter

    stream = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(stream, options) as book:
        book.set_properties({"created": dt.datetime(2000, 1, 1)})  # noqa: DTZ001
        bold = book.add_format({"bold": True})
        for name, rows in sheets.items():
            sheet = book.add_worksheet(name)
            sheet.freeze_panes(1, 0)
            for at, heading in enumerate(headings(rows, first.get(name, ()))):
                sheet.set_column(at, at, 45 if "::" in heading else 18)
                sheet.write_string(0, at, heading, bold)
                for line, row in enumerate(rows, 1):
                    said = row.get(heading, "")
                    if text := said if heading in EXPRESSIONS else plain(said):
                        _fits(text, name, line, heading)
                        sheet.write_string(line, at, text)
    return stream.getvalue()


def headings(rows: Iterable[Row], first: Sequence[str]) -> list[str]:
    """Every heading that some row has, those of the platform before our own."""
    found = dict.fromkeys((*first, *(heading for row in rows for heading in row)))
    return sorted(found, key=lambda heading: heading.startswith("cpsurvey_"))


def _fits(text: str, sheet: str, line: int, heading: str) -> None:
    if len(text.encode("utf-16-le")) // 2 > LONGEST_CELL:
        raise CpsurveyError(
            "CPS751",
            f"a text of {len(text):,} characters does not fit into a cell of a workbook",
            where=f"sheet {sheet}, row {line + 1}, column {heading}",
            fix=f"shorten the text to {LONGEST_CELL:,} characters",
        )


def plain(text: str) -> str:
    """A text that is shown as it stands: no reference, no mark-up, no entity in it is one.

    An invisible word joiner parts what would be; the import passes over it.
    """
    said = without_controls(text).replace("${", "$" + JOINER + "{")
    said = re.sub(r"<(?=[A-Za-z/!])", f"<{JOINER}", said)
    if html.unescape(said) != said:
        said = said.replace("&", f"&{JOINER}")
    return said.strip()


def without_controls(text: str) -> str:
    """A text without characters that no XML may hold."""
    return "".join(
        sign
        for sign in text
        if sign in "\n\t" or unicodedata.category(sign) not in ("Cc", "Cs", "Cn")
    )
