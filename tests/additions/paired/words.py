"""Paired differences (T90, T91)."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("Which of two scores is higher?", "Lequel de deux scores est le plus haut ?")
T90 = Phrase("Differences of two scores", "Différences de deux scores")
T91 = Phrase("Both scores of each pair", "Les deux scores de chaque paire")
PAIR = Phrase("Difference", "Différence")
MINUS = Phrase("{first} minus {second}", "{first} moins {second}")
D = Phrase("d", "d")
MEAN_FIRST = Phrase("M, first", "M, premier")
SD_FIRST = Phrase("SD, first", "ET, premier")
MEAN_SECOND = Phrase("M, second", "M, second")
SD_SECOND = Phrase("SD, second", "ET, second")
R = Phrase("r", "r")
NOTE = Phrase(
    "Paired t test; d: mean difference per standard deviation of the differences.",
    "Test t apparié ; d : différence moyenne par écart-type des différences.",
)
FIGURE = Phrase(
    "Differences of two scores with 95% intervals",
    "Différences de deux scores, intervalles à 95 %",
)
IN_SHORT = Phrase(
    "{pair}: {est}, 95% interval {ci}.", "{pair} : {est}, intervalle à 95 % {ci}."
)
CAVEATS: dict[str, Phrase] = {
    "pair_not_compared": Phrase(
        "{first} and {second} were not compared: fewer than {k} respondents have both, or all "
        "the same difference.",
        "{first} et {second} n'ont pas été comparés : moins de {k} répondants ont les deux, ou "
        "tous la même différence.",
    ),
}
"""Sentences by the code of their caveat."""
