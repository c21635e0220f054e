"""Regressions (T16)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_regression": ("Regressions", "Régressions"),
    "T16": ("Regression of {outcome}", "Régression de {outcome}"),
    "T16b": ("Blocks of the regression of {outcome}", "Blocs de la régression de {outcome}"),
    "predictor": ("Predictor", "Prédicteur"),
    "beta": ("β", "β"),
    "vif": ("VIF", "VIF"),
    "block": ("Block", "Bloc"),
    "intercept": ("Intercept", "Constante"),
    "r2": ("R²", "R²"),
    "adj_r2": ("Adj. R²", "R² ajusté"),
    "delta_r2": ("ΔR²", "ΔR²"),
    "f2": ("f²", "f²"),
    "f_change": ("F change", "F du changement"),
    "errors_classical": ("Classical standard errors.", "Erreurs standard classiques."),
    "errors_hc3": (
        "Standard errors robust to unequal variance (HC3).",
        "Erreurs standard robustes à l'hétéroscédasticité (HC3).",
    ),
    "errors_cluster": (
        "Cluster-robust standard errors (CR1), {clusters} clusters of {variable}.",
        "Erreurs standard robustes aux grappes (CR1), {clusters} grappes de {variable}.",
    ),
    "r2_note": (
        "Last block. R² = {r2}, adjusted {adj}.",
        "Dernier bloc. R² = {r2}, ajusté {adj}.",
    ),
    "other_errors": (
        "The other standard errors are in the Excel file and in results.json.",
        "Les autres erreurs standard sont dans results.json.",
    ),
    "few_clusters": (
        "Only {clusters} clusters: cluster-robust errors are too small on average below 50; "
        "read p-values with care.",
        "Seulement {clusters} grappes : sous 50, les erreurs robustes sont trop petites en "
        "moyenne ; lire les p avec prudence.",
    ),
    "high_vif": (
        "Predictors overlap: the VIF of {term} is {vif}.",
        "Prédicteurs redondants : le VIF de {term} est {vif}.",
    ),
}
