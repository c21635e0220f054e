"""Whether scales are apart, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SAID = Phrase(
    "Whether scales are apart was judged by HTMT2 [@roemer2021] with intervals from {draws} "
    "bootstrap draws ({unit}), beside correlations of factors [@ronkko2022] and the average "
    "variance extracted [@fornell1981].",
    "La distinction entre échelles a été jugée par HTMT2 [@roemer2021], avec des intervalles "
    "issus de {draws} tirages bootstrap ({unit}), à côté des corrélations entre facteurs "
    "[@ronkko2022] et de la variance moyenne extraite [@fornell1981].",
)
LARGEST = Phrase("HTMT2, largest", "HTMT2 max.")
