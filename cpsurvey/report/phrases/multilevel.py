"""Effects within and between groups (T17, T18)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_multilevel": (
        "Within teams and between teams",
        "Au sein des équipes et entre équipes",
    ),
    "T17l": (
        "Paths from {source}, within and between groups",
        "Chemins depuis {source}, au sein des groupes et entre groupes",
    ),
    "T18l": (
        "Effects of {source}, within and between groups",
        "Effets de « {source} », au sein des groupes et entre groupes",
    ),
    "ml_part": ("{part}: {rest}", "{part}\u00a0: {rest}"),
    "ml_within": ("Within", "Au sein"),
    "ml_between": ("Between", "Entre"),
    "ml_contextual": ("Between minus within", "Entre moins au sein"),
    "ml_by_latent": ("Latent means: b", "Moyennes latentes : b"),
    "ml_by_observed": ("Observed means: b", "Moyennes observées : b"),
    "ml_how_latent": (
        "Model of two levels, maximum likelihood, {groups} groups ({variable}); group means "
        "are latent, free of the error of small groups.",
        "Modèle à deux niveaux, maximum de vraisemblance, {groups} groupes ({variable}) ; les "
        "moyennes de groupe sont latentes, sans l'erreur des petits groupes.",
    ),
    "ml_how_observed": (
        "Regressions on deviations from the group mean and on the group mean, CR2 errors, "
        "{groups} groups ({variable}). Observed means of small groups hold error, which draws "
        "the part between groups towards the part within.",
        "Régressions sur l'écart à la moyenne du groupe et sur cette moyenne, erreurs CR2, "
        "{groups} groupes ({variable}). Les moyennes observées de petits groupes contiennent "
        "de l'erreur, qui rapproche la partie entre groupes de la partie au sein des groupes.",
    ),
    "ml_icc_note": (
        "ICC(1) / ICC(2): {shares}. A group mean of low ICC(2) says little about its group.",
        "ICC(1) / ICC(2) : {shares}. Une moyenne d'ICC(2) faible dit peu de son groupe.",
    ),
    "ml_contextual_note": (
        "Between minus within: what a group adds beyond its members, when the interval leaves "
        "out zero.",
        "Entre moins au sein : ce que le groupe ajoute à ses membres, si l'intervalle exclut "
        "zéro.",
    ),
    "ml_other_inadmissible": (
        "The estimates beside come from an inadmissible solution: do not read them.",
        "Les estimations à côté viennent d'une solution inadmissible : ne pas les lire.",
    ),
    "multilevel_few": (
        "{groups} groups ({variable}) are fewer than 50: a model of two levels would leave its "
        "variances between groups uncertain. Regressions on observed group means with CR2 "
        "errors are read instead.",
        "{groups} groupes ({variable}), moins de 50 : un modèle à deux niveaux laisserait ses "
        "variances entre groupes incertaines. On lit à la place des régressions sur les "
        "moyennes observées, avec erreurs CR2.",
    ),
    "multilevel_inadmissible": (
        "The model of two levels is inadmissible (a variance between {groups} groups is "
        "negative: too little differs between them). Regressions on observed group means with "
        "CR2 errors are read instead.",
        "Le modèle à deux niveaux est inadmissible (une variance entre les {groups} groupes "
        "est négative : ils diffèrent trop peu). On lit à la place des régressions sur les "
        "moyennes observées, avec erreurs CR2.",
    ),
    "multilevel_alike": (
        "Some of these variables do not differ between {groups} groups (F test of ICC(1), p ≥ "
        ".05): the model of two levels has nothing to explain there. Regressions on observed "
        "group means with CR2 errors are read instead.",
        "Certaines de ces variables ne diffèrent pas entre {groups} groupes (test F de "
        "l'ICC(1), p ≥ 0,05) : le modèle à deux niveaux n'y a rien à expliquer. On lit à la "
        "place des régressions sur les moyennes observées, avec erreurs CR2.",
    ),
    "multilevel_not_converged": (
        "The model of two levels did not converge on {groups} groups. Regressions on observed "
        "group means with CR2 errors are read instead.",
        "Le modèle à deux niveaux n'a pas convergé sur {groups} groupes. On lit à la place des "
        "régressions sur les moyennes observées, avec erreurs CR2.",
    ),
    "multilevel_not_fitted": (
        "The model of two levels cannot be fitted to {groups} groups. Regressions on observed "
        "group means with CR2 errors are read instead.",
        "Le modèle à deux niveaux ne peut être ajusté sur {groups} groupes. On lit à la place "
        "des régressions sur les moyennes observées, avec erreurs CR2.",
    ),
    "sum_multilevel_within": (
        "Among people of one group ({group}), {source} → {outcome}, indirect: {est}, 95% "
        "interval {ci}.",
        "Entre personnes d'un même groupe ({group}), {source} → {outcome}, indirect : {est}, "
        "intervalle à 95 % {ci}.",
    ),
    "sum_multilevel_between": (
        "Between groups ({group}), {source} → {outcome}, indirect: {est}, 95% interval {ci}.",
        "Entre groupes ({group}), {source} → {outcome}, indirect : {est}, intervalle à 95 % "
        "{ci}.",
    ),
    "fig_multilevel": (
        "Effects of {source} within and between groups, 95% intervals",
        "Effets de « {source} » au sein des groupes et entre groupes, intervalles à 95 %",
    ),
}
