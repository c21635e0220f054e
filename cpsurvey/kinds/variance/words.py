"""Variance."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("How collective are the outcomes?", "Des résultats collectifs ?")
FIG_VARIANCE = Phrase(
    "Share of variance between groups, with intervals",
    "Part de variance entre groupes, avec intervalles",
)
SUM_VARIANCE = Phrase(
    "{share}% of the variance of {outcome} lies between groups of {variable}.",
    "{share} % de la variance de « {outcome} » se situe entre groupes ({variable}).",
)
CAVEATS: dict[str, Phrase] = {
    "nothing_to_split": Phrase(
        "{outcome} was not split: too few answers, or no group with two members.",
        "{outcome} : pas de partage, trop peu de réponses ou aucun groupe de deux.",
    ),
    "level_left_out": Phrase(
        "{variable}: fewer than two groups are known; variance is not split by it.",
        "{variable} : moins de deux groupes connus ; la variance n'y est pas partagée.",
    ),
}
"""Sentences by the code of their caveat."""
SHORT: dict[str, Phrase] = {
    "level_left_out": Phrase(
        "not split by {variable}, of which fewer than two groups are known",
        "non partagé par {variable}, dont moins de deux groupes sont connus",
    ),
}
"""What of a caveat is said beside every number of its result."""
