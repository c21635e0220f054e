"""Codes CPS77x: what was observed and coded."""

from __future__ import annotations

from cpsurvey.errors.code import Code, Exit

CODES: dict[str, Code] = {
    "CPS770": Code(
        Exit.DATA_REJECTED,
        "Table of observations or codings cannot be used",
        "A file that 'observation' or 'coding' in study.yaml names is not there, lacks a "
        "column, or none of its rows can be used. Analyses that need it say so, the others go "
        "on. Rows that cannot be used one by one are left out, counted and listed by their "
        "numbers, never by what stands in them. Headings with other names are given under "
        "'columns': {HEADING: column}.",
        "Table d'observations ou de codages inutilisable",
        "Un fichier nommé sous « observation » ou « coding » dans study.yaml est absent, une "
        "colonne y manque ou aucune de ses lignes n'est utilisable. Les analyses qui en ont "
        "besoin le disent, les autres continuent. Les lignes inutilisables sont laissées de "
        "côté, comptées et indiquées par leur numéro, jamais par leur contenu. Des en-têtes "
        "différents se déclarent sous « columns » : {EN-TÊTE: colonne}.",
    ),
    "CPS771": Code(
        Exit.DATA_REJECTED,
        "Codebook cannot be used",
        "The codebook has an unknown key, or a code that speaks of a construct or a claim that "
        "the study does not have. Each problem is shown with its line. The codebook is a YAML "
        "file with 'schema: cpsurvey/codebook/1' and 'codes', or a REFI-QDA codebook (.qdc).",
        "Livre de codes inutilisable",
        "Le livre de codes contient une clé inconnue, ou un code qui porte sur un construit ou "
        "une hypothèse absents de l'étude. Chaque problème est indiqué avec sa ligne. Le livre "
        "de codes est un fichier YAML avec « schema: cpsurvey/codebook/1 » et « codes », ou un "
        "livre REFI-QDA (.qdc).",
    ),
    "CPS772": Code(
        Exit.DATA_REJECTED,
        "Project of qualitative analysis refused",
        "A REFI-QDA file (.qdpx, .qdc) is damaged, too large, locked, or holds what no such "
        "program writes: paths that lead out of the archive, a document type, codes inside "
        "themselves, one identifier twice. Nothing of it is used. Open it in the program it "
        "comes from, check it, and export it again.",
        "Projet d'analyse qualitative refusé",
        "Un fichier REFI-QDA (.qdpx, .qdc) est endommagé, trop volumineux, verrouillé, ou "
        "contient ce qu'aucun de ces logiciels n'écrit : chemins qui sortent de l'archive, "
        "type de document, codes contenus en eux-mêmes, identifiant en double. Rien n'en est "
        "utilisé. Ouvrez-le dans le logiciel d'origine, vérifiez-le et exportez-le de nouveau.",
    ),
}
