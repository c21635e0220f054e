"""A difference of indirect effects (T33)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.contrast.data import Means, Place, Verdict, Version

SECTION = Phrase(
    "Larger outside routine, or worded so?",
    "Un effet plus grand face à l'inhabituel, ou une affaire de formulation ?",
)
T33 = Phrase("{effect}, standardised", "{effect}, valeurs standardisées")
T33O = Phrase(
    "What may hide effects on these outcomes",
    "Ce qui peut masquer des effets sur ces résultats",
)
VERSION = Phrase("Version", "Version")
FIRST = Phrase("On {outcome}", "Sur {outcome}")
DIFFERENCE = Phrase("Difference", "Différence")
OUTCOME = Phrase("Outcome", "Résultat")
HIGHEST = Phrase("Highest answers %", "Réponses maximales %")
ALPHA = Phrase("Alpha", "Alpha")
NOTE = Phrase(
    "Standardised indirect effects of {source}, Monte Carlo intervals and p. In units of the "
    "answers the one with more spread would look larger.{dropped}{levels}",
    "Effets indirects standardisés de « {source} », intervalles et p de Monte Carlo. En unités "
    "de réponses, celui dont la dispersion est plus grande paraîtrait plus "
    "fort.{dropped}{levels}",
)
DROPPED = Phrase(
    " Without: {items}, which share words with what the effect passes through.",
    " Sans : {items}, qui partagent des mots avec ce par quoi passe l'effet.",
)
LEVELS: dict[Means, Phrase] = {
    "latent": Phrase(
        " Within and between groups ({variable}): by scores, a model of two levels.",
        " Au sein des groupes et entre eux ({variable}) : par les scores, modèle à deux "
        "niveaux.",
    ),
    "observed": Phrase(
        " Within and between groups ({variable}): by scores, deviations from the means of "
        "groups and "
        "these means, as the model of two levels has no admissible solution.",
        " Au sein des groupes et entre eux ({variable}) : par les scores, écarts aux moyennes "
        "des groupes et ces "
        "moyennes, le modèle à deux niveaux n'ayant pas de solution admissible.",
    ),
}
OUTCOMES_NOTE = Phrase(
    "Where most answers are the highest possible, or measured with much error, an effect is "
    "small whatever the truth; errors of measurement are taken out of the effects above, "
    "ceilings are not.",
    "Là où la plupart des réponses sont maximales, ou mesurées avec beaucoup d'erreur, un "
    "effet est petit quelle que soit la vérité ; l'erreur de mesure est retirée des effets "
    "ci-dessus, les plafonds ne le sont pas.",
)
VERSIONS: dict[Version, Phrase] = {
    "whole": Phrase("Main model", "Modèle principal"),
    "without": Phrase("Without shared words", "Sans mots partagés"),
    "within": Phrase("Within groups (scores)", "Au sein des groupes (scores)"),
    "between": Phrase("Between groups (scores)", "Entre les groupes (scores)"),
}
VERDICTS: dict[Verdict, Phrase] = {
    "stands": Phrase(
        "{effect}: above zero, standardised {est} {ci}, and without items that share words.",
        "{effect} : au-dessus de zéro, {est} {ci} standardisé, et aussi sans les items aux "
        "mots partagés.",
    ),
    "shown": Phrase(
        "{effect}: above zero, standardised {est} {ci}; not tried without items that share "
        "words.",
        "{effect} : au-dessus de zéro, {est} {ci} standardisé ; non essayé sans les items aux "
        "mots partagés.",
    ),
    "wording": Phrase(
        "{effect}: standardised {est} {ci}, but not shown without items that share words.",
        "{effect} : {est} {ci} standardisé, mais non établi sans les items aux mots partagés.",
    ),
    "not_shown": Phrase(
        "{effect}: standardised {est} {ci}, not shown to be above zero.",
        "{effect} : {est} {ci} standardisé, non établi au-dessus de zéro.",
    ),
    "unsound": Phrase(
        "{effect}: cannot be judged, the model has no admissible solution.",
        "{effect} : ne peut être jugé, le modèle n'a pas de solution admissible.",
    ),
}
PLACES: dict[Place, Phrase] = {
    "both": Phrase(
        "The difference is seen within and between groups ({variable}, by scores).",
        "L'écart se voit au sein des groupes et entre eux ({variable}, par les scores).",
    ),
    "within": Phrase(
        "The difference is seen within groups ({variable}); between them it is not shown "
        "({est} "
        "{ci}, by scores).",
        "L'écart se voit au sein des groupes ({variable}) ; entre eux, il n'est pas établi "
        "({est} {ci}, par les scores).",
    ),
    "between": Phrase(
        "The difference is seen between groups ({variable}); within them it is not shown (by "
        "scores).",
        "L'écart se voit entre les groupes ({variable}) ; en leur sein, il n'est pas établi "
        "(par "
        "les scores).",
    ),
    "neither": Phrase(
        "By scores the difference is shown neither within nor between groups ({variable}).",
        "Par les scores, l'écart n'est établi ni au sein des groupes ni entre eux "
        "({variable}).",
    ),
    "unknown": Phrase(
        "Within and between groups ({variable}) it cannot be told.",
        "Au sein des groupes et entre eux ({variable}), rien ne peut être dit.",
    ),
}
CAVEATS: dict[str, Phrase] = {
    "contrast_unsound": Phrase(
        "The main model has no admissible solution: the difference is not told.",
        "Le modèle principal n'a pas de solution admissible : la différence n'est pas donnée.",
    ),
    "contrast_no_without": Phrase(
        "Without the items that share words the model has no admissible solution.",
        "Sans les items aux mots partagés, le modèle n'a pas de solution admissible.",
    ),
}
"""Sentences by the code of their caveat."""
