"""Local fit (T12)."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

T12R = Phrase("Largest residual correlations: {model}", "Plus grands résidus : {model}")
T12M = Phrase(
    "Largest modification indices: {model}", "Plus grands indices de modification : {model}"
)
PAIR = Phrase("Variables", "Variables")
RESIDUAL = Phrase("Residual correlation", "Corrélation résiduelle")
PARAMETER = Phrase("Parameter left out", "Paramètre absent")
MI = Phrase("MI", "IM")
EPC = Phrase("Expected change", "Changement attendu")
SEPC = Phrase("Std. change", "Changement std.")
RESIDUAL_NOTE = Phrase(
    "Observed minus implied correlation. Beyond .10 in size the model misses something "
    "that these two items share.",
    "Corrélation observée moins corrélation impliquée. Au-delà de 0,10 en ampleur, le "
    "modèle manque quelque chose que ces deux items partagent.",
)
NEVER = Phrase(
    "NOT APPLIED. An index says by how much χ² would fall, about, if the parameter were "
    "freed, and by how much the parameter would change; among so many, large ones arise "
    "by chance. They are hypotheses for new data: models here are never changed on their "
    "account.",
    "NON APPLIQUÉS. Un indice dit de combien χ² baisserait environ si le paramètre était "
    "libéré, et de combien le paramètre changerait ; parmi tant d'indices, de grandes "
    "valeurs surviennent par hasard. Ce sont des hypothèses pour de nouvelles données : "
    "les modèles ne sont jamais modifiés à cause d'eux.",
)
