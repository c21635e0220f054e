"""The hypotheses, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

VERDICTS = Phrase(
    "Every hypothesis rests on numbers that the questionnaire or the study file names. "
    "Their p are adjusted over {count} {count:hypothesis|hypotheses} [@holm1979], a "
    "verdict uses the whole 95% interval at {alpha}, and a hypothesis with several tests "
    "needs all of them.",
    "Chaque hypothèse repose sur des nombres désignés dans le questionnaire ou le "
    "fichier d'étude. Leurs p sont ajustés sur {count} {count:hypothèse|hypothèses} "
    "[@holm1979], un verdict tient compte de tout l'intervalle à 95 %, à {alpha}, et une "
    "hypothèse à plusieurs tests les demande tous.",
)
SPECIFICATIONS = Phrase(
    "Other specifications were declared beside the first of a hypothesis; where one of them "
    "disagrees, the hypothesis is called not robust.",
    "D'autres spécifications ont été déclarées à côté de la première d'une hypothèse ; si "
    "l'une d'elles ne concorde pas, l'hypothèse est dite non robuste.",
)
SEEN = Phrase(
    "For every test T0 gives the size of effect that a study with its error finds four times "
    "in five at {alpha}, without adjustment.",
    "Pour chaque test, le tableau T0 donne la taille d'effet qu'une étude avec la même erreur "
    "trouve quatre fois sur cinq à {alpha}, sans ajustement.",
)
SMALLEST = Phrase(
    "A smallest effect of interest was declared; where nothing was found, T0 says whether the "
    "effect is surely smaller.",
    "Un plus petit effet d'intérêt a été déclaré ; là où rien n'a été trouvé, le tableau T0 "
    "dit si l'effet lui est à coup sûr inférieur.",
)
HYPOTHESIS = Phrase("{id} ({verdict}). {says}.", "{id} ({verdict}). {says}.")
TEST = Phrase("{name}: {est}, 95% CI {ci}, p {p}", "{name} : {est}, IC 95 % {ci}, p {p}")
ADJUSTED = Phrase("After Holm's adjustment, p {p}.", "Après l'ajustement de Holm, p {p}.")
DISAGREE = Phrase(
    "Of the other specifications ({every}), {count} {count:disagrees|disagree}: {names}.",
    "Parmi les autres spécifications ({every}), {count} ne {count:concorde|concordent} pas : "
    "{names}.",
)
AGREE = Phrase(
    "All other declared specifications that can be judged agree ({every}).",
    "Toutes les autres spécifications déclarées qui peuvent être jugées concordent ({every}).",
)
WHY = Phrase("Reason: {reasons}.", "Raison : {reasons}.")
RIVALS = Phrase(
    "The data hold another explanation as well: {names}.",
    "Les données admettent aussi une autre explication : {names}.",
)
