"""Codes CPS76x: evidence for a questionnaire."""

from __future__ import annotations

from cpsurvey.errors.code import Code, Exit

CODES: dict[str, Code] = {
    "CPS760": Code(
        Exit.DATA_REJECTED,
        "File of evidence cannot be used",
        "A file in the folder 'evidence' has another heading, an item or a value that is not "
        "known, the same person twice for one item, or cannot be read. Nothing of the evidence "
        "is used until all files are right. Each problem is shown with its file, line and "
        "column; what stood in the cell and who filled it in is not. The headings are those "
        "that 'cpsurvey questionnaire evidence DIR' writes.",
        "Fichier de preuves inutilisable",
        "Un fichier du dossier « evidence » a un autre en-tête, un item ou une valeur inconnus "
        "du questionnaire, deux fois la même personne pour un item, ou ne peut être lu. Rien "
        "des preuves n'est utilisé tant que tous les fichiers ne sont pas justes. Chaque "
        "problème est indiqué avec fichier, ligne et colonne ; ni le contenu de la cellule ni "
        "la personne ne le sont. Les en-têtes sont ceux qu'écrit « cpsurvey questionnaire "
        "evidence DIR ».",
    ),
    "CPS761": Code(
        Exit.USAGE,
        "Evidence for which questionnaire?",
        "The folder given to 'cpsurvey questionnaire evidence' must hold a study (study.yaml) "
        "or one questionnaire (.yaml). Where it holds none or several, name the questionnaire "
        "with --questionnaire.",
        "Preuves pour quel questionnaire ?",
        "Le dossier donné à « cpsurvey questionnaire evidence » doit contenir une étude "
        "(study.yaml) ou un seul questionnaire (.yaml). S'il n'en contient aucun ou plusieurs, "
        "nommez le questionnaire avec --questionnaire.",
    ),
}
