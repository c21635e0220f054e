"""Groups compared, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SAID = Phrase(
    "Means of scores were compared by {names}; p are adjusted within each table (T27).",
    "Les moyennes des scores ont été comparées selon : {names} ; les p sont ajustés dans "
    "chaque tableau (T27).",
)
