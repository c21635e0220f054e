"""Codes of what people were told, and of how long their data are kept."""

from __future__ import annotations

from cpsurvey.errors.code import Code, Exit

CODES: dict[str, Code] = {
    "CPS014": Code(
        Exit.NO_INPUT,
        "Information notice is not there",
        "'privacy: {notice: {file: ...}}' names a file that is not in the study folder. "
        "'cpsurvey check --notice > notice.md' writes one from what the study knows, with "
        "places to fill in.",
        "La notice d'information est absente",
        "« privacy: {notice: {file: ...}} » désigne un fichier absent du dossier de l'étude. "
        "« cpsurvey check --notice > notice.md » en écrit une d'après ce que l'étude sait, "
        "avec des places à compléter.",
    ),
    "CPS015": Code(
        Exit.INVALID_STUDY,
        "Information notice cannot be read",
        "The file named as information notice is empty, or has the ending of a text and is "
        "none. The dossier prints it, so it must be what people were given: UTF-8 text (.md, "
        ".txt), or a PDF or Word file, of which the dossier gives the name and the hash.",
        "La notice d'information est illisible",
        "Le fichier désigné comme notice est vide, ou porte l'extension d'un texte sans en "
        "être un. Le dossier l'imprime : ce doit être ce que les personnes ont reçu, en texte "
        "UTF-8 (.md, .txt), ou un PDF ou un fichier Word, dont le dossier donne le nom et "
        "l'empreinte.",
    ),
    "CPS144": Code(
        Exit.FORBIDDEN,
        "Indicators without an information notice",
        "Joining what people answered to indicators of their work makes personal data of "
        "both: people must have been told before. Give them the notice, and write the day "
        "they got it under 'privacy: {notice: {given: DAY, file: notice.md}}'. A study with "
        "'simulated: true' needs none. Indicators that a study of an earlier version holds "
        "already stay, with a warning in every report.",
        "Indicateurs sans notice d'information",
        "Rapprocher les réponses d'indicateurs d'activité en fait des données personnelles : "
        "les personnes doivent en avoir été informées avant. Remettez-leur la notice et "
        "écrivez le jour de remise sous « privacy: {notice: {given: JOUR, file: "
        "notice.md}} ». Une étude « simulated: true » n'en a pas besoin. Les indicateurs déjà "
        "enregistrés par une version antérieure restent, avec un avertissement dans chaque "
        "rapport.",
    ),
    "CPS616": Code(
        Exit.INVALID_STUDY,
        "No retention is declared",
        "'cpsurvey purge' deletes what is older than 'privacy: {retention_days: N}'. How long "
        "data are kept is a decision of whoever is responsible for them: nothing is assumed.",
        "Aucune durée de conservation",
        "« cpsurvey purge » supprime ce qui dépasse « privacy: {retention_days: N} ». La durée "
        "de conservation se décide par le responsable du traitement : rien n'est supposé.",
    ),
    "CPS617": Code(
        Exit.USAGE,
        "Deleting must be confirmed",
        "'cpsurvey purge' cannot be undone. It asks at a terminal; where there is none, "
        "'--dry-run' lists what would go and '--yes' lets it go.",
        "La suppression doit être confirmée",
        "« cpsurvey purge » est sans retour. La commande demande au terminal ; sans terminal, "
        "« --dry-run » liste ce qui partirait et « --yes » le supprime.",
    ),
}
