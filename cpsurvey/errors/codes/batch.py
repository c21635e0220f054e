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
    "CPS607": Code(
        Exit.USAGE,
        "No result of this name",
        "A program asked for an analysis, a table or a language by a name that none has, or "
        "that several have. Analyses are called by their id, or by their kind where there is "
        "only one of it; tables by id or number. The message lists the names there are.",
        "Aucun résultat de ce nom",
        "Un programme a demandé une analyse, un tableau ou une langue par un nom qu'aucun ne "
        "porte, ou que plusieurs portent. Les analyses se nomment par leur id, ou par leur "
        "type s'il n'y en a qu'une ; les tableaux par id ou numéro. Le message donne les "
        "noms existants.",
    ),
    "CPS611": Code(
        Exit.FORBIDDEN,
        "Release held",
        "This release and the earlier ones together would let somebody compute something "
        "about fewer people than the study's smallest group (the larger of privacy.k and "
        "report.min_cell): the difference of two means is the answers of those who are in "
        "one of them only. Wait for as many more answers as the message says, or call an "
        "earlier release back from everybody who has it and say so with 'cpsurvey release "
        "--withdraw N'. See docs/releases.md.",
        "Publication retenue",
        "Cette publication et les précédentes permettraient ensemble de calculer quelque "
        "chose sur moins de personnes que le plus petit groupe de l'étude (le plus grand de "
        "privacy.k et report.min_cell) : la différence de deux moyennes donne les réponses "
        "de ceux qui ne sont que dans l'une. Attendez le nombre de réponses indiqué, ou "
        "rappelez une publication de tous ceux qui l'ont et dites-le avec « cpsurvey release "
        "--withdraw N ». Voir docs/releases.md.",
    ),
    "CPS612": Code(
        Exit.NO_INPUT,
        "Run of other answers",
        "A run is released while the study's database, files and programs are those it was "
        "made with: only then it is known whose answers stand behind it. Run 'cpsurvey "
        "analyze' and release that run.",
        "Exécution d'autres réponses",
        "Une exécution se publie tant que la base, les fichiers et les programmes sont ceux "
        "qui l'ont produite : alors seulement on sait quelles réponses elle contient. Lancez "
        "« cpsurvey analyze » et publiez cette exécution.",
    ),
    "CPS613": Code(
        Exit.FORBIDDEN,
        "Release unknown",
        "The database keeps which answers stand behind which release. A release it does not "
        "know cannot be compared with, so nothing is released beside it. Restore the "
        "database that made it, or move the folder away when it was called back from "
        "everybody.",
        "Publication inconnue",
        "La base garde quelles réponses contient chaque publication. Une publication qu'elle "
        "ne connaît pas ne peut être comparée : rien n'est publié à côté. Restaurez la base "
        "qui l'a produite, ou déplacez le dossier si elle a été rappelée de tous.",
    ),
    "CPS614": Code(
        Exit.FORBIDDEN,
        "Export would tell people apart",
        "What is known of people elsewhere (team, centre, age) tells who stands behind a row. "
        "'cpsurvey export --with' merges categories of fewer people than the study's smallest "
        "group, and refuses combinations of fewer. Ask for fewer columns; --identifiable "
        "writes them as they are, and the study keeps a record of it. See docs/privacy.md.",
        "Export qui distinguerait des personnes",
        "Ce que l'on sait des personnes par ailleurs (équipe, centre, âge) dit qui se tient "
        "derrière une ligne. « cpsurvey export --with » regroupe les catégories plus petites "
        "que le plus petit groupe de l'étude et refuse les combinaisons plus rares. Demandez "
        "moins de colonnes ; --identifiable les écrit telles quelles, et l'étude en garde la "
        "trace. Voir docs/privacy.md.",
    ),
    "CPS618": Code(
        Exit.NO_INPUT,
        "Runs that cannot be compared",
        "'cpsurvey diff' reads the stored results of two runs. What was named is no run, its "
        "results were changed since, or another version of cpsurvey wrote them in a form that "
        "this one does not read. Analyse that study again with this version; a run of an "
        "earlier version keeps its own report.",
        "Exécutions incomparables",
        "« cpsurvey diff » lit les résultats enregistrés de deux exécutions. Ce qui est nommé "
        "n'en est pas une, ses résultats ont été modifiés, ou une autre version de cpsurvey "
        "les a écrits sous une forme que celle-ci ne lit pas. Relancez l'analyse de cette "
        "étude avec cette version ; une exécution antérieure garde son propre rapport.",
    ),
    "CPS615": Code(
        Exit.DATA_REJECTED,
        "No moments",
        "Covariances need two people with a value of every variable (listwise), and variables "
        "that vary. Pairwise ones take what each two variables have.",
        "Aucun moment",
        "Des covariances demandent deux personnes ayant une valeur à chaque variable "
        "(listwise), et des variables qui varient. Par paires, chaque couple de variables "
        "prend ce qu'il a.",
    ),
    "CPS620": Code(
        Exit.NO_INPUT,
        "No model to prove",
        "'cpsurvey export --to lavaan' writes the structural equation models of the current "
        "run, so that R computes their numbers again. This run has none: ask for one in "
        "study.yaml (kind: cfa, sem, rivals, mediation, ...) and run 'cpsurvey analyze'.",
        "Aucun modèle à vérifier",
        "« cpsurvey export --to lavaan » écrit les modèles d'équations structurelles de "
        "l'exécution courante, pour que R en recalcule les nombres. Celle-ci n'en a aucun : "
        "demandez-en un dans study.yaml (kind: cfa, sem, rivals, mediation, ...) et lancez "
        "« cpsurvey analyze ».",
    ),
    "CPS621": Code(
        Exit.FORBIDDEN,
        "Moments of few people",
        "'cpsurvey release --moments' writes means and covariances of those who answered every "
        "variable of the models. They must be as many as the study's smallest group and twice "
        "the number of variables; an answer of two, or of ordered ones, must be of as many as "
        "the smallest group; and nobody may be found by comparing them with the means of "
        "everybody in the report. A model that would break this is left out, the others keep "
        "their moments; here not one is left. Release without --moments.",
        "Moments de peu de personnes",
        "« cpsurvey release --moments » écrit les moyennes et covariances de celles et ceux "
        "qui ont répondu à chaque variable des modèles. Leur nombre doit atteindre le plus "
        "petit groupe de l'étude et le double du nombre de variables ; une réponse parmi deux, "
        "ou parmi des réponses ordonnées, doit venir d'au moins autant de personnes que le "
        "plus petit groupe ; et personne ne doit se retrouver par comparaison avec les "
        "moyennes de tout le monde dans le rapport. Un modèle qui enfreindrait cette règle est "
        "laissé de côté, les autres gardent leurs moments ; ici, il n'en reste aucun. Publiez "
        "sans --moments.",
    ),
}
