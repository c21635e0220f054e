"""Power, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SAID = Phrase(
    "Power was simulated from assumed paths ({replications} replications per size, errors "
    "{errors}, {wanted} wanted).",
    "La puissance a été simulée à partir de chemins supposés ({replications} réplications par "
    "taille, erreurs types {errors}, {wanted} visé).",
)
