"""Places in the network (T22h, T22i)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.position.data import Measure, Role

SECTION = Phrase(
    "Involvement as told and as named", "Implication déclarée et position dans le réseau"
)
T22H = Phrase("Involvement as told beside places", "Implication déclarée et positions")
T22I = Phrase("Outcomes by place in the network", "Résultats selon la position dans le réseau")
PLACE = Phrase("Place", "Position")
MEASURES: dict[Measure, Phrase] = {
    "indegree": Phrase("Named by (in-degree)", "Nommée par (degré entrant)"),
    "confirmed": Phrase("Named by, confirmed", "Nommée par, confirmé"),
    "returned": Phrase("Share of own ties that come back", "Part de ses liens rendus"),
    "core": Phrase("Core (largest k of a k-core)", "Noyau (plus grand k d'un k-cœur)"),
}
RHO = Phrase("Spearman", "Spearman")
PERMUTED = Phrase("p (permutation)", "p (permutation)")
STD = Phrase("Std. b", "b std.")
PREDICTOR = Phrase("Predictor", "Prédicteur")
PEERS = Phrase("The same of those named", "Le même chez les personnes nommées")
VERSIONS: dict[str, Phrase] = {
    "overall": Phrase("{name}, all contacts", "{name}, tous les contacts"),
    "routine": Phrase("{name}, routine", "{name}, courant"),
    "nonroutine": Phrase("{name}, non-routine", "{name}, non courant"),
}
WITH_PEERS = Phrase(
    "{name}, beside the same of those named", "{name}, avec le même chez les personnes nommées"
)
ROLES: dict[Role, Phrase] = {
    "place": Phrase("{name}", "{name}"),
    "involvement": Phrase("{name}", "{name}"),
    "peers": PEERS,
}
NOTE = Phrase(
    "Std. b: standard deviations per standard deviation; interval and p by errors robust to "
    "{groups} {groups:group|groups} of {variable} (CR2). People in one network are not "
    "independent: p (permutation) is that of {draws} permutations of what the other "
    "predictors leave of one.",
    "b std. : écarts types par écart type ; intervalle et p par des erreurs robustes à "
    "{groups} {groups:groupe|groupes} ({variable}, CR2). Les personnes d'un réseau ne sont pas "
    "indépendantes : p (permutation) vient de {draws} permutations de ce que les autres "
    "prédicteurs laissent de l'un.",
)
OUTCOME_NOTE = Phrase(
    "Held constant: {controls}. People are named because they perform well as much as they "
    "perform well because they are named: nothing here says which. Those named being "
    "productive is the competing explanation, and people choose whom they name.",
    "À valeur constante : {controls}. On est nommé parce qu'on est performant autant qu'on est "
    "performant parce qu'on est nommé : rien ici ne les départage. La productivité des "
    "personnes nommées est l'explication concurrente, et chacun choisit qui il nomme.",
)
NOTHING = Phrase("nothing", "rien")
IN_SHORT = Phrase(
    "{variable} beside being named: {est} standard deviations per standard deviation, 95% CI "
    "{ci}.",
    "{variable} et fait d'être nommé : {est} écart type par écart type, IC à 95 % {ci}.",
)
CAVEATS: dict[str, Phrase] = {
    "position_outcome": Phrase(
        "{outcome} was not held against places: too few people have it, or it does not vary.",
        "{outcome} n'a pas été confronté aux positions : trop peu de personnes en ont une "
        "valeur, ou elle ne varie pas.",
    ),
    "position_few": Phrase(
        "Does not apply: fewer than {needed} respondents told of their contacts.",
        "Sans objet : moins de {needed} répondants ont parlé de leurs contacts.",
    ),
}
"""Sentences by the code of their caveat."""
