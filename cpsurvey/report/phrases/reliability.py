"""Reliability of scales, composites and groups (T7)."""

from __future__ import annotations

TABLES: dict[str, tuple[str, str]] = {
    "section_reliability": ("Reliability of the scales", "Fidélité des échelles"),
    "T7": ("Reliability of the scales", "Fidélité des échelles"),
    "T7b": (
        "Other coefficients of the scales",
        "Autres coefficients des échelles",
    ),
    "T7c": (
        "Shared variance and correlations of the items",
        "Variance partagée et corrélations des items",
    ),
    "T7d": ("Reliability of composites", "Fidélité des scores composites"),
    "T7e": ("Reliability by group", "Fidélité par groupe"),
    "alpha": ("α", "α"),
    "omega_total": ("ω total", "ω total"),
    "omega_categorical": ("ω categorical", "ω catégoriel"),
    "ave": ("AVE", "VME"),
    "h": ("H", "H"),
    "rel_judged": ("Threshold", "Seuil"),
    "rel_meets": ("meets\u00a0{at}", "atteint\u00a0{at}"),
    "rel_does_not_meet": ("does not meet\u00a0{at}", "n'atteint pas\u00a0{at}"),
    "rel_inadmissible": ("inadmissible", "inadmissible"),
    "rel_cannot_be_judged": ("cannot be judged (n)", "non décidable (n)"),
    "rel_sem": ("SEM", "ETM"),
    "rel_alpha_std": ("α std.", "α std."),
    "rel_lambda6": ("λ6", "λ6"),
    "rel_omega_observed": ("ω obs.", "ω obs."),
    "rel_other_omega_total": ("ω total", "ω total"),
    "rel_other_omega_categorical": ("ω cat.", "ω cat."),
    "rel_ordinal_alpha": ("α ord.", "α ord."),
    "rel_r_mean": ("Mean r", "r moy."),
    "rel_r_min": ("Min r", "r min."),
    "rel_r_max": ("Max r", "r max."),
    "rel_cov_mean": ("Mean cov.", "Cov. moy."),
    "rel_composite": ("Composite", "Score composite"),
    "rel_omega": ("ω", "ω"),
    "rel_omega_higher": ("ωh 2nd order", "ωh 2e ordre"),
    "rel_omega_bifactor": ("ωh bif.", "ωh bif."),
    "rel_group": ("Group", "Groupe"),
    "rel_not_shown": ("not shown", "masqué"),
    "fig_reliability": (
        "{coefficient} and α with their 95% intervals; dashes at .70",
        "{coefficient} et α avec leurs intervalles à 95 % ; tirets à 0,70",
    ),
    "rel_fig_groups": (
        "Reliability by group ({by}) with 95% intervals; dashes at .70",
        "Fidélité par groupe ({by}) avec intervalles à 95 % ; tirets à 0,70",
    ),
    "sum_reliability": (
        "Reliability ({coefficient}) of {k} {k:scale|scales} runs from {low} ({worst}) to "
        "{high}. By the whole 95% interval, {meets} {meets:meets|meet} {at}, {fails} "
        "{fails:does|do} not, {unclear} cannot be judged "
        "(n).",
        "La fidélité ({coefficient}) de {k} {k:échelle|échelles} va de {low} ({worst}) à "
        "{high}. D'après l'intervalle à 95 % entier, {meets} {meets:atteint|atteignent} {at}, "
        "{fails} ne {fails:l'atteint|l'atteignent} pas, {unclear} {unclear:n'est pas "
        "décidable|ne sont pas décidables} (n).",
    ),
    "sum_reliability_bad": (
        "INADMISSIBLE reliability, which is not judged, of {k} of the scales.",
        "Fidélité INADMISSIBLE, et non jugée, pour {k} des échelles.",
    ),
}
NOTES: dict[str, tuple[str, str]] = {
    "rel_note_omega_total": (
        "ω total = (Σλ)² / ((Σλ)² + Σθ) of a one-factor maximum-likelihood model; the "
        "denominator is the variance the model implies (= composite reliability, CR).",
        "ω total = (Σλ)² / ((Σλ)² + Σθ) d'un modèle à un facteur par maximum de "
        "vraisemblance ; le dénominateur est la variance impliquée par le modèle (= fidélité "
        "composite, CR).",
    ),
    "rel_note_omega_categorical": (
        "ω categorical: of the sum of the ordered answers as given (Green & Yang, 2009), one "
        "factor by diagonally weighted least squares on polychoric correlations, which also "
        "give the denominator; interval by the delta method on log(1 − ω) from the thresholds' "
        "and correlations' joint covariances.",
        "ω catégoriel : de la somme des réponses ordonnées telles quelles (Green et Yang, "
        "2009), un facteur par moindres carrés pondérés diagonaux sur les corrélations "
        "polychoriques, qui donnent aussi le dénominateur ; intervalle par la méthode delta "
        "sur log(1 − ω) à partir des covariances conjointes des seuils et des corrélations.",
    ),
    "rel_note_alpha": (
        "α: Cronbach, interval by Feldt (respondents taken as independent). n: respondents "
        "with every item of the scale.",
        "α : Cronbach, intervalle de Feldt (répondants supposés indépendants). n : répondants "
        "ayant tous les items de l'échelle.",
    ),
    "rel_note_bootstrap": (
        "Other intervals: percentiles of {draws} bootstrap draws of respondents.",
        "Autres intervalles : percentiles de {draws} tirages bootstrap des répondants.",
    ),
    "rel_note_clusters": (
        "Other intervals: percentiles of {draws} bootstrap draws of whole groups ({unit}, "
        "{clusters}).",
        "Autres intervalles : percentiles de {draws} tirages bootstrap de groupes entiers "
        "({unit}, {clusters}).",
    ),
    "rel_note_fiml": (
        "ω, AVE and H rest on everybody who answered an item of the scale (full-information "
        "maximum likelihood); their intervals are by the delta method with robust errors.",
        "ω, VME et H reposent sur tous ceux qui ont répondu à un item de l'échelle (maximum de "
        "vraisemblance à information complète) ; intervalles par la méthode delta, erreurs "
        "robustes.",
    ),
    "rel_note_failed": (
        "Draws without a solution, left out: {counts}.",
        "Tirages sans solution, écartés : {counts}.",
    ),
    "rel_note_inadmissible": (
        "Inadmissible draws (a negative variance), kept: {counts}.",
        "Tirages inadmissibles (une variance négative), conservés : {counts}.",
    ),
    "rel_note_judged": (
        "Judged by the whole interval: it meets a threshold when its lower end does, does not "
        "when its upper end stays below, and cannot be judged with this n otherwise. .70 is "
        "asked of research, .80 preferred (Nunnally & Bernstein, 1994). Decisions about single "
        "persons would ask for .90; this report supports none, whatever the value.",
        "Jugé sur l'intervalle entier : un seuil est atteint si la borne inférieure l'atteint, "
        "non atteint si la borne supérieure reste dessous, sinon non décidable avec cet n. "
        "0,70 est demandé en recherche, 0,80 préférable (Nunnally et Bernstein, 1994). Décider "
        "de personnes demanderait 0,90 ; ce rapport ne l'autorise pas, quelle que soit la "
        "valeur.",
    ),
    "rel_note_more": (
        "M, SD: of the scale score. SEM: standard error of measurement of the score, "
        "SD √(1 − reliability), with the coefficient of T7. α std.: of standardised items "
        "(Spearman-Brown for two). λ6: Guttman, of standardised items. ω obs.: ω total over "
        "the observed variance of the sum. α ord.: ordinal alpha, of the unobserved "
        "continuous responses behind the answers (Zumbo et al., 2007), for comparison only.",
        "M, ET : du score. ETM : erreur type de mesure du score, ET √(1 − fidélité), avec le "
        "coefficient du tableau T7. α std. : d'items standardisés (Spearman-Brown pour deux). "
        "λ6 : Guttman, d'items standardisés. ω obs. : ω total sur la variance observée de la "
        "somme. α ord. : alpha ordinal, des réponses continues non observées derrière les "
        "réponses (Zumbo et al., 2007), pour comparaison seulement.",
    ),
    "rel_note_shape": (
        "AVE: average variance extracted, Σλ² / (Σλ² + Σθ); scales of five items with α .82 "
        "often have an AVE below .50. H: reliability of the optimally weighted sum (Hancock & "
        "Mueller, 2001). Both of the one-factor maximum-likelihood model. r, cov.: Pearson "
        "correlations and covariances between items, after reversal.",
        "VME : variance moyenne extraite, Σλ² / (Σλ² + Σθ) ; des échelles de cinq items à α "
        "0,82 ont souvent une VME sous 0,50. H : fidélité de la somme pondérée au mieux "
        "(Hancock et Mueller, 2001). Toutes deux du modèle à un facteur par maximum de "
        "vraisemblance. r, cov. : corrélations de Pearson et covariances entre items, après "
        "inversion.",
    ),
    "rel_note_composites": (
        "ω: share of the composite score's variance that all factors explain. ωh "
        "(hierarchical): share due to the general factor alone. Maximum likelihood, "
        "respondents with every item, scales weighted as in scoring, denominators implied by "
        "the model.",
        "ω : part de la variance du score composite expliquée par tous les facteurs. ωh "
        "(hiérarchique) : part due au seul facteur général. Maximum de vraisemblance, "
        "répondants ayant tous les items, échelles pondérées comme pour le score, "
        "dénominateurs impliqués par le modèle.",
    ),
    "rel_note_bifactor": (
        "Bifactor (bif.): a general factor beside one per scale, uncorrelated; interval by "
        "the delta method on log(1 − ωh) with robust errors.",
        "Bifacteur (bif.) : un facteur général à côté d'un par échelle, non corrélés ; "
        "intervalle par la méthode delta sur log(1 − ωh), erreurs robustes.",
    ),
    "rel_note_unidentified": (
        "No bifactor model, as it is not identified (fewer than three scales, or fewer than "
        "three items in one): {names}.",
        "Pas de modèle bifacteur, car non identifié (moins de trois échelles, ou moins de "
        "trois items dans l'une) : {names}.",
    ),
    "rel_note_equal": (
        "Two scales do not identify a second-order factor: its standardised loadings are set "
        "equal for {names}.",
        "Deux échelles n'identifient pas un facteur de second ordre : ses saturations "
        "standardisées sont fixées égales pour {names}.",
    ),
    "rel_observed_one": (
        "{scale} ω {total}, ωh {higher}",
        "{scale} ω {total}, ωh {higher}",
    ),
    "rel_note_observed": (
        "Over the observed variance instead (second-order model): {list}.",
        "Sur la variance observée (modèle de second ordre) : {list}.",
    ),
    "rel_note_groups": (
        "Groups: {by}. Formulas as in T7.",
        "Groupes : {by}. Formules du tableau T7.",
    ),
    "rel_note_hidden": (
        "Not shown, for privacy (too few respondents with every item, or to protect a group "
        "that has too few): {names}. Respondents of another group, drawn by lot, may be left "
        "out with them.",
        "Masqué, par confidentialité (trop peu de répondants ayant tous les items, ou pour "
        "protéger un groupe qui en a trop peu) : {names}. Des répondants d'un autre groupe, "
        "tirés au sort, peuvent être écartés avec eux.",
    ),
}
CAVEATS: dict[str, tuple[str, str]] = {
    "one_item": (
        "{scale} has one item: reliability cannot be computed.",
        "{scale} n'a qu'un item : pas de fidélité calculable.",
    ),
    "two_items": (
        "{scale} has two items: a factor of two items is not identified, so no ω; α of the "
        "standardised items (T7b) is Spearman-Brown's coefficient.",
        "{scale} n'a que deux items : un facteur à deux items n'est pas identifié, donc pas "
        "d'ω ; l'α des items standardisés (T7b) est le coefficient de Spearman-Brown.",
    ),
    "too_few_complete": (
        "{scale}: {n} respondents answered every item, too few, or all the same.",
        "{scale} : {n} répondants ont tout répondu, trop peu, ou tous pareil.",
    ),
    "negative_alpha": (
        "α of {scale} is negative: items go against each other; check reversal.",
        "α de « {scale} » est négatif : des items s'opposent ; vérifier l'inversion.",
    ),
    "no_factor": (
        "{scale}: the one-factor model did not converge, so no ω.",
        "{scale} : le modèle à un facteur n'a pas convergé, donc pas d'ω.",
    ),
    "heywood_scale": (
        "{scale}: INADMISSIBLE one-factor model, a residual variance is negative; its ω, AVE "
        "and H are not to be trusted.",
        "{scale} : modèle à un facteur INADMISSIBLE, une variance résiduelle est négative ; "
        "ses ω, VME et H ne sont pas fiables.",
    ),
    "rel_draws_failed": (
        "{scale}: {failed} of {draws} bootstrap draws have no solution, so no interval; the "
        "sample is too small or the items hardly go together.",
        "{scale} : {failed} tirages bootstrap sur {draws} n'ont pas de solution, donc pas "
        "d'intervalle ; l'échantillon est trop petit ou les items tiennent mal ensemble.",
    ),
    "rel_flat_item": (
        "{scale}: everybody answered “{item}” alike; α counts it, but no factor can be fitted. "
        "Drop the item from the scale, or see why it does not vary.",
        "{scale} : tout le monde a répondu pareil à « {item} » ; α en tient compte, mais aucun "
        "facteur n'est estimable. Retirer l'item, ou voir pourquoi il ne varie pas.",
    ),
    "rel_two_against": (
        "{scale}: its two items ({variables}) go against each other; one is probably not "
        "reversed.",
        "{scale} : ses deux items ({variables}) s'opposent ; l'un n'est sans doute pas "
        "inversé.",
    ),
    "rel_item_against": (
        "{scale}: “{item}” correlates negatively with the other items on average; it is "
        "probably not reversed. Check 'reverse' in the questionnaire.",
        "{scale} : « {item} » est en moyenne corrélé négativement aux autres items ; il n'est "
        "sans doute pas inversé. Vérifier « reverse » dans le questionnaire.",
    ),
    "rel_many_answers": (
        "{scale}: items with more than {most} different answers are not taken as ordered "
        "categories, so no categorical ω.",
        "{scale} : des items à plus de {most} réponses différentes ne sont pas pris comme "
        "catégories ordonnées, donc pas d'ω catégoriel.",
    ),
    "rel_no_categorical": (
        "{scale}: the factor of the polychoric correlations did not converge, so no "
        "categorical ω.",
        "{scale} : le facteur des corrélations polychoriques n'a pas convergé, donc pas d'ω "
        "catégoriel.",
    ),
    "rel_not_definite": (
        "{scale}: the polychoric correlations are not positive definite; its categorical ω is "
        "not to be trusted.",
        "{scale} : les corrélations polychoriques ne sont pas définies positives ; son ω "
        "catégoriel n'est pas fiable.",
    ),
    "rel_heywood_ordinal": (
        "{scale}: INADMISSIBLE, a standardised loading of the ordered answers exceeds one; its "
        "categorical ω is not to be trusted.",
        "{scale} : INADMISSIBLE, une saturation standardisée des réponses ordonnées dépasse "
        "un ; son ω catégoriel n'est pas fiable.",
    ),
    "rel_redundant": (
        "{scale}: reliability above .95 hints at items that repeat each other.",
        "{scale} : une fidélité au-dessus de 0,95 suggère des items qui se répètent.",
    ),
    "rel_single": (
        "{scale}: one of its scales has a single item, so no reliability of the composite.",
        "{scale} : l'une de ses échelles n'a qu'un item, donc pas de fidélité du composite.",
    ),
    "rel_composite_flat": (
        "{scale}: {n} respondents answered every item of the composite, too few, or an item "
        "does not vary.",
        "{scale} : {n} répondants ont tous les items du composite, trop peu, ou un item ne "
        "varie pas.",
    ),
    "rel_no_second_order": (
        "{scale}: the second-order model did not converge, so no ω of the composite.",
        "{scale} : le modèle de second ordre n'a pas convergé, donc pas d'ω du composite.",
    ),
    "rel_heywood_second": (
        "{scale}: INADMISSIBLE second-order model, a variance is negative or a correlation "
        "beyond one; its ω and ωh are not to be trusted.",
        "{scale} : modèle de second ordre INADMISSIBLE, une variance est négative ou une "
        "corrélation dépasse un ; ses ω et ωh ne sont pas fiables.",
    ),
    "rel_no_general": (
        "{scale}: its two scales correlate negatively or not at all, so nothing general.",
        "{scale} : ses deux échelles sont corrélées négativement ou pas du tout, donc rien de "
        "général.",
    ),
    "rel_no_bifactor": (
        "{scale}: the bifactor model did not converge or is not identified by these answers, "
        "so no ωh of it.",
        "{scale} : le modèle bifacteur n'a pas convergé ou n'est pas identifié par ces "
        "réponses, donc pas d'ωh.",
    ),
    "rel_heywood_bifactor": (
        "{scale}: INADMISSIBLE bifactor model, a residual variance is negative; its ωh is not "
        "to be trusted.",
        "{scale} : modèle bifacteur INADMISSIBLE, une variance résiduelle est négative ; son "
        "ωh n'est pas fiable.",
    ),
    "rel_formative": (
        "{scale} is formative: its scales need not go together, so no reliability is asked.",
        "{scale} est formatif : ses échelles n'ont pas à tenir ensemble, donc pas de fidélité.",
    ),
    "rel_few_clusters": (
        "{variable}: fewer than {fewest} groups answered, too few to draw them as a whole; "
        "intervals take respondents as independent and may be too narrow.",
        "{variable} : moins de {fewest} groupes ont répondu, trop peu pour les tirer entiers ; "
        "les intervalles supposent les répondants indépendants et peuvent être trop étroits.",
    ),
    "rel_few_categorical": (
        "Categorical ω has no interval below {fewest} respondents: it would be too narrow.",
        "L'ω catégoriel n'a pas d'intervalle sous {fewest} répondants : il serait trop étroit.",
    ),
}
OF_GROUPS: dict[str, tuple[str, str]] = {
    "negative_alpha_in": (
        "{variable}: α is negative for {variables}; items go against each other.",
        "{variable} : α est négatif pour {variables} ; des items s'opposent.",
    ),
    "no_factor_in": (
        "{variable}: no one-factor model converged for {variables}, so no ω total.",
        "{variable} : aucun modèle à un facteur n'a convergé pour {variables}, donc pas d'ω "
        "total.",
    ),
    "heywood_scale_in": (
        "{variable}: INADMISSIBLE one-factor model, a residual variance is negative, for "
        "{variables}; ω total is not to be trusted.",
        "{variable} : modèle à un facteur INADMISSIBLE, une variance résiduelle est négative, "
        "pour {variables} ; l'ω total n'est pas fiable.",
    ),
    "rel_not_definite_in": (
        "{variable}: polychoric correlations not positive definite for {variables}; "
        "categorical ω is not to be trusted.",
        "{variable} : corrélations polychoriques non définies positives pour {variables} ; l'ω "
        "catégoriel n'est pas fiable.",
    ),
    "rel_heywood_ordinal_in": (
        "{variable}: INADMISSIBLE, a standardised loading of the ordered answers exceeds one, "
        "for {variables}; categorical ω is not to be trusted.",
        "{variable} : INADMISSIBLE, une saturation standardisée des réponses ordonnées dépasse "
        "un, pour {variables} ; l'ω catégoriel n'est pas fiable.",
    ),
    "rel_flat_item_in": (
        "{variable}: everybody answered alike: {variables}; no ω of their scales.",
        "{variable} : tout le monde a répondu pareil : {variables} ; pas d'ω de leurs "
        "échelles.",
    ),
    "rel_item_against_in": (
        "{variable}: correlated negatively with the other items of their scale on average, so "
        "perhaps not reversed, or read otherwise in this group: {variables}.",
        "{variable} : en moyenne corrélés négativement aux autres items de leur échelle, donc "
        "peut-être non inversés, ou lus autrement dans ce groupe : {variables}.",
    ),
    "rel_two_against_in": (
        "{variable}: the two items go against each other in {variables}.",
        "{variable} : les deux items s'opposent dans {variables}.",
    ),
    "rel_answer_unused": (
        "{second}: nobody used some of the answers to {first}; the categorical ω of this "
        "group rests on the answers used.",
        "{second} : personne n'a utilisé certaines réponses à {first} ; l'ω catégoriel de ce "
        "groupe repose sur les réponses utilisées.",
    ),
    "rel_answers_unused": (
        "{second}: nobody used some of the answers to {items} items; the categorical ω of this "
        "group rests on the answers used.",
        "{second} : personne n'a utilisé certaines réponses à {items} items ; l'ω catégoriel "
        "de ce groupe repose sur les réponses utilisées.",
    ),
}
PHRASES = {**TABLES, **NOTES, **CAVEATS, **OF_GROUPS}
