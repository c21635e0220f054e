"""Indicators, in the article."""

from __future__ import annotations

from typing import Literal

from cpsurvey.design.kpi import Type
from cpsurvey.kinds.kpi.data import Errors
from cpsurvey.report.words import Phrase

DEFINED = Phrase("{variable} ({kind}): {definition}.", "{variable} ({kind}) : {definition}.")
UNDEFINED = Phrase("{variable} ({kind}).", "{variable} ({kind}).")
TYPES: dict[Type, Phrase] = {
    "binomial": Phrase(
        "successes out of contacts, logistic model",
        "succès parmi les contacts, modèle logistique",
    ),
    "count": Phrase(
        "a count per contact, Poisson model", "nombre par contact, modèle de Poisson"
    ),
    "log": Phrase("a time, model of its logarithm", "durée, modèle de son logarithme"),
    "linear": Phrase("a score, linear model", "note, modèle linéaire"),
}
REASONS = Phrase(
    "Which contacts are routine was decided by their reason, in a map ({id} {release}) of "
    "{decided}.",
    "Le caractère routinier d'un contact dépend de son motif, selon une table ({id} {release}) "
    "du {decided}.",
)
NO_MODEL = Phrase("No indicator could be modelled.", "Aucun indicateur n'a pu être modélisé.")
ERRORS: dict[Errors, Phrase] = {
    "cr1": Phrase(
        "Routine and non-routine contacts stand in one model per indicator, beside the "
        "controls ({controls}); errors are robust to clusters of {cluster} (CR1).",
        "Contacts routiniers et non routiniers figurent dans un même modèle par indicateur, "
        "avec les covariables ({controls}) ; erreurs types robustes aux grappes ({cluster}, "
        "CR1).",
    ),
    "cr2": Phrase(
        "Routine and non-routine contacts stand in one model per indicator, beside the "
        "controls ({controls}); errors are robust to clusters of {cluster} (CR2; [@bell2002]).",
        "Contacts routiniers et non routiniers figurent dans un même modèle par indicateur, "
        "avec les covariables ({controls}) ; erreurs types robustes aux grappes ({cluster}, "
        "CR2 ; [@bell2002]).",
    ),
}
PARTS = Phrase(
    "The total effect is of a model without the mediators, direct and indirect effects of one "
    "with them; their intervals are of draws whose covariance comes of leaving out each "
    "cluster in turn [@mackinnon2023].",
    "L'effet total vient d'un modèle sans les médiateurs, les effets directs et indirects d'un "
    "modèle qui les contient ; leurs intervalles viennent de tirages dont la covariance est "
    "obtenue en retirant chaque grappe tour à tour [@mackinnon2023].",
)
CORRECTED = Phrase(
    "The supplement repeats direct and indirect effects with mediators freed of their error of "
    "measurement (T21m; [@carroll2006]).",
    "Le supplément reprend les effets directs et indirects en ôtant aux médiateurs leur erreur "
    "de mesure (T21m ; [@carroll2006]).",
)
NEGATIVE = Phrase(
    "{marker}, which concerns nothing of the work, serves as a negative control (T21l).",
    "« {marker} », qui ne concerne rien du travail, sert de contrôle négatif (T21l).",
)
UNSOUND = Phrase(
    "The indicators rest on too few people or clusters for more than a description.",
    "Les indicateurs reposent sur trop peu de personnes ou de grappes pour plus qu'une "
    "description.",
)
P_TOTAL = Phrase("p (Holm), total", "p (Holm), total")
Role = Literal["total", "direct", "indirect"]
ROLES: dict[Role, Phrase] = {
    "total": Phrase("Total", "Total"),
    "direct": Phrase("Direct", "Direct"),
    "indirect": Phrase("Indirect", "Indirect"),
}
