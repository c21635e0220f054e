"""Phrases of the table that says where another program finds the same numbers."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("Numbers computed again", "Nombres recalculés")
TP = Phrase(
    "TP. Which numbers of structural models lavaan computes, and how close",
    "TP. Quels nombres des modèles structurels lavaan calcule, et avec quel écart",
)
NUMBERS = Phrase("Numbers", "Nombres")
ANSWERS = Phrase("From answers", "À partir des réponses")
MOMENTS = Phrase("From moments", "À partir des moments")
GOLD = Phrase("Tolerance in the tests of cpsurvey", "Tolérance dans les tests de cpsurvey")
COMPARED = Phrase("Compared here", "Comparés ici")
AGREE = Phrase("Agree", "Concordent")
LARGEST = Phrase("Largest difference", "Plus grand écart")
YES = Phrase("yes", "oui")
NO = Phrase("no", "non")
WLSMV = Phrase("WLSMV", "WLSMV")
ML = Phrase("complete answers, ML; WLSMV", "réponses complètes, ML ; WLSMV")
KINDS: dict[str, Phrase] = {
    "estimates": Phrase(
        "Estimates, standardised too; explained variance",
        "Estimations, standardisées aussi ; variance expliquée",
    ),
    "errors": Phrase("Errors, tests and limits", "Erreurs types, tests et bornes"),
    "fit": Phrase(
        "Chi-square, fit indices, information criteria",
        "Khi-deux, indices d'ajustement, critères d'information",
    ),
    "scaled": Phrase("Scaled and robust versions", "Versions corrigées et robustes"),
    "difference": Phrase(
        "Difference tests, changes of fit", "Tests de différence, variations d'ajustement"
    ),
    "local": Phrase(
        "Residual correlations, modification indices",
        "Corrélations résiduelles, indices de modification",
    ),
}
LEFT: dict[str, Phrase] = {
    "monte_carlo": Phrase("Monte Carlo intervals", "Intervalles de Monte-Carlo"),
    "bootstrap": Phrase("Bootstrap intervals", "Intervalles bootstrap"),
    "lms": Phrase(
        "Interaction of factors by likelihood (LMS)",
        "Interaction de facteurs par vraisemblance (LMS)",
    ),
    "derived": Phrase(
        "What is computed of estimates (AVE, omega, shares)",
        "Ce qui se calcule à partir des estimations (AVE, oméga, parts)",
    ),
    "imputed": Phrase(
        "Models pooled over imputed answers", "Modèles combinés sur réponses imputées"
    ),
    "other_rule": Phrase(
        "Other methods beside the models (HTMT, bounds, CR2)",
        "Autres méthodes à côté des modèles (HTMT, bornes, CR2)",
    ),
    "clustered": Phrase(
        "Errors and scaled tests of ordered answers in clusters",
        "Erreurs types et tests corrigés de réponses ordonnées en grappes",
    ),
    "improper": Phrase(
        "Explained variance above 1, of inadmissible solutions",
        "Variance expliquée supérieure à 1, de solutions inadmissibles",
    ),
    "not_compared": Phrase("Score tests of invariance", "Tests du score d'invariance"),
    "not_identified": Phrase(
        "Estimates of models that are not identified",
        "Estimations de modèles non identifiés",
    ),
    "not_refitted": Phrase(
        "Models that were not found again", "Modèles qui n'ont pas été retrouvés"
    ),
}
NOT_LAID = Phrase("not compared", "sans comparaison")
NOT_THERE = Phrase("not in lavaan", "absent de lavaan")
NOTE = Phrase(
    "Tolerances are those at which the tests of cpsurvey hold its engine against stored "
    "results of lavaan 0.6-14 and 0.7-2 (tests/gold); relative where a number exceeds 1. "
    "lavaan takes no moments under robust ML or full information.",
    "Les tolérances sont celles auxquelles les tests de cpsurvey comparent son moteur aux "
    "résultats enregistrés de lavaan 0.6-14 et 0.7-2 (tests/gold) ; relatives quand un nombre "
    "dépasse 1. lavaan n'accepte pas de moments sous ML robuste ni sous information complète.",
)
HERE = Phrase(
    "Compared with {program}, on the answers of this study: a number agrees when it is within "
    "half of the last printed digit.",
    "Comparaison avec {program}, sur les réponses de cette étude : un nombre concorde quand il "
    "est à moins d'un demi-chiffre du dernier imprimé.",
)
OPEN = Phrase(
    "Not compared yet: {n} ('Rscript reproduce.R --rest').",
    "Restent à comparer : {n} (« Rscript reproduce.R --rest »).",
)
NOT_HERE = Phrase(
    "The numbers of this study were not compared: 'cpsurvey export --to lavaan' writes the "
    "script that does.",
    "Les nombres de cette étude n'ont pas été comparés : « cpsurvey export --to lavaan » écrit "
    "le script qui le fait.",
)
