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
    "CPS905": Code(
        Exit.FORBIDDEN,
        "The system refuses access",
        "The operating system does not let this account use a file or folder. Ask for "
        "permission, or work in a folder of your own.",
        "Le système refuse l'accès",
        "Le système ne laisse pas ce compte utiliser un fichier ou un dossier. Demandez le "
        "droit, ou travaillez dans un dossier à vous.",
    ),
    "CPS906": Code(
        Exit.NO_INPUT,
        "Path that cannot be used",
        "A path is too long, holds a character the file system does not take, or its links "
        "lead round in a circle.",
        "Chemin inutilisable",
        "Un chemin est trop long, contient un caractère que le système de fichiers n'accepte "
        "pas, ou ses liens tournent en rond.",
    ),
    "CPS907": Code(
        Exit.CANNOT_WRITE,
        "The machine has no room left",
        "Memory, open files or processes ran out. Close other programs, split the file, raise "
        "the limit or use a larger machine; then try again.",
        "La machine n'a plus de place",
        "Mémoire, fichiers ouverts ou processus épuisés. Fermez d'autres programmes, partagez "
        "le fichier, relevez la limite ou prenez une machine plus grande ; puis recommencez.",
    ),
    "CPS908": Code(
        Exit.DATA_REJECTED,
        "A file cannot be read",
        "A file is damaged, cut short, or not of the kind its name says. Save it again from "
        "the program it came from, or restore a copy.",
        "Fichier illisible",
        "Un fichier est abîmé, tronqué ou n'est pas du type que son nom annonce. "
        "Enregistrez-le à nouveau depuis son programme, ou restaurez une copie.",
    ),
    "CPS909": Code(
        Exit.DATA_REJECTED,
        "Nested too deep",
        "A file, a formula or a model holds more brackets inside each other than can be read. "
        "Write it flatter. If none does, this is a bug: please report it.",
        "Trop imbriqué",
        "Un fichier, une formule ou un modèle contient trop de parenthèses imbriquées. "
        "Simplifiez-le. Sinon c'est un défaut du programme : signalez-le.",
    ),
    "CPS990": Code(
        Exit.BUG,
        "A fault of cpsurvey",
        "One part of the work (an analysis, a chapter, a format, a file) failed by a fault of "
        "the program, not of your data; the rest was done and published. 'faults' in the "
        "run's run.json says where in the program it happened and holds no answers: please "
        "report it. Leaving this part out of study.yaml ends the run without it.",
        "Un défaut de cpsurvey",
        "Une partie du travail (une analyse, un chapitre, un format, un fichier) a échoué par "
        "un défaut du programme, non de vos données ; le reste est fait et publié. « faults » "
        "dans le run.json de l'exécution dit à quel endroit du programme et ne contient "
        "aucune réponse : signalez-le. Retirer cette partie de study.yaml permet de finir "
        "sans elle.",
    ),
}
