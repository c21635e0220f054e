"""Pages for people who decide (M1 to M7)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "mgr_subtitle": (
        "For people who decide: where things stand and where to act",
        "Pour celles et ceux qui décident : où en sont les choses et où agir",
    ),
    "mgr_who": ("Who answered", "Qui a répondu"),
    "mgr_answered": (
        "{n} answers are counted out of {rows} received.",
        "{n} réponses sont comptées sur {rows} reçues.",
    ),
    "mgr_unsound": (
        "The numbers behind these pages rest on too few groups, or could not be computed: "
        "nothing is shown that could be acted on.",
        "Les nombres de ces pages reposent sur trop peu de groupes, ou n'ont pu être "
        "calculés : rien n'est montré sur quoi agir.",
    ),
    "mgr_too_few": (
        "Fewer than {k} answers could be used: too few to show anything without showing "
        "somebody.",
        "Moins de {k} réponses ont pu être utilisées : trop peu pour montrer quoi que ce soit "
        "sans montrer quelqu'un.",
    ),
    "mgr_hidden": (
        "Nothing is shown for fewer than {k} people, and no person is named, scored or ranked.",
        "Rien n'est montré pour moins de {k} personnes ; personne n'est nommé, noté ni classé.",
    ),
    "mgr_levels": ("Where things stand", "Où en sont les choses"),
    "mgr_levels_text": (
        "Each line goes from 0 (the lowest answer there could be) to 100 (the highest). The "
        "dark line around the dot shows how far chance could move it.",
        "Chaque ligne va de 0 (la réponse la plus basse possible) à 100 (la plus haute). Le "
        "trait foncé autour du point montre de combien le hasard pourrait le déplacer.",
    ),
    "mgr_map": ("What goes with it", "Ce qui va avec"),
    "mgr_map_text": (
        "Further right: goes more with {outcome}. Lower: more room to grow. What stands right "
        "and low comes first.",
        "Plus à droite : va davantage avec {outcome}. Plus bas : plus de marge. Ce qui est à "
        "droite et en bas vient en premier.",
    ),
    "mgr_actions": ("What can be done", "Ce qui peut être fait"),
    "mgr_together": ("How people get together", "Comment on se retrouve"),
    "M5": (
        "Groups of colleagues that formed by themselves",
        "Groupes de collègues formés d'eux-mêmes",
    ),
    "answer_given": ("Answer", "Réponse"),
    "mgr_indicators": ("Indicators", "Indicateurs"),
    "mgr_indicators_text": (
        "Objective indicators were joined to the survey by pseudonym; routine and non-routine "
        "contacts are read apart. The tables are in the full report.",
        "Des indicateurs objectifs ont été rapprochés de l'enquête par pseudonyme ; contacts "
        "courants et inhabituels sont lus séparément. Les tableaux sont dans le rapport "
        "complet.",
    ),
    "mgr_limits": ("What not to do with this", "Ce qu'il ne faut pas en faire"),
    "mgr_limit_association": (
        "These numbers show what goes together at one moment. Whether changing one thing "
        "changes another, only trying it and measuring again can tell.",
        "Ces nombres montrent ce qui va ensemble à un moment donné. Seul un essai suivi d'une "
        "nouvelle mesure dira si changer une chose en change une autre.",
    ),
    "mgr_limit_persons": (
        "They are not made to judge a person or a team, and must not be used for appraisal.",
        "Ils ne sont pas faits pour juger une personne ni une équipe, et ne doivent pas servir "
        "à l'évaluation individuelle.",
    ),
    "mgr_limit_create": (
        "Communities form by themselves. What can be decided are conditions: time, tolerance "
        "of informal help, indicators that do not punish helping.",
        "Les communautés se forment d'elles-mêmes. Ce qui se décide, ce sont des conditions : "
        "du temps, la tolérance à l'entraide informelle, des indicateurs qui ne punissent pas "
        "l'entraide.",
    ),
    "mgr_limit_tacit": (
        "A questionnaire hears what people say they share, not tacit knowledge itself.",
        "Un questionnaire entend ce que les gens disent partager, non le savoir tacite "
        "lui-même.",
    ),
}
