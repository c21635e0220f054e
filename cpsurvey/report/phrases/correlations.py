"""Correlations of scores (T11)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_correlations": ("Correlations", "Corrélations"),
    "T11": ("Correlations of scores", "Corrélations des scores"),
    "T11w": (
        "Correlations within (below) and between (above) groups",
        "Corrélations intra-groupes (dessous) et inter-groupes (dessus)",
    ),
    "correlations_note": (
        "Pairwise; n from {low} to {high}. In parentheses on the diagonal: reliability "
        "(ω total). "
        "* p < .05, ** p < .01, *** p < .001.",
        "Par paires ; n de {low} à {high}. Entre parenthèses sur la diagonale : fidélité "
        "(ω total). "
        "* p < 0,05 ; ** p < 0,01 ; *** p < 0,001.",
    ),
    "within_note": (
        "Below the diagonal: within groups (deviations from the group's mean). Above: between "
        "group means, weighted by size.",
        "Sous la diagonale : intra-groupes (écarts à la moyenne du groupe). Au-dessus : entre "
        "moyennes de groupes, pondérées par la taille.",
    ),
    "fig_correlations": ("Correlations of scores", "Corrélations des scores"),
}
