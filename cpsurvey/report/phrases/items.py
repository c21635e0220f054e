"""Items of the scales (T4)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_items": ("Items", "Items"),
    "T4": ("Item descriptives", "Description des items"),
    "missing_share": ("Missing %", "Manquant %"),
    "mean": ("M", "M"),
    "sd": ("SD", "ET"),
    "skew": ("Skew", "Asym."),
    "kurtosis": ("Kurt.", "Aplat."),
    "floor": ("Floor %", "Plancher %"),
    "ceiling": ("Ceiling %", "Plafond %"),
    "item_rest": ("Item-rest r", "r item-reste"),
    "alpha_if_deleted": ("α if deleted", "α sans l'item"),
    "item_loading": ("λ", "λ"),
    "item_mode_note": (
        "After the dot: the way of sharing the item speaks of.",
        "Après le point : le mode de partage dont parle l'item.",
    ),
    "mode_story": ("story", "récit"),
    "mode_demonstration": ("demonstration", "démonstration"),
    "mode_observation": ("observation", "observation"),
    "mode_tip": ("tip", "astuce"),
    "mode_intuition": ("intuition", "intuition"),
    "mode_judgement": ("judgement", "jugement"),
    "mode_withholding": ("withholding", "rétention"),
    "T4b": ("Scores at the ends of their scale", "Scores aux extrémités de leur échelle"),
    "ends_range": ("Possible", "Possible"),
    "ends_flag": ("Flag", "Signal"),
    "ends_floor": ("floor", "plancher"),
    "ends_ceiling": ("ceiling", "plafond"),
    "ends_note": (
        "Share of respondents whose score is the lowest or the highest possible; flagged above "
        "{share}% (Terwee et al., 2007), where the scale can no longer tell these respondents "
        "apart.",
        "Part des répondants dont le score est le plus bas ou le plus haut possible ; signalée "
        "au-delà de {share} % (Terwee et al., 2007), quand l'échelle ne distingue plus ces "
        "répondants.",
    ),
    "item_loading_pearson": (
        "λ: loading, standardised, one factor per scale, maximum likelihood.",
        "λ : saturation standardisée, un facteur par échelle, maximum de vraisemblance.",
    ),
    "item_loading_polychoric": (
        "λ: loading, standardised, one factor per scale, minimum residuals of polychoric "
        "correlations.",
        "λ : saturation standardisée, un facteur par échelle, résidus minimaux des "
        "corrélations polychoriques.",
    ),
    "heywood_item_loading": (
        "{scale}: one factor would leave an item a negative residual variance; its loadings "
        "are not shown.",
        "{scale} : un facteur laisserait à un item une variance résiduelle négative ; les "
        "saturations ne sont pas montrées.",
    ),
    "items_note": (
        "Means are after reversal of the items marked (R). Skew and kurtosis: "
        "bias-corrected (G1, excess G2). Floor, ceiling: % at the lowest and highest answer. "
        "Item-rest r, α if deleted, λ: respondents with all items of the scale.",
        "Moyennes après inversion des items marqués (I). Asymétrie et aplatissement : "
        "corrigés (G1, G2 en excès). Plancher et plafond : % à la réponse la plus basse et la "
        "plus haute. r item-reste, α sans l'item, λ : répondants ayant tous "
        "les items de l'échelle.",
    ),
    "fig_answers": (
        "Answers to the items of: {scales} (% of answers given; before reversal)",
        "Réponses aux items de : {scales} (% des réponses données ; avant inversion)",
    ),
    "fig_answers_alt": (
        "One bar per item, one colour per answer; means and both ends are in table T4.",
        "Une barre par item, une couleur par réponse ; moyennes et extrêmes au tableau T4.",
    ),
    "constant_item": (
        "Every answer to {item} is the same.",
        "Toutes les réponses à {item} sont identiques.",
    ),
    "items_nobody_answered": (
        "Answered by nobody, or by too few to be described: {variables}. Not asked, or lost on "
        "the way; scores rest on the other items.",
        "Personne, ou trop peu de monde pour être décrit, n'a répondu à : {variables}. Non "
        "posés, ou perdus en route ; les scores reposent sur les autres items.",
    ),
    "negative_item_rest": (
        "{item} goes against its scale: check its wording and its reversal.",
        "{item} va à l'encontre de son échelle : vérifier l'énoncé et l'inversion.",
    ),
}
