"""Levels, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SAID = Phrase(
    "The variance of outcomes was split by {groups} (T23).",
    "La variance des variables expliquées a été décomposée selon : {groups} (T23).",
)
