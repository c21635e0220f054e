"""Mediation, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SAID = Phrase(
    "One path model gives the effects of {source} on {outcomes} through {mediators}.",
    "Les effets de « {source} » sur {outcomes}, passant par {mediators}, ont été estimés dans "
    "un seul modèle de chemins.",
)
NATURAL = Phrase(
    "Equations in each variable's own family give the natural direct and indirect effects of "
    "{source} on {outcomes} through {mediators} [@imai2010].",
    "Des équations propres à chaque type de variable donnent les effets naturels, directs et "
    "indirects, de « {source} » sur {outcomes}, passant par {mediators} [@imai2010].",
)
DRAWS = Phrase(
    "Intervals of its indirect effects come of Monte Carlo draws [@preacher2012].",
    "Les intervalles de ses effets indirects viennent de tirages de Monte Carlo "
    "[@preacher2012].",
)
