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
    "errors_cr1": (
        "Cluster-robust standard errors (CR1), {clusters} clusters of {variable}.",
        "Erreurs standard robustes aux grappes (CR1), {clusters} grappes de {variable}.",
    ),
    "errors_cr2": (
        "Standard errors robust to {clusters} clusters of {variable} (CR2; Bell & McCaffrey, "
        "2002) with Satterthwaite's degrees of freedom.",
        "Erreurs standard robustes à {clusters} grappes de {variable} (CR2 ; Bell et "
        "McCaffrey, 2002), ddl de Satterthwaite.",
    ),
    "p_robust": ("p (robust)", "p (robuste)"),
    "block_test_classical": ("p (robust): the same test.", "p (robuste) : le même test."),
    "block_test_hc3": (
        "F and p: classical. p (robust): Wald test of the block with HC3 errors.",
        "F et p : classiques. p (robuste) : test de Wald du bloc, erreurs HC3.",
    ),
    "block_test_cr1": (
        "F and p: classical. p (robust): Wald test of the block with CR1 errors.",
        "F et p : classiques. p (robuste) : test de Wald du bloc, erreurs CR1.",
    ),
    "block_test_cr2": (
        "F and p: classical. p (robust): approximate Hotelling test of the block with CR2 "
        "errors (HTZ; Pustejovsky & Tipton, 2018).",
        "F et p : classiques. p (robuste) : test de Hotelling approché du bloc, erreurs CR2 "
        "(HTZ ; Pustejovsky et Tipton, 2018).",
    ),
    "diagnostics": (
        "Residuals: Breusch-Pagan χ²({df}) = {bp}, p {p}; skew {skew}, kurtosis {kurtosis}; "
        "largest Cook's distance {cook}, largest leverage {leverage}.",
        "Résidus : Breusch-Pagan χ²({df}) = {bp}, p {p} ; asymétrie {skew}, aplatissement "
        "{kurtosis} ; distance de Cook maximale {cook}, levier maximal {leverage}.",
    ),
    "fig_residuals": (
        "Residuals of {outcome}: by fitted value (slices, ± 2 SE) and against the normal",
        "Résidus de {outcome} : par valeur ajustée (tranches, ± 2 ES) et contre la normale",
    ),
    "fitted_values": ("Fitted value", "Valeur ajustée"),
    "mean_residual": ("Mean residual", "Résidu moyen"),
    "normal_quantile": ("Normal quantile", "Quantile normal"),
    "residual_quantile": ("Quantile of residuals", "Quantile des résidus"),
    "product_without_parts": (
        "{variables}: a product without all of its parts; its coefficient is not the change "
        "of a slope. Write a*b.",
        "{variables} : produit sans toutes ses parties ; son coefficient n'est pas le "
        "changement d'une pente. Écrire a*b.",
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
