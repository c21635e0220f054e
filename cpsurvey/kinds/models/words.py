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
