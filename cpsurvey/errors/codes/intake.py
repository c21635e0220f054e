"""Codes CPS1xx: reading export files."""

from __future__ import annotations

from cpsurvey.errors.code import Code, Exit

CODES: dict[str, Code] = {
    "CPS101": Code(
        Exit.DATA_REJECTED,
        "Export file is empty",
        "The file holds no heading or no answers. Export it again; check the filter for "
        "complete and incomplete answers.",
        "Le fichier d'export est vide",
        "Le fichier ne contient ni en-tête ni réponse. Refaites l'export ; vérifiez le "
        "filtre des réponses complètes et incomplètes.",
    ),
    "CPS102": Code(
        Exit.DATA_REJECTED,
        "Encoding does not fit",
        "The bytes of the file are not text in the encoding that was named, or in UTF-8 or "
        "Windows-1252. Export as UTF-8, or name the right one: 'encoding:' in the source.",
        "L'encodage ne convient pas",
        "Les octets du fichier ne sont pas du texte dans l'encodage nommé, ni en UTF-8 ni en "
        "Windows-1252. Exportez en UTF-8, ou nommez le bon : « encoding: » dans la source.",
    ),
    "CPS103": Code(
        Exit.DATA_REJECTED,
        "Accents are broken (mojibake)",
        "The file is UTF-8 that was once opened as Windows-1252 and saved again: é has "
        "become two characters. The damage cannot always be undone, so the file is refused. "
        "Export it again and do not save it from a spreadsheet.",
        "Accents abîmés (mojibake)",
        "Le fichier UTF-8 a été ouvert comme Windows-1252 puis enregistré : « é » est devenu "
        "deux caractères. Ce n'est pas toujours réparable : le fichier est refusé. Refaites "
        "l'export sans l'enregistrer depuis un tableur.",
    ),
    "CPS104": Code(
        Exit.DATA_REJECTED,
        "Not a table that can be read",
        "The file is a protected or damaged workbook or file of a statistical program, an "
        "archive, a survey definition or an export of a platform cpsurvey does not read. "
        "Export answers as CSV or .xlsx.",
        "Ce n'est pas un tableau lisible",
        "Le fichier est un classeur ou un fichier de logiciel statistique protégé ou abîmé, "
        "une archive, une définition d'enquête ou un export d'une plateforme non lue. Exportez "
        "les réponses en CSV ou en .xlsx.",
    ),
    "CPS105": Code(
        Exit.DATA_REJECTED,
        "Export of another survey",
        "No column of the file is an item of the study's questionnaire, by code, declared "
        "alias or text; or fewer than one item in eight is, and no scale is whole. Name the "
        "right file or questionnaire, or map headings with 'columns:' in the source: one item "
        "mapped there says that the file is meant.",
        "Export d'une autre enquête",
        "Aucune colonne n'est un item du questionnaire, ni par code, ni par alias, ni par "
        "texte ; ou moins d'un item sur huit l'est, et aucune échelle n'est entière. Nommez le "
        "bon fichier ou questionnaire, ou associez les en-têtes avec « columns: » dans la "
        "source : un item associé ainsi dit que le fichier est le bon.",
    ),
    "CPS106": Code(
        Exit.DATA_REJECTED,
        "Two columns for one variable",
        "Two headings mean the same variable, or one may mean two, and nothing says which is "
        "right. Say so in the source: 'columns: {Heading: variable}', where \"\" leaves a "
        "column out and '#3' names the third column.",
        "Deux colonnes pour une variable",
        "Deux en-têtes désignent la même variable, ou un en-tête en désigne deux, et rien ne "
        "dit ce qui est juste. Dites-le dans la source : « columns: {En-tête: variable} », où "
        '"" écarte une colonne et « #3 » nomme la troisième.',
    ),
    "CPS107": Code(
        Exit.DATA_REJECTED,
        "No answer could be understood",
        "Columns were found, but their answers are neither codes nor labels of the "
        "questionnaire in any of its languages. Export answer codes, or declare the labels "
        "as aliases of the options.",
        "Aucune réponse comprise",
        "Les colonnes existent, mais leurs réponses ne sont ni des codes ni des libellés du "
        "questionnaire, dans aucune de ses langues. Exportez les codes, ou déclarez ces "
        "libellés comme alias.",
    ),
    "CPS108": Code(
        Exit.INVALID_STUDY,
        "Column map names nothing known",
        "'columns:' of the source names a variable the questionnaire does not have, or a "
        "heading the file does not have.",
        "La table des colonnes nomme l'inconnu",
        "« columns: » nomme une variable absente du questionnaire ou un en-tête absent du "
        "fichier.",
    ),
    "CPS109": Code(
        Exit.INVALID_STUDY,
        "Unknown reader",
        "'format:' of the source names a reader that does not exist.",
        "Lecteur inconnu",
        "« format: » nomme un lecteur qui n'existe pas.",
    ),
    "CPS110": Code(
        Exit.NO_INPUT,
        "Export file cannot be opened",
        "The file is gone or may not be read.",
        "Le fichier d'export ne s'ouvre pas",
        "Le fichier a disparu ou sa lecture est interdite.",
    ),
    "CPS111": Code(
        Exit.FORBIDDEN,
        "Simulated answers in a real study",
        "The file was written by 'cpsurvey simulate'. Simulated people must never be counted "
        "with real ones, so only studies that say 'simulated: true' take them.",
        "Réponses simulées dans une étude réelle",
        "Le fichier vient de « cpsurvey simulate ». Des personnes simulées ne doivent jamais "
        "être comptées avec des vraies : seules les études « simulated: true » les acceptent.",
    ),
    "CPS112": Code(
        Exit.DATA_REJECTED,
        "A quote is not closed, or swallows rows",
        "A cell begins with a quote that is never closed, that closes in the middle of a text, "
        "or whose text looks like rows of the file: people would be lost without a word. The "
        "line in which the quote opens is named. Close it there, write a quote that belongs to "
        'a text twice (""), or export the file again.',
        "Guillemet non fermé, ou qui avale des lignes",
        "Une cellule commence par un guillemet jamais fermé, fermé au milieu d'un texte, ou "
        "dont le texte ressemble à des lignes du fichier : des personnes seraient perdues sans "
        "un mot. La ligne où le guillemet s'ouvre est nommée. Fermez-le, doublez un guillemet "
        'qui fait partie du texte (""), ou refaites l\'export.',
    ),
    "CPS113": Code(
        Exit.DATA_REJECTED,
        "Number that can be read two ways",
        "38,500 is 38500 where the comma stands between thousands, and 38.5 where it is the "
        "decimal sign; neither the other cells of the file nor the source say which. Add "
        "'decimal: \".\"' or 'decimal: \",\"' to the source.",
        "Nombre lisible de deux façons",
        "38,500 vaut 38500 si la virgule sépare les milliers, et 38,5 si elle est le signe "
        "décimal ; ni les autres cellules du fichier ni la source ne le disent. Ajoutez "
        '« decimal: "." » ou « decimal: "," » à la source.',
    ),
    "CPS114": Code(
        Exit.DATA_REJECTED,
        "Column answered on another scale",
        "Most of the answered cells of a column are neither codes nor labels of its option "
        "set: it was probably asked on another scale, and the few cells that fit would be "
        "wrong. Declare the options that were asked, declare codes and labels as aliases, or "
        "leave the column out: 'columns: {Heading: \"\"}' in the source.",
        "Colonne répondue sur une autre échelle",
        "La plupart des cellules d'une colonne ne sont ni des codes ni des libellés de son "
        "jeu de réponses : la question a sans doute été posée sur une autre échelle, et les "
        "rares cellules qui conviennent seraient fausses. Déclarez les réponses posées, "
        "déclarez les codes et libellés comme alias, ou écartez la colonne : "
        '« columns: {En-tête: ""} » dans la source.',
    ),
    "CPS115": Code(
        Exit.DATA_REJECTED,
        "Codes or labels",
        "Some labels of an option set are numbers that are the code of another answer (labels "
        "0 to 4 with codes 1 to 5), and the file does not say which of the two its numbers "
        "are. Or a file of SPSS or Stata numbers the answers otherwise and leaves some without "
        "a label, or has labels that are none of the questionnaire's and read as if they ran "
        "backwards (1 is 'Always', 5 is 'Never'). Add 'answers: codes' or 'answers: labels' "
        "to the source, label all values, or declare the file's labels as aliases of the "
        "answers.",
        "Codes ou libellés",
        "Des libellés d'un jeu de réponses sont des nombres qui sont le code d'une autre "
        "réponse (libellés 0 à 4, codes 1 à 5), et le fichier ne dit pas lesquels il "
        "contient. Ou bien un fichier de SPSS ou Stata numérote autrement les réponses et en "
        "laisse sans étiquette, ou ses étiquettes, étrangères au questionnaire, semblent aller "
        "en sens inverse (1 est « Toujours », 5 est « Jamais »). Ajoutez « answers: codes » ou "
        "« answers: labels » à la source, étiquetez toutes les valeurs, ou déclarez les "
        "étiquettes du fichier comme alias des réponses.",
    ),
    "CPS116": Code(
        Exit.DATA_REJECTED,
        "Row longer than the headings",
        "A row of the data for 'cpsurvey sem' holds more cells than there are headings: "
        "nothing says which cell belongs to which column. The line is named: a text that "
        "holds the delimiter must stand in quotes.",
        "Ligne plus longue que les en-têtes",
        "Une ligne des données de « cpsurvey sem » contient plus de cellules qu'il n'y a "
        "d'en-têtes : rien ne dit quelle cellule va dans quelle colonne. La ligne est nommée : "
        "un texte qui contient le séparateur doit être entre guillemets.",
    ),
    "CPS117": Code(
        Exit.DATA_REJECTED,
        "Sheet of a workbook",
        "Several sheets of the workbook hold something and nothing says which one has the "
        "answers, or 'sheet:' names one that is not there. Write 'sheet: NAME' where the study "
        "file names this file, or keep one sheet alone.",
        "Feuille d'un classeur",
        "Plusieurs feuilles du classeur sont remplies et rien ne dit laquelle contient les "
        "réponses, ou « sheet: » nomme une feuille absente. Écrivez « sheet: NOM » là où le "
        "fichier d'étude nomme ce fichier, ou ne gardez qu'une feuille.",
    ),
    "CPS118": Code(
        Exit.NO_INPUT,
        "Definition of a questionnaire, no answers",
        "The file says what a survey asks (a structure of LimeSurvey, a .qsf of Qualtrics, an "
        "XLSForm, a dictionary of REDCap), and holds nobody's answers. Export the answers from "
        "the tool and name that file. 'cpsurvey questionnaire import FILE' makes a draft "
        "questionnaire of the definition, 'cpsurvey init DIR --from FILE' a study.",
        "Définition d'un questionnaire, sans réponses",
        "Le fichier dit ce que l'enquête demande (structure LimeSurvey, .qsf de Qualtrics, "
        "XLSForm, dictionnaire REDCap) et ne contient aucune réponse. Exportez les réponses "
        "depuis l'outil et nommez ce fichier. « cpsurvey questionnaire import FILE » fait de "
        "la définition un questionnaire provisoire, « cpsurvey init DIR --from FILE » une "
        "étude.",
    ),
    "CPS119": Code(
        Exit.DATA_REJECTED,
        "Too large to be an export of answers",
        "The file, a row or a cell is larger than any export of a survey: more than 8 GB, "
        "16,384 columns, 32 MB in a row or 100,000 signs in a cell; a workbook or archive is "
        "larger than 1 GB unpacked, or the library that reads it needed more than 2 GB of "
        "memory or a minute. It was looked at before it was read. Most often a quote is never "
        "closed, or the wrong sign was taken for the delimiter. Export again, one row "
        "per respondent; columns of long texts may be left out, they are not stored.",
        "Trop grand pour être un export de réponses",
        "Le fichier, une ligne ou une cellule dépasse tout export d'enquête : plus de 8 Go, "
        "16 384 colonnes, 32 Mo par ligne ou 100 000 signes par cellule ; un classeur ou une "
        "archive dépasse 1 Go une fois décompressé, ou sa lecture a demandé plus de 2 Go de "
        "mémoire ou d'une minute. On a regardé avant de lire. Le plus souvent, un guillemet "
        "n'est jamais fermé, ou le séparateur a été mal reconnu. "
        "Exportez de nouveau, une ligne par répondant ; les longues colonnes de texte peuvent "
        "être laissées de côté, elles ne sont pas conservées.",
    ),
    "CPS125": Code(
        Exit.DATA_REJECTED,
        "Several answers with two readings",
        "Cells of a question with several answers can be cut into answers in two ways (the "
        "labels 'Mail', 'letters' and 'Mail, letters'), or a number is a no by one reading and "
        "an answer's own code by another (1 and 2 in the columns of answers 1 and 2). Export a "
        "column for each answer with Y or 1 where it was chosen, or change labels and codes so "
        "that one reading is left.",
        "Réponses multiples à deux lectures",
        "Des cellules d'une question à réponses multiples peuvent être découpées de deux "
        "façons (libellés « Courriel », « lettres » et « Courriel, lettres »), ou un nombre "
        "est un non selon une lecture et le code de la réponse selon une autre (1 et 2 dans "
        "les colonnes des réponses 1 et 2). Exportez une colonne par réponse avec Y ou 1 où "
        "elle est choisie, ou changez libellés et codes pour qu'une seule lecture reste.",
    ),
    "CPS126": Code(
        Exit.DATA_REJECTED,
        "May be of two platforms",
        "The headings look like exports of two platforms, and neither is far enough ahead. Say "
        "which it is: 'format: NAME' in the source, or once 'cpsurvey ingest FILE --format "
        "NAME'; 'format: csv' takes the first row as headings and no more.",
        "Peut venir de deux plateformes",
        "Les en-têtes ressemblent aux exports de deux plateformes, et aucune ne l'emporte "
        "assez. Dites laquelle : « format: NOM » dans la source, ou une fois « cpsurvey ingest "
        "FICHIER --format NOM » ; « format: csv » prend la première ligne comme en-têtes, sans "
        "plus.",
    ),
    "CPS127": Code(
        Exit.DATA_REJECTED,
        "More was set aside than is allowed",
        "More cells and rows of the file do not fit the questionnaire than --max-rejected or "
        "'max_rejected' of the source allows: nothing of it was stored. Rows that the platform "
        "or the study sets aside by intent (previews, tests, duplicates, partial answers) do "
        "not count. List the cells with --rejected, mend them and give them back with --fix.",
        "Trop d'éléments écartés",
        "Plus de cellules et de lignes du fichier ne conviennent pas au questionnaire que "
        "--max-rejected ou « max_rejected » de la source ne le permet : rien n'a été "
        "enregistré. Les lignes écartées à dessein (aperçus, tests, doublons, réponses "
        "partielles) ne comptent pas. Listez les cellules avec --rejected, corrigez-les et "
        "rendez-les avec --fix.",
    ),
    "CPS128": Code(
        Exit.DATA_REJECTED,
        "Mended cells cannot be used",
        "A list of mended cells (--fix, or 'fix:' of the source) is of another file, names a "
        "cell that was not set aside, holds a text that does not fit either, or is missing "
        "where the file was read with one before. Nothing was changed. Write the list anew "
        "with --rejected, fill in its column 'mended', and leave the others as they are.",
        "Cellules corrigées inutilisables",
        "Une liste de cellules corrigées (--fix, ou « fix: » de la source) concerne un autre "
        "fichier, nomme une cellule qui n'a pas été écartée, contient un texte qui ne convient "
        "pas non plus, ou manque alors que le fichier avait été lu avec une telle liste. Rien "
        "n'a été modifié. Refaites la liste avec --rejected, remplissez la colonne « mended » "
        "et laissez les autres telles quelles.",
    ),
    "CPS129": Code(
        Exit.DATA_REJECTED,
        "A missing value is an answer",
        "The file, of SPSS or Stata, declares a value missing that is an answer of the "
        "questionnaire, and somebody gave it. It cannot be both. Take it out of the missing "
        "values of the variable in the file, or give the option 'missing: REASON' in the "
        "questionnaire.",
        "Une valeur manquante est une réponse",
        "Le fichier, de SPSS ou Stata, déclare manquante une valeur qui est une réponse du "
        "questionnaire, et quelqu'un l'a donnée. Ce ne peut être les deux. Retirez-la des "
        "valeurs manquantes de la variable dans le fichier, ou donnez à l'option "
        "« missing: RAISON » dans le questionnaire.",
    ),
}
