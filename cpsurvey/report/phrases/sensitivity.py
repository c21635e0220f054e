"""How sure: other choices one could have made (T25)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_sensitivity": ("Under other choices", "Sous d'autres choix"),
    "T25": (
        "Standardised effects of “{model}” under other choices",
        "Effets standardisés de « {model} » selon d'autres choix",
    ),
    "T25b": ("The same effects with their intervals", "Les mêmes effets et leurs intervalles"),
    "choice": ("Choice", "Choix"),
    "choice_reported": ("As reported", "Tel que rapporté"),
    "choice_everybody": ("Everybody, careful or not", "Tout le monde, attentif ou non"),
    "choice_careful": ("Careful respondents only", "Répondants attentifs seuls"),
    "choice_complete": ("Complete answers only", "Réponses complètes seules"),
    "choice_unclustered": ("Errors ignore teams", "Erreurs sans les équipes"),
    "choice_ml": (
        "Maximum likelihood, normal errors",
        "Maximum de vraisemblance, erreurs normales",
    ),
    "choice_ordinal": ("Ordered answers (WLSMV)", "Réponses ordonnées (WLSMV)"),
    "choice_no_controls": ("Without controls", "Sans contrôles"),
    "choice_no_reversed": ("Without reversed items", "Sans items inversés"),
    "choice_short": ("Short form", "Forme courte"),
    "choice_scores": ("Scores, not factors", "Scores, non facteurs"),
    "inadmissible_short": ("INADMISSIBLE", "INADMISSIBLE"),
    "sensitivity_note": (
        "As reported: {how}. {mark}: the 95% Monte Carlo interval holds zero. Effects are "
        "standardised because answers, items and scales differ between lines.",
        "Tel que rapporté : {how}. {mark} : l'intervalle Monte Carlo à 95 % contient zéro. Les "
        "effets sont standardisés car réponses, items et échelles diffèrent d'une ligne à "
        "l'autre.",
    ),
    "sensitivity_differs": (
        "Whether these effects can be told from zero depends on choices: {variables}.",
        "Que ces effets se distinguent de zéro dépend des choix : {variables}.",
    ),
    "sensitivity_not_done": (
        "No effects under one choice ({choice}): {reason}.",
        "Pas d'effets pour un choix ({choice}) : {reason}.",
    ),
    "sensitivity_not_read": (
        "One choice ({choice}) gives an INADMISSIBLE solution: its effects are counted "
        "nowhere.",
        "Un choix ({choice}) donne une solution INADMISSIBLE : ses effets ne sont comptés "
        "nulle part.",
    ),
    "choice_not_fitted": (
        "the model cannot be fitted that way ({code})",
        "le modèle ne peut être ajusté ainsi ({code})",
    ),
    "sum_sensitivity": (
        "{same} of {all} main {all:effect|effects} {same:leads|lead} to the same reading under "
        "{choices} other {choices:choice|choices}.",
        "{same} {same:effet principal|effets principaux} sur {all} {same:se lit|se lisent} de "
        "la même façon sous {choices} {choices:autre|autres} choix.",
    ),
    "fig_sensitivity": (
        "Standardised effects under other choices, 95% intervals; hollow: holds zero",
        "Effets standardisés selon d'autres choix, intervalles à 95 % ; creux : contient zéro",
    ),
}
