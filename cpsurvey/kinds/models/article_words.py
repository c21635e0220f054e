"""Measurement and structural models, in the article."""

from __future__ import annotations

from cpsurvey.parts import Estimator, Missing
from cpsurvey.report.words import Phrase

ESTIMATED: dict[Estimator, Phrase] = {
    "ml": Phrase(
        "Models with latent variables were estimated by maximum likelihood{clusters}.",
        "Les modèles à variables latentes ont été estimés par maximum de "
        "vraisemblance{clusters}.",
    ),
    "mlr": Phrase(
        "Models with latent variables were estimated by robust maximum likelihood (MLR; "
        "[@yuan2000]){clusters}.",
        "Les modèles à variables latentes ont été estimés par maximum de vraisemblance robuste "
        "(MLR ; [@yuan2000]){clusters}.",
    ),
    "mlm": Phrase(
        "Models with latent variables were estimated by maximum likelihood with a "
        "Satorra-Bentler correction (MLM){clusters}.",
        "Les modèles à variables latentes ont été estimés par maximum de vraisemblance avec "
        "correction de Satorra-Bentler (MLM){clusters}.",
    ),
    "gls": Phrase(
        "Models with latent variables were estimated by generalised least squares{clusters}.",
        "Les modèles à variables latentes ont été estimés par moindres carrés "
        "généralisés{clusters}.",
    ),
    "uls": Phrase(
        "Models with latent variables were estimated by unweighted least squares{clusters}.",
        "Les modèles à variables latentes ont été estimés par moindres carrés non "
        "pondérés{clusters}.",
    ),
    "dwls": Phrase(
        "Models with latent variables take answers as ordered categories and were estimated "
        "by diagonally weighted least squares (DWLS){clusters}.",
        "Les modèles à variables latentes tiennent les réponses pour des catégories ordonnées "
        "et ont été estimés par moindres carrés à pondération diagonale (DWLS){clusters}.",
    ),
    "wlsmv": Phrase(
        "Models with latent variables take answers as ordered categories and were estimated "
        "by diagonally weighted least squares with robust errors and a scaled and shifted "
        "test (WLSMV){clusters}.",
        "Les modèles à variables latentes tiennent les réponses pour des catégories ordonnées "
        "et ont été estimés par moindres carrés à pondération diagonale, avec erreurs types "
        "robustes et test corrigé et décalé (WLSMV){clusters}.",
    ),
}
CLUSTERS = Phrase(
    ", with errors and tests robust to {clusters} {clusters:cluster|clusters} of {variable}",
    ", avec erreurs types et tests robustes à {clusters} {clusters:grappe|grappes} "
    "({variable})",
)
FEW = Phrase(
    "Their intervals and p-values, and those of their effects, rest on Student's t with {df} "
    "{df:degree|degrees} of freedom, one less than there are clusters [@cameron2015].",
    "Leurs intervalles et leurs valeurs de p, comme ceux de leurs effets, reposent sur la loi "
    "de Student à {df} {df:degré|degrés} de liberté, un de moins que de grappes "
    "[@cameron2015].",
)
MISSING: dict[Missing, Phrase] = {
    "fiml": Phrase(
        "In models, whoever answered some items counts with these (full information); "
        "covariates that somebody lacks are modelled with the other variables.",
        "Dans les modèles, quiconque a répondu à une partie des items compte par ces réponses "
        "(information complète) ; les covariables qui manquent à quelqu'un sont modélisées "
        "avec les autres variables.",
    ),
    "listwise": Phrase(
        "Models are of complete cases.", "Les modèles portent sur les cas complets."
    ),
    "pairwise": Phrase(
        "Models rest on what each pair of items has (pairwise).",
        "Les modèles reposent sur les réponses communes à chaque paire d'items (par paires).",
    ),
}
CORRECTED = Phrase(
    "CFI, TLI and RMSEA are the robust ones, corrected for missing answers [@zhang2023].",
    "CFI, TLI et RMSEA sont les versions robustes, corrigées des réponses manquantes "
    "[@zhang2023].",
)
DRAWS = Phrase(
    "Indirect effects are products of paths; their intervals and p come of Monte Carlo draws "
    "from the distribution of the estimates [@preacher2012].",
    "Les effets indirects sont des produits de chemins ; leurs intervalles et leurs p viennent "
    "de tirages de Monte Carlo dans la distribution des estimations [@preacher2012].",
)
BOOTSTRAP = Phrase(
    "Effects were also given bootstrap intervals ({draws} draws).",
    "Des intervalles bootstrap ({draws} tirages) ont aussi été calculés pour les effets.",
)
SECOND_SAME = Phrase(
    "A second program (semopy; [@igolkina2020]), fitted to the complete cases where it cannot "
    "do the same, gave the main model estimates within 1% of the engine's.",
    "Un second programme (semopy ; [@igolkina2020]), ajusté aux cas complets là où il ne peut "
    "faire de même, donne au modèle principal des estimations à moins de 1 % de celles du "
    "moteur.",
)
SECOND_DIFFERS = Phrase(
    "A second program (semopy; [@igolkina2020]) gave the main model estimates more than 1% "
    "away from the engine's; how far is in the supplement.",
    "Un second programme (semopy ; [@igolkina2020]) donne au modèle principal des estimations "
    "à plus de 1 % de celles du moteur ; le supplément dit de combien.",
)
FIT = Phrase(
    "Fit of the main model ({model}, n = {n}): χ²({df}) = {chisq}, p {p}, CFI = {cfi}, RMSEA = "
    "{rmsea}, 90% CI {interval}, SRMR = {srmr}.",
    "Ajustement du modèle principal ({model}, n = {n}) : χ²({df}) = {chisq}, p {p}, CFI = "
    "{cfi}, RMSEA = {rmsea}, IC 90 % {interval}, SRMR = {srmr}.",
)
AS_SPECIFIED = Phrase(
    "It is interpreted as it was specified: nothing was added to it or taken from it after "
    "its fit was seen in this run.",
    "Il est interprété tel que spécifié : rien n'y a été ajouté ni retiré, dans cette "
    "exécution, au vu de son ajustement.",
)
INADMISSIBLE = Phrase(
    "The main model ({model}) has no solution that may be read: it did not converge or is "
    "inadmissible, and nothing of it is interpreted.",
    "Le modèle principal ({model}) n'a pas de solution interprétable : il n'a pas convergé ou "
    "n'est pas admissible, et rien n'en est interprété.",
)
UNFITTED = Phrase(
    "No structural model was fitted; {model} is a measurement model.",
    "Aucun modèle structurel n'a été ajusté ; {model} est un modèle de mesure.",
)
CARE = Phrase("To be read with care ({what}).", "À lire avec prudence ({what}).")
EFFECT = Phrase(
    "{effect}: {est} in standard deviations, 95% interval {ci}.",
    "{effect} : {est} en écarts types, intervalle à 95 % {ci}.",
)
PLAIN = Phrase(
    "in points of the answers per point, {est} {ci}",
    "en points de réponse par point, {est} {ci}",
)
STD_CI = Phrase("95% CI", "IC 95 %")
DIRECT = Phrase("Direct part", "Part directe")
THROUGH = Phrase("Through {path}", "Par {path}")
INDIRECT = Phrase("All indirect", "Indirects, ensemble")
TOTAL = Phrase("Total", "Total")
R2_NOTE = Phrase("R²: {shares}.", "R² : {shares}.")
