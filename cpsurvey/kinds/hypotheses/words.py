"""The hypotheses."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.hypotheses.data import Exploratory, Judged, NotFound, Verdict, Why

SECTION = Phrase("The hypotheses", "Les hypothèses")
T0 = Phrase("The hypotheses and their tests", "Les hypothèses et leurs tests")
RESTS_ON = Phrase("Rests on", "Repose sur")
EST = Phrase("Estimate", "Estimation")
CI_HOLM = Phrase("CI (Holm)", "IC (Holm)")
SEEN = Phrase("Seen from", "Visible dès")
SCALE = Phrase("Share between groups: {scale}", "Part entre groupes : {scale}")
STANDARDISED = Phrase("{name} (standardised)", "{name} (standardisé)")
ANSWER = Phrase("{id}, {verdict}: {says}.", "{id}, {verdict} : {says}.")
VERDICT_IS = Phrase("Verdict: {verdict}.", "Verdict : {verdict}.")
HOLM_NOTE = Phrase(
    "p (Holm) is adjusted over all hypotheses that have a test ({count}). CI (Holm) is the "
    "interval at the level that this leaves: it leaves out zero where p (Holm) is below "
    "{alpha}.",
    "p (Holm) est ajusté sur toutes les hypothèses qui ont un test ({count}). IC (Holm) est "
    "l'intervalle au niveau qui en résulte : il exclut zéro là où p (Holm) est inférieur à "
    "{alpha}.",
)
WITHDRAWN_NOTE = Phrase(
    "Of these, {count} {count:was|were} declared in the plan and {count:is|are} no longer "
    "declared in the study: p = 1.",
    "Parmi elles, {count} {count:était déclarée|étaient déclarées} au plan et ne "
    "{count:l'est|le sont} plus dans l'étude : p = 1.",
)
ALL_NOTE = Phrase(
    "A hypothesis with several tests needs all of them: its p is the largest. A verdict uses "
    "the whole 95% interval of every test, and p (Holm).",
    "Une hypothèse à plusieurs tests les demande tous : son p est le plus grand. Un verdict "
    "tient compte de tout l'intervalle à 95 % de chaque test, et de p (Holm).",
)
DRAWS_NOTE = Phrase(
    "p of an indirect effect is twice the share of its Monte Carlo draws that lie beyond "
    "zero; its interval is of the same draws.",
    "Le p d'un effet indirect est le double de la part de ses tirages de Monte Carlo situés "
    "au-delà de zéro ; son intervalle vient des mêmes tirages.",
)
SEEN_NOTE = Phrase(
    "Seen from: the size of effect that a study with this error finds four times in five, "
    "at {alpha} without adjustment.",
    "Visible dès : la taille d'effet qu'une étude avec cette erreur trouve quatre fois sur "
    "cinq, à {alpha} sans ajustement.",
)
ASSOCIATION_NOTE = Phrase(
    "Supported means: the association was found as a plan declared it before the data. As "
    "expected, exploratory means: it was found, and no such plan holds for it. Neither shows "
    "a cause, and everything else in this report is exploratory.",
    "Soutenue signifie : l'association a été trouvée comme un plan l'avait déclarée avant "
    "les données. Conforme à l'attente, exploratoire signifie : elle a été trouvée sans "
    "qu'un tel plan vaille pour elle. Ni l'une ni l'autre ne montre une cause, et tout le "
    "reste de ce rapport est exploratoire.",
)
T0C = Phrase("{id}: every declared specification", "{id} : toutes les spécifications déclarées")
PRIMARY = Phrase("Primary specification", "Spécification principale")
RIVAL = Phrase("Another explanation: {label}", "Autre explication : {label}")
SPECIFICATION = Phrase("Specification", "Spécification")
ANALYSIS = Phrase("Analysis", "Analyse")
AGREES = Phrase("Agrees", "Concorde")
AGREED: dict[bool, Phrase] = {True: Phrase("yes", "oui"), False: Phrase("no", "non")}
PARTS: dict[str, Phrase] = {
    "indegree": Phrase(
        "{name} and how many name a person",
        "{name} et nombre de personnes qui nomment quelqu'un",
    ),
    "confirmed": Phrase(
        "{name} and how many name a person, as both sides tell",
        "{name} et nombre de personnes qui nomment quelqu'un, au dire des deux côtés",
    ),
    "returned": Phrase(
        "{name} and the share of ties that are returned",
        "{name} et part des liens réciproques",
    ),
    "core": Phrase("{name} and the core of the network", "{name} et cœur du réseau"),
    "reversed": Phrase("{name}, reversed", "{name}, ordre inverse"),
    "above_marker": Phrase(
        "Share between groups above that of the marker: {name}",
        "Part entre groupes au-dessus de celle du marqueur : {name}",
    ),
    "above_marker_net": Phrase(
        "Share between groups above that of the marker, net of covariates: {name}",
        "Part entre groupes au-dessus de celle du marqueur, à covariables constantes : {name}",
    ),
    "above_beside": Phrase(
        "Share between groups above that of the other outcome: {name}",
        "Part entre groupes au-dessus de celle de l'autre résultat : {name}",
    ),
    "above_beside_net": Phrase(
        "Share between groups above that of the other outcome, net of covariates: {name}",
        "Part entre groupes au-dessus de celle de l'autre résultat, à covariables constantes : "
        "{name}",
    ),
}
"""What a name with a dot is a part of: `perf_ad.above_marker`."""
OWN: dict[str, Phrase] = {
    "index": Phrase("Index of moderated mediation", "Indice de médiation modérée"),
    "products": Phrase(
        "Interaction of latent variables, by products",
        "Interaction de variables latentes, par produits",
    ),
    "lms": Phrase(
        "Interaction of latent variables, by LMS",
        "Interaction de variables latentes, par LMS",
    ),
}
SPECIFICATIONS_NOTE = Phrase(
    "A specification agrees where its whole 95% interval lies where that of the primary one "
    "does: beyond zero on the same side, or around zero in both. One that does not makes "
    "the hypothesis not robust.",
    "Une spécification concorde lorsque tout son intervalle à 95 % se trouve là où est celui "
    "de la principale : au-delà de zéro du même côté, ou autour de zéro dans les deux. Il "
    "suffit qu'une seule ne concorde pas pour que l'hypothèse ne soit pas robuste.",
)
UNITS_NOTE = Phrase(
    "Analysis: the table with its other numbers. Estimates are in the units of their "
    "analyses: compare intervals with zero, not sizes, where these differ.",
    "Analyse : le tableau de ses autres nombres. Les estimations sont dans l'unité de leur "
    "analyse : là où ces unités diffèrent, comparer les intervalles à zéro, non les tailles.",
)
RIVALS_NOTE = Phrase(
    "Another explanation is no test of the hypothesis: where its interval leaves out zero on "
    "the expected side, the data do not tell the two apart.",
    "Une autre explication n'est pas un test de l'hypothèse : là où son intervalle exclut "
    "zéro du côté attendu, les données ne départagent pas les deux.",
)
FRONT = Phrase("The hypotheses: verdicts", "Les hypothèses : verdicts")
VERDICT = Phrase("Verdict", "Verdict")
OTHERS = Phrase("Others agree", "Autres concordent")
AGREEING = Phrase("{count} of {every}", "{count} sur {every}")
FRONT_NOTE = Phrase(
    "Estimate: in the units of its analysis, in standard deviations where it says "
    "standardised. Tests, reasons and intervals after Holm's adjustment: T0.",
    "Estimation : dans l'unité de son analyse, en écarts types là où elle est dite "
    "standardisée. Tests, raisons et intervalles après l'ajustement de Holm : T0.",
)
OTHERS_NOTE = Phrase(
    "Others agree: declared specifications whose whole interval lies where that of the "
    "estimate does (T0c).",
    "Autres concordent : spécifications déclarées dont tout l'intervalle se trouve là où est "
    "celui de l'estimation (T0c).",
)
FIGURE = Phrase(
    "The hypotheses: estimates and 95% intervals (filled: found)",
    "Les hypothèses : estimations et intervalles à 95 % (plein : trouvée)",
)
AXIS = Phrase("Estimate, each in its own units", "Estimation, chacune dans ses unités")
ANSWERS: dict[Verdict, Phrase] = {
    "supported": Phrase("supported", "soutenue"),
    "as_expected": Phrase("as expected, exploratory", "conforme à l'attente, exploratoire"),
    "opposite": Phrase("in the other direction", "dans l'autre sens"),
    "not_supported": Phrase("not supported", "non soutenue"),
    "not_robust": Phrase("not robust to specification", "non robuste à la spécification"),
    "cannot_be_judged": Phrase("cannot be judged", "non jugeable"),
    "not_asked": Phrase("not asked", "non demandée"),
    "not_tested": Phrase("not tested", "non testée"),
}
PLAIN: dict[Judged, Phrase] = {
    "supported": Phrase("{sure} {title}{size}.", "{sure} {title}{size}."),
    "as_expected": Phrase("{sure} {title}{size}.", "{sure} {title}{size}."),
    "opposite": Phrase(
        "{sure} The contrary was found of: {title}.",
        "{sure} Le contraire a été trouvé : {title}.",
    ),
    "not_robust": Phrase(
        "{sure} It depends on the way of counting whether: {title}.",
        "{sure} Cela dépend de la façon de compter : {title}.",
    ),
    "not_supported": Phrase("{sure} Not found: {title}.", "{sure} Non trouvé : {title}."),
    "cannot_be_judged": Phrase(
        "{sure} Cannot be told with these answers: {title}.",
        "{sure} Ces réponses ne permettent pas de le dire : {title}.",
    ),
}
"""Verdicts as people who decide read them; the others are named together."""
PLAIN_APART = Phrase(
    "{sure} One part of it was found, and the contrary of another: {title}.",
    "{sure} Une partie en a été trouvée, et le contraire d'une autre : {title}.",
)
"""Not supported, since its parts go different ways, each of them beyond chance."""
PLAIN_CONTRARY = Phrase(
    "{sure} The contrary was found, not in every way of counting, of: {title}.",
    "{sure} Le contraire a été trouvé, mais pas de toutes les façons de compter : {title}.",
)
"""Not robust, where what was found first is the other way round."""
PLAIN_LEFT = Phrase("Not looked at: {names}.", "Non examiné : {names}.")
IN_POINTS = Phrase(
    "{name}: {points} of a point for each point more",
    "{name} : {points} point pour chaque point de plus",
)
VERDICTS: dict[Verdict, Phrase] = {
    "supported": Phrase(
        "supported at {alpha} after Holm's adjustment",
        "{ids:soutenue|soutenues} à {alpha} après l'ajustement de Holm",
    ),
    "as_expected": Phrase(
        "as expected, exploratory",
        "{ids:conforme|conformes} à l'attente, {ids:exploratoire|exploratoires}",
    ),
    "opposite": Phrase(
        "{ids:the association is|the associations are} in the other direction, at {alpha} "
        "after Holm's adjustment",
        "{ids:l'association va|les associations vont} dans l'autre sens, à {alpha} après "
        "l'ajustement de Holm",
    ),
    "not_supported": Phrase(
        "not supported at {alpha} after Holm's adjustment",
        "non {ids:soutenue|soutenues} à {alpha} après l'ajustement de Holm",
    ),
    "not_robust": Phrase(
        "not robust to specification", "non {ids:robuste|robustes} à la spécification"
    ),
    "cannot_be_judged": Phrase("cannot be judged", "non {ids:jugeable|jugeables}"),
    "not_asked": Phrase("not asked", "non {ids:demandée|demandées}"),
    "not_tested": Phrase("not tested", "non {ids:testée|testées}"),
}
EXPLORATORY: dict[Exploratory, Phrase] = {
    "no_plan": Phrase("no plan was declared", "aucun plan n'a été déclaré"),
    "edited": Phrase("the plan was edited afterwards", "le plan a été modifié après coup"),
    "late": Phrase(
        "the plan was declared after the first data",
        "le plan a été déclaré après les premières données",
    ),
    "changed": Phrase(
        "the study departed from its plan here", "l'étude s'est ici écartée de son plan"
    ),
}
WHY: dict[Why, Phrase] = {
    "directions": Phrase(
        "its associations go in different directions",
        "ses associations vont dans des sens différents",
    ),
    "adjusted": Phrase(
        "its 95% interval alone leaves out zero, not so after the adjustment",
        "son intervalle à 95 % exclut zéro à lui seul, mais plus après l'ajustement",
    ),
    "too_wide": Phrase(
        "the interval holds effects of {smallest} on both sides of zero",
        "l'intervalle contient des effets de {smallest} des deux côtés de zéro",
    ),
}
SMALLER = Phrase(
    "the effect is surely smaller than {smallest}",
    "l'effet est à coup sûr plus petit que {smallest}",
)
CANNOT_TELL = Phrase(
    "whether the effect is smaller than {smallest} cannot be told",
    "on ne peut dire si l'effet est plus petit que {smallest}",
)
DISAGREE = Phrase(
    "{count} of {every} {every:specification|specifications} {count:disagrees|disagree} (T0c)",
    "{count} {every:spécification|spécifications} sur {every} {count:ne concorde pas|ne "
    "concordent pas} (T0c)",
)
HOLDS_TOO = Phrase("found as well: {names}", "trouvé également : {names}")
NO_TIES = Phrase(
    "the study has no ties between people", "l'étude n'a pas de liens entre personnes"
)
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
