"""Regressions (T16)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_regression": ("Regressions", "Régressions"),
    "T16": ("Regression of {outcome}", "Régression : {outcome}"),
    "T16b": ("Blocks of the regression of {outcome}", "Blocs de la régression : {outcome}"),
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
        "Erreurs standard robustes aux grappes (CR1), {clusters} grappes ({variable}).",
    ),
    "errors_cr2": (
        "Standard errors robust to {clusters} clusters of {variable} (CR2; Bell & McCaffrey, "
        "2002) with Satterthwaite's degrees of freedom.",
        "Erreurs standard robustes à {clusters} grappes ({variable}) (CR2 ; Bell et "
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
        "Résidus de « {outcome} » : par valeur ajustée (tranches, ± 2 ES) et contre la normale",
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
    "high_vif": (
        "Predictors overlap: the VIF of {term} is {vif}.",
        "Prédicteurs redondants : le VIF de {term} est {vif}.",
    ),
    "ratio_odds": ("OR", "OR"),
    "ratio_rate": ("Rate ratio", "Rapport de taux"),
    "ratio": ("Ratio", "Rapport"),
    "mcfadden": ("McFadden R²", "R² McFadden"),
    "nagelkerke": ("Nagelkerke R²", "R² Nagelkerke"),
    "deviance_r2_head": ("Deviance R²", "R² déviance"),
    "deviance_change": ("χ²", "χ²"),
    "family_binomial": (
        "Logistic regression; OR: odds ratio per unit of the predictor, with its interval.",
        "Régression logistique ; OR : rapport de cotes par unité du prédicteur, et son "
        "intervalle.",
    ),
    "family_trials": (
        "Logistic regression of successes out of {trials}; OR: odds ratio per unit of the "
        "predictor, with its interval.",
        "Régression logistique de succès sur {trials} ; OR : rapport de cotes par unité du "
        "prédicteur, et son intervalle.",
    ),
    "family_poisson": (
        "Poisson regression{over} (log link); the rate ratio is per unit of the predictor, "
        "with its interval.",
        "Régression de Poisson{over} (lien log) ; le rapport de taux est par unité du "
        "prédicteur, avec son intervalle.",
    ),
    "family_over": (", counts over {exposure}", ", comptages rapportés à {exposure}"),
    "family_gamma": (
        "Gamma regression (log link); the ratio of means is per unit of the predictor, with "
        "its interval.",
        "Régression gamma (lien log) ; le rapport des moyennes est par unité du prédicteur, "
        "avec son intervalle.",
    ),
    "pseudo_r2": (
        "Last block: R² of McFadden {mcfadden}, of Nagelkerke {nagelkerke}; AIC {aic}.",
        "Dernier bloc : R² de McFadden {mcfadden}, de Nagelkerke {nagelkerke} ; AIC {aic}.",
    ),
    "deviance_r2": (
        "Last block: share of the deviance {r2}.",
        "Dernier bloc : part de la déviance {r2}.",
    ),
    "auc": ("Area under the ROC curve {auc}.", "Aire sous la courbe ROC {auc}."),
    "dispersion": (
        "Pearson's χ² by its df: {ratio} (1 where the family holds; p {p}).",
        "χ² de Pearson sur ses ddl : {ratio} (1 si la famille convient ; p {p}).",
    ),
    "glm_influence": (
        "Largest Cook's distance {cook}, largest leverage {leverage}.",
        "Distance de Cook maximale {cook}, levier maximal {leverage}.",
    ),
    "glm_block_test_classical": (
        "Likelihood-ratio test of each block (F for gamma). p (robust): Wald test with the "
        "printed errors.",
        "Test du rapport de vraisemblance de chaque bloc (F pour gamma). p (robuste) : test "
        "de Wald avec les erreurs imprimées.",
    ),
    "glm_block_test_hc3": (
        "Likelihood-ratio test of each block (F for gamma). p (robust): Wald test with HC3 "
        "errors.",
        "Test du rapport de vraisemblance de chaque bloc (F pour gamma). p (robuste) : test "
        "de Wald, erreurs HC3.",
    ),
    "glm_block_test_cr1": (
        "Likelihood-ratio test of each block (F for gamma), which takes respondents as "
        "independent. p (robust): Wald test with CR1 errors.",
        "Test du rapport de vraisemblance de chaque bloc (F pour gamma), qui suppose les "
        "répondants indépendants. p (robuste) : test de Wald, erreurs CR1.",
    ),
    "glm_block_test_cr2": (
        "Likelihood-ratio test of each block (F for gamma), which takes respondents as "
        "independent. p (robust): approximate Hotelling test with CR2 errors (HTZ).",
        "Test du rapport de vraisemblance de chaque bloc (F pour gamma), qui suppose les "
        "répondants indépendants. p (robuste) : test de Hotelling approché, erreurs CR2 (HTZ).",
    ),
    "T16c": (
        "Average marginal effects on {outcome}",
        "Effets marginaux moyens sur « {outcome} »",
    ),
    "effect_by": ("{variable}, by {moderator}", "{variable}, selon {moderator}"),
    "margins_note": (
        "Averages over the respondents of this regression, everything else as it is; errors "
        "by the delta method with the covariance printed above. Categories: difference from "
        "the first. Other moderators: at their 16th, 50th and 84th percentile.",
        "Moyennes sur les répondants de cette régression, le reste inchangé ; erreurs par la "
        "méthode delta avec la covariance imprimée plus haut. Modalités : écart à la première. "
        "Autres modérateurs : aux 16e, 50e et 84e centiles.",
    ),
    "margins_unit_gaussian": (
        "In units of the outcome per unit of the predictor.",
        "En unités de la variable expliquée par unité du prédicteur.",
    ),
    "margins_unit_binomial": (
        "Change of the probability (0.01: one point of percentage) per unit of the predictor.",
        "Changement de la probabilité (0,01 : un point de pourcentage) par unité du "
        "prédicteur.",
    ),
    "margins_unit_trials": (
        "Change of the share of successes (0.01: one point of percentage) per unit of the "
        "predictor.",
        "Changement de la part de succès (0,01 : un point de pourcentage) par unité du "
        "prédicteur.",
    ),
    "margins_unit_poisson": (
        "Change of the expected count per unit of the predictor, at everybody's own exposure.",
        "Changement du nombre attendu par unité du prédicteur, à l'exposition de chacun.",
    ),
    "margins_unit_gamma": (
        "Change of the expected amount per unit of the predictor.",
        "Changement du montant attendu par unité du prédicteur.",
    ),
    "fig_predictions": (
        "Average prediction of {outcome}, with 95% intervals",
        "Prédiction moyenne de « {outcome} », avec intervalles à 95 %",
    ),
    "predicted_gaussian": ("{outcome}", "{outcome}"),
    "predicted_binomial": ("Probability: {outcome}", "Probabilité : {outcome}"),
    "predicted_trials": ("Share: {outcome}", "Part : {outcome}"),
    "predicted_poisson": ("Expected count: {outcome}", "Nombre attendu : {outcome}"),
    "predicted_gamma": ("Expected: {outcome}", "Attendu : {outcome}"),
    "fig_calibration": (
        "Calibration of {outcome}: observed and predicted means of slices (± 2 SE)",
        "Calibration de « {outcome} » : moyennes observées et prédites par tranches (± 2 ES)",
    ),
    "mean_predicted": ("Mean prediction", "Prédiction moyenne"),
    "mean_observed": ("Observed mean", "Moyenne observée"),
    "reset": (
        "Linearity (RESET, squares and cubes of the fitted values): F({df}) = {F}, p {p}.",
        "Linéarité (RESET, carrés et cubes des valeurs ajustées) : F({df}) = {F}, p {p}.",
    ),
    "without_each": (
        "Without each of the {groups} groups in turn, the coefficient of {variable} ({b}) lies "
        "between {lowest} and {highest}; the largest change is {change} standard errors.",
        "Sans chacun des {groups} groupes tour à tour, le coefficient de « {variable} » ({b}) "
        "reste entre {lowest} et {highest} ; l'écart maximal est de {change} erreurs standard.",
    ),
    "without_sign": (
        "Its sign changes {count} times: the finding rests on single groups.",
        "Son signe change {count} fois : le résultat tient à des groupes isolés.",
    ),
    "without_failed": (
        "{count} of these regressions could not be fitted.",
        "{count} de ces régressions n'ont pas pu être estimées.",
    ),
    "fig_without": (
        "Coefficient of {variable} without each group in turn (band: 95% interval with all)",
        "Coefficient de « {variable} » sans chaque groupe tour à tour (bande : intervalle à "
        "95 % avec tous)",
    ),
    "without_each_x": (
        "{count} regressions, each without one group, sorted",
        "{count} régressions, chacune sans un groupe, triées",
    ),
    "answers_merged": (
        "{variable}: answers that fewer than {k} respondents gave are one category, “other "
        "answers”.",
        "{variable} : les réponses données par moins de {k} répondants forment une seule "
        "modalité, « autres réponses ».",
    ),
    "few_events": (
        "Fewer than 10 outcomes of the rarer kind for each of the {coefficients} coefficients: "
        "estimates lean away from zero and intervals are too narrow.",
        "Moins de 10 issues de la modalité rare pour chacun des {coefficients} coefficients : "
        "les estimations s'éloignent de zéro et les intervalles sont trop étroits.",
    ),
    "overdispersed": (
        "The outcome varies {ratio} times as much as its family says: classical errors are too "
        "small by a factor of {times}. Robust errors (hc3, cr2 with a cluster) allow for it.",
        "La variable varie {ratio} fois plus que sa famille ne le dit : les erreurs classiques "
        "sont trop petites d'un facteur {times}. Les erreurs robustes (hc3, ou cr2 avec "
        "grappes) en tiennent compte.",
    ),
    "fewer_clusters_than_coefficients": (
        "{clusters} clusters for {parameters} coefficients: their joint covariance has no "
        "inverse. Single tests are uncertain and joint tests impossible; take fewer "
        "predictors or errors: hc3.",
        "{clusters} grappes pour {parameters} coefficients : leur covariance conjointe n'a pas "
        "d'inverse. Les tests isolés sont incertains, les tests conjoints impossibles ; "
        "prendre moins de prédicteurs ou errors: hc3.",
    ),
    "no_exposure": ("no trial or no exposure", "aucun essai ou aucune exposition"),
    "no_errors": (
        "Errors of kind {errors} cannot be computed: a respondent alone decides a coefficient "
        "(leverage of 1). Leave the rare category out, or use errors: classical.",
        "Les erreurs de type {errors} ne peuvent être calculées : un répondant décide seul "
        "d'un coefficient (levier de 1). Retirez la modalité rare, ou errors: classical.",
    ),
}
