"""Who answered (T2)."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("Respondents", "Répondants")
T2 = Phrase("Respondents", "Répondants")
T2B = Phrase("Groups", "Groupes")
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
CAVEATS: dict[str, Phrase] = {
    "several_answers": Phrase(
        "Several answers were possible: {variables}. Each share is of those who answered the "
        "question, and together they may exceed 100%.",
        "Plusieurs réponses étaient possibles : {variables}. Chaque part se rapporte à ceux qui "
        "ont répondu à la question, et leur somme peut dépasser 100 %.",
    ),
}
SHORT: dict[str, Phrase] = {
    "several_answers": Phrase(
        "{variables}: several answers were possible; shares may exceed 100% together.",
        "{variables} : plusieurs réponses étaient possibles ; la somme des parts peut dépasser "
        "100 %.",
    ),
}
