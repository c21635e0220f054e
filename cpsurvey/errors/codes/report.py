"""Codes CPS5xx: reports."""

from __future__ import annotations

from cpsurvey.errors.code import Code, Exit

CODES: dict[str, Code] = {
    "CPS504": Code(
        Exit.USAGE,
        "Unknown document",
        "No document is called so; the report section of a study file lists some of article, "
        "supplement, manager and dossier.",
        "Document inconnu",
        "Aucun document ne porte ce nom ; la section report d'un fichier d'étude en nomme "
        "parmi article, supplement, manager et dossier.",
    ),
    "CPS501": Code(
        Exit.USAGE,
        "Unknown report format",
        "No report is written in this format; 'cpsurvey report --help' lists those there are.",
        "Format de rapport inconnu",
        "Aucun rapport ne s'écrit dans ce format ; « cpsurvey report --help » donne la liste.",
    ),
}
