"""Effects within and between groups (T17, T18)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.multilevel.data import Level, Means, Part

SECTION = Phrase("Within teams and between teams", "Au sein des équipes et entre équipes")
T17 = Phrase(
    "Paths from {source}, within and between groups",
    "Chemins depuis {source}, au sein des groupes et entre groupes",
)
T18 = Phrase(
    "Effects of {source}, within and between groups",
    "Effets de « {source} », au sein des groupes et entre groupes",
)
PART = Phrase("{part}: {rest}", "{part} : {rest}")
PARTS: dict[Part, Phrase] = {
    "within": Phrase("Within", "Au sein"),
    "between": Phrase("Between", "Entre"),
    "contextual": Phrase("Between minus within", "Entre moins au sein"),
}
BESIDE: dict[Means, Phrase] = {
    "latent": Phrase("Latent means: b", "Moyennes latentes : b"),
    "observed": Phrase("Observed means: b", "Moyennes observées : b"),
}
HOW: dict[Means, Phrase] = {
    "latent": Phrase(
        "Model of two levels, maximum likelihood, {groups} {groups:group|groups} "
        "({variable}); group means are latent, free of the error of small groups.",
        "Modèle à deux niveaux, maximum de vraisemblance, {groups} {groups:groupe|groupes} "
        "({variable}) ; les moyennes de groupe sont latentes, sans l'erreur des petits "
        "groupes.",
    ),
    "observed": Phrase(
        "Regressions on deviations from the group mean and on the group mean, CR2 errors, "
        "{groups} {groups:group|groups} ({variable}). Observed means of small groups hold "
        "error, which draws the part between groups towards the part within.",
        "Régressions sur l'écart à la moyenne du groupe et sur cette moyenne, erreurs CR2, "
        "{groups} {groups:groupe|groupes} ({variable}). Les moyennes observées de petits "
        "groupes contiennent de l'erreur, qui rapproche la partie entre groupes de la partie "
        "au sein des groupes.",
    ),
}
ICC_NOTE = Phrase(
    "ICC(1) / ICC(2): {shares}. A group mean of low ICC(2) says little about its group.",
    "ICC(1) / ICC(2) : {shares}. Une moyenne d'ICC(2) faible dit peu de son groupe.",
)
STD_PATHS: dict[Means, Phrase] = {
    "latent": Phrase(
        "Std.: in standard deviations of the path's own level, limits by the delta method.",
        "Std. : en écarts types du niveau du chemin, bornes par la méthode delta.",
    ),
    "observed": Phrase(
        "Std.: in standard deviations of the path's own level; limits are those of b, standard "
        "deviations taken as known.",
        "Std. : en écarts types du niveau du chemin ; les bornes sont celles de b, "
        "écarts types tenus pour connus.",
    ),
}
STD_NOTE = Phrase(
    "Std.: in standard deviations of the effect's own level; differences between levels have "
    "none.",
    "Std. : en écarts types du niveau de l'effet ; les différences entre niveaux n'en ont pas.",
)
CONTEXTUAL_NOTE = Phrase(
    "Between minus within: what a group adds beyond its members, when the interval "
    "leaves out zero.",
    "Entre moins au sein : ce que le groupe ajoute à ses membres, si l'intervalle exclut zéro.",
)
BESIDE_INADMISSIBLE = Phrase(
    "The estimates beside come from an inadmissible solution: do not read them.",
    "Les estimations à côté viennent d'une solution inadmissible : ne pas les lire.",
)
IN_SHORT: dict[Level, Phrase] = {
    "within": Phrase(
        "Among people of one group ({group}), {source} → {outcome}, indirect: {est}, 95% "
        "interval {ci}.",
        "Entre personnes d'un même groupe ({group}), {source} → {outcome}, indirect : {est}, "
        "intervalle à 95 % {ci}.",
    ),
    "between": Phrase(
        "Between groups ({group}), {source} → {outcome}, indirect: {est}, 95% interval {ci}.",
        "Entre groupes ({group}), {source} → {outcome}, indirect : {est}, intervalle à 95 % "
        "{ci}.",
    ),
}
FIGURE = Phrase(
    "Effects of {source} within and between groups, 95% intervals",
    "Effets de « {source} » au sein des groupes et entre groupes, intervalles à 95 %",
)
