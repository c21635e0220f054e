"""Variance by detected community and formal group (T23a)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.split.data import Level

SECTION = Phrase("Team or community?", "Équipe ou communauté ?")
T23A = Phrase(
    "Variance by team and detected community", "Variance par équipe et communauté détectée"
)
LEVEL = Phrase("Level", "Niveau")
GROUPS = Phrase("Groups", "Groupes")
LEVELS: dict[Level, Phrase] = {
    "community": Phrase("Detected community", "Communauté détectée"),
    "formal": Phrase("{group}", "{group}"),
    "person": Phrase("Person and error", "Personne et erreur"),
    "common": Phrase("Person", "Personne"),
    "error": Phrase("Error", "Erreur"),
}
NOTE = Phrase(
    "Crossed random intercepts, restricted likelihood; profile-likelihood intervals. Each "
    "level is net of the others. Where an outcome was measured once, the person's share "
    "contains measurement error.",
    "Constantes aléatoires croisées, vraisemblance restreinte ; intervalles de vraisemblance "
    "profilée. Chaque niveau est net des autres. Quand un résultat n'est mesuré qu'une fois, "
    "la part de la personne contient l'erreur de mesure.",
)
MEASURES_NOTE = Phrase(
    "Several measures of one outcome, standardised: the person's share is what they have in "
    "common beyond groups; error is the rest, with what is proper to one measure.",
    "Plusieurs mesures d'un même résultat, standardisées : la part de la personne est ce "
    "qu'elles ont en commun au-delà des groupes ; l'erreur est le reste, y compris ce qui est "
    "propre à une mesure.",
)
IN_SHORT = Phrase(
    "{share}% of the variance of {outcome} lies between detected communities, net of teams.",
    "{share} % de la variance de « {outcome} » se situe entre communautés détectées, hors "
    "équipes.",
)
CAVEATS: dict[str, Phrase] = {
    "split_unknown": Phrase(
        "Does not apply: communities are sought where half of every centre answered, among "
        "{needed} people with ties and more.",
        "Sans objet : les communautés sont cherchées si la moitié de chaque centre a répondu, "
        "à partir de {needed} personnes liées.",
    ),
    "split_nothing": Phrase(
        "{outcome} was not split: too few answers of people in communities and teams.",
        "{outcome} : pas de partage, trop peu de réponses de personnes en communauté et en "
        "équipe.",
    ),
}
"""Sentences by the code of their caveat."""
