"""Who is counted, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

KEPT = Phrase(
    "Of {read} {read:row|rows} read, {used} {used:was|were} analysed; at which stage the "
    "others were lost is in T1.",
    "Sur {read} {read:ligne lue|lignes lues}, {used} {used:a été analysée|ont été analysées} ; "
    "le tableau T1 indique à quelle étape les autres ont été perdues.",
)
ALL = Phrase(
    "All of the rows read ({read}) were analysed ({used}).",
    "Toutes les lignes lues ({read}) ont été analysées ({used}).",
)
