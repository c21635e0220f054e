"""Reliability of scales, in the article."""

from __future__ import annotations

from cpsurvey.parts import Omega
from cpsurvey.report.words import Phrase

HEADLINE: dict[Omega, Phrase] = {
    "omega_total": Phrase(
        "Reliability is McDonald's total omega of a one-factor model [@mcdonald1999]; alpha "
        "[@cronbach1951] stands beside it in the supplement (T7).",
        "La fidélité est l'oméga total de McDonald, tiré d'un modèle à un facteur "
        "[@mcdonald1999] ; l'alpha [@cronbach1951] figure à côté dans le supplément (T7).",
    ),
    "omega_categorical": Phrase(
        "Reliability is categorical omega, that of a sum of ordered answers [@green2009]; "
        "alpha [@cronbach1951] stands beside it in the supplement (T7).",
        "La fidélité est l'oméga catégoriel, celui d'une somme de réponses ordonnées "
        "[@green2009] ; l'alpha [@cronbach1951] figure à côté dans le supplément (T7).",
    ),
}
FIML = Phrase(
    "Its intervals are those of full information maximum likelihood.",
    "Ses intervalles sont ceux du maximum de vraisemblance à information complète.",
)
CLUSTERS = Phrase(
    "Its intervals are percentiles of {draws} bootstrap draws of whole groups ({unit}).",
    "Ses intervalles sont les percentiles de {draws} tirages bootstrap de groupes entiers "
    "({unit}).",
)
DRAWS = Phrase(
    "Its intervals are percentiles of {draws} bootstrap draws of respondents.",
    "Ses intervalles sont les percentiles de {draws} tirages bootstrap de répondants.",
)
