"""Where a run comes from (T26)."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

REASONS_DECIDED = Phrase(
    "{id} {release}, decided on {decided}", "{id} {release}, décidée le {decided}"
)
T26 = Phrase("Provenance", "Provenance")
T26B = Phrase("Export files", "Fichiers d'export")
WHAT = Phrase("What", "Quoi")
VALUE = Phrase("Value", "Valeur")
FILE = Phrase("File", "Fichier")
READER = Phrase("Reader", "Lecteur")
ENCODING = Phrase("Encoding", "Encodage")
ROWS = Phrase("Rows", "Lignes")
ACCEPTED = Phrase("Accepted", "Acceptées")
QUARANTINED_N = Phrase("Set aside", "Écartées")
SHA256 = Phrase("SHA-256", "SHA-256")
MENDED = Phrase("Mended cells", "Cellules corrigées")
VERSION = Phrase("cpsurvey", "cpsurvey")
PYTHON = Phrase("Python", "Python")
PACKAGES = Phrase("Packages", "Paquets")
QUESTIONNAIRE = Phrase("Questionnaire", "Questionnaire")
QUESTIONNAIRE_SHA = Phrase("Questionnaire, SHA-256", "Questionnaire, SHA-256")
STUDY_SHA = Phrase("Study file, SHA-256", "Fichier d'étude, SHA-256")
SEED = Phrase("Seed", "Graine")
PLAN_SHA = Phrase("SHA-256 of the declared plan", "SHA-256 du plan déclaré")
T26C = Phrase("Files of indicators", "Fichiers d'indicateurs")
T26D = Phrase("Files of ties", "Fichiers de liens")
REASONS = Phrase("Reason map", "Table des motifs")
REASONS_SHA = Phrase("Reason map, SHA-256", "Table des motifs, SHA-256")
SEEN_SHA: dict[str, Phrase] = {
    "episodes": Phrase("Log of observations, SHA-256", "Journal d'observation, SHA-256"),
    "sessions": Phrase("Sessions of observation, SHA-256", "Séances d'observation, SHA-256"),
    "codings": Phrase("Codings, SHA-256", "Codages, SHA-256"),
    "projects": Phrase("Project of codings, SHA-256", "Projet de codage, SHA-256"),
    "codebook": Phrase("Codebook, SHA-256", "Livre de codes, SHA-256"),
    "documents": Phrase("Register of documents, SHA-256", "Registre de documents, SHA-256"),
    "opted_out": Phrase("List of who takes no part, SHA-256", "Liste des retraits, SHA-256"),
}
