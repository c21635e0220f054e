"""The main model under other choices, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SAID = Phrase(
    "The main model was fitted under {count} other {count:choice|choices} of respondents, "
    "estimator, items and covariates (T25a).",
    "Le modèle principal a été ajusté selon {count} {count:autre choix|autres choix} de "
    "répondants, d'estimateur, d'items et de covariables (T25a).",
)
