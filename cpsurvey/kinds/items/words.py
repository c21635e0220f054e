"""Items of the scales (T4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.items.data import End
    from cpsurvey.parts import Matrix

SECTION = Phrase("Items", "Items")
T4 = Phrase("Item descriptives", "Description des items")
MISSING_SHARE = Phrase("Missing %", "Manquant %")
SKEW = Phrase("Skew", "Asym.")
KURTOSIS = Phrase("Kurt.", "Aplat.")
FLOOR = Phrase("Floor %", "Plancher %")
CEILING = Phrase("Ceiling %", "Plafond %")
ITEM_REST = Phrase("Item-rest r", "r item-reste")
ALPHA_IF_DELETED = Phrase("α if deleted", "α sans l'item")
LOADING = Phrase("λ", "λ")
MODE_NOTE = Phrase(
    "After the dot: the way of sharing the item speaks of.",
    "Après le point : le mode de partage dont parle l'item.",
)
MODES: dict[str, Phrase] = {
    "story": Phrase("story", "récit"),
    "demonstration": Phrase("demonstration", "démonstration"),
    "observation": Phrase("observation", "observation"),
    "tip": Phrase("tip", "astuce"),
    "intuition": Phrase("intuition", "intuition"),
    "judgement": Phrase("judgement", "jugement"),
    "withholding": Phrase("withholding", "rétention"),
}
"""Those a questionnaire names otherwise go by their names."""
T4B = Phrase("Scores at the ends of their scale", "Scores aux extrémités de leur échelle")
RANGE = Phrase("Possible", "Possible")
FLAG = Phrase("Flag", "Signal")
ENDS: dict[End, Phrase] = {
    "floor": Phrase("floor", "plancher"),
    "ceiling": Phrase("ceiling", "plafond"),
}
ENDS_NOTE = Phrase(
    "Share of respondents whose score is the lowest or the highest possible; flagged "
    "above {share}% (Terwee et al., 2007), where the scale can no longer tell these "
    "respondents apart.",
    "Part des répondants dont le score est le plus bas ou le plus haut possible ; "
    "signalée au-delà de {share} % (Terwee et al., 2007), quand l'échelle ne distingue "
    "plus ces répondants.",
)
LOADINGS: dict[Matrix, Phrase] = {
    "pearson": Phrase(
        "λ: loading, standardised, one factor per scale, maximum likelihood.",
        "λ : saturation standardisée, un facteur par échelle, maximum de vraisemblance.",
    ),
    "polychoric": Phrase(
        "λ: loading, standardised, one factor per scale, minimum residuals of polychoric "
        "correlations.",
        "λ : saturation standardisée, un facteur par échelle, résidus minimaux des "
        "corrélations polychoriques.",
    ),
}
ITEMS_NOTE = Phrase(
    "Means are after reversal of the items marked (R). Skew and kurtosis: bias-corrected "
    "(G1, excess G2). Floor, ceiling: % at the lowest and highest answer. Item-rest r, α "
    "if deleted, λ: respondents with all items of the scale.",
    "Moyennes après inversion des items marqués (I). Asymétrie et aplatissement : "
    "corrigés (G1, G2 en excès). Plancher et plafond : % à la réponse la plus basse et "
    "la plus haute. r item-reste, α sans l'item, λ : répondants ayant tous les items de "
    "l'échelle.",
)
FIGURE = Phrase(
    "Answers to the items of: {scales} (% of answers given; before reversal)",
    "Réponses aux items de : {scales} (% des réponses données ; avant inversion)",
)
FIGURE_ALT = Phrase(
    "One bar per item, one colour per answer, all bars with the middle answer on one line; "
    "means and both ends are in table T4.",
    "Une barre par item, une couleur par réponse, la réponse du milieu de toutes sur une même "
    "ligne ; moyennes et extrêmes au tableau T4.",
)
CAVEATS: dict[str, Phrase] = {
    "heywood_item_loading": Phrase(
        "{scale}: one factor would leave an item a negative residual variance; its loadings "
        "are not shown.",
        "{scale} : un facteur laisserait à un item une variance résiduelle négative ; les "
        "saturations ne sont pas montrées.",
    ),
    "constant_item": Phrase(
        "Every answer to {item} is the same.",
        "Toutes les réponses à {item} sont identiques.",
    ),
    "items_nobody_answered": Phrase(
        "Answered by nobody, or by too few to be described: {variables}. Not asked, or lost "
        "on the way; scores rest on the other items.",
        "Personne, ou trop peu de monde pour être décrit, n'a répondu à : {variables}. Non "
        "posés, ou perdus en route ; les scores reposent sur les autres items.",
    ),
    "negative_item_rest": Phrase(
        "{item} goes against its scale: check its wording and its reversal.",
        "{item} va à l'encontre de son échelle : vérifier l'énoncé et l'inversion.",
    ),
}
"""Sentences by the code of their caveat."""
