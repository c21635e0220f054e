"""Waves: measurement, means, changes, what goes with what (T30 to T32)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.waves.data import Moved, People, Role, Rule, Silent, Word
    from cpsurvey.parts import Decision, Step

SECTION = Phrase(
    "What changed from wave to wave?", "Qu'est-ce qui a changé d'une vague à l'autre ?"
)
T30 = Phrase("Means by wave", "Moyennes par vague")
T30C = Phrase("Changes between waves", "Changements entre vagues")
T30M = Phrase("Measurement over the waves", "Mesure au fil des vagues")
T31 = Phrase(
    "{first} then, {second} now: paths from wave to wave",
    "{first} avant, {second} après : chemins d'une vague à l'autre",
)
T32 = Phrase("Indicators by period", "Indicateurs par période")
WAVE = Phrase("Wave", "Vague")
FROM = Phrase("From", "De")
TO = Phrase("To", "À")
PAIRS = Phrase("Pairs", "Paires")
CHANGE = Phrase("Change", "Changement")
STD_CHANGE = Phrase("Change (SD)", "Changement (ET)")
STD_CI = Phrase("95% CI (SD)", "IC 95 % (ET)")
FACTOR_MEAN = Phrase("Factor mean", "Moyenne du facteur")
FACTOR_CI = Phrase("95% CI (factor)", "IC 95 % (facteur)")
LEAST = Phrase("Least (SD)", "Au moins (ET)")
SAID = Phrase("Says", "Dit")
PERIOD = Phrase("Period", "Période")
INDICATOR = Phrase("Indicator", "Indicateur")
STEP = Phrase("Model", "Modèle")
DCFI = Phrase("ΔCFI", "ΔCFI")
DCHISQ = Phrase("Δχ²", "Δχ²")
DDF = Phrase("Δdf", "Δddl")
DECIDED = Phrase("Decision", "Décision")
KIND = Phrase("Kind", "Nature")
SOURCE = Phrase("Then", "Avant")
OUTCOME = Phrase("Now", "Après")
WITH_FREED = Phrase("{step}, {items} free", "{step}, libres : {items}")
STEPS: dict[Step, Phrase] = {
    "configural": Phrase("Configural", "Configurale"),
    "thresholds": Phrase("Thresholds", "Seuils"),
    "metric": Phrase("Metric", "Métrique"),
    "scalar": Phrase("Scalar", "Scalaire"),
    "strict": Phrase("Strict", "Stricte"),
}
DECISIONS: dict[Decision, Phrase] = {
    "meets": Phrase("holds", "tient"),
    "does_not_meet": Phrase("does not hold", "ne tient pas"),
    "cannot_be_judged": Phrase("cannot be judged", "ne peut être jugé"),
    "not_converged": Phrase("NOT CONVERGED", "NON CONVERGÉ"),
}
SILENT: dict[Silent, Phrase] = {
    "few_people": Phrase(
        "not compared: fewer than 100 people in a wave",
        "non comparée : moins de 100 personnes dans une vague",
    ),
    "few_items": Phrase(
        "not compared: too few items that every wave asked in the same words",
        "non comparée : trop peu d'items posés dans les mêmes termes à chaque vague",
    ),
    "not_met": Phrase(
        "not compared: its items do not mean the same in every wave",
        "non comparée : ses items n'ont pas le même sens à chaque vague",
    ),
    "not_judged": Phrase(
        "not compared: whether its items mean the same cannot be judged",
        "non comparée : on ne peut juger si ses items gardent leur sens",
    ),
    "configural": Phrase(
        "not compared: its items do not form one scale in every wave",
        "non comparée : ses items ne forment pas une échelle à chaque vague",
    ),
    "not_converged": Phrase(
        "not compared: a model did not converge", "non comparée : un modèle n'a pas convergé"
    ),
    "inadmissible": Phrase(
        "not compared: the solution is inadmissible",
        "non comparée : la solution est inadmissible",
    ),
    "not_fitted": Phrase(
        "not compared: a model could not be fitted",
        "non comparée : un modèle n'a pu être ajusté",
    ),
}
WORDS: dict[Word, Phrase] = {
    "rose": Phrase("rose", "a monté"),
    "fell": Phrase("fell", "a baissé"),
    "not_told_apart": Phrase("no change shown", "aucun changement établi"),
    "one_item": Phrase("rests on one item", "tient à un seul item"),
    "several": Phrase("not after Holm", "pas après Holm"),
}
ROLES: dict[Role, Phrase] = {
    "crossed": Phrase("crossed", "croisé"),
    "stability": Phrase("stability", "stabilité"),
    "change_mean": Phrase("mean change", "changement moyen"),
    "change_sd": Phrase("SD of change", "ET du changement"),
    "changes_together": Phrase("changes together", "changements conjoints"),
}
BY_ITEMS = Phrase("{scale} ({k} items: {items})", "{scale} ({k} items : {items})")
PARTIAL = Phrase("partial: {items} free", "partielle, libres : {items}")
MEANS_NOTE = Phrase(
    "M: mean of the items that mean the same in every wave, in points of the answer scale. "
    "Factor mean: less that of the first wave, in its standard deviations.",
    "M : moyenne des items qui gardent leur sens à chaque vague, en points de l'échelle de "
    "réponse. Moyenne du facteur : moins celle de la première vague, en écarts types de "
    "celle-ci.",
)
AS_NUMBERS = Phrase(
    "Ordered answers count as numbers throughout.",
    "Les réponses ordonnées comptent partout comme des nombres.",
)
CHANGE_NOTE = Phrase(
    "Change: in points; of the same people where pairs are given, else of everybody in either "
    "wave. Change (SD): of the factor's mean, which uses everybody. Least: the factor's change "
    "once that one item is free whose release moves it nearest to zero. A change is said only "
    "where its interval leaves out zero, whichever single item is free, and after Holm over "
    "the "
    "scales.",
    "Changement : en points ; des mêmes personnes là où des paires sont données, sinon de "
    "toutes celles de l'une ou l'autre vague. Changement (ET) : de la moyenne du facteur, qui "
    "emploie tout le monde. Au moins : changement du facteur une fois libre l'item dont la "
    "libération le rapproche le plus de zéro. Un changement n'est dit que si son intervalle "
    "exclut zéro, quel que soit le seul item libre, et après Holm sur les échelles.",
)
HOW: dict[People, Phrase] = {
    "same": Phrase(
        "The same people: one factor per wave, residuals of an item correlated over the waves; "
        "robust maximum likelihood (MLR) with all answers.",
        "Les mêmes personnes : un facteur par vague, résidus d'un item corrélés entre vagues ; "
        "maximum de vraisemblance robuste (MLR) avec toutes les réponses.",
    ),
    "new": Phrase(
        "Other people each time: waves as groups; robust maximum likelihood (MLR) with all "
        "answers. A difference of waves is also one of who answered.",
        "D'autres personnes à chaque fois : les vagues sont des groupes ; maximum de "
        "vraisemblance robuste (MLR) avec toutes les réponses. Une différence entre vagues est "
        "aussi une différence de répondants.",
    ),
}
CLUSTERED = Phrase(
    "Errors allow for people of one group being alike ({variable}).",
    "Les erreurs tiennent compte de la ressemblance au sein d'un groupe ({variable}).",
)
RULES: dict[Rule, Phrase] = {
    "test": Phrase(
        "A step holds where its loss of fit is not significant (scaled difference of χ², "
        "p ≥ .05); else the item with the largest score test is freed, as long as half of the "
        "items, and two, stay equal.",
        "Une étape tient si sa perte d'ajustement n'est pas significative (différence de χ² "
        "corrigée, p ≥ 0,05) ; sinon l'item au plus grand test du score est libéré, tant que "
        "la moitié des items, et deux, restent égaux.",
    ),
    "chen": Phrase(
        "A step holds by Chen's rule (2007), which can overlook a single item; else the item "
        "with the largest score test is freed.",
        "Une étape tient selon la règle de Chen (2007), qui peut laisser passer un item ; "
        "sinon "
        "l'item au plus grand test du score est libéré.",
    ),
    "cheung_rensvold": Phrase(
        "A step holds where ΔCFI ≥ −.010 (Cheung and Rensvold, 2002), which can overlook a "
        "single item; else the item with the largest score test is freed.",
        "Une étape tient si ΔCFI ≥ −0,010 (Cheung et Rensvold, 2002), ce qui peut laisser "
        "passer un item ; sinon l'item au plus grand test du score est libéré.",
    ),
}
LAGGED: dict[bool, Phrase] = {
    True: Phrase(
        "Factors with loadings equal over the waves. n = {n}; χ² = {chisq}, df = {df}, CFI = "
        "{cfi}, RMSEA = {rmsea}, SRMR = {srmr}.",
        "Facteurs aux saturations égales entre vagues. n = {n} ; χ² = {chisq}, ddl = {df}, "
        "CFI = {cfi}, RMSEA = {rmsea}, SRMR = {srmr}.",
    ),
    False: Phrase(
        "Scores, not factors: what they hold of error weakens what is held. n = {n}; χ² = "
        "{chisq}, df = {df}, CFI = {cfi}, RMSEA = {rmsea}, SRMR = {srmr}.",
        "Des scores, non des facteurs : leur part d'erreur affaiblit ce qui est tenu constant. "
        "n = {n} ; χ² = {chisq}, ddl = {df}, CFI = {cfi}, RMSEA = {rmsea}, SRMR = {srmr}.",
    ),
}
LAGGED_NOTE = Phrase(
    "Crossed: how the later score goes with the earlier other one, both held at the wave "
    "before. Mean change and its SD: of latent change scores, in points of the scores or, of "
    "factors, in SD of the first wave; a factor's mean changes in a known way only where "
    "intercepts are equal over the waves. Changes together: their covariance, Std. their "
    "correlation. Associations over time: what else changed meanwhile, and lasting differences "
    "between people, are not held.",
    "Croisé : lien du score d'après avec l'autre d'avant, les deux tenus à la vague "
    "précédente. Changement moyen et son ET : des scores latents de changement, en points des "
    "scores ou, pour des facteurs, en ET de la première vague ; celui de la moyenne d'un "
    "facteur n'est connu que si les ordonnées sont égales entre vagues. Changements "
    "conjoints : leur covariance, Std. leur corrélation. Associations dans le temps : ce qui a "
    "changé d'autre entre-temps, et les différences durables entre personnes, ne sont pas "
    "tenus constants.",
)
PERIODS_OF_WAVES = Phrase(
    "Where a wave is named: mean over its respondents who have the indicator, over the periods "
    "that the study declares to belong to it; else over respondents of any wave. 95% interval "
    "over people. Nothing is adjusted.",
    "Là où une vague est nommée : moyenne sur ses répondants qui ont l'indicateur, sur les "
    "périodes que l'étude lui attribue ; sinon sur les répondants de toute vague. Intervalle à "
    "95 % sur les personnes. Rien n'est ajusté.",
)
PERIODS_OF_NO_WAVE = Phrase(
    "No means per wave: the study does not say which periods belong to which wave "
    "(waves: periods).",
    "Pas de moyenne par vague : l'étude ne dit pas quelles périodes correspondent à quelle "
    "vague (waves: periods).",
)
PERIODS_NOTE = Phrase(
    "Mean over respondents of any wave who have the indicator in the period; 95% interval over "
    "people. Nothing is adjusted.",
    "Moyenne sur les répondants de toute vague qui ont l'indicateur dans la période ; "
    "intervalle à 95 % sur les personnes. Rien n'est ajusté.",
)
FIGURE = Phrase(
    "Factor means by wave, 95% intervals", "Moyennes des facteurs par vague, intervalles à 95 %"
)
AXIS = Phrase("SD of the first wave", "ET de la première vague")
MOVED: dict[Moved, Phrase] = {
    "rose": Phrase("{scale} rose by {est} SD {ci}", "{scale} : hausse de {est} ET {ci}"),
    "fell": Phrase("{scale} fell by {est} SD {ci}", "{scale} : baisse de {est} ET {ci}"),
}
MOVED_POINTS: dict[Moved, Phrase] = {
    "rose": Phrase("{scale} rose by {est} points {ci}", "{scale} : hausse de {est} point {ci}"),
    "fell": Phrase("{scale} fell by {est} points {ci}", "{scale} : baisse de {est} point {ci}"),
}
NEW = Phrase("Since wave {wave}: {said}.", "Depuis la vague {wave} : {said}.")
UP_TO = Phrase("{wave}, up to wave {last}", "{wave}, jusqu'à la vague {last}")
"""What a change is since, where the latest wave is left out."""
OTHERS = Phrase(
    "no change is shown on {k} other {k:scale|scales} compared",
    "aucun changement établi sur {k} {k:autre échelle comparée|autres échelles comparées}",
)
NO_NEWS = Phrase(
    "Since wave {wave}: no change is shown ({k} {k:scale|scales} compared).",
    "Depuis la vague {wave} : aucun changement établi ({k} {k:échelle comparée|échelles "
    "comparées}).",
)
NOTHING = Phrase(
    "Since wave {wave}: no scale can be compared, so nothing is said of changes.",
    "Depuis la vague {wave} : aucune échelle n'est comparable, rien n'est dit des changements.",
)
CROSSED_SHORT = Phrase(
    "{first} then and {second} now, earlier {second} held: {est}, 95% interval {ci} "
    "(association over time).",
    "{first} à une vague et {second} à la suivante, compte tenu de {second} auparavant : "
    "{est}, intervalle à 95 % {ci} (association dans le temps).",
)
CAVEATS: dict[str, Phrase] = {
    "waves_one_key": Phrase(
        "One key makes the pseudonyms of all waves, so that the same people are known again: "
        "the notice to respondents must say so.",
        "Une seule clé fait les pseudonymes de toutes les vagues, pour reconnaître les mêmes "
        "personnes : l'information aux répondants doit le dire.",
    ),
    "waves_few_return": Phrase(
        "Only {n} people answered both wave {earlier} and wave {later}: who left or came may "
        "differ from who stayed.",
        "Seules {n} personnes ont répondu aux vagues {earlier} et {later} : celles parties ou "
        "venues peuvent différer de celles restées.",
    ),
    "waves_some_return": Phrase(
        "A few people of wave {earlier} answered wave {later} again, although other people are "
        "declared; they are counted as others.",
        "Quelques personnes de la vague {earlier} ont répondu de nouveau à la vague {later}, "
        "bien que d'autres soient déclarées ; elles sont comptées comme d'autres.",
    ),
    "waves_as_numbers": Phrase(
        "Ordered answers are taken as numbers here.",
        "Les réponses ordonnées sont prises ici comme des nombres.",
    ),
    "waves_not_compared": Phrase(
        "Means over the waves are NOT COMPARED for: {variables} (T30m says why).",
        "Les moyennes au fil des vagues NE SONT PAS COMPARÉES pour : {variables} (T30m dit "
        "pourquoi).",
    ),
    "waves_changed": Phrase(
        "Asked in other words in a later wave, hence in no mean and free in the models: "
        "{variables}.",
        "{variables:Posé|Posés} en d'autres termes à une vague ultérieure, donc dans aucune "
        "moyenne et {variables:libre|libres} dans les modèles : {variables}.",
    ),
    "waves_not_yet": Phrase(
        "Declared as changed from a wave on that no answer belongs to: {variables}.",
        "{variables:Déclaré changé|Déclarés changés} à partir d'une vague dont il n'y a aucune "
        "réponse : {variables}.",
    ),
    "waves_left_out": Phrase(
        "Not asked in every wave, or answered alike by everybody in one, hence left out: "
        "{variables}.",
        "{variables:Non posé|Non posés} à chaque vague, ou d'une seule réponse dans l'une, "
        "donc "
        "{variables:écarté|écartés} : {variables}.",
    ),
    "waves_scores": Phrase(
        "Some paths over time are of scores: of these, error is not taken out.",
        "Certains chemins dans le temps portent sur des scores : leur part d'erreur n'est pas "
        "retirée.",
    ),
    "waves_crossed_unsound": Phrase(
        "The model over time did not converge or is inadmissible, and is not shown: "
        "{variables}.",
        "Le modèle dans le temps n'a pas convergé ou est inadmissible, et n'est pas montré : "
        "{variables}.",
    ),
    "waves_thin": Phrase(
        "Too few people (fewer than {limit}) to be compared with the other waves, hence left "
        "out: wave {waves}.",
        "Trop peu de personnes (moins de {limit}) pour être comparée aux autres vagues, donc "
        "écartée : vague {waves}.",
    ),
    "waves_small": Phrase(
        "Waves of fewer than {k} people are left out.",
        "Les vagues de moins de {k} personnes sont écartées.",
    ),
    "waves_not_independent": Phrase(
        "All waves are read, and the same people answer in several: rows are not independent. "
        "The chapter on waves compares them person by person.",
        "Toutes les vagues sont lues, et les mêmes personnes répondent à plusieurs : les "
        "lignes "
        "ne sont pas indépendantes. Le chapitre sur les vagues les compare personne par "
        "personne.",
    ),
    "waves_not_declared": Phrase(
        "Several waves are stored, and the latest is analysed. To compare them, add "
        "'waves: {{people: same}}' to study.yaml where the same people answer again, "
        "'waves: {{people: new}}' where others do.",
        "Plusieurs vagues sont enregistrées, et la dernière est analysée. Pour les comparer, "
        "ajouter « waves: {{people: same}} » à study.yaml si les mêmes personnes répondent de "
        "nouveau, « waves: {{people: new}} » si ce sont d'autres.",
    ),
}
"""Sentences by the code of their caveat."""
