"""Correlations of scores, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SAID = Phrase(
    "Correlations of scores are pairwise, their p adjusted over all pairs [@holm1979].",
    "Les corrélations des scores sont calculées par paires, leurs p ajustés sur toutes les "
    "paires [@holm1979].",
)
SPLIT = Phrase(
    " They are also split into those within groups and those between group means.",
    " Elles sont aussi décomposées en corrélations dans les groupes et entre moyennes de "
    "groupes.",
)
NOTE = Phrase("Pairwise; n from {low} to {high}.", "Par paires ; n de {low} à {high}.")
SPLIT_NOTE = Phrase(
    "Below the diagonal: deviations from the group's mean; above: group means, weighted by "
    "size; n = {n} with every score, in {groups} {groups:group|groups}.",
    "Sous la diagonale : écarts à la moyenne du groupe ; au-dessus : moyennes de groupe, "
    "pondérées par leur taille ; n = {n} avec tous les scores, dans {groups} "
    "{groups:groupe|groupes}.",
)
MARKS = Phrase(
    "In brackets on the diagonal: reliability ({coefficient}). * p < .05, ** p < .01, *** p < "
    ".001 (Holm, over all pairs).",
    "Entre parenthèses sur la diagonale : fidélité ({coefficient}). * p < 0,05, ** p < 0,01, "
    "*** p < 0,001 (Holm, sur toutes les paires).",
)
