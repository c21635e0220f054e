"""What a reader must know of a result: sentences by the code of their caveat."""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from typing import Literal

from cpsurvey import kind as kinds
from cpsurvey.report import caveats_of_models, imputation
from cpsurvey.report.words import Phrase

Family = Literal["CAVEATS", "SHORT", "TEST", "FITTED"]
"""Sentences; what is said beside every number; beside the model's test; names of models."""

CAVEATS: dict[str, Phrase] = {
    "not_done": Phrase(
        "NOT DONE ({code}): {message}. {fix}", "NON FAIT ({code}) : {message}. {fix}"
    ),
    "not_applicable": Phrase(
        "Does not apply ({code}): {message}. {fix}", "Sans objet ({code}) : {message}. {fix}"
    ),
    "not_asked": Phrase(
        "Does not apply: {variables} {variables:was|were} not asked.",
        "Sans objet : rien n'a été demandé sur : {variables}.",
    ),
    "not_asked_enough": Phrase(
        "Does not apply: too few items were asked of {variables}; with fewer than three on a "
        "factor no sound solution was found.",
        "Sans objet : trop peu d'items ont été demandés sur {variables} ; à moins de trois par "
        "facteur, aucune solution admissible n'a été trouvée.",
    ),
    "no_groups": Phrase(
        "Does not apply: there are no groups to tell apart ({variables}).",
        "Sans objet : il n'y a pas de groupes à distinguer ({variables}).",
    ),
    "not_carried": Phrase(
        "Does not apply: {n} {n:respondent|respondents} for a model of {parameters} free "
        "{parameters:parameter|parameters}. A plan that nobody made for so few leaves it out; "
        "listed under 'analyses' in study.yaml it is fitted all the same.",
        "Sans objet : {n} {n:répondant|répondants} pour un modèle à {parameters} "
        "{parameters:paramètre libre|paramètres libres}. Un plan que personne n'a fait pour si "
        "peu de monde l'écarte ; inscrit sous « analyses » dans study.yaml, il est ajusté "
        "quand même.",
    ),
    "inadmissible_few": Phrase(
        "With {n} {n:respondent|respondents} such a model often ends in a solution that is "
        "none (Boomsma, 1985). That says little about the scales, and nothing of it is read.",
        "Avec {n} {n:répondant|répondants}, un tel modèle aboutit souvent à une solution qui "
        "n'en est pas une (Boomsma, 1985). Cela dit peu sur les échelles, et rien n'en est lu.",
    ),
    "many_lost": Phrase(
        "{lost} of {n} respondents ({share}%) are left out because they left an answer open: "
        "these numbers are of the others, who may differ.",
        "{lost} {lost:répondant|répondants} sur {n} ({share} %) {lost:est écarté|sont écartés} "
        "faute d'une réponse : ces nombres portent sur les autres, qui peuvent différer.",
    ),
    "without_unasked": Phrase(
        "Done without what was not asked, or in what too few people differ: {variables}.",
        "Fait sans ce qui n'a pas été demandé, ou en quoi trop peu de personnes diffèrent : "
        "{variables}.",
    ),
    "groups_descriptive": Phrase(
        "{groups} {groups:group|groups} of {variable}: too few to estimate a variance "
        "between {groups:groups|them}; these numbers describe {groups:this group|these "
        "groups} only.",
        "{groups} {groups:groupe|groupes} ({variable}) : trop peu pour estimer une variance "
        "entre {groups:groupes|eux} ; ces nombres ne décrivent que {groups:ce groupe|ces "
        "groupes}.",
    ),
    "fewer_clusters_than_parameters": Phrase(
        "{clusters} {clusters:cluster|clusters} for {parameters} "
        "{parameters:parameter|parameters}: robust errors of a few parameters at a time "
        "hold, a joint test of all does not; read the scaled χ² with care.",
        "{clusters} {clusters:grappe|grappes} pour {parameters} "
        "{parameters:paramètre|paramètres} : les erreurs robustes valent pour quelques "
        "paramètres à la fois, non un test de tous ; lire le χ² avec prudence.",
    ),
    "screened_differs": Phrase(
        "Conclusions depend on who is kept. With some of the respondents {variables:this "
        "effect differs|these effects differ} from zero, with others not: {variables}.",
        "Les conclusions dépendent de qui est gardé. Avec certains répondants {variables:cet "
        "effet diffère|ces effets diffèrent} de zéro, avec d'autres non : {variables}.",
    ),
    "screened_not_fitted": Phrase(
        "The main model could not be used for one sample ({sample}): {reason}.",
        "Le modèle principal n'a pu être utilisé pour un échantillon ({sample}) : {reason}.",
    ),
    "one_item": Phrase(
        "{scale} has one item: reliability cannot be computed.",
        "{scale} n'a qu'un item : pas de fidélité calculable.",
    ),
    "two_items": Phrase(
        "{scale} has two items: a factor of two items is not identified, so no ω; α of the "
        "standardised items (T7b) is Spearman-Brown's coefficient.",
        "{scale} n'a que deux items : un facteur à deux items n'est pas identifié, donc pas "
        "d'ω ; l'α des items standardisés (T7b) est le coefficient de Spearman-Brown.",
    ),
    "too_few_complete": Phrase(
        "{scale}: {n} {n:respondent|respondents} answered every item, too few, or all the "
        "same.",
        "{scale} : {n} {n:répondant a|répondants ont} tout répondu, trop peu, ou tous pareil.",
    ),
    "negative_alpha": Phrase(
        "α of {scale} is negative: items go against each other; check reversal.",
        "α de « {scale} » est négatif : des items s'opposent ; vérifier l'inversion.",
    ),
    "no_factor": Phrase(
        "{scale}: the one-factor model did not converge, so no ω.",
        "{scale} : le modèle à un facteur n'a pas convergé, donc pas d'ω.",
    ),
    "heywood_scale": Phrase(
        "{scale}: INADMISSIBLE one-factor model, a residual variance is negative; its ω, AVE "
        "and H are not to be trusted.",
        "{scale} : modèle à un facteur INADMISSIBLE, une variance résiduelle est négative ; "
        "ses ω, VME et H ne sont pas fiables.",
    ),
    "rel_draws_failed": Phrase(
        "{scale}: {failed} of {draws} bootstrap draws {failed:has|have} no solution, so no "
        "interval; the sample is too small or the items hardly go together.",
        "{scale} : {failed} {failed:tirage|tirages} bootstrap sur {draws} {failed:n'a|n'ont} "
        "pas de solution, donc pas d'intervalle ; l'échantillon est trop petit ou les items "
        "tiennent mal ensemble.",
    ),
    "rel_flat_item": Phrase(
        "{scale}: everybody answered “{item}” alike; α counts it, but no factor can be "
        "fitted. Drop the item from the scale, or see why it does not vary.",
        "{scale} : tout le monde a répondu pareil à « {item} » ; α en tient compte, mais "
        "aucun facteur n'est estimable. Retirer l'item, ou voir pourquoi il ne varie pas.",
    ),
    "rel_two_against": Phrase(
        "{scale}: its two items ({variables}) go against each other; one is probably not "
        "reversed.",
        "{scale} : ses deux items ({variables}) s'opposent ; l'un n'est sans doute pas "
        "inversé.",
    ),
    "rel_item_against": Phrase(
        "{scale}: “{item}” correlates negatively with the other items on average; it is "
        "probably not reversed. Check 'reverse' in the questionnaire.",
        "{scale} : « {item} » est en moyenne corrélé négativement aux autres items ; il "
        "n'est sans doute pas inversé. Vérifier « reverse » dans le questionnaire.",
    ),
    "rel_many_answers": Phrase(
        "{scale}: items with more than {most} different answers are not taken as ordered "
        "categories, so no categorical ω.",
        "{scale} : des items à plus de {most} réponses différentes ne sont pas pris comme "
        "catégories ordonnées, donc pas d'ω catégoriel.",
    ),
    "rel_no_categorical": Phrase(
        "{scale}: the factor of the polychoric correlations did not converge, so no "
        "categorical ω.",
        "{scale} : le facteur des corrélations polychoriques n'a pas convergé, donc pas d'ω "
        "catégoriel.",
    ),
    "rel_not_definite": Phrase(
        "{scale}: the polychoric correlations are not positive definite; its categorical ω "
        "is not to be trusted.",
        "{scale} : les corrélations polychoriques ne sont pas définies positives ; son ω "
        "catégoriel n'est pas fiable.",
    ),
    "rel_heywood_ordinal": Phrase(
        "{scale}: INADMISSIBLE, a standardised loading of the ordered answers exceeds one; "
        "its categorical ω is not to be trusted.",
        "{scale} : INADMISSIBLE, une saturation standardisée des réponses ordonnées dépasse "
        "un ; son ω catégoriel n'est pas fiable.",
    ),
    "rel_redundant": Phrase(
        "{scale}: reliability above .95 hints at items that repeat each other.",
        "{scale} : une fidélité au-dessus de 0,95 suggère des items qui se répètent.",
    ),
    "groups_cross": Phrase(
        "Some groups of {variable} stand in several groups of {outcome}: they are taken as "
        "crossed. If a code was used twice, make codes unique.",
        "Des groupes ({variable}) sont dans plusieurs groupes ({outcome}) : traités comme "
        "croisés. Si un code a servi deux fois, rendre les codes uniques.",
    ),
    "saturated_not_settled": Phrase(
        "The saturated model, with which χ² and fit measures compare this one, did not come to "
        "an end: too few respondents answered the same items together. The estimates stand; "
        "the fit is not to be read.",
        "Le modèle saturé, auquel le χ² et les indices comparent celui-ci, n'a pas abouti : "
        "trop peu de répondants ont répondu aux mêmes items. Les estimations tiennent ; "
        "l'ajustement n'est pas à lire.",
    ),
    "few_clusters_for_test": Phrase(
        "{clusters} {clusters:cluster|clusters}: below about 100 the scaled χ² rejects too "
        "many true models; read its p as smaller than it should be.",
        "{clusters} {clusters:grappe|grappes} : en dessous d'une centaine le χ² corrigé "
        "rejette trop de modèles vrais ; son p est plus petit qu'il ne devrait.",
    ),
    "validity_flat": Phrase(
        "Left out, every answer is the same: {variables}.",
        "{variables:Écarté|Écartés}, toutes les réponses sont les mêmes : {variables}.",
    ),
    "validity_one_item": Phrase(
        "Left out, fewer than two items that vary: {scale}.",
        "Écartée, moins de deux items qui varient : {scale}.",
    ),
    "answers_merged": Phrase(
        "{variable}: answers that fewer than {k} respondents gave are one category, “other "
        "answers”.",
        "{variable} : les réponses données par moins de {k} répondants forment une seule "
        "modalité, « autres réponses ».",
    ),
    "items_constant": Phrase(
        "Left out, because every answer is the same: {variables}.",
        "{variables:Écarté|Écartés}, car toutes les réponses sont identiques : {variables}.",
    ),
    "items_apart": Phrase(
        "Left out, because too few respondents answered {variables:it|them} together with "
        "the others: {variables}.",
        "{variables:Écarté|Écartés}, car trop peu de répondants y ont répondu en même temps "
        "qu'aux autres : {variables}.",
    ),
    "items_dependent": Phrase(
        "Left out, because other items determine {variables:it|them} exactly: {variables}. "
        "Look for a column that was imported twice.",
        "{variables:Écarté|Écartés}, car d'autres items {variables:le|les} déterminent "
        "exactement : {variables}. Chercher une colonne importée deux fois.",
    ),
    "more_items_than_people": Phrase(
        "{items} {items:item|items} for {n} {n:respondent|respondents}: the correlations "
        "cannot be inverted. KMO, Bartlett's test, principal axes and maximum likelihood "
        "need more respondents than items; eigenvalues and components are shown, and rest on "
        "little.",
        "{items} {items:item|items} pour {n} {n:répondant|répondants} : les corrélations ne "
        "sont pas inversibles. KMO, test de Bartlett, axes principaux et maximum de "
        "vraisemblance demandent plus de répondants que d'items ; valeurs propres et "
        "composantes sont montrées, sur peu d'informations.",
    ),
    "matrix_smoothed": Phrase(
        "The correlations contradicted each other (lowest eigenvalue {lowest}): negative "
        "eigenvalues were raised to almost zero, which changed correlations by {change} at "
        "most. Few respondents, rare answers or many missing ones do this.",
        "Les corrélations se contredisaient (valeur propre minimale {lowest}) : les valeurs "
        "propres négatives ont été relevées à presque zéro, ce qui a changé les corrélations "
        "de {change} au plus. Peu de répondants, des réponses rares ou beaucoup de réponses "
        "manquantes en sont la cause.",
    ),
    "categories_unused": Phrase(
        "Answers nobody chose have no threshold and were passed over: {variables}.",
        "Les réponses que personne n'a choisies n'ont pas de seuil et sont ignorées : "
        "{variables}.",
    ),
    "multilevel_few": Phrase(
        "{groups} {groups:group|groups} ({variable}) {groups:is|are} fewer than 50: a model "
        "of two levels would leave its variances between groups uncertain. Regressions on "
        "observed group means with CR2 errors are read instead.",
        "{groups} {groups:groupe|groupes} ({variable}), moins de 50 : un modèle à deux "
        "niveaux laisserait ses variances entre groupes incertaines. On lit à la place des "
        "régressions sur les moyennes observées, avec erreurs CR2.",
    ),
    "multilevel_inadmissible": Phrase(
        "The model of two levels is inadmissible (a variance between {groups} groups is "
        "negative: too little differs between them). Regressions on observed group means "
        "with CR2 errors are read instead.",
        "Le modèle à deux niveaux est inadmissible (une variance entre les {groups} groupes "
        "est négative : ils diffèrent trop peu). On lit à la place des régressions sur les "
        "moyennes observées, avec erreurs CR2.",
    ),
    "multilevel_alike": Phrase(
        "Some of these variables do not differ between {groups} groups (F test of ICC(1), p "
        "≥ .05): the model of two levels has nothing to explain there. Regressions on "
        "observed group means with CR2 errors are read instead.",
        "Certaines de ces variables ne diffèrent pas entre {groups} groupes (test F de "
        "l'ICC(1), p ≥ 0,05) : le modèle à deux niveaux n'y a rien à expliquer. On lit à la "
        "place des régressions sur les moyennes observées, avec erreurs CR2.",
    ),
    "multilevel_not_converged": Phrase(
        "The model of two levels did not converge on {groups} groups. Regressions on "
        "observed group means with CR2 errors are read instead.",
        "Le modèle à deux niveaux n'a pas convergé sur {groups} groupes. On lit à la place "
        "des régressions sur les moyennes observées, avec erreurs CR2.",
    ),
    "multilevel_not_fitted": Phrase(
        "The model of two levels cannot be fitted to {groups} {groups:group|groups}. "
        "Regressions on observed group means with CR2 errors are read instead.",
        "Le modèle à deux niveaux ne peut être ajusté sur {groups} {groups:groupe|groupes}. "
        "On lit à la place des régressions sur les moyennes observées, avec erreurs CR2.",
    ),
    "not_done_fault": Phrase(
        "NOT DONE ({code}): a fault of the program, not of your data. The other results are "
        "not touched by it. The file run.json says where in the program; please report it.",
        "NON FAIT ({code}) : un défaut du programme, non de vos données. Les autres "
        "résultats n'en sont pas touchés. Le fichier run.json dit à quel endroit du "
        "programme ; signalez-le.",
    ),
    "not_finite": Phrase(
        "Some numbers could not be computed and are left empty: {fields}.",
        "Certains nombres n'ont pas pu être calculés et restent vides : {fields}.",
    ),
    "groups_too_few": Phrase(
        "{groups} {groups:group|groups} of {variable}: too few to estimate a variance "
        "between {groups:groups|them}; these numbers describe {groups:this group|these "
        "groups} only.",
        "{groups} {groups:groupe|groupes} ({variable}) : trop peu pour estimer une variance "
        "entre {groups:groupes|eux} ; ces nombres ne décrivent que {groups:ce groupe|ces "
        "groupes}.",
    ),
    "groups_few": Phrase(
        "{groups} {groups:group|groups} of {variable}: below 50 the variance between groups "
        "is uncertain; degrees of freedom by Satterthwaite and the CR2 errors allow for it.",
        "{groups} {groups:groupe|groupes} ({variable}) : sous 50, la variance entre groupes "
        "est incertaine ; les ddl de Satterthwaite et les erreurs CR2 en tiennent compte.",
    ),
    "clusters_few": Phrase(
        "Only {clusters} {clusters:cluster|clusters}: errors by cluster are too small on "
        "average below 50 (Cameron & Miller, 2015); read p-values and intervals with care.",
        "Seulement {clusters} {clusters:grappe|grappes} : sous 50, les erreurs par grappe "
        "sont trop petites en moyenne (Cameron et Miller, 2015) ; lire p et intervalles avec "
        "prudence.",
    ),
    "fewer_respondents_than_parameters": Phrase(
        "{n} {n:respondent|respondents} for {parameters} {parameters:parameter|parameters}: "
        "estimates, errors and fit of this model cannot be relied on. A smaller model, or "
        "scores instead of items, asks for less.",
        "{n} {n:répondant|répondants} pour {parameters} {parameters:paramètre|paramètres} : "
        "estimations, erreurs et ajustement de ce modèle ne sont pas fiables. Un modèle plus "
        "petit, ou des scores au lieu d'items, en demande moins.",
    ),
    "respondents_few": Phrase(
        "{n} {n:respondent|respondents} for {parameters} {parameters:parameter|parameters}: "
        "below five for each (Bentler & Chou, 1987) estimates and errors are unsteady. A "
        "smaller model, or scores instead of items, asks for less.",
        "{n} {n:répondant|répondants} pour {parameters} {parameters:paramètre|paramètres} : "
        "à moins de cinq pour chacun (Bentler et Chou, 1987), estimations et erreurs sont "
        "instables. Un modèle plus petit, ou des scores au lieu d'items, en demande moins.",
    ),
    "items_few_respondents": Phrase(
        "{n} {n:respondent|respondents} for {items} {items:item|items}: below 50, or below "
        "five for each item (Hair et al., 2010), another sample may show other factors, and "
        "more or fewer of them.",
        "{n} {n:répondant|répondants} pour {items} {items:item|items} : à moins de 50, ou de "
        "cinq par item (Hair et al., 2010), un autre échantillon peut montrer d'autres "
        "facteurs, plus ou moins nombreux.",
    ),
    "linear_yes_no": Phrase(
        "{variable} is yes/no, taken as a number. This is a linear probability model: "
        "effects on it are differences of the probability of “{answer}” for one unit of the "
        "predictor, the same at every level, and predictions may leave 0 to 1.",
        "{variable} est oui/non, pris comme un nombre. C'est un modèle linéaire de "
        "probabilité : les effets sont des différences de la probabilité de « {answer} » par "
        "unité du prédicteur, les mêmes à tout niveau, et les prédictions peuvent sortir de "
        "0 à 1.",
    ),
    "linear_two_values": Phrase(
        "{variable} has two values, {apart} apart, and is taken as a number. This is a "
        "linear probability model: divided by {apart}, effects on it are differences of the "
        "probability of the higher one ({answer}).",
        "{variable} a deux valeurs, distantes de {apart}, et est pris comme un nombre. C'est "
        "un modèle linéaire de probabilité : divisés par {apart}, les effets sont des "
        "différences de la probabilité de la plus haute ({answer}).",
    ),
    "linear_count": Phrase(
        "{variable} is a count crowded at zero, taken as a number. Effects on it are "
        "differences of the mean count in a linear model, the same at every level.",
        "{variable} est un comptage serré près de zéro, pris comme un nombre. Les effets "
        "sont des différences du nombre moyen dans un modèle linéaire, les mêmes à tout "
        "niveau.",
    ),
    "low_df": Phrase(
        "{variables}: fewer than 4 degrees of freedom (Satterthwaite); p-values of CR2 "
        "errors cannot be relied on there (Tipton, 2015).",
        "{variables} : moins de 4 degrés de liberté (Satterthwaite) ; les p des erreurs CR2 "
        "n'y sont pas fiables (Tipton, 2015).",
    ),
}
"""Sentences by the code of their caveat."""
SHORT: dict[str, Phrase] = {
    "multilevel_few": Phrase(
        "regressions on observed group means, not the model of two levels",
        "régressions sur les moyennes observées, non le modèle à deux niveaux",
    ),
    "multilevel_inadmissible": Phrase(
        "regressions on observed group means, not the model of two levels",
        "régressions sur les moyennes observées, non le modèle à deux niveaux",
    ),
    "multilevel_alike": Phrase(
        "regressions on observed group means, not the model of two levels",
        "régressions sur les moyennes observées, non le modèle à deux niveaux",
    ),
    "multilevel_not_converged": Phrase(
        "regressions on observed group means, not the model of two levels",
        "régressions sur les moyennes observées, non le modèle à deux niveaux",
    ),
    "multilevel_not_fitted": Phrase(
        "regressions on observed group means, not the model of two levels",
        "régressions sur les moyennes observées, non le modèle à deux niveaux",
    ),
    "groups_too_few": Phrase(
        "only {groups} {groups:group|groups} of {variable}: a description",
        "{groups} {groups:groupe|groupes} seulement ({variable}) : une description",
    ),
    "groups_few": Phrase(
        "{groups} {groups:group|groups} of {variable}, fewer than 50",
        "{groups} {groups:groupe|groupes} ({variable}), moins de 50",
    ),
    "clusters_few": Phrase(
        "only {clusters} {clusters:cluster|clusters}: errors too small on average",
        "{clusters} {clusters:grappe|grappes} seulement : erreurs trop petites en moyenne",
    ),
    "fewer_respondents_than_parameters": Phrase(
        "{n} {n:respondent|respondents} for {parameters} {parameters:parameter|parameters}",
        "{n} {n:répondant|répondants} pour {parameters} {parameters:paramètre|paramètres}",
    ),
    "respondents_few": Phrase(
        "{n} {n:respondent|respondents} for {parameters} {parameters:parameter|parameters}: "
        "unsteady",
        "{n} {n:répondant|répondants} pour {parameters} {parameters:paramètre|paramètres} : "
        "instable",
    ),
    "items_few_respondents": Phrase(
        "{n} {n:respondent|respondents} for {items} {items:item|items}: unsteady",
        "{n} {n:répondant|répondants} pour {items} {items:item|items} : instable",
    ),
    "linear_yes_no": Phrase(
        "linear probability model: {variable} is yes/no",
        "modèle linéaire de probabilité : {variable} est oui/non",
    ),
    "linear_two_values": Phrase(
        "linear probability model, times {apart}: {variable} has two values",
        "modèle linéaire de probabilité, fois {apart} : {variable} a deux valeurs",
    ),
    "linear_count": Phrase(
        "linear model of a count: {variable}",
        "modèle linéaire d'un comptage : {variable}",
    ),
    "low_df": Phrase(
        "fewer than 4 degrees of freedom for {variables}: p and interval not reliable",
        "moins de 4 degrés de liberté pour {variables} : p et intervalle non fiables",
    ),
}
"""What of a caveat is said beside every number of its result."""
TEST: dict[str, Phrase] = {
    "saturated_not_settled": Phrase(
        "the saturated model did not come to an end: the fit is not to be read",
        "le modèle saturé n'a pas abouti : l'ajustement n'est pas à lire",
    ),
    "few_clusters_for_test": Phrase(
        "{clusters} {clusters:cluster|clusters}: the scaled test rejects too often below "
        "about 100",
        "{clusters} {clusters:grappe|grappes} : sous 100 environ, le test corrigé rejette "
        "trop souvent",
    ),
}
"""What of a caveat is said beside the test of the model."""


@cache
def family(name: Family) -> Mapping[str, Phrase]:
    """Phrases by code: those of every kind's ``words``, and those that several kinds raise."""
    found: dict[str, Phrase] = dict(globals().get(name, {}))
    if name == "CAVEATS":
        found |= caveats_of_models.CAVEATS | imputation.CAVEATS
    for folder in {kind.folder: kind for kind in kinds.found().values()}.values():
        found |= getattr(folder.words(), name, {})
    return found
