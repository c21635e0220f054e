"""Flow."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("Who is counted", "Qui est compté")
SUM_N = Phrase("{n} of {rows} rows were analysed.", "{n} lignes sur {rows} ont été analysées.")
ANSWERED = Phrase(
    "{n} answers are counted out of {rows} received.",
    "{n} réponses sont comptées sur {rows} reçues.",
)
