"""Sizes of loadings (T9), residuals and modification indices (T12)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "T12r": ("Largest residual correlations: {model}", "Plus grands résidus : {model}"),
    "T12m": (
        "Largest modification indices: {model}",
        "Plus grands indices de modification : {model}",
    ),
    "local_pair": ("Variables", "Variables"),
    "local_residual": ("Residual correlation", "Corrélation résiduelle"),
    "local_parameter": ("Parameter left out", "Paramètre absent"),
    "local_mi": ("MI", "IM"),
    "local_epc": ("Expected change", "Changement attendu"),
    "local_sepc": ("Std. change", "Changement std."),
    "local_residual_note": (
        "Observed minus implied correlation. Beyond .10 in size the model misses something "
        "that these two items share.",
        "Corrélation observée moins corrélation impliquée. Au-delà de 0,10 en ampleur, le "
        "modèle manque quelque chose que ces deux items partagent.",
    ),
    "local_never": (
        "NOT APPLIED. An index says by how much χ² would fall, about, if the parameter were "
        "freed, and by how much the parameter would change; among so many, large ones arise "
        "by chance. They are hypotheses for new data: models here are never changed on their "
        "account.",
        "NON APPLIQUÉS. Un indice dit de combien χ² baisserait environ si le paramètre était "
        "libéré, et de combien le paramètre changerait ; parmi tant d'indices, de grandes "
        "valeurs surviennent par hasard. Ce sont des hypothèses pour de nouvelles données : "
        "les modèles ne sont jamais modifiés à cause d'eux.",
    ),
    "loading_mark": ("Size", "Ampleur"),
    "loading_unknown": ("–", "–"),
    "loading_drop": ("< .40", "< 0,40"),
    "loading_low": ("< .50", "< 0,50"),
    "loading_fair": ("≥ .50", "≥ 0,50"),
    "loading_high": ("≥ .70", "≥ 0,70"),
    "loading_note": (
        "Size, by the standardised loading: .50 and better .70 are asked for; below .40 an "
        "item is a candidate to drop, after a look at its wording.",
        "Ampleur, selon la saturation standardisée : 0,50 et mieux 0,70 sont attendus ; sous "
        "0,40 un item est candidat au retrait, après examen de son libellé.",
    ),
}
