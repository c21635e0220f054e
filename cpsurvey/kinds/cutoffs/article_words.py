"""Tailored cut-offs of fit, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SAID = Phrase(
    "Fit was held against cut-offs tailored to the model: its measures in {draws} samples "
    "drawn from it as it is, and as many from models wrong by known amounts [@mcneish2023].",
    "L'ajustement a été confronté à des seuils propres au modèle : ses indices dans {draws} "
    "échantillons tirés du modèle tel quel, et autant tirés de modèles faux d'une quantité "
    "connue [@mcneish2023].",
)
