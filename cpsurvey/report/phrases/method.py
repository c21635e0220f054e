"""Common-method variance (T14)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_method": ("Common-method variance", "Variance due à la méthode"),
    "T14": (
        "Do the answers owe something to the way of asking?",
        "Les réponses doivent-elles quelque chose à la façon de demander ?",
    ),
    "T14m": ("Models behind the tests", "Modèles derrière les tests"),
    "T14r": ("Reliability in parts", "Fidélité en parts"),
    "T14p": (
        "Correlations of the scores without the marker's share",
        "Corrélations des scores sans la part du marqueur",
    ),
    "T14s": (
        "Correlations of the factors, with less and more method",
        "Corrélations des facteurs, avec moins et plus de méthode",
    ),
    "method_test": ("Test", "Test"),
    "method_statistic": ("Statistic", "Statistique"),
    "method_conclusion": ("Conclusion", "Conclusion"),
    "method_pair": ("Scales", "Échelles"),
    "method_with": ("{scale}, with", "{scale}, avec"),
    "method_t_component": ("Harman: first component", "Harman : première composante"),
    "method_t_axis": ("Harman: first principal axis", "Harman : premier axe principal"),
    "method_t_single": ("One factor for all items", "Un facteur pour tous les items"),
    "method_t_c": (
        "Marker: method variance (Baseline, Method-C)",
        "Marqueur : variance de méthode (Baseline, Method-C)",
    ),
    "method_t_u": (
        "Marker: unequal over items (Method-C, Method-U)",
        "Marqueur : inégale selon les items (Method-C, Method-U)",
    ),
    "method_t_r": (
        "Marker: biased correlations (Method-R, {kept})",
        "Marqueur : corrélations biaisées (Method-R, {kept})",
    ),
    "method_t_ulmc_equal": (
        "Factor without marker, equal loadings",
        "Facteur sans marqueur, saturations égales",
    ),
    "method_t_ulmc_free": (
        "Factor without marker, free loadings",
        "Facteur sans marqueur, saturations libres",
    ),
    "method_t_same": (
        "Marker and other items of its format",
        "Marqueur et autres items de son format",
    ),
    "method_t_other": (
        "Marker and items of other formats",
        "Marqueur et items d'autres formats",
    ),
    "method_t_partial": (
        "Partial correlation (Lindell & Whitney)",
        "Corrélation partielle (Lindell et Whitney)",
    ),
    "method_percent": ("{share}% of variance", "{share} % de la variance"),
    "method_delta": ("Δχ² = {x}", "Δχ² = {x}"),
    "method_mean_r": ("mean r = {r} {ci}", "r moyen = {r} {ci}"),
    "method_r_m": ("r_M = {r}", "r_M = {r}"),
    "method_c_harman": ("Does not test bias", "Ne teste pas le biais"),
    "method_c_single_worse": (
        "Far worse than the measurement model (CFI {single} against {measurement}); says "
        "nothing about smaller method variance",
        "Bien moins bon que le modèle de mesure (CFI {single} contre {measurement}) ; ne dit "
        "rien d'une variance de méthode plus petite",
    ),
    "method_c_single_close": (
        "Not far worse than the measurement model (CFI {single} against {measurement}): a "
        "common source cannot be told from the scales",
        "Guère moins bon que le modèle de mesure (CFI {single} contre {measurement}) : une "
        "source commune ne se distingue pas des échelles",
    ),
    "method_c_found": (
        "Method variance detected: {share}% of an item's variance on average",
        "Variance de méthode détectée : {share} % de la variance d'un item en moyenne",
    ),
    "method_c_not_found": (
        "Not detected; not significant is not absent",
        "Non détectée ; non significatif ne veut pas dire absent",
    ),
    "method_c_unequal": (
        "Unequal over items: Method-U is kept ({share}% of an item's variance on average; "
        "{count} of {items} loadings significant)",
        "Inégale selon les items : Method-U est retenu ({share} % de la variance d'un item en "
        "moyenne ; {count} saturations significatives sur {items})",
    ),
    "method_c_equal": (
        "Unequal loadings not detected: Method-C is kept",
        "Saturations inégales non détectées : Method-C est retenu",
    ),
    "method_c_biased": (
        "Correlations of the factors change with method in the model",
        "Les corrélations des facteurs changent avec la méthode dans le modèle",
    ),
    "method_c_not_biased": (
        "No change of the correlations detected; not significant is not absent",
        "Aucun changement des corrélations détecté ; non significatif ne veut pas dire absent",
    ),
    "method_c_none": (
        "Cannot be judged: a model is missing or inadmissible",
        "Ne peut être jugé : un modèle manque ou est inadmissible",
    ),
    "method_c_ulmc": (
        "Sensitivity only: such a factor also takes in what the scales really share",
        "Sensibilité seulement : ce facteur absorbe aussi ce que les échelles partagent "
        "vraiment",
    ),
    "method_c_crossed": (
        "Share of variance the format has in common, if the marker shares nothing else",
        "Part de variance commune due au format, si le marqueur ne partage rien d'autre",
    ),
    "method_c_partial": (
        "{before} of {pairs} correlations of scales significant before, {after} after",
        "{before} corrélations d'échelles sur {pairs} significatives avant, {after} après",
    ),
    "method_note": (
        "None of these tests is decisive. {estimator}, {missing}; tests between models scaled "
        "where the estimator is robust. Marker technique: Williams, Hartman & Cavazotte "
        "(2010).",
        "Aucun de ces tests n'est décisif. {estimator}, {missing} ; tests entre modèles "
        "corrigés quand l'estimateur est robuste. Technique du marqueur : Williams, Hartman "
        "et Cavazotte (2010).",
    ),
    "method_power": (
        "Power: with these data an equal method loading is found four times in five only if "
        "it explains {share}% of an item's variance or more, as far as the marker catches it.",
        "Puissance : avec ces données, une saturation de méthode égale n'est trouvée quatre "
        "fois sur cinq que si elle explique au moins {share} % de la variance d'un item, pour "
        "autant que le marqueur la capte.",
    ),
    "method_crossed_note": (
        "Mean correlations of items carry 95% intervals; an interval up to {upper} leaves "
        "room for {share}% of an item's variance in items of the marker's format.",
        "Les corrélations moyennes d'items ont des intervalles à 95 % ; un intervalle jusqu'à "
        "{upper} laisse place à {share} % de la variance d'un item dans le format du marqueur.",
    ),
    "method_no_marker_note": (
        "Without a marker the tests that need one are left out.",
        "Sans marqueur, les tests qui en demandent un sont omis.",
    ),
    "method_models_note": (
        "χ², CFI and RMSEA: robust where c is given. Baseline to Method-S: the marker's own "
        "loadings and errors are those of the CFA, the marker is uncorrelated with the "
        "factors. Method-R: correlations of the factors as in the Baseline. Method-S: method "
        "loadings at the far end of their 95% and 99% intervals.",
        "χ², CFI et RMSEA : robustes quand c est donné. De Baseline à Method-S : saturations "
        "et erreurs propres du marqueur telles que dans l'AFC, marqueur non corrélé aux "
        "facteurs. Method-R : corrélations des facteurs telles que dans Baseline. Method-S : "
        "saturations de méthode à l'extrémité de leurs intervalles à 95 % et 99 %.",
    ),
    "method_state": ("Solution", "Solution"),
    "method_sound": ("admissible", "admissible"),
    "method_unsound": ("INADMISSIBLE", "INADMISSIBLE"),
    "method_unconverged": ("NOT CONVERGED", "NON CONVERGÉ"),
    "method_model_measurement": ("Measurement model", "Modèle de mesure"),
    "method_model_single": ("One factor", "Un facteur"),
    "method_model_cfa": ("CFA with marker", "AFC avec marqueur"),
    "method_model_baseline": ("Baseline", "Baseline"),
    "method_model_method_c": ("Method-C", "Method-C"),
    "method_model_method_u": ("Method-U", "Method-U"),
    "method_model_method_r": ("Method-R", "Method-R"),
    "method_model_method_s05": ("Method-S, 95%", "Method-S, 95 %"),
    "method_model_method_s01": ("Method-S, 99%", "Method-S, 99 %"),
    "method_model_ulmc_equal": ("Unmeasured factor, equal", "Facteur non mesuré, égales"),
    "method_model_ulmc_free": ("Unmeasured factor, free", "Facteur non mesuré, libres"),
    "method_substantive": ("Due to the scale", "Due à l'échelle"),
    "method_method": ("Due to method", "Due à la méthode"),
    "method_error": ("Error", "Erreur"),
    "method_share": ("% method", "% méthode"),
    "method_reliability_note": (
        "{kept}: share of the variance of each scale's sum due to its factor and to the "
        "marker's, completely standardised; % method: method over the two together. Baseline: "
        "reliability without method loadings.",
        "{kept} : part de la variance de la somme de chaque échelle due à son facteur et à "
        "celui du marqueur, solution entièrement standardisée ; % méthode : méthode sur les "
        "deux ensemble. Baseline : fidélité sans saturations de méthode.",
    ),
    "fig_method": (
        "Reliability of the scales: their factor, method, error",
        "Fidélité des échelles : leur facteur, la méthode, l'erreur",
    ),
    "method_r": ("r", "r"),
    "method_adjusted": ("r adjusted", "r ajusté"),
    "method_conservative": ("r, strictest", "r, le plus strict"),
    "method_partial_marker": (
        "r adjusted: (r − r_M) / (1 − r_M) with the smallest positive correlation of the "
        "marker, r_M = {r} ({first}); strictest: with its largest, {largest}. t on {df} df; n "
        "= {n}.",
        "r ajusté : (r − r_M) / (1 − r_M) avec la plus petite corrélation positive du "
        "marqueur, r_M = {r} ({first}) ; le plus strict : avec la plus grande, {largest}. t à "
        "{df} ddl ; n = {n}.",
    ),
    "method_partial_none": (
        "The marker correlates positively with no scale: r_M = 0, nothing is taken out. t on "
        "{df} df; n = {n}.",
        "Le marqueur n'a de corrélation positive avec aucune échelle : r_M = 0, rien n'est "
        "retiré. t à {df} ddl ; n = {n}.",
    ),
    "method_partial_smallest": (
        "No marker: r adjusted takes out the smallest positive correlation of two scales, r_M "
        "= {r} ({first}, {second}), which may hold substance. t on {df} df; n = {n}.",
        "Sans marqueur : r ajusté retire la plus petite corrélation positive de deux "
        "échelles, r_M = {r} ({first}, {second}), qui peut avoir un sens propre. t à {df} ddl "
        "; n = {n}.",
    ),
    "method_sensitivity_note": (
        "Largest change from Baseline: {change} ({first}, {second}). A correlation that stays "
        "under more method than was estimated does not rest on it.",
        "Plus grand changement depuis Baseline : {change} ({first}, {second}). Une "
        "corrélation qui tient avec plus de méthode qu'estimé ne repose pas sur elle.",
    ),
    "sum_method_found": (
        "Common-method variance: the marker detects some ({share}% of an item's variance on "
        "average); the largest change of a correlation between scales is {change}.",
        "Variance de méthode : le marqueur en détecte ({share} % de la variance d'un item en "
        "moyenne) ; le plus grand changement d'une corrélation entre échelles est de {change}.",
    ),
    "sum_method_not_found": (
        "Common-method variance: none was detected with the marker. Not significant is not "
        "absent.",
        "Variance de méthode : aucune n'a été détectée avec le marqueur. Non significatif ne "
        "veut pas dire absent.",
    ),
    "method_no_marker": (
        "The questionnaire has no marker scale with answers: the marker technique and the "
        "marker's correlations are left out, the rest is done. A scale of role 'marker' that "
        "has nothing to do with the subject, asked in the same format, makes them possible.",
        "Le questionnaire n'a pas d'échelle marqueur avec des réponses : la technique du "
        "marqueur et ses corrélations sont omises, le reste est fait. Une échelle de rôle « "
        "marker » sans rapport avec le sujet, posée dans le même format, les rend possibles.",
    ),
    "method_short_marker": (
        "The marker {variable} has {k} varying {k:item|items}: with two its factor rests on "
        "its correlations with the other factors, with one there is none.",
        "Le marqueur {variable} a {k} {k:item qui varie|items qui varient} : avec deux, son "
        "facteur repose sur ses corrélations avec les autres facteurs, avec un il n'y en a "
        "pas.",
    ),
    "method_close_marker": (
        "The marker {variable} correlates {r} with {outcome}: what it shares with the items "
        "may be substance and not method. A marker should have no reason to go with any scale.",
        "Le marqueur {variable} a une corrélation de {r} avec {outcome} : ce qu'il partage "
        "avec les items peut être de la substance et non de la méthode. Un marqueur ne "
        "devrait avoir de raison d'aller avec aucune échelle.",
    ),
    "method_constant": (
        "Everybody gave the same answer to {variables}: left out here.",
        "Tout le monde a donné la même réponse à {variables} : écartés ici.",
    ),
    "method_few_items": (
        "Fewer than two varying items: {variables} left out here.",
        "Moins de deux items qui varient : {variables} écartés ici.",
    ),
    "method_no_partial": (
        "Partial correlations were not computed: {n} respondents have all scores, or a score "
        "does not vary.",
        "Corrélations partielles non calculées : {n} répondants ont tous les scores, ou un "
        "score ne varie pas.",
    ),
    "method_not_fitted": (
        "{fitted}: not fitted ({message}). {fix}",
        "{fitted} : non ajusté ({message}). {fix}",
    ),
    "method_inadmissible": (
        "INADMISSIBLE: {fitted}. Its numbers are not solutions a factor model can have "
        "({variables}); no test rests on it. Fewer scales or more respondents may help.",
        "INADMISSIBLE : {fitted}. Ses nombres ne sont pas une solution possible d'un modèle à "
        "facteurs ({variables}) ; aucun test n'en dépend. Moins d'échelles ou plus de "
        "répondants peuvent aider.",
    ),
    "method_not_converged": (
        "NOT CONVERGED: {fitted}. No number of it is shown and no test rests on it.",
        "NON CONVERGÉ : {fitted}. Aucun de ses nombres n'est montré, aucun test n'en dépend.",
    ),
    "method_c_crossed_other": (
        "The same for any format: expected near zero if method is a matter of format",
        "La même pour tout format : attendue proche de zéro si la méthode tient au format",
    ),
}
