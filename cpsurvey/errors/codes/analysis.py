"""Codes CPS4xx: analyses."""

from __future__ import annotations

from cpsurvey.errors.code import Code, Exit

CODES: dict[str, Code] = {
    "CPS401": Code(
        Exit.INVALID_STUDY,
        "Unknown kind of analysis",
        "An entry of 'analyses' asks for a kind that does not exist. 'cpsurvey check "
        "--schema' lists all kinds with their options.",
        "Type d'analyse inconnu",
        "Une entrée de « analyses » demande un type qui n'existe pas. « cpsurvey check "
        "--schema » liste les types et leurs options.",
    ),
    "CPS402": Code(
        Exit.INVALID_STUDY,
        "Analyses invalid",
        "The entries of 'analyses' (or of the questionnaire's 'plan') are checked before "
        "any data is read: options, names of variables, scales and models. Every problem "
        "is listed with its line.",
        "Analyses invalides",
        "Les entrées de « analyses » (ou du « plan » du questionnaire) sont vérifiées avant "
        "toute lecture de données : options, noms de variables, d'échelles et de modèles. "
        "Chaque problème est listé avec sa ligne.",
    ),
    "CPS403": Code(
        Exit.DATA_REJECTED,
        "No respondents to analyse",
        "The store holds no answers, or screening left nobody. The message says how many "
        "were lost to which rule.",
        "Aucun répondant à analyser",
        "La base ne contient aucune réponse, ou le filtrage n'a laissé personne. Le message "
        "dit combien ont été écartés par quelle règle.",
    ),
    "CPS404": Code(
        Exit.NOT_CONVERGED,
        "Too few respondents for this analysis",
        "After leaving out missing answers there are fewer respondents than the analysis "
        "has quantities to estimate. Collect more answers, or ask for less.",
        "Trop peu de répondants pour cette analyse",
        "Une fois les réponses manquantes écartées, il reste moins de répondants que de "
        "quantités à estimer. Recueillez plus de réponses, ou demandez moins.",
    ),
    "CPS405": Code(
        Exit.NOT_CONVERGED,
        "A variable does not vary",
        "Everybody gave the same answer, so the variable cannot be related to anything. "
        "Leave it out of the analysis, and look at its distribution.",
        "Une variable ne varie pas",
        "Tout le monde a donné la même réponse : la variable ne peut être reliée à rien. "
        "Retirez-la de l'analyse et regardez sa distribution.",
    ),
    "CPS406": Code(
        Exit.NOT_CONVERGED,
        "Predictors repeat each other",
        "One predictor is an exact combination of others, so their coefficients are not "
        "determined. Take one of them out.",
        "Des prédicteurs se répètent",
        "Un prédicteur est une combinaison exacte d'autres : leurs coefficients ne sont pas "
        "déterminés. Retirez-en un.",
    ),
    "CPS407": Code(
        Exit.NOT_CONVERGED,
        "The model did not converge",
        "The optimiser found no minimum. The model may not be identified, the sample may "
        "be too small, or a variable may hardly vary. Simplify the model or look at its "
        "variables; nothing of an unconverged model is interpreted.",
        "Le modèle n'a pas convergé",
        "L'optimiseur n'a pas trouvé de minimum. Le modèle n'est peut-être pas identifié, "
        "l'échantillon est peut-être trop petit, ou une variable ne varie guère. Simplifiez "
        "le modèle ou examinez ses variables ; rien n'est interprété.",
    ),
    "CPS408": Code(
        Exit.DONE,
        "Too few groups for cluster-robust errors",
        "Cluster-robust standard errors need at least two groups with respondents. With one "
        "group the analysis does not apply; nothing is wrong with the data, and the run ends "
        "as if it had not been asked for.",
        "Trop peu de groupes pour des erreurs robustes par grappes",
        "Les erreurs-types robustes par grappes demandent au moins deux groupes. Avec un seul "
        "groupe l'analyse est sans objet ; rien ne cloche dans les données, et l'exécution "
        "finit comme sans cette demande.",
    ),
    "CPS409": Code(
        Exit.INVALID_STUDY,
        "A formula was not understood",
        "Formulas are sums of variables (a + b), products (a:b, or a*b for the product and "
        "its parts), choices (C(x)) and powers (poly(x, 2)). Nothing else is read, and "
        "nothing is evaluated.",
        "Une formule n'a pas été comprise",
        "Une formule est une somme de variables (a + b), de produits (a:b, ou a*b pour le "
        "produit et ses parties), de choix (C(x)) et de puissances (poly(x, 2)). Rien d'autre "
        "n'est lu, rien n'est évalué.",
    ),
    "CPS410": Code(
        Exit.DONE,
        "The analysis does not apply to these data",
        "The data do not hold what the analysis is about: its questions were not asked, its "
        "groups do not divide the respondents, or no rule is left to look at. Nothing is wrong "
        "with the data, and the run ends as if the analysis had not been asked for. The "
        "message says what would make it possible.",
        "L'analyse est sans objet pour ces données",
        "Les données ne contiennent pas ce dont parle l'analyse : ses questions n'ont pas été "
        "posées, ses groupes ne partagent pas les répondants, ou aucune règle ne reste à "
        "examiner. Rien ne cloche dans les données, et l'exécution finit comme sans cette "
        "demande. Le message dit ce qui la rendrait possible.",
    ),
    "CPS450": Code(
        Exit.NOT_CONVERGED,
        "Waves are not of the people that the study declares",
        "'waves: {people: same}' says that the same people answer again; fewer than the "
        "smallest group that may be shown are known again in the next wave. Or 'waves: "
        "{people: new}' says that others answer each time, and a tenth of a wave or more had "
        "answered the one before. Compare the identifiers of the exports, then write which of "
        "the two is true.",
        "Les vagues ne sont pas des personnes que l'étude déclare",
        "« waves: {people: same} » dit que les mêmes personnes répondent de nouveau ; moins "
        "que "
        "le plus petit groupe montré sont reconnues à la vague suivante. Ou « waves: {people: "
        "new} » dit que d'autres répondent à chaque fois, et un dixième d'une vague ou plus "
        "avait répondu à la précédente. Comparez les identifiants des exports, puis écrivez "
        "lequel des deux est vrai.",
    ),
    "CPS430": Code(
        Exit.NOT_CONVERGED,
        "More factors than the items can carry",
        "With p items, k factors leave ((p - k)^2 - p - k) / 2 degrees of freedom, which "
        "must not be negative. Ask for fewer factors, or name more items.",
        "Plus de facteurs que les items n'en permettent",
        "Avec p items, k facteurs laissent ((p - k)² - p - k) / 2 degrés de liberté, qui ne "
        "peuvent être négatifs. Demandez moins de facteurs, ou nommez plus d'items.",
    ),
    "CPS440": Code(
        Exit.NOT_CONVERGED,
        "The outcome does not suit the family",
        "A binomial outcome is 0 or 1, or a number of successes no larger than its trials; a "
        "poisson outcome is a count (0, 1, 2, ...) over an exposure above zero; a gamma "
        "outcome is above zero. Choose another family, or correct the variable.",
        "La variable à expliquer ne convient pas à la famille",
        "Une variable binomiale vaut 0 ou 1, ou compte des succès qui ne dépassent pas les "
        "essais ; une variable de Poisson est un comptage (0, 1, 2...) sur une exposition "
        "positive ; une variable gamma est positive. Choisissez une autre famille ou "
        "corrigez la variable.",
    ),
    "CPS441": Code(
        Exit.NOT_CONVERGED,
        "Separation: predictors tell the outcome for sure",
        "Some combination of the predictors never meets one of the outcomes, so that the "
        "likelihood has no maximum and coefficients are infinite (Albert & Anderson, 1984). "
        "Complete separation tells every respondent's outcome, quasi-complete separation "
        "that of some. Merge rare categories, leave the named predictors out, or collect "
        "more answers.",
        "Séparation : des prédicteurs déterminent la réponse",
        "Une combinaison de prédicteurs ne rencontre jamais l'une des issues : la "
        "vraisemblance n'a pas de maximum et des coefficients sont infinis (Albert et "
        "Anderson, 1984). La séparation complète détermine tous les répondants, la "
        "quasi-complète certains d'entre eux. Regroupez les modalités rares, retirez les "
        "prédicteurs nommés ou recueillez plus de réponses.",
    ),
    "CPS443": Code(
        Exit.NOT_CONVERGED,
        "A linear model of a yes/no or count variable",
        "Moderation, mixed models and mediation within groups are linear. An outcome or "
        "mediator with two answers, or a count crowded at zero, is only taken as a number "
        "where the analysis says so: 'linear: [name]' (in a regression: 'family: gaussian'). "
        "The report then calls it a linear probability model, or a linear model of a count, "
        "beside every number. Otherwise use kind regression with family binomial or poisson. "
        "Kind mediation gives natural direct and indirect effects of such variables, through "
        "mediators side by side, of scores, without a bootstrap.",
        "Un modèle linéaire d'une variable oui/non ou d'un comptage",
        "Modération, modèles mixtes et médiation au sein des groupes sont linéaires. Une "
        "variable expliquée ou un médiateur à deux réponses, ou un comptage serré près de "
        "zéro, n'est pris comme un nombre que si l'analyse le dit : « linear: [nom] » (dans "
        "une régression : « family: gaussian »). Le rapport le nomme alors modèle linéaire de "
        "probabilité, ou modèle linéaire d'un comptage, à côté de chaque nombre. Sinon, "
        "utilisez le type regression avec la famille binomial ou poisson. Le type mediation "
        "donne les effets naturels, directs et indirects, de telles variables, par des "
        "médiateurs côte à côte, de scores, sans bootstrap.",
    ),
    "CPS442": Code(
        Exit.DONE,
        "Groups that are not compared",
        "Comparisons show groups of at least k respondents (study.yaml, 'privacy'), at least "
        "two of them, and no more than a dozen: many small groups side by side would be a "
        "ranking. Choose another grouping, or ask how much groups differ as a whole (kinds "
        "aggregation, variance). Nothing is wrong with the data or the model, and the run "
        "ends as if the comparison had not been asked for.",
        "Groupes qui ne sont pas comparés",
        "Les comparaisons montrent des groupes d'au moins k répondants (study.yaml, "
        "« privacy »), au moins deux et au plus une douzaine : beaucoup de petits groupes côte "
        "à côte feraient un classement. Choisissez un autre regroupement, ou demandez combien "
        "les groupes diffèrent dans l'ensemble (types aggregation, variance). Rien ne cloche "
        "dans les données ni le modèle : l'exécution finit comme sans cette demande.",
    ),
    "CPS444": Code(
        Exit.DONE,
        "A term would show what a few people said",
        "A category, or a variable of two values, has fewer than k respondents (study.yaml, "
        "'privacy'). With a coefficient of its own, intercept and coefficient together are "
        "the mean of these few; with one person it is that person's score. Several small "
        "answers that are k respondents together become one category by themselves; where "
        "they are fewer, no model is fitted. Take a variable that joins answers (section "
        "'derived' of the questionnaire), or leave the term out.",
        "Un terme montrerait ce que quelques personnes ont dit",
        "Une modalité, ou une variable à deux valeurs, compte moins de k répondants "
        "(study.yaml, « privacy »). Avec un coefficient propre, la constante et le coefficient "
        "donnent ensemble la moyenne de ces quelques personnes ; s'il n'y en a qu'une, c'est "
        "son score. Plusieurs petites modalités qui réunissent k répondants en forment une "
        "seule d'elles-mêmes ; sinon, aucun modèle n'est ajusté. Prenez une variable qui "
        "réunit des réponses (section « derived » du questionnaire), ou retirez le terme.",
    ),
    "CPS445": Code(
        Exit.DONE,
        "No cut-offs can be tailored to the model",
        "Tailored cut-offs come from samples that are drawn from the fitted model and fitted "
        "again. That takes a solution that is admissible (no negative variance, no "
        "standardised loading of 1 or more), degrees of freedom, more respondents than "
        "variables, one level, and no covariates beside ordered answers. The message says "
        "what is lacking. Nothing else of the "
        "study is touched, and the run ends as if the cut-offs had not been asked for.",
        "Aucun seuil ne peut être ajusté au modèle",
        "Les seuils propres au modèle viennent d'échantillons tirés du modèle ajusté, puis "
        "ajustés à leur tour. Il y faut une solution admissible (ni variance négative, ni "
        "saturation standardisée de 1 ou plus), des degrés de liberté, plus de répondants que "
        "de variables, un seul niveau, et pas de covariables à côté de réponses ordonnées. Le "
        "message dit ce qui manque. Rien d'autre n'est "
        "touché, et l'exécution finit comme sans cette demande.",
    ),
}
