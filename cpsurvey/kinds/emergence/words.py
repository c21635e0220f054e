"""Communities that emerge (T22d to T22g)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.emergence.data import Claim, Formal, Null

SECTION = Phrase("Do communities emerge?", "Des communautés émergent-elles ?")
T22D = Phrase("Communities against chance", "Les communautés face au hasard")
T22E = Phrase("Communities beside formal groups", "Communautés et groupes formels")
T22F = Phrase("Alike by community and by team", "Ressemblance par communauté et par équipe")
T22G = Phrase("How the group formed", "Comment le groupe s'est formé")
NULL = Phrase("Random networks", "Réseaux aléatoires")
NULLS: dict[Null, Phrase] = {
    "degrees": Phrase("with the same degrees", "de mêmes degrés"),
    "formal": Phrase(
        "with the same ties within and beyond formal groups",
        "de mêmes liens dans et hors des groupes formels",
    ),
}
Q_RANDOM = Phrase("Q, random", "Q, hasard")
SD_RANDOM = Phrase("SD, random", "ET, hasard")
EXCESS = Phrase("Q above", "Q en plus")
AGAINST_NOTE = Phrase(
    "Modularity Q is the best of {best_of} {best_of:run|runs} of Leiden's method on the "
    "network and on each of {draws} random networks alike: Q = {q}. Any network has a "
    "partition with some modularity, random ones too: only what lies above them speaks of "
    "communities. Interval: above all but the lowest and highest 2.5% of them. p: (1 + random "
    "networks with no less) / (1 + all). Weights stay with who gave them.",
    "La modularité Q est la meilleure de {best_of} {best_of:passage|passages} de la méthode de "
    "Leiden, sur le réseau comme sur chacun des {draws} réseaux aléatoires : Q = {q}. Tout "
    "réseau a une partition de quelque modularité, même aléatoire : seul ce qui dépasse le "
    "hasard parle de communautés. Intervalle : au-dessus de tous sauf les 2,5 % extrêmes. p : "
    "(1 + réseaux aléatoires d'au moins autant) / (1 + tous). Les poids restent à qui les a "
    "donnés.",
)
CONSENSUS_NOTE = Phrase(
    "{runs} runs agree upon {communities} {communities:community|communities} of {k} people "
    "and more (Q = {q}); mean adjusted Rand index between runs {stability}.",
    "{runs} passages s'accordent sur {communities} {communities:communauté|communautés} de {k} "
    "personnes et plus (Q = {q}) ; indice de Rand ajusté moyen entre passages {stability}.",
)
GROUPING = Phrase("Formal groups", "Groupes formels")
GROUPS = Phrase("Groups", "Groupes")
Q_FORMAL = Phrase("Q", "Q")
RAND = Phrase("Adjusted Rand", "Rand ajusté")
NMI = Phrase("NMI", "IMN")
IN_COMMUNITY = Phrase("Ties in community %", "Liens dans la communauté %")
IN_GROUP = Phrase("Ties in group %", "Liens dans le groupe %")
FORMAL_NOTE = Phrase(
    "Q: modularity of the formal groups themselves. Adjusted Rand index and normalised mutual "
    "information (NMI): 1 where communities are the formal groups, about 0 where they have "
    "nothing to do with them.",
    "Q : modularité des groupes formels eux-mêmes. Indice de Rand ajusté et information "
    "mutuelle normalisée (IMN) : 1 si les communautés sont les groupes formels, près de 0 si "
    "elles n'ont rien à voir avec eux.",
)
BY = Phrase("By", "Par")
COMMUNITY = Phrase("Community", "Communauté")
ICC1 = Phrase("ICC(1)", "ICC(1)")
ALIKE_NOTE = Phrase(
    "ICC(1): share of variance between groups. p: labels of groups change places, sizes stay. "
    "Ties and answers are different data, so communities found in ties are tested, not made, "
    "by answers.",
    "ICC(1) : part de variance entre groupes. p : les étiquettes changent de place, "
    "les tailles restent. Liens et réponses sont des données distinctes : les communautés "
    "trouvées dans les liens sont mises à l'épreuve par les réponses, non faites par elles.",
)
ANSWER = Phrase("Answer", "Réponse")
FORMED_NOTE = Phrase(
    "Self-organised is what people say formed by itself and decides for itself, and what the "
    "ties show beyond chance and beyond teams: neither says it alone.",
    "Auto-organisé : ce que les personnes disent formé spontanément et qui décide pour "
    "lui-même, et que les liens montrent au-delà du hasard et des équipes ; aucun des deux ne "
    "le dit seul.",
)
CLAIMS: dict[Claim, Phrase] = {
    "beyond_teams": Phrase(
        "Ties form communities beyond chance and beyond the formal groups: modularity {q}, "
        "z = {z}, p {p} against random networks with the same ties within and beyond groups.",
        "Les liens forment des communautés au-delà du hasard et des groupes formels : "
        "modularité {q}, z = {z}, p {p} face à des réseaux aléatoires de mêmes liens dans et "
        "hors des groupes.",
    ),
    "beyond_chance": Phrase(
        "Ties form communities beyond chance, not shown to go beyond the formal groups: "
        "modularity {q}, z = {z}, p {p} against random networks that keep these groups or, "
        "where none are known, degrees alone.",
        "Les liens forment des communautés au-delà du hasard, sans qu'il soit montré qu'elles "
        "dépassent les groupes formels : modularité {q}, z = {z}, p {p} face à des réseaux "
        "aléatoires qui gardent ces groupes ou, si aucun n'est connu, les seuls degrés.",
    ),
    "none": Phrase(
        "Ties do not form communities beyond chance: modularity {q}, z = {z}, p {p} against "
        "random networks with the same degrees.",
        "Les liens ne forment pas de communautés au-delà du hasard : modularité {q}, z = {z}, "
        "p {p} face à des réseaux aléatoires de mêmes degrés.",
    ),
}
FIGURES: dict[Formal, Phrase] = {
    "team": Phrase(
        "The network by community and by team", "Le réseau par communauté et par équipe"
    ),
    "centre": Phrase(
        "The network by community and by centre", "Le réseau par communauté et par centre"
    ),
}
ALTS: dict[Formal, Phrase] = {
    "team": Phrase(
        "Dots, people without names, gathered in their communities; their colours and shapes "
        "are teams. Bands between communities are as wide as their ties are many.",
        "Points, des personnes sans nom, réunis par communauté ; couleurs et formes sont leurs "
        "équipes. Les bandes entre communautés sont d'autant plus larges que les liens sont "
        "nombreux.",
    ),
    "centre": Phrase(
        "Dots, people without names, gathered in their communities; their colours and shapes "
        "are centres. Bands between communities are as wide as their ties are many.",
        "Points, des personnes sans nom, réunis par communauté ; couleurs et formes sont leurs "
        "centres. Les bandes entre communautés sont d'autant plus larges que les liens sont "
        "nombreux.",
    ),
}
A_DOT = Phrase(
    "A dot: {each} {each:person|people}. Discs: communities, the largest first.",
    "Un point : {each} {each:personne|personnes}. Disques : communautés, de la plus grande à "
    "la plus petite.",
)
GROUPED: dict[Formal, Phrase] = {
    "team": Phrase(
        "Colour and shape: team, numbered from the largest. Members in a community who are "
        "fewer than {k}, or from whom so few would follow, are among other teams.",
        "Couleur et forme : équipe, numérotée depuis la plus grande. Les membres présents dans "
        "une communauté à moins de {k}, ou dont un si petit nombre se déduirait, comptent "
        "parmi les autres équipes.",
    ),
    "centre": Phrase(
        "Colour and shape: centre, numbered from the largest; no team has {k} people in a "
        "community. Members in a community who are fewer than {k}, or from whom so few would "
        "follow, are among other centres.",
        "Couleur et forme : centre, numéroté depuis le plus grand ; aucune équipe n'a {k} "
        "personnes dans une communauté. Les membres présents dans une communauté à moins de "
        "{k}, ou dont un si petit nombre se déduirait, comptent parmi les autres centres.",
    ),
}
A_BAND = Phrase(
    "Band: ties between communities, by their number; none where fewer than {k} people of "
    "either have them.",
    "Bande : liens entre communautés, selon leur nombre ; aucune si moins de {k} personnes de "
    "l'une ou de l'autre en ont.",
)
OTHERS_BY: dict[Formal, Phrase] = {
    "team": Phrase("other teams", "autres équipes"),
    "centre": Phrase("other centres", "autres centres"),
}
NOT_DRAWN = Phrase(
    "The network is not drawn: that takes {needed} people in two communities of {k} and more.",
    "Le réseau n'est pas dessiné : il y faut {needed} personnes dans deux communautés de {k} "
    "et plus.",
)
OTHERS = Phrase("others", "autres")
CAVEATS: dict[str, Phrase] = {
    "communities_unknown": Phrase(
        "Does not apply: at {share}% response (least centre; {needed}% are needed) no "
        "communities are sought.",
        "Sans objet : à {share} % de réponse (centre le plus bas ; il en faut {needed} %), "
        "aucune communauté n'est cherchée.",
    ),
    "communities_few": Phrase(
        "Does not apply: communities are sought among {needed} people with ties and more.",
        "Sans objet : les communautés sont cherchées à partir de {needed} personnes liées.",
    ),
    "fewer_draws": Phrase(
        "The network is large: {draws} random networks of each kind instead of {asked}.",
        "Le réseau est grand : {draws} réseaux aléatoires de chaque sorte au lieu de {asked}.",
    ),
    "no_formal_groups": Phrase(
        "No formal groups are known: whether communities go beyond them cannot be told.",
        "Aucun groupe formel n'est connu : on ne peut dire si les communautés les dépassent.",
    ),
}
"""Sentences by the code of their caveat."""
