"""One question answered in many ways (tables T25, pictures F25)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.multiverse.data import (
        Dimension,
        EffectName,
        Estimator,
        Exclusion,
        Items,
        LeftOut,
        Missing,
        Order,
        Sample,
    )

SECTION = Phrase("One question, many ways", "Une question, bien des façons d'y répondre")
T25 = Phrase(
    "{source} and {outcome}: every effect under every defensible choice",
    "{source} et {outcome} : chaque effet sous tous les choix défendables",
)
T25C = Phrase(
    "All specifications together, held against data without an effect",
    "Toutes les spécifications ensemble, face à des données sans effet",
)
T25D = Phrase(
    "Which choice moves the estimates, and what each gives",
    "Quel choix déplace les estimations, et ce que donne chacun",
)
T25E = Phrase("Every specification", "Chaque spécification")
PRIMARY = Phrase("Primary", "Principale")
PRIMARY_CI = Phrase("95% CI", "IC à 95 %")
COUNT = Phrase("Specifications", "Spécifications")
MEDIAN = Phrase("Median", "Médiane")
RANGE = Phrase("10th to 90th", "10e au 90e")
APART = Phrase("Interval leaves out 0 %", "Intervalle sans 0 %")
AGREE = Phrase("Reads as primary %", "Se lit comme la principale %")
P_OF = Phrase("p", "p")
SIGNIFICANT = Phrase("Share significant", "Part significative")
STOUFFER = Phrase("Stouffer's Z", "Z de Stouffer")
LEVEL = Phrase("Choice", "Choix")
SHARE = Phrase("Share of variance %", "Part de variance %")
OUTCOME = Phrase("Outcome", "Variable expliquée")
EST = Phrase("Std.", "Std.")
ANSWERS = Phrase("Answers the question: {outcome}", "Répond à la question : {outcome}")
OTHER = Phrase("Another question: {outcome}", "Une autre question : {outcome}")
MARK = "°"
"""Beside effects that other specifications read otherwise."""
EFFECTS: dict[EffectName, Phrase] = {
    "total": Phrase("{source}, total", "{source}, effet total"),
    "direct": Phrase("{source}, direct part", "{source}, part directe"),
    "indirect": Phrase("{source}, through {through}", "{source}, par : {through}"),
    "through": Phrase(
        "{source}, through {through} alone", "{source}, par : {through} uniquement"
    ),
    "moderation": Phrase("{source} × {through}", "{source} × {through}"),
}
PARTS: dict[EffectName, Phrase] = {
    "total": Phrase("Total", "Effet total"),
    "direct": Phrase("Direct part", "Part directe"),
    "indirect": Phrase("Through {through}", "Par : {through}"),
    "through": Phrase("Through {through} alone", "Par : {through} uniquement"),
    "moderation": EFFECTS["moderation"],
}
"""The same where the title says from what."""
NOTE = Phrase(
    "{done} of {possible} sets of choices ({how}). Standardised: SD of the outcome per SD of "
    "the source; of a product per SD of both. “Primary” is the declared specification "
    "({primary}). “10th” and “90th” are percentiles over specifications. {mark}: fewer than "
    "95% of the specifications read as the primary one does. Effects and outcomes that answer "
    "different questions are never pooled: each has a line, and a curve, of its own.",
    "{done} jeux de choix sur {possible} ({how}). Standardisé : ET de la variable expliquée "
    "par ET de la source ; pour un produit, par ET des deux. « Principale » : la "
    "spécification déclarée ({primary}). « 10e » et « 90e » : centiles sur l'ensemble des "
    "spécifications. {mark} : moins de 95 % des spécifications se lisent comme la principale. "
    "Des effets ou des résultats qui répondent à d'autres questions ne sont jamais confondus : "
    "chacun a sa ligne et sa courbe.",
)
EVERY = Phrase("all of them", "tous")
SOME = Phrase(
    "the primary one, all that differ from it by one choice, others drawn at random",
    "la principale, toutes celles qui en diffèrent d'un seul choix, d'autres tirées au sort",
)
ERRORS_CLUSTERED = Phrase(
    "Errors are robust to {clusters} {clusters:cluster|clusters} of {variable} (CR2, "
    "Satterthwaite's degrees of freedom); intervals of indirect effects are Monte Carlo "
    "intervals of {draws} draws from the joint distribution of the paths.",
    "Erreurs robustes à {clusters} {clusters:grappe|grappes} ({variable}) (CR2, ddl de "
    "Satterthwaite) ; les intervalles des effets indirects sont des intervalles Monte Carlo, "
    "{draws} tirages de la loi jointe des chemins.",
)
ERRORS_ALONE = Phrase(
    "Errors are robust to unequal variances (HC3); intervals of indirect effects are Monte "
    "Carlo intervals of {draws} draws from the joint distribution of the paths.",
    "Erreurs robustes à l'hétéroscédasticité (HC3) ; les intervalles des effets indirects "
    "sont des intervalles Monte Carlo, {draws} tirages de la loi jointe des chemins.",
)
NOT_DONE = Phrase("Not among the choices: {names}.", "Absents des choix : {names}.")
JOINT_NOTE = Phrase(
    "Simonsohn, Simmons & Nelson (2020), for data that are no experiment: in each of at most "
    "{count} specifications its own estimate is taken out of the outcome, and {units} are "
    "drawn with replacement {draws} times, the same for all. p: how often a curve without an "
    "effect is at least as far from zero. Tests here are by CR1 errors, for the data as for "
    "the draws; shares may differ a little from those above.",
    "Simonsohn, Simmons et Nelson (2020), pour des données non expérimentales : dans chacune "
    "des spécifications ({count} au plus), sa propre estimation est retirée de la variable "
    "expliquée, puis {units} sont tirés avec remise {draws} fois, les mêmes pour toutes. p : "
    "à quelle fréquence une courbe sans effet s'écarte au moins autant de zéro. Les tests sont "
    "ici à erreurs CR1, pour les données comme pour les tirages ; les parts peuvent différer "
    "un peu de celles du tableau précédent.",
)
TEAMS = Phrase("whole teams", "des groupes entiers")
PEOPLE = Phrase("respondents", "des répondants")
MOVED_NOTE = Phrase(
    "Share of the variance of the estimates that lies between the levels of a choice, each by "
    "itself; “{apart}” is among the specifications of that line.",
    "Part de la variance des estimations qui se trouve entre les niveaux d'un choix, chacun "
    "pris à part ; « {apart} » : parmi les spécifications de la ligne.",
)
DIMENSIONS: dict[Dimension, Phrase] = {
    "sample": Phrase("Sample", "Échantillon"),
    "exclusions": Phrase("Exclusions", "Exclusions"),
    "missing": Phrase("Missing answers", "Réponses manquantes"),
    "items": Phrase("Items", "Items"),
    "facet": Phrase("Facet", "Facette"),
    "estimator": Phrase("Estimator", "Estimateur"),
    "controls": Phrase("Controls", "Contrôles"),
    "order": Phrase("Order of mediators", "Ordre des médiateurs"),
}
SAMPLES: dict[Sample, Phrase] = {
    "kept": Phrase("as screened", "tel que filtré"),
    "everybody": Phrase("everybody, careful or not", "tout le monde, attentif ou non"),
    "careful": Phrase("careful respondents only", "répondants attentifs seuls"),
}
EXCLUSIONS: dict[Exclusion, Phrase] = {
    "none": Phrase("nobody", "personne"),
    "outliers": Phrase("outlying respondents", "répondants atypiques"),
    "small_teams": Phrase("teams of fewer than five", "équipes de moins de cinq"),
}
MISSING: dict[Missing, Phrase] = {
    "declared": Phrase("as the scales say", "comme le disent les échelles"),
    "every_item": Phrase("every item answered", "tous les items répondus"),
    "any_item": Phrase("mean of any items answered", "moyenne des items répondus"),
}
ITEMS: dict[Items, Phrase] = {
    "all": Phrase("all items", "tous les items"),
    "no_reversed": Phrase("without reversed items", "sans items inversés"),
    "no_overlap": Phrase("without overlapping wording", "sans libellés communs"),
    "short": Phrase("short form", "forme courte"),
    "invariant": Phrase("without non-invariant items", "sans items non invariants"),
}
ESTIMATORS: dict[Estimator, Phrase] = {
    "ols": Phrase("least squares", "moindres carrés"),
    "within": Phrase("within teams", "intra-équipe"),
    "random": Phrase("random intercepts of teams", "ordonnées aléatoires par équipe"),
    "rank": Phrase("ranks", "rangs"),
}
ORDERS: dict[Order, Phrase] = {
    "in_order": Phrase("as declared", "comme déclaré"),
    "reversed": Phrase("reversed", "inversé"),
    "side_by_side": Phrase("side by side", "en parallèle"),
}
WHOLE = Phrase("whole constructs", "construits entiers")
FACET = Phrase("{name} alone", "{name} uniquement")
NO_CONTROLS = Phrase("none", "aucun")
DECLARED = Phrase("declared", "déclarés")
MORE = Phrase("declared and {name}", "déclarés et {name}")
ALL_MORE = Phrase("declared and all further", "déclarés et tous les autres")
ALONE = Phrase("{name} alone", "{name} uniquement")
REASONS: dict[LeftOut, Phrase] = {
    "no_teams": Phrase("there are no teams", "il n'y a pas d'équipes"),
    "few_apart": Phrase("hardly anybody differs", "presque personne ne diffère"),
    "same": Phrase("it changes nothing", "cela ne change rien"),
    "no_items": Phrase("a scale would have no item", "une échelle n'aurait plus d'item"),
    "one_mediator": Phrase("there is one mediator", "il n'y a qu'un médiateur"),
}
IN_SHORT = Phrase(
    "{source} → {outcome}, total effect: median {median} over {count} "
    "{count:specification|specifications} (primary {est}, 95% CI {ci}); {apart}% leave out "
    "zero on that side.",
    "{source} → {outcome}, effet total : médiane {median} sur {count} "
    "{count:spécification|spécifications} (principale {est}, IC à 95 % {ci}) ; {apart} % "
    "excluent zéro de ce côté.",
)
CURVE = Phrase(
    "{effect} → {outcome}: specifications by estimate, with their choices; ◆ the primary one",
    "{effect} → {outcome} : spécifications par estimation, avec leurs choix ; ◆ la principale",
)
PANELS = Phrase(
    "Curves of every effect and outcome, each its own question; ◆ the primary specification",
    "Courbes de chaque effet et résultat, chacun sa question ; ◆ la spécification principale",
)
CAVEATS: dict[str, Phrase] = {
    "multiverse_differs": Phrase(
        "{effects} of {all} {all:effect|effects} on the outcome in question {effects:is|are} "
        "read otherwise than in the primary specification by more than one specification in "
        "twenty: marked ° in T25.",
        "{effects} {effects:effet|effets} sur {all} sur le résultat en question "
        "{effects:se lit|se lisent} autrement que dans la spécification principale dans plus "
        "d'une spécification sur vingt : marqués ° dans T25.",
    ),
    "multiverse_no_primary": Phrase(
        "The declared primary specification could not be estimated for every effect.",
        "La spécification principale déclarée n'a pu être estimée pour tous les effets.",
    ),
    "multiverse_failed": Phrase(
        "{failed} {failed:specification has|specifications have} no solution (too few "
        "respondents, or a variable made up by others); they are counted nowhere.",
        "{failed} {failed:spécification n'a|spécifications n'ont} pas de solution (trop peu "
        "de répondants, ou une variable composée d'autres) ; elles ne sont comptées nulle "
        "part.",
    ),
    "multiverse_linear": Phrase(
        "Yes/no or count variables are explained as if they were numbers: {variables}.",
        "Des variables oui/non ou de comptage sont expliquées comme des nombres : {variables}.",
    ),
}
"""Sentences by the code of their caveat."""
