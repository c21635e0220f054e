"""What a reader must know of a fitted model: sentences by the code of the engine's remark."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

CAVEATS: dict[str, Phrase] = {
    "negative_df": Phrase(
        "NOT IDENTIFIED: more parameters than moments (df = {df}).",
        "NON IDENTIFIÉ : plus de paramètres que de moments (ddl = {df}).",
    ),
    "not_identified": Phrase(
        "NOT IDENTIFIED: the data do not determine {parameters}; there are no errors, tests "
        "or fit measures. Fix or equate parameters.",
        "NON IDENTIFIÉ : les données ne déterminent pas {parameters} ; ni erreurs, ni tests, "
        "ni indices d'ajustement. Fixer ou égaliser des paramètres.",
    ),
    "residuals_not_positive_definite": Phrase(
        "INADMISSIBLE: the residuals' covariance matrix is not positive definite; {first} "
        "and {second} correlate {r}.",
        "INADMISSIBLE : matrice de covariance des résidus non définie positive ; {first} et "
        "{second} corrèlent à {r}.",
    ),
    "nearly_identical": Phrase(
        "{first} and {second} are nearly the same variable (polychoric correlation {r}): "
        "leave one out.",
        "{first} et {second} sont presque la même variable (corrélation polychorique {r}) : "
        "en retirer une.",
    ),
    "covariate_far_from_zero": Phrase(
        "Thresholds stand where covariates are 0, and nobody is near 0 in {variables}: "
        "subtract the mean before reading thresholds or factor scores.",
        "Les seuils valent là où les covariables sont nulles, et personne n'est proche de 0 "
        "pour {variables} : retrancher la moyenne avant de lire seuils ou scores factoriels.",
    ),
    "label_held": Phrase(
        "Every path with the label {label} is fixed at {value}, as one of them is.",
        "Tout chemin portant l'étiquette {label} est fixé à {value}, comme l'un d'eux.",
    ),
    "label_in_groups": Phrase(
        "One label for all groups holds its parameter equal in all of them: {labels}.",
        "Une étiquette pour tous les groupes rend son paramètre égal dans tous : {labels}.",
    ),
    "label_is_column": Phrase(
        "{label} is a column, and here only the label of {parameter}; a product needs ':'.",
        "{label} est une colonne, et ici seulement l'étiquette de {parameter} ; un produit "
        "s'écrit avec « : ».",
    ),
    "covariates_modelled": Phrase(
        "{n} {n:respondent lacks|respondents lack} a covariate and {n:is|are} kept: covariates "
        "are modelled with the other variables, as if normal, by full information.",
        "{n} {n:répondant sans une covariable est gardé|répondants sans une covariable sont "
        "gardés} : les covariables sont modélisées avec les autres variables, comme normales, "
        "par information complète.",
    ),
    "saturated": Phrase(
        "The model is saturated: its fit tests nothing.",
        "Le modèle est saturé : son ajustement ne teste rien.",
    ),
    "heywood": Phrase(
        "INADMISSIBLE: negative residual variance of {variables}. The sample may be small or "
        "the model wrong.",
        "INADMISSIBLE : variance résiduelle négative de {variables}. L'échantillon est "
        "peut-être petit, ou le modèle faux.",
    ),
    "negative_latent_variance": Phrase(
        "INADMISSIBLE: negative variance of the {variables:factor|factors} {variables}.",
        "INADMISSIBLE : variance négative {variables:du facteur|des facteurs} {variables}.",
    ),
    "latent_not_positive_definite": Phrase(
        "INADMISSIBLE: the factors' covariance matrix is not positive definite; {first} and "
        "{second} correlate {r}. Merge them or drop one.",
        "INADMISSIBLE : matrice de covariance des facteurs non définie positive ; {first} et "
        "{second} corrèlent à {r}. Les réunir ou en retirer un.",
    ),
    "empty_cells": Phrase(
        "{pairs} {pairs:pair of items has|pairs of items have} answers nobody combined "
        "(first: {first} and {second}).",
        "{pairs} {pairs:paire d'items a|paires d'items ont} des réponses que personne n'a "
        "combinées (d'abord : {first} et {second}).",
    ),
    "polychoric_not_positive_definite": Phrase(
        "The polychoric correlations do not form a positive definite matrix: the sample is "
        "small for these categories.",
        "Les corrélations polychoriques ne forment pas une matrice définie positive : "
        "l'échantillon est petit pour ces catégories.",
    ),
    "constraint_active": Phrase(
        "Inequalities that hold as equalities: {constraints}.",
        "Inégalités qui tiennent comme égalités : {constraints}.",
    ),
    "scaling_negative": Phrase(
        "The scaling factor of the test is not positive: read the plain χ².",
        "Le facteur d'échelle n'est pas positif : lire le χ² simple.",
    ),
    "not_converged": Phrase(
        "NOT CONVERGED: the optimiser found no minimum, so no estimates are shown. Check "
        "that every factor has its scale and three indicators; simplify the model.",
        "NON CONVERGÉ : aucun minimum trouvé, donc pas d'estimations. Vérifier que chaque "
        "facteur a son échelle et trois indicateurs ; simplifier le modèle.",
    ),
}
