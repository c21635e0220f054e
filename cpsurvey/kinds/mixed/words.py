"""Mixed models (T20)."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("Mixed models", "Modèles mixtes")
T20 = Phrase("Mixed model of {outcome}", "Modèle mixte : {outcome}")
T20R = Phrase("Random effects: {outcome}", "Effets aléatoires : {outcome}")
T20C = Phrase("Contextual effects: {outcome}", "Effets contextuels : {outcome}")
SE_CR2 = Phrase("SE (CR2)", "ES (CR2)")
P_CR2 = Phrase("p (CR2)", "p (CR2)")
WITHIN = Phrase("Within", "Intra")
BETWEEN = Phrase("Between", "Inter")
DIFFERENCE = Phrase("Between − within", "Inter − intra")
VARIANCE = Phrase("Variance", "Variance")
CORRELATION = Phrase("r with intercept", "r avec la constante")
RESIDUAL = Phrase("Residual", "Résiduel")
RANDOM_EFFECT = Phrase("Random effect", "Effet aléatoire")
NOTE = Phrase(
    "Restricted likelihood; df by Satterthwaite (Kuznetsova et al., 2017). {groups}. R² "
    "marginal {marginal}, conditional {conditional} (Nakagawa & Schielzeth, 2013).",
    "Vraisemblance restreinte ; ddl de Satterthwaite (Kuznetsova et al., 2017). "
    "{groups}. R² marginal {marginal}, conditionnel {conditional} (Nakagawa et "
    "Schielzeth, 2013).",
)
DEVIANCE = Phrase(
    "Deviance (full likelihood) {deviance}, AIC {aic}.",
    "Déviance (vraisemblance complète) {deviance}, AIC {aic}.",
)
PARTS_NOTE = Phrase(
    "A parted predictor's Std. is per standard deviation of that part: the two are not of one "
    "size.",
    "Le Std. d'un prédicteur partagé vaut par écart type de cette partie : les deux ne sont "
    "pas à la même échelle.",
)
POOLED = Phrase(
    "Degrees of freedom of Barnard & Rubin (1999); variances are averaged, tests of slopes "
    "pooled as D2 (Li, Meng, Raghunathan & Rubin, 1991).",
    "Degrés de liberté de Barnard et Rubin (1999) ; variances moyennées, tests des pentes par "
    "D2 (Li, Meng, Raghunathan et Rubin, 1991).",
)
CR2_NOTE = Phrase(
    "CR2: least squares with errors robust to {variable} (Bell & McCaffrey, 2002); where "
    "both agree the conclusion does not rest on the random part.",
    "CR2 : moindres carrés, erreurs robustes aux groupes ({variable} ; Bell et "
    "McCaffrey, 2002) ; si les deux concordent, la conclusion ne tient pas à la partie "
    "aléatoire.",
)
ICC = Phrase(
    "ICC of {variable} without predictors: {icc}.", "ICC ({variable}) sans prédicteurs : {icc}."
)
CONTEXTUAL_NOTE = Phrase(
    "Between − within is the contextual effect: how much a group's mean goes with the "
    "outcome of a person beyond that person's own value.",
    "Inter − intra est l'effet contextuel : ce que la moyenne du groupe accompagne chez "
    "une personne au-delà de sa propre valeur.",
)
SLOPE_KEPT = Phrase(
    "The slope of {variable} differs between groups (χ² = {lrt}, p {p}) and is random.",
    "La pente de « {variable} » diffère entre groupes (χ² = {lrt}, p {p}) : aléatoire.",
)
SLOPE_LEFT = Phrase(
    "A random slope of {variable} is not supported (χ² = {lrt}, p {p}) and was left out.",
    "Une pente aléatoire de « {variable} » n'est pas soutenue (χ² = {lrt}, p {p}) : omise.",
)
SLOPE_IMPOSSIBLE = Phrase(
    "A random slope of {variable} could not be fitted and was left out.",
    "Une pente aléatoire de « {variable} » n'a pas pu être ajustée : omise.",
)
SLOPE_NOTE = Phrase(
    "Tests of slopes: half-and-half mixture of two chi-squares (Stram & Lee, 1994).",
    "Tests des pentes : mélange par moitié de deux khi-deux (Stram et Lee, 1994).",
)
PARTS: dict[str, Phrase] = {
    "within": Phrase("{variable}, within groups", "{variable}, intra-groupes"),
    "between": Phrase("{variable}, between groups", "{variable}, inter-groupes"),
}
"""A predictor by the part of it that a name ends with."""
CAVEATS: dict[str, Phrase] = {
    "mixed_singular": Phrase(
        "A random effect has no variance of its own (singular fit): the groups do not differ "
        "in it beyond chance; read the CR2 columns.",
        "Un effet aléatoire n'a pas de variance propre (ajustement singulier) : les groupes "
        "n'y diffèrent pas au-delà du hasard ; lire les colonnes CR2.",
    ),
    "mixed_not_converged": Phrase(
        "NOT CONVERGED: the search for the variances found no minimum. Drop random slopes.",
        "NON CONVERGÉ : aucun minimum trouvé pour les variances. Retirer des pentes "
        "aléatoires.",
    ),
}
"""Sentences by the code of their caveat."""
