"""Measurement and structural models (T8, T9, T10, T17, T18)."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("Models", "Modèles")
T8 = Phrase("Fit of the models", "Ajustement des modèles")
T10 = Phrase("Correlations of the factors: {model}", "Corrélations des facteurs : {model}")
T17 = Phrase("Structural paths: {model}", "Chemins structurels : {model}")
T18 = Phrase("Effects: {model}", "Effets : {model}")
ESTIMATOR = Phrase("Estimator", "Estimateur")
FACTOR = Phrase("Factor", "Facteur")
LOADING = Phrase("Loading", "Saturation")
FIT_FIML_NOTE = Phrase(
    "With missing answers the robust CFI, TLI and RMSEA are corrected for them (Zhang & "
    "Savalei, 2023).",
    "Avec des réponses manquantes, CFI, TLI et RMSEA robustes en sont corrigés (Zhang et "
    "Savalei, 2023).",
)
MODEL_NOTE = Phrase(
    "{estimator}; n = {n}{lost}; {npar} free parameters. Std.: latent and observed "
    "variables standardised.",
    "{estimator} ; n = {n}{lost} ; {npar} paramètres libres. Std. : variables latentes "
    "et observées standardisées.",
)
LOST_IN = Phrase(" (left out: {reasons})", " (écartés : {reasons})")
RESIDUAL_NOTE = Phrase(
    "†: what the two explained factors still share once their predictors are held "
    "constant (residual correlation).",
    "† : ce que les deux facteurs expliqués partagent encore à prédicteurs constants "
    "(corrélation résiduelle).",
)
PATHS_NOTE = Phrase("R²: {r2}.", "R² : {r2}.")
CROSSCHECK = Phrase(
    "Second opinion: semopy, an independent program, fitted {what}; the largest relative "
    "difference of an estimate is {est}, of χ² {chisq}.",
    "Second avis : semopy, un programme indépendant, a ajusté {what} ; la plus grande "
    "différence relative d'une estimation est {est}, de χ² {chisq}.",
)
CROSSCHECK_SAME = Phrase("the same model", "le même modèle")
CROSSCHECK_COMPLETE = Phrase(
    "the same model to complete cases by plain ML",
    "le même modèle aux cas complets par ML simple",
)
CROSSCHECK_NO = Phrase(
    "No second opinion by semopy: {reason}.", "Pas de second avis par semopy : {reason}."
)
SEMOPY_COVARIATES = Phrase(
    "it counts the moments of observed covariates in its degrees of freedom",
    "il compte les moments des covariables observées dans ses degrés de liberté",
)
SEMOPY_MISSING = Phrase("answers are missing", "des réponses manquent")
SEMOPY_GROUPS = Phrase("it fits no groups jointly", "il n'ajuste pas de groupes ensemble")
SEMOPY_LEVELS = Phrase("it fits no levels", "il n'ajuste pas de niveaux")
LEVEL_WITHIN = Phrase("within {variable}", "au sein de : {variable}")
LEVEL_BETWEEN = Phrase("between {variable}", "entre : {variable}")
SEMOPY_MODIFIERS = Phrase(
    "a modifier on a loading moves its marker",
    "un modificateur sur une saturation déplace son marqueur",
)
SEMOPY_MEANS = Phrase("the model has means", "le modèle a des moyennes")
SEMOPY_STD_LV = Phrase("factor variances are fixed", "les variances des facteurs sont fixées")
SEMOPY_CONSTRAINTS = Phrase("the model has constraints", "le modèle a des contraintes")
SEMOPY_NOT_CONVERGED = Phrase("the model did not converge", "le modèle n'a pas convergé")
SEMOPY_MOMENTS = Phrase("only moments are known", "seuls les moments sont connus")
SEMOPY_FAILED = Phrase("it stopped with an error", "il s'est arrêté sur une erreur")
SUM_FIT = Phrase(
    "{model}: χ²({df}) = {chisq}, CFI = {cfi}, RMSEA = {rmsea}, SRMR = {srmr}.",
    "{model} : χ²({df}) = {chisq}, CFI = {cfi}, RMSEA = {rmsea}, SRMR = {srmr}.",
)
SUM_EFFECT = Phrase(
    "{effect}: {est}, 95% Monte Carlo interval {ci}.",
    "{effect} : {est}, intervalle Monte Carlo à 95 % {ci}.",
)
FIG_PATHS = Phrase("Standardised paths: {model}", "Chemins standardisés : {model}")
NOT_CONVERGED = Phrase(
    "NOT CONVERGED: the optimiser found no minimum, so no estimates are shown. Check "
    "that every factor has its scale and three indicators; simplify the model.",
    "NON CONVERGÉ : aucun minimum trouvé, donc pas d'estimations. Vérifier que chaque "
    "facteur a son échelle et trois indicateurs ; simplifier le modèle.",
)
NEGATIVE_DF = Phrase(
    "NOT IDENTIFIED: more parameters than moments (df = {df}).",
    "NON IDENTIFIÉ : plus de paramètres que de moments (ddl = {df}).",
)
NOT_IDENTIFIED = Phrase(
    "NOT IDENTIFIED: the data do not determine {parameters}; there are no errors, tests "
    "or fit measures. Fix or equate parameters.",
    "NON IDENTIFIÉ : les données ne déterminent pas {parameters} ; ni erreurs, ni tests, "
    "ni indices d'ajustement. Fixer ou égaliser des paramètres.",
)
RESIDUALS_NOT_POSITIVE_DEFINITE = Phrase(
    "INADMISSIBLE: the residuals' covariance matrix is not positive definite; {first} "
    "and {second} correlate {r}.",
    "INADMISSIBLE : matrice de covariance des résidus non définie positive ; {first} et "
    "{second} corrèlent à {r}.",
)
NEARLY_IDENTICAL = Phrase(
    "{first} and {second} are nearly the same variable (polychoric correlation {r}): "
    "leave one out.",
    "{first} et {second} sont presque la même variable (corrélation polychorique {r}) : "
    "en retirer une.",
)
LABEL_IN_GROUPS = Phrase(
    "One label for all groups holds its parameter equal in all of them: {labels}.",
    "Une étiquette pour tous les groupes rend son paramètre égal dans tous : {labels}.",
)
LABEL_IS_COLUMN = Phrase(
    "{label} is a column, and here only the label of {parameter}; a product needs ':'.",
    "{label} est une colonne, et ici seulement l'étiquette de {parameter} ; un produit "
    "s'écrit avec « : ».",
)
SATURATED = Phrase(
    "The model is saturated: its fit tests nothing.",
    "Le modèle est saturé : son ajustement ne teste rien.",
)
HEYWOOD = Phrase(
    "INADMISSIBLE: negative residual variance of {variables}. The sample may be small or "
    "the model wrong.",
    "INADMISSIBLE : variance résiduelle négative de {variables}. L'échantillon est "
    "peut-être petit, ou le modèle faux.",
)
NEGATIVE_LATENT_VARIANCE = Phrase(
    "INADMISSIBLE: negative variance of the factor {variables}.",
    "INADMISSIBLE : variance négative du facteur {variables}.",
)
LATENT_NOT_POSITIVE_DEFINITE = Phrase(
    "INADMISSIBLE: the factors' covariance matrix is not positive definite; {first} and "
    "{second} correlate {r}. Merge them or drop one.",
    "INADMISSIBLE : matrice de covariance des facteurs non définie positive ; {first} et "
    "{second} corrèlent à {r}. Les réunir ou en retirer un.",
)
EMPTY_CELLS = Phrase(
    "{pairs} {pairs:pair of items has|pairs of items have} answers nobody combined "
    "(first: {first} and {second}).",
    "{pairs} {pairs:paire d'items a|paires d'items ont} des réponses que personne n'a "
    "combinées (d'abord : {first} et {second}).",
)
POLYCHORIC_NOT_POSITIVE_DEFINITE = Phrase(
    "The polychoric correlations do not form a positive definite matrix: the sample is "
    "small for these categories.",
    "Les corrélations polychoriques ne forment pas une matrice définie positive : "
    "l'échantillon est petit pour ces catégories.",
)
CONSTRAINT_ACTIVE = Phrase(
    "Inequalities that hold as equalities: {constraints}.",
    "Inégalités qui tiennent comme égalités : {constraints}.",
)
SCALING_NEGATIVE = Phrase(
    "The scaling factor of the test is not positive: read the plain χ².",
    "Le facteur d'échelle n'est pas positif : lire le χ² simple.",
)
