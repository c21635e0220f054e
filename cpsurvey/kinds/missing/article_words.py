"""Missing answers, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

NOTHING = Phrase(
    "Every item was answered by all respondents analysed.",
    "Tous les répondants analysés ont répondu à tous les items.",
)
SHARE = Phrase(
    "{share}% of the answers to items were missing; of {n} {n:respondent|respondents} "
    "{complete} answered every item (T3m).",
    "{share} % des réponses aux items manquent ; {complete} {complete:répondant|répondants} "
    "sur {n} {complete:a répondu|ont répondu} à tous les items (T3m).",
)
MCAR = Phrase(
    "Little's test [@little1988] that they are missing completely at random, which has little "
    "power and shows nothing when it is not significant: χ²({df}) = {d2}, p {p}.",
    "Le test de Little [@little1988], selon lequel elles manquent entièrement au hasard, est "
    "peu puissant et ne montre rien lorsqu'il n'est pas significatif : χ²({df}) = {d2}, p {p}.",
)
