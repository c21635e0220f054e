"""Effects within and between groups, in the article."""

from __future__ import annotations

from cpsurvey.kinds.multilevel.data import Means
from cpsurvey.report.words import Phrase

WAYS: dict[Means, Phrase] = {
    "latent": Phrase(
        "Effects within and between {groups} {groups:group|groups} ({variable}) were told "
        "apart in a model of two levels with latent group means.",
        "Les effets dans les groupes et entre {groups} {groups:groupe|groupes} ({variable}) "
        "ont été séparés par un modèle à deux niveaux à moyennes de groupe latentes.",
    ),
    "observed": Phrase(
        "Effects within and between {groups} {groups:group|groups} ({variable}) were told "
        "apart by scores: deviations from group means, and these means.",
        "Les effets dans les groupes et entre {groups} {groups:groupe|groupes} ({variable}) "
        "ont été séparés au moyen des scores : écarts aux moyennes de groupe, et ces moyennes.",
    ),
}
