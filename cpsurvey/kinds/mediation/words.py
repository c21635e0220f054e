"""Indirect effects (T17, T18)."""

from __future__ import annotations

from cpsurvey.kinds.mediation.data import Measured
from cpsurvey.report.words import Phrase

SECTION = Phrase("Through what?", "Par quelles voies ?")
T17 = Phrase("Paths from {source}", "Chemins depuis {source}")
T18 = Phrase("Effects of {source}", "Effets de « {source} »")
BC = Phrase("95% BC CI", "IC BC 95 %")
BC_NOTE = Phrase(
    "BC: bias-corrected bootstrap, on request; it rejects true null effects too often "
    "(Tibbe & Montoya, 2022).",
    "BC : bootstrap corrigé du biais, sur demande ; il rejette trop souvent un effet nul "
    "(Tibbe et Montoya, 2022).",
)
HOW = Phrase(
    "{estimator}, {missing}; variables measured by {measured}{clusters}.",
    "{estimator}, {missing} ; variables mesurées par {measured}{clusters}.",
)
MEASURED: dict[Measured, Phrase] = {
    "items": Phrase("their items", "leurs items"),
    "scores": Phrase("scale scores", "scores d'échelles"),
}
IN_SHORT = Phrase(
    "{source} → {outcome}, all indirect: {est}, 95% Monte Carlo interval {ci}.",
    "{source} → {outcome}, effets indirects : {est}, intervalle Monte Carlo à 95 % {ci}.",
)
IN_SHORT_MINUS = Phrase(
    "Indirect effects, {first} minus {second}: {est}, 95% Monte Carlo interval {ci}.",
    "Effets indirects, {first} moins {second} : {est}, intervalle Monte Carlo à 95 % {ci}.",
)
FIGURE = Phrase(
    "Effects of {source} with 95% Monte Carlo intervals",
    "Effets de « {source} », intervalles Monte Carlo à 95 %",
)
