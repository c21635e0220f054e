"""Measurement and structural models (T8, T9, T10, T17, T18)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_models": ("Models", "Modèles"),
    "T8": ("Fit of the models", "Ajustement des modèles"),
    "T9": ("Loadings: {model}", "Saturations : {model}"),
    "T10": ("Correlations of the factors: {model}", "Corrélations des facteurs : {model}"),
    "T17": ("Structural paths: {model}", "Chemins structurels : {model}"),
    "T18": ("Effects: {model}", "Effets : {model}"),
    "estimator": ("Estimator", "Estimateur"),
    "chisq": ("χ²", "χ²"),
    "scaling": ("c", "c"),
    "cfi": ("CFI", "CFI"),
    "tli": ("TLI", "TLI"),
    "rmsea": ("RMSEA", "RMSEA"),
    "srmr": ("SRMR", "SRMR"),
    "aic": ("AIC", "AIC"),
    "bic": ("BIC", "BIC"),
    "factor": ("Factor", "Facteur"),
    "loading": ("Loading", "Saturation"),
    "std": ("Std.", "Std."),
    "path": ("Path", "Chemin"),
    "effect": ("Effect", "Effet"),
    "mc_ci": ("95% Monte Carlo CI", "IC Monte Carlo 95 %"),
    "boot_ci": ("95% bootstrap CI", "IC bootstrap 95 %"),
    "fit_note": (
        "χ²: scaled where c is given (c: scaling factor); CFI, TLI and RMSEA are then the "
        "robust versions. Fixed cut-offs do not generalise across models: read residuals and "
        "alternatives too.",
        "χ² : corrigé quand c est donné (c : facteur d'échelle) ; CFI, TLI et RMSEA sont alors "
        "les versions robustes. Les seuils fixes ne se généralisent pas : voir aussi les "
        "résidus et les modèles rivaux.",
    ),
    "fit_fiml_note": (
        "With missing answers the robust CFI, TLI and RMSEA are corrected for them (Zhang & "
        "Savalei, 2023).",
        "Avec des réponses manquantes, CFI, TLI et RMSEA robustes en sont corrigés (Zhang et "
        "Savalei, 2023).",
    ),
    "fit_dagger": (
        "† INADMISSIBLE solution: do not interpret, nor compare with the others.",
        "† solution INADMISSIBLE : ne pas interpréter, ni comparer aux autres.",
    ),
    "model_note": (
        "{estimator}; n = {n}{lost}; {npar} free parameters. Std.: latent and observed "
        "variables standardised.",
        "{estimator} ; n = {n}{lost} ; {npar} paramètres libres. Std. : variables latentes et "
        "observées standardisées.",
    ),
    "lost_in": (" (left out: {reasons})", " (écartés : {reasons})"),
    "fiml": ("full information", "information complète"),
    "listwise": ("complete cases", "cas complets"),
    "clusters_in": (
        "errors and test robust to {clusters} clusters of {variable}",
        "erreurs et test robustes à {clusters} grappes ({variable})",
    ),
    "residual_note": (
        "†: what the two explained factors still share once their predictors are held "
        "constant (residual correlation).",
        "† : ce que les deux facteurs expliqués partagent encore à prédicteurs constants "
        "(corrélation résiduelle).",
    ),
    "effects_note": (
        "SE and p by the delta method, which takes effects as normal; Monte Carlo interval: "
        "percentiles of 20,000 draws from the estimates' distribution. Where the two disagree "
        "about a product of paths, read the interval. "
        "An interval that leaves out zero says that the data go with "
        "an effect, not that one variable causes the other.",
        "ES et p par la méthode delta, qui tient les effets pour normaux ; intervalle Monte "
        "Carlo : percentiles de 20 000 tirages dans la distribution des estimations. S'ils se "
        "contredisent sur un produit de chemins, lire l'intervalle. "
        "Un intervalle sans zéro dit que les données vont "
        "avec un effet, non qu'une variable cause l'autre.",
    ),
    "boot_note": (
        "Bootstrap: {draws} draws of {kind}, percentile interval; {failed} did not converge "
        "(left out), {inadmissible} had a negative variance (kept).",
        "Bootstrap : {draws} tirages ({kind}), intervalle des percentiles ; {failed} non "
        "convergés (écartés), {inadmissible} avec une variance négative (gardés).",
    ),
    "draws_of_cases": ("respondents", "répondants"),
    "draws_of_clusters": ("whole groups", "groupes entiers"),
    "paths_note": (
        "R²: {r2}.",
        "R² : {r2}.",
    ),
    "crosscheck": (
        "Second opinion: semopy, an independent program, fitted {what}; the largest relative "
        "difference of an estimate is {est}, of χ² {chisq}.",
        "Second avis : semopy, un programme indépendant, a ajusté {what} ; la plus grande "
        "différence relative d'une estimation est {est}, de χ² {chisq}.",
    ),
    "crosscheck_same": ("the same model", "le même modèle"),
    "crosscheck_complete": (
        "the same model to complete cases by plain ML",
        "le même modèle aux cas complets par ML simple",
    ),
    "crosscheck_no": (
        "No second opinion by semopy: {reason}.",
        "Pas de second avis par semopy : {reason}.",
    ),
    "semopy_covariates": (
        "it counts the moments of observed covariates in its degrees of freedom",
        "il compte les moments des covariables observées dans ses degrés de liberté",
    ),
    "semopy_missing": ("answers are missing", "des réponses manquent"),
    "semopy_groups": ("it fits no groups jointly", "il n'ajuste pas de groupes ensemble"),
    "semopy_levels": ("it fits no levels", "il n'ajuste pas de niveaux"),
    "level_within": ("within {variable}", "au sein de : {variable}"),
    "level_between": ("between {variable}", "entre : {variable}"),
    "semopy_modifiers": (
        "a modifier on a loading moves its marker",
        "un modificateur sur une saturation déplace son marqueur",
    ),
    "semopy_means": ("the model has means", "le modèle a des moyennes"),
    "semopy_std_lv": ("factor variances are fixed", "les variances des facteurs sont fixées"),
    "semopy_constraints": ("the model has constraints", "le modèle a des contraintes"),
    "semopy_not_converged": ("the model did not converge", "le modèle n'a pas convergé"),
    "semopy_moments": ("only moments are known", "seuls les moments sont connus"),
    "semopy_failed": ("it stopped with an error", "il s'est arrêté sur une erreur"),
    "sum_fit": (
        "{model}: χ²({df}) = {chisq}, CFI = {cfi}, RMSEA = {rmsea}, SRMR = {srmr}.",
        "{model} : χ²({df}) = {chisq}, CFI = {cfi}, RMSEA = {rmsea}, SRMR = {srmr}.",
    ),
    "sum_effect": (
        "{effect}: {est}, 95% Monte Carlo interval {ci}.",
        "{effect} : {est}, intervalle Monte Carlo à 95 % {ci}.",
    ),
    "fig_effects": (
        "Defined effects with 95% Monte Carlo intervals: {model}",
        "Effets définis et intervalles Monte Carlo à 95 % : {model}",
    ),
    "fig_paths": (
        "Standardised paths: {model}",
        "Chemins standardisés : {model}",
    ),
    "not_converged": (
        "NOT CONVERGED: the optimiser found no minimum, so no estimates are shown. Check that "
        "every factor has its scale and three indicators; simplify the model.",
        "NON CONVERGÉ : aucun minimum trouvé, donc pas d'estimations. Vérifier que chaque "
        "facteur a son échelle et trois indicateurs ; simplifier le modèle.",
    ),
    "negative_df": (
        "NOT IDENTIFIED: more parameters than moments (df = {df}).",
        "NON IDENTIFIÉ : plus de paramètres que de moments (ddl = {df}).",
    ),
    "not_identified": (
        "NOT IDENTIFIED: the data do not determine {parameters}; there are no errors, tests "
        "or fit measures. Fix or equate parameters.",
        "NON IDENTIFIÉ : les données ne déterminent pas {parameters} ; ni erreurs, ni tests, "
        "ni indices d'ajustement. Fixer ou égaliser des paramètres.",
    ),
    "residuals_not_positive_definite": (
        "INADMISSIBLE: the residuals' covariance matrix is not positive definite; {first} and "
        "{second} correlate {r}.",
        "INADMISSIBLE : matrice de covariance des résidus non définie positive ; {first} et "
        "{second} corrèlent à {r}.",
    ),
    "nearly_identical": (
        "{first} and {second} are nearly the same variable (polychoric correlation {r}): "
        "leave one out.",
        "{first} et {second} sont presque la même variable (corrélation polychorique {r}) : "
        "en retirer une.",
    ),
    "few_clusters_for_test": (
        "{clusters} clusters: below about 100 the scaled χ² rejects too many true models; "
        "read its p as smaller than it should be.",
        "{clusters} grappes : en dessous d'une centaine le χ² corrigé rejette trop de modèles "
        "vrais ; son p est plus petit qu'il ne devrait.",
    ),
    "label_in_groups": (
        "One label for all groups holds its parameter equal in all of them: {labels}.",
        "Une étiquette pour tous les groupes rend son paramètre égal dans tous : {labels}.",
    ),
    "label_is_column": (
        "{label} is a column, and here only the label of {parameter}; a product needs ':'.",
        "{label} est une colonne, et ici seulement l'étiquette de {parameter} ; un produit "
        "s'écrit avec « : ».",
    ),
    "saturated": (
        "The model is saturated: its fit tests nothing.",
        "Le modèle est saturé : son ajustement ne teste rien.",
    ),
    "heywood": (
        "INADMISSIBLE: negative residual variance of {variables}. The sample may be small or "
        "the model wrong.",
        "INADMISSIBLE : variance résiduelle négative de {variables}. L'échantillon est peut-"
        "être petit, ou le modèle faux.",
    ),
    "negative_latent_variance": (
        "INADMISSIBLE: negative variance of the factor {variables}.",
        "INADMISSIBLE : variance négative du facteur {variables}.",
    ),
    "latent_not_positive_definite": (
        "INADMISSIBLE: the factors' covariance matrix is not positive definite; {first} and "
        "{second} correlate {r}. Merge them or drop one.",
        "INADMISSIBLE : matrice de covariance des facteurs non définie positive ; {first} et "
        "{second} corrèlent à {r}. Les réunir ou en retirer un.",
    ),
    "empty_cells": (
        "{pairs} {pairs:pair of items has|pairs of items have} answers nobody combined "
        "(first: {first} and {second}).",
        "{pairs} {pairs:paire d'items a|paires d'items ont} des réponses que personne n'a "
        "combinées (d'abord : {first} et {second}).",
    ),
    "polychoric_not_positive_definite": (
        "The polychoric correlations do not form a positive definite matrix: the sample is "
        "small for these categories.",
        "Les corrélations polychoriques ne forment pas une matrice définie positive : "
        "l'échantillon est petit pour ces catégories.",
    ),
    "constraint_active": (
        "Inequalities that hold as equalities: {constraints}.",
        "Inégalités qui tiennent comme égalités : {constraints}.",
    ),
    "scaling_negative": (
        "The scaling factor of the test is not positive: read the plain χ².",
        "Le facteur d'échelle n'est pas positif : lire le χ² simple.",
    ),
}
