"""The other order, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

REVERSED = Phrase(
    "Indirect effects turned round (standardised)",
    "Effets indirects dans l'ordre inverse (standardisés)",
)
TURNED = Phrase("Turned", "Inverse")
ORDERS = Phrase(
    "The order of a cross-section is assumed: the model was fitted again with every arrow "
    "among its variables turned round.",
    "L'ordre des variables d'une étude transversale est posé, non observé : le modèle a été "
    "réajusté en inversant toutes ses flèches entre variables.",
)
OMITTED = Phrase(
    "For every indirect effect the correlation of residuals at which nothing is left of it was "
    "found [@imai2010].",
    "Pour chaque effet indirect a été cherchée la corrélation des résidus à laquelle il n'en "
    "reste rien [@imai2010].",
)
ROBUST = Phrase(
    "Robustness values say what an omitted cause would have to explain [@cinelli2020].",
    "Les valeurs de robustesse disent ce qu'une cause omise devrait expliquer [@cinelli2020].",
)
WIDEST = Phrase(
    "{effect}: {forward} in the order assumed, {backward} in the other (standardised; T29).",
    "{effect} : {forward} dans l'ordre posé, {backward} dans l'autre (standardisé ; T29).",
)
