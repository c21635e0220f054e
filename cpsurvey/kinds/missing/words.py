"""Missing answers."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.missing.data import Compared

SECTION = Phrase("Missing answers", "Réponses manquantes")
T3M = Phrase("Missing answers by item", "Réponses manquantes par item")
T3G = Phrase(
    "How missing answers differ between groups: {variable}",
    "Différences de réponses manquantes entre groupes : {variable}",
)
T3P = Phrase("What is missing together", "Ce qui manque ensemble")
T3R = Phrase(
    "Why answers are missing, by {variable}",
    "Pourquoi des réponses manquent, selon : {variable}",
)
T3S = Phrase(
    "Scales that do not apply to some people's work",
    "Échelles sans objet pour le travail de certains",
)
T3S_BY = Phrase(
    "Scales that do not apply to some people's work, by {variable}",
    "Échelles sans objet pour le travail de certains, selon : {variable}",
)
PEOPLE = Phrase("People", "Personnes")
NOT_APPLICABLE_NOTE = Phrase(
    "People who answered of one item or more that it does not apply, and the share of such "
    "answers. They say that the work brought nothing of the kind, so that there was nothing to "
    "do well or badly.",
    "Personnes qui ont répondu d'au moins un item qu'il est sans objet, et part de ces "
    "réponses. Elles disent que le travail n'a rien apporté de tel : il n'y avait rien à "
    "faire bien ou mal.",
)
COUNT = Phrase("Missing", "Manquantes")
PATTERN = Phrase("Missing", "Manquent")
NOTHING = Phrase("nothing", "rien")
REST = Phrase(
    "({patterns:rarer pattern|rarer patterns}: {patterns})",
    "({patterns:combinaison plus rare|combinaisons plus rares} : {patterns})",
)
OTHER_ITEMS = Phrase(
    "({items:other item|other items}: {items})", "({items:autre item|autres items} : {items})"
)
NOT_APPLICABLE = Phrase(
    "“Not applicable” is an answer about the work, not a gap left at random.",
    "« Sans objet » est une réponse sur le travail, pas un oubli au hasard.",
)
MORE = Phrase("{shown} and {more} more", "{shown} et {more} {more:autre|autres}")
OF: dict[Compared, Phrase] = {
    "share": Phrase("% of answers missing", "% de réponses manquantes"),
    "complete": Phrase("% of respondents complete", "% de répondants complets"),
}
LOWEST = Phrase("Lowest", "Minimum")
QUARTER = Phrase("1st quartile", "1er quartile")
MEDIAN = Phrase("Median", "Médiane")
THREE_QUARTERS = Phrase("3rd quartile", "3e quartile")
HIGHEST = Phrase("Highest", "Maximum")
REASONS: dict[str, Phrase] = {
    "not_applicable": Phrase("Not applicable %", "Sans objet %"),
    "refused": Phrase("Refused %", "Refus %"),
    "do_not_know": Phrase("Does not know %", "Ne sait pas %"),
    "not_shown": Phrase("Empty or not shown %", "Vide ou non montré %"),
    "skipped": Phrase("Skipped %", "Sauté %"),
}
"""Those a questionnaire names otherwise go by their names."""
ITEMS_NOTE = Phrase(
    "{share}% of the answers are missing; {complete} of {n} {n:respondent|respondents} "
    "answered every item. Items by falling share.",
    "{share} % des réponses manquent ; {complete} {complete:répondant|répondants} sur {n} "
    "{complete:a|ont} répondu à tous les items. Items par part décroissante.",
)
MCAR = Phrase(
    "Little's test that answers are missing completely at random: χ²({df}) = {d2}, p {p} "
    "({items} {items:item|items}, {patterns} {patterns:pattern|patterns}). Descriptive: its "
    "power is low, it assumes normal answers, and a large p does not show that nothing but "
    "chance is at work.",
    "Test de Little (réponses manquantes entièrement au hasard) : χ²({df}) = {d2}, p {p} "
    "({items} {items:item|items}, {patterns} {patterns:combinaison|combinaisons}). "
    "Descriptif : sa puissance est faible, il suppose des réponses normales, et un grand p "
    "ne montre pas que seul le hasard agit.",
)
K_NOTE = Phrase(
    "Over the {shown} of {count} {count:group|groups} that may be shown ({k} respondents or "
    "more); no group is told apart.",
    "Sur {shown:le|les} {shown} {shown:groupe|groupes} (de {count}) qui {shown:peut être "
    "montré|peuvent être montrés} ({k} répondants ou plus) ; aucun groupe n'est désigné.",
)
PATTERN_NOTE = Phrase(
    "Patterns shared by {k} respondents or more.",
    "Combinaisons partagées par au moins {k} répondants.",
)
BY_NOTE = Phrase(
    "Share of all answers to the items. Categories of fewer than {k} respondents are not "
    "shown; respondents of another one, drawn by lot, may be left out with them.",
    "Part de toutes les réponses aux items. Les modalités de moins de {k} répondants ne "
    "sont pas montrées ; des répondants d'une autre, tirés au sort, peuvent être écartés "
    "avec elles.",
)
FIGURE = Phrase(
    "Where answers are missing: items from left to right, respondents who miss most on top",
    "Où les réponses manquent : items de gauche à droite, répondants qui en manquent le "
    "plus en haut",
)
RESPONDENTS = Phrase("Respondents", "Répondants")
BAR = Phrase("% missing", "% manquant")
IN_SHORT = Phrase(
    "{share}% of the answers are missing; {complete} of {n} {n:respondent|respondents} "
    "answered every item.",
    "{share} % des réponses manquent ; {complete} {complete:répondant|répondants} sur {n} "
    "{complete:a|ont} répondu à tous les items.",
)
CAVEATS: dict[str, Phrase] = {
    "missing_by_work": Phrase(
        "“Does not apply” is frequent in {variables}. It depends on the work itself: who met "
        "no such calls or cases could not show how they handle them. These answers do not "
        "miss at random, and full information or imputation would invent them from other "
        "people's. Scores speak of those who met such calls or cases; T3s shows where they "
        "are few.",
        "« Sans objet » est fréquent dans {variables}. Cela dépend du travail lui-même : qui "
        "n'a rencontré aucun appel ou cas de ce genre n'a pas pu montrer comment il les "
        "traite. Ces réponses ne manquent pas au hasard, et l'information complète ou "
        "l'imputation les inventeraient à partir de celles des autres. Les scores parlent de "
        "ceux qui en ont rencontré ; T3s montre où ils sont peu nombreux.",
    ),
    "nothing_missing": Phrase(
        "No answer is missing; there is nothing to test.",
        "Aucune réponse ne manque ; il n'y a rien à tester.",
    ),
    "mcar_too_few": Phrase(
        "Little's test cannot be done: {n} {n:respondent|respondents} for {items} "
        "{items:item|items}. Name fewer scales.",
        "Le test de Little est impossible : {n} {n:répondant|répondants} pour {items} "
        "{items:item|items}. Nommer moins d'échelles.",
    ),
    "mcar_left_out": Phrase(
        "Left out of Little's test, because {variables:it does not vary, repeats other items "
        "or is|they do not vary, repeat other items or are} never answered together with "
        "them: {variables}.",
        "{variables:Écarté|Écartés} du test de Little, car {variables:il ne varie pas, "
        "répète d'autres items ou n'a|ils ne varient pas, répètent d'autres items ou n'ont} "
        "jamais de réponse en même temps qu'eux : {variables}.",
    ),
    "mcar_singular": Phrase(
        "Little's test cannot be done: too little is answered together to estimate the "
        "covariances. Name fewer scales.",
        "Le test de Little est impossible : trop peu de réponses communes pour estimer les "
        "covariances. Nommer moins d'échelles.",
    ),
    "mcar_one_pattern": Phrase(
        "Little's test needs at least two patterns of missing answers.",
        "Le test de Little demande au moins deux combinaisons de réponses manquantes.",
    ),
    "mcar_sparse": Phrase(
        "{singles} of {patterns} {patterns:pattern|patterns} {singles:belongs to one "
        "respondent|belong to one respondent each}: the χ² of Little's test is rough.",
        "{singles} {singles:combinaison|combinaisons} sur {patterns} {singles:n'a|n'ont} "
        "qu'un répondant : le χ² du test de Little est approximatif.",
    ),
}
"""Sentences by the code of their caveat."""
