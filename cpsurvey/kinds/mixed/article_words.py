"""Mixed models, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SAID = Phrase(
    "Mixed models with random effects of groups ({groups}), estimated by restricted maximum "
    "likelihood, explain {outcomes}.",
    "Des modèles mixtes à effets aléatoires de groupe ({groups}), estimés par maximum de "
    "vraisemblance restreint, expliquent {outcomes}.",
)
