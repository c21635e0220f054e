"""Rival measurement models (T8, T9)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_rivals": ("Rival measurement models", "Modèles de mesure rivaux"),
    "T8r": ("Fit of rival measurement models", "Ajustement des modèles de mesure rivaux"),
    "T9r": ("Standardised loadings in all models", "Saturations standardisées, tous modèles"),
    "T9w": ("Factor of the reversed wording", "Facteur du libellé inversé"),
    "rivals_correlated": ("Correlated factors", "Facteurs corrélés"),
    "rivals_one_factor": ("One factor", "Un facteur"),
    "rivals_second_order": ("Second order", "Second ordre"),
    "rivals_bifactor": ("Bifactor", "Bifactoriel"),
    "rivals_wording": ("Wording, one share", "Libellé, une part"),
    "rivals_wording_free": ("Wording, free loadings", "Libellé, saturations libres"),
    "rivals_uniqueness": ("Correlated uniquenesses", "Unicités corrélées"),
    "T8c": (
        "Rival measurement models against correlated factors",
        "Modèles de mesure rivaux face aux facteurs corrélés",
    ),
    "rivals_delta_cfi": ("ΔCFI", "ΔCFI"),
    "rivals_delta": ("Δχ²", "Δχ²"),
    "rivals_no": ("NOT CONVERGED", "NON CONVERGÉ"),
    "rivals_same": ("same fit", "même ajustement"),
    "rivals_not_nested": ("not nested", "non emboîté"),
    "rivals_unsound": (
        "{model}: {reason} Do not interpret its fit; the other models stand.",
        "{model} : {reason} Ne pas interpréter son ajustement ; les autres modèles tiennent.",
    ),
    "rivals_no_test": ("no test", "pas de test"),
    "rivals_scaling": ("no scaled test", "pas de test corrigé"),
    "rivals_failed": (
        "NOT FITTED ({code}): {message}.",
        "NON AJUSTÉ ({code}) : {message}.",
    ),
    "rivals_how": ("{how}; n = {n}.", "{how} ; n = {n}."),
    "rivals_delta_note": (
        "Δχ²: against the correlated factors, scaled where χ² is; a small p speaks against "
        "the narrower of the two models. One factor (correlations of 1) and free loadings "
        "of a wording factor that may have no variance lie at the edge of what is possible: "
        "these p are approximate; that of wording with one share is not. "
        "Lower AIC and BIC are better where models are not nested.",
        "Δχ² : par rapport aux facteurs corrélés, corrigé si χ² l'est ; un p faible parle "
        "contre le plus étroit des deux modèles. Un facteur (corrélations de 1) et les "
        "saturations libres d'un facteur de libellé peut-être sans variance sont au bord du "
        "possible : ces p sont approximatifs, non celui d'une seule part. AIC et "
        "BIC plus bas valent mieux quand les modèles ne sont pas emboîtés.",
    ),
    "rivals_dagger": (
        "† Not admissible: see the warnings above; do not interpret.",
        "† Inadmissible : voir les avertissements ci-dessus ; ne pas interpréter.",
    ),
    "rivals_three": (
        "{composite}, second order over three scales: just identified among these three, so "
        "what is tested is only whether they go with the other scales through it; judge it by "
        "its loadings.",
        "{composite}, second ordre sur trois échelles : juste identifié entre elles ; le test "
        "dit seulement si elles vont avec les autres échelles par ce facteur ; le juger à ses "
        "saturations.",
    ),
    "rivals_three_same": (
        "{composite}, second order over three scales: just identified at the upper level, so "
        "it fits as the correlated factors do by construction. This equality says nothing: "
        "judge it by its loadings.",
        "{composite}, second ordre sur trois échelles : juste identifié au niveau supérieur, "
        "donc même ajustement que les facteurs corrélés par construction. Cette égalité ne "
        "dit rien : le juger à ses saturations.",
    ),
    "rivals_two": (
        "{composite}, second order over two scales: one loading for both (standardised), as "
        "two cannot be told apart.",
        "{composite}, second ordre sur deux échelles : une même saturation (standardisée), "
        "deux n'étant pas distinguables.",
    ),
    "rivals_bifactor_note": (
        "Bifactor: one factor for all items and one per scale, all uncorrelated; with more "
        "than three scales it is not nested with the correlated factors. It tends to fit well "
        "whatever the truth.",
        "Bifactoriel : un facteur pour tous les items et un par échelle, tous non corrélés ; "
        "avec plus de trois échelles il n'est pas emboîté avec les facteurs corrélés. Il tend "
        "à bien s'ajuster quelle que soit la vérité.",
    ),
    "rivals_general_note": (
        "Its general factor: hierarchical omega {omega} of the sum of all items, {ecv} of the "
        "explained common variance.",
        "Son facteur général : oméga hiérarchique {omega} de la somme des items, {ecv} de la "
        "variance commune expliquée.",
    ),
    "rivals_std_note": (
        "Factors have variance one, so that every loading has an error.",
        "Les facteurs ont une variance de un : chaque saturation a une erreur.",
    ),
    "rivals_beside_note": (
        "All loadings standardised.",
        "Saturations standardisées.",
    ),
    "rivals_named": ("{name}: {text}", "{name} : {text}"),
    "rivals_col_correlated_own": ("Correlated", "Corrélés"),
    "rivals_col_one_factor_added": ("One factor", "Un facteur"),
    "rivals_col_second_order_own": ("Second order", "Second ordre"),
    "rivals_col_bifactor_added": ("Bifactor: general", "Bifactoriel : général"),
    "rivals_col_bifactor_own": ("Bifactor: scale", "Bifactoriel : échelle"),
    "rivals_col_wording_free_added": ("Wording: free", "Libellé : libre"),
    "rivals_wording_note": (
        "Loadings of the reversed items (after reversal) on a factor of their own, "
        "uncorrelated with the scales; standardised.",
        "Saturations des items inversés (après inversion) sur un facteur propre, non corrélé "
        "aux échelles ; standardisées.",
    ),
    "rivals_wording_shown": (
        "Reversed wording: beyond their scales the reversed items have {share}% of their "
        "variance in common (95% CI {low} to {upper}%), Δχ²({df}) = {chisq}, p {p}.",
        "Libellé inversé : au-delà de leurs échelles, les items inversés ont {share} % de "
        "leur variance en commun (IC 95 % de {low} à {upper} %), Δχ²({df}) = {chisq}, p {p}.",
    ),
    "rivals_wording_not_shown": (
        "Reversed wording: these answers do not show that the reversed items share more than "
        "their scales (estimate {share}% of their variance), Δχ²({df}) = {chisq}, p {p}. They "
        "do not rule it out either: the 95% limits leave room for up to {upper}%.",
        "Libellé inversé : ces réponses ne montrent pas que les items inversés partagent plus "
        "que leurs échelles (estimation : {share} % de leur variance), Δχ²({df}) = {chisq}, p "
        "{p}. Elles ne l'excluent pas non plus : les bornes à 95 % laissent place à {upper} %.",
    ),
    "rivals_wording_negative": (
        "the variance of the wording factor is estimated below zero, as chance does half of "
        "the time where wording takes little.",
        "la variance du facteur de libellé est estimée sous zéro, comme le hasard le fait une "
        "fois sur deux quand le libellé prend peu.",
    ),
    "rivals_wording_untested": (
        "Reversed wording: the model of a wording factor is not sound here, so nothing can be "
        "said of it.",
        "Libellé inversé : le modèle du facteur de libellé n'est pas fiable ici, donc rien ne "
        "peut en être dit.",
    ),
    "rivals_no_wording": (
        "No model of a wording factor: {count} of these items {count:is|are} reversed, two "
        "are needed. Whether wording matters cannot be judged.",
        "Pas de modèle du facteur de libellé : {count} {count:item inversé|items inversés}, "
        "il en faut deux. L'effet du libellé n'est pas jugeable.",
    ),
    "rivals_no_composite": (
        "No second-order model: the questionnaire has no composite of two or more of these "
        "scales.",
        "Pas de modèle de second ordre : le questionnaire n'a pas de composite de deux ou "
        "plus de ces échelles.",
    ),
    "sum_rivals": (
        "Of {count} sound measurement models the lowest BIC is that of: {best}.",
        "Parmi {count} modèles de mesure fiables, le plus petit BIC est celui de : {best}.",
    ),
}
