"""Specification curves, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SAID = Phrase(
    "Choices ({choices} {choices:kind|kinds}) were crossed in specification curves (T25; "
    "[@simonsohn2020]): for an outcome, {done} {done:set|sets} of choices.",
    "Des choix ({choices} {choices:sorte|sortes}) ont été croisés en courbes de spécification "
    "(T25 ; [@simonsohn2020]) : pour une variable expliquée, {done} {done:jeu|jeux} de choix.",
)
