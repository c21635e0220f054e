"""Measurement invariance (T13 to T13d), and caveats of small groups too."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.invariance.data import Estimator
    from cpsurvey.parts import Decision, Parameter, Rule, Step, Stopped, Variant

SECTION = Phrase(
    "Do items mean the same in all groups?",
    "Les items ont-ils le même sens dans tous les groupes ?",
)
T13 = Phrase("Measurement invariance by {by}", "Invariance de mesure selon {by}")
T13A = Phrase(
    "What each model loses against the one before it, by {by}",
    "Ce que chaque modèle perd par rapport au précédent, selon {by}",
)
T13B = Phrase("Parameters that were freed", "Paramètres libérés")
T13C = Phrase(
    "How far apart the groups are on each item, by {by}",
    "Écart des groupes item par item, selon {by}",
)
T13D = Phrase(
    "Factor means where at least partial scalar invariance meets the rule",
    "Moyennes des facteurs là où l'invariance scalaire, au moins partielle, respecte la règle",
)
STEPS: dict[Step, Phrase] = {
    "configural": Phrase("Configural", "Configurale"),
    "thresholds": Phrase("Thresholds", "Seuils"),
    "metric": Phrase("Metric", "Métrique"),
    "scalar": Phrase("Scalar", "Scalaire"),
    "strict": Phrase("Strict", "Stricte"),
}
WITH_FREED = Phrase("{step}, {items} freed", "{step}, libres : {items}")
DCFI = Phrase("ΔCFI", "ΔCFI")
DRMSEA = Phrase("ΔRMSEA", "ΔRMSEA")
DSRMR = Phrase("ΔSRMR", "ΔSRMR")
DCHISQ = Phrase("Δχ²", "Δχ²")
DDF = Phrase("Δdf", "Δddl")
RULES: dict[Rule, Phrase] = {
    "chen": Phrase("Chen", "Chen"),
    "cheung_rensvold": Phrase("C & R", "C et R"),
}
DECISIONS: dict[Decision, Phrase] = {
    "meets": Phrase("meets", "respecte"),
    "does_not_meet": Phrase("does not meet", "ne respecte pas"),
    "cannot_be_judged": Phrase("cannot be judged", "ne peut être jugé"),
    "not_converged": Phrase("NOT CONVERGED", "NON CONVERGÉ"),
}
STOPPED: dict[Stopped, Phrase] = {
    "not_fitted": Phrase("could not be fitted", "n'a pu être ajusté"),
    "not_tested": Phrase("not testable alone", "non testable seule"),
    "not_met": Phrase(
        "; the next does not meet it, even with the items that may be freed",
        " ; la suivante ne la respecte pas, même avec les items qui peuvent être libérés",
    ),
    "not_converged": Phrase("; THE NEXT DID NOT CONVERGE", " ; LA SUIVANTE N'A PAS CONVERGÉ"),
}
NOTHING = Phrase("none", "aucune")
REACHED = Phrase(
    "highest step that meets the rule: {step}", "dernière étape qui respecte la règle : {step}"
)
REACHED_PARTLY = Phrase(
    "highest step that meets the rule: {step}, partial",
    "dernière étape qui respecte la règle : {step}, partielle",
)
GROUPS = Phrase(
    "n of the groups: {reference}, the reference; {others}.",
    "n des groupes : {reference}, la référence ; {others}.",
)
HOW: dict[Estimator, Phrase] = {
    "mlr": Phrase(
        "Robust maximum likelihood (MLR), with full information where answers are missing; "
        "χ² scaled, CFI and RMSEA robust, Δχ² after Satorra and Bentler (2001). Factors have "
        "variance 1 and mean 0 in the reference group, so that every item is tested.",
        "Maximum de vraisemblance robuste (MLR), à information complète s'il manque des "
        "réponses ; χ² corrigé, CFI et RMSEA robustes, Δχ² selon Satorra et Bentler (2001). "
        "Les facteurs ont une variance de 1 et une moyenne de 0 dans le groupe de référence "
        ": chaque item est donc testé.",
    ),
    "ml": Phrase(
        "Maximum likelihood, with full information where answers are missing. Factors have "
        "variance 1 and mean 0 in the reference group, so that every item is tested.",
        "Maximum de vraisemblance, à information complète s'il manque des réponses. Les "
        "facteurs ont une variance de 1 et une moyenne de 0 dans le groupe de référence : "
        "chaque item est donc testé.",
    ),
    "wlsmv": Phrase(
        "Ordered answers: WLSMV on complete cases, CFI and RMSEA scaled, Δχ² after Satorra "
        "(2000). Thresholds, then loadings, then intercepts are held equal, identified as in "
        "Wu and Estabrook (2016). A scaled χ² may fall from one step to the next.",
        "Réponses ordonnées : WLSMV sur les cas complets, CFI et RMSEA corrigés, Δχ² selon "
        "Satorra (2000). Seuils, puis saturations, puis ordonnées à l'origine sont égalés, "
        "identifiés selon Wu et Estabrook (2016). Un χ² corrigé peut baisser d'une étape à "
        "l'autre.",
    ),
}
CUTOFFS: dict[Variant, Phrase] = {
    "adequate": Phrase(
        "Chen (2007), more than 300 respondents in groups of similar size: a step does not "
        "meet the rule when ΔCFI ≤ {cfi} together with ΔRMSEA ≥ {rmsea} or ΔSRMR ≥ "
        "{srmr_metric} (loadings) or {srmr} (later steps). Cheung and Rensvold (2002, C & "
        "R): when ΔCFI < −.010. Both come from simulations of two groups under maximum "
        "likelihood.",
        "Chen (2007), plus de 300 répondants en groupes de taille semblable : une étape ne "
        "respecte pas la règle si ΔCFI ≤ {cfi} avec ΔRMSEA ≥ {rmsea} ou ΔSRMR ≥ "
        "{srmr_metric} (saturations) ou {srmr} (étapes suivantes). Cheung et Rensvold (2002, "
        "C et R) : si ΔCFI < −0,010. Les deux viennent de simulations de deux groupes au "
        "maximum de vraisemblance.",
    ),
    "stricter": Phrase(
        "Chen (2007), at most 300 respondents or unequal groups (the largest more than 1.5 "
        "times the smallest; the ratio is ours): a step does not meet the rule when ΔCFI ≤ "
        "{cfi} together with ΔRMSEA ≥ {rmsea} or ΔSRMR ≥ {srmr_metric} (loadings) or {srmr} "
        "(later steps). Cheung and Rensvold (2002, C & R): when ΔCFI < −.010. Both come from "
        "simulations of two groups under maximum likelihood.",
        "Chen (2007), au plus 300 répondants ou groupes inégaux (le plus grand plus de 1,5 "
        "fois le plus petit ; ce rapport est le nôtre) : une étape ne respecte pas la règle "
        "si ΔCFI ≤ {cfi} avec ΔRMSEA ≥ {rmsea} ou ΔSRMR ≥ {srmr_metric} (saturations) ou "
        "{srmr} (étapes suivantes). Cheung et Rensvold (2002, C et R) : si ΔCFI < −0,010. "
        "Les deux viennent de simulations de deux groupes au maximum de vraisemblance.",
    ),
}
DECIDES: dict[Rule, Phrase] = {
    "chen": Phrase("Chen's rule decides.", "La règle de Chen décide."),
    "cheung_rensvold": Phrase(
        "Cheung and Rensvold's rule decides.", "La règle de Cheung et Rensvold décide."
    ),
}
CAUTION = Phrase(
    "CAUTION: here the rules are used outside the conditions they were simulated for "
    "(ordered answers, or more than two groups).",
    "PRUDENCE : les règles sont utilisées ici hors des conditions simulées (réponses "
    "ordonnées, ou plus de deux groupes).",
)
CONFIGURAL_NOTE = Phrase(
    "Configural: CFI ≥ .90 and SRMR ≤ .10 are tolerable (Hu & Bentler, 1999); RMSEA is "
    "printed but not judged, as it is unsteady in models of few degrees of freedom "
    "(Kenny, Kaniskan & McCoach, 2015).",
    "Configurale : CFI ≥ 0,90 et SRMR ≤ 0,10 sont tolérables (Hu et Bentler, 1999) ; le "
    "RMSEA est imprimé mais non jugé, instable dans les modèles à peu de degrés de "
    "liberté (Kenny, Kaniskan et McCoach, 2015).",
)
PARTIAL_NOTE = Phrase(
    "Where a step does not meet the rule, the item with the largest score test is freed, "
    "one at a time, until the step meets it, or until fewer than two or fewer than half "
    "of a factor's items would stay the same. A freed item stays free in later steps. "
    "Such a search is exploratory: it capitalises on chance.",
    "Si une étape ne respecte pas la règle, l'item au plus grand test du score est "
    "libéré, un à la fois, jusqu'à ce que l'étape la respecte, ou jusqu'à ce que moins "
    "de deux ou moins de la moitié des items d'un facteur restent égaux. Un item libéré "
    "le reste ensuite. Une telle recherche est exploratoire : elle exploite le hasard.",
)
PARAMETER = Phrase("Parameter", "Paramètre")
GROUP = Phrase("Group", "Groupe")
EPC = Phrase("Expected change", "Changement attendu")
SCORE = Phrase("Score χ²", "χ² du score")
PARAMETERS: dict[Parameter, Phrase] = {
    "loadings": Phrase("loading", "saturation"),
    "intercepts": Phrase("intercept", "ordonnée à l'origine"),
    "thresholds": Phrase("threshold", "seuil"),
    "residuals": Phrase("residual variance", "variance résiduelle"),
}
EPC_NOTE = Phrase(
    "Expected change: by how much the group would differ from the reference once the "
    "parameter is free (loadings per standard deviation of the factor, intercepts in points "
    "of the answer scale), estimated before it was freed. The largest score test of many was "
    "freed: its p means nothing by itself, and T13c has those of all items with Holm's "
    "adjustment.",
    "Changement attendu : écart du groupe à la référence une fois le paramètre libéré "
    "(saturations par écart type du facteur, ordonnées en points de l'échelle de réponse), "
    "estimé avant la libération. Le plus grand test du score parmi beaucoup a été libéré : "
    "son p ne veut rien dire seul, et T13c donne ceux de tous les items, ajustés selon Holm.",
)
RANK_ONLY = Phrase(
    "Score tests of ordered answers rank items; their p-values are not printed, and "
    "intercepts are on the scale of the latent response.",
    "Les tests du score de réponses ordonnées classent les items ; leurs p ne sont pas "
    "imprimés, et les ordonnées sont à l'échelle de la réponse latente.",
)
OTHER = Phrase("other group", "autre groupe")
DMACS = Phrase("d_MACS", "d_MACS")
SIGNED = Phrase("signed d", "d signé")
FREED_MARK = Phrase(" (freed)", " (libéré)")
ONE_AND_TWO = Phrase(
    "λ: loading, ν: intercept; 1: {reference}, the reference; 2: {focal}.",
    "λ : saturation, ν : ordonnée à l'origine ; 1 : {reference}, la référence ; 2 : {focal}.",
)
DISTANCE_NOTE = Phrase(
    "Loading and intercept when this item, beside those already freed, has its own in "
    "every group of the scalar model; score test of letting both go (df = {df}), p "
    "adjusted over the items of the model (Holm).",
    "Saturation et ordonnée à l'origine lorsque cet item, en plus de ceux déjà libérés, "
    "a les siennes dans chaque groupe du modèle scalaire ; test du score de leur "
    "libération conjointe (ddl = {df}), p ajusté sur les items du modèle (Holm).",
)
STEPPED = Phrase(
    "In a model of this size these are expected values, one step from the scalar model, "
    "not refits.",
    "Dans un modèle de cette taille ce sont des valeurs attendues, à un pas du modèle "
    "scalaire, non des réajustements.",
)
DMACS_NOTE = Phrase(
    "d_MACS = √(∫(X_R − X_F)² f_F(η)dη) / SD, with X = intercept + loading · η: the "
    "expected difference in the answer at the same factor, over the other group's factor "
    "distribution, in pooled standard deviations (Nye & Drasgow, 2011). Signed d: the "
    "mean of that difference, positive when the other group answers higher.",
    "d_MACS = √(∫(X_R − X_F)² f_F(η)dη) / ET, avec X = ordonnée + saturation · η : "
    "différence attendue de réponse à facteur égal, sur la distribution du facteur dans "
    "l'autre groupe, en écarts types combinés (Nye et Drasgow, 2011). d signé : moyenne "
    "de cette différence, positive si l'autre groupe répond plus haut.",
)
DMACS_ORDINAL = Phrase(
    "d_MACS = √(∫(X_R − X_F)² f_F(η)dη) / SD, with X the expected category at η: the "
    "expected difference in the answer at the same factor, over the other group's factor "
    "distribution, in pooled standard deviations (Nye & Drasgow, 2011). Signed d: the "
    "mean of that difference, positive when the other group answers higher. Loadings and "
    "intercepts are on the scale of the latent response.",
    "d_MACS = √(∫(X_R − X_F)² f_F(η)dη) / ET, avec X la catégorie attendue à η : "
    "différence attendue de réponse à facteur égal, sur la distribution du facteur dans "
    "l'autre groupe, en écarts types combinés (Nye et Drasgow, 2011). d signé : moyenne "
    "de cette différence, positive si l'autre groupe répond plus haut. Saturations et "
    "ordonnées sont à l'échelle de la réponse latente.",
)
MEAN = Phrase("Mean difference (SD)", "Différence de moyenne (ET)")
BASIS = Phrase("Basis", "Base")
BASIS_FULL = Phrase("scalar", "scalaire")
BASIS_PARTIAL = Phrase("partial scalar", "scalaire partielle")
MEANS_NOTE = Phrase(
    "Factor mean minus that of the reference ({reference}), in the reference's standard "
    "deviations. A difference of groups in one survey: differences in who works where "
    "are not taken out.",
    "Moyenne du facteur moins celle de la référence ({reference}), en écarts types de la "
    "référence. Une différence de groupes dans une enquête : la composition des groupes "
    "n'est pas neutralisée.",
)
IN_SHORT_DOUBTED = Phrase(
    "Of these, {k} {k:rests|rest} on a step that only one of the two rules accepts.",
    "Parmi elles, {k} {k:repose|reposent} sur une étape qu'une seule des deux règles accepte.",
)
DOUBTED = Phrase(
    "‡ A step these means rest on meets the rule that decides but not the other one "
    "({other}): compare with care.",
    "‡ Une étape dont dépendent ces moyennes respecte la règle qui décide mais non "
    "l'autre ({other}) : comparer avec prudence.",
)
AXIS_LOADING = Phrase("Difference of loadings", "Différence des saturations")
AXIS_INTERCEPT = Phrase("Difference of intercepts", "Différence des ordonnées")
SAME = Phrase("held equal", "tenu égal")
FREED = Phrase("freed", "libéré")
FIGURE = Phrase(
    "Loadings and intercepts, other group minus reference, by {by}",
    "Saturations et ordonnées à l'origine, autre groupe moins référence, selon {by}",
)
FIG_LARGEST = Phrase("(the {shown} largest of {of})", "(les {shown} plus grands sur {of})")
IN_SHORT = Phrase(
    "Measurement by {groups}: of {k} {k:model|models}, {whole} {whole:meets|meet} scalar "
    "invariance and {partly} partial scalar invariance; means of the others are not "
    "compared.",
    "Mesure selon {groups} : sur {k} {k:modèle|modèles}, {whole} "
    "{whole:respecte|respectent} l'invariance scalaire et {partly} l'invariance scalaire "
    "partielle ; les moyennes des autres ne sont pas comparées.",
)
CAVEATS: dict[str, Phrase] = {
    "invariance_privacy": Phrase(
        "Left out, to protect groups of fewer than {k} respondents: {groups}. Respondents of "
        "another group, drawn by lot, may be left out with {groups:it|them}.",
        "{groups:Écarté|Écartés}, pour protéger des groupes de moins de {k} répondants : "
        "{groups}. Des répondants d'un autre groupe, tirés au sort, peuvent être écartés "
        "avec {groups:lui|eux}.",
    ),
    "invariance_few": Phrase(
        "Left out, too few respondents to describe: {groups}. Merge groups or collect more.",
        "{groups:Écarté|Écartés}, trop peu de répondants pour décrire : {groups}. Réunir des "
        "groupes ou recueillir plus de réponses.",
    ),
    "invariance_one_group": Phrase(
        "Only one group is large enough ({group}): there is nothing to compare. Choose "
        "another 'by', or collect answers in a second group.",
        "Un seul groupe est assez grand ({group}) : rien à comparer. Choisir un autre « by "
        "», ou recueillir des réponses dans un second groupe.",
    ),
    "invariance_no_group": Phrase(
        "No group is large enough: there is nothing to compare. Choose a 'by' with larger "
        "groups, or check that the export holds its column.",
        "Aucun groupe n'est assez grand : rien à comparer. Choisir un « by » aux groupes "
        "plus grands, ou vérifier que l'export contient sa colonne.",
    ),
    "invariance_constant": Phrase(
        "{item} is left out: everybody of group {group} gave the same answer.",
        "{item} est écarté : tout le groupe {group} a donné la même réponse.",
    ),
    "invariance_not_asked": Phrase(
        "{item} is left out: nobody of group {group} answered it.",
        "{item} est écarté : personne du groupe {group} n'y a répondu.",
    ),
    "invariance_small": Phrase(
        "A group has {smallest} {smallest:respondent|respondents}, fewer than {limit}: no "
        "multi-group model is fitted. What follows describes items; it does not test "
        "invariance, and means of the groups are not compared.",
        "Un groupe a {smallest} {smallest:répondant|répondants}, moins de {limit} : aucun "
        "modèle multigroupe n'est ajusté. Ce qui suit décrit des items ; l'invariance n'est "
        "pas testée et les moyennes des groupes ne sont pas comparées.",
    ),
    "dif_not_judged": Phrase(
        "Cannot be judged (answers do not vary enough in every group): {variables}.",
        "{variables:Ne peut être jugé|Ne peuvent être jugés} (réponses trop peu variées dans "
        "un groupe) : {variables}.",
    ),
    "invariance_configural": Phrase(
        "The same factors fit poorly before anything is held equal, so later steps say "
        "little: {variables}.",
        "Les mêmes facteurs s'ajustent mal avant toute égalité, les étapes suivantes disent "
        "donc peu : {variables}.",
    ),
    "invariance_hidden": Phrase(
        "The rule looks at the fit of a whole model, which can hide single items. Held "
        "equal, yet far apart (d_MACS ≥ .20, score test p < .05 after Holm): {variables}.",
        "La règle regarde l'ajustement d'un modèle entier, qui peut cacher des items. "
        "{variables:Tenu égal, et pourtant éloigné|Tenus égaux, et pourtant éloignés} "
        "(d_MACS ≥ 0,20, test du score p < 0,05 après Holm) : {variables}.",
    ),
    "invariance_not_compared": Phrase(
        "Means of the groups are NOT COMPARED, nor raw scores pooled as if they were one "
        "scale, where not even partial scalar invariance meets the rule: {variables}.",
        "Les moyennes des groupes NE SONT PAS COMPARÉES, ni les scores bruts réunis comme "
        "une seule échelle, là où même l'invariance scalaire partielle ne respecte pas la "
        "règle : {variables}.",
    ),
    "invariance_not_converged": Phrase(
        "NOT CONVERGED: a step of {scale} found no minimum; its ladder stops there. The "
        "sample may be small, or an item may hardly vary in a group.",
        "NON CONVERGÉ : une étape de « {scale} » n'a pas trouvé de minimum ; la suite "
        "s'arrête là. L'échantillon est peut-être petit, ou un item varie peu dans un groupe.",
    ),
    "invariance_inadmissible": Phrase(
        "INADMISSIBLE: a step of {scale} (marked †) has a negative variance or a correlation "
        "beyond one. Do not interpret it.",
        "INADMISSIBLE : une étape de « {scale} » (marquée †) a une variance négative ou une "
        "corrélation au-delà de un. Ne pas l'interpréter.",
    ),
    "invariance_not_fitted": Phrase(
        "{scale} could not be fitted: {message}. {fix}",
        "{scale} n'a pu être ajusté : {message}. {fix}",
    ),
    "invariance_few_items": Phrase(
        "{scale} has {items} {items:item that varies|items that vary} in all groups: a "
        "factor needs three to be tested by itself. Try 'together: true', or add items.",
        "{scale} a {items} {items:item qui varie|items qui varient} dans tous les groupes : "
        "il en faut trois pour tester un facteur seul. Essayer « together: true », ou "
        "ajouter des items.",
    ),
    "invariance_two_categories": Phrase(
        "{item} is left out: fewer than three answers are used in all groups, and two do not "
        "tell thresholds, loadings and intercepts apart.",
        "{item} est écarté : moins de trois réponses sont employées dans tous les groupes, "
        "et deux ne distinguent pas seuils, saturations et ordonnées.",
    ),
    "invariance_merged": Phrase(
        "{item}: {before} answers were merged into {after}, because a group did not use some.",
        "{item} : {before} réponses réunies en {after}, car un groupe n'en a pas employé "
        "certaines.",
    ),
    "invariance_ordered": Phrase(
        "{asked} was asked for, but the study takes answers as ordered: WLSMV was fitted. "
        "Write 'measurement: {{items: continuous}}' for {asked}.",
        "{asked} était demandé, mais l'étude tient les réponses pour ordonnées : WLSMV a été "
        "ajusté. Écrire « measurement: {{items: continuous}} » pour {asked}.",
    ),
}
"""Sentences by the code of their caveat."""
SHORT: dict[str, Phrase] = {
    "invariance_ordered": Phrase(
        "WLSMV, not the {asked} that was asked for",
        "WLSMV, non le {asked} demandé",
    ),
}
"""What of a caveat is said beside every number of its result."""
