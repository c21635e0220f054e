"""Reliability of the scales (T7)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_reliability": ("Reliability of the scales", "Fidélité des échelles"),
    "T7": ("Reliability", "Fidélité"),
    "alpha": ("α", "α"),
    "omega_total": ("ω total", "ω total"),
    "ave": ("AVE", "VME"),
    "h": ("H", "H"),
    "inter_item_mean": ("Mean inter-item r", "r inter-items moyen"),
    "reliability_note": (
        "α: Cronbach, interval by Feldt. ω total = (Σλ)² / ((Σλ)² + Σθ) of a one-factor "
        "maximum-likelihood model, the denominator implied by the model (= composite "
        "reliability). AVE: average variance extracted. H: coefficient H. n: respondents with "
        "all items of the scale.",
        "α : Cronbach, intervalle de Feldt. ω total = (Σλ)² / ((Σλ)² + Σθ) d'un modèle à un "
        "facteur par maximum de vraisemblance, dénominateur impliqué par le modèle (= fidélité "
        "composite). VME : variance moyenne extraite. H : coefficient H. n : répondants ayant "
        "tous les items.",
    ),
    "sum_reliability": (
        "Reliability (ω total) of {k} scales runs from {low} ({worst}) to {high}.",
        "La fidélité (ω total) de {k} échelles va de {low} ({worst}) à {high}.",
    ),
    "fig_reliability": ("Alpha with Feldt's interval", "Alpha et intervalle de Feldt"),
    "one_item": (
        "{scale} has one item: reliability cannot be computed.",
        "{scale} n'a qu'un item : pas de fidélité calculable.",
    ),
    "two_items": (
        "{scale} has two items: a factor of two items is not identified, so no ω.",
        "{scale} n'a que deux items : un facteur à deux items n'est pas identifié, donc pas "
        "d'ω.",
    ),
    "too_few_complete": (
        "{scale}: {n} respondents answered every item, too few, or all the same.",
        "{scale} : {n} répondants ont tout répondu, trop peu, ou tous pareil.",
    ),
    "negative_alpha": (
        "α of {scale} is negative: items go against each other; check reversal.",
        "α de {scale} est négatif : des items s'opposent ; vérifier l'inversion.",
    ),
    "no_factor": (
        "{scale}: the one-factor model did not converge, so no ω.",
        "{scale} : le modèle à un facteur n'a pas convergé, donc pas d'ω.",
    ),
    "heywood_scale": (
        "{scale}: the one-factor model has a negative residual variance; its ω is not to be "
        "trusted.",
        "{scale} : le modèle à un facteur a une variance résiduelle négative ; son ω n'est pas "
        "fiable.",
    ),
}
