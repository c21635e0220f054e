"""Indirect effects (T17, T18)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.mediation.data import Measured, Taken

SECTION = Phrase("Through what?", "Par quelles voies ?")
T17 = Phrase("Paths from {source}", "Chemins depuis {source}")
T18 = Phrase("Effects of {source}", "Effets de « {source} »")
T18N = Phrase("Natural effects of {source}", "Effets naturels de « {source} »")
PER_SD = Phrase(
    "Effects of one standard deviation more of {source}.",
    "Effets d'un écart type de plus de « {source} ».",
)
PER_UNIT = Phrase(
    "Effects of the larger value of {source} against the other.",
    "Effets de la plus grande valeur de « {source} » contre l'autre.",
)
TAKEN: dict[Taken, Phrase] = {
    "number": Phrase("Linear equations: {names}.", "Équations linéaires : {names}."),
    "yes_no": Phrase(
        "Logits: {names}; effects on them are differences of probability.",
        "Logits : {names} ; les effets sur eux sont des différences de probabilité.",
    ),
    "count": Phrase(
        "Counts (log link): {names}; effects on them are logarithms of ratios of means.",
        "Effectifs (lien log) : {names} ; les effets sur eux sont des logarithmes de rapports "
        "de moyennes.",
    ),
}
NATURAL_NOTE = Phrase(
    "Natural direct and indirect effects (Imai, Keele & Tingley, 2010), means over both "
    "orders; intervals of {draws} draws of all coefficients{clusters}. They add up to the "
    "total. Nothing unseen may be a cause of both mediator and outcome.",
    "Effets naturels directs et indirects (Imai, Keele et Tingley, 2010), moyennes des deux "
    "ordres ; intervalles de {draws} tirages de tous les coefficients{clusters}. Ils "
    "s'additionnent au total. Rien d'invisible ne doit causer à la fois médiateur et résultat.",
)
BY_CLUSTERS = Phrase(
    ", each group of {variable} left out in turn",
    ", chaque groupe ({variable}) retiré à son tour",
)
POOLED = Phrase(
    "The draws of all data sets are put together, as far apart as these rules say.",
    "Les tirages de tous les jeux sont réunis, aussi écartés que le veulent ces règles.",
)
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
