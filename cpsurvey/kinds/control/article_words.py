"""Teams beyond a negative control, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SAID = Phrase(
    "The share of {variable} in an outcome was held against the same share of a scale that "
    "should have none ({marker}).",
    "La part entre groupes ({variable}) d'une variable expliquée a été confrontée à celle "
    "d'une échelle qui ne devrait pas en avoir ({marker}).",
)
