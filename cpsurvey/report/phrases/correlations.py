"""Correlations of scores (T11)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "mean_withheld": (
        "{variables}: mean and standard deviation are not shown, since they would tell how "
        "many gave an answer that fewer than {k} respondents gave.",
        "{variables} : moyenne et écart-type ne sont pas montrés, car ils diraient combien ont "
        "donné une réponse que moins de {k} répondants ont donnée.",
    ),
    "section_correlations": ("Correlations", "Corrélations"),
    "T11": ("Correlations of scores", "Corrélations des scores"),
    "T11w": (
        "Correlations within (below) and between (above) groups",
        "Corrélations intra-groupes (dessous) et inter-groupes (dessus)",
    ),
    "correlations_note": (
        "Pairwise; n from {low} to {high}. In parentheses on the diagonal: reliability "
        "({coefficient}). "
        "* p < .05, ** p < .01, *** p < .001.",
        "Par paires ; n de {low} à {high}. Entre parenthèses sur la diagonale : fidélité "
        "({coefficient}). "
        "* p < 0,05 ; ** p < 0,01 ; *** p < 0,001.",
    ),
    "correlations_alpha": (
        "α instead, as no factor could be fitted: {variables}.",
        "α à la place, faute de facteur estimable : {variables}.",
    ),
    "within_note": (
        "Below the diagonal: within groups (deviations from the group's mean). Above: between "
        "group means, weighted by size. n = {n} with every score, in {groups} groups; marks "
        "as above, with n less groups, and groups, as the number of cases.",
        "Sous la diagonale : intra-groupes (écarts à la moyenne du groupe). Au-dessus : entre "
        "moyennes de groupes, pondérées par la taille. n = {n} avec tous les scores, dans "
        "{groups} groupes ; astérisques comme plus haut, avec pour nombre de cas n moins les "
        "groupes, et les groupes.",
    ),
    "holm_note": (
        "Of {pairs} {pairs:correlation|correlations} {plain} {plain:has|have} p < .05; after "
        "Holm's correction for their number, {held}. Limits and both p of every pair are in "
        "the spreadsheet.",
        "Sur {pairs} {pairs:corrélation|corrélations}, {plain} {plain:a|ont} p < 0,05 ; après "
        "la correction de Holm pour leur nombre, {held}. Les bornes et les deux p de chaque "
        "paire sont dans le tableur.",
    ),
    "holm_p": ("p (Holm)", "p (Holm)"),
    "r_within": ("r within", "r intra"),
    "r_between": ("r between", "r inter"),
    "T11p": ("Correlations, pair by pair", "Corrélations, paire par paire"),
    "fig_correlations": ("Correlations of scores", "Corrélations des scores"),
}
