"""Invariance of measurement, in the article."""

from __future__ import annotations

from cpsurvey.parts import Rule
from cpsurvey.report.words import Phrase

LADDER = Phrase(
    "Invariance of measurement ({variable}: {groups}) was tested step by step, {rule}; items "
    "that did not hold were freed one at a time (T13).",
    "L'invariance de la mesure ({variable} : {groups}) a été testée étape par étape, {rule} ; "
    "les items qui ne tenaient pas ont été libérés un à un (T13).",
)
DIF = Phrase(
    "Groups too small for models ({variable}: {groups}) were compared item by item, by ordinal "
    "regressions on the rest score (T13e).",
    "Les groupes trop petits pour des modèles ({variable} : {groups}) ont été comparés item "
    "par item, par des régressions ordinales sur le score des autres items (T13e).",
)
RULES: dict[Rule, Phrase] = {
    "chen": Phrase(
        "by changes of CFI, RMSEA and SRMR [@chen2007]",
        "selon les variations du CFI, du RMSEA et du SRMR [@chen2007]",
    ),
    "cheung_rensvold": Phrase(
        "by the change of CFI [@cheung2002]", "selon la variation du CFI [@cheung2002]"
    ),
}
HEADING = Phrase("Invariance", "Invariance")
PARTLY = Phrase("{step}, partial", "{step}, partielle")
NONE = Phrase("none", "aucune")
NOT_TESTED = Phrase("not tested", "non testée")
REACHED = Phrase(
    "{variable}: of {k} measurement models {whole} {whole:reaches|reach} scalar invariance "
    "whole, {partly} in part; means of the others may not be compared (T13).",
    "{variable} : sur {k} modèles de mesure, {whole} {whole:atteint|atteignent} l'invariance "
    "scalaire complète, {partly} partielle ; les moyennes des autres ne se comparent pas "
    "(T13).",
)
