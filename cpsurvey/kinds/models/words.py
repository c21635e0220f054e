"""Measurement and structural models (T8, T9, T10, T17, T18)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.models.data import Compared, Unsound

SECTION = Phrase("Models", "Modèles")
T8 = Phrase("Fit of the models", "Ajustement des modèles")
T10 = Phrase("Correlations of the factors: {model}", "Corrélations des facteurs : {model}")
T17 = Phrase("Structural paths: {model}", "Chemins structurels : {model}")
T18 = Phrase("Effects: {model}", "Effets : {model}")
ESTIMATOR = Phrase("Estimator", "Estimateur")
FACTOR = Phrase("Factor", "Facteur")
FIML_NOTE = Phrase(
    "With missing answers the robust CFI, TLI and RMSEA are corrected for them (Zhang & "
    "Savalei, 2023).",
    "Avec des réponses manquantes, CFI, TLI et RMSEA robustes en sont corrigés (Zhang et "
    "Savalei, 2023).",
)
MODEL_NOTE = Phrase(
    "{estimator}; n = {n}{lost}; {npar} free {npar:parameter|parameters}. Std.: latent and "
    "observed variables standardised.",
    "{estimator} ; n = {n}{lost} ; {npar} {npar:paramètre libre|paramètres libres}. Std. : "
    "variables latentes et observées standardisées.",
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
COMPARED: dict[Compared, Phrase] = {
    "same": Phrase("the same model", "le même modèle"),
    "complete": Phrase(
        "the same model to complete cases by plain ML",
        "le même modèle aux cas complets par ML simple",
    ),
}
NO_CROSSCHECK = Phrase(
    "No second opinion by semopy: {reason}.", "Pas de second avis par semopy : {reason}."
)
UNSOUND: dict[Unsound, Phrase] = {
    "covariates": Phrase(
        "it counts the moments of observed covariates in its degrees of freedom",
        "il compte les moments des covariables observées dans ses degrés de liberté",
    ),
    "missing": Phrase("answers are missing", "des réponses manquent"),
    "groups": Phrase("it fits no groups jointly", "il n'ajuste pas de groupes ensemble"),
    "levels": Phrase("it fits no levels", "il n'ajuste pas de niveaux"),
    "modifiers": Phrase(
        "a modifier on a loading moves its marker",
        "un modificateur sur une saturation déplace son marqueur",
    ),
    "means": Phrase("the model has means", "le modèle a des moyennes"),
    "std_lv": Phrase("factor variances are fixed", "les variances des facteurs sont fixées"),
    "constraints": Phrase("the model has constraints", "le modèle a des contraintes"),
    "not_converged": Phrase("the model did not converge", "le modèle n'a pas convergé"),
    "moments": Phrase("only moments are known", "seuls les moments sont connus"),
    "failed": Phrase("it stopped with an error", "il s'est arrêté sur une erreur"),
}
LEVELS: dict[str, Phrase] = {
    "within": Phrase("within {variable}", "au sein de : {variable}"),
    "between": Phrase("between {variable}", "entre : {variable}"),
}
IN_SHORT = Phrase(
    "{model}: χ²({df}) = {chisq}, CFI = {cfi}, RMSEA = {rmsea}, SRMR = {srmr}.",
    "{model} : χ²({df}) = {chisq}, CFI = {cfi}, RMSEA = {rmsea}, SRMR = {srmr}.",
)
IN_SHORT_EFFECT = Phrase(
    "{effect}: {est}, 95% interval {ci}.",
    "{effect} : {est}, intervalle à 95 % {ci}.",
)
IN_SHORT_STANDARD = Phrase(
    "{effect}: {est} in standard deviations, 95% interval {ci}.",
    "{effect} : {est} en écarts types, intervalle à 95 % {ci}.",
)
FIGURE = Phrase(
    "Defined effects with 95% intervals: {model}",
    "Effets définis et intervalles à 95 % : {model}",
)
