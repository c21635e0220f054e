"""Moderation, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

PRODUCT = Phrase(
    "Moderation was tested by the product of predictor and moderator in a regression (T19).",
    "La modération a été testée par le produit du prédicteur et du modérateur dans une "
    "régression (T19).",
)
REGION = Phrase(
    "Where along the moderator the effect differs from zero is the region of Johnson and "
    "Neyman [@bauer2005].",
    "La région de Johnson et Neyman [@bauer2005] montre pour quelles valeurs du modérateur "
    "l'effet diffère de zéro.",
)
REGION_FDR = Phrase(
    "Where along the moderator the effect differs from zero is the region of Johnson and "
    "Neyman [@bauer2005], its limits adjusted for looking everywhere [@esarey2018].",
    "La région de Johnson et Neyman [@bauer2005] montre pour quelles valeurs du modérateur "
    "l'effet diffère de zéro, ses bornes étant ajustées pour une recherche sur toute "
    "l'étendue [@esarey2018].",
)
PRODUCTS = Phrase(
    "The same interaction was fitted between latent variables, by products of indicators.",
    "La même interaction a été ajustée entre variables latentes, par produits d'indicateurs.",
)
LMS = Phrase(
    "It was also fitted without products, by latent moderated structural equations "
    "[@klein2000].",
    "Elle a aussi été ajustée sans produits, par équations structurelles latentes modérées "
    "(LMS ; [@klein2000]).",
)
