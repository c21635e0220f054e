"""Exploratory factors (T6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.efa.data import Chosen, Extraction, Flag, Rotation

SECTION = Phrase("Exploratory factors", "Facteurs exploratoires")
T6 = Phrase(
    "Exploratory factor analysis: pattern", "Analyse factorielle exploratoire : saturations"
)
T6B = Phrase("Factors", "Facteurs")
FACTOR = Phrase("Factor", "Facteur")
FACTOR_N = Phrase("F{number}", "F{number}")
H2 = Phrase("h²", "h²")
FLAG = Phrase("Flag", "Signal")
EXPLAINED = Phrase("Sum of squares", "Somme des carrés")
SHARE = Phrase("% of variance", "% de variance")
FLAGS: dict[Flag, Phrase] = {
    "cross": Phrase("cross-loading", "saturation croisée"),
    "weak": Phrase("weak", "faible"),
    "heywood": Phrase("HEYWOOD", "HEYWOOD"),
}
EXTRACTION: dict[Extraction, Phrase] = {
    "minres": Phrase("minimum residuals", "résidus minimaux"),
    "ml": Phrase("maximum likelihood", "maximum de vraisemblance"),
    "pa": Phrase("principal axes, iterated", "axes principaux itérés"),
}
ROTATION: dict[Rotation | None, Phrase] = {
    "oblimin": Phrase("direct oblimin (γ = 0)", "oblimin direct (γ = 0)"),
    "promax": Phrase(
        "promax (κ = 4, Kaiser's normalisation)", "promax (κ = 4, normalisation de Kaiser)"
    ),
    "varimax": Phrase("varimax (Kaiser's normalisation)", "varimax (normalisation de Kaiser)"),
    None: Phrase("none", "aucune"),
}
NOTE = Phrase(
    "Extraction: {extraction}; rotation: {rotation}. Items by their main factor, largest "
    "loading first; loadings below {salient} in grey. Cross-loading: two of {salient} or "
    "more; weak: none of {weak} or more.",
    "Extraction : {extraction} ; rotation : {rotation}. Items par facteur principal, "
    "plus forte saturation d'abord ; saturations inférieures à {salient} en gris. "
    "Saturation croisée : deux d'au moins {salient} ; faible : aucune d'au moins {weak}.",
)
CHOSEN: dict[Chosen, Phrase] = {
    "parallel": Phrase(
        "Number of factors: the components parallel analysis keeps ({suggested}; principal "
        "axes: {axes}).",
        "Nombre de facteurs : les composantes que garde l'analyse parallèle ({suggested} ; "
        "axes principaux : {axes}).",
    ),
    "asked": Phrase(
        "Number of factors: as asked; parallel analysis keeps {suggested} "
        "{suggested:component|components} (principal axes: {axes}).",
        "Nombre de facteurs : demandé ; l'analyse parallèle garde {suggested} "
        "{suggested:composante|composantes} (axes principaux : {axes}).",
    ),
}
FIT = Phrase(
    "χ²({df}) = {chisq}, p {p}; TLI = {tli}; RMSEA = {rmsea} {ci}; root mean square "
    "residual = {rmsr}.",
    "χ²({df}) = {chisq}, p {p} ; TLI = {tli} ; RMSEA = {rmsea} {ci} ; racine du carré "
    "moyen des résidus = {rmsr}.",
)
RMSR = Phrase(
    "Root mean square residual = {rmsr}, {df} {df:degree|degrees} of freedom; χ², TLI and "
    "RMSEA are defined for maximum likelihood of product-moment correlations only.",
    "Racine du carré moyen des résidus = {rmsr}, {df} {df:degré|degrés} de liberté ; χ², TLI "
    "et RMSEA ne sont définis que pour le maximum de vraisemblance des corrélations de "
    "Pearson.",
)
PHI = Phrase(
    "Correlations of the factors to the right. With correlated factors, a share counts "
    "what a factor carries alone and together with the others.",
    "À droite, corrélations des facteurs. Quand ils sont corrélés, une part compte ce "
    "que le facteur porte seul et avec les autres.",
)
EXPLORATORY = Phrase(
    "Exploratory: the same answers cannot confirm the structure they suggested.",
    "Exploratoire : les mêmes réponses ne peuvent confirmer la structure qu'elles ont "
    "suggérée.",
)
FIGURE = Phrase(
    "Loadings on {factors} {factors:factor|factors}",
    "Saturations sur {factors} {factors:facteur|facteurs}",
)
IN_SHORT = Phrase(
    "Exploratory analysis of {items} {items:item|items}: {factors} {factors:factor|factors}, "
    "{cross} {cross:item loads|items load} on more than one.",
    "Analyse exploratoire de {items} {items:item|items} : {factors} "
    "{factors:facteur|facteurs}, {cross} {cross:item sature|items saturent} sur plusieurs.",
)
CAVEATS: dict[str, Phrase] = {
    "efa_heywood": Phrase(
        "HEYWOOD CASE: nothing is left of the residual variance of {variables}. Do not "
        "interpret; ask for fewer factors, or leave the item out.",
        "CAS DE HEYWOOD : il ne reste rien de la variance résiduelle de {variables}. Ne pas "
        "interpréter ; demander moins de facteurs, ou retirer l'item.",
    ),
    "efa_not_converged": Phrase(
        "The extraction did not converge in {iterations} {iterations:step|steps}. Do not "
        "interpret; ask for fewer factors.",
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
        "The rotation has {minima} minima; {agreeing} of {starts} {starts:start|starts} "
        "reached the best one, which is shown. Other solutions are almost as simple.",
        "La rotation a {minima} minima ; {agreeing} {agreeing:départ|départs} sur {starts} "
        "{agreeing:a|ont} atteint le meilleur, qui est montré. D'autres solutions sont "
        "presque aussi simples.",
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
