"""Common-method variance (T14)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.method.data import Model, Part, Unmarked

SECTION = Phrase("Common-method variance", "Variance due à la méthode")
T14 = Phrase(
    "Do the answers owe something to the way of asking?",
    "Les réponses doivent-elles quelque chose à la façon de demander ?",
)
T14M = Phrase("Models behind the tests", "Modèles derrière les tests")
T14R = Phrase("Reliability in parts", "Fidélité en parts")
T14P = Phrase(
    "Correlations of the scores without the marker's share",
    "Corrélations des scores sans la part du marqueur",
)
T14S = Phrase(
    "Correlations of the factors, with less and more method",
    "Corrélations des facteurs, avec moins et plus de méthode",
)
WHICH = Phrase("Test", "Test")
STATISTIC = Phrase("Statistic", "Statistique")
CONCLUSION = Phrase("Conclusion", "Conclusion")
PAIR = Phrase("Scales", "Échelles")
WITH = Phrase("{scale}, with", "{scale}, avec")
T_SINGLE = Phrase("One factor for all items", "Un facteur pour tous les items")
T_C = Phrase(
    "Marker: method variance (Baseline, Method-C)",
    "Marqueur : variance de méthode (Base, Méthode-C)",
)
T_U = Phrase(
    "Marker: unequal over items (Method-C, Method-U)",
    "Marqueur : inégale selon les items (Méthode-C, Méthode-U)",
)
T_R = Phrase(
    "Marker: biased correlations (Method-R, {kept})",
    "Marqueur : corrélations biaisées (Méthode-R, {kept})",
)
T_SAME = Phrase(
    "Marker and other items of its format", "Marqueur et autres items de son format"
)
T_OTHER = Phrase("Marker and items of other formats", "Marqueur et items d'autres formats")
T_PARTIAL = Phrase(
    "Partial correlation (Lindell & Whitney)", "Corrélation partielle (Lindell et Whitney)"
)
PERCENT = Phrase("{share}% of variance", "{share} % de la variance")
DELTA = Phrase("Δχ² = {x}", "Δχ² = {x}")
MEAN_R = Phrase("mean r = {est} {ci}", "r moyen = {est} {ci}")
R_M = Phrase("r_M = {r}", "r_M = {r}")
C_HARMAN = Phrase("Does not test bias", "Ne teste pas le biais")
C_SINGLE_WORSE = Phrase(
    "Far worse than the measurement model (CFI {single} against {measurement}); says "
    "nothing about smaller method variance",
    "Bien moins bon que le modèle de mesure (CFI {single} contre {measurement}) ; ne dit "
    "rien d'une variance de méthode plus petite",
)
C_SINGLE_CLOSE = Phrase(
    "Not far worse than the measurement model (CFI {single} against {measurement}): a "
    "common source cannot be told from the scales",
    "Guère moins bon que le modèle de mesure (CFI {single} contre {measurement}) : une "
    "source commune ne se distingue pas des échelles",
)
C_FOUND = Phrase(
    "Method variance detected: {share}% of an item's variance on average",
    "Variance de méthode détectée : {share} % de la variance d'un item en moyenne",
)
C_NOT_FOUND = Phrase(
    "Not detected; not significant is not absent",
    "Non détectée ; non significatif ne veut pas dire absent",
)
C_UNEQUAL = Phrase(
    "Unequal over items: Method-U is kept ({share}% of an item's variance on average; "
    "{count} of {items} {items:loading|loadings} significant)",
    "Inégale selon les items : le modèle Méthode-U est retenu ({share} % de la variance "
    "d'un item en moyenne ; {count} {count:saturation significative|saturations "
    "significatives} sur {items})",
)
C_EQUAL = Phrase(
    "Unequal loadings not detected: Method-C is kept",
    "Saturations inégales non détectées : le modèle Méthode-C est retenu",
)
C_BIASED = Phrase(
    "Correlations of the factors change with method in the model",
    "Les corrélations des facteurs changent avec la méthode dans le modèle",
)
C_NOT_BIASED = Phrase(
    "No change of the correlations detected; not significant is not absent",
    "Aucun changement des corrélations détecté ; non significatif ne veut pas dire absent",
)
C_NONE = Phrase(
    "Cannot be judged: a model is missing or inadmissible",
    "Ne peut être jugé : un modèle manque ou est inadmissible",
)
C_ULMC = Phrase(
    "Sensitivity only: such a factor also takes in what the scales really share",
    "Sensibilité seulement : ce facteur absorbe aussi ce que les échelles partagent vraiment",
)
C_CROSSED = Phrase(
    "Share of variance the format has in common, if the marker shares nothing else",
    "Part de variance commune due au format, si le marqueur ne partage rien d'autre",
)
C_PARTIAL = Phrase(
    "{before} of {pairs} {pairs:correlation|correlations} of scales significant before, "
    "{after} after",
    "{before} {before:corrélation|corrélations} d'échelles sur {pairs} "
    "{before:significative|significatives} avant, {after} après",
)
NOTE = Phrase(
    "None of these tests is decisive. {estimator}, {missing}; tests between models "
    "scaled where the estimator is robust. Marker technique: Williams, Hartman & "
    "Cavazotte (2010).",
    "Aucun de ces tests n'est décisif. {estimator}, {missing} ; tests entre modèles "
    "corrigés quand l'estimateur est robuste. Technique du marqueur : Williams, Hartman "
    "et Cavazotte (2010).",
)
POWER = Phrase(
    "Power: with these data an equal method loading is found four times in five only if "
    "it explains {share}% of an item's variance or more, as far as the marker catches it.",
    "Puissance : avec ces données, une saturation de méthode égale n'est trouvée quatre "
    "fois sur cinq que si elle explique au moins {share} % de la variance d'un item, "
    "pour autant que le marqueur la capte.",
)
CROSSED_NOTE = Phrase(
    "Mean correlations of items carry 95% intervals; an interval up to {upper} leaves "
    "room for {share}% of an item's variance in items of the marker's format.",
    "Les corrélations moyennes d'items ont des intervalles à 95 % ; un intervalle "
    "jusqu'à {upper} laisse place à {share} % de la variance d'un item dans le format du "
    "marqueur.",
)
MODELS_NOTE = Phrase(
    "χ², CFI and RMSEA: robust where c is given. Baseline to Method-S: the marker's own "
    "loadings and errors are those of the CFA, the marker is uncorrelated with the "
    "factors. Method-R: correlations of the factors as in the Baseline. Method-S: method "
    "loadings at the far end of their 95% and 99% intervals.",
    "χ², CFI et RMSEA : robustes quand c est donné. De Base à Méthode-S : saturations "
    "et erreurs propres du marqueur telles que dans l'AFC, marqueur non corrélé aux "
    "facteurs. Méthode-R : corrélations des facteurs telles que dans Base. Méthode-S : "
    "saturations de méthode à l'extrémité de leurs intervalles à 95 % et 99 %.",
)
STATE = Phrase("Solution", "Solution")
SOUND = Phrase("admissible", "admissible")
UNSOUND = Phrase("INADMISSIBLE", "INADMISSIBLE")
UNCONVERGED = Phrase("NOT CONVERGED", "NON CONVERGÉ")
SHARE = Phrase("% method", "% méthode")
RELIABILITY_NOTE = Phrase(
    "{kept}: share of the variance of each scale's sum due to its factor and to the "
    "marker's, completely standardised; % method: method over the two together. "
    "Baseline: reliability without method loadings.",
    "{kept} : part de la variance de la somme de chaque échelle due à son facteur et à "
    "celui du marqueur, solution entièrement standardisée ; % méthode : méthode sur les "
    "deux ensemble. Base : fidélité sans saturations de méthode.",
)
FIGURE = Phrase(
    "Reliability of the scales: their factor, method, error",
    "Fidélité des échelles : leur facteur, la méthode, l'erreur",
)
R = Phrase("r", "r")
ADJUSTED = Phrase("r adjusted", "r ajusté")
CONSERVATIVE = Phrase("r, strictest", "r, le plus strict")
PARTIAL_MARKER = Phrase(
    "r adjusted: (r − r_M) / (1 − r_M) with the smallest positive correlation of the "
    "marker, r_M = {r} ({first}); strictest: with its largest, {largest}. t on {df} df; "
    "n = {n}.",
    "r ajusté : (r − r_M) / (1 − r_M) avec la plus petite corrélation positive du "
    "marqueur, r_M = {r} ({first}) ; le plus strict : avec la plus grande, {largest}. t "
    "à {df} ddl ; n = {n}.",
)
PARTIAL_NONE = Phrase(
    "The marker correlates positively with no scale: r_M = 0, nothing is taken out. t on "
    "{df} df; n = {n}.",
    "Le marqueur n'a de corrélation positive avec aucune échelle : r_M = 0, rien n'est "
    "retiré. t à {df} ddl ; n = {n}.",
)
PARTIAL_SMALLEST = Phrase(
    "No marker: r adjusted takes out the smallest positive correlation of two scales, "
    "r_M = {r} ({first}, {second}), which may hold substance. t on {df} df; n = {n}.",
    "Sans marqueur : r ajusté retire la plus petite corrélation positive de deux "
    "échelles, r_M = {r} ({first}, {second}), qui peut avoir un sens propre. t à {df} "
    "ddl ; n = {n}.",
)
SENSITIVITY_NOTE = Phrase(
    "Largest change from Baseline: {change} ({first}, {second}). A correlation that "
    "stays under more method than was estimated does not rest on it.",
    "Plus grand changement depuis Base : {change} ({first}, {second}). Une "
    "corrélation qui tient avec plus de méthode qu'estimé ne repose pas sur elle.",
)
SUM_FOUND = Phrase(
    "Common-method variance: the marker detects some ({share}% of an item's variance on "
    "average); the largest change of a correlation between scales is {change}.",
    "Variance de méthode : le marqueur en détecte ({share} % de la variance d'un item en "
    "moyenne) ; le plus grand changement d'une corrélation entre échelles est de "
    "{change}.",
)
SUM_NOT_FOUND = Phrase(
    "Common-method variance: none was detected with the marker. Not significant is not absent.",
    "Variance de méthode : aucune n'a été détectée avec le marqueur. Non significatif ne "
    "veut pas dire absent.",
)
C_CROSSED_OTHER = Phrase(
    "The same for any format: expected near zero if method is a matter of format",
    "La même pour tout format : attendue proche de zéro si la méthode tient au format",
)
MODELS: dict[Model, Phrase] = {
    "measurement": Phrase("Measurement model", "Modèle de mesure"),
    "single": Phrase("One factor", "Un facteur"),
    "cfa": Phrase("CFA with marker", "AFC avec marqueur"),
    "baseline": Phrase("Baseline", "Base"),
    "method_c": Phrase("Method-C", "Méthode-C"),
    "method_u": Phrase("Method-U", "Méthode-U"),
    "method_r": Phrase("Method-R", "Méthode-R"),
    "method_s05": Phrase("Method-S, 95%", "Méthode-S, 95 %"),
    "method_s01": Phrase("Method-S, 99%", "Méthode-S, 99 %"),
    "ulmc_equal": Phrase("Unmeasured factor, equal", "Facteur non mesuré, égales"),
    "ulmc_free": Phrase("Unmeasured factor, free", "Facteur non mesuré, libres"),
}
HARMAN: dict[Literal["component", "axis"], Phrase] = {
    "component": Phrase("Harman: first component", "Harman : première composante"),
    "axis": Phrase("Harman: first principal axis", "Harman : premier axe principal"),
}
ULMC: dict[Unmarked, Phrase] = {
    "ulmc_equal": Phrase(
        "Factor without marker, equal loadings", "Facteur sans marqueur, saturations égales"
    ),
    "ulmc_free": Phrase(
        "Factor without marker, free loadings", "Facteur sans marqueur, saturations libres"
    ),
}
PARTS: dict[Part, Phrase] = {
    "substantive": Phrase("Due to the scale", "Due à l'échelle"),
    "method": Phrase("Due to method", "Due à la méthode"),
    "error": Phrase("Error", "Erreur"),
}
CAVEATS: dict[str, Phrase] = {
    "method_inadmissible": Phrase(
        "INADMISSIBLE: {fitted}. Its numbers are not solutions a factor model can have "
        "({variables}); no test rests on it. Fewer scales or more respondents may help.",
        "INADMISSIBLE : {fitted}. Ses nombres ne sont pas une solution possible d'un modèle "
        "à facteurs ({variables}) ; aucun test n'en dépend. Moins d'échelles ou plus de "
        "répondants peuvent aider.",
    ),
    "method_not_converged": Phrase(
        "NOT CONVERGED: {fitted}. No number of it is shown and no test rests on it.",
        "NON CONVERGÉ : {fitted}. Aucun de ses nombres n'est montré, aucun test n'en dépend.",
    ),
    "method_no_marker": Phrase(
        "The questionnaire has no marker scale with answers: the marker technique and the "
        "marker's correlations are left out, the rest is done. A scale of role 'marker' that "
        "has nothing to do with the subject, asked in the same format, makes them possible.",
        "Le questionnaire n'a pas d'échelle marqueur avec des réponses : la technique du "
        "marqueur et ses corrélations sont omises, le reste est fait. Une échelle de rôle « "
        "marker » sans rapport avec le sujet, posée dans le même format, les rend possibles.",
    ),
    "method_short_marker": Phrase(
        "The marker {variable} has {k} varying {k:item|items}: with two its factor rests on "
        "its correlations with the other factors, with one there is none.",
        "Le marqueur {variable} a {k} {k:item qui varie|items qui varient} : avec deux, son "
        "facteur repose sur ses corrélations avec les autres facteurs, avec un il n'y en a "
        "pas.",
    ),
    "method_close_marker": Phrase(
        "The marker {variable} correlates {r} with {outcome}: what it shares with the items "
        "may be substance and not method. A marker should have no reason to go with any "
        "scale.",
        "Le marqueur {variable} a une corrélation de {r} avec {outcome} : ce qu'il partage "
        "avec les items peut être de la substance et non de la méthode. Un marqueur ne "
        "devrait avoir de raison d'aller avec aucune échelle.",
    ),
    "method_constant": Phrase(
        "Everybody gave the same answer to {variables}: left out here.",
        "Tout le monde a donné la même réponse à {variables} : {variables:écarté|écartés} ici.",
    ),
    "method_few_items": Phrase(
        "Fewer than two varying items: {variables} left out here.",
        "Moins de deux items qui varient : {variables} {variables:écarté|écartés} ici.",
    ),
    "method_no_partial": Phrase(
        "Partial correlations were not computed: {n} {n:respondent has|respondents have} all "
        "scores, or a score does not vary.",
        "Corrélations partielles non calculées : {n} {n:répondant a|répondants ont} tous les "
        "scores, ou un score ne varie pas.",
    ),
    "method_not_fitted": Phrase(
        "{fitted}: not fitted ({message}). {fix}",
        "{fitted} : non ajusté ({message}). {fix}",
    ),
}
"""Sentences by the code of their caveat."""
FITTED = {f"method_model_{name}": phrase for name, phrase in MODELS.items()}
"""Models that caveats speak of."""
