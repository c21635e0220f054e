"""The negative control (T28)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.control.data import Contrast, Predictor, Role, Verdict

SECTION = Phrase(
    "Collective, or a team effect on anything?", "Collectif, ou simple effet d'équipe ?"
)
T28 = Phrase("Share of each variance between groups", "Part intergroupes de chaque variance")
T28C = Phrase("Differences of these shares", "Différences de ces parts")
T28X = Phrase("Within groups and between them", "Au sein des groupes et entre eux")
T28M = Phrase(
    "The marker in the place of involvement", "Le marqueur à la place de l'implication"
)
ICC1 = Phrase("ICC(1)", "ICC(1)")
NET = Phrase("ICC(1), net", "ICC(1), net")
NET_CI = Phrase("95% CI (net)", "IC 95 % (net)")
WHAT = Phrase("Difference", "Différence")
IS = Phrase("Here", "Ici")
WITHIN = Phrase("Within", "Intragroupe")
BETWEEN = Phrase("Between", "Intergroupes")
CONTEXTUAL = Phrase("Between minus within", "Inter moins intra")
OUTCOME = Phrase("Outcome", "Résultat")
NOTE = Phrase(
    "Groups: {variable} ({groups}). ICC(1): share of the variance between groups, by moments, "
    "negative ones as they are; intervals by leaving out one group at a time. A marker has "
    "nothing to do with the work: what groups have of it, they have of any answer.{net}",
    "Groupes : {variable} ({groups}). ICC(1) : part de la variance entre groupes, par les "
    "moments, laissée négative le cas échéant ; intervalles en retirant un groupe à la fois. "
    "Un marqueur n'a rien à voir avec le travail : la part qu'y ont les groupes, ils "
    "l'auraient dans n'importe quelle réponse.{net}",
)
NET_OF = Phrase(
    " Net: holding constant {variables}.", " Net : à variables constantes ({variables})."
)
DIFFERENCE_NOTE = Phrase(
    "Errors by leaving out one group at a time, t with {df} degrees of freedom. In "
    "simulations without a difference (20 to 60 groups) 2 to 3 in 100 came out above at p < "
    ".05.",
    "Erreurs en retirant un groupe à la fois, t à {df} degrés de liberté. Dans des simulations "
    "sans différence (20 à 60 groupes), 2 à 3 sur 100 ressortent au-dessus à p < 0,05.",
)
DIFFERENCE_POOLED = Phrase(
    "Errors by leaving out one group at a time, t with at most {df} degrees of freedom, fewer "
    "where answers are missing. In simulations without a difference and without missing "
    "answers (20 to 60 groups) 2 to 3 in 100 came out above at p < .05.",
    "Erreurs en retirant un groupe à la fois, t à {df} degrés de liberté au plus, moins là où "
    "des réponses manquent. Dans des simulations sans différence ni réponses manquantes (20 à "
    "60 groupes), 2 à 3 sur 100 ressortent au-dessus à p < 0,05.",
)
POOLED = Phrase(
    "This holds for all tables of this chapter. Degrees of freedom of Barnard & Rubin (1999).",
    "Ceci vaut pour tous les tableaux de ce chapitre. Degrés de liberté de Barnard et "
    "Rubin (1999).",
)
CONTEXTUAL_NOTE = Phrase(
    "Least squares on {predictor} and its group means, CR2 errors by group. Between minus "
    "within: what belonging to an involved group goes with, beyond one's own involvement.",
    "Moindres carrés sur « {predictor} » et ses moyennes de groupe, erreurs CR2 par groupe. "
    "Inter "
    "moins intra : ce à quoi l'appartenance à un groupe impliqué est associée, au-delà de sa "
    "propre implication.",
)
SLOPES_NOTE = Phrase(
    "Standardised, the same people in every row of an outcome, CR2 errors by group.{net} What "
    "the marker goes with in the same regression, any answer goes with. Minus: both in one "
    "regression.",
    "Standardisé, mêmes personnes à chaque ligne d'un résultat, erreurs CR2 par groupe.{net} "
    "Ce à quoi le marqueur est associé dans la même régression, n'importe quelle réponse "
    "l'est. Moins : les deux dans une régression.",
)
ROLES: dict[Role, Phrase] = {
    "outcome": Phrase("outcome", "résultat"),
    "beside": Phrase("expected lower", "attendu plus faible"),
    "marker": Phrase("marker", "marqueur"),
}
CONTRASTS: dict[Contrast, Phrase] = {
    "above_marker": Phrase("minus {variable}", "moins {variable}"),
    "above_marker_net": Phrase("minus {variable}, net", "moins {variable}, net"),
    "above_beside": Phrase("minus {variable}", "moins {variable}"),
    "above_beside_net": Phrase("minus {variable}, net", "moins {variable}, net"),
}
PREDICTORS: dict[Predictor, Phrase] = {
    "involvement": Phrase("{first}", "{first}"),
    "marker": Phrase("{second} in its place", "{second} à sa place"),
    "involvement_held": Phrase(
        "{first}, with {second} in the model", "{first}, avec {second} dans le modèle"
    ),
    "marker_held": Phrase(
        "{second}, with {first} in the model", "{second}, avec {first} dans le modèle"
    ),
    "more": Phrase("{first} minus {second}", "{first} moins {second}"),
}
VERDICTS: dict[Verdict, Phrase] = {
    "beyond": Phrase(
        "{outcome}: {variable} have more of it than of the marker ({icc} against {marker}; "
        "difference {est} {ci}): more than a team effect on anything.",
        "{outcome} : part du groupe ({variable}) plus grande que pour le marqueur ({icc} "
        "contre {marker} ; différence {est} {ci}) : plus que dans n'importe quelle "
        "réponse.",
    ),
    "anything": Phrase(
        "{outcome}: not distinguishable from a team effect on anything ({variable}: ICC(1) "
        "{icc}, marker {marker}; difference {est} {ci}).",
        "{outcome} : ne se distingue pas d'un effet d'équipe sur n'importe "
        "quelle réponse ({variable} : ICC(1) "
        "{icc}, marqueur {marker} ; différence {est} {ci}).",
    ),
    "no_marker": Phrase(
        "{outcome}: whether {variable} have more of it than of any answer cannot be judged, "
        "there is no marker.",
        "{outcome} : sans marqueur, on ne peut juger si la part du groupe ({variable}) dépasse "
        "celle de n'importe quelle réponse.",
    ),
    "cannot_be_judged": Phrase(
        "{outcome}: too few groups ({variable}) to compare their share with the marker's.",
        "{outcome} : trop peu de groupes ({variable}) pour comparer leur part à celle du "
        "marqueur.",
    ),
}
CAVEATS: dict[str, Phrase] = {
    "control_no_marker": Phrase(
        "There is no marker scale (role: marker), or nobody was asked: whether groups differ "
        "by more than in any answer cannot be judged.",
        "Il n'y a pas d'échelle marqueur (role: marker), ou elle n'a pas été posée : on ne "
        "peut juger si les groupes diffèrent plus que sur n'importe quelle réponse.",
    ),
    "control_too_many": Phrase(
        "Nothing here is net of {variable}: they are {n}, too many for leaving out each group "
        "in turn.",
        "Rien ici n'est net de {variable} : avec {n}, écarter chaque groupe tour à tour "
        "n'aboutirait pas.",
    ),
    "control_nothing": Phrase(
        "{outcome}: not split, too few answers, no variance or no group of two.",
        "{outcome} : pas de partage, trop peu de réponses, aucune variance ou aucun groupe de "
        "deux.",
    ),
}
"""Sentences by the code of their caveat."""
