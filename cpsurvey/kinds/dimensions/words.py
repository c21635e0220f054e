"""Factorability and parallel analysis (T5)."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("Dimensions", "Dimensions")
T5 = Phrase("Factorability and parallel analysis", "Factorisabilité et analyse parallèle")
EIGENVALUE_RANK = Phrase("No.", "N°")
EIGENVALUE = Phrase("Component: eigenvalue", "Composante : valeur propre")
EIGENVALUE_LIMIT = Phrase("95th percentile", "95e centile")
EIGENVALUE_REDUCED = Phrase("Axis: eigenvalue", "Axe : valeur propre")
EIGENVALUE_LIMIT_REDUCED = Phrase("95th percentile (axis)", "95e centile (axe)")
KMO_NOTE = Phrase(
    "KMO = {kmo} (lowest item {low}; ≥ .80 is called good, < .50 unacceptable); Bartlett "
    "χ²({df}) = {chisq}, p {p}.",
    "KMO = {kmo} (item le plus bas {low} ; ≥ 0,80 est dit bon, < 0,50 inacceptable) ; "
    "Bartlett χ²({df}) = {chisq}, p {p}.",
)
PARALLEL_NOTE = Phrase(
    "Components above their limit: {kept} ({draws} permutations of the columns).",
    "Composantes au-dessus de leur limite : {kept} ({draws} permutations des colonnes).",
)
AXES_NOTE = Phrase(
    "Principal axes (squared multiple correlations on the diagonal) above theirs: "
    "{kept}; they tend to keep more.",
    "Axes principaux (carrés des corrélations multiples sur la diagonale) au-dessus de "
    "la leur : {kept} ; ils tendent à en garder davantage.",
)
HOW_PEARSON = Phrase("Product-moment correlations", "Corrélations de Pearson")
HOW_POLYCHORIC = Phrase("Polychoric correlations", "Corrélations polychoriques")
HOW_NONE = Phrase("nothing missing.", "aucune réponse manquante.")
HOW_EM = Phrase(
    "every answer counts (normal maximum likelihood by EM); tests count n = {n}, the "
    "harmonic mean over pairs of items.",
    "chaque réponse compte (maximum de vraisemblance normal par EM) ; les tests comptent "
    "n = {n}, moyenne harmonique sur les paires d'items.",
)
HOW_PAIRWISE = Phrase(
    "each from the respondents with both answers; tests count n = {n}, the harmonic mean "
    "over pairs of items.",
    "chacune sur les répondants ayant les deux réponses ; les tests comptent n = {n}, "
    "moyenne harmonique sur les paires d'items.",
)
HOW_COMPLETE = Phrase(
    "respondents with every item only.", "seulement les répondants ayant tous les items."
)
NO_ITEM = Phrase("none of these items answered", "aucun de ces items répondu")
FIG_SCREE = Phrase(
    "Eigenvalues and what permuted columns give (95th percentile)",
    "Valeurs propres et ce que donnent des colonnes permutées (95e centile)",
)
SCREE_COMPONENTS = Phrase("Principal components", "Composantes principales")
SCREE_AXES = Phrase("Principal axes", "Axes principaux")
SCREE_OBSERVED = Phrase("observed", "observé")
SCREE_LIMIT = Phrase("limit", "limite")
SUM_DIMENSIONS = Phrase(
    "{items} items: parallel analysis keeps {kept} {kept:component|components}.",
    "{items} items : l'analyse parallèle garde {kept} {kept:composante|composantes}.",
)
CAVEATS: dict[str, Phrase] = {
    "items_low_msa": Phrase(
        "Sampling adequacy below .50: {variables}. These items share little with the others.",
        "Adéquation inférieure à 0,50 : {variables}. Ces items partagent peu avec les autres.",
    ),
    "no_factorability": Phrase(
        "KMO and Bartlett's test cannot be judged: the correlations cannot be inverted.",
        "KMO et test de Bartlett ne peuvent être jugés : les corrélations ne sont pas "
        "inversibles.",
    ),
}
"""Sentences by the code of their caveat."""
