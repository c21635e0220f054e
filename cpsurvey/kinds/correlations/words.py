"""Correlations of scores (T11)."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("Correlations", "Corrélations")
T11 = Phrase("Correlations of scores", "Corrélations des scores")
T11W = Phrase(
    "Correlations within (below) and between (above) groups",
    "Corrélations intra-groupes (dessous) et inter-groupes (dessus)",
)
NOTE = Phrase(
    "Pairwise; n from {low} to {high}. In parentheses on the diagonal: reliability "
    "({coefficient}). * p < .05, ** p < .01, *** p < .001 (Holm, over all pairs).",
    "Par paires ; n de {low} à {high}. Entre parenthèses sur la diagonale : fidélité "
    "({coefficient}). * p < 0,05 ; ** p < 0,01 ; *** p < 0,001 (Holm, sur toutes les paires).",
)
ALPHA_INSTEAD = Phrase(
    "α instead, as no factor could be fitted: {variables}.",
    "α à la place, faute de facteur estimable : {variables}.",
)
WITHIN_NOTE = Phrase(
    "Below the diagonal: within groups (deviations from the group's mean). Above: between "
    "group means, weighted by size. n = {n} with every score, in {groups} "
    "{groups:group|groups}; marks as above, over the pairs of each half, with n less groups, "
    "and groups, as the number of cases.",
    "Sous la diagonale : intra-groupes (écarts à la moyenne du groupe). Au-dessus : entre "
    "moyennes de groupes, pondérées par la taille. n = {n} avec tous les scores, dans "
    "{groups} {groups:groupe|groupes} ; astérisques comme plus haut, sur les paires de chaque "
    "moitié, avec pour nombre de cas n moins les groupes, et les groupes.",
)
HOLM_NOTE = Phrase(
    "Of {pairs} {pairs:correlation|correlations} {plain} {plain:has|have} p < .05; after "
    "Holm's correction for their number, {held}. Limits and both p of every pair are in "
    "the spreadsheet.",
    "Sur {pairs} {pairs:corrélation|corrélations}, {plain} {plain:a|ont} p < 0,05 ; "
    "après la correction de Holm pour leur nombre, {held}. Les bornes et les deux p de "
    "chaque paire sont dans le tableur.",
)
HOLM_P = Phrase("p (Holm)", "p (Holm)")
R_WITHIN = Phrase("r within", "r intra")
R_BETWEEN = Phrase("r between", "r inter")
T11P = Phrase("Correlations, pair by pair", "Corrélations, paire par paire")
CAVEATS: dict[str, Phrase] = {
    "mean_withheld": Phrase(
        "{variables}: mean and standard deviation are not shown, since they would tell how "
        "many gave an answer that fewer than {k} respondents gave.",
        "{variables} : moyenne et écart type ne sont pas montrés, car ils diraient combien "
        "ont donné une réponse que moins de {k} répondants ont donnée.",
    ),
    "levels_unknown": Phrase(
        "{variable}: groups are not known, or none has two members with every variable; "
        "correlations within and between groups are not shown.",
        "{variable} : groupes inconnus, ou aucun n'a deux membres avec toutes les variables "
        "; les corrélations au sein des groupes et entre eux ne sont pas montrées.",
    ),
}
"""Sentences by the code of their caveat."""
