"""Regressions, in the article."""

from __future__ import annotations

from cpsurvey.kinds.regression.data import Explained
from cpsurvey.parts import Errors
from cpsurvey.report.words import Phrase

SAID = Phrase(
    "{family} of {outcomes}: {errors}.",
    "{family} expliquant {outcomes} : {errors}.",
)
FAMILIES: dict[Explained, Phrase] = {
    "gaussian": Phrase("Linear regressions", "Régressions linéaires"),
    "binomial": Phrase("Logistic regressions", "Régressions logistiques"),
    "trials": Phrase(
        "Logistic regressions of successes out of trials",
        "Régressions logistiques de succès parmi des essais",
    ),
    "poisson": Phrase("Poisson regressions", "Régressions de Poisson"),
    "gamma": Phrase("Gamma regressions", "Régressions gamma"),
}
ERRORS: dict[Errors, Phrase] = {
    "classical": Phrase(
        "classical standard errors{variable}", "erreurs types classiques{variable}"
    ),
    "hc3": Phrase(
        "standard errors robust to unequal variances (HC3){variable}",
        "erreurs types robustes à l'hétéroscédasticité (HC3){variable}",
    ),
    "cr1": Phrase(
        "standard errors robust to clusters of {variable} (CR1)",
        "erreurs types robustes aux grappes ({variable}, CR1)",
    ),
    "cr2": Phrase(
        "standard errors robust to clusters of {variable} (CR2) with Satterthwaite's degrees "
        "of freedom [@bell2002; @pustejovsky2018]",
        "erreurs types robustes aux grappes ({variable}, CR2), degrés de liberté de "
        "Satterthwaite [@bell2002; @pustejovsky2018]",
    ),
}
COMPLETE = Phrase(
    "Regressions are of complete cases.", "Les régressions portent sur les cas complets."
)
SOME_COMPLETE = Phrase(
    "Some regressions are of complete cases.",
    "Certaines régressions portent sur les cas complets.",
)
