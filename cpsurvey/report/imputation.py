"""What is said of numbers pooled over completed data sets."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import is_dataclass

from cpsurvey.parts import Imputation
from cpsurvey.report.words import Phrase, Words

FMI = Phrase("FMI", "FMI")
NOTE = Phrase(
    "Missing answers are imputed: {incomplete} {incomplete:respondent|respondents} who "
    "{incomplete:lacks|lack} something {incomplete:is|are} kept, in {sets} completed data sets "
    "(chained equations, predictive mean matching). Pooled by Rubin's rules; {lost}.",
    "Les réponses manquantes sont imputées : {incomplete} {incomplete:répondant incomplet "
    "est gardé|répondants incomplets sont gardés}, dans {sets} jeux de données complétés "
    "(équations chaînées, appariement par moyenne prédite). Mise en commun par les règles de "
    "Rubin ; {lost}.",
)
LOST = Phrase(
    "FMI, the fraction of information that the missing answers took away, is {lost} at most",
    "FMI, la part d'information que les réponses manquantes ont ôtée, vaut au plus {lost}",
)
OF_REGRESSIONS = Phrase(
    "Degrees of freedom of Barnard & Rubin (1999); tests of blocks are D1 (Li et al., 1991; "
    "Reiter, 2007). Residuals, calibration and the regressions without each group: the first "
    "completed data set.",
    "Degrés de liberté de Barnard et Rubin (1999) ; tests des blocs : D1 (Li et al., 1991 ; "
    "Reiter, 2007). Résidus, calibration et régressions sans chaque groupe : premier jeu "
    "complété.",
)
OF_EFFECTS = Phrase(
    "Degrees of freedom of Barnard & Rubin (1999); R² by Fisher's z (Harel, 2009).",
    "Degrés de liberté de Barnard et Rubin (1999) ; R² par le z de Fisher (Harel, 2009).",
)
OF_PATHS = Phrase(
    "Degrees of freedom of Barnard & Rubin (1999) where the regressions have any; χ² by D2 "
    "(Li, Meng, Raghunathan & Rubin, 1991).",
    "Degrés de liberté de Barnard et Rubin (1999) là où les régressions en ont ; χ² par D2 "
    "(Li, Meng, Raghunathan et Rubin, 1991).",
)
OF_BLOCKS = Phrase(
    "F and p: classical errors; p (robust): the errors printed above; both D1 over the "
    "completed data sets.",
    "F et p : erreurs classiques ; p (robuste) : erreurs imprimées plus haut ; les deux par D1 "
    "sur les jeux complétés.",
)
OF_MODELS = Phrase(
    "χ² and the measures made of it are pooled as D2 (Li, Meng, Raghunathan & Rubin, 1991), "
    "then scaled by the mean correction.",
    "Le χ² et les indices qui en dérivent sont mis en commun par D2 (Li, Meng, Raghunathan et "
    "Rubin, 1991), puis corrigés par la correction moyenne.",
)
CAVEATS: dict[str, Phrase] = {
    "imputation_unsettled": Phrase(
        "The imputations had not settled (potential scale reduction {ratio}, to be below "
        "1.2): leave out variables that few answered, or use missing: listwise.",
        "Les imputations ne se sont pas stabilisées (facteur de réduction d'échelle {ratio}, "
        "à tenir sous 1,2) : retirez les variables peu renseignées, ou missing: listwise.",
    ),
    "imputed_mostly": Phrase(
        "More than half of the information on {variables} is missing: {variables:this "
        "number rests|these numbers rest} on the imputation model more than on answers.",
        "Plus de la moitié de l'information manque sur : {variables} ; {variables:ce nombre "
        "tient|ces nombres tiennent} au modèle d'imputation plus qu'aux réponses.",
    ),
    "imputed_parameters": Phrase(
        "More than half of the information on {count} {count:parameter|parameters} is missing: "
        "{count:it rests|they rest} on the imputation model more than on answers.",
        "Plus de la moitié de l'information manque sur {count} {count:paramètre|paramètres}, "
        "qui {count:tient|tiennent} au modèle d'imputation plus qu'aux réponses.",
    ),
    "imputed_sets_failed": Phrase(
        "In {failed} of {sets} completed data sets the model found no solution; the others "
        "are pooled.",
        "Dans {failed} des {sets} jeux complétés, le modèle n'a pas trouvé de solution ; les "
        "autres sont mis en commun.",
    ),
    "imputed_not_theirs": Phrase(
        "{n} {n:respondent|respondents} had a score imputed after saying of one of its items "
        "that it does not apply to their work. Whoever has no such calls is not missing at "
        "random; with missing: listwise they are left out.",
        "Pour {n} {n:répondant|répondants}, un score est imputé alors qu'un de ses items a "
        "reçu la réponse « Ne s'applique pas ». Ne pas avoir de tels appels n'est pas une "
        "donnée manquante au hasard ; avec missing: listwise, ces personnes sont écartées.",
    ),
}
"""Sentences by the code of their caveat."""


PLAIN = (str, int, float, type(None))
"""Most of what payloads hold."""


def note(found: Imputation, more: Phrase, words: Words) -> str:
    """How many were kept, in how many data sets, and what that cost."""
    lost = words(LOST, lost=words.number(found.lost, "unit2"))
    said = words(NOTE, incomplete=found.incomplete, sets=found.sets, lost=lost)
    return f"{said} {words(more)}"


def found(data: object) -> Iterator[Imputation]:
    """What a payload tells of imputations, wherever in it that stands."""
    if isinstance(data, Imputation):
        yield data
    elif isinstance(data, tuple):
        for one in data:
            if not isinstance(one, PLAIN):
                yield from found(one)
    elif is_dataclass(data):
        for name in data.__dataclass_fields__:
            one = getattr(data, name)
            if not isinstance(one, PLAIN):
                yield from found(one)
