"""Individuals and teams (T15)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_aggregation": ("Individuals and teams", "Individus et équipes"),
    "T15": ("Resemblance and agreement in groups", "Ressemblance et accord dans les groupes"),
    "rwgj": ("rwg(j) uniform", "rwg(j) uniforme"),
    "rwgj_skewed": ("rwg(j) skewed", "rwg(j) asymétrique"),
    "agreeing": ("% ≥ .70", "% ≥ 0,70"),
    "aggregation_note": (
        "Groups: {variable}. ICC(1): share of variance between groups, ICC(2): reliability of "
        "group means, both with the mean group size. rwg(j), AD: medians over groups; % of "
        "groups whose uniform rwg(j) is .70 and more. Whether to aggregate depends on the "
        "question as much as on these numbers.",
        "Groupes : {variable}. ICC(1) : part de variance entre groupes, ICC(2) : fidélité des "
        "moyennes de groupe, avec la taille moyenne. rwg(j), AD : médianes sur les groupes ; % "
        "des groupes dont le rwg(j) uniforme atteint 0,70. Agréger dépend de la question "
        "autant que de ces nombres.",
    ),
    "groups_of_one": (
        "{count} groups have one member: they say nothing about agreement.",
        "{count} groupes n'ont qu'un membre : ils ne disent rien de l'accord.",
    ),
}
