"""Whether the scales are apart (T10)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.discriminant.data import Band, Kind

SECTION = Phrase("Are the scales apart?", "Les échelles sont-elles distinctes ?")
T10D = Phrase("Discriminant validity", "Validité discriminante")
T10P = Phrase("Scales two by two, closest first", "Échelles deux à deux, des plus proches")
PAIR = Phrase("Scales", "Échelles")
R = Phrase("Latent r", "r latent")
R_LONG = Phrase("Latent correlation (size)", "Corrélation latente (ampleur)")
BAND = Phrase("Problem", "Problème")
CUTOFF = Phrase("HTMT2 cut-off", "Seuil HTMT2")
BELOW_ONE = Phrase("CI below 1", "IC sous 1")
FORNELL_LARCKER = Phrase("AVE > r²", "VME > r²")
BANDS: dict[Band, Phrase] = {
    "none": Phrase("none", "aucun"),
    "marginal": Phrase("marginal", "marginal"),
    "moderate": Phrase("moderate", "modéré"),
    "severe": Phrase("severe", "sévère"),
}
UNKNOWN = Phrase("cannot be judged", "non jugeable")
MET: dict[bool | None, Phrase] = {
    True: Phrase("meets", "satisfait"),
    False: Phrase("does not meet", "non satisfait"),
    None: UNKNOWN,
}
MEETS_85 = Phrase("meets .85", "satisfait 0,85")
MEETS_90 = Phrase("meets .90 only", "satisfait 0,90 seulement")
REACHES = Phrase(" (interval reaches above)", " (l'intervalle va au-delà)")
ABOVE = Phrase("does not meet .90", "ne satisfait pas 0,90")
REACHES_BELOW = Phrase(" (interval reaches below)", " (l'intervalle va en deçà)")
MATRIX_NOTE = Phrase(
    "Below the diagonal: correlations of the factors in the measurement model. Above: "
    "HTMT2. In parentheses: square root of the average variance extracted (AVE); where "
    "it is smaller than a correlation beside it, the Fornell-Larcker criterion is not "
    "met, which is frequent with short scales and detects problems poorly.",
    "Sous la diagonale : corrélations des facteurs du modèle de mesure. Au-dessus : "
    "HTMT2. Entre parenthèses : racine de la variance moyenne extraite (VME) ; si elle "
    "est inférieure à une corrélation voisine, le critère de Fornell-Larcker n'est pas "
    "satisfait, ce qui est fréquent avec des échelles courtes et détecte mal les "
    "problèmes.",
)
CORRELATIONS: dict[Kind, Phrase] = {
    "pearson": Phrase(
        "HTMT and HTMT2 from Pearson correlations, pair by pair over those who answered both "
        "items (n from {low} to {high}).",
        "HTMT et HTMT2 à partir de corrélations de Pearson, paire par paire sur ceux qui ont "
        "répondu aux deux items (n de {low} à {high}).",
    ),
    "polychoric": Phrase(
        "HTMT and HTMT2 from polychoric correlations, pair by pair over those who answered "
        "both items (n from {low} to {high}).",
        "HTMT et HTMT2 à partir de corrélations polychoriques, paire par paire sur ceux qui "
        "ont répondu aux deux items (n de {low} à {high}).",
    ),
}
LATENT = Phrase(
    "Latent correlations by {how}; n = {n}.", "Corrélations latentes par {how} ; n = {n}."
)
PAIRS_NOTE = Phrase(
    "Numbers as in the table above. Problem: by the upper limit of the latent "
    "correlation's size, below .80 none, .80 to .90 marginal, .90 to 1 moderate, 1 and "
    "above severe (Rönkkö and Cho, 2022). HTMT2 allows unequal loadings, HTMT does not. "
    "{bootstrap} Meeting a cut-off does not show what a scale measures.",
    "Numéros du tableau précédent. Problème : selon la borne supérieure de l'ampleur de "
    "la corrélation latente, moins de 0,80 aucun, de 0,80 à 0,90 marginal, de 0,90 à 1 "
    "modéré, 1 et plus sévère (Rönkkö et Cho, 2022). HTMT2 admet des saturations "
    "inégales, HTMT non. {bootstrap} Satisfaire un seuil ne montre pas ce que mesure une "
    "échelle.",
)
CLOSEST = Phrase(
    "The {shown} closest of {all} {all:pair|pairs}; all are in the spreadsheet.",
    "{shown:La|Les} {shown} {shown:paire la plus proche|paires les plus proches} sur "
    "{all} ; toutes sont dans le tableur.",
)
DRAWS: dict[Kind, Phrase] = {
    "pearson": Phrase(
        "Intervals of HTMT2: percentiles of {draws} bootstrap draws ({unit}).",
        "Intervalles de HTMT2 : percentiles de {draws} tirages bootstrap ({unit}).",
    ),
    "polychoric": Phrase(
        "Intervals of HTMT2: percentiles of {draws} bootstrap draws ({unit}), each changing "
        "the polychoric correlations to first order.",
        "Intervalles de HTMT2 : percentiles de {draws} tirages bootstrap ({unit}), chacun "
        "modifiant les corrélations polychoriques au premier ordre.",
    ),
}
FAILED = Phrase(
    "In up to {failed} {failed:draw|draws} a ratio could not be computed; {failed:it is|they "
    "are} left out.",
    "Dans {failed} {failed:tirage|tirages} au plus, un rapport n'a pu être calculé ; "
    "{failed:il est écarté|ils sont écartés}.",
)
FIGURE = Phrase(
    "The {shown} closest of {all} {all:pair|pairs}, with 95% intervals; lines at .85, "
    ".90 and 1",
    "{shown:La|Les} {shown} {shown:paire la plus proche|paires les plus proches} sur "
    "{all}, avec intervalles à 95 % ; repères à 0,85, 0,90 et 1",
)
IN_SHORT = Phrase(
    "Closest scales: {first} and {second}, HTMT2 = {est} {ci}, {cutoff}.",
    "Échelles les plus proches : {first} et {second}, HTMT2 = {est} {ci}, {cutoff}.",
)
CAVEATS: dict[str, Phrase] = {
    "discriminant_zero": Phrase(
        "{pairs} {pairs:correlation is|correlations are} exactly zero (first: {first} and "
        "{second}); zero has no geometric mean, so HTMT2 of their scales cannot be judged: "
        "read HTMT.",
        "{pairs} {pairs:corrélation exactement nulle|corrélations exactement nulles} "
        "(d'abord : {first} et {second}) ; zéro n'a pas de moyenne géométrique, donc HTMT2 "
        "de leurs échelles n'est pas jugeable : lire HTMT.",
    ),
    "discriminant_unknown": Phrase(
        "{pairs} {pairs:correlation|correlations} of items cannot be computed: too few "
        "answered both (first: {first} and {second}); their scales cannot be judged.",
        "{pairs} {pairs:corrélation d'items incalculable|corrélations d'items incalculables} "
        ": trop peu ont répondu aux deux (d'abord : {first} et {second}) ; leurs échelles ne "
        "sont pas jugeables.",
    ),
    "discriminant_keyed": Phrase(
        "WRONGLY KEYED? Against the other items of {scale}: {variables}. HTMT takes absolute "
        "values and hides it: check that reversal is declared as the item was worded.",
        "INVERSION ? À l'encontre des autres items de « {scale} » : {variables}. HTMT prend "
        "les valeurs absolues et le cache : vérifier l'inversion déclarée pour ces items.",
    ),
    "discriminant_no_model": Phrase(
        "NO LATENT CORRELATIONS ({code}): {message}. Only HTMT and HTMT2 are given.",
        "PAS DE CORRÉLATIONS LATENTES ({code}) : {message}. Seuls HTMT et HTMT2 sont donnés.",
    ),
}
"""Sentences by the code of their caveat."""
