"""Exploratory factors, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SAID = Phrase(
    "Items were also analysed by exploratory factors; parallel analysis keeps {kept} "
    "{kept:component|components} (T6).",
    "Les items ont aussi fait l'objet d'une analyse factorielle exploratoire ; l'analyse "
    "parallèle garde {kept} {kept:composante|composantes} (T6).",
)
