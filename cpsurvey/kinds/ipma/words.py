"""Importance and performance (M2 to M4)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.ipma.data import Stand

SECTION = Phrase("Where to act", "Où agir")
M3 = Phrase(
    "Importance for {target}, and performance", "Importance pour « {target} », et niveau"
)
M4 = Phrase(
    "Levers, by the potential of their scales", "Leviers, selon le potentiel de leurs échelles"
)
M4B = Phrase("What to change, and who decides", "Ce qu'il faut changer, et qui décide")
ACTIONS_NOTE = Phrase(
    "Printed for {shown} of {all} {all:lever|levers}: {shown:the one|those} of a scale whose "
    "importance can be told from zero.",
    "Imprimé pour {shown} {shown:levier|leviers} sur {all} : {shown:celui|ceux} d'une échelle "
    "dont l'importance se distingue de zéro.",
)
CONSTRUCT = Phrase("Construct", "Construit")
IMPORTANCE = Phrase("Importance", "Importance")
PERFORMANCE = Phrase("Level, 0–100", "Niveau, 0–100")
POTENTIAL = Phrase("Potential", "Potentiel")
LEVER = Phrase("Lever", "Levier")
OF_SCALE = Phrase("Scale, and items that are levers (–)", "Échelle, et items leviers (–)")
SURVEY_ALONE = Phrase("Evidence: the survey alone.", "Appui : l'enquête seule.")
BESIDE_KPI = Phrase(
    "Evidence: the survey, with objective indicators beside it.",
    "Appui : l'enquête, avec des indicateurs objectifs à côté.",
)
ACTION = Phrase("Condition to change", "Condition à changer")
DECIDES = Phrase("Who decides", "Qui décide")
NOTE = Phrase(
    "Everything from 0 (lowest answer there could be) to 100 (highest). Importance: "
    "points of {outcome} that go with one point of the construct, directly and through "
    "later constructs, earlier ones held constant ({how}). Potential: importance × (100 "
    "− level), the points that would go with the highest level; none where importance is not "
    "positive. An association in one survey: no promise of an effect.",
    "Tout va de 0 (réponse la plus basse possible) à 100 (la plus haute). Importance : points "
    "de {outcome} par point du construit, directement et par les construits "
    "suivants, les précédents étant tenus constants ({how}). Potentiel : importance × (100 − "
    "niveau), les points associés au niveau le plus haut ; aucun si l'importance "
    "n'est pas positive. Une association dans une enquête, pas la promesse d'un effet.",
)
POOLED = Phrase(
    "Degrees of freedom of Barnard & Rubin (1999). Levels of items and of groups are those of "
    "who answered.",
    "Degrés de liberté de Barnard et Rubin (1999). Les niveaux des items et des groupes sont "
    "ceux des personnes qui ont répondu.",
)
OF_CONSTRUCTS = Phrase(
    "Importance and potential are those of a scale. Of an item (–) only its level is known: "
    "the survey does not tell which item of a scale matters more.",
    "Importance et potentiel sont ceux d'une échelle. D'un item (–), seul le niveau est connu "
    ": l'enquête ne dit pas quel item d'une échelle compte davantage.",
)
LEVERS_NOTE = Phrase(
    "Levers are conditions people in charge can change. Communities form by themselves: "
    "none of these is to create one or to appoint members.",
    "Les leviers sont des conditions que les responsables peuvent changer. Les "
    "communautés se forment d'elles-mêmes : il ne s'agit ni d'en créer ni d'en nommer "
    "les membres.",
)
LEVERS_NOTE_OWN = Phrase(
    "Levers are conditions people in charge can change.",
    "Les leviers sont des conditions que les responsables peuvent changer.",
)
FIG_LEVELS = Phrase("Where things stand, from 0 to 100", "Où en sont les choses, de 0 à 100")
FIG_LEVELS_ALT = Phrase(
    "Dots with 95% intervals; small marks are groups",
    "Points avec intervalles à 95 % ; les petites marques sont des groupes",
)
FIG_MAP = Phrase(
    "Importance for {target} and level; crosses are 80% intervals",
    "Importance pour « {target} » et niveau ; les croix sont des intervalles à 80 %",
)
IMPORTANCE_AXIS = Phrase(
    "Importance (points of the target per point)", "Importance (points de la cible par point)"
)
ACT_HERE = Phrase("important, low: look here first", "important, bas : regarder ici d'abord")
LEVELS_TEXT = Phrase(
    "Each line goes from 0 (the lowest answer there could be) to 100 (the highest). The "
    "dark line around the dot shows how far chance could move it.",
    "Chaque ligne va de 0 (la réponse la plus basse possible) à 100 (la plus haute). Le "
    "trait foncé autour du point montre de combien le hasard pourrait le déplacer.",
)
STANDS: dict[Stand, Phrase] = {
    "above": Phrase("▲ above", "▲ au-dessus"),
    "within": Phrase("within chance", "dans le hasard"),
    "below": Phrase("▼ below", "▼ au-dessous"),
}
STANDS_TITLE = Phrase(
    "Beside the level of everybody: above, within chance, below",
    "À côté du niveau de tous : au-dessus, dans le hasard, au-dessous",
)
STANDS_NOTE = Phrase(
    "Above and below only where chance is ruled out, over all cells of this table together. "
    "Most cells are within chance: that is no ranking.",
    "Au-dessus et au-dessous seulement là où le hasard est exclu, pour toutes les cases de ce "
    "tableau ensemble. La plupart sont dans le hasard : ce n'est pas un classement.",
)
NO_ACTION = Phrase(
    "No condition can be told apart this time: of none do the answers show that it goes with "
    "better results.",
    "Aucune condition ne se distingue cette fois : d'aucune les réponses ne montrent qu'elle "
    "est associée à de meilleurs résultats.",
)
IN_ORDER = Phrase(
    "{count} {count:condition goes|conditions go} with better results beyond chance, each "
    "surely before the next.",
    "{count} {count:condition est associée|conditions sont associées} à de meilleurs résultats "
    "au-delà du hasard, chacune sûrement avant la suivante.",
)
NO_ORDER = Phrase(
    "What follows goes with better results beyond chance. Which comes first cannot be told "
    "this time: the lines stand in no order.",
    "Ce qui suit est associé à de meilleurs résultats au-delà du "
    "hasard. Ce qui vient en premier "
    "ne peut être dit cette fois : les lignes sont sans ordre.",
)
CONCERNS = Phrase("Concerns", "Concerne")
CAVEATS: dict[str, Phrase] = {
    "ipma_negative": Phrase(
        "{scale} goes with a lower target, others held constant: the map reads from left to "
        "right only where importance is positive.",
        "{scale} : un niveau plus haut est associé à une cible plus basse, le reste étant "
        "constant ; la carte ne se lit de gauche à droite que là où l'importance est positive.",
    ),
    "clusters_descriptive": Phrase(
        "{clusters} {clusters:cluster is|clusters are} too few for errors by cluster: "
        "intervals and p-values only describe {clusters:this cluster|these clusters}. "
        "Collect more clusters, or leave 'cluster' out and say why.",
        "{clusters} {clusters:grappe est|grappes sont} trop peu pour des erreurs par grappe "
        ": intervalles et p ne décrivent que {clusters:cette grappe|ces grappes}. En "
        "recueillir plus, ou retirer « cluster » et dire pourquoi.",
    ),
}
"""Sentences by the code of their caveat."""
SHORT: dict[str, Phrase] = {
    "clusters_descriptive": Phrase(
        "only {clusters} {clusters:cluster|clusters}: a description",
        "{clusters} {clusters:grappe|grappes} seulement : une description",
    ),
}
"""What of a caveat is said beside every number of its result."""
