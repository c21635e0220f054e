"""Codes CPS75x: forms that questionnaires are written as."""

from __future__ import annotations

from cpsurvey.errors.code import Code, Exit

CODES: dict[str, Code] = {
    "CPS750": Code(
        Exit.USAGE,
        "Unknown form",
        "A questionnaire can be written as the forms that 'cpsurvey questionnaire export "
        "--help' lists after '--to'.",
        "Formulaire inconnu",
        "Un questionnaire s'écrit dans les formes que « cpsurvey questionnaire export --help » "
        "liste après « --to ».",
    ),
    "CPS751": Code(
        Exit.INVALID_STUDY,
        "Text too long for a form",
        "A cell of a workbook holds 32,767 characters, and a text of the questionnaire is "
        "longer. It is not cut: shorten it, or put a part of it on the page that invites "
        "people.",
        "Texte trop long pour un formulaire",
        "Une cellule de classeur contient 32 767 caractères, et un texte du questionnaire est "
        "plus long. Il n'est pas coupé : raccourcissez-le, ou mettez-en une partie sur la page "
        "qui invite les personnes.",
    ),
}
