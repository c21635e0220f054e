"""Respondents."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("Respondents", "Répondants")
