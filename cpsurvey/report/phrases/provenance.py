"""Where the numbers come from (T26)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_provenance": ("Versions, files and seed", "Versions, fichiers et graine"),
    "T26": ("Provenance", "Provenance"),
    "T26b": ("Export files", "Fichiers d'export"),
    "what": ("What", "Quoi"),
    "value": ("Value", "Valeur"),
    "file": ("File", "Fichier"),
    "reader": ("Reader", "Lecteur"),
    "encoding": ("Encoding", "Encodage"),
    "rows": ("Rows", "Lignes"),
    "accepted": ("Accepted", "Acceptées"),
    "quarantined_n": ("Set aside", "Écartées"),
    "sha256": ("SHA-256", "SHA-256"),
    "prov_version": ("cpsurvey", "cpsurvey"),
    "prov_python": ("Python", "Python"),
    "prov_packages": ("Packages", "Paquets"),
    "prov_questionnaire": ("Questionnaire", "Questionnaire"),
    "prov_questionnaire_sha": ("Questionnaire, SHA-256", "Questionnaire, SHA-256"),
    "prov_study_sha": ("Study file, SHA-256", "Fichier d'étude, SHA-256"),
    "prov_seed": ("Seed", "Graine"),
    "prov_languages": ("Languages", "Langues"),
}
