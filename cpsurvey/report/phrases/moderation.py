"""Moderation (T19)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_moderation": ("When does it matter?", "Quand cela compte-t-il ?"),
    "T19": (
        "Does {predictor} go with {outcome} depending on {moderator}?",
        "{predictor} et {outcome} : selon {moderator} ?",
    ),
    "T19c": (
        "Effect of {predictor} at three values of {moderator}",
        "Effet de « {predictor} » à trois valeurs de « {moderator} »",
    ),
    "T19m": (
        "{source} through {predictor}, by {moderator}",
        "{source} à travers {predictor}, selon {moderator}",
    ),
    "T19l": (
        "The same with latent variables: {predictor} × {moderator}",
        "Le même avec variables latentes : {predictor} × {moderator}",
    ),
    "term": ("Term", "Terme"),
    "low": ("Low (16th percentile)", "Bas (16e centile)"),
    "middle": ("Middle (50th percentile)", "Milieu (50e centile)"),
    "high": ("High (84th percentile)", "Haut (84e centile)"),
    "high_minus_low": ("High minus low", "Haut moins bas"),
    "index": ("Index of moderated mediation", "Indice de médiation modérée"),
    "moderator": ("Moderator", "Modérateur"),
    "at_value": ("At", "À"),
    "latent_low": ("Effect at −1 SD", "Effet à −1 ET"),
    "latent_middle": ("Effect at the mean", "Effet à la moyenne"),
    "latent_high": ("Effect at +1 SD", "Effet à +1 ET"),
    "interaction_note": (
        "The interaction adds ΔR² = {delta} (f² = {f2}; .005, .01, .025 are usual for small, "
        "medium and large interactions). Variables are as they are, not centred: a coefficient "
        "of {predictor} or of {moderator} holds where the other one is zero.",
        "L'interaction ajoute ΔR² = {delta} (f² = {f2} ; 0,005, 0,01 et 0,025 sont usuels pour "
        "de petites, moyennes et grandes interactions). Variables non centrées : un "
        "coefficient de {predictor} ou de {moderator} vaut là où l'autre est à zéro.",
    ),
    "region_always": (
        "The interval of the effect leaves out zero at every observed value of {moderator}.",
        "L'intervalle de l'effet exclut zéro à toute valeur observée de {moderator}.",
    ),
    "region_unknown": (
        "At which values of {moderator} the interval of the effect leaves out zero could not "
        "be computed.",
        "Les valeurs de {moderator} où l'intervalle de l'effet exclut zéro n'ont pas pu être "
        "calculées.",
    ),
    "region_never": (
        "The interval of the effect includes zero at every observed value of {moderator}.",
        "L'intervalle de l'effet contient zéro à toute valeur observée de {moderator}.",
    ),
    "region_outward": (
        "Johnson-Neyman: the interval of the effect leaves out zero outside {first} to "
        "{second} (of the observed {low} to {high}), where {share}% of the respondents are.",
        "Johnson-Neyman : l'intervalle de l'effet exclut zéro hors de {first} à {second} "
        "(observé de {low} à {high}), où se trouvent {share} % des répondants.",
    ),
    "region_above": (
        "Johnson-Neyman: the interval of the effect leaves out zero above {first} (observed "
        "from {low} to {high}), where {share}% of the respondents are.",
        "Johnson-Neyman : l'intervalle de l'effet exclut zéro au-dessus de {first} (observé "
        "de {low} à {high}), où se trouvent {share} % des répondants.",
    ),
    "region_below": (
        "Johnson-Neyman: the interval of the effect leaves out zero below {first} (observed "
        "from {low} to {high}), where {share}% of the respondents are.",
        "Johnson-Neyman : l'intervalle de l'effet exclut zéro sous {first} (observé de {low} "
        "à {high}), où se trouvent {share} % des répondants.",
    ),
    "region_between": (
        "Johnson-Neyman: the interval of the effect leaves out zero between {first} and "
        "{second} (observed from {low} to {high}), where {share}% of the respondents are.",
        "Johnson-Neyman : l'intervalle de l'effet exclut zéro entre {first} et {second} "
        "(observé de {low} à {high}), où se trouvent {share} % des répondants.",
    ),
    "region_fdr": (
        "Critical t = {critical} holds the false discovery rate (Esarey & Sumner, 2018).",
        "t critique = {critical} : taux de fausses découvertes (Esarey et Sumner, 2018).",
    ),
    "region_outside": (
        "The borders of the region lie outside the observed values and are not printed.",
        "Les bornes de la région sont hors des valeurs observées : non imprimées.",
    ),
    "mediated_note": (
        "Product of two regressions; Monte Carlo intervals of {draws} draws. An association "
        "in one survey: the order of cause and effect is assumed, not tested.",
        "Produit de deux régressions ; intervalles Monte Carlo de {draws} tirages. Une "
        "association dans une enquête : l'ordre causal est supposé, non testé.",
    ),
    "latent_note": (
        "Double-mean-centred products of {products} matched indicator pairs, robust ML, "
        "n = {n}: CFI {cfi}, RMSEA {rmsea}, SRMR {srmr}. Standardised interaction {std} "
        "(b3 · SD · SD / SD of the outcome).",
        "Produits doublement centrés de {products} paires d'indicateurs, ML robuste, n = {n} : "
        "CFI {cfi}, RMSEA {rmsea}, SRMR {srmr}. Interaction standardisée {std} (b3 · ET · ET / "
        "ET du résultat).",
    ),
    "latent_products": ("Products of indicators", "Produits d'indicateurs"),
    "latent_lms": (
        "Latent moderated structural equations (LMS)",
        "Équations structurelles à modération latente (LMS)",
    ),
    "lms_note": (
        "LMS: maximum likelihood without products (Klein & Moosbrugger, 2000), n = {n}, "
        "moderator with variance one, normal factors, errors that ignore groups; interaction "
        "against none: χ²({df}) = {chisq}, p {p}.",
        "LMS : maximum de vraisemblance sans produits (Klein et Moosbrugger, 2000), n = {n}, "
        "modérateur de variance un, facteurs normaux, erreurs sans les groupes ; interaction "
        "contre aucune : χ²({df}) = {chisq}, p {p}.",
    ),
    "lms_not_done": (
        "The interaction was not estimated by LMS; products of indicators stand.",
        "L'interaction n'a pas été estimée par LMS ; restent les produits d'indicateurs.",
    ),
    "latent_not_done": (
        "The model with latent variables was not fitted: {message}.",
        "Le modèle à variables latentes n'a pas été ajusté : {message}.",
    ),
    "latent_not_converged": (
        "The model with latent variables did not converge; the observed variables stand.",
        "Le modèle à variables latentes n'a pas convergé ; restent les variables observées.",
    ),
    "fig_slopes": (
        "{outcome} by {predictor}, at low, middle and high {moderator}",
        "{outcome} selon {predictor}, à {moderator} bas, moyen et haut",
    ),
    "fig_region": (
        "Effect of {predictor} on {outcome} along {moderator}",
        "Effet de « {predictor} » sur « {outcome} » selon « {moderator} »",
    ),
    "sum_moderation": (
        "{predictor} and {outcome}, by {moderator}: {region}",
        "{predictor} et {outcome}, selon {moderator} : {region}",
    ),
    "effect_of": ("Effect of {predictor}", "Effet de {predictor}"),
}
