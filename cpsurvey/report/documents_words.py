"""What documents are called, and what the page to open first says of the study."""

from __future__ import annotations

from typing import Literal

from cpsurvey.report.words import Phrase

SUPPLEMENT = Phrase("Supplement", "Supplément")
DOCUMENTS = Phrase("The documents", "Les documents")
Name = Literal["article", "supplement", "manager", "dossier", "tables"]
ABOUT: dict[str, Phrase] = {
    "article": Phrase(
        "Article: methods, results by hypothesis, limits, references.",
        "Article : méthodes, résultats par hypothèse, limites, références.",
    ),
    "supplement": Phrase(
        "Supplement: every table and picture.",
        "Supplément : tous les tableaux et toutes les figures.",
    ),
    "manager": Phrase(
        "For managers: what to do, in few words.",
        "Pour les responsables : que faire, en peu de mots.",
    ),
    "dossier": Phrase(
        "Dossier: what was done with whose data.",
        "Dossier : ce qui a été fait des données de qui.",
    ),
    "tables": Phrase("The tables as numbers.", "Les tableaux en nombres."),
}
EMPTY: dict[str, Phrase] = {
    "manager": Phrase(
        "For managers: not written. These pages rest on the analysis of where to act (kind: "
        "ipma), which needs something to act for.",
        "Pour les responsables : pas écrit. Ces pages reposent sur l'analyse « où agir » "
        "(kind: ipma), qui demande un résultat pour lequel agir.",
    ),
}
"""A document that was asked for, and for which the results have nothing."""
NOTHING_FOR = Phrase(
    "{document}: not written, these results have nothing for it.",
    "{document} : pas écrit, ces résultats n'ont rien pour lui.",
)
FACTS = Phrase("The study", "L'étude")
WHAT = Phrase("What", "Quoi")
HERE = Phrase("Here", "Ici")
QUESTION = Phrase("Question", "Question")
FIELD = Phrase("Answers given", "Réponses données")
FROM_TO = Phrase("{since} to {until}", "du {since} au {until}")
ON_DAY = Phrase("{day}", "le {day}")
PEOPLE = Phrase("People", "Personnes")
OF_INVITED = Phrase(
    "{answered} answered of {invited} invited ({share}), {used} analysed",
    "{answered} {answered:réponse|réponses} pour {invited} {invited:invitée|invitées} "
    "({share}), {used} {used:analysée|analysées}",
)
ANSWERED = Phrase(
    "{answered} answered, {used} analysed; how many were invited is not known",
    "{answered} {answered:réponse|réponses}, {used} {used:analysée|analysées} ; le nombre de "
    "personnes invitées n'est pas connu",
)
EARLIER = Phrase(
    "; {n} {n:answer|answers} of earlier waves are not counted here",
    " ; {n} {n:réponse|réponses} de vagues antérieures ne {n:compte|comptent} pas ici",
)
GROUPS = Phrase("Groups", "Groupes")
IN_GROUPS: dict[str, Phrase] = {
    "team": Phrase("{n} {n:team|teams}", "{n} {n:équipe|équipes}"),
    "centre": Phrase("{n} {n:centre|centres}", "{n} {n:centre|centres}"),
    "language": Phrase("{n} {n:language|languages}", "{n} {n:langue|langues}"),
}
INSTRUMENT = Phrase("Questionnaire", "Questionnaire")
VERSION_OF = Phrase("{id}, version {version}", "{id}, version {version}")
NATURE = Phrase("Kind of evidence", "Nature de la preuve")
CONFIRMATORY = Phrase(
    "confirmatory where a hypothesis was declared before the data, else exploratory",
    "confirmatoire là où une hypothèse était déclarée avant les données, sinon exploratoire",
)
NO_PLAN = Phrase(
    "exploratory: no plan was frozen before the data",
    "exploratoire : aucun plan n'a été gelé avant les données",
)
LATE_PLAN = Phrase(
    "exploratory: the plan was frozen after the first answers",
    "exploratoire : le plan a été gelé après les premières réponses",
)
BROKEN_PLAN = Phrase(
    "exploratory: the plan was edited after it was frozen",
    "exploratoire : le plan a été modifié après avoir été gelé",
)
