"""Factorability and parallel analysis (T5)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_dimensions": ("Dimensions", "Dimensions"),
    "T5": ("Factorability and parallel analysis", "Factorisabilité et analyse parallèle"),
    "component": ("Component", "Composante"),
    "eigenvalue": ("Eigenvalue", "Valeur propre"),
    "limit": ("95th percentile of permutations", "95e centile des permutations"),
    "dimensions_note": (
        "KMO = {kmo} (lowest item {low}); Bartlett χ²({df}) = {chisq}, p {p}. Components above "
        "their limit: {kept} ({draws} permutations of the columns).",
        "KMO = {kmo} (item le plus bas {low}) ; Bartlett χ²({df}) = {chisq}, p {p}. "
        "Composantes au-dessus de leur limite : {kept} ({draws} permutations des colonnes).",
    ),
}
