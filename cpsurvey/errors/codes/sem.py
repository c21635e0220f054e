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
    "CPS303": Code(
        Exit.INVALID_STUDY,
        "Options do not fit the model",
        "An estimator, a modifier or an equality across groups was asked for that the "
        "model or the data do not allow. The message says which.",
        "Les options ne conviennent pas au modèle",
        "Un estimateur, un modificateur ou une égalité entre groupes demandé ne convient "
        "pas au modèle ou aux données. Le message dit lequel.",
    ),
    "CPS305": Code(
        Exit.DATA_REJECTED,
        "Data cannot carry the model",
        "There are fewer rows than variables, a variable that does not vary, or variables "
        "that are combinations of others. The covariance matrix then has no inverse.",
        "Les données ne portent pas le modèle",
        "Moins de lignes que de variables, une variable constante, ou des variables qui sont "
        "des combinaisons d'autres. La matrice de covariance n'a alors pas d'inverse.",
    ),
}
