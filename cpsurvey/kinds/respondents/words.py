"""Who answered (T2)."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("Respondents", "Répondants")
T2 = Phrase("Respondents", "Répondants")
T2B = Phrase("Groups", "Groupes")
T2C = Phrase("Respondents in numbers", "Les répondants en chiffres")
CHARACTERISTIC = Phrase("Characteristic", "Caractéristique")
CATEGORY = Phrase("Category", "Modalité")
SIZE_MEAN = Phrase("Mean size", "Taille moyenne")
SIZE_MIN = Phrase("Smallest", "Minimum")
SIZE_MAX = Phrase("Largest", "Maximum")
MISSING = Phrase("Missing", "Manquant")
GROUPS = Phrase("Groups", "Groupes")
M5 = Phrase(
    "Groups of colleagues that formed by themselves", "Groupes de collègues formés d'eux-mêmes"
)
ANSWER_GIVEN = Phrase("Answer", "Réponse")
SEVERAL = Phrase(
    "{variable} (several answers possible)", "{variable} (plusieurs réponses possibles)"
)
SEVERAL_NOTE = Phrase(
    "Several answers possible: each share is of those who answered the question; together "
    "they may exceed 100%.",
    "Plusieurs réponses possibles : chaque part se rapporte à ceux qui ont répondu à la "
    "question ; leur somme peut dépasser 100 %.",
)
CAVEATS: dict[str, Phrase] = {
    "several_answers": Phrase(
        "Several answers were possible to {variables:a question|some questions} ({variables}).",
        "Plusieurs réponses étaient possibles à {variables:une question|des questions} "
        "({variables}).",
    ),
}
