"""Exploratory factors (T6)."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("Exploratory factors", "Facteurs exploratoires")
T6 = Phrase(
    "Exploratory factor analysis: pattern", "Analyse factorielle exploratoire : saturations"
)
T6B = Phrase("Factors", "Facteurs")
EFA_FACTOR = Phrase("Factor", "Facteur")
EFA_FACTOR_N = Phrase("F{number}", "F{number}")
EFA_H2 = Phrase("h²", "h²")
EFA_FLAG = Phrase("Flag", "Signal")
EFA_FLAG_CROSS = Phrase("cross-loading", "saturation croisée")
EFA_FLAG_WEAK = Phrase("weak", "faible")
EFA_FLAG_HEYWOOD = Phrase("HEYWOOD", "HEYWOOD")
EFA_EXPLAINED = Phrase("Sum of squares", "Somme des carrés")
EFA_SHARE = Phrase("% of variance", "% de variance")
EXTRACTION_MINRES = Phrase("minimum residuals", "résidus minimaux")
EXTRACTION_ML = Phrase("maximum likelihood", "maximum de vraisemblance")
EXTRACTION_PA = Phrase("principal axes, iterated", "axes principaux itérés")
ROTATION_OBLIMIN = Phrase("direct oblimin (γ = 0)", "oblimin direct (γ = 0)")
ROTATION_PROMAX = Phrase(
    "promax (κ = 4, Kaiser's normalisation)", "promax (κ = 4, normalisation de Kaiser)"
)
ROTATION_VARIMAX = Phrase(
    "varimax (Kaiser's normalisation)", "varimax (normalisation de Kaiser)"
)
ROTATION_NONE = Phrase("none", "aucune")
EFA_NOTE = Phrase(
    "Extraction: {extraction}; rotation: {rotation}. Items by their main factor, largest "
    "loading first; loadings below {salient} in grey. Cross-loading: two of {salient} or "
    "more; weak: none of {weak} or more.",
    "Extraction : {extraction} ; rotation : {rotation}. Items par facteur principal, "
    "plus forte saturation d'abord ; saturations inférieures à {salient} en gris. "
    "Saturation croisée : deux d'au moins {salient} ; faible : aucune d'au moins {weak}.",
)
EFA_CHOSEN_PARALLEL = Phrase(
    "Number of factors: the components parallel analysis keeps ({suggested}; principal "
    "axes: {axes}).",
    "Nombre de facteurs : les composantes que garde l'analyse parallèle ({suggested} ; "
    "axes principaux : {axes}).",
)
EFA_CHOSEN_ASKED = Phrase(
    "Number of factors: as asked; parallel analysis keeps {suggested} "
    "{suggested:component|components} (principal axes: {axes}).",
    "Nombre de facteurs : demandé ; l'analyse parallèle garde {suggested} "
    "{suggested:composante|composantes} (axes principaux : {axes}).",
)
EFA_FIT = Phrase(
    "χ²({df}) = {chisq}, p {p}; TLI = {tli}; RMSEA = {rmsea} {ci}; root mean square "
    "residual = {rmsr}.",
    "χ²({df}) = {chisq}, p {p} ; TLI = {tli} ; RMSEA = {rmsea} {ci} ; racine du carré "
    "moyen des résidus = {rmsr}.",
)
EFA_RMSR = Phrase(
    "Root mean square residual = {rmsr}, {df} degrees of freedom; χ², TLI and RMSEA are "
    "defined for maximum likelihood of product-moment correlations only.",
    "Racine du carré moyen des résidus = {rmsr}, {df} degrés de liberté ; χ², TLI et "
    "RMSEA ne sont définis que pour le maximum de vraisemblance des corrélations de "
    "Pearson.",
)
EFA_PHI = Phrase(
    "Correlations of the factors to the right. With correlated factors, a share counts "
    "what a factor carries alone and together with the others.",
    "À droite, corrélations des facteurs. Quand ils sont corrélés, une part compte ce "
    "que le facteur porte seul et avec les autres.",
)
EFA_EXPLORATORY = Phrase(
    "Exploratory: the same answers cannot confirm the structure they suggested.",
    "Exploratoire : les mêmes réponses ne peuvent confirmer la structure qu'elles ont "
    "suggérée.",
)
FIG_EFA = Phrase(
    "Loadings on {factors} {factors:factor|factors}",
    "Saturations sur {factors} {factors:facteur|facteurs}",
)
SUM_EFA = Phrase(
    "Exploratory analysis of {items} items: {factors} {factors:factor|factors}, {cross} "
    "{cross:item loads|items load} on more than one.",
    "Analyse exploratoire de {items} items : {factors} {factors:facteur|facteurs}, "
    "{cross} {cross:item sature|items saturent} sur plusieurs.",
)
CAVEATS: dict[str, Phrase] = {
    "efa_heywood": Phrase(
        "HEYWOOD CASE: nothing is left of the residual variance of {variables}. Do not "
        "interpret; ask for fewer factors, or leave the item out.",
        "CAS DE HEYWOOD : il ne reste rien de la variance résiduelle de {variables}. Ne pas "
        "interpréter ; demander moins de facteurs, ou retirer l'item.",
    ),
    "efa_not_converged": Phrase(
        "The extraction did not converge in {iterations} steps. Do not interpret; ask for "
        "fewer factors.",
        "L'extraction n'a pas convergé en {iterations} pas. Ne pas interpréter ; demander "
        "moins de facteurs.",
    ),
    "rotation_not_converged": Phrase(
        "The rotation did not converge. Do not interpret; ask for fewer factors or for "
        "varimax.",
        "La rotation n'a pas convergé. Ne pas interpréter ; demander moins de facteurs ou "
        "varimax.",
    ),
    "rotation_minima": Phrase(
        "The rotation has {minima} minima; {agreeing} of {starts} starts reached the best "
        "one, which is shown. Other solutions are almost as simple.",
        "La rotation a {minima} minima ; {agreeing} départs sur {starts} ont atteint le "
        "meilleur, qui est montré. D'autres solutions sont presque aussi simples.",
    ),
    "ml_impossible": Phrase(
        "Maximum likelihood needs correlations that can be inverted; minimum residuals were "
        "used instead.",
        "Le maximum de vraisemblance demande des corrélations inversibles ; les résidus "
        "minimaux ont été utilisés à la place.",
    ),
    "no_factor_kept": Phrase(
        "Parallel analysis keeps no component: these items share no more than chance gives. "
        "One factor is shown.",
        "L'analyse parallèle ne garde aucune composante : ces items ne partagent pas plus "
        "que le hasard. Un facteur est montré.",
    ),
}
"""Sentences by the code of their caveat."""
SHORT: dict[str, Phrase] = {
    "ml_impossible": Phrase(
        "minimum residuals, not the maximum likelihood that was asked for",
        "résidus minimaux, non le maximum de vraisemblance demandé",
    ),
}
"""What of a caveat is said beside every number of its result."""
