"""What the import warns of, by the name of its rule."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

IMPORT_WARNED = Phrase(
    "The import warned: {warnings}. T26b says of which files.",
    "Avertissements de l'import : {warnings}. T26b donne les fichiers.",
)
IMPORT_WARNED_TOO = Phrase(
    "The import warned: {warnings}. T26b and T26c say of which files.",
    "Avertissements de l'import : {warnings}. T26b et T26c donnent les fichiers.",
)
WARNED = Phrase("Warnings", "Avertissements")
WARNINGS: dict[str, Phrase] = {
    "no_consent_column": Phrase(
        "no column of consent: nominations left out",
        "aucune colonne de consentement : nominations laissées de côté",
    ),
    "person_twice": Phrase(
        "people twice in a matrix of ties", "personnes en double dans une matrice de liens"
    ),
    "roster_heading": Phrase(
        "columns of a roster headed by nobody's identifier",
        "colonnes de liste nominative sans identifiant connu",
    ),
    "tie_beyond_roster": Phrase(
        "nominations beyond the most asked for",
        "nominations au-delà du nombre demandé",
    ),
    "tie_frequency": Phrase(
        "unknown answers about how often", "réponses inconnues sur la fréquence"
    ),
    "tie_no_source": Phrase("ties of nobody", "liens sans personne qui les cite"),
    "tie_unknown": Phrase(
        "nominations of nobody on the list", "nominations hors de la liste des personnes"
    ),
    "tie_weight": Phrase("ties with a weight that is none", "liens au poids illisible"),
    "channel_unknown": Phrase(
        "distribution channels that no platform is known to name",
        "canaux de diffusion qu'aucune plateforme connue ne nomme",
    ),
    "choice_absent": Phrase(
        "answers to choose from without a column", "choix de réponse sans colonne"
    ),
    "earlier_version": Phrase(
        "answers to the version before of the questionnaire",
        "réponses à la version précédente du questionnaire",
    ),
    "column_without_heading": Phrase(
        "cells below no heading left out", "cellules sans en-tête laissées de côté"
    ),
    "completeness_unknown": Phrase(
        "unknown which answers were submitted", "on ignore quelles réponses ont été soumises"
    ),
    "damaged_text": Phrase(
        "cells with bytes that are no text", "cellules dont les octets ne sont pas du texte"
    ),
    "date_order": Phrase(
        "day and month cannot be told apart: no day kept",
        "jour et mois indiscernables : aucun jour gardé",
    ),
    "date_order_contradicted": Phrase(
        "the declared order of dates is not that of the file",
        "l'ordre des dates déclaré n'est pas celui du fichier",
    ),
    "finished_unknown": Phrase(
        "unknown words for who finished", "mots inconnus pour dire qui a terminé"
    ),
    "fix_not_used": Phrase("mended cells not used", "cellules corrigées non utilisées"),
    "group_nearly": Phrase(
        "groups whose names differ in accents or signs alone: each counted as its own",
        "groupes dont les noms ne diffèrent que par accents ou signes : chacun compte à part",
    ),
    "heading_repeated": Phrase(
        "a heading left out stands above several columns",
        "un en-tête écarté figure sur plusieurs colonnes",
    ),
    "hidden_columns": Phrase(
        "hidden columns of the workbook read", "colonnes masquées du classeur lues"
    ),
    "hidden_rows": Phrase(
        "hidden rows of the workbook read", "lignes masquées du classeur lues"
    ),
    "item_absent": Phrase("items without a column", "items sans colonne"),
    "may_be_headings": Phrase(
        "the first row may be headings again", "la première ligne répète peut-être les en-têtes"
    ),
    "may_be_shifted": Phrase(
        "rows whose cells may have moved", "lignes dont les cellules ont pu se décaler"
    ),
    "missing_code_kept": Phrase(
        "numbers that may be missing codes were kept",
        "nombres gardés, peut-être des codes de non-réponse",
    ),
    "misspelt_column": Phrase(
        "columns that resemble an indicator's, not read",
        "colonnes proches de celles d'un indicateur, non lues",
    ),
    "mojibake": Phrase("broken accents", "accents abîmés"),
    "near_heading": Phrase(
        "columns left out whose headings resemble a question's",
        "colonnes écartées dont l'en-tête ressemble à une question",
    ),
    "no_reason": Phrase("contacts without a reason", "contacts sans motif"),
    "not_a_date": Phrase(
        "cells of a date column that are no date", "cellules d'une colonne de dates sans date"
    ),
    "pages_differ": Phrase(
        "timed pages that are not the questionnaire's: no time kept",
        "pages chronométrées autres que celles du questionnaire : aucun temps gardé",
    ),
    "personal_data": Phrase(
        "columns that look like personal data, not stored",
        "colonnes d'apparence personnelle, non conservées",
    ),
    "platform_doubts": Phrase(
        "responses the platform doubts, kept", "réponses douteuses pour la plateforme, gardées"
    ),
    "platform_numbers": Phrase(
        "headings are numbers of the platform", "les en-têtes sont des numéros de plateforme"
    ),
    "progress_unknown": Phrase(
        "progress that cannot be read", "progression qui ne peut être lue"
    ),
    "row_without_id": Phrase(
        "rows without identifier, each counted as one person",
        "lignes sans identifiant, comptées chacune comme une personne",
    ),
    "rows_recognised": Phrase(
        "rows without identifier taken for those of an earlier file",
        "lignes sans identifiant reconnues d'un fichier antérieur",
    ),
    "spreadsheet_lookup": Phrase(
        "formulas that found nothing, counted as left blank",
        "formules sans résultat, comptées comme laissées vides",
    ),
    "status_unknown": Phrase(
        "statuses that no platform is known to give",
        "statuts qu'aucune plateforme connue ne donne",
    ),
    "unknown_reason": Phrase(
        "reasons of contacts that the reason map does not have",
        "motifs de contact absents de la table des motifs",
    ),
    "values_unlabelled": Phrase(
        "labels of values that are not the questionnaire's; numbers taken as codes",
        "étiquettes de valeurs étrangères au questionnaire ; nombres pris pour codes",
    ),
    "wave_moved": Phrase(
        "answers of a file that were those of another wave",
        "réponses d'un fichier qui étaient celles d'une autre vague",
    ),
    "without_wave": Phrase(
        "new answers without a wave, left out", "nouvelles réponses sans vague, écartées"
    ),
    "zeros_lost": Phrase(
        "identifiers that may have lost their first zeros",
        "identifiants qui ont pu perdre leurs zéros initiaux",
    ),
}
