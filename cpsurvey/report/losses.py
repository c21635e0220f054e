"""Why rows, cells and respondents are left out, by the name of the reason."""

from __future__ import annotations

from collections.abc import Mapping

from cpsurvey.report.words import Phrase, Words

LOSSES: dict[str, Phrase] = {
    "rows_read": Phrase("Rows read", "Lignes lues"),
    "quarantined": Phrase("Rows set aside on import", "Lignes écartées à l'import"),
    "duplicate": Phrase("Earlier version of an answer", "Version antérieure d'une réponse"),
    "earlier_wave": Phrase("Answer of an earlier wave", "Réponse d'une vague antérieure"),
    "retest": Phrase("Answer of a retest", "Réponse d'un retest"),
    "preview": Phrase("Preview of the form", "Aperçu du questionnaire"),
    "test": Phrase("Test of the form", "Test du questionnaire"),
    "spam": Phrase("Marked as spam", "Marqué comme indésirable"),
    "forgotten": Phrase("Erased on request", "Effacées à la demande"),
    "expired": Phrase("Deleted, kept long enough", "Supprimées au terme de leur conservation"),
    "partial": Phrase("Not submitted", "Non soumis"),
    "not_submitted": Phrase("Not submitted", "Non soumis"),
    "no_answer": Phrase("No item answered", "Aucun item répondu"),
    "too_few_answers": Phrase("Too few items answered", "Trop peu d'items répondus"),
    "attention": Phrase("Failed the attention checks", "Échec aux contrôles d'attention"),
    "self_report": Phrase(
        "Said their answers should not be used", "Dit que ses réponses ne sont pas à exploiter"
    ),
    "analysed": Phrase("Analysed", "Analysés"),
    "missing_value": Phrase("missing values", "valeurs manquantes"),
    "no_item": Phrase("none of these items answered", "aucun de ces items répondu"),
    "no_exposure": Phrase("no trial or no exposure", "aucun essai ou aucune exposition"),
    "missing_covariate": Phrase("missing covariate", "covariable manquante"),
    "missing_cluster": Phrase("unknown group", "groupe inconnu"),
    "not_in_network": Phrase("not in the network", "hors du réseau"),
    "missing_group": Phrase("unknown group", "groupe inconnu"),
    "analysis_not_done": Phrase("analysis not done", "analyse non faite"),
    "unknown_label": Phrase(
        "Label not in the questionnaire", "Libellé absent du questionnaire"
    ),
    "out_of_range": Phrase("Number out of range", "Nombre hors limites"),
    "code_out_of_range": Phrase(
        "Code not in the questionnaire", "Code absent du questionnaire"
    ),
    "not_whole": Phrase("Not a whole number", "Pas un nombre entier"),
    "unknown_code": Phrase("Code not in the questionnaire", "Code absent du questionnaire"),
    "not_a_number": Phrase("Not a number", "Pas un nombre"),
    "not_a_time": Phrase("Not a number of seconds", "Pas un nombre de secondes"),
    "time_too_long": Phrase("Page open for more than a day", "Page ouverte plus d'un jour"),
    "probable_missing_code": Phrase(
        "Probably a missing code", "Sans doute un code de non-réponse"
    ),
    "ambiguous_label": Phrase("Label of two answers", "Libellé de deux réponses"),
    "number_and_label_differ": Phrase(
        "Number and label of two answers", "Numéro et libellé de deux réponses"
    ),
    "ragged_row": Phrase("Row of the wrong length", "Ligne de mauvaise longueur"),
    "shifted_row": Phrase("Cells of the row have moved", "Cellules de la ligne décalées"),
    "summary_row": Phrase("A total or a mean below the answers", "Total ou moyenne en bas"),
    "note_row": Phrase("A note below the answers", "Note en bas du tableau"),
    "deleted": Phrase("Deleted on the platform", "Supprimé sur la plateforme"),
    "not_approved": Phrase("Refused by a reviewer", "Refusé par un relecteur"),
    "unknown_tick": Phrase("Neither chosen nor not", "Ni choisi ni non choisi"),
    "choices_contradict": Phrase(
        "Several answers that contradict each other", "Réponses multiples contradictoires"
    ),
    "spreadsheet_date": Phrase(
        "Made a date by a spreadsheet", "Transformé en date par un tableur"
    ),
    "spreadsheet_error": Phrase("Error of a spreadsheet", "Erreur d'un tableur"),
    "too_fast": Phrase("Answered too fast", "Réponses trop rapides"),
    "page_time": Phrase("Fast pages", "Pages trop rapides"),
    "longstring": Phrase(
        "Same answer many times in a row", "Même réponse de nombreuses fois de suite"
    ),
    "irv": Phrase("Answers hardly vary", "Réponses qui varient à peine"),
    "mahalanobis": Phrase("Answers unlike the others'", "Réponses éloignées des autres"),
    "even_odd": Phrase("Halves of scales disagree", "Moitiés d'échelles en désaccord"),
    "reversed_pairs": Phrase(
        "Reversed items contradict direct ones", "Items inversés contredisant les directs"
    ),
    "synonyms": Phrase(
        "Alike items answered differently", "Items semblables, réponses différentes"
    ),
    "antonyms": Phrase("Opposite items answered alike", "Items opposés, mêmes réponses"),
    "group_not_compared": Phrase("group not compared", "groupe non comparé"),
    "below_exposure": Phrase("too few contacts", "trop peu de contacts"),
    "no_indicator": Phrase(
        "no indicator under their identifier", "aucun indicateur à leur identifiant"
    ),
    "small_wave": Phrase("wave of too few people", "vague de trop peu de personnes"),
    "small_group": Phrase("group too small", "groupe trop petit"),
    "nothing_to_compare": Phrase("no second group", "pas de second groupe"),
    "careful": Phrase(
        "Of these, answered carefully by the soft rules",
        "Parmi eux, réponses soignées selon les règles souples",
    ),
    "flagged": Phrase(
        "Careless by the soft rules", "Réponses sans soin selon les règles souples"
    ),
}


def loss(reason: str, words: Words) -> str:
    """A reason in words; one this version does not know as it is."""
    found = LOSSES.get(reason)
    return words(found) if found else reason


def reasons(dropped: Mapping[str, int], words: Words) -> str:
    """Named losses in one line."""
    return ", ".join(
        f"{loss(reason, words)} {words.number(count, 'int')}"
        for reason, count in dropped.items()
    )
