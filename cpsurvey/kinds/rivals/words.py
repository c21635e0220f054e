"""Rival measurement models (T8, T9)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.rivals.data import Model, NoTest, OneOf

SECTION = Phrase("Rival measurement models", "Modèles de mesure rivaux")
T8R = Phrase("Fit of rival measurement models", "Ajustement des modèles de mesure rivaux")
T9R = Phrase("Standardised loadings in all models", "Saturations standardisées, tous modèles")
T9W = Phrase("Factor of the reversed wording", "Facteur du libellé inversé")
T8C = Phrase(
    "Rival measurement models against correlated factors",
    "Modèles de mesure rivaux face aux facteurs corrélés",
)
DELTA_CFI = Phrase("ΔCFI", "ΔCFI")
DELTA = Phrase("Δχ²", "Δχ²")
NO = Phrase("NOT CONVERGED", "NON CONVERGÉ")
UNSOUND = Phrase(
    "{model}: {reason} Do not interpret its fit; the other models stand.",
    "{model} : {reason} Ne pas interpréter son ajustement ; les autres modèles tiennent.",
)
HOW = Phrase("{how}; n = {n}.", "{how} ; n = {n}.")
DELTA_NOTE = Phrase(
    "Δχ²: against the correlated factors, scaled where χ² is; a small p speaks against "
    "the narrower of the two models. One factor (correlations of 1) and free loadings of "
    "a wording factor that may have no variance lie at the edge of what is possible: "
    "these p are approximate; that of wording with one share is not. Lower AIC and BIC "
    "are better where models are not nested.",
    "Δχ² : par rapport aux facteurs corrélés, corrigé si χ² l'est ; un p faible parle "
    "contre le plus étroit des deux modèles. Un facteur (corrélations de 1) et les "
    "saturations libres d'un facteur de libellé peut-être sans variance sont au bord du "
    "possible : ces p sont approximatifs, non celui d'une seule part. AIC et BIC plus "
    "bas valent mieux quand les modèles ne sont pas emboîtés.",
)
DAGGER = Phrase(
    "† Not admissible: see the warnings above; do not interpret.",
    "† Inadmissible : voir les avertissements ci-dessus ; ne pas interpréter.",
)
THREE = Phrase(
    "{composite}, second order over three scales: just identified among these three, so "
    "what is tested is only whether they go with the other scales through it; judge it "
    "by its loadings.",
    "{composite}, second ordre sur trois échelles : juste identifié entre elles ; le "
    "test dit seulement si elles sont liées aux autres échelles par ce facteur ; le juger "
    "à ses saturations.",
)
THREE_SAME = Phrase(
    "{composite}, second order over three scales: just identified at the upper level, so "
    "it fits as the correlated factors do by construction. This equality says nothing: "
    "judge it by its loadings.",
    "{composite}, second ordre sur trois échelles : juste identifié au niveau supérieur, "
    "donc même ajustement que les facteurs corrélés par construction. Cette égalité ne "
    "dit rien : le juger à ses saturations.",
)
TWO = Phrase(
    "{composite}, second order over two scales: one loading for both (standardised), as "
    "two cannot be told apart.",
    "{composite}, second ordre sur deux échelles : une même saturation (standardisée), "
    "deux n'étant pas distinguables.",
)
BIFACTOR_NOTE = Phrase(
    "Bifactor: one factor for all items and one per scale, all uncorrelated; with more "
    "than three scales it is not nested with the correlated factors. It tends to fit "
    "well whatever the truth.",
    "Bifactoriel : un facteur pour tous les items et un par échelle, tous non corrélés ; "
    "avec plus de trois échelles il n'est pas emboîté avec les facteurs corrélés. Il "
    "tend à bien s'ajuster quelle que soit la vérité.",
)
GENERAL_NOTE = Phrase(
    "Its general factor: hierarchical omega {omega} of the sum of all items, {ecv} of "
    "the explained common variance.",
    "Son facteur général : oméga hiérarchique {omega} de la somme des items, {ecv} de la "
    "variance commune expliquée.",
)
STD_NOTE = Phrase(
    "Factors have variance one, so that every loading has an error.",
    "Les facteurs ont une variance de un : chaque saturation a une erreur.",
)
BESIDE_NOTE = Phrase("All loadings standardised.", "Saturations standardisées.")
SCALES = Phrase("{k} scales", "{k} échelles")
NAMED = Phrase("{name}: {text}", "{name} : {text}")
WORDING_NOTE = Phrase(
    "Loadings of the reversed items (after reversal) on a factor of their own, "
    "uncorrelated with the scales; standardised.",
    "Saturations des items inversés (après inversion) sur un facteur propre, non corrélé "
    "aux échelles ; standardisées.",
)
WORDING_SHOWN = Phrase(
    "Reversed wording: beyond their scales the reversed items have {share}% of their "
    "variance in common (95% CI {low} to {upper}%), Δχ²({df}) = {chisq}, p {p}.",
    "Libellé inversé : au-delà de leurs échelles, les items inversés ont {share} % de "
    "leur variance en commun (IC 95 % de {low} à {upper} %), Δχ²({df}) = {chisq}, p {p}.",
)
WORDING_NOT_SHOWN = Phrase(
    "Reversed wording: these answers do not show that the reversed items share more than "
    "their scales (estimate {share}% of their variance), Δχ²({df}) = {chisq}, p {p}. "
    "They do not rule it out either: the 95% limits leave room for up to {upper}%.",
    "Libellé inversé : ces réponses ne montrent pas que les items inversés partagent "
    "plus que leurs échelles (estimation : {share} % de leur variance), Δχ²({df}) = "
    "{chisq}, p {p}. Elles ne l'excluent pas non plus : les bornes à 95 % laissent place "
    "à {upper} %.",
)
WORDING_UNTESTED = Phrase(
    "Reversed wording: the model of a wording factor is not sound here, so nothing can "
    "be said of it.",
    "Libellé inversé : le modèle du facteur de libellé n'est pas fiable ici, donc rien "
    "ne peut en être dit.",
)
SUM_RIVALS = Phrase(
    "Of {count} sound measurement models the lowest BIC is that of: {best}.",
    "Parmi {count} modèles de mesure fiables, le plus petit BIC est celui de : {best}.",
)
T8E = Phrase(
    "One thing with several sides? Within the whole model",
    "Un tout à plusieurs faces ? Dans le modèle entier",
)
T9E = Phrase("The sides of the whole", "Les faces du tout")
RMSEA_D = Phrase("RMSEA of Δ", "RMSEA de Δ")
EMBEDDED_NOTE = Phrase(
    "Each composite made narrower, the other scales left as they are, against correlated "
    "factors. Second order: its scales go with the others through it alone; one factor: they "
    "are one scale. RMSEA of Δ: error of the restrictions alone (Savalei, Brace & Fouladi, "
    "2023), about .08 and more costs fit. One thing with several sides: the first costs "
    "little, the second much.",
    "Chaque composite rendu plus étroit, les autres échelles laissées telles quelles, face aux "
    "facteurs corrélés. Second ordre : ses échelles sont liées aux autres par lui seul ; un "
    "facteur : elles n'en font qu'une. RMSEA de Δ : erreur des seules restrictions (Savalei, "
    "Brace et Fouladi, 2023), coûteuse dès 0,08 environ. Un tout à plusieurs faces : la "
    "première coûte peu, la seconde beaucoup.",
)
SIDES_NOTE = Phrase(
    "Standardised loadings of the second order, delta intervals. {composite}: hierarchical "
    "omega {omega}, the share of the sum of all items that is the whole.",
    "Saturations standardisées du second ordre, intervalles delta. {composite} : oméga "
    "hiérarchique {omega}, la part de la somme des items qui revient au tout.",
)
NARROWER: dict[OneOf, Phrase] = {
    "second_order": Phrase("Second order", "Second ordre"),
    "one_factor": Phrase("One factor", "Un facteur"),
}
MODELS: dict[Model, Phrase] = {
    "correlated": Phrase("Correlated factors", "Facteurs corrélés"),
    "one_factor": Phrase("One factor", "Un facteur"),
    "second_order": Phrase("Second order", "Second ordre"),
    "bifactor": Phrase("Bifactor", "Bifactoriel"),
    "wording": Phrase("Wording, one share", "Libellé, une part"),
    "wording_free": Phrase("Wording, free loadings", "Libellé, saturations libres"),
    "uniqueness": Phrase("Correlated uniquenesses", "Unicités corrélées"),
}
UNTESTED: dict[NoTest, Phrase] = {
    "same": Phrase("same fit", "même ajustement"),
    "not_nested": Phrase("not nested", "non emboîté"),
    "no_test": Phrase("no test", "pas de test"),
    "scaling": Phrase("no scaled test", "pas de test corrigé"),
}
BESIDE: dict[tuple[Model, Literal["own", "added"]], Phrase] = {
    ("correlated", "own"): Phrase("Correlated", "Corrélés"),
    ("one_factor", "added"): Phrase("One factor", "Un facteur"),
    ("second_order", "own"): Phrase("Second order", "Second ordre"),
    ("bifactor", "added"): Phrase("Bifactor: general", "Bifactoriel : général"),
    ("bifactor", "own"): Phrase("Bifactor: scale", "Bifactoriel : échelle"),
    ("wording_free", "added"): Phrase("Wording: free", "Libellé : libre"),
}
"""Headings of loadings shown beside each other; the others hardly differ from the first."""
CAVEATS: dict[str, Phrase] = {
    "rivals_failed": Phrase(
        "NOT FITTED ({code}): {message}.", "NON AJUSTÉ ({code}) : {message}."
    ),
    "rivals_wording_negative": Phrase(
        "the variance of the wording factor is estimated below zero, as chance does half of "
        "the time where wording takes little.",
        "la variance du facteur de libellé est estimée sous zéro, comme le hasard le fait "
        "une fois sur deux quand le libellé prend peu.",
    ),
    "rivals_no_wording": Phrase(
        "No model of a wording factor: {count} of these items {count:is|are} reversed, two "
        "are needed. Whether wording matters cannot be judged.",
        "Pas de modèle du facteur de libellé : {count} {count:item inversé|items inversés}, "
        "il en faut deux. L'effet du libellé n'est pas jugeable.",
    ),
    "rivals_no_composite": Phrase(
        "No second-order model: the questionnaire has no composite of two or more of these "
        "scales.",
        "Pas de modèle de second ordre : le questionnaire n'a pas de composite de deux ou "
        "plus de ces échelles.",
    ),
}
"""Sentences by the code of their caveat."""
