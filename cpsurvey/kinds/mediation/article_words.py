"""Mediation, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SAID = Phrase(
    "One path model gives the effects of {source} on {outcomes} through {mediators}.",
    "Les effets de « {source} » sur {outcomes}, passant par {mediators}, ont été estimés dans "
    "un seul modèle de chemins.",
)
DRAWS = Phrase(
    "Intervals of its indirect effects come of Monte Carlo draws [@preacher2012].",
    "Les intervalles de ses effets indirects viennent de tirages de Monte Carlo "
    "[@preacher2012].",
)
