"""Group comparisons (T27)."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("Do groups differ?", "Les groupes diffèrent-ils ?")
T27 = Phrase("Means by {variable}", "Moyennes par {variable}")
UNLIKE = Phrase(
    "Not printed by {variable}, as {names:its items do|their items do} not measure alike in "
    "these groups (no scalar invariance, not even in part): {names}.",
    "Non imprimé selon {variable}, car les items ne mesurent pas de même dans ces groupes (pas "
    "d'invariance scalaire, même partielle) : {names}.",
)
T27B = Phrase(
    "Tests of equal means by {variable}", "Tests d'égalité des moyennes par {variable}"
)
T27C = Phrase("Pairs of groups by {variable}", "Paires de groupes par {variable}")
SCORE = Phrase("Score", "Score")
GROUP = Phrase("Group", "Groupe")
PAIR = Phrase("Pair", "Paire")
DIFFERENCE = Phrase("Difference", "Écart")
WELCH_F = Phrase("F (Welch)", "F (Welch)")
P_CLUSTERS = Phrase("p (clusters, Holm)", "p (grappes, Holm)")
P_RANKS = Phrase("p (ranks, Holm)", "p (rangs, Holm)")
P_ADJUSTED = Phrase("Adjusted p", "p ajusté")
TWO = Phrase(
    "Welch's t, variances apart; p (Holm) over the scores of this table. g: Hedges' "
    "standardised difference. p (ranks, Holm): Mann-Whitney.",
    "t de Welch, variances distinctes ; p (Holm) sur les scores de ce tableau. g : "
    "différence standardisée de Hedges. p (rangs, Holm) : Mann-Whitney.",
)
SEVERAL = Phrase(
    "Welch's F, variances apart; p (Holm) over the scores of this table. η², ω²: share "
    "of variance between groups in the sample and in the population. p (ranks, Holm): "
    "Kruskal-Wallis.",
    "F de Welch, variances distinctes ; p (Holm) sur les scores de ce tableau. η², ω² : "
    "part de variance entre groupes dans l'échantillon et dans la population. p (rangs, "
    "Holm) : Kruskal-Wallis.",
)
ALL_PAIRS = Phrase(
    "Pairs are printed for scores whose groups differ as a whole (p < .05 after Holm); all "
    "are in results.json.",
    "Les paires sont imprimées pour les scores dont les groupes diffèrent dans "
    "l'ensemble (p < 0,05 après Holm) ; toutes sont dans results.json.",
)
SIGN = Phrase("Positive: {first} above {second}.", "Positif : {first} au-dessus de {second}.")
CLUSTERS = Phrase(
    "p (clusters, Holm): the same question with errors robust to {variable} (CR2, HTZ); the "
    "other tests take respondents as independent.",
    "p (grappes, Holm) : la même question avec des erreurs robustes aux groupes ({variable} ; "
    "CR2, HTZ) ; les autres tests supposent les répondants indépendants.",
)
GAMES_HOWELL = Phrase(
    "Games-Howell: variances apart, p adjusted over all pairs of a score by the "
    "studentised range. g: Hedges' standardised difference.",
    "Games-Howell : variances distinctes, p ajusté sur toutes les paires d'un score par "
    "l'étendue studentisée. g : différence standardisée de Hedges.",
)
FIGURE = Phrase(
    "Means by {variable}, with 95% intervals",
    "Moyennes par {variable}, avec intervalles à 95 %",
)
MEANS_AXIS = Phrase("Mean", "Moyenne")
NOTE = Phrase(
    "Groups differ in many things at once: a difference of means does not say what goes "
    "with it.",
    "Les groupes diffèrent par beaucoup de choses à la fois : un écart de moyennes ne "
    "dit pas à quoi il tient.",
)
CAVEATS: dict[str, Phrase] = {
    "groups_hidden": Phrase(
        "{variable}: groups with fewer than {k} respondents are left out, with respondents "
        "of another group drawn by lot, or that group, where the small ones could be found "
        "by subtraction.",
        "{variable} : les groupes de moins de {k} répondants sont écartés, avec des "
        "répondants d'un autre groupe tirés au sort, ou ce groupe, quand on pourrait "
        "retrouver les petits par soustraction.",
    ),
    "groupings_many": Phrase(
        "Not compared: {variables}. More than {most} groups, compared one by one, would be "
        "ranked.",
        "Pas de comparaison pour : {variables}. Plus de {most} groupes, comparés un à un, "
        "seraient classés.",
    ),
    "groupings_small": Phrase(
        "Not compared: {variables}. Fewer than two groups of {k} respondents and more can be "
        "shown.",
        "Pas de comparaison pour : {variables}. Moins de deux groupes d'au moins {k} "
        "répondants peuvent être montrés.",
    ),
    "languages_need_invariance": Phrase(
        "Means of two languages can only be compared where the items measure alike in both "
        "(scalar invariance): read the chapter on invariance first.",
        "Les moyennes de deux langues ne se comparent que si les items mesurent de même dans "
        "les deux (invariance scalaire) : lire d'abord le chapitre sur l'invariance.",
    ),
}
"""Sentences by the code of their caveat."""
