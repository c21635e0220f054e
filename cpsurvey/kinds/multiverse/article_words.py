"""Specification curves, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SAID = Phrase(
    "Choices of {choices} kinds were crossed in specification curves (T25; [@simonsohn2020]): "
    "for an outcome, {done} sets of choices.",
    "Des choix de {choices} sortes ont été croisés en courbes de spécification (T25 ; "
    "[@simonsohn2020]) : pour une variable expliquée, {done} jeux de choix.",
)
