"""Variance by level (T23)."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("How collective are the outcomes?", "Des résultats collectifs ?")
T23 = Phrase("Variance by level", "Variance par niveau")
OUTCOME = Phrase("Outcome", "Résultat")
PERSON = Phrase("Person and error", "Personne et erreur")
NOTE = Phrase(
    "Random intercepts, restricted likelihood; profile-likelihood intervals. Share of a "
    "level: how much people of the same group resemble each other. The person's share "
    "contains measurement error. Every level is net of the others printed with it: a "
    "share differs a little from the ICC(1) of one grouping alone (T15).",
    "Constantes aléatoires, vraisemblance restreinte ; intervalles de vraisemblance "
    "profilée. Part d'un niveau : ressemblance des personnes d'un même groupe. La part "
    "de la personne contient l'erreur de mesure. Chaque niveau est net des autres "
    "imprimés avec lui : une part diffère un peu de l'ICC(1) d'un seul regroupement "
    "(T15).",
)
FIGURE = Phrase(
    "Share of variance between groups, with intervals",
    "Part de variance entre groupes, avec intervalles",
)
IN_SHORT = Phrase(
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
