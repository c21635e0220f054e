"""Individuals and teams (T15)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_aggregation": ("Individuals and teams", "Individus et équipes"),
    "T15": ("Do groups differ?", "Les groupes diffèrent-ils ?"),
    "T15a": ("Do members of a group agree?", "Les membres d'un groupe s'accordent-ils ?"),
    "T15d": ("What may be aggregated", "Ce qui peut être agrégé"),
    "aggregation_k0": ("ICC(1), k₀", "ICC(1), k₀"),
    "rwgj_null": ("rwg(j), {null}", "rwg(j), {null}"),
    "null_uniform": ("uniform", "uniforme"),
    "null_slight": ("slightly skewed", "peu asymétrique"),
    "null_moderate": ("moderately skewed", "moyennement asymétrique"),
    "null_heavy": ("heavily skewed", "très asymétrique"),
    "aggregation_mean": ("Mean", "Moyenne"),
    "aggregation_median": ("Median", "Médiane"),
    "agreeing": ("% ≥ .70", "% ≥ 0,70"),
    "aggregation_ad_within": ("% AD ≤ {cut}", "% AD ≤ {cut}"),
    "aggregation_beyond": ("p, random groups", "p, groupes au hasard"),
    "aggregation_intended": ("Intended", "Prévu"),
    "aggregation_found": ("Found", "Trouvé"),
    "aggregation_consensus": ("shared by the group", "partagé par le groupe"),
    "aggregation_none": ("of the person", "propre à la personne"),
    "judged_meets": ("meets", "satisfait"),
    "judged_not": ("does not meet", "ne satisfait pas"),
    "judged_cannot": ("cannot be judged (n)", "ne peut être jugé (n)"),
    "judged_icc1": ("ICC(1) ≥ .05, p < .05", "ICC(1) ≥ 0,05, p < 0,05"),
    "judged_icc2": ("ICC(2) ≥ .60", "ICC(2) ≥ 0,60"),
    "judged_rwgj": ("rwg(j) ≥ .70, uniform", "rwg(j) ≥ 0,70, uniforme"),
    "judged_rwgj_moderate": ("rwg(j) ≥ .70, moderate", "rwg(j) ≥ 0,70, moyenne"),
    "judged_ad": ("AD ≤ A/6", "AD ≤ A/6"),
    "found_shared": (
        "groups differ and their members agree",
        "les groupes diffèrent et leurs membres s'accordent",
    ),
    "found_differ": (
        "groups differ, their members do not agree enough",
        "les groupes diffèrent, leurs membres ne s'accordent pas assez",
    ),
    "found_agree": (
        "members agree, but groups do not differ",
        "les membres s'accordent, mais les groupes ne diffèrent pas",
    ),
    "found_own": (
        "groups neither differ nor agree: keep at the level of persons",
        "ni différence ni accord : à garder au niveau des personnes",
    ),
    "found_unknown": (
        "cannot be judged: too few groups, or groups too small",
        "ne peut être jugé : trop peu de groupes, ou groupes trop petits",
    ),
    "aggregation_note": (
        "Groups: {variable}. ICC(1): share of variance between groups, ICC(2): reliability of "
        "group means, both with the mean group size (as R's multilevel); intervals from those "
        "of F.",
        "Groupes : {variable}. ICC(1) : part de variance entre groupes, ICC(2) : fidélité des "
        "moyennes de groupe, toutes deux avec la taille moyenne (comme multilevel de R) ; "
        "intervalles d'après ceux de F.",
    ),
    "aggregation_k0_note": (
        "Groups are unequal: k₀ is the size they count as; the intervals are then approximate.",
        "Les groupes sont inégaux : k₀ est la taille qui compte ; les intervalles sont alors "
        "approchés.",
    ),
    "aggregation_agree_note": (
        "Over groups with {smallest} complete respondents and more; no group is shown by "
        "itself. Null variances: LeBreton & Senter (2008, table 2). The choice of the null "
        "decides: read all of them. r*wg: untruncated, uniform. AD: average deviation from "
        "item means, cut at a sixth of the number of answers. p, random groups: how often "
        "random groups of these sizes vary no more within ({draws} draws).",
        "Sur les groupes d'au moins {smallest} répondants complets ; aucun groupe n'est "
        "montré seul. Variances nulles : LeBreton et Senter (2008, tableau 2). Le choix de la "
        "distribution nulle décide : les lire toutes. r*wg : non tronqué, uniforme. AD : "
        "écart moyen aux moyennes des items, seuil au sixième du nombre de réponses. p, "
        "groupes au hasard : part des groupes aléatoires de mêmes tailles qui ne varient pas "
        "plus ({draws} tirages).",
    ),
    "aggregation_decision_note": (
        "Conventions, not laws; whether to aggregate depends on the question as much. Groups "
        "below {smallest} respondents: {small} of {groups}. {response}",
        "Des conventions, pas des lois ; agréger dépend autant de la question. Groupes de "
        "moins de {smallest} répondants : {small} sur {groups}. {response}",
    ),
    "aggregation_no_response": (
        "The share of each group that answered cannot be judged: its size on the books is not "
        "in the data.",
        "La part de chaque groupe qui a répondu ne peut être jugée : sa taille n'est pas dans "
        "les données.",
    ),
    "aggregation_response": (
        "Half or more answered in {half} of {known} groups of known size (median {median} %).",
        "La moitié ou plus a répondu dans {half} groupes sur {known} de taille connue "
        "(médiane {median} %).",
    ),
    "aggregation_mismatch": (
        "Intended as shared, but not found so: {variables}. A group mean of these says little "
        "about the group.",
        "Prévus comme partagés, mais pas trouvés tels : {variables}. Une moyenne de groupe en "
        "dit peu sur le groupe.",
    ),
    "fig_aggregation": (
        "Left: ICC(1) with its interval. Right: rwg(j) over groups, uniform null (median, "
        "middle half, middle four fifths)",
        "À gauche : ICC(1) et son intervalle. À droite : rwg(j) selon les groupes, nulle "
        "uniforme (médiane, moitié centrale, quatre cinquièmes centraux)",
    ),
    "groups_of_one": (
        "{count} groups have a single respondent; they count for ICC, not for agreement.",
        "{count} groupes n'ont qu'un répondant ; ils comptent pour l'ICC, pas pour l'accord.",
    ),
    "aggregation_nothing": (
        "{scale}: not computed, the score does not vary or no group has two respondents with "
        "it.",
        "{scale} : non calculé, le score ne varie pas ou aucun groupe n'a deux répondants.",
    ),
    "aggregation_no_within": (
        "{scale}: nobody differs from the group (no variance within): ICC is 1 by "
        "construction and F has no value. Look at how the answers were collected.",
        "{scale} : personne ne diffère de son groupe (variance interne nulle) : l'ICC vaut 1 "
        "par construction et F n'a pas de valeur. Vérifiez le recueil des réponses.",
    ),
    "aggregation_negative": (
        "ICC(1) below zero, printed as it is: {variables}. Members differ more than groups do.",
        "ICC(1) négatif, imprimé tel quel : {variables}. Les membres diffèrent plus que les "
        "groupes.",
    ),
    "aggregation_mixed_answers": (
        "{scale}: its items offer different numbers of answers; each is held against its own "
        "null, and the cut of AD is their mean.",
        "{scale} : ses items offrent des nombres de réponses différents ; chacun est comparé "
        "à sa propre distribution nulle, le seuil de AD est leur moyenne.",
    ),
    "sum_aggregation": (
        "{shared} of {scales} scales are shared by the {variable} groups as the criteria go "
        "(groups differ and their members agree); ICC(1) from {low} to {high}.",
        "{shared} échelles sur {scales} sont partagées par les groupes ({variable}) selon les "
        "critères (les groupes diffèrent et leurs membres s'accordent) ; ICC(1) de {low} à "
        "{high}.",
    ),
}
