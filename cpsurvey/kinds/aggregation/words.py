"""Individuals and teams (T15)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.aggregation.data import Intended, Judgement, Null, Verdict

SECTION = Phrase("Individuals and teams", "Individus et équipes")
T15 = Phrase("Do groups differ?", "Les groupes diffèrent-ils ?")
T15A = Phrase("Do members of a group agree?", "Les membres d'un groupe s'accordent-ils ?")
T15D = Phrase("What may be aggregated", "Ce qui peut être agrégé")
K0 = Phrase("ICC(1), k₀", "ICC(1), k₀")
ICC1 = Phrase("ICC(1)", "ICC(1)")
ICC2 = Phrase("ICC(2)", "ICC(2)")
AD = Phrase("AD", "AD")
RWGJ = Phrase("rwg(j), uniform", "rwg(j), uniforme")
RWGJ_MODERATE = Phrase("rwg(j), moderate", "rwg(j), moyenne")
AGREEING = Phrase("% ≥ .70", "% ≥ 0,70")
BEYOND = Phrase("p, random", "p, hasard")
OF_WHOM = Phrase("Intended", "Prévu")
VERDICT = Phrase("Found", "Trouvé")
NOTE = Phrase(
    "Groups: {variable}, {groups} of {size} {size:respondent|respondents} on average. "
    "ICC(1): share of variance between groups, ICC(2): reliability of group means, both with "
    "the mean group size (as R's multilevel); intervals from those of F.",
    "Groupes : {variable}, {groups} de {size} {size:répondant|répondants} en moyenne. ICC(1) "
    ": part de variance entre groupes, ICC(2) : fidélité des moyennes de groupe, toutes deux "
    "avec la taille moyenne (comme multilevel de R) ; intervalles d'après ceux de F.",
)
K0_NOTE = Phrase(
    "Groups are unequal: k₀ is the size they count as; the intervals are then approximate.",
    "Les groupes sont inégaux : k₀ est la taille qui compte ; les intervalles sont alors "
    "approchés.",
)
AGREEMENT_NOTE = Phrase(
    "Uniform to heavy skew: median rwg(j) over at most {counted} {counted:group|groups} of "
    "{smallest} complete respondents and more, by null (variances: LeBreton & Senter, 2008, "
    "table 2); no group is shown by itself. The choice of the null decides: read all of "
    "them. %: groups with a uniform rwg(j) from .70. r*wg: untruncated, uniform. AD: average "
    "deviation from item means, cut at a sixth of the number of answers. p: how often random "
    "groups of these sizes vary no more within ({draws} draws).",
    "Uniforme à très asymétrique : rwg(j) médian sur au plus {counted} "
    "{counted:groupe|groupes} d'au moins {smallest} répondants complets, selon la "
    "distribution nulle (variances : LeBreton et Senter, 2008, tableau 2) ; aucun groupe "
    "n'est montré seul. Le choix de la distribution nulle décide : les lire toutes. % : "
    "groupes dont le rwg(j) uniforme atteint 0,70. r*wg : non tronqué, uniforme. AD : écart "
    "moyen aux moyennes des items, seuil au sixième du nombre de réponses. p : part des "
    "groupes au hasard de mêmes tailles qui ne varient pas plus ({draws} tirages).",
)
DECISION_NOTE = Phrase(
    "ICC(1) from .05 with p < .05; ICC(2) from .60; rwg(j) from .70; AD up to a sixth of "
    "the answers. Found: groups differ (ICC(1)), members agree (uniform rwg(j) and AD). "
    "Conventions, not laws; whether to aggregate depends on the question as much. Groups "
    "below {smallest} respondents: {small} of {groups}. {response}",
    "ICC(1) dès 0,05 avec p < 0,05 ; ICC(2) dès 0,60 ; rwg(j) dès 0,70 ; AD jusqu'au "
    "sixième des réponses. Trouvé : les groupes diffèrent (ICC(1)), les membres "
    "s'accordent (rwg(j) uniforme et AD). Des conventions, pas des lois ; agréger dépend "
    "autant de la question. Groupes de moins de {smallest} répondants : {small} sur "
    "{groups}. {response}",
)
NO_RESPONSE = Phrase(
    "The share of each group that answered cannot be judged: its size on the books is "
    "not in the data.",
    "La part de chaque groupe qui a répondu ne peut être jugée : sa taille n'est pas "
    "dans les données.",
)
RESPONSE = Phrase(
    "Half or more answered in {half} of {known} {known:group|groups} of known size (median "
    "{median}%).",
    "La moitié ou plus a répondu dans {half} {half:groupe|groupes} sur {known} de taille "
    "connue (médiane {median} %).",
)
MISMATCH = Phrase(
    "Intended as shared, but not found so: {variables}. A group mean of {variables:it|these} "
    "says little about the group.",
    "{variables:Prévu comme partagé, mais pas trouvé tel|Prévus comme partagés, mais pas "
    "trouvés tels} : {variables}. Une moyenne de groupe en dit peu sur le groupe.",
)
FIGURE = Phrase(
    "Left: ICC(1) with its interval. Right: rwg(j) over groups, uniform null (median, "
    "middle half, middle four fifths)",
    "À gauche : ICC(1) et son intervalle. À droite : rwg(j) selon les groupes, nulle "
    "uniforme (médiane, moitié centrale, quatre cinquièmes centraux)",
)
IN_SHORT = Phrase(
    "Scales shared by the groups ({variable}) as the criteria go, which differ and whose "
    "members agree: {shared} of {scales}; ICC(1) from {low} to {high}.",
    "Échelles partagées par les groupes ({variable}) selon les critères, groupes qui "
    "diffèrent et dont les membres s'accordent : {shared} sur {scales} ; ICC(1) de {low} "
    "à {high}.",
)
NULLS: dict[Null, Phrase] = {
    "uniform": Phrase("Uniform", "Uniforme"),
    "slight": Phrase("Slight skew", "Asym. légère"),
    "moderate": Phrase("Moderate", "Moyenne"),
    "heavy": Phrase("Heavy", "Forte"),
}
INTENDED: dict[Intended, Phrase] = {
    "consensus": Phrase("of the group", "du groupe"),
    "none": Phrase("of the person", "de la personne"),
}
JUDGED: dict[Judgement, Phrase] = {
    "meets": Phrase("meets", "satisfait"),
    "not": Phrase("does not meet", "ne satisfait pas"),
    "cannot": Phrase("cannot be judged (n)", "ne peut être jugé (n)"),
}
FOUND: dict[Verdict, Phrase] = {
    "shared": Phrase("differ and agree", "diffèrent et s'accordent"),
    "differ": Phrase("differ only", "diffèrent seulement"),
    "agree": Phrase("agree only", "s'accordent seulement"),
    "own": Phrase("neither", "ni l'un ni l'autre"),
    "unknown": JUDGED["cannot"],
}
CAVEATS: dict[str, Phrase] = {
    "groups_of_one": Phrase(
        "Groups of a single respondent count for ICC, not for agreement.",
        "Les groupes à un seul répondant comptent pour l'ICC, pas pour l'accord.",
    ),
    "aggregation_nothing": Phrase(
        "{scale}: not computed, the score does not vary or no group has two respondents with "
        "it.",
        "{scale} : non calculé, le score ne varie pas ou aucun groupe n'a deux répondants.",
    ),
    "aggregation_no_within": Phrase(
        "{scale}: nobody differs from the group (no variance within): ICC is 1 by "
        "construction and F has no value. Look at how the answers were collected.",
        "{scale} : personne ne diffère de son groupe (variance interne nulle) : l'ICC vaut 1 "
        "par construction et F n'a pas de valeur. Vérifiez le recueil des réponses.",
    ),
    "aggregation_negative": Phrase(
        "ICC(1) below zero, printed as it is: {variables}. Members differ more than groups do.",
        "ICC(1) négatif, imprimé tel quel : {variables}. Les membres diffèrent plus que les "
        "groupes.",
    ),
    "aggregation_mixed_answers": Phrase(
        "{scale}: its items offer different numbers of answers; each is held against its own "
        "null, and the cut of AD is their mean.",
        "{scale} : ses items offrent des nombres de réponses différents ; chacun est comparé "
        "à sa propre distribution nulle, le seuil de AD est leur moyenne.",
    ),
}
"""Sentences by the code of their caveat."""
