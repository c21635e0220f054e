"""Reliability of scales, composites and groups (T7)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.reliability.data import OmegaOfComposite
    from cpsurvey.parts import Omega, Verdict

SECTION = Phrase("Reliability of the scales", "Fidélité des échelles")
T7 = Phrase("Reliability of the scales", "Fidélité des échelles")
T7B = Phrase("Other coefficients of the scales", "Autres coefficients des échelles")
T7C = Phrase(
    "Shared variance and correlations of the items",
    "Variance partagée et corrélations des items",
)
T7D = Phrase("Reliability of composites", "Fidélité des scores composites")
T7E = Phrase("Reliability by group", "Fidélité par groupe")
ALPHA = Phrase("α", "α")
AVE = Phrase("AVE", "VME")
H = Phrase("H", "H")
JUDGED = Phrase("Threshold", "Seuil")
VERDICTS: dict[Verdict, Phrase] = {
    "meets": Phrase("meets {at}", "atteint {at}"),
    "does_not_meet": Phrase("does not meet {at}", "n'atteint pas {at}"),
    "inadmissible": Phrase("inadmissible", "inadmissible"),
    "cannot_be_judged": Phrase("cannot be judged (n)", "non décidable (n)"),
}
SEM = Phrase("SEM", "ETM")
ALPHA_STD = Phrase("α std.", "α std.")
LAMBDA6 = Phrase("λ6", "λ6")
OMEGA_OBSERVED = Phrase("ω obs.", "ω obs.")
OTHER: dict[Omega, Phrase] = {
    "omega_total": Phrase("ω total", "ω total"),
    "omega_categorical": Phrase("ω cat.", "ω cat."),
}
"""The coefficient that is not read, in a narrow column."""
ORDINAL_ALPHA = Phrase("α ord.", "α ord.")
R_MEAN = Phrase("Mean r", "r moy.")
R_MIN = Phrase("Min r", "r min.")
R_MAX = Phrase("Max r", "r max.")
COV_MEAN = Phrase("Mean cov.", "Cov. moy.")
COMPOSITE = Phrase("Composite", "Score composite")
OF_COMPOSITE: dict[OmegaOfComposite, Phrase] = {
    "omega_total": Phrase("ω", "ω"),
    "omega_higher": Phrase("ωh 2nd order", "ωh 2e ordre"),
    "omega_bifactor": Phrase("ωh bif.", "ωh bif."),
}
GROUP = Phrase("Group", "Groupe")
NOT_SHOWN = Phrase("not shown", "masqué")
FIGURE = Phrase(
    "{coefficient} and α with their 95% intervals; dashes at .70",
    "{coefficient} et α avec leurs intervalles à 95 % ; tirets à 0,70",
)
FIGURE_GROUPS = Phrase(
    "Reliability by group ({by}) with 95% intervals; dashes at .70",
    "Fidélité par groupe ({by}) avec intervalles à 95 % ; tirets à 0,70",
)
IN_SHORT = Phrase(
    "Reliability ({coefficient}) of {k} {k:scale|scales} runs from {low} ({worst}) to "
    "{high}. {judged}",
    "La fidélité ({coefficient}) de {k} {k:échelle|échelles} va de {low} ({worst}) à "
    "{high}. {judged}",
)
IN_SHORT_ONE = Phrase(
    "Reliability ({coefficient}) of {scale}: {value}. {judged}",
    "Fidélité ({coefficient}) de {scale} : {value}. {judged}",
)
JUDGED_ALL = Phrase(
    "By the whole 95% interval, {meets} {meets:meets|meet} {at}, {fails} {fails:does|do} not, "
    "{unclear} cannot be judged (n).",
    "D'après l'intervalle à 95 % entier, {meets} {meets:atteint|atteignent} {at}, {fails} ne "
    "{fails:l'atteint|l'atteignent} pas, {unclear} {unclear:n'est pas décidable|ne sont pas "
    "décidables} (n).",
)
JUDGED_ONE = Phrase(
    "By the whole 95% interval: {verdict}.", "D'après l'intervalle à 95 % entier : {verdict}."
)
NOT_JUDGED = Phrase(
    "Without intervals, nothing is held against {at}.",
    "Sans intervalles, rien n'est comparé à {at}.",
)
IN_SHORT_BAD = Phrase(
    "INADMISSIBLE reliability, which is not judged: {names}.",
    "Fidélité INADMISSIBLE, et non jugée : {names}.",
)
IN_SHORT_AGAINST = Phrase(
    "Against the other items of {n:its|their} scale, so that wording and reversal need a look: "
    "{names}.",
    "{n:Va|Vont} à l'encontre des autres items de {n:son|leur} échelle, formulation et "
    "inversion à vérifier : {names}.",
)
NOTES: dict[Omega, Phrase] = {
    "omega_total": Phrase(
        "ω total = (Σλ)² / ((Σλ)² + Σθ) of a one-factor maximum-likelihood model; the "
        "denominator is the variance the model implies (= composite reliability, CR).",
        "ω total = (Σλ)² / ((Σλ)² + Σθ) d'un modèle à un facteur par maximum de "
        "vraisemblance ; le dénominateur est la variance impliquée par le modèle (= fidélité "
        "composite, CR).",
    ),
    "omega_categorical": Phrase(
        "ω categorical: of the sum of the ordered answers as given (Green & Yang, 2009), one "
        "factor by diagonally weighted least squares on polychoric correlations, which also "
        "give the denominator; interval by the delta method on log(1 − ω) from the "
        "thresholds' and correlations' joint covariances.",
        "ω catégoriel : de la somme des réponses ordonnées telles quelles (Green et Yang, "
        "2009), un facteur par moindres carrés pondérés diagonaux sur les corrélations "
        "polychoriques, qui donnent aussi le dénominateur ; intervalle par la méthode delta "
        "sur log(1 − ω) à partir des covariances conjointes des seuils et des corrélations.",
    ),
}
"""Formula of each omega."""
NOTE_ALPHA = Phrase(
    "α: Cronbach, interval by Feldt (respondents taken as independent). n: respondents "
    "with every item of the scale.",
    "α : Cronbach, intervalle de Feldt (répondants supposés indépendants). n : "
    "répondants ayant tous les items de l'échelle.",
)
NOTE_BOOTSTRAP = Phrase(
    "Other intervals: percentiles of {draws} bootstrap draws of respondents.",
    "Autres intervalles : percentiles de {draws} tirages bootstrap des répondants.",
)
NOTE_CLUSTERS = Phrase(
    "Other intervals: percentiles of {draws} bootstrap draws of whole groups ({unit}, "
    "{clusters}).",
    "Autres intervalles : percentiles de {draws} tirages bootstrap de groupes entiers "
    "({unit}, {clusters}).",
)
NOTE_FIML = Phrase(
    "ω, AVE and H rest on everybody who answered an item of the scale (full-information "
    "maximum likelihood); their intervals are by the delta method with robust errors.",
    "ω, VME et H reposent sur tous ceux qui ont répondu à un item de l'échelle (maximum "
    "de vraisemblance à information complète) ; intervalles par la méthode delta, "
    "erreurs robustes.",
)
NOTE_FAILED = Phrase(
    "Draws without a solution, left out: {counts}.",
    "Tirages sans solution, écartés : {counts}.",
)
NOTE_INADMISSIBLE = Phrase(
    "Inadmissible draws (a negative variance), kept: {counts}.",
    "Tirages inadmissibles (une variance négative), conservés : {counts}.",
)
NOTE_JUDGED = Phrase(
    "Judged by the whole interval: it meets a threshold when its lower end does, does "
    "not when its upper end stays below, and cannot be judged with this n otherwise. .70 "
    "is asked of research, .80 preferred (Nunnally & Bernstein, 1994). Decisions about "
    "single persons would ask for .90; this report supports none, whatever the value.",
    "Jugé sur l'intervalle entier : un seuil est atteint si la borne inférieure "
    "l'atteint, non atteint si la borne supérieure reste dessous, sinon non décidable "
    "avec cet n. 0,70 est demandé en recherche, 0,80 préférable (Nunnally et Bernstein, "
    "1994). Décider de personnes demanderait 0,90 ; ce rapport ne l'autorise pas, quelle "
    "que soit la valeur.",
)
NOTE_MORE = Phrase(
    "M, SD: of the scale score. SEM: standard error of measurement of the score, SD √(1 "
    "− reliability), with the coefficient of T7. α std.: of standardised items "
    "(Spearman-Brown for two). λ6: Guttman, of standardised items. ω obs.: ω total over "
    "the observed variance of the sum. α ord.: ordinal alpha, of the unobserved "
    "continuous responses behind the answers (Zumbo et al., 2007), for comparison only.",
    "M, ET : du score. ETM : erreur type de mesure du score, ET √(1 − fidélité), avec le "
    "coefficient du tableau T7. α std. : d'items standardisés (Spearman-Brown pour "
    "deux). λ6 : Guttman, d'items standardisés. ω obs. : ω total sur la variance "
    "observée de la somme. α ord. : alpha ordinal, des réponses continues non observées "
    "derrière les réponses (Zumbo et al., 2007), pour comparaison seulement.",
)
NOTE_SHAPE = Phrase(
    "AVE: average variance extracted, Σλ² / (Σλ² + Σθ); scales of five items with α .82 "
    "often have an AVE below .50. H: reliability of the optimally weighted sum (Hancock "
    "& Mueller, 2001). Both of the one-factor maximum-likelihood model. r, cov.: Pearson "
    "correlations and covariances between items, after reversal.",
    "VME : variance moyenne extraite, Σλ² / (Σλ² + Σθ) ; des échelles de cinq items à α "
    "0,82 ont souvent une VME sous 0,50. H : fidélité de la somme pondérée au mieux "
    "(Hancock et Mueller, 2001). Toutes deux du modèle à un facteur par maximum de "
    "vraisemblance. r, cov. : corrélations de Pearson et covariances entre items, après "
    "inversion.",
)
NOTE_COMPOSITES = Phrase(
    "ω: share of the composite score's variance that all factors explain. ωh "
    "(hierarchical): share due to the general factor alone. Maximum likelihood, "
    "respondents with every item, scales weighted as in scoring, denominators implied by "
    "the model.",
    "ω : part de la variance du score composite expliquée par tous les facteurs. ωh "
    "(hiérarchique) : part due au seul facteur général. Maximum de vraisemblance, "
    "répondants ayant tous les items, échelles pondérées comme pour le score, "
    "dénominateurs impliqués par le modèle.",
)
NOTE_BIFACTOR = Phrase(
    "Bifactor (bif.): a general factor beside one per scale, uncorrelated; interval by "
    "the delta method on log(1 − ωh) with robust errors.",
    "Bifacteur (bif.) : un facteur général à côté d'un par échelle, non corrélés ; "
    "intervalle par la méthode delta sur log(1 − ωh), erreurs robustes.",
)
NOTE_UNIDENTIFIED = Phrase(
    "No bifactor model, as it is not identified (fewer than three scales, or fewer than "
    "three items in one): {names}.",
    "Pas de modèle bifacteur, car non identifié (moins de trois échelles, ou moins de "
    "trois items dans l'une) : {names}.",
)
NOTE_EQUAL = Phrase(
    "Two scales do not identify a second-order factor: its standardised loadings are set "
    "equal for {names}.",
    "Deux échelles n'identifient pas un facteur de second ordre : ses saturations "
    "standardisées sont fixées égales pour {names}.",
)
OBSERVED_ONE = Phrase("{scale} ω {total}, ωh {higher}", "{scale} ω {total}, ωh {higher}")
NOTE_OBSERVED = Phrase(
    "Over the observed variance instead (second-order model): {list}.",
    "Sur la variance observée (modèle de second ordre) : {list}.",
)
NOTE_GROUPS = Phrase(
    "Groups: {by}. Formulas as in T7.", "Groupes : {by}. Formules du tableau T7."
)
NOTE_HIDDEN = Phrase(
    "Not shown, for privacy (too few respondents with every item, or to protect a group that "
    "has too few): {names}. Respondents of another group, drawn by lot, may be left out with "
    "{names:it|them}.",
    "Masqué, par confidentialité (trop peu de répondants ayant tous les items, ou pour "
    "protéger un groupe qui en a trop peu) : {names}. Des répondants d'un autre groupe, "
    "tirés au sort, peuvent être écartés avec {names:lui|eux}.",
)
K = Phrase("k", "k")
CAVEATS: dict[str, Phrase] = {
    "rel_single": Phrase(
        "{scale}: one of its scales has a single item, so no reliability of the composite.",
        "{scale} : l'une de ses échelles n'a qu'un item, donc pas de fidélité du composite.",
    ),
    "rel_composite_flat": Phrase(
        "{scale}: {n} {n:respondent|respondents} answered every item of the composite, too "
        "few, or an item does not vary.",
        "{scale} : {n} {n:répondant a|répondants ont} tous les items du composite, trop peu, "
        "ou un item ne varie pas.",
    ),
    "rel_no_second_order": Phrase(
        "{scale}: the second-order model did not converge, so no ω of the composite.",
        "{scale} : le modèle de second ordre n'a pas convergé, donc pas d'ω du composite.",
    ),
    "rel_heywood_second": Phrase(
        "{scale}: INADMISSIBLE second-order model, a variance is negative or a correlation "
        "beyond one; its ω and ωh are not to be trusted.",
        "{scale} : modèle de second ordre INADMISSIBLE, une variance est négative ou une "
        "corrélation dépasse un ; ses ω et ωh ne sont pas fiables.",
    ),
    "rel_no_general": Phrase(
        "{scale}: its two scales correlate negatively or not at all, so nothing general.",
        "{scale} : ses deux échelles sont corrélées négativement ou pas du tout, donc rien "
        "de général.",
    ),
    "rel_no_bifactor": Phrase(
        "{scale}: the bifactor model did not converge or is not identified by these answers, "
        "so no ωh of it.",
        "{scale} : le modèle bifacteur n'a pas convergé ou n'est pas identifié par ces "
        "réponses, donc pas d'ωh.",
    ),
    "rel_heywood_bifactor": Phrase(
        "{scale}: INADMISSIBLE bifactor model, a residual variance is negative; its ωh is "
        "not to be trusted.",
        "{scale} : modèle bifacteur INADMISSIBLE, une variance résiduelle est négative ; son "
        "ωh n'est pas fiable.",
    ),
    "rel_formative": Phrase(
        "{scale} is formative: its scales need not go together, so no reliability is asked.",
        "{scale} est formatif : ses échelles n'ont pas à tenir ensemble, donc pas de fidélité.",
    ),
    "rel_few_clusters": Phrase(
        "{variable}: fewer than {fewest} groups answered, too few to draw them as a whole; "
        "intervals take respondents as independent and may be too narrow.",
        "{variable} : moins de {fewest} groupes ont répondu, trop peu pour les tirer entiers "
        "; les intervalles supposent les répondants indépendants et peuvent être trop "
        "étroits.",
    ),
    "rel_few_categorical": Phrase(
        "Categorical ω has no interval below {fewest} respondents: it would be too narrow.",
        "L'ω catégoriel n'a pas d'intervalle sous {fewest} répondants : il serait trop étroit.",
    ),
    "rel_answer_unused": Phrase(
        "{second}: nobody used some of the answers to {first}; the categorical ω of this "
        "group rests on the answers used.",
        "{second} : personne n'a utilisé certaines réponses à {first} ; l'ω catégoriel de ce "
        "groupe repose sur les réponses utilisées.",
    ),
    "rel_answers_unused": Phrase(
        "{second}: nobody used some of the answers to {items} items; the categorical ω of "
        "this group rests on the answers used.",
        "{second} : personne n'a utilisé certaines réponses à {items} items ; l'ω catégoriel "
        "de ce groupe repose sur les réponses utilisées.",
    ),
    "negative_alpha_in": Phrase(
        "{variable}: α is negative for {variables}; items go against each other.",
        "{variable} : α est négatif pour {variables} ; des items s'opposent.",
    ),
    "no_factor_in": Phrase(
        "{variable}: no one-factor model converged for {variables}, so no ω total.",
        "{variable} : aucun modèle à un facteur n'a convergé pour {variables}, donc pas d'ω "
        "total.",
    ),
    "heywood_scale_in": Phrase(
        "{variable}: INADMISSIBLE one-factor model, a residual variance is negative, for "
        "{variables}; ω total is not to be trusted.",
        "{variable} : modèle à un facteur INADMISSIBLE, une variance résiduelle est "
        "négative, pour {variables} ; l'ω total n'est pas fiable.",
    ),
    "rel_not_definite_in": Phrase(
        "{variable}: polychoric correlations not positive definite for {variables}; "
        "categorical ω is not to be trusted.",
        "{variable} : corrélations polychoriques non définies positives pour {variables} ; "
        "l'ω catégoriel n'est pas fiable.",
    ),
    "rel_heywood_ordinal_in": Phrase(
        "{variable}: INADMISSIBLE, a standardised loading of the ordered answers exceeds "
        "one, for {variables}; categorical ω is not to be trusted.",
        "{variable} : INADMISSIBLE, une saturation standardisée des réponses ordonnées "
        "dépasse un, pour {variables} ; l'ω catégoriel n'est pas fiable.",
    ),
    "rel_flat_item_in": Phrase(
        "{variable}: everybody answered alike: {variables}; no ω of {variables:its "
        "scale|their scales}.",
        "{variable} : tout le monde a répondu pareil : {variables} ; pas d'ω de "
        "{variables:son échelle|leurs échelles}.",
    ),
    "rel_item_against_in": Phrase(
        "{variable}: correlated negatively with the other items of {variables:its|their} "
        "scale on average, so perhaps not reversed, or read otherwise in this group: "
        "{variables}.",
        "{variable} : en moyenne {variables:corrélé|corrélés} négativement aux autres items "
        "de {variables:son|leur} échelle, donc peut-être non {variables:inversé, ou "
        "lu|inversés, ou lus} autrement dans ce groupe : {variables}.",
    ),
    "rel_two_against_in": Phrase(
        "{variable}: the two items go against each other in {variables}.",
        "{variable} : les deux items s'opposent dans {variables}.",
    ),
}
"""Sentences by the code of their caveat."""
SHORT: dict[str, Phrase] = {
    "rel_few_clusters": Phrase(
        "intervals of respondents, not of the clusters that were asked for",
        "intervalles par répondants, non par les grappes demandées",
    ),
}
"""What of a caveat is said beside every number of its result."""
