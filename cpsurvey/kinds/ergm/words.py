"""A model of ties (T22j, T22k)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.ergm.data import Sort, Statistic, Told

SECTION = Phrase("What makes ties", "Ce qui fait les liens")
T22J = Phrase("What makes ties: {relation}", "Ce qui fait les liens : {relation}")
T22K = Phrase(
    "Does the model reproduce the network? {relation}",
    "Le modèle reproduit-il le réseau ? {relation}",
)
TERM = Phrase("Pair", "Paire")
ODDS = Phrase("OR", "RC")
ODDS_CI = Phrase("95% CI (OR)", "IC à 95 % (RC)")
TERMS: dict[Sort, Phrase] = {
    "edges": Phrase("Any pair (constant)", "Toute paire (constante)"),
    "mutual": Phrase("The other names back", "L'autre nomme en retour"),
    "closure": Phrase("A contact of a contact (closure)", "Contact d'un contact (fermeture)"),
    "same": Phrase("Same {group}", "Même {group}"),
    "receiver": Phrase(
        "Score of who is named (1 SD): {name}", "Score de la personne nommée (1 ET) : {name}"
    ),
    "sender": Phrase(
        "Score of who names (1 SD): {name}", "Score de la personne qui nomme (1 ET) : {name}"
    ),
    "difference": Phrase("One unit apart: {name}", "Une unité d'écart : {name}"),
}
NOTE = Phrase(
    "Exponential random graph model (Hunter & Handcock, 2006) of {ties} ties among {people} "
    "people, {asked} of whom answered; ties of the others are missing, at random (Handcock & "
    "Gile, 2010). b: log odds of a tie, given all other ties; OR: ratio of odds.",
    "Modèle exponentiel de graphe aléatoire (Hunter & Handcock, 2006) de {ties} liens entre "
    "{people} personnes, dont {asked} ont répondu ; les liens des autres manquent, au hasard "
    "(Handcock & Gile, 2010). b : logarithme de la cote d'un lien, tous les autres liens "
    "donnés ; RC : rapport des cotes.",
)
DECAY_NOTE = Phrase(
    "Contacts of contacts: geometrically weighted, decay {decay}: the first person in between "
    "counts most; OR is that of the first.",
    "Contacts de contacts : pondération géométrique, décroissance {decay} : la première "
    "personne intermédiaire compte le plus ; le RC est le sien.",
)
SIMULATED_NOTE = Phrase(
    "Monte Carlo maximum likelihood ({package}): the networks simulated are worth {effective} "
    "independent ones; R-hat {rhat}, means at most {off} SD from the network observed, at most "
    "{share}% of a squared error by simulation.",
    "Maximum de vraisemblance par Monte-Carlo ({package}) : les réseaux simulés en valent "
    "{effective} indépendants ; R-hat {rhat}, moyennes à {off} ET au plus du réseau observé, "
    "{share} % au plus d'une erreur au carré dus à la simulation.",
)
STATISTIC = Phrase("Not in the model", "Hors du modèle")
OBSERVED = Phrase("Observed", "Observé")
DRAWN = Phrase("By the model", "Selon le modèle")
RANGE = Phrase("95% of networks", "95 % des réseaux")
STATISTICS: dict[Statistic, Phrase] = {
    "indegree": Phrase("SD of being named", "ET du nombre de fois nommé"),
    "outdegree": Phrase("SD of naming", "ET du nombre de personnes nommées"),
    "alone": Phrase("Share of ties that nobody closes", "Part des liens que personne ne ferme"),
    "shared": Phrase(
        "Share of ties that two people and more close",
        "Part des liens que deux personnes et plus ferment",
    ),
}
CHECK_NOTE = Phrase(
    "{draws} networks drawn from the model. A small p says that the model does not make such a "
    "network: its coefficients then stand for what it leaves out, too. Where ties are missing, "
    "observed is the mean of networks drawn given those observed.",
    "{draws} réseaux tirés du modèle. Un petit p dit que le modèle ne produit pas un tel "
    "réseau : ses coefficients tiennent alors lieu aussi de ce qu'il omet. Quand des liens "
    "manquent, l'observé est la moyenne de réseaux tirés sachant les liens observés.",
)
IN_SHORT: dict[Told, Phrase] = {
    "mutual": Phrase(
        "Naming back multiplies the odds of a tie by {est} {ci}.",
        "Le retour multiplie la cote d'un lien par {est} {ci}.",
    ),
    "closure": Phrase(
        "A contact in between multiplies the odds of a tie by {est} {ci}.",
        "Un contact intermédiaire multiplie la cote d'un lien par {est} {ci}.",
    ),
    "same": Phrase(
        "The same {group} multiplies the odds of a tie by {est} {ci}.",
        "L'appartenance commune ({group}) multiplie la cote d'un lien par {est} {ci}.",
    ),
}
CAVEATS: dict[str, Phrase] = {
    "ergm_absent": Phrase(
        "Does not apply: needs the ergm extra: {install}.",
        "Sans objet : il y faut l'extension ergm : {install}.",
    ),
    "ergm_few": Phrase(
        "Does not apply: a model of ties needs {needed} people with ties who answered.",
        "Sans objet : un modèle des liens demande {needed} personnes liées qui ont répondu.",
    ),
    "ergm_unanswered": Phrase(
        "Does not apply: at {share}% response (least centre; {needed}% are needed) no model of "
        "ties is fitted.",
        "Sans objet : à {share} % de réponse (centre le plus bas ; il en faut {needed} %), "
        "aucun modèle des liens n'est ajusté.",
    ),
    "ergm_large": Phrase(
        "Does not apply: {ties} ties; a model is fitted to {most} at most, for the time it "
        "takes grows with their square.",
        "Sans objet : {ties} liens ; un modèle est ajusté à {most} au plus, car sa durée croît "
        "comme leur carré.",
    ),
    "ergm_no_mutual": Phrase(
        "Naming back is not in the model: too few pairs name each other.",
        "Le retour n'est pas dans le modèle : trop peu de paires se nomment mutuellement.",
    ),
    "ergm_no_closure": Phrase(
        "Contacts of contacts are not in the model: too few ties are closed.",
        "Les contacts de contacts ne sont pas dans le modèle : trop peu de liens sont fermés.",
    ),
    "ergm_no_same": Phrase(
        "{variable} is not in the model: too few ties stay inside, or leave.",
        "{variable} n'est pas dans le modèle : trop peu de liens y restent, ou en sortent.",
    ),
    "ergm_degenerate": Phrase(
        "Not fitted: networks drawn from the model are nothing like the one observed. Leave "
        "out a term, or change the decay.",
        "Non ajusté : les réseaux tirés du modèle ne ressemblent pas à celui observé. Ôter un "
        "terme, ou changer la décroissance.",
    ),
    "ergm_unsound": Phrase(
        "The simulation did not come to an end: coefficients must not be read.",
        "La simulation n'a pas abouti : les coefficients ne doivent pas être lus.",
    ),
    "ergm_degrees": Phrase(
        "The model does not reproduce how unequally people name and are named (T22k).",
        "Le modèle ne reproduit pas l'inégalité des personnes, nommées ou qui nomment (T22k).",
    ),
    "ergm_closed": Phrase(
        "The model does not reproduce how many ties are closed (T22k).",
        "Le modèle ne reproduit pas le nombre de liens fermés (T22k).",
    ),
    "ergm_missing": Phrase(
        "{share}% of the people in the model answered; ties of the others are taken as missing "
        "at random. Of those who did not answer only people whom somebody named are in it.",
        "{share} % des personnes du modèle ont répondu ; les liens des autres sont supposés "
        "manquer au hasard. De qui n'a pas répondu, seules les personnes nommées y sont.",
    ),
}
"""Sentences by the code of their caveat."""
SHORT: dict[str, Phrase] = {
    "ergm_degrees": Phrase(
        "degrees are not those of the model", "degrés autres que ceux du modèle"
    ),
    "ergm_closed": Phrase(
        "closed ties are not those of the model", "liens fermés autres que ceux du modèle"
    ),
}
"""What of a caveat is said beside every number of its result."""
