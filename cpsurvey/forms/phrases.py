"""What a form says of its own, in both languages; other languages get the English."""

from __future__ import annotations

from collections.abc import Mapping

from cpsurvey.design.base import Text

ROLES: dict[str, Text] = {
    "respondent": {"en": "Your code", "fr": "Votre code"},
    "team": {"en": "Your team", "fr": "Votre équipe"},
    "centre": {"en": "Your centre", "fr": "Votre centre"},
    "language": {"en": "Language", "fr": "Langue"},
    "wave": {"en": "Wave", "fr": "Vague"},
}
"""Identifiers as they are asked for."""

DEFINED: Text = {"en": "In this questionnaire:", "fr": "Dans ce questionnaire :"}
DEFINITION: Text = {"en": "{term}: {text}", "fr": "{term} : {text}"}
MINUTES: Text = {
    "en": "About {minutes} minutes.",
    "fr": "Environ {minutes} minutes.",
}
EACH_LINE: Text = {
    "en": "For each line, choose one answer.",
    "fr": "Pour chaque ligne, choisissez une réponse.",
}
THANKS: Text = {"en": "Thank you for taking part.", "fr": "Merci de votre participation."}
PART: Text = {"en": "Part {number}", "fr": "Partie {number}"}
BETWEEN: Text = {"en": "From {low} to {high}.", "fr": "De {low} à {high}."}
AT_LEAST: Text = {"en": "At least {low}.", "fr": "Au moins {low}."}
AT_MOST: Text = {"en": "At most {high}.", "fr": "Au plus {high}."}
EACH_LINE_TICK: Text = {
    "en": "Tick one box on each line.",
    "fr": "Cochez une case par ligne.",
}
SEVERAL: Text = {
    "en": "(several answers may be ticked)",
    "fr": "(plusieurs réponses possibles)",
}
DATE: Text = {"en": "(day, month, year)", "fr": "(jour, mois, année)"}
QUOTED: Text = {"en": "“{text}”", "fr": "« {text} »"}
ONLY_IF: dict[str, Text] = {
    "==": {
        "en": "Only if you answered {value} to question {number}.",
        "fr": "Seulement si vous avez répondu {value} à la question {number}.",
    },
    "!=": {
        "en": "Only if your answer to question {number} is not {value}.",
        "fr": "Seulement si votre réponse à la question {number} n'est pas {value}.",
    },
    ">": {
        "en": "Only if your answer to question {number} is more than {value}.",
        "fr": "Seulement si votre réponse à la question {number} est supérieure à {value}.",
    },
    ">=": {
        "en": "Only if your answer to question {number} is at least {value}.",
        "fr": "Seulement si votre réponse à la question {number} est d'au moins {value}.",
    },
    "<": {
        "en": "Only if your answer to question {number} is less than {value}.",
        "fr": "Seulement si votre réponse à la question {number} est inférieure à {value}.",
    },
    "<=": {
        "en": "Only if your answer to question {number} is at most {value}.",
        "fr": "Seulement si votre réponse à la question {number} est d'au plus {value}.",
    },
}
"""Who answers a question on paper, by the sign of its condition."""
PAPER: dict[str, Text] = {
    "instructions": {
        "en": "How to fill in this form",
        "fr": "Comment remplir ce questionnaire",
    },
    "how": {
        "en": "Use a dark pen and put a cross in the box of your answer. There is no right or "
        "wrong answer: what counts is your own experience. If you change your mind, fill the "
        "wrong box in entirely and put a cross in the right one. You may leave out any "
        "question you do not want to answer.",
        "fr": "Utilisez un stylo foncé et mettez une croix dans la case de votre réponse. Il "
        "n'y a ni bonne ni mauvaise réponse : seule compte votre expérience. Si vous changez "
        "d'avis, noircissez entièrement la mauvaise case et cochez la bonne. Vous pouvez "
        "laisser sans réponse toute question de votre choix.",
    },
    "part": {"en": "Part", "fr": "Partie"},
    "statement": {"en": "Statement", "fr": "Énoncé"},
    "thanks": THANKS,
    "entry": {
        "en": "For the person who types in the answers (do not hand out this page)",
        "fr": "Pour la personne qui saisit les réponses (page à ne pas distribuer)",
    },
    "entry_how": {
        "en": "One row per form in a spreadsheet, with these headings in the first row. Type "
        "the code of the ticked box, nothing where no box or several are ticked.",
        "fr": "Une ligne par questionnaire dans un tableur, avec ces titres en première "
        "ligne. Saisissez le code de la case cochée, rien si aucune ne l'est ou si plusieurs "
        "le sont.",
    },
    "number": {"en": "No.", "fr": "N°"},
    "heading": {"en": "Heading", "fr": "Titre"},
    "codes": {"en": "Codes", "fr": "Codes"},
    "written": {"en": "as written", "fr": "comme écrit"},
    "wave_of": {"en": "wave", "fr": "vague"},
    "wave_codes": {
        "en": "its number, the same for every form",
        "fr": "son numéro, le même pour tous",
    },
    "language_of": {"en": "language of the form", "fr": "langue du questionnaire"},
}
"""What a paper form says of its own."""


def limits(low: str | None, high: str | None) -> Text:
    """What limits of an answer say, in both languages; nothing where there are none."""
    if low is None and high is None:
        return {}
    said = BETWEEN if low and high else AT_LEAST if low else AT_MOST
    return {language: text.format(low=low, high=high) for language, text in said.items()}


def of(text: Mapping[str, str], language: str) -> str:
    """A phrase in a language, English where it has none."""
    return text.get(language) or text.get("en", "")
