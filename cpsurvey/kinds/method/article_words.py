"""Common-method variance, in the article."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

MARKER = Phrase(
    "A scale about something else ({marker}) was asked as a marker of the way of answering, "
    "and used in the marker technique [@williams2010].",
    "Une échelle portant sur tout autre chose ({marker}) a été posée comme marqueur de la "
    "façon de répondre et utilisée selon la technique du marqueur [@williams2010].",
)
PARTIAL = Phrase(
    "Correlations were also taken net of the smallest or the marker's one [@lindell2001].",
    "Les corrélations ont aussi été calculées nettes de la plus petite, ou de celle du "
    "marqueur [@lindell2001].",
)
UNMEASURED = Phrase(
    "A factor of method without a marker is given for sensitivity only: it also takes in what "
    "scales really share.",
    "Un facteur de méthode sans marqueur n'est donné que comme analyse de sensibilité : il "
    "absorbe aussi ce que les échelles ont réellement en commun.",
)
SINGLE = Phrase(
    "One factor for all items was compared with the measurement model; neither it nor Harman's "
    "share tests bias (T14).",
    "Un facteur unique pour tous les items a été comparé au modèle de mesure ; ni lui ni la "
    "part de Harman ne testent un biais (T14).",
)
