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
        "Not a text table",
        "The file is a workbook, an archive, a survey definition or an export of a platform "
        "cpsurvey does not read. Export answers as CSV.",
        "Ce n'est pas un tableau texte",
        "Le fichier est un classeur, une archive, une définition d'enquête ou un export "
        "d'une plateforme non lue. Exportez les réponses en CSV.",
    ),
    "CPS105": Code(
        Exit.DATA_REJECTED,
        "Export of another survey",
        "No column of the file is an item of the study's questionnaire, by code, declared "
        "alias or text. Name the right file or questionnaire, or map headings with "
        "'columns:' in the source.",
        "Export d'une autre enquête",
        "Aucune colonne n'est un item du questionnaire, ni par code, ni par alias, ni par "
        "texte. Nommez le bon fichier ou questionnaire, ou associez les en-têtes avec "
        "« columns: » dans la source.",
    ),
    "CPS106": Code(
        Exit.DATA_REJECTED,
        "Two columns for one variable",
        "Two headings mean the same variable and nothing says which is right. Take one out: "
        "'columns: {Heading: \"\"}' in the source.",
        "Deux colonnes pour une variable",
        "Deux en-têtes désignent la même variable et rien ne dit lequel est bon. Écartez-en "
        'un : « columns: {En-tête: ""} » dans la source.',
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
}
