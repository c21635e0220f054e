"""Codes CPS6xx: working on a study, and batches of studies."""

from __future__ import annotations

from cpsurvey.errors.code import Code, Exit

CODES: dict[str, Code] = {
    "CPS601": Code(
        Exit.LOCKED,
        "Another run holds the lock",
        "A study, or a folder of studies, is worked on by one process at a time. Wait and "
        "try again; the lock is free at once when the other process ends, even when it is "
        "killed.",
        "Une autre exécution tient le verrou",
        "Une étude, ou un dossier d'études, n'est traité que par un processus à la fois. "
        "Attendez et recommencez ; le verrou se libère dès que l'autre processus finit, "
        "même tué.",
    ),
    "CPS602": Code(
        Exit.CANNOT_WRITE,
        "Cannot write here",
        "The operating system refused to write in the folder. Check its permissions, the "
        "space left, and that no other program holds the file open. What was there before "
        "is unchanged.",
        "Écriture impossible",
        "Le système a refusé d'écrire dans le dossier. Vérifiez les droits, l'espace libre "
        "et qu'aucun autre programme ne tient le fichier. L'existant n'a pas changé.",
    ),
    "CPS603": Code(
        Exit.NO_INPUT,
        "No export file found",
        "The sources of the study name no file that exists, and none was given on the "
        "command line.",
        "Aucun fichier d'export trouvé",
        "Les sources de l'étude ne désignent aucun fichier existant, et aucun n'a été donné "
        "en ligne de commande.",
    ),
    "CPS604": Code(
        Exit.NO_INPUT,
        "No report yet",
        "There is no finished run to report on. Run 'cpsurvey analyze' first.",
        "Pas encore de rapport",
        "Il n'y a aucune exécution terminée. Lancez d'abord « cpsurvey analyze ».",
    ),
    "CPS605": Code(
        Exit.NO_INPUT,
        "No study in this folder",
        "A batch works on every study.yaml below the folder it is given; there is none.",
        "Aucune étude dans ce dossier",
        "Un lot traite chaque study.yaml sous le dossier indiqué ; il n'y en a pas.",
    ),
    "CPS606": Code(
        Exit.DATA_REJECTED,
        "Results file cannot be read",
        "results.json of the run is damaged or was written by another version. Run "
        "'cpsurvey analyze' again.",
        "Fichier de résultats illisible",
        "Le results.json de l'exécution est abîmé ou vient d'une autre version. Relancez "
        "« cpsurvey analyze ».",
    ),
}
