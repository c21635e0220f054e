"""Mixed models and the variance by level (T20, T23)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_mixed": ("Mixed models", "Modèles mixtes"),
    "section_variance": ("How collective are the outcomes?", "Des résultats collectifs ?"),
    "T20": ("Mixed model of {outcome}", "Modèle mixte : {outcome}"),
    "T20r": ("Random effects: {outcome}", "Effets aléatoires : {outcome}"),
    "T20c": ("Contextual effects: {outcome}", "Effets contextuels : {outcome}"),
    "T23": ("Variance by level", "Variance par niveau"),
    "se_cr2": ("SE (CR2)", "ES (CR2)"),
    "p_cr2": ("p (CR2)", "p (CR2)"),
    "within": ("Within", "Intra"),
    "between": ("Between", "Inter"),
    "difference": ("Between − within", "Inter − intra"),
    "part_within": ("{variable}, within groups", "{variable}, intra-groupes"),
    "part_between": ("{variable}, between groups", "{variable}, inter-groupes"),
    "variance_of": ("Variance", "Variance"),
    "correlation": ("r with intercept", "r avec la constante"),
    "residual": ("Residual", "Résiduel"),
    "residual_person": ("Person and error", "Personne et erreur"),
    "random_effect": ("Random effect", "Effet aléatoire"),
    "share_of": ("Share %", "Part %"),
    "outcome": ("Outcome", "Résultat"),
    "mixed_note": (
        "Restricted likelihood; df by Satterthwaite (Kuznetsova et al., 2017). {groups}. "
        "R² marginal {marginal}, conditional {conditional} (Nakagawa & Schielzeth, 2013). "
        "Deviance (full likelihood) {deviance}, AIC {aic}.",
        "Vraisemblance restreinte ; ddl de Satterthwaite (Kuznetsova et al., 2017). {groups}. "
        "R² marginal {marginal}, conditionnel {conditional} (Nakagawa et Schielzeth, 2013). "
        "Déviance (vraisemblance complète) {deviance}, AIC {aic}.",
    ),
    "mixed_cr2_note": (
        "CR2: least squares with errors robust to {variable} (Bell & McCaffrey, 2002); where "
        "both agree the conclusion does not rest on the random part.",
        "CR2 : moindres carrés, erreurs robustes aux groupes ({variable} ; Bell et "
        "McCaffrey, 2002) ; si les deux concordent, la conclusion ne tient pas à la partie "
        "aléatoire.",
    ),
    "mixed_icc": (
        "ICC of {variable} without predictors: {icc}",
        "ICC ({variable}) sans prédicteurs : {icc}",
    ),
    "contextual_note": (
        "Between − within is the contextual effect: how much a group's mean goes with the "
        "outcome of a person beyond that person's own value.",
        "Inter − intra est l'effet contextuel : ce que la moyenne du groupe accompagne chez "
        "une personne au-delà de sa propre valeur.",
    ),
    "slope_kept": (
        "The slope of {variable} differs between groups (χ² = {lrt}, p {p}) and is random.",
        "La pente de « {variable} » diffère entre groupes (χ² = {lrt}, p {p}) : aléatoire.",
    ),
    "slope_left": (
        "A random slope of {variable} is not supported (χ² = {lrt}, p {p}) and was left out.",
        "Une pente aléatoire de « {variable} » n'est pas soutenue (χ² = {lrt}, p {p}) : omise.",
    ),
    "slope_impossible": (
        "A random slope of {variable} could not be fitted and was left out.",
        "Une pente aléatoire de « {variable} » n'a pas pu être ajustée : omise.",
    ),
    "slope_note": (
        "Tests of slopes: half-and-half mixture of two chi-squares (Stram & Lee, 1994).",
        "Tests des pentes : mélange par moitié de deux khi-deux (Stram et Lee, 1994).",
    ),
    "variance_note": (
        "Random intercepts, restricted likelihood; profile-likelihood intervals. Share of a "
        "level: how much people of the same group resemble each other. The person's share "
        "contains measurement error. Every level is net of the others printed with it: a "
        "share differs a little from the ICC(1) of one grouping alone (T15).",
        "Constantes aléatoires, vraisemblance restreinte ; intervalles de vraisemblance "
        "profilée. Part d'un niveau : ressemblance des personnes d'un même groupe. La part de "
        "la personne contient l'erreur de mesure. Chaque niveau est net des autres imprimés "
        "avec lui : une part diffère un peu de l'ICC(1) d'un seul regroupement (T15).",
    ),
    "groups_cross": (
        "Some groups of {variable} stand in several groups of {outcome}: they are taken as "
        "crossed. If a code was used twice, make codes unique.",
        "Des groupes ({variable}) sont dans plusieurs groupes ({outcome}) : traités comme "
        "croisés. Si un code a servi deux fois, rendre les codes uniques.",
    ),
    "mixed_singular": (
        "A random effect has no variance of its own (singular fit): the groups do not differ "
        "in it beyond chance; read the CR2 columns.",
        "Un effet aléatoire n'a pas de variance propre (ajustement singulier) : les groupes "
        "n'y diffèrent pas au-delà du hasard ; lire les colonnes CR2.",
    ),
    "mixed_not_converged": (
        "NOT CONVERGED: the search for the variances found no minimum. Drop random slopes.",
        "NON CONVERGÉ : aucun minimum trouvé pour les variances. Retirer des pentes "
        "aléatoires.",
    ),
    "nothing_to_split": (
        "{outcome} was not split: too few answers, or no group with two members.",
        "{outcome} : pas de partage, trop peu de réponses ou aucun groupe de deux.",
    ),
    "fig_variance": (
        "Share of variance between groups, with intervals",
        "Part de variance entre groupes, avec intervalles",
    ),
    "sum_variance": (
        "{share}% of the variance of {outcome} lies between groups of {variable}.",
        "{share} % de la variance de « {outcome} » se situe entre groupes ({variable}).",
    ),
}
