"""Codes CPS7xx: definitions of questionnaires by other tools."""

from __future__ import annotations

from cpsurvey.errors.code import Code, Exit

CODES: dict[str, Code] = {
    "CPS701": Code(
        Exit.DATA_REJECTED,
        "Definition cannot be read",
        "The file is a definition of a questionnaire, or was named as one, and is damaged, cut "
        "off, of another kind, larger than any definition, or holds what no survey tool writes "
        "(a DOCTYPE, an archive that unpacks without end). Export it again from the tool.",
        "Définition illisible",
        "Le fichier est une définition de questionnaire, ou a été nommé comme telle, mais il "
        "est abîmé, tronqué, d'un autre genre, plus grand que toute définition, ou contient ce "
        "qu'aucun outil d'enquête n'écrit (un DOCTYPE, une archive sans fin). Refaites "
        "l'export.",
    ),
    "CPS702": Code(
        Exit.NO_INPUT,
        "No definition of a questionnaire",
        "'cpsurvey questionnaire import' reads what a survey asks, not what people answered: "
        "XLSForm, structures of LimeSurvey, .qsf of Qualtrics, dictionaries of REDCap, labels "
        "of .sav and .dta. A study begins from a file of answers with 'cpsurvey init DIR "
        "--from FILE'.",
        "Pas une définition de questionnaire",
        "« cpsurvey questionnaire import » lit ce que l'enquête demande, non ce que les gens "
        "ont répondu : XLSForm, structures LimeSurvey, .qsf de Qualtrics, dictionnaires "
        "REDCap, étiquettes de .sav et .dta. Une étude part d'un fichier de réponses avec "
        "« cpsurvey init DIR --from FILE ».",
    ),
    "CPS703": Code(
        Exit.DATA_REJECTED,
        "Nothing to analyse in the file",
        "'cpsurvey init --from FILE' found no column with answers to choose from and no "
        "numbers: only texts, dates, identifiers, or columns that say the same of everybody. "
        "Look whether it is the right file and the right sheet.",
        "Rien à analyser dans le fichier",
        "« cpsurvey init --from FICHIER » n'a trouvé ni réponses à choisir ni nombres : "
        "seulement des textes, des dates, des identifiants ou des colonnes qui disent la même "
        "chose pour tous. Vérifiez le fichier et la feuille.",
    ),
}
