"""Effects within and between groups (T17, T18)."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("Within teams and between teams", "Au sein des équipes et entre équipes")
T17L = Phrase(
    "Paths from {source}, within and between groups",
    "Chemins depuis {source}, au sein des groupes et entre groupes",
)
T18L = Phrase(
    "Effects of {source}, within and between groups",
    "Effets de « {source} », au sein des groupes et entre groupes",
)
ML_PART = Phrase("{part}: {rest}", "{part} : {rest}")
ML_WITHIN = Phrase("Within", "Au sein")
ML_BETWEEN = Phrase("Between", "Entre")
ML_CONTEXTUAL = Phrase("Between minus within", "Entre moins au sein")
ML_BY_LATENT = Phrase("Latent means: b", "Moyennes latentes : b")
ML_BY_OBSERVED = Phrase("Observed means: b", "Moyennes observées : b")
ML_HOW_LATENT = Phrase(
    "Model of two levels, maximum likelihood, {groups} groups ({variable}); group means "
    "are latent, free of the error of small groups.",
    "Modèle à deux niveaux, maximum de vraisemblance, {groups} groupes ({variable}) ; "
    "les moyennes de groupe sont latentes, sans l'erreur des petits groupes.",
)
ML_HOW_OBSERVED = Phrase(
    "Regressions on deviations from the group mean and on the group mean, CR2 errors, "
    "{groups} groups ({variable}). Observed means of small groups hold error, which "
    "draws the part between groups towards the part within.",
    "Régressions sur l'écart à la moyenne du groupe et sur cette moyenne, erreurs CR2, "
    "{groups} groupes ({variable}). Les moyennes observées de petits groupes contiennent "
    "de l'erreur, qui rapproche la partie entre groupes de la partie au sein des groupes.",
)
ML_ICC_NOTE = Phrase(
    "ICC(1) / ICC(2): {shares}. A group mean of low ICC(2) says little about its group.",
    "ICC(1) / ICC(2) : {shares}. Une moyenne d'ICC(2) faible dit peu de son groupe.",
)
ML_CONTEXTUAL_NOTE = Phrase(
    "Between minus within: what a group adds beyond its members, when the interval "
    "leaves out zero.",
    "Entre moins au sein : ce que le groupe ajoute à ses membres, si l'intervalle exclut zéro.",
)
ML_OTHER_INADMISSIBLE = Phrase(
    "The estimates beside come from an inadmissible solution: do not read them.",
    "Les estimations à côté viennent d'une solution inadmissible : ne pas les lire.",
)
SUM_MULTILEVEL_WITHIN = Phrase(
    "Among people of one group ({group}), {source} → {outcome}, indirect: {est}, 95% "
    "interval {ci}.",
    "Entre personnes d'un même groupe ({group}), {source} → {outcome}, indirect : {est}, "
    "intervalle à 95 % {ci}.",
)
SUM_MULTILEVEL_BETWEEN = Phrase(
    "Between groups ({group}), {source} → {outcome}, indirect: {est}, 95% interval {ci}.",
    "Entre groupes ({group}), {source} → {outcome}, indirect : {est}, intervalle à 95 % {ci}.",
)
FIG_MULTILEVEL = Phrase(
    "Effects of {source} within and between groups, 95% intervals",
    "Effets de « {source} » au sein des groupes et entre groupes, intervalles à 95 %",
)
