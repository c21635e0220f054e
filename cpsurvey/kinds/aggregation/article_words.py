"""Resemblance within groups, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SAID = Phrase(
    "Whether groups ({variable}) differ and their members agree was judged by intraclass "
    "correlations, rwg(j) under several nulls and average deviations [@lebreton2008].",
    "Les différences entre groupes ({variable}) et l'accord de leurs membres ont été jugés par "
    "les corrélations intraclasses, rwg(j) sous plusieurs distributions de référence et les "
    "écarts moyens [@lebreton2008].",
)
FOUND = Phrase(
    "The share of variance between groups ({variable}), ICC(1), runs from {low} to {high}; by "
    "the criteria, groups differ and their members agree on {shared} of {scales} "
    "{scales:scale|scales} (T15).",
    "La part de variance entre groupes ({variable}), ICC(1), va de {low} à {high} ; selon les "
    "critères, les groupes diffèrent et leurs membres s'accordent pour {shared} "
    "{shared:échelle|échelles} sur {scales} (T15).",
)
