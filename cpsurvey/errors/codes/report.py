"""Codes CPS5xx: reports."""

from __future__ import annotations

from cpsurvey.errors.code import Code, Exit

CODES: dict[str, Code] = {
    "CPS501": Code(
        Exit.USAGE,
        "Unknown report format",
        "A report can be written as html, docx, xlsx, csv or md.",
        "Format de rapport inconnu",
        "Un rapport s'écrit en html, docx, xlsx, csv ou md.",
    ),
}
