"""Codes CPS0xx: questionnaire and study files."""

from __future__ import annotations

from cpsurvey.errors.code import Code, Exit

CODES: dict[str, Code] = {
    "CPS001": Code(
        Exit.NO_INPUT,
        "No such file",
        "A study or questionnaire file that was named does not exist. Check the path; "
        "'cpsurvey init DIR' makes a study folder that runs.",
        "Fichier introuvable",
        "Un fichier d'étude ou de questionnaire nommé n'existe pas. Vérifiez le chemin ; "
        "« cpsurvey init DIR » crée un dossier d'étude qui fonctionne.",
    ),
    "CPS002": Code(
        Exit.INVALID_STUDY,
        "Study or questionnaire file is not UTF-8",
        "Study and questionnaire files are read as UTF-8 text and nothing is guessed. "
        "Save the file as UTF-8.",
        "Le fichier d'étude ou de questionnaire n'est pas en UTF-8",
        "Ces fichiers sont lus en UTF-8, sans rien deviner. Enregistrez le fichier en UTF-8.",
    ),
    "CPS003": Code(
        Exit.INVALID_STUDY,
        "Not YAML",
        "The file could not be read as YAML 1.2. The message names the line; look also at "
        "the line before: an open quote, a missing colon or a tab.",
        "Ce n'est pas du YAML",
        "Le fichier n'a pas pu être lu comme YAML 1.2. Le message donne la ligne ; regardez "
        "aussi la précédente : guillemet ouvert, deux-points manquant, tabulation.",
    ),
    "CPS004": Code(
        Exit.INVALID_STUDY,
        "Key written twice, or alias",
        "A key that stands twice in one mapping, or a YAML alias (& and *), is refused: "
        "one of two values would be lost in silence, and aliases can make a small file "
        "expand without bound.",
        "Clé écrite deux fois, ou alias",
        "Une clé répétée dans un même bloc, ou un alias YAML (& et *), est refusé : une des "
        "deux valeurs se perdrait, et un alias peut gonfler un petit fichier sans limite.",
    ),
    "CPS005": Code(
        Exit.INVALID_STUDY,
        "Empty file",
        "The file holds no 'key: value' lines.",
        "Fichier vide",
        "Le fichier ne contient aucune ligne « clé: valeur ».",
    ),
    "CPS006": Code(
        Exit.NO_INPUT,
        "No study here",
        "No study.yaml was found in the folder nor in any folder above it. Give "
        "'--study DIR', or make one with 'cpsurvey init DIR'.",
        "Aucune étude ici",
        "Aucun study.yaml dans le dossier ni au-dessus. Indiquez « --study DIR », ou "
        "créez-en un avec « cpsurvey init DIR ».",
    ),
    "CPS007": Code(
        Exit.INVALID_STUDY,
        "Unknown questionnaire",
        "The study names a questionnaire that is neither shipped nor a file. "
        "'cpsurvey questionnaire list' shows what is shipped; a path is taken from the "
        "study folder.",
        "Questionnaire inconnu",
        "L'étude nomme un questionnaire qui n'est ni livré ni un fichier. « cpsurvey "
        "questionnaire list » montre ceux qui sont livrés ; un chemin part du dossier "
        "d'étude.",
    ),
    "CPS008": Code(
        Exit.FORBIDDEN,
        "File may not be read",
        "The operating system refuses to open the file. Ask for read permission.",
        "Lecture interdite",
        "Le système refuse d'ouvrir le fichier. Demandez le droit de lecture.",
    ),
    "CPS009": Code(
        Exit.INVALID_STUDY,
        "Study or questionnaire file too large",
        "Study and questionnaire files are read by people, too: two megabytes are the most "
        "that is read. A larger file is probably an export of answers.",
        "Fichier d'étude ou de questionnaire trop grand",
        "Ces fichiers sont aussi lus par des personnes : deux mégaoctets au plus. Un fichier "
        "plus grand est sans doute un export de réponses.",
    ),
    "CPS010": Code(
        Exit.INVALID_STUDY,
        "Study file invalid",
        "Every problem of the study file is listed with its line and, for a misspelt key, "
        "the nearest known one. 'cpsurvey check --schema' prints the JSON Schema, which "
        "editors can use to complete and check as you type.",
        "Fichier d'étude invalide",
        "Chaque problème est listé avec sa ligne et, pour une clé mal écrite, la plus "
        "proche. « cpsurvey check --schema » donne le schéma JSON, utilisable par les "
        "éditeurs.",
    ),
    "CPS011": Code(
        Exit.INVALID_STUDY,
        "Questionnaire file invalid",
        "Every problem of the questionnaire is listed with its line. 'cpsurvey "
        "questionnaire schema' prints the JSON Schema.",
        "Questionnaire invalide",
        "Chaque problème du questionnaire est listé avec sa ligne. « cpsurvey "
        "questionnaire schema » donne le schéma JSON.",
    ),
    "CPS012": Code(
        Exit.INVALID_STUDY,
        "Expression not understood",
        "A derived variable is written with names of the codebook, numbers, + - * /, "
        "comparisons, and the functions mean, sum, z, centre and value. Nothing is ever "
        "evaluated as Python.",
        "Expression non comprise",
        "Une variable dérivée s'écrit avec les noms du questionnaire, des nombres, + - * /, "
        "des comparaisons et les fonctions mean, sum, z, centre et value. Rien n'est évalué "
        "comme du Python.",
    ),
    "CPS013": Code(
        Exit.CANNOT_WRITE,
        "Study folder is not empty",
        "'cpsurvey init' never overwrites: name a new folder, or one without study.yaml.",
        "Le dossier contient déjà une étude",
        "« cpsurvey init » n'écrase rien : nommez un nouveau dossier, ou un dossier sans "
        "study.yaml.",
    ),
    "CPS024": Code(
        Exit.INVALID_STUDY,
        "Which version of the questionnaire is not said",
        "A study goes on with the version of its questionnaire that its answers were given to. "
        "Here they are read with another version than the newest, and that one is not there or "
        "not the only one. Name the version in study.yaml: "
        "'questionnaire: cop-callcentre-0.1.0'.",
        "La version du questionnaire n'est pas dite",
        "Une étude garde la version du questionnaire à laquelle ses réponses ont été données. "
        "Ici, elles sont lues avec une autre version que la plus récente, et celle-ci manque "
        "ou n'est pas la seule. Nommez la version dans study.yaml : "
        "« questionnaire: cop-callcentre-0.1.0 ».",
    ),
    "CPS050": Code(
        Exit.INVALID_STUDY,
        "Declared plan invalid",
        "plan.yaml is written by 'cpsurvey analyze --freeze-plan' and not meant to be edited. "
        "It is damaged, cut short, or of a version this program does not read; every problem "
        "is listed with its line. Put back the copy that was kept.",
        "Plan déclaré invalide",
        "plan.yaml est écrit par « cpsurvey analyze --freeze-plan » et ne se modifie pas. Il "
        "est abîmé, tronqué ou d'une version que ce programme ne lit pas ; chaque problème est "
        "listé avec sa ligne. Remettez la copie qui a été gardée.",
    ),
    "CPS051": Code(
        Exit.INVALID_STUDY,
        "Plan of another study",
        "plan.yaml names another study than study.yaml. A plan holds for the study it was "
        "declared for.",
        "Plan d'une autre étude",
        "plan.yaml nomme une autre étude que study.yaml. Un plan vaut pour l'étude pour "
        "laquelle il a été déclaré.",
    ),
    "CPS052": Code(
        Exit.CANNOT_WRITE,
        "A plan was declared before",
        "A declared plan is never overwritten: 'cpsurvey analyze' lists what the study does "
        "otherwise. Who really starts anew moves plan.yaml away by hand.",
        "Un plan a déjà été déclaré",
        "Un plan déclaré n'est jamais écrasé : « cpsurvey analyze » liste ce que l'étude fait "
        "autrement. Pour vraiment recommencer, déplacez plan.yaml à la main.",
    ),
}
