"""How sure: other choices one could have made (T25a, T25b)."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("Under other choices", "Sous d'autres choix")
T25A = Phrase(
    "Standardised effects of “{model}” under other choices",
    "Effets standardisés de « {model} » selon d'autres choix",
)
T25B = Phrase("The same effects with their intervals", "Les mêmes effets et leurs intervalles")
CHOICE = Phrase("Choice", "Choix")
INADMISSIBLE = Phrase("INADMISSIBLE", "INADMISSIBLE")
NOTE = Phrase(
    "As reported: {how}. {mark}: the 95% Monte Carlo interval holds zero. Effects are "
    "standardised because answers, items and scales differ between lines.",
    "Tel que rapporté : {how}. {mark} : l'intervalle Monte Carlo à 95 % contient zéro. "
    "Les effets sont standardisés car réponses, items et échelles diffèrent d'une ligne "
    "à l'autre.",
)
IN_SHORT = Phrase(
    "{same} of {all} main {all:effect|effects} {same:leads|lead} to the same reading "
    "under {choices} other {choices:choice|choices}.",
    "{same} {same:effet principal|effets principaux} sur {all} {same:se lit|se lisent} "
    "de la même façon sous {choices} {choices:autre|autres} choix.",
)
FIGURE = Phrase(
    "Standardised effects under other choices, 95% intervals; hollow: holds zero",
    "Effets standardisés selon d'autres choix, intervalles à 95 % ; creux : contient zéro",
)
CAVEATS: dict[str, Phrase] = {
    "sensitivity_differs": Phrase(
        "Whether {variables:this effect|these effects} can be told from zero depends on "
        "choices: {variables}.",
        "Que {variables:cet effet se distingue|ces effets se distinguent} de zéro dépend des "
        "choix : {variables}.",
    ),
    "sensitivity_not_done": Phrase(
        "No effects under one choice ({choice}): {reason}.",
        "Pas d'effets pour un choix ({choice}) : {reason}.",
    ),
    "sensitivity_not_read": Phrase(
        "One choice ({choice}) gives an INADMISSIBLE solution: its effects are counted "
        "nowhere.",
        "Un choix ({choice}) donne une solution INADMISSIBLE : ses effets ne sont comptés "
        "nulle part.",
    ),
}
"""Sentences by the code of their caveat."""
