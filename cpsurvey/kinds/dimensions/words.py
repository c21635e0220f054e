"""Factorability and parallel analysis (T5)."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("Dimensions", "Dimensions")
T5 = Phrase("Factorability and parallel analysis", "Factorisabilité et analyse parallèle")
RANK = Phrase("No.", "N°")
EIGENVALUE = Phrase("Component: eigenvalue", "Composante : valeur propre")
LIMIT = Phrase("95th percentile", "95e centile")
REDUCED = Phrase("Axis: eigenvalue", "Axe : valeur propre")
REDUCED_LIMIT = Phrase("95th percentile (axis)", "95e centile (axe)")
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
FIGURE = Phrase(
    "Eigenvalues and what permuted columns give (95th percentile)",
    "Valeurs propres et ce que donnent des colonnes permutées (95e centile)",
)
COMPONENTS = Phrase("Principal components", "Composantes principales")
AXES = Phrase("Principal axes", "Axes principaux")
OBSERVED = Phrase("observed", "observé")
LIMIT_LINE = Phrase("limit", "limite")
IN_SHORT = Phrase(
    "{items} {items:item|items}: parallel analysis keeps {kept} {kept:component|components}.",
    "{items} {items:item|items} : l'analyse parallèle garde {kept} "
    "{kept:composante|composantes}.",
)
CAVEATS: dict[str, Phrase] = {
    "items_low_msa": Phrase(
        "Sampling adequacy below .50: {variables}. {variables:This item shares|These items "
        "share} little with the others.",
        "Adéquation inférieure à 0,50 : {variables}. {variables:Cet item partage|Ces items "
        "partagent} peu avec les autres.",
    ),
    "no_factorability": Phrase(
        "KMO and Bartlett's test cannot be judged: the correlations cannot be inverted.",
        "KMO et test de Bartlett ne peuvent être jugés : les corrélations ne sont pas "
        "inversibles.",
    ),
}
"""Sentences by the code of their caveat."""
