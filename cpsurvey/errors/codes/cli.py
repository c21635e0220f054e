"""Codes CPS9xx: the command line."""

from __future__ import annotations

from cpsurvey.errors.code import Code, Exit

CODES: dict[str, Code] = {
    "CPS901": Code(
        Exit.USAGE,
        "Unknown code",
        "'cpsurvey explain' knows the codes it prints itself; without a code it lists them.",
        "Code inconnu",
        "« cpsurvey explain » connaît les codes qu'il affiche ; sans code, il les liste.",
    ),
    "CPS902": Code(
        Exit.NO_INPUT,
        "No such file",
        "A file named on the command line does not exist.",
        "Fichier introuvable",
        "Un fichier nommé en ligne de commande n'existe pas.",
    ),
    "CPS903": Code(
        Exit.CANNOT_WRITE,
        "File exists",
        "The command would overwrite a file and does not do so unasked.",
        "Le fichier existe",
        "La commande écraserait un fichier ; elle ne le fait pas sans demande.",
    ),
    "CPS904": Code(
        Exit.USAGE,
        "Options that do not go together",
        "The options given exclude each other, or one needs another.",
        "Options incompatibles",
        "Les options données s'excluent, ou l'une en demande une autre.",
    ),
}
