"""Items of the scales (T4)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_items": ("Items", "Items"),
    "T4": ("Item descriptives", "Description des items"),
    "missing_share": ("Missing %", "Manquant %"),
    "mean": ("M", "M"),
    "sd": ("SD", "ET"),
    "skew": ("Skew", "Asym."),
    "kurtosis": ("Kurtosis", "Aplat."),
    "floor": ("Floor %", "Plancher %"),
    "ceiling": ("Ceiling %", "Plafond %"),
    "item_rest": ("Item-rest r", "r item-reste"),
    "alpha_if_deleted": ("α if deleted", "α sans l'item"),
    "items_note": (
        "Means are after reversal of the items marked (R). Skew and kurtosis: "
        "bias-corrected (G1, excess G2). Floor, ceiling: % at the lowest and highest answer. "
        "Item-rest r and α if deleted: respondents with all items of the scale.",
        "Moyennes après inversion des items marqués (I). Asymétrie et aplatissement : "
        "corrigés (G1, G2 en excès). Plancher et plafond : % à la réponse la plus basse et la "
        "plus haute. r item-reste et α sans l'item : répondants ayant tous les items.",
    ),
    "fig_answers": ("Answers to the items of {scale}", "Réponses aux items de {scale}"),
    "constant_item": (
        "Every answer to {item} is the same.",
        "Toutes les réponses à {item} sont identiques.",
    ),
    "negative_item_rest": (
        "{item} goes against its scale: check its wording and its reversal.",
        "{item} va à l'encontre de son échelle : vérifier l'énoncé et l'inversion.",
    ),
}
