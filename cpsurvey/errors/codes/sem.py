"""Codes CPS3xx: structural equation models."""

from __future__ import annotations

from cpsurvey.errors.code import Code, Exit

CODES: dict[str, Code] = {
    "CPS301": Code(
        Exit.INVALID_STUDY,
        "Model syntax not understood",
        "A line of the model is not lavaan syntax that cpsurvey knows. The message "
        "shows the line and a caret under the first character that does not fit. "
        "Nothing is ever skipped in silence.",
        "Syntaxe de modèle non comprise",
        "Une ligne du modèle n'est pas de la syntaxe lavaan connue de cpsurvey. Le "
        "message montre la ligne et un repère sous le premier caractère fautif. Rien "
        "n'est jamais ignoré en silence.",
    ),
    "CPS302": Code(
        Exit.INVALID_STUDY,
        "Model names an unknown variable",
        "The model uses a name that is neither a column of the data nor a latent "
        "variable defined with '=~'.",
        "Le modèle nomme une variable inconnue",
        "Le modèle emploie un nom qui n'est ni une colonne des données ni une "
        "variable latente définie par « =~ ».",
    ),
}
