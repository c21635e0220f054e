"""The difference of two indirect effects, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SAID = Phrase(
    "Indirect effects on two outcomes ({first}, {second}) are compared in standard deviations, "
    "and again without items that share words with what the effect passes through (T33).",
    "Les effets indirects sur deux variables expliquées ({first}, {second}) sont comparés en "
    "écarts types, puis sans les items qui partagent des mots avec ce par quoi passe l'effet "
    "(T33).",
)
