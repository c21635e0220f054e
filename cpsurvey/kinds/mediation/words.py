"""Indirect effects (T17, T18)."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("Through what?", "Par quelles voies ?")
T17M = Phrase("Paths from {source}", "Chemins depuis {source}")
T18M = Phrase("Effects of {source}", "Effets de « {source} »")
DIRECT = Phrase("Direct", "Direct")
SPECIFIC = Phrase("Through {path}", "Par {path}")
TOTAL_INDIRECT = Phrase("All indirect", "Indirects, ensemble")
TOTAL = Phrase("Total", "Total")
DIFFERENCE_OF = Phrase("{first} minus {second}", "{first} moins {second}")
BC_CI = Phrase("95% BC CI", "IC BC 95 %")
BC_NOTE = Phrase(
    "BC: bias-corrected bootstrap, on request; it rejects true null effects too often "
    "(Tibbe & Montoya, 2022).",
    "BC : bootstrap corrigé du biais, sur demande ; il rejette trop souvent un effet nul "
    "(Tibbe et Montoya, 2022).",
)
MEDIATION_HOW = Phrase(
    "{estimator}, {missing}; variables measured by {measured}{clusters}.",
    "{estimator}, {missing} ; variables mesurées par {measured}{clusters}.",
)
BY_ITEMS = Phrase("their items", "leurs items")
BY_SCORES = Phrase("scale scores", "scores d'échelles")
SUM_MEDIATION = Phrase(
    "{source} → {outcome}, all indirect: {est}, 95% Monte Carlo interval {ci}.",
    "{source} → {outcome}, effets indirects : {est}, intervalle Monte Carlo à 95 % {ci}.",
)
SUM_DIFFERENCE = Phrase(
    "Indirect effects, {first} minus {second}: {est}, 95% Monte Carlo interval {ci}.",
    "Effets indirects, {first} moins {second} : {est}, intervalle Monte Carlo à 95 % {ci}.",
)
FIG_MEDIATION = Phrase(
    "Effects of {source} with 95% Monte Carlo intervals",
    "Effets de « {source} », intervalles Monte Carlo à 95 %",
)
