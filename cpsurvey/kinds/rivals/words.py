"""Rival measurement models (T8, T9)."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("Rival measurement models", "Modèles de mesure rivaux")
T8R = Phrase("Fit of rival measurement models", "Ajustement des modèles de mesure rivaux")
T9R = Phrase("Standardised loadings in all models", "Saturations standardisées, tous modèles")
T9W = Phrase("Factor of the reversed wording", "Facteur du libellé inversé")
RIVALS_CORRELATED = Phrase("Correlated factors", "Facteurs corrélés")
RIVALS_ONE_FACTOR = Phrase("One factor", "Un facteur")
RIVALS_SECOND_ORDER = Phrase("Second order", "Second ordre")
RIVALS_BIFACTOR = Phrase("Bifactor", "Bifactoriel")
RIVALS_WORDING = Phrase("Wording, one share", "Libellé, une part")
RIVALS_WORDING_FREE = Phrase("Wording, free loadings", "Libellé, saturations libres")
RIVALS_UNIQUENESS = Phrase("Correlated uniquenesses", "Unicités corrélées")
T8C = Phrase(
    "Rival measurement models against correlated factors",
    "Modèles de mesure rivaux face aux facteurs corrélés",
)
RIVALS_DELTA_CFI = Phrase("ΔCFI", "ΔCFI")
RIVALS_DELTA = Phrase("Δχ²", "Δχ²")
RIVALS_NO = Phrase("NOT CONVERGED", "NON CONVERGÉ")
RIVALS_SAME = Phrase("same fit", "même ajustement")
RIVALS_NOT_NESTED = Phrase("not nested", "non emboîté")
RIVALS_UNSOUND = Phrase(
    "{model}: {reason} Do not interpret its fit; the other models stand.",
    "{model} : {reason} Ne pas interpréter son ajustement ; les autres modèles tiennent.",
)
RIVALS_NO_TEST = Phrase("no test", "pas de test")
RIVALS_SCALING = Phrase("no scaled test", "pas de test corrigé")
RIVALS_FAILED = Phrase("NOT FITTED ({code}): {message}.", "NON AJUSTÉ ({code}) : {message}.")
RIVALS_HOW = Phrase("{how}; n = {n}.", "{how} ; n = {n}.")
RIVALS_DELTA_NOTE = Phrase(
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
RIVALS_DAGGER = Phrase(
    "† Not admissible: see the warnings above; do not interpret.",
    "† Inadmissible : voir les avertissements ci-dessus ; ne pas interpréter.",
)
RIVALS_THREE = Phrase(
    "{composite}, second order over three scales: just identified among these three, so "
    "what is tested is only whether they go with the other scales through it; judge it "
    "by its loadings.",
    "{composite}, second ordre sur trois échelles : juste identifié entre elles ; le "
    "test dit seulement si elles vont avec les autres échelles par ce facteur ; le juger "
    "à ses saturations.",
)
RIVALS_THREE_SAME = Phrase(
    "{composite}, second order over three scales: just identified at the upper level, so "
    "it fits as the correlated factors do by construction. This equality says nothing: "
    "judge it by its loadings.",
    "{composite}, second ordre sur trois échelles : juste identifié au niveau supérieur, "
    "donc même ajustement que les facteurs corrélés par construction. Cette égalité ne "
    "dit rien : le juger à ses saturations.",
)
RIVALS_TWO = Phrase(
    "{composite}, second order over two scales: one loading for both (standardised), as "
    "two cannot be told apart.",
    "{composite}, second ordre sur deux échelles : une même saturation (standardisée), "
    "deux n'étant pas distinguables.",
)
RIVALS_BIFACTOR_NOTE = Phrase(
    "Bifactor: one factor for all items and one per scale, all uncorrelated; with more "
    "than three scales it is not nested with the correlated factors. It tends to fit "
    "well whatever the truth.",
    "Bifactoriel : un facteur pour tous les items et un par échelle, tous non corrélés ; "
    "avec plus de trois échelles il n'est pas emboîté avec les facteurs corrélés. Il "
    "tend à bien s'ajuster quelle que soit la vérité.",
)
RIVALS_GENERAL_NOTE = Phrase(
    "Its general factor: hierarchical omega {omega} of the sum of all items, {ecv} of "
    "the explained common variance.",
    "Son facteur général : oméga hiérarchique {omega} de la somme des items, {ecv} de la "
    "variance commune expliquée.",
)
RIVALS_STD_NOTE = Phrase(
    "Factors have variance one, so that every loading has an error.",
    "Les facteurs ont une variance de un : chaque saturation a une erreur.",
)
RIVALS_BESIDE_NOTE = Phrase("All loadings standardised.", "Saturations standardisées.")
RIVALS_NAMED = Phrase("{name}: {text}", "{name} : {text}")
RIVALS_COL_CORRELATED_OWN = Phrase("Correlated", "Corrélés")
RIVALS_COL_ONE_FACTOR_ADDED = Phrase("One factor", "Un facteur")
RIVALS_COL_SECOND_ORDER_OWN = Phrase("Second order", "Second ordre")
RIVALS_COL_BIFACTOR_ADDED = Phrase("Bifactor: general", "Bifactoriel : général")
RIVALS_COL_BIFACTOR_OWN = Phrase("Bifactor: scale", "Bifactoriel : échelle")
RIVALS_COL_WORDING_FREE_ADDED = Phrase("Wording: free", "Libellé : libre")
RIVALS_WORDING_NOTE = Phrase(
    "Loadings of the reversed items (after reversal) on a factor of their own, "
    "uncorrelated with the scales; standardised.",
    "Saturations des items inversés (après inversion) sur un facteur propre, non corrélé "
    "aux échelles ; standardisées.",
)
RIVALS_WORDING_SHOWN = Phrase(
    "Reversed wording: beyond their scales the reversed items have {share}% of their "
    "variance in common (95% CI {low} to {upper}%), Δχ²({df}) = {chisq}, p {p}.",
    "Libellé inversé : au-delà de leurs échelles, les items inversés ont {share} % de "
    "leur variance en commun (IC 95 % de {low} à {upper} %), Δχ²({df}) = {chisq}, p {p}.",
)
RIVALS_WORDING_NOT_SHOWN = Phrase(
    "Reversed wording: these answers do not show that the reversed items share more than "
    "their scales (estimate {share}% of their variance), Δχ²({df}) = {chisq}, p {p}. "
    "They do not rule it out either: the 95% limits leave room for up to {upper}%.",
    "Libellé inversé : ces réponses ne montrent pas que les items inversés partagent "
    "plus que leurs échelles (estimation : {share} % de leur variance), Δχ²({df}) = "
    "{chisq}, p {p}. Elles ne l'excluent pas non plus : les bornes à 95 % laissent place "
    "à {upper} %.",
)
RIVALS_WORDING_NEGATIVE = Phrase(
    "the variance of the wording factor is estimated below zero, as chance does half of "
    "the time where wording takes little.",
    "la variance du facteur de libellé est estimée sous zéro, comme le hasard le fait "
    "une fois sur deux quand le libellé prend peu.",
)
RIVALS_WORDING_UNTESTED = Phrase(
    "Reversed wording: the model of a wording factor is not sound here, so nothing can "
    "be said of it.",
    "Libellé inversé : le modèle du facteur de libellé n'est pas fiable ici, donc rien "
    "ne peut en être dit.",
)
SUM_RIVALS = Phrase(
    "Of {count} sound measurement models the lowest BIC is that of: {best}.",
    "Parmi {count} modèles de mesure fiables, le plus petit BIC est celui de : {best}.",
)
CAVEATS: dict[str, Phrase] = {
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
