"""Why rows of observations and codings were left out, or used in part."""

from __future__ import annotations

from cpsurvey.report.words import Phrase
from cpsurvey.seen.aside import Reason

TABLE = Phrase("Table", "Table")
REASON = Phrase("Reason", "Motif")
ROWS = Phrase("First lines", "Premières lignes")
WAYS_OUT: dict[Reason, Phrase] = {
    "no_agent": Phrase("nobody is named: left out", "personne n'est nommé : écartée"),
    "no_session": Phrase(
        "the session is not listed: counts for no rate",
        "séance absente de la liste : hors des fréquences",
    ),
    "no_time": Phrase(
        "no start or no end: counts for no rate", "ni début ni fin : hors des fréquences"
    ),
    "no_hours": Phrase(
        "hours observed are not known: counts for no rate",
        "heures observées inconnues : hors des fréquences",
    ),
    "overlap": Phrase(
        "the observer was in another session too: shared hours count once",
        "l'observateur était dans une autre séance : heures communes comptées une fois",
    ),
    "twice": Phrase("stands there before: left out", "déjà présente : écartée"),
    "outside": Phrase(
        "outside the times of its session: counts for no rate",
        "hors des horaires de sa séance : hors des fréquences",
    ),
    "negative": Phrase(
        "a duration that cannot be: not used", "durée impossible : non utilisée"
    ),
    "withdrawn": Phrase(
        "names somebody who takes no part: left out",
        "nomme une personne qui ne participe pas : écartée",
    ),
    "self": Phrase("helper and helped are one: not a tie", "s'aide soi-même : pas un lien"),
    "unknown_token": Phrase(
        "a helper who is not known: no tie", "aidant inconnu : pas de lien"
    ),
    "unclear": Phrase(
        "routine or not is unclear: in neither part",
        "courant ou inhabituel, incertain : dans aucune des deux parts",
    ),
    "not_understood": Phrase(
        "a cell says what is not known: taken as empty",
        "cellule incomprise : traitée comme vide",
    ),
    "no_code": Phrase("no code: left out", "pas de code : écartée"),
    "unknown_code": Phrase("code not in the codebook", "code absent du livre de codes"),
    "no_place": Phrase("place not understood: left out", "place incomprise : écartée"),
    "beyond": Phrase("beyond the end of its text: left out", "au-delà du texte : écartée"),
    "reversed": Phrase("ends before it begins: left out", "finit avant de débuter : écartée"),
    "not_text": Phrase("of a picture, sound or film: left out", "image, son ou film : écartée"),
    "no_source": Phrase("no source is named: left out", "aucune source nommée : écartée"),
    "expired": Phrase(
        "older than what was deleted at the end of its time: left out",
        "antérieure à une suppression au terme de la conservation : écartée",
    ),
}
