"""Who was counted and what is hidden."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

T1 = Phrase("Sample flow", "Flux de l'échantillon")
T3 = Phrase("Answers set aside on import", "Réponses écartées à l'import")
T2 = Phrase("Respondents", "Répondants")
T2B = Phrase("Groups", "Groupes")
STAGE = Phrase("Stage", "Étape")
LOST = Phrase("Lost", "Perdus")
SHARE_READ = Phrase("% of rows read", "% des lignes lues")
COLUMN = Phrase("Column", "Colonne")
CHARACTERISTIC = Phrase("Characteristic", "Caractéristique")
CATEGORY = Phrase("Category", "Modalité")
SIZE_MEAN = Phrase("Mean size", "Taille moyenne")
SIZE_MIN = Phrase("Smallest", "Minimum")
SIZE_MAX = Phrase("Largest", "Maximum")
ROWS_READ = Phrase("Rows read", "Lignes lues")
QUARANTINED = Phrase("Rows set aside on import", "Lignes écartées à l'import")
DUPLICATE = Phrase("Earlier version of an answer", "Version antérieure d'une réponse")
EARLIER_WAVE = Phrase("Answer of an earlier wave", "Réponse d'une vague antérieure")
PREVIEW = Phrase("Preview of the form", "Aperçu du questionnaire")
TEST = Phrase("Test of the form", "Test du questionnaire")
SPAM = Phrase("Marked as spam", "Marqué comme indésirable")
FORGOTTEN = Phrase("Erased on request", "Effacées à la demande")
PARTIAL = Phrase("Not submitted", "Non soumis")
NOT_SUBMITTED = Phrase("Not submitted", "Non soumis")
NO_ANSWER = Phrase("No item answered", "Aucun item répondu")
TOO_FEW_ANSWERS = Phrase("Too few items answered", "Trop peu d'items répondus")
ATTENTION = Phrase("Failed the attention checks", "Échec aux contrôles d'attention")
SELF_REPORT = Phrase("Asked not to be used", "Demande que ses réponses soient écartées")
ANALYSED = Phrase("Analysed", "Analysés")
MISSING_VALUE = Phrase("missing values", "valeurs manquantes")
NO_ITEM = Phrase("none of these items answered", "aucun de ces items répondu")
MISSING_COVARIATE = Phrase("missing covariate", "covariable manquante")
MISSING_CLUSTER = Phrase("unknown group", "groupe inconnu")
MISSING_GROUP = Phrase("unknown group", "groupe inconnu")
ANALYSIS_NOT_DONE = Phrase("analysis not done", "analyse non faite")
UNKNOWN_LABEL = Phrase("Label not in the questionnaire", "Libellé absent du questionnaire")
OUT_OF_RANGE = Phrase("Number out of range", "Nombre hors limites")
CODE_OUT_OF_RANGE = Phrase("Code not in the questionnaire", "Code absent du questionnaire")
NOT_WHOLE = Phrase("Not a whole number", "Pas un nombre entier")
UNKNOWN_CODE = Phrase("Code not in the questionnaire", "Code absent du questionnaire")
NOT_A_NUMBER = Phrase("Not a number", "Pas un nombre")
NOT_A_TIME = Phrase("Not a number of seconds", "Pas un nombre de secondes")
TIME_TOO_LONG = Phrase("Page open for more than a day", "Page ouverte plus d'un jour")
PROBABLE_MISSING_CODE = Phrase("Probably a missing code", "Sans doute un code de non-réponse")
AMBIGUOUS_LABEL = Phrase("Label of two answers", "Libellé de deux réponses")
NUMBER_AND_LABEL_DIFFER = Phrase(
    "Number and label of two answers", "Numéro et libellé de deux réponses"
)
RAGGED_ROW = Phrase("Row of the wrong length", "Ligne de mauvaise longueur")
WITHHELD = Phrase("(withheld)", "(retenu)")
SMALL_NOTE = Phrase(
    "< {k}: fewer than {k} respondents; their number is not shown.",
    "< {k} : moins de {k} répondants ; leur nombre n'est pas montré.",
)
WITHHELD_NOTE = Phrase(
    "(withheld): not shown because a count below {k} could be found from it.",
    "(retenu) : non montré, car un effectif inférieur à {k} pourrait en être déduit.",
)
MISSING = Phrase("Missing", "Manquant")
GROUPS = Phrase("Groups", "Groupes")
