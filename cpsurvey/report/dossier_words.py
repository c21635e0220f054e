"""What the dossier says: for a data-protection officer, a works council, whoever answered."""

from __future__ import annotations

from typing import Literal

from cpsurvey.report.words import Phrase

SUBTITLE = Phrase(
    "Dossier: what is done with whose data, and how they are protected",
    "Dossier : ce qui est fait des données de qui, et comment elles sont protégées",
)
SUMMARY = Phrase("In one page", "En une page")
WHAT = Phrase("What", "Quoi")
HERE = Phrase("Here", "Ici")
DAY = Phrase("{day}", "{day}")
YES_NOTICE = Phrase("given on {day}", "remise le {day}")
NO_NOTICE = Phrase("none is declared", "aucune n'est déclarée")
NOT_YET = Phrase("not given yet", "pas encore remise")
NONE_NEEDED = Phrase(
    "the people are simulated: nobody had to be told",
    "les personnes sont simulées : il n'y avait personne à informer",
)
Open = Literal["controller", "contact", "officer", "purposes", "basis", "recipients"]
DECLARED: dict[str, Phrase] = {
    "controller": Phrase("Controller", "Responsable du traitement"),
    "contact": Phrase(
        "Contact for questions and requests", "Contact pour questions et demandes"
    ),
    "officer": Phrase("Data-protection officer", "Délégué à la protection des données"),
    "purposes": Phrase("Purposes", "Finalités"),
    "basis": Phrase("Lawful basis", "Base légale"),
    "recipients": Phrase("Who receives the documents", "Destinataires des documents"),
}
FILL: dict[str, Phrase] = {
    "controller": Phrase(
        "[to be filled in by the controller: name and address]",
        "[à compléter par le responsable du traitement : nom et adresse]",
    ),
    "contact": Phrase(
        "[to be filled in by the controller: a person and an address]",
        "[à compléter par le responsable du traitement : une personne et une adresse]",
    ),
    "officer": Phrase(
        "[to be filled in by the controller: the officer, or that there is none]",
        "[à compléter par le responsable du traitement : le délégué, ou son absence]",
    ),
    "purposes": Phrase(
        "[to be filled in by the controller: what the answers are used for]",
        "[à compléter par le responsable du traitement : à quoi servent les réponses]",
    ),
    "basis": Phrase(
        "[to be filled in by the controller: lawful basis, with its article of the GDPR]",
        "[à compléter par le responsable du traitement : base légale et article du RGPD]",
    ),
    "recipients": Phrase(
        "[to be filled in by the controller: who receives the documents]",
        "[à compléter par le responsable du traitement : qui reçoit les documents]",
    ),
}
FILL_HOW = Phrase(
    "What is open is written under 'privacy: {{declared: ...}}' in study.yaml; the program "
    "invents no purpose and no lawful basis.",
    "Ce qui reste ouvert s'écrit sous « privacy: {{declared: ...}} » dans study.yaml ; le "
    "programme n'invente ni finalité ni base légale.",
)
OPEN = Phrase("Still to be filled in", "Reste à compléter")
NOTHING_OPEN = Phrase("nothing", "rien")
PLACES = Phrase("{n} {n:place|places} of the notice", "{n} {n:place|places} de la notice")
NOTICE = Phrase("Information notice", "Notice d'information")
NOTICE_AS_GIVEN = Phrase(
    "Information notice, as given", "Notice d'information, telle que remise"
)
NOTICE_FILE = Phrase(
    "The notice is the file {file} (SHA-256 {sha256}), kept with the study.",
    "La notice est le fichier {file} (SHA-256 {sha256}), conservé avec l'étude.",
)
NOTICE_GONE = Phrase(
    "The file of the notice was not there, or could not be read, when this was made.",
    "Le fichier de la notice était absent ou illisible lors de la rédaction.",
)
UNTOLD = Phrase(
    "Indicators of people's work are joined to their answers, and the study does not say that "
    "they were told before. This must be mended before anything is passed on.",
    "Des indicateurs d'activité sont rapprochés des réponses, et l'étude ne dit pas que les "
    "personnes en ont été informées avant. À corriger avant toute transmission.",
)
LATE = Phrase(
    "The first answer is of {first}, and the notice was given on {given}: some people answered "
    "before they were told.",
    "La première réponse date du {first} et la notice a été remise le {given} : des personnes "
    "ont répondu avant d'être informées.",
)
PEOPLE = Phrase(
    "People whose answers are analysed", "Personnes dont les réponses sont analysées"
)
FEW = Phrase("fewer than {k}", "moins de {k}")
FIELD = Phrase("Answers given", "Réponses données")
FROM_TO = Phrase("{first} to {last}", "du {first} au {last}")
LINKED = Phrase("Joined to indicators of work", "Rapprochement avec des indicateurs d'activité")
IS_LINKED = Phrase(
    "yes, by identifier: the data are personal data",
    "oui, par l'identifiant : les données sont personnelles",
)
NOT_LINKED = Phrase("no", "non")
GROUPS = Phrase("Smallest group shown", "Plus petit groupe montré")
PERSONS = Phrase("{k} people, in every document", "{k} personnes, dans tout document")
RETENTION = Phrase("Kept", "Conservation")
KEPT_FOR = Phrase(
    "{days} {days:day|days} after they were given; the first go on {first}, the last on {last}",
    "{days} {days:jour|jours} après avoir été données ; les premières partent le {first}, les "
    "dernières le {last}",
)
KEPT_PLAIN = Phrase(
    "{days} {days:day|days} after they were given or ingested",
    "{days} {days:jour|jours} après avoir été données ou importées",
)
NO_RETENTION = Phrase(
    "[to be filled in by the controller: how long; 'retention_days' in study.yaml]",
    "[à compléter par le responsable du traitement : la durée, « retention_days » de l'étude]",
)
RELEASED = Phrase("Releases so far", "Publications à ce jour")
DECISIONS = Phrase("Decisions about single people", "Décisions sur des personnes")
NO_DECISION = Phrase(
    "none: nobody is scored, ranked or named one by one",
    "aucune : personne n'est noté, classé ou nommé individuellement",
)
PURPOSES = Phrase("Purposes and lawful basis", "Finalités et base légale")
DATA = Phrase("Which data", "Quelles données")
CATEGORY = Phrase("Category", "Catégorie")
NUMBER = Phrase("Variables", "Variables")
WHICH = Phrase("Which", "Lesquelles")
FROM = Phrase("Comes from", "Provenance")
Category = Literal[
    "items",
    "background",
    "identifiers",
    "checks",
    "pages",
    "network",
    "observed",
    "indicators",
]
CATEGORIES: dict[Category, Phrase] = {
    "items": Phrase("Answers on scales", "Réponses aux échelles"),
    "background": Phrase(
        "Questions about person and work", "Questions sur personne et travail"
    ),
    "identifiers": Phrase("Who belongs together", "Qui va ensemble"),
    "checks": Phrase("Checks of attention", "Contrôles d'attention"),
    "pages": Phrase("Seconds spent on a page", "Secondes passées sur une page"),
    "network": Phrase("Questions on whom people name", "Questions sur qui l'on nomme"),
    "observed": Phrase("Observations and interviews", "Observations et entretiens"),
    "indicators": Phrase("Indicators of work", "Indicateurs d'activité"),
}
SOURCES: dict[Literal["survey", "employer", "researcher"], Phrase] = {
    "researcher": Phrase("files of the researchers", "fichiers des chercheurs"),
    "survey": Phrase("the questionnaire", "le questionnaire"),
    "employer": Phrase("files of the employer", "fichiers de l'employeur"),
}
ROLES: dict[Literal["respondent", "team", "centre", "language", "wave"], Phrase] = {
    "respondent": Phrase("respondent, as a pseudonym", "répondant, sous pseudonyme"),
    "team": Phrase("team", "équipe"),
    "centre": Phrase("centre", "centre"),
    "language": Phrase("language", "langue"),
    "wave": Phrase("wave", "vague"),
}
PSEUDONYMS = Phrase(
    "An identifier is kept as a pseudonym made with a secret key (HMAC-SHA256); the key lies "
    "apart from the study, and nobody without it can tell who is who. Names, addresses and "
    "telephone numbers are refused on import. Of times only the day is kept; free text is not.",
    "Un identifiant est conservé comme pseudonyme calculé avec une clé secrète (HMAC-SHA256) ; "
    "la clé est gardée à part de l'étude, et personne ne sait sans elle qui est qui. Noms, "
    "adresses et téléphones sont refusés à l'import. Des heures, seul le jour est conservé ; "
    "le texte libre ne l'est pas.",
)
JOINED = Phrase(
    "Indicators are joined to answers by the same pseudonym. People who did not answer are in "
    "no model; they are compared with the others as a whole only.",
    "Les indicateurs sont rapprochés des réponses par le même pseudonyme. Qui n'a pas répondu "
    "n'entre dans aucun modèle ; la comparaison avec les autres ne se fait qu'en bloc.",
)
NAMED = Phrase(
    "Colleagues whom people name are kept as pseudonyms, as far as they may be asked about; "
    "who asks for it is left out altogether. No document names anybody.",
    "Les collègues nommés sont conservés sous pseudonyme, dans la mesure où l'on peut "
    "interroger à leur sujet ; qui le demande n'y figure pas. Aucun document ne nomme "
    "quelqu'un.",
)
WHO = Phrase("Who sees what", "Qui voit quoi")
PLACE = Phrase("What", "Quoi")
HOLDS = Phrase("Holds", "Contient")
READER = Phrase("Who may read it", "Qui peut le lire")
Place = Literal["export", "database", "key", "run", "scored", "release", "manager"]
PLACES_OF: dict[Place, tuple[Phrase, Phrase, Phrase]] = {
    "export": (
        Phrase("Export of the survey platform", "Export de la plateforme d'enquête"),
        Phrase("everything people answered", "tout ce qui a été répondu"),
        Phrase("the analyst", "l'analyste"),
    ),
    "database": (
        Phrase("Database of the study", "Base de l'étude"),
        Phrase(
            "pseudonyms, answers to declared questions, groups, days",
            "pseudonymes, réponses aux questions déclarées, groupes, jours",
        ),
        Phrase("the analyst's account alone", "le seul compte de l'analyste"),
    ),
    "key": (
        Phrase("Secret key", "Clé secrète"),
        Phrase(
            "what pseudonyms are made with, no answer",
            "de quoi calculer les pseudonymes, aucune réponse",
        ),
        Phrase(
            "the analyst's account alone, outside the study",
            "le seul compte de l'analyste, hors de l'étude",
        ),
    ),
    "run": (
        Phrase("Working copy of the results", "Copie de travail des résultats"),
        Phrase(
            "tables in full precision, of no single person",
            "tableaux en pleine précision, aucune personne isolée",
        ),
        Phrase(
            "the analyst; marked as not for passing on",
            "l'analyste ; marquée à ne pas transmettre",
        ),
    ),
    "scored": (
        Phrase("Exported scored data, where made", "Données exportées, s'il y en a"),
        Phrase(
            "answers of single people under pseudonyms",
            "réponses individuelles sous pseudonyme",
        ),
        Phrase(
            "the analyst; each export is recorded", "l'analyste ; chaque export est consigné"
        ),
    ),
    "release": (
        Phrase("Release", "Publication"),
        Phrase(
            "documents, as printed, after comparison with all earlier ones",
            "documents, tels qu'imprimés, comparés à toutes les publications antérieures",
        ),
        Phrase("whoever it is passed on to", "les destinataires"),
    ),
    "manager": (
        Phrase("Pages for managers", "Pages pour les responsables"),
        Phrase(
            "groups, means and pictures; nobody below the smallest group",
            "groupes, moyennes et figures ; rien sous le plus petit groupe",
        ),
        Phrase("managers, as part of a release", "les responsables, dans une publication"),
    ),
}
PROTECTIONS = Phrase("Protections in force", "Protections en vigueur")
RULE = Phrase("Rule", "Règle")
HOW = Phrase("How", "Comment")
Rule = Literal["k", "complement", "models", "refusal", "ledger", "waves", "erase"]
RULES: dict[Rule, tuple[Phrase, Phrase]] = {
    "k": (
        Phrase("Small groups", "Petits groupes"),
        Phrase(
            "Nothing is shown of fewer than {k} people, in no format.",
            "Rien n'est montré de moins de {k} personnes, dans aucun format.",
        ),
    ),
    "complement": (
        Phrase("No subtraction", "Pas de soustraction"),
        Phrase(
            "Where a total less what is shown would give a hidden count, more is withheld.",
            "Là où un total moins ce qui est montré donnerait un effectif caché, davantage est "
            "retenu.",
        ),
    ),
    "models": (
        Phrase("Models", "Modèles"),
        Phrase(
            "A category of few people is merged with others, or the analysis is refused.",
            "Une catégorie de peu de personnes est regroupée, ou l'analyse est refusée.",
        ),
    ),
    "refusal": (
        Phrase("Refusals", "Refus"),
        Phrase(
            "Who says that the answers should not be used is left out of everything.",
            "Qui demande que ses réponses ne soient pas exploitées est laissé hors de tout.",
        ),
    ),
    "ledger": (
        Phrase("Differences between releases", "Différences entre publications"),
        Phrase(
            "A ledger of keyed marks says who stands behind which release; one that differs "
            "from earlier ones by fewer than {k} people is held back.",
            "Un registre de marques à clé dit qui se trouve derrière quelle publication ; "
            "celle qui diffère des précédentes de moins de {k} personnes est retenue.",
        ),
    ),
    "waves": (
        Phrase("Waves", "Vagues"),
        Phrase("Each wave is compared by itself.", "Chaque vague est comparée pour elle-même."),
    ),
    "erase": (
        Phrase("Erasing", "Effacement"),
        Phrase(
            "On request a person is erased from the database and its copies, to the byte, and "
            "stays out; in the ledger nobody can find the person any more.",
            "Sur demande, une personne est effacée de la base et de ses copies, à l'octet, "
            "et le reste ; le registre ne permet plus de la retrouver.",
        ),
    ),
}
LONG = Phrase("How long", "Combien de temps")
COUNTED = Phrase("Counts from", "Compte à partir de")
GOES = Phrase("Goes after", "Part après le")
KIND = Phrase("Data", "Données")
FIRST_ANSWERS = Phrase("First answers", "Premières réponses")
LAST_ANSWERS = Phrase("Last answers", "Dernières réponses")
KEEPING = Phrase(
    "Answers count from the day they were given, indicators from the end of their period, and "
    "what has no day from the day it was imported. With them go the runs that rest on them, "
    "exported data and copies of the database. Releases, their register and the fact of the "
    "deletion stay, with counts and days alone. What was passed on cannot be called back by "
    "the program.",
    "Les réponses comptent à partir du jour où elles ont été données, les indicateurs à partir "
    "de la fin de leur période, et ce qui n'a pas de jour à partir de l'import. Partent avec "
    "elles les exécutions qui en dépendent, les données exportées et les copies de la base. "
    "Restent les publications, leur registre et le fait de la suppression, avec des effectifs "
    "et des jours seulement. Le programme ne peut rappeler ce qui a été transmis.",
)
PURGES = Phrase("Deletions so far", "Suppressions à ce jour")
PURGED_ON = Phrase("Day", "Jour")
BEFORE = Phrase("Everything before", "Tout ce qui précède")
ANSWERS = Phrase("Rows of answers", "Lignes de réponses")
WHOLE_PEOPLE = Phrase("People wholly", "Personnes entières")
INDICATORS = Phrase("Rows of indicators", "Lignes d'indicateurs")
REGISTER = Phrase("Register of releases", "Registre des publications")
NO_RELEASE = Phrase(
    "Nothing had been released when this was made.",
    "Rien n'avait été publié lors de la rédaction.",
)
NUMBER_OF = Phrase("Release", "Publication")
MADE = Phrase("Made on", "Faite le")
STATUS = Phrase("Status", "État")
STANDS = Phrase("stands", "en vigueur")
WITHDRAWN = Phrase("called back", "rappelée")
DOCUMENTS = Phrase("Documents", "Documents")
ANALYSES = Phrase("Analyses", "Analyses")
LEFT_OUT = Phrase(
    "Analyses of this run that it lacks", "Analyses de cette exécution qui n'y sont pas"
)
MANY = Phrase("{n} {n:analysis|analyses}", "{n} {n:analyse|analyses}")
REGISTER_NOTE = Phrase(
    "The register is kept in the study's database. It says which files were released, not to "
    "whom they were given.",
    "Le registre est tenu dans la base de l'étude. Il dit quels fichiers ont été publiés, non "
    "à qui ils ont été remis.",
)
HAPPENED = Phrase("What happened to whose data", "Ce qu'il est advenu des données")
STAGE = Phrase("Stage", "Étape")
ROWS = Phrase("Rows or people", "Lignes ou personnes")
READ = Phrase("Rows read", "Lignes lues")
USED = Phrase("People analysed", "Personnes analysées")
OTHERS = Phrase("Other reasons together", "Autres motifs ensemble")
OTHERS_NOTE = Phrase(
    "Reasons that concern fewer than {k} are counted together.",
    "Les motifs qui concernent moins de {k} personnes sont comptés ensemble.",
)
ASSESSMENT = Phrase("Assessment", "Évaluation")
ASSESSMENT_NOTE = Phrase(
    "This sheet prepares an impact assessment (GDPR, article 35) and does not replace it: the "
    "controller decides, with the data-protection officer and the works council.",
    "Cette fiche prépare une analyse d'impact (RGPD, article 35) et ne la remplace pas : la "
    "décision appartient au responsable du traitement, avec le délégué à la protection des "
    "données et le comité social et économique.",
)
RISK = Phrase("Risk", "Risque")
MEASURE = Phrase("Measure", "Mesure")
REMAINS = Phrase("What remains", "Ce qui subsiste")
Risk = Literal[
    "recognised",
    "differences",
    "pressure",
    "linkage",
    "named",
    "monitoring",
    "leak",
    "late",
    "purpose",
]
RISKS: dict[Risk, tuple[Phrase, Phrase, Phrase]] = {
    "recognised": (
        Phrase("Somebody is recognised in a table", "Quelqu'un est reconnu dans un tableau"),
        Phrase(
            "groups below {k} are hidden, and what would give them away",
            "les groupes de moins de {k} sont cachés, avec ce qui les trahirait",
        ),
        Phrase(
            "who knows the answers of nearly all can compute those of the rest",
            "qui connaît les réponses de presque tous peut calculer celles des autres",
        ),
    ),
    "differences": (
        Phrase("Two documents differ by one person", "Deux documents diffèrent d'une personne"),
        Phrase(
            "every release is compared with all earlier ones",
            "chaque publication est comparée à toutes les précédentes",
        ),
        Phrase(
            "working copies passed on by hand are not known of",
            "les copies de travail transmises à la main ne sont pas connues",
        ),
    ),
    "pressure": (
        Phrase("People do not feel free to refuse", "Le refus n'est pas ressenti comme libre"),
        Phrase(
            "who refuses is left out of everything, and no document says who answered",
            "qui refuse est laissé hors de tout, et aucun document ne dit qui a répondu",
        ),
        Phrase(
            "how the survey is announced lies with the controller",
            "l'annonce de l'enquête dépend du responsable du traitement",
        ),
    ),
    "linkage": (
        Phrase(
            "Answers are joined to indicators of work",
            "Les réponses sont rapprochées d'indicateurs",
        ),
        Phrase(
            "refused until people were told; joined by pseudonym; groups alone are shown",
            "refusé tant que les personnes ne sont pas informées ; par pseudonyme ; seuls des "
            "groupes sont montrés",
        ),
        Phrase(
            "who holds the key and the database can tell who answered what",
            "qui détient la clé et la base peut savoir qui a répondu quoi",
        ),
    ),
    "named": (
        Phrase("Named colleagues never agreed", "Les collègues nommés n'ont rien accepté"),
        Phrase(
            "pseudonyms at entry; a list of who takes no part is honoured",
            "pseudonymes dès l'entrée ; la liste de qui n'y participe pas est respectée",
        ),
        Phrase(
            "only the controller can tell people that they may be named",
            "seul le responsable du traitement peut dire aux personnes qu'on peut les nommer",
        ),
    ),
    "monitoring": (
        Phrase("Results are used to judge single people", "Usage pour juger des personnes"),
        Phrase(
            "no score, rank or name of a single person in any document",
            "ni note, ni rang, ni nom de personne dans aucun document",
        ),
        Phrase(
            "a group that is shown may still be judged as a whole",
            "un groupe montré peut encore être jugé en bloc",
        ),
    ),
    "leak": (
        Phrase("The files are copied or stolen", "Les fichiers sont copiés ou volés"),
        Phrase(
            "files readable by their owner alone; the key kept apart",
            "fichiers lisibles de leur seul propriétaire ; clé gardée à part",
        ),
        Phrase(
            "the database is not encrypted: the disk must be",
            "la base n'est pas chiffrée : le disque doit l'être",
        ),
    ),
    "late": (
        Phrase("Data are kept longer than said", "Conservation plus longue qu'annoncée"),
        Phrase(
            "the program says when the time has passed, and deletes on command",
            "le programme signale l'échéance, et supprime sur commande",
        ),
        Phrase(
            "nothing is deleted by itself, nor where the program knows nothing of it",
            "rien n'est supprimé de lui-même, ni là où le programme n'en sait rien",
        ),
    ),
    "purpose": (
        Phrase("Data serve another purpose", "Détournement de finalité"),
        Phrase(
            "the plan may be frozen; every deviation is printed",
            "le plan peut être gelé ; tout écart est imprimé",
        ),
        Phrase(
            "scored data that were exported are outside the program",
            "les données exportées échappent au programme",
        ),
    ),
}
NOT_DONE = Phrase(
    "What the program does not do: it asks nobody for consent, sends no notice, encrypts no "
    "disk, and knows neither who opened a file nor what was done outside it.",
    "Ce que le programme ne fait pas : il ne recueille aucun consentement, n'envoie aucune "
    "notice, ne chiffre aucun disque, et ne sait ni qui a ouvert un fichier ni ce qui s'est "
    "fait hors de lui.",
)
