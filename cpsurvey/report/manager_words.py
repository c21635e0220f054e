"""What the pages for managers say."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

MGR_SUBTITLE = Phrase(
    "For people who decide: where things stand and where to act",
    "Pour celles et ceux qui décident : où en sont les choses et où agir",
)
MGR_WHO = Phrase("Who answered", "Qui a répondu")
MGR_ANSWERED = Phrase(
    "{n} answers are counted out of {rows} received.",
    "{n} réponses sont comptées sur {rows} reçues.",
)
MGR_UNSOUND = Phrase(
    "The numbers behind these pages rest on too few groups, or could not be computed: "
    "nothing is shown that could be acted on.",
    "Les nombres de ces pages reposent sur trop peu de groupes, ou n'ont pu être "
    "calculés : rien n'est montré sur quoi agir.",
)
MGR_TOO_FEW = Phrase(
    "Fewer than {k} answers could be used: too few to show anything without showing somebody.",
    "Moins de {k} réponses ont pu être utilisées : trop peu pour montrer quoi que ce "
    "soit sans montrer quelqu'un.",
)
MGR_HIDDEN = Phrase(
    "Nothing is shown for fewer than {k} people, and no person is named, scored or ranked.",
    "Rien n'est montré pour moins de {k} personnes ; personne n'est nommé, noté ni classé.",
)
MGR_LEVELS = Phrase("Where things stand", "Où en sont les choses")
MGR_LEVELS_TEXT = Phrase(
    "Each line goes from 0 (the lowest answer there could be) to 100 (the highest). The "
    "dark line around the dot shows how far chance could move it.",
    "Chaque ligne va de 0 (la réponse la plus basse possible) à 100 (la plus haute). Le "
    "trait foncé autour du point montre de combien le hasard pourrait le déplacer.",
)
MGR_MAP = Phrase("What goes with it", "Ce qui va avec")
MGR_MAP_TEXT = Phrase(
    "Further right: goes more with {outcome}. Lower: more room to grow. What stands "
    "right and low comes first.",
    "Plus à droite : va davantage avec {outcome}. Plus bas : plus de marge. Ce qui est à "
    "droite et en bas vient en premier.",
)
MGR_ACTIONS = Phrase("What can be done", "Ce qui peut être fait")
MGR_TOGETHER = Phrase("How people get together", "Comment on se retrouve")
M5 = Phrase(
    "Groups of colleagues that formed by themselves", "Groupes de collègues formés d'eux-mêmes"
)
ANSWER_GIVEN = Phrase("Answer", "Réponse")
MGR_INDICATORS = Phrase("Indicators", "Indicateurs")
MGR_INDICATORS_TEXT = Phrase(
    "Objective indicators were joined to the survey by pseudonym; routine and "
    "non-routine contacts are read apart. The tables are in the full report.",
    "Des indicateurs objectifs ont été rapprochés de l'enquête par pseudonyme ; contacts "
    "courants et inhabituels sont lus séparément. Les tableaux sont dans le rapport "
    "complet.",
)
MGR_LIMITS = Phrase("What not to do with this", "Ce qu'il ne faut pas en faire")
MGR_LIMIT_ASSOCIATION = Phrase(
    "These numbers show what goes together at one moment. Whether changing one thing "
    "changes another, only trying it and measuring again can tell.",
    "Ces nombres montrent ce qui va ensemble à un moment donné. Seul un essai suivi "
    "d'une nouvelle mesure dira si changer une chose en change une autre.",
)
MGR_LIMIT_PERSONS = Phrase(
    "They are not made to judge a person or a team, and must not be used for appraisal.",
    "Ils ne sont pas faits pour juger une personne ni une équipe, et ne doivent pas "
    "servir à l'évaluation individuelle.",
)
MGR_LIMIT_CREATE = Phrase(
    "Communities form by themselves. What can be decided are conditions: time, tolerance "
    "of informal help, indicators that do not punish helping.",
    "Les communautés se forment d'elles-mêmes. Ce qui se décide, ce sont des conditions "
    ": du temps, la tolérance à l'entraide informelle, des indicateurs qui ne punissent "
    "pas l'entraide.",
)
MGR_LIMIT_TACIT = Phrase(
    "A questionnaire hears what people say they share, not tacit knowledge itself.",
    "Un questionnaire entend ce que les gens disent partager, non le savoir tacite lui-même.",
)
