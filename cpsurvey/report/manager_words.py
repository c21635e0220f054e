"""What the pages for managers say."""

from __future__ import annotations

from typing import Literal

from cpsurvey.report.chapter import Page
from cpsurvey.report.words import Phrase

Sheet = Literal["findings", "standing", "doing", "reading"]
"""The four printed pages."""
Sure = Literal["sure", "fair", "open"]
"""How sure a finding is, as dots show it."""

SUBTITLE = Phrase(
    "For people who decide: where things stand and where to act",
    "Pour celles et ceux qui décident : où en sont les choses et où agir",
)
UNSOUND = Phrase(
    "The numbers behind these pages rest on too few groups, or could not be computed: "
    "nothing is shown that could be acted on.",
    "Les nombres de ces pages reposent sur trop peu de groupes, ou n'ont pu être "
    "calculés : rien n'est montré sur quoi agir.",
)
TOO_FEW = Phrase(
    "Fewer than {k} answers could be used: too few to show anything without showing somebody.",
    "Moins de {k} réponses ont pu être utilisées : trop peu pour montrer quoi que ce "
    "soit sans montrer quelqu'un.",
)
HIDDEN = Phrase(
    "Nothing is shown for fewer than {k} people, and no person is named, scored or ranked.",
    "Rien n'est montré pour moins de {k} personnes ; personne n'est nommé, noté ni classé.",
)
LIMIT_ASSOCIATION = Phrase(
    "These numbers show what goes together at one moment. Whether changing one thing "
    "changes another, only trying it and measuring again can tell.",
    "Ces nombres montrent ce qui va ensemble à un moment donné. Seul un essai suivi "
    "d'une nouvelle mesure dira si changer une chose en change une autre.",
)
LIMIT_PERSONS = Phrase(
    "They are not made to judge a person or a team, and must not be used for appraisal.",
    "Ils ne sont pas faits pour juger une personne ni une équipe, et ne doivent pas "
    "servir à l'évaluation individuelle.",
)
LIMIT_CREATE = Phrase(
    "Communities form by themselves. What can be decided are conditions: time, tolerance "
    "of informal help, indicators that do not punish helping.",
    "Les communautés se forment d'elles-mêmes. Ce qui se décide, ce sont des conditions "
    ": du temps, la tolérance à l'entraide informelle, des indicateurs qui ne punissent "
    "pas l'entraide.",
)
LIMIT_TACIT = Phrase(
    "A questionnaire hears what people say they share, not tacit knowledge itself.",
    "Un questionnaire entend ce que les gens disent partager, non le savoir tacite lui-même.",
)
LIMIT_CONDITIONS = Phrase(
    "What can be decided are conditions, not what people feel or think.",
    "Ce qui se décide, ce sont des conditions, non ce que les gens ressentent ou pensent.",
)
LIMIT_SAID = Phrase(
    "A questionnaire hears what people say, not what they do.",
    "Un questionnaire entend ce que les gens disent, non ce qu'ils font.",
)
TITLES: dict[Page, Phrase] = {
    "who": Phrase("Who answered", "Qui a répondu"),
    "found": Phrase("What was found", "Ce qui a été trouvé"),
    "news": Phrase("What is new", "Ce qui est nouveau"),
    "levels": Phrase("Where things stand", "Où en sont les choses"),
    "actions": Phrase("What can be done", "Ce qui peut être fait"),
    "together": Phrase("How people get together", "Comment on se retrouve"),
    "indicators": Phrase("Indicators", "Indicateurs"),
    "limits": Phrase("What not to do with this", "Ce qu'il ne faut pas en faire"),
    "glossary": Phrase("The words", "Les mots"),
}
SHEETS: dict[Sheet, Phrase] = {
    "findings": Phrase("In one minute", "En une minute"),
    "standing": Phrase("Where you stand", "Où vous en êtes"),
    "doing": Phrase("What you can do", "Ce que vous pouvez faire"),
    "reading": Phrase("How to take it", "Comment le lire"),
}
SURE: dict[Sure, Phrase] = {
    "sure": Phrase("●●●", "●●●"),
    "fair": Phrase("●●○", "●●○"),
    "open": Phrase("●○○", "●○○"),
}
DOTS = Phrase(
    "How sure: ●●● beyond chance, and every other way to count says the same; ●●○ beyond "
    "chance, but another way to count says otherwise or was not tried; ●○○ chance could do it.",
    "Sûreté : ●●● au-delà du hasard, et toutes les autres façons de compter disent la même "
    "chose ; ●●○ au-delà du hasard, mais une autre façon de compter dit autre chose ou n'a pas "
    "été essayée ; ●○○ le hasard y suffirait.",
)
WORD = Phrase("Word", "Mot")
MEANS = Phrase("What it means here", "Ce qu'il veut dire ici")
GLOSSARY = Phrase("Words of these pages", "Mots de ces pages")
TERMS: tuple[tuple[Phrase, Phrase], ...] = (
    (
        Phrase("Community of practice", "Communauté de pratique"),
        Phrase(
            "People who help each other in their work and learn it together; nobody appoints "
            "them.",
            "Des personnes qui s'entraident dans leur travail et l'apprennent ensemble ; "
            "personne ne les nomme.",
        ),
    ),
    (
        Phrase("Involvement", "Implication"),
        Phrase(
            "How far somebody takes part: exchanges with others, shares their aims, uses what "
            "they made.",
            "À quel point quelqu'un prend part : échange avec les "
            "autres, partage leurs buts, se "
            "sert de ce qu'ils ont fait.",
        ),
    ),
    (
        Phrase("Tacit knowledge", "Savoir tacite"),
        Phrase(
            "What people know how to do and is written nowhere; it passes by stories, by "
            "showing and by tips.",
            "Ce que les gens savent faire et qui n'est écrit nulle part ; cela passe par des "
            "récits, des démonstrations, des astuces.",
        ),
    ),
    (
        Phrase("Outside routine", "Hors routine"),
        Phrase(
            "Work for which no procedure exists, or none that fits.",
            "Le travail pour lequel aucune procédure n'existe, ou ne convient.",
        ),
    ),
    (
        Phrase("Level", "Niveau"),
        Phrase(
            "The average answer, from 0 (the lowest there could be) to 100 (the highest).",
            "La réponse moyenne, de 0 (la plus basse possible) à 100 (la plus haute).",
        ),
    ),
    (
        Phrase("Point", "Point"),
        Phrase(
            "One step on the scale of answers; for indicators, one contact in a hundred.",
            "Un degré de l'échelle de réponse ; pour les indicateurs, un contact sur cent.",
        ),
    ),
    (
        Phrase("Goes with", "Est associé à"),
        Phrase(
            "The two are found together more often than chance. It does not say which brings "
            "the other.",
            "Les deux se rencontrent ensemble plus souvent que par hasard. Cela ne dit pas "
            "lequel amène l'autre.",
        ),
    ),
    (
        Phrase("Chance", "Hasard"),
        Phrase(
            "Other people on another day would have answered a little differently. The range "
            "in brackets, or the line around a dot, shows by how much.",
            "D'autres personnes, un autre jour, auraient répondu un peu autrement. La plage "
            "entre crochets, ou le trait autour d'un point, montre de combien.",
        ),
    ),
    (
        Phrase("Step", "Cran"),
        Phrase(
            "From somebody in the middle to somebody who stands above five colleagues in six.",
            "De quelqu'un du milieu à quelqu'un qui dépasse cinq collègues sur six.",
        ),
    ),
    (
        Phrase("Condition", "Condition"),
        Phrase(
            "What people in charge can decide: time, tools, rules, what is counted.",
            "Ce que les responsables peuvent décider : du temps, des outils, des règles, ce "
            "qui est compté.",
        ),
    ),
)
OF_COMMUNITIES = 3
"""Words that only studies of communities need: the first of them."""
