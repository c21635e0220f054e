"""How to read a document, in four sentences; ``docs/how-to-read.md`` says more."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("How to read this", "Comment lire ceci")
VERDICT = Phrase(
    "A verdict uses the whole 95% interval of every number it rests on, and p after Holm's "
    "adjustment. Supported: found as a plan declared it before the data. As expected, "
    "exploratory: found, and no such plan holds for it. Not supported: not found, which is "
    "not “there is nothing”. Not robust: another declared way of analysing it says otherwise. "
    "Cannot be judged: too few people, too wide an interval, or a model that may not be read.",
    "Un verdict tient compte de tout l'intervalle à 95 % de chaque nombre sur lequel il "
    "repose, et de p après l'ajustement de Holm. Soutenue : trouvée telle qu'un plan l'avait "
    "déclarée avant les données. Conforme à l'attente, exploratoire : trouvée, sans qu'un tel "
    "plan vaille pour elle. Non soutenue : non trouvée, ce qui n'est pas « il n'y a rien ». "
    "Non robuste : une autre façon déclarée de l'analyser dit autre chose. Non jugeable : "
    "trop peu de personnes, intervalle trop large, ou modèle qui ne peut être lu.",
)
NUMBER = Phrase(
    "Standardised: standard deviations of the outcome per standard deviation of the source. "
    "b: points of the answers per point of the answers. An interval holds the values that the "
    "data go with.",
    "Standardisé : écarts types de la variable expliquée par écart type de la source. b : "
    "points de réponse par point de réponse. Un intervalle contient les valeurs compatibles "
    "avec les données.",
)
CODES = Phrase(
    "The small code beside the number of a table is the name of its file.",
    "Le petit code à côté du numéro d'un tableau est le nom de son fichier.",
)
