"""The hypotheses."""

from __future__ import annotations

from cpsurvey.kinds.hypotheses.data import NotFound, Verdict
from cpsurvey.report.words import Phrase

SECTION = Phrase("The hypotheses", "Les hypothèses")
T0 = Phrase("The hypotheses and their tests", "Les hypothèses et leurs tests")
RESTS_ON = Phrase("Rests on", "Repose sur")
EST = Phrase("Estimate", "Estimation")
SCALE = Phrase("Share between groups: {scale}", "Part entre groupes : {scale}")
ANSWER = Phrase("{id}, {verdict}: {says}.", "{id}, {verdict} : {says}.")
VERDICT_IS = Phrase("Verdict: {verdict}.", "Verdict : {verdict}.")
HOLM_NOTE = Phrase(
    "p (Holm) is adjusted over all hypotheses that are judged by a p-value ({count}).",
    "p (Holm) est ajusté sur toutes les hypothèses jugées par un p ({count}).",
)
ALL_NOTE = Phrase(
    "A hypothesis with several tests needs all of them: its p is the largest.",
    "Une hypothèse à plusieurs tests les demande tous : son p est le plus grand.",
)
INTERVAL_NOTE = Phrase(
    "Indirect effects are judged by their Monte Carlo intervals, which are not adjusted.",
    "Les effets indirects sont jugés par leurs intervalles de Monte Carlo, sans ajustement.",
)
ASSOCIATION_NOTE = Phrase(
    "Supported means: the association was found as expected. It does not show a cause, "
    "and everything else in this report is exploratory.",
    "Soutenue signifie : l'association a été trouvée comme attendu. Cela ne montre pas "
    "une cause, et tout le reste de ce rapport est exploratoire.",
)
FIGURE = Phrase(
    "The hypotheses: estimates and 95% intervals (filled: supported)",
    "Les hypothèses : estimations et intervalles à 95 % (plein : soutenue)",
)
AXIS = Phrase("Estimate, each in its own units", "Estimation, chacune dans ses unités")
ANSWERS: dict[str, Phrase] = {
    "supported": Phrase("supported", "soutenue"),
    "not_supported": Phrase("not supported", "non soutenue"),
    "mixed": Phrase(
        "not supported, its associations go in different directions",
        "non soutenue, ses associations vont dans des sens différents",
    ),
    "opposite": Phrase(
        "not supported, the association is in the other direction",
        "non soutenue, l'association va dans l'autre sens",
    ),
}
VERDICTS: dict[Verdict, Phrase] = {
    "supported": Phrase(
        "supported at {alpha} after Holm's adjustment",
        "{ids:soutenue|soutenues} à {alpha} après l'ajustement de Holm",
    ),
    "supported_interval": Phrase(
        "supported: the 95% interval leaves out zero on the expected side",
        "{ids:soutenue|soutenues} : l'intervalle à 95 % exclut zéro du côté attendu",
    ),
    "not_supported": Phrase(
        "not supported at {alpha} after Holm's adjustment",
        "non {ids:soutenue|soutenues} à {alpha} après l'ajustement de Holm",
    ),
    "not_supported_interval": Phrase(
        "not supported: a 95% interval includes zero",
        "non {ids:soutenue|soutenues} : un intervalle à 95 % contient zéro",
    ),
    "opposite": Phrase(
        "{ids:the association is|the associations are} in the other direction, at {alpha} "
        "after Holm's adjustment",
        "{ids:l'association va|les associations vont} dans l'autre sens, à {alpha} après "
        "l'ajustement de Holm",
    ),
    "opposite_interval": Phrase(
        "{ids:the association is|the associations are} in the other direction: the 95% "
        "interval leaves out zero",
        "{ids:l'association va|les associations vont} dans l'autre sens : l'intervalle à 95 "
        "% exclut zéro",
    ),
    "mixed": Phrase(
        "not supported: {ids:its|their} associations go in different directions",
        "non {ids:soutenue|soutenues} : {ids:ses|leurs} associations vont dans des sens "
        "différents",
    ),
    "not_asked": Phrase("not asked", "non {ids:demandée|demandées}"),
    "not_tested": Phrase("not tested", "non {ids:testée|testées}"),
}
REASONS: dict[NotFound, Phrase] = {
    "not_asked": Phrase(
        "the data do not hold what '{analysis}' needs",
        "les données ne contiennent pas ce que demande « {analysis} »",
    ),
    "not_done": Phrase("its analysis could not be done", "son analyse n'a pas pu être faite"),
    "no_analysis": Phrase(
        "this run has no analysis '{analysis}'",
        "cette exécution n'a pas d'analyse « {analysis} »",
    ),
    "unsound": Phrase(
        "the analysis '{analysis}' is not sound", "l'analyse « {analysis} » n'est pas fiable"
    ),
    "too_few": Phrase(
        "the analysis '{analysis}' rests on too few people or groups",
        "l'analyse « {analysis} » repose sur trop peu de personnes ou de groupes",
    ),
    "low_df": Phrase(
        "too few groups or people: the test of '{analysis}' has fewer than 4 degrees of "
        "freedom and does not hold its level",
        "trop peu de groupes ou de personnes : le test de « {analysis} » a moins de 4 degrés "
        "de liberté et ne tient pas son niveau",
    ),
    "not_found": Phrase(
        "the analysis '{analysis}' does not hold the number",
        "l'analyse « {analysis} » ne contient pas ce nombre",
    ),
    "no_p": Phrase(
        "the analysis '{analysis}' gives no p-value",
        "l'analyse « {analysis} » ne donne pas de p",
    ),
    "no_interval": Phrase(
        "the analysis '{analysis}' gives no interval",
        "l'analyse « {analysis} » ne donne pas d'intervalle",
    ),
}
