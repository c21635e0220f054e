"""Rival measurement models, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

COMPARED = Phrase(
    "Measurement was judged by rival models of the same items ({models}), each tested against "
    "correlated factors by the difference of χ²{scaled}.",
    "La mesure a été jugée par des modèles rivaux des mêmes items ({models}), chacun testé "
    "contre les facteurs corrélés par la différence de χ²{scaled}.",
)
EMBEDDED = Phrase(
    "Whether a composite is one thing with several sides was judged within the whole model, "
    "by the RMSEA of the difference [@savalei2023].",
    "Qu'un composite soit une seule chose à plusieurs facettes a été jugé dans le modèle "
    "entier, par le RMSEA de la différence [@savalei2023].",
)
LOWEST = Phrase("λ, lowest", "λ min.")
HIGHEST = Phrase("λ, highest", "λ max.")
BEST = Phrase(
    "Of the rival models of {scales} {scales:scale|scales} the lowest BIC among the sound ones "
    "is that of: {model} (T8).",
    "Parmi les modèles rivaux de {scales} {scales:échelle|échelles}, le plus petit BIC des "
    "modèles admissibles est celui de : {model} (T8).",
)
LOCAL = Phrase(
    "Local fit: the largest residual correlation of the measurement model is {residual} "
    "({pair}; T12).",
    "Ajustement local : la plus grande corrélation résiduelle du modèle de mesure est de "
    "{residual} ({pair} ; T12).",
)
