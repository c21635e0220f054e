"""The networks (T22 to T22c)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.network.data import Aside, Measure, Term

SECTION = Phrase("Who names whom", "Qui nomme qui")
T22 = Phrase("The networks", "Les réseaux")
T22A = Phrase("Places in the network: {relation}", "Positions dans le réseau : {relation}")
T22B = Phrase("What ties go with: {relation}", "Ce qui est associé aux liens : {relation}")
RELATION = Phrase("Relation", "Relation")
PEOPLE = Phrase("People", "Personnes")
ASKED = Phrase("Answered", "Ont répondu")
RESPONSE = Phrase("Response %", "Réponse %")
LEAST = Phrase("Least, by centre %", "Minimum par centre %")
TIES = Phrase("Ties", "Liens")
DENSITY = Phrase("Density", "Densité")
RECIPROCITY = Phrase("Reciprocity", "Réciprocité")
CONFIRMED = Phrase("Confirmed %", "Confirmés %")
EI = Phrase("E-I, {group}", "E-I, {group}")
NOTE = Phrase(
    "People: everybody who answered or was named; who did not answer stays in the network. "
    "Density: ties of those that people who answered could have named. Reciprocity: mutual of "
    "all tied pairs of which both answered. Confirmed: ties that the other side reports, too, "
    "of those to people who were asked. E-I: from -1, all ties stay in the group, to 1, all "
    "leave it (Krackhardt & Stern, 1988).",
    "Personnes : toutes celles qui ont répondu ou ont été nommées ; qui n'a pas répondu reste "
    "dans le réseau. Densité : liens parmi ceux que les répondants pouvaient nommer. "
    "Réciprocité : part des paires liées, dont les deux ont répondu, où le lien est mutuel. "
    "Confirmés : liens que l'autre rapporte aussi, parmi ceux vers des personnes interrogées. "
    "E-I : de -1, tous les liens restent dans le groupe, à 1, tous en sortent (Krackhardt & "
    "Stern, 1988).",
)
ASIDE_NOTE = Phrase("Nominations left out: {what}.", "Citations écartées : {what}.")
ASIDE: dict[Aside, Phrase] = {
    "self": Phrase("of oneself {count}", "de soi-même {count}"),
    "unknown": Phrase("of nobody known {count}", "de personne de connu {count}"),
    "twice": Phrase("repeated {count}", "répétées {count}"),
    "beyond_roster": Phrase("beyond the list {count}", "hors de la liste {count}"),
}
PLACE = Phrase("Place", "Position")
MEDIAN = Phrase("Median", "Médiane")
PLACES: dict[Measure, Phrase] = {
    "indegree": Phrase("Named by (in-degree)", "Nommée par (degré entrant)"),
    "indegree_valued": Phrase("Named by, times a month", "Nommée par, fois par mois"),
    "outdegree": Phrase("Names (out-degree)", "Nomme (degré sortant)"),
    "confirmed": Phrase("Named by, confirmed", "Nommée par, confirmé"),
    "returned": Phrase("Share of own ties that come back", "Part de ses liens rendus"),
    "core": Phrase("Core (largest k of a k-core)", "Noyau (plus grand k d'un k-cœur)"),
    "pagerank": Phrase("PageRank", "PageRank"),
    "betweenness": Phrase("Betweenness (share of paths)", "Intermédiarité (part des chemins)"),
    "constraint": Phrase("Burt's constraint", "Contrainte de Burt"),
    "outward": Phrase("E-I index of own ties", "Indice E-I de ses liens"),
    "exposure": Phrase("Sharing of those named", "Partage des personnes nommées"),
}
PLACES_NOTE = Phrase(
    "Being named is confounded with skill: it is never the only measure of involvement. Paths "
    "and cores are read where at least 80% answered in every centre; where people are "
    "missing, in-degree, reciprocity and E-I alone (Smith & Moody, 2013).",
    "Être nommé se confond avec la compétence : ce n'est jamais la seule mesure d'implication. "
    "Chemins et noyaux se lisent si 80 % au moins ont répondu dans chaque centre ; quand des "
    "personnes manquent, seuls le degré entrant, la réciprocité et E-I (Smith & Moody, 2013).",
)
TERM = Phrase("Pair", "Paire")
TERMS: dict[Term, Phrase] = {
    "same": Phrase("Same {group}", "Même {group}"),
    "mutual": Phrase("The other names back", "L'autre nomme en retour"),
    "receiver": Phrase("Score of who is named (1 SD)", "Score de la personne nommée (1 ET)"),
    "sender": Phrase("Score of who names (1 SD)", "Score de la personne qui nomme (1 ET)"),
}
MRQAP_NOTE = Phrase(
    "Regression over all ordered pairs of {people} people who answered (R² {r2}); b: "
    "difference in the probability of a tie. p by {draws} permutations of people, double "
    "semi-partialling (Dekker, Krackhardt & Snijders, 2007); that of naming back against "
    "random networks with the same degrees and ties within and beyond groups.",
    "Régression sur les paires ordonnées de {people} personnes ayant répondu (R² {r2}) ; "
    "b : différence de probabilité d'un lien. p par {draws} permutations des personnes, double "
    "semi-partialisation (Dekker, Krackhardt & Snijders, 2007) ; pour le lien rendu, face à "
    "des réseaux aléatoires de mêmes degrés et de mêmes liens dans et hors des groupes.",
)
FIGURE = Phrase("Ties from group to group: {relation}", "Liens de groupe à groupe : {relation}")
ALT = Phrase(
    "Shares of possible ties between groups, from white to blue; grey: hidden.",
    "Parts des liens possibles entre groupes, du blanc au bleu ; gris : masqué.",
)
NOT_DRAWN = Phrase(
    "Ties between groups are not drawn: that takes {needed} people in two groups of {k} and "
    "more.",
    "Les liens entre groupes ne sont pas dessinés : il y faut {needed} personnes dans deux "
    "groupes de {k} et plus.",
)
FROM = Phrase("Who names: {group}", "Qui nomme : {group}")
TO = Phrase("Who is named", "Qui est nommé")
OTHERS = Phrase("others", "autres")
IN_SHORT = Phrase(
    "{relation}: {ties} {ties:tie|ties} among {people} {people:person|people}; E-I index by "
    "{group} {ei} (-1: all ties stay inside, 1: all leave).",
    "{relation} : {ties} {ties:lien|liens} entre {people} {people:personne|personnes} ; indice "
    "E-I par {group} {ei} (-1 : tous les liens restent, 1 : tous sortent).",
)
CAVEATS: dict[str, Phrase] = {
    "no_network": Phrase(
        "Does not apply: nobody was asked whom they turn to, or nobody named anybody.",
        "Sans objet : personne n'a été interrogé sur ses contacts, ou personne n'a été nommé.",
    ),
    "network_small": Phrase(
        "Does not apply: fewer than {k} people answered about their contacts.",
        "Sans objet : moins de {k} personnes ont répondu sur leurs contacts.",
    ),
    "coverage_low": Phrase(
        "At {share}% response (least centre; {needed}% are needed) only in-degree, reciprocity "
        "and the E-I index of a network can be read: paths, cores and communities move when "
        "central people are missing.",
        "À {share} % de réponse (centre le plus bas ; il en faut {needed} %), seuls le degré "
        "entrant, la réciprocité et l'indice E-I d'un réseau se lisent : chemins, noyaux et "
        "communautés bougent quand des personnes centrales manquent.",
    ),
    "coverage_half": Phrase(
        "At {share}% response (least centre; {needed}% are needed) no communities are sought.",
        "À {share} % de réponse (centre le plus bas ; il en faut {needed} %), aucune "
        "communauté n'est cherchée.",
    ),
}
"""Sentences by the code of their caveat."""
SHORT: dict[str, Phrase] = {
    "coverage_low": Phrase(
        "{share}% response in the network", "{share} % de réponse dans le réseau"
    ),
}
"""What of a caveat is said beside every number of its result."""
