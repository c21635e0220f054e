"""Missing answers."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_missing": ("Missing answers", "Réponses manquantes"),
    "T3m": ("Missing answers by item", "Réponses manquantes par item"),
    "T3g": (
        "How missing answers differ between groups: {variable}",
        "Différences de réponses manquantes entre groupes : {variable}",
    ),
    "T3p": ("What is missing together", "Ce qui manque ensemble"),
    "T3r": (
        "Why answers are missing, by {variable}",
        "Pourquoi des réponses manquent, selon : {variable}",
    ),
    "missing_n": ("Missing", "Manquantes"),
    "missing_pattern": ("Missing", "Manquent"),
    "missing_nothing": ("nothing", "rien"),
    "missing_rest": (
        "(rarer patterns: {patterns})",
        "(combinaisons plus rares : {patterns})",
    ),
    "missing_other_items": ("(other items: {items})", "(autres items : {items})"),
    "missing_not_applicable": (
        "“Not applicable” is an answer about the work, not a gap left at random.",
        "« Sans objet » est une réponse sur le travail, pas un oubli au hasard.",
    ),
    "missing_more": ("{shown} and {more} more", "{shown} et {more} autres"),
    "missing_of_share": ("% of answers missing", "% de réponses manquantes"),
    "missing_of_complete": ("% of respondents complete", "% de répondants complets"),
    "missing_lowest": ("Lowest", "Minimum"),
    "missing_quarter": ("1st quartile", "1er quartile"),
    "missing_median": ("Median", "Médiane"),
    "missing_three_quarters": ("3rd quartile", "3e quartile"),
    "missing_highest": ("Highest", "Maximum"),
    "reason_not_applicable": ("Not applicable %", "Sans objet %"),
    "reason_refused": ("Refused %", "Refus %"),
    "reason_do_not_know": ("Does not know %", "Ne sait pas %"),
    "reason_not_shown": ("Empty or not shown %", "Vide ou non montré %"),
    "reason_skipped": ("Skipped %", "Sauté %"),
    "missing_items_note": (
        "{share}% of the answers are missing; {complete} of {n} respondents answered every "
        "item. Items by falling share.",
        "{share} % des réponses manquent ; {complete} répondants sur {n} ont répondu à tous "
        "les items. Items par part décroissante.",
    ),
    "missing_mcar": (
        "Little's test that answers are missing completely at random: χ²({df}) = {d2}, p {p} "
        "({items} items, {patterns} patterns). Descriptive: its power is low, it assumes "
        "normal "
        "answers, and a large p does not show that nothing but chance is at work.",
        "Test de Little (réponses manquantes entièrement au hasard) : χ²({df}) = {d2}, p {p} "
        "({items} items, {patterns} combinaisons). Descriptif : sa puissance est faible, il "
        "suppose des réponses normales, et un grand p ne montre pas que seul le hasard agit.",
    ),
    "missing_k_note": (
        "Over the {shown} of {count} groups that may be shown ({k} respondents or more); no "
        "group is told apart.",
        "Sur les {shown} groupes (de {count}) qui peuvent être montrés ({k} répondants ou "
        "plus) ; aucun groupe n'est désigné.",
    ),
    "missing_pattern_note": (
        "Patterns shared by {k} respondents or more.",
        "Combinaisons partagées par au moins {k} répondants.",
    ),
    "missing_by_note": (
        "Share of all answers to the items. Categories of fewer than {k} respondents are not "
        "shown; respondents of another one, drawn by lot, may be left out with them.",
        "Part de toutes les réponses aux items. Les modalités de moins de {k} répondants ne "
        "sont pas montrées ; des répondants d'une autre, tirés au sort, peuvent être écartés "
        "avec elles.",
    ),
    "fig_missing": (
        "Where answers are missing: items from left to right, respondents who miss most on top",
        "Où les réponses manquent : items de gauche à droite, répondants qui en manquent le "
        "plus en haut",
    ),
    "fig_missing_y": ("Respondents", "Répondants"),
    "fig_missing_scale": ("% missing", "% manquant"),
    "sum_missing": (
        "{share}% of the answers are missing; {complete} of {n} respondents answered "
        "every item.",
        "{share} % des réponses manquent ; {complete} répondants sur {n} ont répondu à "
        "tous les "
        "items.",
    ),
    "nothing_missing": (
        "No answer is missing; there is nothing to test.",
        "Aucune réponse ne manque ; il n'y a rien à tester.",
    ),
    "mcar_too_few": (
        "Little's test cannot be done: {n} respondents for {items} items. Name fewer scales.",
        "Le test de Little est impossible : {n} répondants pour {items} items. Nommer moins "
        "d'échelles.",
    ),
    "mcar_left_out": (
        "Left out of Little's test, because they do not vary, repeat other items or are never "
        "answered together with them: {variables}.",
        "Écartés du test de Little, car ils ne varient pas, répètent d'autres items ou n'ont "
        "jamais de réponse en même temps qu'eux : {variables}.",
    ),
    "mcar_singular": (
        "Little's test cannot be done: too little is answered together to estimate the "
        "covariances. Name fewer scales.",
        "Le test de Little est impossible : trop peu de réponses communes pour estimer les "
        "covariances. Nommer moins d'échelles.",
    ),
    "mcar_one_pattern": (
        "Little's test needs at least two patterns of missing answers.",
        "Le test de Little demande au moins deux combinaisons de réponses manquantes.",
    ),
    "mcar_sparse": (
        "{singles} of {patterns} patterns belong to one respondent each: the χ² of "
        "Little's test "
        "is rough.",
        "{singles} combinaisons sur {patterns} n'ont qu'un répondant : le χ² du test de Little "
        "est approximatif.",
    ),
}
