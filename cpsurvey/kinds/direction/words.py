"""Order and omitted causes (T29)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.direction.data import Order, Reason

SECTION = Phrase(
    "The other way round, or something left out?", "En sens inverse, ou par une cause omise ?"
)
T29 = Phrase(
    "Indirect effects in both orders: {model}",
    "Effets indirects dans les deux ordres : {model}",
)
T29F = Phrase("Fit of both orders", "Ajustement des deux ordres")
T29R = Phrase("What an omitted cause must explain", "Ce qu'une cause omise devrait expliquer")
ALL_WAYS = Phrase("All ways, {first} to {second}", "Tous les chemins, {first} à {second}")
FORWARD = Phrase("Forward (Std.)", "Ordre prévu (Std.)")
REVERSED = Phrase("Reversed (Std.)", "Ordre inverse (Std.)")
REVERSED_CI = Phrase("95% CI (reversed)", "IC 95 % (inverse)")
RHO = Phrase("ρ, nothing left", "ρ, effet nul")
REACH = Phrase("ρ, interval at 0", "ρ, intervalle à 0")
ORDER = Phrase("Order", "Ordre")
SOURCE = Phrase("From", "De")
PART = Phrase("Effect", "Effet")
PARTIAL = Phrase("Partial R² %", "R² partiel %")
VALUE = Phrase("Nothing left, %", "Effet nul, %")
REACHED = Phrase("Interval at 0, %", "Intervalle à 0, %")
AXIS = Phrase(
    "Correlation of the residuals of mediator and outcome",
    "Corrélation des résidus du médiateur et du résultat",
)
FIGURE = Phrase(
    "Indirect effects (Std.) by the strength of an omitted cause of mediator and outcome",
    "Effets indirects (Std.) selon la force d'une cause omise du médiateur et du résultat",
)
EFFECTS_NOTE = Phrase(
    "Not a test of the planned order, whose intervals stand with the effects of its model and "
    "with the hypotheses: what would be said if it were wrong. Standardised, Monte Carlo "
    "intervals; {how}. Reversed: every arrow among these variables turned round, from outcome "
    "to source. Both orders hold the same covariates in every equation, so that forward "
    "differs a little from the main table.",
    "Ce n'est pas un test de l'ordre prévu, dont les intervalles figurent avec les effets de "
    "son modèle et avec les hypothèses, mais ce qu'il faudrait dire s'il était faux. "
    "Standardisé, intervalles de Monte Carlo ; {how}. Inverse : toutes les flèches entre ces "
    "variables retournées, du résultat vers la source. Les deux ordres ont les mêmes "
    "covariables dans chaque équation, d'où un écart léger avec le tableau principal.",
)
RHO_NOTE = Phrase(
    "ρ: correlation of the residuals of outcome and last mediator (of each, where there are "
    "several ways) at which the effect is zero, and at which its interval reaches zero (Imai, "
    "Keele & Yamamoto, 2010); a cause left out that explains the share ρ of what is left of "
    "both does it.",
    "ρ : corrélation des résidus du résultat et du dernier médiateur (de chacun, s'il y a "
    "plusieurs chemins) à laquelle l'effet est nul, puis à laquelle son intervalle touche "
    "zéro (Imai, Keele et Yamamoto, 2010) ; il suffit d'une cause omise qui explique la part "
    "ρ de ce qui reste de l'un et de l'autre.",
)
FIT_NOTE = Phrase(
    "Covariates random, so that BIC compares. An order is called favoured only where BIC "
    "differs by more than {decisive} and the better model fits (RMSEA ≤ .08, CFI ≥ .90). Even "
    "then it only describes covariances: what comes first is known by design, not by fit.",
    "Covariables aléatoires, pour que les BIC se comparent. Un ordre n'est dit favorisé que si "
    "les BIC diffèrent de plus de {decisive} et que le meilleur modèle s'ajuste (RMSEA ≤ 0,08, "
    "CFI ≥ 0,90). Même alors, il ne décrit que des covariances : ce qui vient d'abord se sait "
    "par le plan d'étude, non par l'ajustement.",
)
ROBUST_NOTE = Phrase(
    "Robustness value (Cinelli & Hazlett, 2020): share of what is left of source and of "
    "outcome that an omitted cause must explain, of both alike, so that nothing is left of the "
    "effect, and so that its interval reaches zero (0: it holds zero already). Total: "
    "mediators left free; direct: beside them.",
    "Valeur de robustesse (Cinelli et Hazlett, 2020) : part de ce qui reste de la source et du "
    "résultat qu'une cause omise devrait expliquer, chez l'une comme chez l'autre, pour que "
    "l'effet soit nul, et pour que son intervalle touche zéro (0 : il le contient déjà). Total "
    ": médiateurs laissés libres ; direct : à côté d'eux.",
)
ORDERS: dict[Order, Phrase] = {
    "forward": Phrase("forward", "prévu"),
    "reversed": Phrase("reversed", "inverse"),
}
PARTS: dict[str, Phrase] = {
    "total": Phrase("total", "total"),
    "direct": Phrase("direct", "direct"),
}
REASONS: dict[Reason, Phrase] = {
    "equivalent": Phrase(
        "The two orders are equivalent models: they fit alike whatever the data, which favour "
        "neither",
        "Les deux ordres sont des modèles équivalents : ils s'ajustent aussi bien quelles que "
        "soient les données, qui n'en favorisent aucun",
    ),
    "close": Phrase(
        "The data favour neither order (BIC differs by {bic})",
        "Les données ne favorisent aucun des deux ordres (écart de BIC : {bic})",
    ),
    "misfit": Phrase(
        "Neither order is favoured: the better one does not fit",
        "Aucun des deux ordres n'est favorisé : le meilleur ne s'ajuste pas",
    ),
    "unsound": Phrase(
        "The orders are not compared: one of them has no admissible solution",
        "Les deux ordres ne sont pas comparés : l'un n'a pas de solution admissible",
    ),
    "no_bic": Phrase(
        "The orders are not compared: this estimator has no likelihood",
        "Les deux ordres ne sont pas comparés : cet estimateur n'a pas de vraisemblance",
    ),
    "not_written": Phrase(
        "The reversed order is not fitted: paths are fixed or held equal",
        "L'ordre inverse n'est pas ajusté : des chemins sont fixés ou contraints égaux",
    ),
    "no_number": Phrase(
        "The reversed order is not fitted: a linear model cannot explain the source",
        "L'ordre inverse n'est pas ajusté : un modèle linéaire ne peut expliquer la source",
    ),
    "bic": Phrase(
        "The {order} order describes the covariances better (BIC differs by {bic}); that is "
        "no evidence of what comes first",
        "L'ordre {order} décrit mieux les covariances (écart de BIC : {bic}) ; cela n'établit "
        "pas ce qui vient d'abord",
    ),
}
IN_SHORT = Phrase(
    "{effect}: {est} forward, {back} reversed (standardised).",
    "{effect} : {est} dans l'ordre prévu, {back} dans l'ordre inverse (standardisé).",
)
IN_SHORT_RHO = Phrase(
    "An omitted cause of mediator and outcome (ρ = {rho}) would leave nothing of it; from ρ = "
    "{reach} its interval holds zero.",
    "Une cause omise du médiateur et du résultat (ρ = {rho}) n'en laisserait rien ; dès ρ = "
    "{reach}, son intervalle contient zéro.",
)
CAVEATS: dict[str, Phrase] = {
    "direction_no_forward": Phrase(
        "The model with its covariates in every equation has no solution: neither order nor "
        "omitted causes are told.",
        "Le modèle, covariables dans chaque équation, n'a pas de solution : ni l'ordre ni les "
        "causes omises ne sont examinés.",
    ),
    "direction_incomplete": Phrase(
        "Paths are left out of the model, so that an omitted cause would change its fit, too: "
        "no bound is told.",
        "Des chemins manquent au modèle : une cause omise changerait aussi son ajustement ; "
        "aucune borne n'est donnée.",
    ),
}
"""Sentences by the code of their caveat."""
