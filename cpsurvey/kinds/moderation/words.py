"""Moderation (T19)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase, Words

if TYPE_CHECKING:
    from cpsurvey.kinds.moderation.data import Chosen, Coefficient, Moderation, Through

SECTION = Phrase("When does it matter?", "Quand cela compte-t-il ?")
T19 = Phrase(
    "Does {predictor} go with {outcome} depending on {moderator}?",
    "{predictor} et {outcome} : selon {moderator} ?",
)
T19C = Phrase(
    "Effect of {predictor} at three values of {moderator}",
    "Effet de « {predictor} » à trois valeurs de « {moderator} »",
)
T19C_TWO = Phrase(
    "Effect of {predictor} at both values of {moderator}, and the difference",
    "Effet de « {predictor} » aux deux valeurs de « {moderator} », et leur différence",
)
T19M = Phrase(
    "{source} through {predictor}, by {moderator}",
    "{source} à travers {predictor}, selon {moderator}",
)
T19L = Phrase(
    "The same with latent variables: {predictor} × {moderator}",
    "Le même avec variables latentes : {predictor} × {moderator}",
)
SHADED = Phrase(
    "Shaded: the interval leaves out zero", "Fond coloré : l'intervalle exclut zéro"
)
TERM = Phrase("Term", "Terme")
AT: dict[Chosen, Phrase] = {
    "low": Phrase("Low (16th percentile)", "Bas (16e centile)"),
    "middle": Phrase("Middle (50th percentile)", "Milieu (50e centile)"),
    "high": Phrase("High (84th percentile)", "Haut (84e centile)"),
    "difference": Phrase("Difference", "Différence"),
}
THROUGH: dict[Through, Phrase] = {
    "low": AT["low"],
    "middle": AT["middle"],
    "high": AT["high"],
    "high_minus_low": Phrase("High minus low", "Haut moins bas"),
    "index": Phrase("Index of moderated mediation", "Indice de médiation modérée"),
}
TWO_THROUGH: dict[str, Phrase] = {"high_minus_low": AT["difference"]}
"""Of a moderator of two values, which is neither high nor low."""
AT_VALUE = Phrase("At", "À")
LATENT: dict[Coefficient, Phrase] = {
    "low": Phrase("Effect at −1 SD", "Effet à −1 ET"),
    "middle": Phrase("Effect at the mean", "Effet à la moyenne"),
    "high": Phrase("Effect at +1 SD", "Effet à +1 ET"),
}
INTERACTION_NOTE = Phrase(
    "The interaction adds ΔR² = {delta} (f² = {f2}; .005, .01, .025 are usual for small, "
    "medium and large interactions). Variables are as they are, not centred: a "
    "coefficient of {predictor} or of {moderator} holds where the other one is zero.",
    "L'interaction ajoute ΔR² = {delta} (f² = {f2} ; 0,005, 0,01 et 0,025 sont usuels "
    "pour de petites, moyennes et grandes interactions). Variables non centrées : un "
    "coefficient de {predictor} ou de {moderator} vaut là où l'autre est à zéro.",
)
TWO_NOTE = Phrase(
    "{moderator} has two values: an effect at each, and their difference, which is the "
    "interaction. There is no region between them.",
    "{moderator} n'a que deux valeurs : un effet pour chacune, et leur différence, qui est "
    "l'interaction. Il n'y a pas de région entre elles.",
)
TWO_SLOPES = Phrase(
    "the effect is {low} ({first}) and {high} ({second}); difference {apart}, 95% CI {ci}.",
    "l'effet vaut {low} ({first}) et {high} ({second}) ; différence {apart}, IC 95 % {ci}.",
)
NOT_SHOWN = Phrase(
    "That the effect depends on {moderator} is not shown (interaction {b}, 95% CI {ci}): no "
    "region is given.",
    "Rien ne montre que l'effet dépende de {moderator} (interaction {b}, IC 95 % {ci}) : "
    "aucune région n'est donnée.",
)
REGION_ALWAYS = Phrase(
    "The interval of the effect leaves out zero at every observed value of {moderator}.",
    "L'intervalle de l'effet exclut zéro à toute valeur observée de {moderator}.",
)
REGION_UNKNOWN = Phrase(
    "At which values of {moderator} the interval of the effect leaves out zero could not "
    "be computed.",
    "Les valeurs de {moderator} où l'intervalle de l'effet exclut zéro n'ont pas pu être "
    "calculées.",
)
REGION_NEVER = Phrase(
    "The interval of the effect includes zero at every observed value of {moderator}.",
    "L'intervalle de l'effet contient zéro à toute valeur observée de {moderator}.",
)
REGION_OUTWARD = Phrase(
    "Johnson-Neyman: the interval of the effect leaves out zero outside {first} to "
    "{second} (of the observed {low} to {high}), where {share}% of the respondents are.",
    "Johnson-Neyman : l'intervalle de l'effet exclut zéro hors de {first} à {second} "
    "(observé de {low} à {high}), où se trouvent {share} % des répondants.",
)
REGION_ABOVE = Phrase(
    "Johnson-Neyman: the interval of the effect leaves out zero above {first} (observed "
    "from {low} to {high}), where {share}% of the respondents are.",
    "Johnson-Neyman : l'intervalle de l'effet exclut zéro au-dessus de {first} (observé "
    "de {low} à {high}), où se trouvent {share} % des répondants.",
)
REGION_BELOW = Phrase(
    "Johnson-Neyman: the interval of the effect leaves out zero below {first} (observed "
    "from {low} to {high}), where {share}% of the respondents are.",
    "Johnson-Neyman : l'intervalle de l'effet exclut zéro sous {first} (observé de {low} "
    "à {high}), où se trouvent {share} % des répondants.",
)
REGION_BETWEEN = Phrase(
    "Johnson-Neyman: the interval of the effect leaves out zero between {first} and "
    "{second} (observed from {low} to {high}), where {share}% of the respondents are.",
    "Johnson-Neyman : l'intervalle de l'effet exclut zéro entre {first} et {second} "
    "(observé de {low} à {high}), où se trouvent {share} % des répondants.",
)
REGION_FDR = Phrase(
    "Critical t = {critical} holds the false discovery rate (Esarey & Sumner, 2018).",
    "t critique = {critical} : taux de fausses découvertes (Esarey et Sumner, 2018).",
)
MEDIATED_NOTE = Phrase(
    "Product of two regressions; Monte Carlo intervals of {draws} draws. An association "
    "in one survey: the order of cause and effect is assumed, not tested.",
    "Produit de deux régressions ; intervalles Monte Carlo de {draws} tirages. Une "
    "association dans une enquête : l'ordre causal est supposé, non testé.",
)
LATENT_NOTE = Phrase(
    "Double-mean-centred products of {products} matched indicator {products:pair|pairs}, "
    "robust ML, complete answers (n = {n}), as products need them: CFI {cfi}, RMSEA {rmsea}, "
    "SRMR {srmr}. Standardised interaction {std} (b3 · SD · SD / SD of the outcome).",
    "Produits doublement centrés de {products} {products:paire|paires} d'indicateurs, ML "
    "robuste, réponses complètes (n = {n}), que les produits exigent : CFI {cfi}, RMSEA "
    "{rmsea}, SRMR {srmr}. Interaction standardisée {std} (b3 · ET · ET / ET du résultat).",
)
LATENT_PRODUCTS = Phrase("Products of indicators", "Produits d'indicateurs")
LATENT_LMS = Phrase(
    "Latent moderated structural equations (LMS)",
    "Équations structurelles à modération latente (LMS)",
)
LMS_NOTE = Phrase(
    "LMS: maximum likelihood without products (Klein & Moosbrugger, 2000), n = {n}, "
    "moderator with variance one, normal factors, errors that ignore groups; interaction "
    "against none: χ²({df}) = {chisq}, p {p}.",
    "LMS : maximum de vraisemblance sans produits (Klein et Moosbrugger, 2000), n = {n}, "
    "modérateur de variance un, facteurs normaux, erreurs sans les groupes ; interaction "
    "contre aucune : χ²({df}) = {chisq}, p {p}.",
)
FIGURE = Phrase(
    "{outcome} by {predictor}, at low, middle and high {moderator}. Effect of {predictor} on "
    "{outcome} along {moderator}",
    "{outcome} selon {predictor}, à {moderator} bas, moyen et haut. Effet de « {predictor} » "
    "sur « {outcome} » selon « {moderator} »",
)
FIGURE_TWO = Phrase(
    "{outcome} by {predictor}, at both values of {moderator}",
    "{outcome} selon {predictor}, aux deux valeurs de {moderator}",
)
SUM_MODERATION = Phrase(
    "{predictor} and {outcome}, by {moderator}: {region}",
    "{predictor} et {outcome}, selon {moderator} : {region}",
)
EFFECT_OF = Phrase("Effect of {predictor}", "Effet de {predictor}")
CAVEATS: dict[str, Phrase] = {
    "region_outside": Phrase(
        "The borders of the region lie outside the observed values and are not printed.",
        "Les bornes de la région sont hors des valeurs observées : non imprimées.",
    ),
    "lms_not_done": Phrase(
        "The interaction was not estimated by LMS; products of indicators stand.",
        "L'interaction n'a pas été estimée par LMS ; restent les produits d'indicateurs.",
    ),
    "latent_not_done": Phrase(
        "The model with latent variables was not fitted: {message}.",
        "Le modèle à variables latentes n'a pas été ajusté : {message}.",
    ),
    "latent_not_carried": Phrase(
        "The model with latent variables was not fitted: {n} {n:respondent|respondents} for "
        "{parameters} {parameters:parameter|parameters}; the observed variables stand.",
        "Le modèle à variables latentes n'a pas été ajusté : {n} {n:répondant|répondants} "
        "pour {parameters} {parameters:paramètre|paramètres} ; restent les variables "
        "observées.",
    ),
    "latent_few": Phrase(
        "The model with latent variables has {n} {n:respondent|respondents} for {parameters} "
        "{parameters:parameter|parameters}: below five for each (Bentler & Chou, 1987) its "
        "estimates and errors are unsteady.",
        "Le modèle à variables latentes a {n} {n:répondant|répondants} pour {parameters} "
        "{parameters:paramètre|paramètres} : à moins de cinq pour chacun (Bentler et Chou, "
        "1987), estimations et erreurs sont instables.",
    ),
    "latent_not_converged": Phrase(
        "The model with latent variables did not converge; the observed variables stand.",
        "Le modèle à variables latentes n'a pas convergé ; restent les variables observées.",
    ),
}
"""Sentences by the code of their caveat."""


def variables(data: Moderation, words: Words) -> dict[str, str]:
    """Labels of the three variables, by their part."""
    return {
        "predictor": words.label(data.predictor),
        "moderator": words.label(data.moderator),
        "outcome": words.label(data.outcome),
    }


def at(data: Moderation, name: Chosen, value: float | None, words: Words) -> str:
    """What a value of the moderator is called: its answer where there are two."""
    if data.region is not None or value is None:
        return words(AT[name])
    code = int(value) if value == int(value) else value
    label = words.answer(data.moderator, code)
    return words.number(value, "dec2") if label == str(code) else label


def through(data: Moderation, name: Through, value: float | None, words: Words) -> str:
    """The same of a mediated effect."""
    if data.region is not None or value is None:
        return words(THROUGH[name] if data.region else TWO_THROUGH.get(name, THROUGH[name]))
    return at(data, "low", value, words)
