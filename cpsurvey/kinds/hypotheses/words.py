"""The hypotheses and the declared plan."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("The hypotheses", "Les hypothèses")
T0 = Phrase("The hypotheses and their tests", "Les hypothèses et leurs tests")
T0B = Phrase("Deviations from the declared plan", "Écarts au plan déclaré")
COLON = Phrase(": ", " : ")
HYP_RESTS_ON = Phrase("Rests on", "Repose sur")
HYP_EST = Phrase("Estimate", "Estimation")
HYP_SCALE = Phrase("Share between groups: {scale}", "Part entre groupes : {scale}")
HYP_ANSWER = Phrase("{id}, {verdict}: {says}.", "{id}, {verdict} : {says}.")
ANSWER_SUPPORTED = Phrase("supported", "soutenue")
ANSWER_NOT_SUPPORTED = Phrase("not supported", "non soutenue")
ANSWER_MIXED = Phrase(
    "not supported, its associations go in different directions",
    "non soutenue, ses associations vont dans des sens différents",
)
ANSWER_OPPOSITE = Phrase(
    "not supported, the association is in the other direction",
    "non soutenue, l'association va dans l'autre sens",
)
VERDICT_IS = Phrase("Verdict: {verdict}.", "Verdict : {verdict}.")
VERDICT_SUPPORTED = Phrase(
    "supported at {alpha} after Holm's adjustment",
    "soutenue à {alpha} après l'ajustement de Holm",
)
VERDICT_SUPPORTED_INTERVAL = Phrase(
    "supported: the 95% interval leaves out zero on the expected side",
    "soutenue : l'intervalle à 95 % exclut zéro du côté attendu",
)
VERDICT_NOT_SUPPORTED = Phrase(
    "not supported at {alpha} after Holm's adjustment",
    "non soutenue à {alpha} après l'ajustement de Holm",
)
VERDICT_NOT_SUPPORTED_INTERVAL = Phrase(
    "not supported: a 95% interval includes zero",
    "non soutenue : un intervalle à 95 % contient zéro",
)
VERDICT_OPPOSITE = Phrase(
    "the association is in the other direction, at {alpha} after Holm's adjustment",
    "l'association va dans l'autre sens, à {alpha} après l'ajustement de Holm",
)
VERDICT_OPPOSITE_INTERVAL = Phrase(
    "the association is in the other direction: the 95% interval leaves out zero",
    "l'association va dans l'autre sens : l'intervalle à 95 % exclut zéro",
)
VERDICT_MIXED = Phrase(
    "not supported: its associations go in different directions",
    "non soutenue : ses associations vont dans des sens différents",
)
VERDICT_NOT_TESTED = Phrase("not tested", "non testée")
REASON_NO_ANALYSIS = Phrase(
    "this run has no analysis '{analysis}'", "cette exécution n'a pas d'analyse « {analysis} »"
)
REASON_UNSOUND = Phrase(
    "the analysis '{analysis}' is not sound", "l'analyse « {analysis} » n'est pas fiable"
)
REASON_TOO_FEW = Phrase(
    "the analysis '{analysis}' rests on too few people or groups",
    "l'analyse « {analysis} » repose sur trop peu de personnes ou de groupes",
)
REASON_LOW_DF = Phrase(
    "too few groups or people: the test of '{analysis}' has fewer than 4 degrees of "
    "freedom and does not hold its level",
    "trop peu de groupes ou de personnes : le test de « {analysis} » a moins de 4 degrés "
    "de liberté et ne tient pas son niveau",
)
REASON_NOT_FOUND = Phrase(
    "the analysis '{analysis}' does not hold the number",
    "l'analyse « {analysis} » ne contient pas ce nombre",
)
REASON_NO_P = Phrase(
    "the analysis '{analysis}' gives no p-value", "l'analyse « {analysis} » ne donne pas de p"
)
REASON_NO_INTERVAL = Phrase(
    "the analysis '{analysis}' gives no interval",
    "l'analyse « {analysis} » ne donne pas d'intervalle",
)
HYP_HOLM_NOTE = Phrase(
    "p (Holm) is adjusted over all hypotheses that are judged by a p-value ({count}).",
    "p (Holm) est ajusté sur toutes les hypothèses jugées par un p ({count}).",
)
HYP_ALL_NOTE = Phrase(
    "A hypothesis with several tests needs all of them: its p is the largest.",
    "Une hypothèse à plusieurs tests les demande tous : son p est le plus grand.",
)
HYP_INTERVAL_NOTE = Phrase(
    "Indirect effects are judged by their Monte Carlo intervals, which are not adjusted.",
    "Les effets indirects sont jugés par leurs intervalles de Monte Carlo, sans ajustement.",
)
HYP_ASSOCIATION_NOTE = Phrase(
    "Supported means: the association was found as expected. It does not show a cause, "
    "and everything else in this report is exploratory.",
    "Soutenue signifie : l'association a été trouvée comme attendu. Cela ne montre pas "
    "une cause, et tout le reste de ce rapport est exploratoire.",
)
FIG_HYPOTHESES = Phrase(
    "The hypotheses: estimates and 95% intervals (filled: supported)",
    "Les hypothèses : estimations et intervalles à 95 % (plein : soutenue)",
)
HYP_AXIS = Phrase("Estimate, each in its own units", "Estimation, chacune dans ses unités")
PLAN_NONE = Phrase(
    "No plan was declared: all results are exploratory.",
    "Aucun plan n'a été déclaré : tous les résultats sont exploratoires.",
)
PLAN_DECLARED = Phrase(
    "A plan was declared on {day} (SHA-256 {sha256}).",
    "Un plan a été déclaré le {day} (SHA-256 {sha256}).",
)
PLAN_EDITED = Phrase(
    "PLAN CHANGED: plan.yaml does not match its own hash, so it was edited after it was "
    "declared. Nothing can rest on it; all results are exploratory.",
    "PLAN MODIFIÉ : plan.yaml ne correspond plus à sa propre empreinte, il a été modifié "
    "après sa déclaration. Rien ne peut reposer dessus ; tous les résultats sont "
    "exploratoires.",
)
PLAN_LATE = Phrase(
    "The plan was declared on {day}, after the first data were ingested on {data}: it "
    "may have been chosen knowing them.",
    "Le plan a été déclaré le {day}, après l'import des premières données le {data} : il "
    "a pu être choisi en les connaissant.",
)
PLAN_KEPT = Phrase("The study follows its plan.", "L'étude suit son plan.")
DEVIATION = Phrase("Deviation", "Écart")
DEVIATION_WHERE = Phrase("Where", "Où")
DECLARED_VALUE = Phrase("Declared", "Déclaré")
USED_VALUE = Phrase("Used", "Utilisé")
DEVIATIONS_NOTE = Phrase(
    "What was added or changed after the declaration is exploratory, and so is the "
    "verdict of a hypothesis that rests on it. Holm's adjustment counts hypotheses whose "
    "analysis was left out; one that is no longer declared is no longer counted.",
    "Ce qui a été ajouté ou modifié après la déclaration est exploratoire, tout comme le "
    "verdict d'une hypothèse qui en dépend. L'ajustement de Holm compte les hypothèses "
    "dont l'analyse a été retirée, non celles qui ne sont plus déclarées.",
)
DEV_ANALYSIS_ADDED = Phrase("Analysis added", "Analyse ajoutée")
DEV_ANALYSIS_REMOVED = Phrase("Analysis left out", "Analyse retirée")
DEV_ANALYSIS_CHANGED = Phrase("Analysis changed", "Analyse modifiée")
DEV_HYPOTHESIS_ADDED = Phrase("Hypothesis added", "Hypothèse ajoutée")
DEV_HYPOTHESIS_REMOVED = Phrase("Hypothesis left out", "Hypothèse retirée")
DEV_HYPOTHESIS_CHANGED = Phrase("Hypothesis changed", "Hypothèse modifiée")
DEV_QUESTIONNAIRE_CHANGED = Phrase("Questionnaire changed", "Questionnaire modifié")
DEV_SEED_CHANGED = Phrase("Seed changed", "Graine modifiée")
DEV_GROUPS_CHANGED = Phrase("Groups changed", "Groupes modifiés")
DEV_SCREENING_CHANGED = Phrase("Screening changed", "Filtrage modifié")
DEV_MEASUREMENT_CHANGED = Phrase("Measurement changed", "Mesure modifiée")
DEV_OTHER_CHANGED = Phrase("Study file changed", "Fichier d'étude modifié")
PROV_PLAN_SHA = Phrase("SHA-256 of the declared plan", "SHA-256 du plan déclaré")
