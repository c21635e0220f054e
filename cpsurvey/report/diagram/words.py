"""What stands in path diagrams and under them."""

from __future__ import annotations

from cpsurvey.report.diagram.graph import Stroke
from cpsurvey.report.words import Phrase

STRUCTURE = Phrase("Path diagram: {model}", "Diagramme des chemins : {model}")
MEASURED = Phrase("Measurement model: {model}", "Modèle de mesure : {model}")
FROM = Phrase("from {source}", "depuis {source}")
STANDARDISED = Phrase(
    "Standardised estimates with 95% intervals",
    "Estimations standardisées et intervalles à 95 %",
)
STANDARDISED_ALONE = Phrase("Standardised estimates", "Estimations standardisées")
RAW = Phrase(
    "Estimates in units of the scales with 95% intervals",
    "Estimations en unités des échelles et intervalles à 95 %",
)
KEY: dict[Stroke, Phrase] = {
    "apart": Phrase("95% interval leaves out zero", "intervalle à 95 % excluant zéro"),
    "open": Phrase("includes zero", "comprenant zéro"),
    "unknown": Phrase("no interval", "sans intervalle"),
}
KEY_BOW = Phrase("covariance", "covariance")
KEY_LATENT = Phrase("latent", "latente")
KEY_OBSERVED = Phrase("observed", "observée")
SHORT = Phrase(
    "Intervals are in the table of these estimates.",
    "Les intervalles sont dans le tableau de ces estimations.",
)
SHORTER = Phrase(
    "Estimates are in the table of these paths.",
    "Les estimations sont dans le tableau de ces chemins.",
)
R2 = Phrase("R² = {r2}", "R² = {r2}")
CONTROLS = Phrase(
    "Control {names:variable|variables}, not drawn: {names}",
    "{names:Variable de contrôle non dessinée|Variables de contrôle non dessinées} : {names}",
)
BOWS = Phrase(
    "{n} {n:covariance is|covariances are} not drawn",
    "{n} {n:covariance n'est pas dessinée|covariances ne sont pas dessinées}",
)
GROUP = Phrase(
    "Group shown: {name}, one of {n}; the table has them all",
    "Groupe montré : {name}, un sur {n} ; le tableau les a tous",
)
CORRELATIONS = Phrase(
    "Correlations of the factors, not drawn: {low} to {high}",
    "Corrélations des facteurs, non dessinées : de {low} à {high}",
)
INADMISSIBLE = Phrase(
    "NOT ADMISSIBLE: nothing may be concluded from these numbers",
    "SOLUTION INADMISSIBLE : rien ne peut être conclu de ces nombres",
)
INTERACTIONS = Phrase(
    "{names:Arrow onto a path|Arrows onto paths}: {names}, "
    "{names:from a regression of its own|each from a regression of its own} (b, in units of "
    "the scales)",
    "{names:Flèche sur un chemin|Flèches sur des chemins} : {names}, "
    "{names:d'une régression à part|chacune d'une régression à part} (b, en unités des "
    "échelles)",
)
INTERACTION = Phrase(
    "{predictor} × {moderator} on {outcome}", "{predictor} × {moderator} sur {outcome}"
)
ITEMS = Phrase("{n} {n:item|items}", "{n} {n:item|items}")
RANGE = Phrase("{low} to {high}", "{low} à {high}")
PATH = Phrase("{tail} → {head}: {value}", "{tail} → {head} : {value}")
PATH_ONTO = Phrase(
    "{tail} onto the path {first} → {second}: {value}",
    "{tail} sur le chemin {first} → {second} : {value}",
)
BOW = Phrase("{first} ↔ {second}: {value}", "{first} ↔ {second} : {value}")
TOO_MANY = Phrase(
    "Not drawn: {title} (variables: {n}, too many for a page).",
    "Non dessiné : {title} (variables : {n}, trop pour une page).",
)
UNKNOWN = Phrase("no estimate", "sans estimation")
ALT_PATHS = Phrase("Paths: {paths}.", "Chemins : {paths}.")
ALT_R2 = Phrase("Explained: {shares}.", "Variance expliquée : {shares}.")
ALT_FACTOR = Phrase(
    "{factor}, {n} {n:item|items}, loadings {low} to {high}",
    "{factor}, {n} {n:item|items}, saturations de {low} à {high}",
)
ALT_FACTORS = Phrase("Factors: {factors}.", "Facteurs : {factors}.")
