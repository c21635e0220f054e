"""Waves, in the article."""

from __future__ import annotations

from cpsurvey.kinds.waves.data import People
from cpsurvey.report.words import Phrase

PEOPLE: dict[People, Phrase] = {
    "same": Phrase(
        "Scales were followed over {waves} {waves:wave|waves} of the same people.",
        "Les échelles ont été suivies sur {waves} {waves:vague|vagues} auprès des mêmes "
        "personnes.",
    ),
    "new": Phrase(
        "Scales were followed over {waves} {waves:wave|waves}, each of other people.",
        "Les échelles ont été suivies sur {waves} {waves:vague|vagues}, chacune auprès "
        "d'autres personnes.",
    ),
}
INVARIANCE = Phrase(
    "Means were compared only of scales that measure the same in all waves (T30).",
    "Seules ont été comparées les moyennes d'échelles qui mesurent la même chose à toutes les "
    "vagues (T30).",
)
CROSSED = Phrase(
    "What goes with what from one wave to the next was estimated with each variable's own "
    "earlier value held constant (T31).",
    "Ce qui est associé à quoi d'une vague à la suivante a été estimé à valeur antérieure "
    "constante de chaque variable (T31).",
)
