"""What the pages for managers say."""

from __future__ import annotations

from cpsurvey.report.chapter import Page
from cpsurvey.report.words import Phrase

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
    "levels": Phrase("Where things stand", "Où en sont les choses"),
    "map": Phrase("What goes with it", "Ce qui va avec"),
    "actions": Phrase("What can be done", "Ce qui peut être fait"),
    "together": Phrase("How people get together", "Comment on se retrouve"),
    "indicators": Phrase("Indicators", "Indicateurs"),
    "limits": Phrase("What not to do with this", "Ce qu'il ne faut pas en faire"),
}
