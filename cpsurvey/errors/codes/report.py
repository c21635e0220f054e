"""Codes CPS5xx: reports."""

from __future__ import annotations

from cpsurvey.errors.code import Code, Exit

CODES: dict[str, Code] = {
    "CPS501": Code(
        Exit.USAGE,
        "Unknown report format",
        "No report is written in this format; 'cpsurvey report --help' lists those there are.",
        "Format de rapport inconnu",
        "Aucun rapport ne s'écrit dans ce format ; « cpsurvey report --help » donne la liste.",
    ),
}
