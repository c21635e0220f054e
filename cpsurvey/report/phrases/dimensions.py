"""Factorability and parallel analysis (T5), ratios of correlations (T10)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_dimensions": ("Dimensions", "Dimensions"),
    "T5": ("Factorability and parallel analysis", "Factorisabilité et analyse parallèle"),
    "T10h": ("Are the scales apart?", "Les échelles sont-elles distinctes ?"),
    "component": ("Component", "Composante"),
    "eigenvalue": ("Eigenvalue", "Valeur propre"),
    "limit": ("95th percentile of permutations", "95e centile des permutations"),
    "dimensions_note": (
        "KMO = {kmo} (lowest item {low}); Bartlett χ²({df}) = {chisq}, p {p}. Components above "
        "their limit: {kept} ({draws} permutations of the columns).",
        "KMO = {kmo} (item le plus bas {low}) ; Bartlett χ²({df}) = {chisq}, p {p}. "
        "Composantes au-dessus de leur limite : {kept} ({draws} permutations des colonnes).",
    ),
    "htmt_note": (
        "Sorted by HTMT2 (congeneric items; HTMT assumes equal loadings). {draws} bootstrap "
        "draws. An interval that reaches 1 says that the data do not tell the scales apart.",
        "Trié par HTMT2 (items congénériques ; HTMT suppose des saturations égales). {draws} "
        "tirages bootstrap. Un intervalle qui atteint 1 dit que les données ne distinguent pas "
        "les échelles.",
    ),
}
