"""Factorability and parallel analysis (T5)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_dimensions": ("Dimensions", "Dimensions"),
    "T5": ("Factorability and parallel analysis", "Factorisabilité et analyse parallèle"),
    "eigenvalue_rank": ("No.", "N°"),
    "eigenvalue": ("Component: eigenvalue", "Composante : valeur propre"),
    "eigenvalue_limit": ("95th percentile", "95e centile"),
    "eigenvalue_reduced": ("Axis: eigenvalue", "Axe : valeur propre"),
    "eigenvalue_limit_reduced": ("95th percentile (axis)", "95e centile (axe)"),
    "kmo_note": (
        "KMO = {kmo} (lowest item {low}; ≥ .80 is called good, < .50 unacceptable); Bartlett "
        "χ²({df}) = {chisq}, p {p}.",
        "KMO = {kmo} (item le plus bas {low} ; ≥ 0,80 est dit bon, < 0,50 inacceptable) ; "
        "Bartlett χ²({df}) = {chisq}, p {p}.",
    ),
    "parallel_note": (
        "Components above their limit: {kept} ({draws} permutations of the columns).",
        "Composantes au-dessus de leur limite : {kept} ({draws} permutations des colonnes).",
    ),
    "axes_note": (
        "Principal axes (squared multiple correlations on the diagonal) above theirs: {kept}; "
        "they tend to keep more.",
        "Axes principaux (carrés des corrélations multiples sur la diagonale) au-dessus de la "
        "leur : {kept} ; ils tendent à en garder davantage.",
    ),
    "how_pearson": ("Product-moment correlations", "Corrélations de Pearson"),
    "how_polychoric": ("Polychoric correlations", "Corrélations polychoriques"),
    "how_none": ("nothing missing.", "aucune réponse manquante."),
    "how_em": (
        "every answer counts (normal maximum likelihood by EM); tests count n = {n}, the "
        "harmonic mean over pairs of items.",
        "chaque réponse compte (maximum de vraisemblance normal par EM) ; les tests comptent "
        "n = {n}, moyenne harmonique sur les paires d'items.",
    ),
    "how_pairwise": (
        "each from the respondents with both answers; tests count n = {n}, the harmonic mean "
        "over pairs of items.",
        "chacune sur les répondants ayant les deux réponses ; les tests comptent n = {n}, "
        "moyenne harmonique sur les paires d'items.",
    ),
    "how_complete": (
        "respondents with every item only.",
        "seulement les répondants ayant tous les items.",
    ),
    "no_item": ("none of these items answered", "aucun de ces items répondu"),
    "fig_scree": (
        "Eigenvalues and what permuted columns give (95th percentile)",
        "Valeurs propres et ce que donnent des colonnes permutées (95e centile)",
    ),
    "scree_components": ("Principal components", "Composantes principales"),
    "scree_axes": ("Principal axes", "Axes principaux"),
    "scree_observed": ("observed", "observé"),
    "scree_limit": ("limit", "limite"),
    "sum_dimensions": (
        "{items} items: parallel analysis keeps {kept} {kept:component|components}.",
        "{items} items : l'analyse parallèle garde {kept} {kept:composante|composantes}.",
    ),
    "items_constant": (
        "Left out, because every answer is the same: {variables}.",
        "Écartés, car toutes les réponses sont identiques : {variables}.",
    ),
    "items_apart": (
        "Left out, because too few respondents answered them together with the others: "
        "{variables}.",
        "Écartés, car trop peu de répondants y ont répondu en même temps qu'aux autres : "
        "{variables}.",
    ),
    "items_dependent": (
        "Left out, because other items determine them exactly: {variables}. Look for a column "
        "that was imported twice.",
        "Écartés, car d'autres items les déterminent exactement : {variables}. Chercher une "
        "colonne importée deux fois.",
    ),
    "items_low_msa": (
        "Sampling adequacy below .50: {variables}. These items share little with the others.",
        "Adéquation inférieure à 0,50 : {variables}. Ces items partagent peu avec les autres.",
    ),
    "more_items_than_people": (
        "{items} items for {n} respondents: the correlations cannot be inverted. KMO, "
        "Bartlett's test, principal axes and maximum likelihood need more respondents than "
        "items; eigenvalues and components are shown, and rest on little.",
        "{items} items pour {n} répondants : les corrélations ne sont pas inversibles. KMO, "
        "test de Bartlett, axes principaux et maximum de vraisemblance demandent plus de "
        "répondants que d'items ; valeurs propres et composantes sont montrées, sur peu "
        "d'informations.",
    ),
    "matrix_smoothed": (
        "The correlations contradicted each other (lowest eigenvalue {lowest}): negative "
        "eigenvalues were raised to almost zero, which changed correlations by {change} at "
        "most. Few respondents, rare answers or many missing ones do this.",
        "Les corrélations se contredisaient (valeur propre minimale {lowest}) : les valeurs "
        "propres négatives ont été relevées à presque zéro, ce qui a changé les corrélations "
        "de {change} au plus. Peu de répondants, des réponses rares ou beaucoup de réponses "
        "manquantes en sont la cause.",
    ),
    "no_factorability": (
        "KMO and Bartlett's test cannot be judged: the correlations cannot be inverted.",
        "KMO et test de Bartlett ne peuvent être jugés : les corrélations ne sont pas "
        "inversibles.",
    ),
    "categories_unused": (
        "Answers nobody chose have no threshold and were passed over: {variables}.",
        "Les réponses que personne n'a choisies n'ont pas de seuil et sont ignorées : "
        "{variables}.",
    ),
}
