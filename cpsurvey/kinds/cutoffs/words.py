"""Tailored cut-offs (T8c, T8d)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.cutoffs.data import Left, Statistic
    from cpsurvey.parts import FitIndex

SECTION = Phrase("Tailored cut-offs of fit", "Seuils d'ajustement propres aux modèles")
T8C = Phrase(
    "Fit beside fixed and tailored cut-offs",
    "Ajustement, seuils fixes et seuils propres au modèle",
)
T8D = Phrase(
    "What is left out at each level, and how well it is seen",
    "Ce qui est omis à chaque niveau, et à quel point cela se voit",
)
MEASURE = Phrase("Measure", "Indice")
OBSERVED = Phrase("This model", "Ce modèle")
FIXED = Phrase("Fixed", "Fixe")
RIGHT = Phrase("Model right (95%)", "Modèle juste (95 %)")
LEVEL = Phrase("Level {level}", "Niveau {level}")
TSIZE = Phrase("T-size", "T-size")
WORSE = Phrase("Worse than", "Pire que")
DEPTH = Phrase("Level", "Niveau")
OMITTED = Phrase("Left out", "Omis")
SAMPLES = Phrase("Samples", "Échantillons")
SEEN = Phrase("{measure}: seen", "{measure} : vu")
NO_LEVEL = Phrase("no level", "aucun niveau")
RIGHT_ONE = Phrase("a right model", "un modèle juste")
TITLED = Phrase("{model} (n = {n})", "{model} (n = {n})")
NAMES: dict[FitIndex, Phrase] = {
    "srmr": Phrase("SRMR", "SRMR"),
    "rmsea": Phrase("RMSEA", "RMSEA"),
    "cfi": Phrase("CFI", "CFI"),
}
HOW = Phrase(
    "Fixed: Hu & Bentler (1999), found with one model of three factors. Tailored: {draws} "
    "samples of the model's own n from each population, the model fitted to each (McNeish & "
    "Wolf, 2022, 2023). “Model right”: what 95% of the samples are better than in which the "
    "model is right. Levels: populations in which the model leaves something out (T8d); their "
    "cut-off is what 95% of those samples, or as many as can be told from a right model, are "
    "worse than; “–”: fewer than half can. Monte Carlo error of a cut-off: at most {error}.",
    "Fixe : Hu et Bentler (1999), trouvé sur un seul modèle à trois facteurs. Propre au "
    "modèle : {draws} échantillons de même n tirés de chaque population, le modèle ajusté à "
    "chacun (McNeish et Wolf, 2022, 2023). « Modèle juste » : ce que 95 % des échantillons "
    "battent quand le modèle est juste. Niveaux : populations où le modèle omet quelque chose "
    "(T8d) ; leur seuil est ce que 95 % de ces échantillons, ou autant qu'on peut distinguer "
    "d'un modèle juste, n'atteignent pas ; « – » : moins de la moitié. Erreur Monte Carlo "
    "d'un seuil : au plus {error}.",
)
TSIZE_NOTE = Phrase(
    "T-size: with 95% confidence RMSEA is no larger and CFI no smaller than this (Yuan et "
    "al., 2016).",
    "T-size : avec 95 % de confiance, RMSEA n'est pas plus grand et CFI pas plus petit que "
    "cela (Yuan et al., 2016).",
)
NO_VERDICT = Phrase(
    "No cut-off makes a model right: one that is better than all of them may still leave out "
    "what was not tried here. Read loadings, residuals and rival models too.",
    "Aucun seuil ne rend un modèle juste : mieux que tous, il peut encore omettre ce qui n'a "
    "pas été essayé ici. Voir aussi les saturations, les résidus et les modèles rivaux.",
)
NORMAL_NOTE: dict[Statistic, Phrase] = {
    "plain": Phrase(
        "Samples are of complete, independent, normal answers.",
        "Les échantillons sont faits de réponses complètes, indépendantes et normales.",
    ),
    "robust": Phrase(
        "Samples are of complete, independent, normal answers, fitted by plain maximum "
        "likelihood; the model's own RMSEA and CFI are the robust versions. Missing answers "
        "and clusters are not in the simulation.",
        "Les échantillons sont faits de réponses complètes, indépendantes et normales, "
        "ajustées par maximum de vraisemblance simple ; RMSEA et CFI du modèle sont les "
        "versions robustes. Réponses manquantes et grappes ne sont pas dans la simulation.",
    ),
    "scaled": Phrase(
        "Samples are of complete, independent answers; RMSEA and CFI are those of the scaled "
        "test, not the robust versions of T8. Missing answers and clusters are not in the "
        "simulation.",
        "Les échantillons sont faits de réponses complètes et indépendantes ; RMSEA et CFI "
        "sont ceux du test corrigé, non les versions robustes de T8. Réponses manquantes et "
        "grappes ne sont pas dans la simulation.",
    ),
}
"""What the samples are, by the statistic the model's own fit rests on."""
ORDERED_NOTE = Phrase(
    "Answers are ordered: thresholds and correlations are drawn from their asymptotic "
    "distribution, tests scaled and shifted as in the population.",
    "Réponses ordonnées : seuils et corrélations sont tirés de leur loi asymptotique, et les "
    "tests corrigés comme dans la population.",
)
SEEN_NOTE = Phrase(
    "Seen: share of the samples that are worse than the cut-off (where there is none, than "
    "95% of the samples in which the model is right). Values are fully standardised; the "
    "variances of the answers stay what they are.",
    "Vu : part des échantillons pires que le seuil (à défaut, pires que 95 % des échantillons "
    "où le modèle est juste). Valeurs entièrement standardisées ; les variances des réponses "
    "ne changent pas.",
)
LEFT_NOTE: dict[Left, Phrase] = {
    "cross_loadings": Phrase(
        "{model}: the weakest items load on a second factor too, as strongly as on their own.",
        "{model} : les items les plus faibles saturent aussi sur un second facteur, autant "
        "que sur le leur.",
    ),
    "residual_correlations": Phrase(
        "{model}: residuals of items correlate in pairs.",
        "{model} : des résidus d'items corrèlent deux à deux.",
    ),
    "paths": Phrase(
        "{model}: what the paths leave unexplained of two variables correlates.",
        "{model} : ce que les chemins laissent inexpliqué de deux variables corrèle.",
    ),
    "nothing": Phrase(
        "{model}: nothing can be left out that its fit would show.",
        "{model} : rien ne peut être omis que son ajustement montrerait.",
    ),
}
IN_SHORT_WORSE = Phrase(
    "{model}: fit is worse than tailored cut-offs ({measures}), {left}.",
    "{model} : ajustement pire que les seuils propres au modèle ({measures}), {left}.",
)
IN_SHORT_BETTER = Phrase(
    "{model}: no measure of fit is worse than a cut-off tailored to the model.",
    "{model} : aucun indice d'ajustement n'est pire qu'un seuil propre au modèle.",
)
IN_SHORT_ODD = Phrase(
    "{model}: fit is worse than in 95% of the samples in which the model is right "
    "({measures}).",
    "{model} : ajustement pire que dans 95 % des échantillons où le modèle est juste "
    "({measures}).",
)
IN_SHORT_UNKNOWN = Phrase(
    "{model}: its fit cannot be judged by tailored cut-offs.",
    "{model} : son ajustement n'est pas jugeable par des seuils propres au modèle.",
)
AS_IF: dict[Left, Phrase] = {
    "cross_loadings": Phrase(
        "as where {count} {count:cross-loading is|cross-loadings are} left out",
        "comme là où {count} {count:saturation croisée est omise|saturations croisées sont "
        "omises}",
    ),
    "residual_correlations": Phrase(
        "as where {count} residual {count:correlation|correlations} of .30 {count:is|are} "
        "left out",
        "comme là où {count} {count:corrélation résiduelle|corrélations résiduelles} de 0,30 "
        "{count:est omise|sont omises}",
    ),
    "paths": Phrase(
        "as where {count} {count:correlation|correlations} of .30 {count:is|are} left out",
        "comme là où {count} {count:corrélation|corrélations} de 0,30 {count:est omise|sont "
        "omises}",
    ),
    "nothing": Phrase("as where nothing is left out", "comme là où rien n'est omis"),
}
FIGURE = Phrase(
    "Fit of samples in which {model} is right (level 0) or leaves something out; line: this "
    "model, dashes: fixed cut-off",
    "Ajustement d'échantillons où {model} est juste (niveau 0) ou omet quelque chose ; trait "
    ": ce modèle, tirets : seuil fixe",
)
CAVEATS: dict[str, Phrase] = {
    "fit_below_tailored": Phrase(
        "FIT IS WORSE than the cut-offs tailored to this model ({measures}; T8c), as in "
        "samples where the model leaves something out: its loadings and paths may be off. See "
        "where it does not fit (T12) before reading them.",
        "AJUSTEMENT PIRE que les seuils propres à ce modèle ({measures} ; T8c), comme dans "
        "des échantillons où le modèle omet quelque chose : ses saturations et ses chemins "
        "peuvent être faux. Voir où il s'ajuste mal (T12) avant de les lire.",
    ),
    "fit_below_right": Phrase(
        "FIT IS WORSE than in 95% of the samples in which the model is right ({measures}; "
        "T8c). How much the model leaves out cannot be told by cut-offs: see where it does "
        "not fit (T12).",
        "AJUSTEMENT PIRE que dans 95 % des échantillons où le modèle est juste ({measures} ; "
        "T8c). Des seuils ne peuvent dire combien le modèle omet : voir où il s'ajuste mal "
        "(T12).",
    ),
    "cutoffs_nothing": Phrase(
        "No population could be made in which the model is wrong: fewer than four items of "
        "one factor, or every variable is linked with every other. Only the fit of a right "
        "model is shown.",
        "Aucune population où le modèle serait faux n'a pu être construite : moins de quatre "
        "items d'un facteur, ou toutes les variables liées entre elles. Seul est montré ce "
        "qu'est l'ajustement quand le modèle est juste.",
    ),
    "cutoffs_apart": Phrase(
        "No cut-off: with so many respondents and such loadings, fit does not tell a right "
        "model from these wrong ones. Fixed cut-offs tell them apart no better.",
        "Pas de seuil : avec ce nombre de répondants et ces saturations, l'ajustement ne "
        "distingue pas un modèle juste de ces modèles faux. Les seuils fixes ne font pas "
        "mieux.",
    ),
    "cutoffs_impossible": Phrase(
        "{levels} {levels:level|levels} without cut-offs: no such population, or the model "
        "cannot be fitted to half of its samples.",
        "{levels} {levels:niveau|niveaux} sans seuils : pas de telle population, ou le modèle "
        "ne s'ajuste pas à la moitié de ses échantillons.",
    ),
    "cutoffs_lost": Phrase(
        "The model could not be fitted to up to {share}% of the samples of one population: "
        "cut-offs rest on the others.",
        "Le modèle n'a pu être ajusté à {share} % des échantillons d'une population au plus : "
        "les seuils reposent sur les autres.",
    ),
}
"""Sentences by the code of their caveat."""
TEST: dict[str, Phrase] = {
    "fit_below_tailored": Phrase(
        "fit worse than the cut-offs tailored to it: {measures}, T8c",
        "ajustement pire que les seuils qui lui sont propres : {measures}, T8c",
    ),
    "fit_below_right": Phrase(
        "fit worse than in 95% of samples of a right model: {measures}, T8c",
        "ajustement pire que dans 95 % des échantillons d'un modèle juste : {measures}, T8c",
    ),
}
"""What is said beside the fit of the model itself."""
