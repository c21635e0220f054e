"""Who is counted (T1, T3)."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("Who is counted", "Qui est compté")
IN_SHORT = Phrase(
    "{n} of {rows} {rows:row|rows} {n:was|were} analysed.",
    "{n} {n:ligne|lignes} sur {rows} {n:a été analysée|ont été analysées}.",
)
T1 = Phrase("Sample flow", "Flux de l'échantillon")
T3 = Phrase("Answers set aside on import", "Réponses écartées à l'import")
STAGE = Phrase("Stage", "Étape")
LOST = Phrase("Lost", "Perdus")
SHARE_READ = Phrase("% of rows read", "% des lignes lues")
COLUMN = Phrase("Column", "Colonne")
ANSWERED = Phrase(
    "{n} {n:answer is|answers are} counted out of {rows} received.",
    "{n} {n:réponse est comptée|réponses sont comptées} sur {rows} {rows:reçue|reçues}.",
)
