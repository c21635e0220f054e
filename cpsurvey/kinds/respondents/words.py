"""Respondents."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("Respondents", "Répondants")
M5 = Phrase(
    "Groups of colleagues that formed by themselves", "Groupes de collègues formés d'eux-mêmes"
)
ANSWER_GIVEN = Phrase("Answer", "Réponse")
