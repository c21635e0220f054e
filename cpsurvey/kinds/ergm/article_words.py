"""A model of ties, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SAID = Phrase(
    "Ties ({relation}) were modelled by an exponential random graph model [@hunter2006] as in "
    "R's ergm [@krivitsky2023], fitted by Monte Carlo maximum likelihood with the Python "
    "package {package}, and held against {draws} networks drawn from it (T22j, T22k).",
    "Les liens ({relation}) ont été modélisés par un modèle exponentiel de graphe aléatoire "
    "[@hunter2006] comme dans ergm pour R [@krivitsky2023], ajusté par maximum de "
    "vraisemblance de Monte-Carlo avec le paquet Python {package}, et confronté à {draws} "
    "réseaux qui en sont tirés (T22j, T22k).",
)
MISSING = Phrase(
    "In the model of ties, those of people who did not answer are missing, not absent "
    "[@handcock2010].",
    "Dans le modèle des liens, ceux de qui n'a pas répondu manquent et ne sont pas absents "
    "[@handcock2010].",
)
