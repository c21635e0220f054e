"""Regressions (T16)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.rounding import DASH
from cpsurvey.report.words import Phrase, Words

if TYPE_CHECKING:
    from cpsurvey.kinds.regression.data import Explained, Family
    from cpsurvey.parts import Errors

SECTION = Phrase("Regressions", "Régressions")
T16 = Phrase("Regression of {outcome}", "Régression : {outcome}")
T16B = Phrase("Blocks of the regression of {outcome}", "Blocs de la régression : {outcome}")
BETA = Phrase("β", "β")
BETA_CI = Phrase("95% CI (β)", "IC à 95 % (β)")
BETA_NOTE = Phrase(
    "The interval of β is that of b in standard deviations, which are taken as known.",
    "L'intervalle de β est celui de b en écarts types, tenus pour connus.",
)
VIF = Phrase("VIF", "VIF")
BLOCK = Phrase("Block", "Bloc")
DELTA_R2 = Phrase("ΔR²", "ΔR²")
F2 = Phrase("f²", "f²")
F_CHANGE = Phrase("F change", "F du changement")
P_ROBUST = Phrase("p (robust)", "p (robuste)")
BLOCK_TEST: dict[Errors, Phrase] = {
    "classical": Phrase("p (robust): the same test.", "p (robuste) : le même test."),
    "hc3": Phrase(
        "F and p: classical. p (robust): Wald test of the block with HC3 errors.",
        "F et p : classiques. p (robuste) : test de Wald du bloc, erreurs HC3.",
    ),
    "cr1": Phrase(
        "F and p: classical. p (robust): Wald test of the block with CR1 errors.",
        "F et p : classiques. p (robuste) : test de Wald du bloc, erreurs CR1.",
    ),
    "cr2": Phrase(
        "F and p: classical. p (robust): approximate Hotelling test of the block with CR2 "
        "errors (HTZ; Pustejovsky & Tipton, 2018).",
        "F et p : classiques. p (robuste) : test de Hotelling approché du bloc, erreurs CR2 "
        "(HTZ ; Pustejovsky et Tipton, 2018).",
    ),
}
DIAGNOSTICS = Phrase(
    "Residuals: Breusch-Pagan χ²({df}) = {bp}, p {p}; skew {skew}, kurtosis {kurtosis}; "
    "largest Cook's distance {cook}, largest leverage {leverage}.",
    "Résidus : Breusch-Pagan χ²({df}) = {bp}, p {p} ; asymétrie {skew}, aplatissement "
    "{kurtosis} ; distance de Cook maximale {cook}, levier maximal {leverage}.",
)
FIG_RESIDUALS = Phrase(
    "Residuals of {outcome}: by fitted value (slices, ± 2 SE) and against the normal",
    "Résidus de « {outcome} » : par valeur ajustée (tranches, ± 2 ES) et contre la normale",
)
FITTED_VALUES = Phrase("Fitted value", "Valeur ajustée")
MEAN_RESIDUAL = Phrase("Mean residual", "Résidu moyen")
NORMAL_QUANTILE = Phrase("Normal quantile", "Quantile normal")
RESIDUAL_QUANTILE = Phrase("Quantile of residuals", "Quantile des résidus")
R2_NOTE = Phrase(
    "Last block. R² = {r2}, adjusted {adj}.", "Dernier bloc. R² = {r2}, ajusté {adj}."
)
BY_BLOCK = Phrase(
    "Coefficients: all blocks. R²: the blocks so far, beside the first predictor of each.",
    "Coefficients : tous les blocs. R² : blocs jusque-là, en face du premier prédicteur de "
    "chacun.",
)
RATIO: dict[Family, Phrase] = {
    "binomial": Phrase("OR", "OR"),
    "poisson": Phrase("Rate ratio", "Rapport de taux"),
    "gamma": Phrase("Ratio", "Rapport"),
}
MCFADDEN = Phrase("McFadden R²", "R² McFadden")
NAGELKERKE = Phrase("Nagelkerke R²", "R² Nagelkerke")
DEVIANCE_R2_HEAD = Phrase("Deviance R²", "R² déviance")
FAMILY: dict[Explained, Phrase] = {
    "binomial": Phrase(
        "Logistic regression; OR: odds ratio per unit of the predictor, with its interval.",
        "Régression logistique ; OR : rapport de cotes par unité du prédicteur, et son "
        "intervalle.",
    ),
    "trials": Phrase(
        "Logistic regression of successes out of {trials}; OR: odds ratio per unit of the "
        "predictor, with its interval.",
        "Régression logistique de succès sur {trials} ; OR : rapport de cotes par unité du "
        "prédicteur, et son intervalle.",
    ),
    "poisson": Phrase(
        "Poisson regression{over} (log link); the rate ratio is per unit of the predictor, "
        "with its interval.",
        "Régression de Poisson{over} (lien log) ; le rapport de taux est par unité du "
        "prédicteur, avec son intervalle.",
    ),
    "gamma": Phrase(
        "Gamma regression (log link); the ratio of means is per unit of the predictor, with "
        "its interval.",
        "Régression gamma (lien log) ; le rapport des moyennes est par unité du prédicteur, "
        "avec son intervalle.",
    ),
}
FAMILY_OVER = Phrase(", counts over {exposure}", ", comptages rapportés à {exposure}")
PSEUDO_R2 = Phrase(
    "Last block: R² of McFadden {mcfadden}, of Nagelkerke {nagelkerke}; AIC {aic}.",
    "Dernier bloc : R² de McFadden {mcfadden}, de Nagelkerke {nagelkerke} ; AIC {aic}.",
)
DEVIANCE_R2 = Phrase(
    "Last block: share of the deviance {r2}.", "Dernier bloc : part de la déviance {r2}."
)
AUC = Phrase("Area under the ROC curve {auc}.", "Aire sous la courbe ROC {auc}.")
DISPERSION = Phrase(
    "Pearson's χ² by its df: {ratio} (1 where the family holds; p {p}).",
    "χ² de Pearson sur ses ddl : {ratio} (1 si la famille convient ; p {p}).",
)
GLM_INFLUENCE = Phrase(
    "Largest Cook's distance {cook}, largest leverage {leverage}.",
    "Distance de Cook maximale {cook}, levier maximal {leverage}.",
)
LIKELIHOOD_TEST: dict[Errors, Phrase] = {
    "classical": Phrase(
        "Likelihood-ratio test of each block (F for gamma). p (robust): Wald test with the "
        "printed errors.",
        "Test du rapport de vraisemblance de chaque bloc (F pour gamma). p (robuste) : test "
        "de Wald avec les erreurs imprimées.",
    ),
    "hc3": Phrase(
        "Likelihood-ratio test of each block (F for gamma). p (robust): Wald test with HC3 "
        "errors.",
        "Test du rapport de vraisemblance de chaque bloc (F pour gamma). p (robuste) : test "
        "de Wald, erreurs HC3.",
    ),
    "cr1": Phrase(
        "Likelihood-ratio test of each block (F for gamma), which takes respondents as "
        "independent. p (robust): Wald test with CR1 errors.",
        "Test du rapport de vraisemblance de chaque bloc (F pour gamma), qui suppose les "
        "répondants indépendants. p (robuste) : test de Wald, erreurs CR1.",
    ),
    "cr2": Phrase(
        "Likelihood-ratio test of each block (F for gamma), which takes respondents as "
        "independent. p (robust): approximate Hotelling test with CR2 errors (HTZ).",
        "Test du rapport de vraisemblance de chaque bloc (F pour gamma), qui suppose les "
        "répondants indépendants. p (robuste) : test de Hotelling approché, erreurs CR2 "
        "(HTZ).",
    ),
}
T16C = Phrase(
    "Average marginal effects on {outcome}", "Effets marginaux moyens sur « {outcome} »"
)
EFFECT_BY = Phrase("{variable}, by {moderator}", "{variable}, selon {moderator}")
MARGINS_NOTE = Phrase(
    "Averages over the respondents of this regression, everything else as it is; errors "
    "by the delta method with the covariance printed above. Categories: difference from "
    "the first. Other moderators: at their 16th, 50th and 84th percentile.",
    "Moyennes sur les répondants de cette régression, le reste inchangé ; erreurs par la "
    "méthode delta avec la covariance imprimée plus haut. Modalités : écart à la "
    "première. Autres modérateurs : aux 16e, 50e et 84e centiles.",
)
MARGINS_UNIT: dict[Explained, Phrase] = {
    "gaussian": Phrase(
        "In units of the outcome per unit of the predictor.",
        "En unités de la variable expliquée par unité du prédicteur.",
    ),
    "binomial": Phrase(
        "Change of the probability (0.01: one point of percentage) per unit of the predictor.",
        "Changement de la probabilité (0,01 : un point de pourcentage) par unité du "
        "prédicteur.",
    ),
    "trials": Phrase(
        "Change of the share of successes (0.01: one point of percentage) per unit of the "
        "predictor.",
        "Changement de la part de succès (0,01 : un point de pourcentage) par unité du "
        "prédicteur.",
    ),
    "poisson": Phrase(
        "Change of the expected count per unit of the predictor, at everybody's own exposure.",
        "Changement du nombre attendu par unité du prédicteur, à l'exposition de chacun.",
    ),
    "gamma": Phrase(
        "Change of the expected amount per unit of the predictor.",
        "Changement du montant attendu par unité du prédicteur.",
    ),
}
FIG_PREDICTIONS = Phrase(
    "Average prediction of {outcome}, with 95% intervals",
    "Prédiction moyenne de « {outcome} », avec intervalles à 95 %",
)
PREDICTED: dict[Explained, Phrase] = {
    "gaussian": Phrase("{outcome}", "{outcome}"),
    "binomial": Phrase("Probability: {outcome}", "Probabilité : {outcome}"),
    "trials": Phrase("Share: {outcome}", "Part : {outcome}"),
    "poisson": Phrase("Expected count: {outcome}", "Nombre attendu : {outcome}"),
    "gamma": Phrase("Expected: {outcome}", "Attendu : {outcome}"),
}
FIG_CALIBRATION = Phrase(
    "Calibration of {outcome}: observed and predicted means of slices (± 2 SE)",
    "Calibration de « {outcome} » : moyennes observées et prédites par tranches (± 2 ES)",
)
MEAN_PREDICTED = Phrase("Mean prediction", "Prédiction moyenne")
MEAN_OBSERVED = Phrase("Observed mean", "Moyenne observée")
RESET = Phrase(
    "Linearity (RESET, squares and cubes of the fitted values): F({df}) = {F}, p {p}.",
    "Linéarité (RESET, carrés et cubes des valeurs ajustées) : F({df}) = {F}, p {p}.",
)
WITHOUT_EACH = Phrase(
    "Without each of the {groups} groups in turn, the coefficient of {variable} ({b}) "
    "lies between {lowest} and {highest}; the largest change is {change} standard errors.",
    "Sans chacun des {groups} groupes tour à tour, le coefficient de « {variable} » ({b}) "
    "reste entre {lowest} et {highest} ; l'écart maximal est de {change} "
    "{change:erreur type|erreurs types}.",
)
WITHOUT_SIGN = Phrase(
    "Its sign changes {count} {count:time|times}: the finding rests on {count:a single "
    "group|single groups}.",
    "Son signe change {count} fois : le résultat tient à {count:un groupe isolé|des groupes "
    "isolés}.",
)
WITHOUT_FAILED = Phrase(
    "{count} of these regressions could not be fitted.",
    "{count} de ces régressions {count:n'a pas pu être estimée|n'ont pas pu être estimées}.",
)
FIG_WITHOUT = Phrase(
    "Coefficient of {variable} without each group in turn (band: 95% interval with all)",
    "Coefficient de « {variable} » sans chaque groupe tour à tour (bande : intervalle à "
    "95 % avec tous)",
)
WITHOUT_EACH_X = Phrase(
    "{count} regressions, each without one group, sorted",
    "{count} régressions, chacune sans un groupe, triées",
)
CAVEATS: dict[str, Phrase] = {
    "product_without_parts": Phrase(
        "{variables}: {variables:a product without all of its parts; its coefficient is not "
        "the change of a slope|products without all of their parts; their coefficients are "
        "not changes of slopes}. Write a*b.",
        "{variables} : {variables:produit sans toutes ses parties ; son coefficient n'est "
        "pas le changement d'une pente|produits sans toutes leurs parties ; leurs "
        "coefficients ne sont pas des changements de pente}. Écrire a*b.",
    ),
    "high_vif": Phrase(
        "Predictors overlap: the VIF of {term} is {vif}.",
        "Prédicteurs redondants : le VIF de {term} est {vif}.",
    ),
    "few_events": Phrase(
        "Fewer than 10 outcomes of the rarer kind for {coefficients:the|each of the} "
        "{coefficients} {coefficients:coefficient|coefficients}: estimates lean away from "
        "zero and intervals are too narrow.",
        "Moins de 10 issues de la modalité rare pour {coefficients:le|chacun des} "
        "{coefficients} {coefficients:coefficient|coefficients} : les estimations "
        "s'éloignent de zéro et les intervalles sont trop étroits.",
    ),
    "overdispersed": Phrase(
        "The outcome varies {ratio} times as much as its family says: classical errors are "
        "too small by a factor of {times}. Robust errors (hc3, cr2 with a cluster) allow for "
        "it.",
        "La variable varie {ratio} fois plus que sa famille ne le dit : les erreurs "
        "classiques sont trop petites d'un facteur {times}. Les erreurs robustes (hc3, ou "
        "cr2 avec grappes) en tiennent compte.",
    ),
    "fewer_clusters_than_coefficients": Phrase(
        "{clusters} {clusters:cluster|clusters} for {parameters} "
        "{parameters:coefficient|coefficients}: their joint covariance has no inverse. "
        "Single tests are uncertain and joint tests impossible; take fewer predictors or "
        "errors: hc3.",
        "{clusters} {clusters:grappe|grappes} pour {parameters} "
        "{parameters:coefficient|coefficients} : leur covariance conjointe n'a pas "
        "d'inverse. Les tests isolés sont incertains, les tests conjoints impossibles ; "
        "prendre moins de prédicteurs ou errors: hc3.",
    ),
    "no_errors": Phrase(
        "Errors of kind {errors} cannot be computed: a respondent alone decides a "
        "coefficient (leverage of 1). Leave the rare category out, or use errors: classical.",
        "Les erreurs de type {errors} ne peuvent être calculées : un répondant décide seul "
        "d'un coefficient (levier de 1). Retirez la modalité rare, ou errors: classical.",
    ),
}
"""Sentences by the code of their caveat."""


def value_of(variable: str, value: float | None, words: Words) -> str:
    """A value of a variable: its answer where it is one, else the number."""
    if value is None:
        return DASH
    code = f"{value:g}"
    label = words.answer(variable, code)
    return label if label != code else words.number(value, "dec2")
