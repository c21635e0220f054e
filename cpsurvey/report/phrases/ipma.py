"""Importance and performance (M2 to M4)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_ipma": ("Where to act", "Où agir"),
    "M3": (
        "Importance for {target}, and performance",
        "Importance pour « {target} », et niveau",
    ),
    "M3b": ("Items with the most potential", "Items au plus grand potentiel"),
    "M4": ("Levers by potential", "Leviers selon leur potentiel"),
    "M4b": ("What to change, and who decides", "Ce qu'il faut changer, et qui décide"),
    "actions_note": (
        "Printed for {shown} of {all} levers: those whose importance can be told from zero.",
        "Imprimé pour {shown} {shown:levier|leviers} sur {all} : ceux dont l'importance se "
        "distingue de zéro.",
    ),
    "ipma_construct": ("Construct", "Construit"),
    "importance": ("Importance", "Importance"),
    "performance": ("Level, 0–100", "Niveau, 0–100"),
    "potential": ("Potential", "Potentiel"),
    "lever": ("Lever", "Levier"),
    "evidence_survey": ("Evidence: the survey alone.", "Appui : l'enquête seule."),
    "evidence_kpi": (
        "Evidence: the survey, with objective indicators beside it.",
        "Appui : l'enquête, avec des indicateurs objectifs à côté.",
    ),
    "action": ("Condition to change", "Condition à changer"),
    "decides": ("Who decides", "Qui décide"),
    "ipma_note": (
        "Everything from 0 (lowest answer there could be) to 100 (highest). Importance: points "
        "of {outcome} that go with one point of the construct, directly and through later "
        "constructs, earlier ones held constant ({how}). Potential: importance × (100 − "
        "level), the points that would go with the highest level. An association in one "
        "survey: no promise of an effect.",
        "Tout va de 0 (réponse la plus basse possible) à 100 (la plus haute). Importance : "
        "points de {outcome} qui vont avec un point du construit, directement et par les "
        "construits suivants, les précédents étant tenus constants ({how}). Potentiel : "
        "importance × (100 − niveau), les points qui iraient avec le niveau le plus haut. Une "
        "association dans une enquête, pas la promesse d'un effet.",
    ),
    "ipma_items_note": (
        "An item carries its share of its scale's importance (one of k in a mean).",
        "Un item porte sa part de l'importance de son échelle (un sur k dans une moyenne).",
    ),
    "levers_note": (
        "Levers are conditions people in charge can change. Communities form by themselves: "
        "none of these is to create one or to appoint members.",
        "Les leviers sont des conditions que les responsables peuvent changer. Les communautés "
        "se forment d'elles-mêmes : il ne s'agit ni d'en créer ni d'en nommer les membres.",
    ),
    "ipma_negative": (
        "{scale} goes with a lower target, others held constant: the map reads from left to "
        "right only where importance is positive.",
        "{scale} va avec un niveau plus bas de la cible, le reste étant constant : la carte ne "
        "se lit de gauche à droite que là où l'importance est positive.",
    ),
    "fig_levels": ("Where things stand, from 0 to 100", "Où en sont les choses, de 0 à 100"),
    "fig_levels_alt": (
        "Dots with 95% intervals; small marks are groups",
        "Points avec intervalles à 95 % ; les petites marques sont des groupes",
    ),
    "fig_map": (
        "Importance for {target} and level; crosses are 80% intervals",
        "Importance pour « {target} » et niveau ; les croix sont des intervalles à 80 %",
    ),
    "importance_axis": (
        "Importance (points of the target per point)",
        "Importance (points de la cible par point)",
    ),
    "performance_axis": ("Level, 0–100", "Niveau, 0–100"),
    "act_here": ("important, low: look here first", "important, bas : regarder ici d'abord"),
}
