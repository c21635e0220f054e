"""Codes CPS15x: ties from files of their own."""

from __future__ import annotations

from cpsurvey.errors.code import Code, Exit

CODES: dict[str, Code] = {
    "CPS150": Code(
        Exit.DATA_REJECTED,
        "Column of a file of ties is missing",
        "The study file names a heading that no column of the file has, or that two have. "
        "Headings of such files may be identifiers of people, so none is shown: compare "
        "'network:' in study.yaml with the first line of the file.",
        "Colonne absente d'un fichier de liens",
        "Le fichier d'étude nomme un en-tête qu'aucune colonne ne porte, ou que deux portent. "
        "Les en-têtes de ces fichiers peuvent être des identifiants de personnes : aucun n'est "
        "affiché. Comparez « network: » dans study.yaml avec la première ligne du fichier.",
    ),
    "CPS151": Code(
        Exit.DATA_REJECTED,
        "Nothing of a file of ties can be used",
        "No row has both ends of a tie, no column of a matrix is headed by the identifier of "
        "anybody who was asked, or a list of people is empty. Nothing of the file was stored.",
        "Rien n'est utilisable dans un fichier de liens",
        "Aucune ligne n'a les deux bouts d'un lien, aucune colonne d'une matrice ne porte "
        "l'identifiant d'une personne interrogée, ou une liste de personnes est vide. Rien du "
        "fichier n'a été enregistré.",
    ),
    "CPS152": Code(
        Exit.DATA_REJECTED,
        "List of people is not there",
        "The study names a list of those who take no part in the network, or of those who can "
        "be named, and the file is not there. Without it a tie might be kept that nobody may "
        "keep, so nothing is ingested. Put the file back, or take the line out of study.yaml.",
        "La liste de personnes est introuvable",
        "L'étude nomme une liste des personnes qui ne participent pas au réseau, ou de celles "
        "qui peuvent être citées, et le fichier n'est pas là. Sans lui, un lien interdit "
        "pourrait être conservé : rien n'est importé. Remettez le fichier, ou retirez la ligne "
        "de study.yaml.",
    ),
}
