"""Codes CPS13x: who answered, which answer counts, and waves."""

from __future__ import annotations

from cpsurvey.errors.code import Code, Exit

CODES: dict[str, Code] = {
    "CPS130": Code(
        Exit.DATA_REJECTED,
        "Identifiers that are alike",
        "Identifiers differ from others of the study only by leading zeros, letter case or "
        "blanks, as they do after a visit to a spreadsheet. Whether they are the same people "
        "cannot be guessed, so nothing is stored. Say it in study.yaml: 'people: {ids: "
        "alike}' if they are the same people, 'people: {ids: exact}' if they are not.",
        "Identifiants presque identiques",
        "Des identifiants ne diffèrent d'autres de l'étude que par des zéros initiaux, la "
        "casse ou des espaces, comme après un passage par un tableur. On ne peut pas deviner "
        "s'il s'agit des mêmes personnes : rien n'est enregistré. Dites-le dans study.yaml : "
        "« people: {ids: alike} » si ce sont les mêmes, « people: {ids: exact} » sinon.",
    ),
    "CPS131": Code(
        Exit.DATA_REJECTED,
        "Identifiers rounded by a spreadsheet",
        "Long numbers became 1.189E+11, or lost their last digits: many people now have one "
        "identifier. The digits are gone from the file; export again without opening it in a "
        "spreadsheet, or format the column as text first.",
        "Identifiants arrondis par un tableur",
        "De longs nombres sont devenus 1,189E+11 ou ont perdu leurs derniers chiffres : "
        "plusieurs personnes ont le même identifiant. Refaites l'export sans l'ouvrir dans un "
        "tableur, ou mettez d'abord la colonne au format texte.",
    ),
    "CPS132": Code(
        Exit.DATA_REJECTED,
        "Column that identifies nobody",
        "One value stands in so many rows that it is nobody's own identifier: a constant, a "
        "team, or a word for 'none'. Give the source the right column, or leave this one out "
        "with 'columns: {Heading: \"\"}': then every row counts as one person.",
        "Colonne qui n'identifie personne",
        "Une valeur se trouve dans tant de lignes qu'elle n'identifie personne. Donnez la "
        'bonne colonne à la source, ou écartez celle-ci avec « columns: {En-tête: ""} » : '
        "chaque ligne compte alors pour une personne.",
    ),
    "CPS133": Code(
        Exit.DATA_REJECTED,
        "Answers of many respondents would be replaced",
        "The file holds other answers for more than a fifth of the stored respondents. That is "
        "rarely a correction, more often a wrong file, another survey or a new wave. Nothing "
        "was changed. If it is meant: 'cpsurvey ingest FILE --replace'. The same is asked "
        "where the other answers would be left aside, for those stored are more complete.",
        "Réponses de nombreux répondants remplacées",
        "Le fichier contient d'autres réponses pour plus d'un cinquième des répondants "
        "enregistrés : c'est rarement une correction, plus souvent un mauvais fichier, une "
        "autre enquête ou une nouvelle vague. Rien n'a été modifié. Si c'est voulu : "
        "« cpsurvey ingest FICHIER --replace ». La même question se pose là où ces autres "
        "réponses seraient laissées de côté, celles enregistrées étant plus complètes.",
    ),
    "CPS134": Code(
        Exit.DATA_REJECTED,
        "Equal identifiers of different people",
        "Answers under one identifier contradict each other in what does not change: language, "
        "the seed the platform drew, or the day a numbered response was submitted. Two surveys "
        "that both number their responses from 1 look like this. Give each its own source "
        "with 'survey: NAME'; if the new answers are right, 'cpsurvey ingest FILE --replace'.",
        "Identifiants égaux de personnes différentes",
        "Des réponses sous un même identifiant se contredisent sur ce qui ne change pas : la "
        "langue, le tirage de la plateforme, le jour d'envoi d'une réponse numérotée. Deux "
        "enquêtes numérotées à partir de 1 donnent cela. Donnez à chacune sa source avec "
        "« survey: NOM » ; si les nouvelles réponses sont bonnes, « --replace ».",
    ),
    "CPS135": Code(
        Exit.DATA_REJECTED,
        "No row can be used",
        "Every row of the file was set aside; the message counts them by rule. Nothing was "
        "stored.",
        "Aucune ligne utilisable",
        "Toutes les lignes du fichier ont été écartées ; le message les compte par règle. Rien "
        "n'a été enregistré.",
    ),
    "CPS136": Code(
        Exit.INVALID_STUDY,
        "Wave of a source without a variable",
        "A source says 'wave:', but the questionnaire declares no variable for waves: the "
        "answers of several waves would be taken for those of different people. Add 'wave: "
        "{variable: wave}' under 'identifiers' of the questionnaire.",
        "Vague d'une source sans variable",
        "Une source dit « wave: », mais le questionnaire ne déclare pas de variable de vague : "
        "les réponses de plusieurs vagues passeraient pour celles de personnes différentes. "
        "Ajoutez « wave: {variable: wave} » sous « identifiers ».",
    ),
    "CPS137": Code(
        Exit.USAGE,
        "--wave without a variable",
        "The questionnaire declares no variable for waves. Add 'wave: {variable: wave}' under "
        "'identifiers' of the questionnaire, then use --wave.",
        "--wave sans variable",
        "Le questionnaire ne déclare pas de variable de vague. Ajoutez « wave: {variable: "
        "wave} » sous « identifiers », puis utilisez --wave.",
    ),
    "CPS138": Code(
        Exit.DATA_REJECTED,
        "File of another wave",
        "The source or --wave names one wave, the file's own column another. Take one of the "
        "two away, or name the right file.",
        "Fichier d'une autre vague",
        "La source ou --wave nomme une vague, la colonne du fichier une autre. Retirez l'une "
        "des deux, ou nommez le bon fichier.",
    ),
    "CPS139": Code(
        Exit.DATA_REJECTED,
        "Looks like a new wave",
        "All answers of the file came after those of the study, and people who had answered "
        "completely answer again. As a new wave: 'cpsurvey ingest FILE --wave 2'; as newer "
        "answers of the same wave: '--replace'. One folder per quarter is the usual way: "
        "'cpsurvey init quarter-2'.",
        "Sans doute une nouvelle vague",
        "Toutes les réponses du fichier sont postérieures à celles de l'étude, et des "
        "personnes qui avaient répondu répondent de nouveau. Nouvelle vague : « cpsurvey "
        "ingest FICHIER --wave 2 » ; réponses plus récentes de la même vague : « --replace ».",
    ),
    "CPS140": Code(
        Exit.DATA_REJECTED,
        "Rows without identifiers that may be stored already",
        "The file has neither identifiers nor times, and many of its rows equal rows of an "
        "earlier file without being its continuation. Whether they are the same people cannot "
        "be told. Export an identifier or the time of submission; or say that they are the "
        "same with '--replace', or of another survey with 'survey: NAME' on the source.",
        "Lignes sans identifiant peut-être déjà enregistrées",
        "Le fichier n'a ni identifiants ni heures, et beaucoup de ses lignes sont égales à "
        "celles d'un fichier antérieur sans en être la suite. Exportez un identifiant ou "
        "l'heure d'envoi ; ou dites que ce sont les mêmes avec « --replace », ou une autre "
        "enquête avec « survey: NOM ».",
    ),
    "CPS141": Code(
        Exit.DATA_REJECTED,
        "Order of dates decides and is not declared",
        "One person stands in the file several times, and only dates could tell which answer "
        "is the later; but 02/11/2026 is two different days. Declare 'dates: dmy' or 'dates: "
        "mdy' in the source.",
        "L'ordre des dates décide et n'est pas déclaré",
        "Une personne figure plusieurs fois dans le fichier et seules les dates diraient "
        "quelle réponse est la plus récente ; or 02/11/2026 désigne deux jours. Déclarez "
        "« dates: dmy » ou « dates: mdy » dans la source.",
    ),
    "CPS142": Code(
        Exit.DATA_REJECTED,
        "One respondent at several events",
        "The platform writes a row for each event of a study, or each repetition of a form, "
        "and people answered items in several of them. Rows are never merged, and none is "
        "the answer. Give the questionnaire a wave ('wave: {variable: wave}' under "
        "'identifiers:') and map the column of the event or the repetition to it ('columns: "
        "{redcap_event_name: wave}' in the source), or export one event alone. A sheet of "
        "repetitions is no list of respondents: export the main one.",
        "Un répondant à plusieurs événements",
        "La plateforme écrit une ligne par événement ou par répétition d'un formulaire, et "
        "des personnes ont répondu dans plusieurs. Les lignes ne sont jamais fusionnées. "
        "Donnez une vague au questionnaire (« wave: {variable: wave} » sous « identifiers: ») "
        "et associez-lui la colonne de l'événement (« columns: {redcap_event_name: wave} » "
        "dans la source), ou exportez un seul événement. Une feuille de répétitions n'est pas "
        "une liste de répondants : exportez la principale.",
    ),
    "CPS143": Code(
        Exit.DATA_REJECTED,
        "Which version of the questionnaire a file answers",
        "A file may answer the version before of the questionnaire; it is known by questions "
        "that only that one has. This file has questions of both, or its source names a "
        "version that the study does not read. Say which on the source: 'version: 0.1.0'.",
        "À quelle version du questionnaire un fichier répond",
        "Un fichier peut répondre à la version précédente du questionnaire ; on la reconnaît "
        "aux questions qu'elle est seule à poser. Ce fichier contient des questions des deux, "
        "ou sa source nomme une version que l'étude ne lit pas. Dites laquelle sur la source : "
        "« version: 0.1.0 ».",
    ),
}
