"""Codes CPS2xx: the study database."""

from __future__ import annotations

from cpsurvey.errors.code import Code, Exit

CODES: dict[str, Code] = {
    "CPS201": Code(
        Exit.CANNOT_WRITE,
        "Study database cannot be written",
        "study.db, or the study's key, cannot be written: no permission, no space, or a "
        "network drive that SQLite cannot lock. Nothing was changed.",
        "Base de l'étude non inscriptible",
        "study.db, ou la clé de l'étude, ne peut pas être écrit : droits, espace disque, ou "
        "lecteur réseau que SQLite ne peut pas verrouiller. Rien n'a été modifié.",
    ),
    "CPS202": Code(
        Exit.DATA_REJECTED,
        "Not a study database",
        "study.db is damaged or belongs to another program. Move it away and ingest the "
        "export files again, or restore a copy.",
        "Ce n'est pas une base d'étude",
        "study.db est abîmé ou appartient à un autre programme. Déplacez-le et relancez "
        "l'import, ou restaurez une copie.",
    ),
    "CPS203": Code(
        Exit.FORBIDDEN,
        "Key of the study missing or wrong",
        "Respondents are stored under pseudonyms made with a secret key. Without the same "
        "key a person who answers again would count twice, so nothing is stored. Restore "
        "the key file, or name it with 'privacy: {key_file: PATH}'.",
        "Clé de l'étude absente ou fausse",
        "Les répondants sont enregistrés sous des pseudonymes calculés avec une clé secrète. "
        "Sans cette clé une même personne compterait deux fois : rien n'est enregistré. "
        "Restaurez la clé, ou nommez-la avec « privacy: {key_file: CHEMIN} ».",
    ),
    "CPS204": Code(
        Exit.INVALID_STUDY,
        "Database of a newer version",
        "study.db was written by a newer cpsurvey. Install that version or a later one.",
        "Base d'une version plus récente",
        "study.db a été écrit par une version plus récente. Installez cette version ou une "
        "plus récente.",
    ),
}
