"""Exploratory factors (T6)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_efa": ("Exploratory factors", "Facteurs exploratoires"),
    "T6": (
        "Exploratory factor analysis: pattern",
        "Analyse factorielle exploratoire : saturations",
    ),
    "T6b": ("Factors", "Facteurs"),
    "efa_factor": ("Factor", "Facteur"),
    "efa_factor_n": ("F{number}", "F{number}"),
    "efa_h2": ("h²", "h²"),
    "efa_flag": ("Flag", "Signal"),
    "efa_flag_cross": ("cross-loading", "saturation croisée"),
    "efa_flag_weak": ("weak", "faible"),
    "efa_flag_heywood": ("HEYWOOD", "HEYWOOD"),
    "efa_explained": ("Sum of squares", "Somme des carrés"),
    "efa_share": ("% of variance", "% de variance"),
    "extraction_minres": ("minimum residuals", "résidus minimaux"),
    "extraction_ml": ("maximum likelihood", "maximum de vraisemblance"),
    "extraction_pa": ("principal axes, iterated", "axes principaux itérés"),
    "rotation_oblimin": ("direct oblimin (γ = 0)", "oblimin direct (γ = 0)"),
    "rotation_promax": (
        "promax (κ = 4, Kaiser's normalisation)",
        "promax (κ = 4, normalisation de Kaiser)",
    ),
    "rotation_varimax": (
        "varimax (Kaiser's normalisation)",
        "varimax (normalisation de Kaiser)",
    ),
    "rotation_None": ("none", "aucune"),
    "efa_note": (
        "Extraction: {extraction}; rotation: {rotation}. Items by their main factor, largest "
        "loading first; loadings below {salient} in grey. Cross-loading: two of {salient} or "
        "more; weak: none of {weak} or more.",
        "Extraction : {extraction} ; rotation : {rotation}. Items par facteur principal, plus "
        "forte saturation d'abord ; saturations inférieures à {salient} en gris. Saturation "
        "croisée : deux d'au moins {salient} ; faible : aucune d'au moins {weak}.",
    ),
    "efa_chosen_parallel": (
        "Number of factors: the components parallel analysis keeps ({suggested}; principal "
        "axes: {axes}).",
        "Nombre de facteurs : les composantes que garde l'analyse parallèle ({suggested} ; "
        "axes principaux : {axes}).",
    ),
    "efa_chosen_asked": (
        "Number of factors: as asked; parallel analysis keeps {suggested} "
        "{suggested:component|components} (principal axes: {axes}).",
        "Nombre de facteurs : demandé ; l'analyse parallèle garde {suggested} "
        "{suggested:composante|composantes} (axes principaux : {axes}).",
    ),
    "efa_fit": (
        "χ²({df}) = {chisq}, p {p}; TLI = {tli}; RMSEA = {rmsea} {ci}; root mean square "
        "residual = {rmsr}.",
        "χ²({df}) = {chisq}, p {p} ; TLI = {tli} ; RMSEA = {rmsea} {ci} ; racine du carré "
        "moyen "
        "des résidus = {rmsr}.",
    ),
    "efa_rmsr": (
        "Root mean square residual = {rmsr}, {df} degrees of freedom; χ², TLI and RMSEA are "
        "defined for maximum likelihood of product-moment correlations only.",
        "Racine du carré moyen des résidus = {rmsr}, {df} degrés de liberté ; χ², TLI et RMSEA "
        "ne sont définis que pour le maximum de vraisemblance des corrélations de Pearson.",
    ),
    "efa_phi": (
        "Correlations of the factors to the right. With correlated factors, a share counts "
        "what a factor carries alone and together with the others.",
        "À droite, corrélations des facteurs. Quand ils sont corrélés, une part compte ce que "
        "le facteur porte seul et avec les autres.",
    ),
    "efa_exploratory": (
        "Exploratory: the same answers cannot confirm the structure they suggested.",
        "Exploratoire : les mêmes réponses ne peuvent confirmer la structure qu'elles ont "
        "suggérée.",
    ),
    "fig_efa": (
        "Loadings on {factors} {factors:factor|factors}",
        "Saturations sur {factors} {factors:facteur|facteurs}",
    ),
    "sum_efa": (
        "Exploratory analysis of {items} items: {factors} {factors:factor|factors}, {cross} "
        "{cross:item loads|items load} on more than one.",
        "Analyse exploratoire de {items} items : {factors} {factors:facteur|facteurs}, {cross} "
        "{cross:item sature|items saturent} sur plusieurs.",
    ),
    "efa_heywood": (
        "HEYWOOD CASE: nothing is left of the residual variance of {variables}. Do not "
        "interpret; ask for fewer factors, or leave the item out.",
        "CAS DE HEYWOOD : il ne reste rien de la variance résiduelle de {variables}. Ne pas "
        "interpréter ; demander moins de facteurs, ou retirer l'item.",
    ),
    "efa_not_converged": (
        "The extraction did not converge in {iterations} steps. Do not interpret; ask for "
        "fewer "
        "factors.",
        "L'extraction n'a pas convergé en {iterations} pas. Ne pas interpréter ; demander "
        "moins "
        "de facteurs.",
    ),
    "rotation_not_converged": (
        "The rotation did not converge. Do not interpret; ask for fewer factors or for "
        "varimax.",
        "La rotation n'a pas convergé. Ne pas interpréter ; demander moins de facteurs ou "
        "varimax.",
    ),
    "rotation_minima": (
        "The rotation has {minima} minima; {agreeing} of {starts} starts reached the best one, "
        "which is shown. Other solutions are almost as simple.",
        "La rotation a {minima} minima ; {agreeing} départs sur {starts} ont atteint le "
        "meilleur, qui est montré. D'autres solutions sont presque aussi simples.",
    ),
    "ml_impossible": (
        "Maximum likelihood needs correlations that can be inverted; minimum residuals were "
        "used instead.",
        "Le maximum de vraisemblance demande des corrélations inversibles ; les résidus "
        "minimaux ont été utilisés à la place.",
    ),
    "no_factor_kept": (
        "Parallel analysis keeps no component: these items share no more than chance gives. "
        "One factor is shown.",
        "L'analyse parallèle ne garde aucune composante : ces items ne partagent pas plus que "
        "le hasard. Un facteur est montré.",
    ),
}
