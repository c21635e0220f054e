"""The plan a study was declared with."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

T0B = Phrase("Deviations from the declared plan", "Écarts au plan déclaré")
NONE = Phrase(
    "No plan was declared: all results are exploratory.",
    "Aucun plan n'a été déclaré : tous les résultats sont exploratoires.",
)
DECLARED = Phrase(
    "A plan was declared on {day} (SHA-256 {sha256}).",
    "Un plan a été déclaré le {day} (SHA-256 {sha256}).",
)
EDITED = Phrase(
    "PLAN CHANGED: plan.yaml does not match its own hash, so it was edited after it was "
    "declared. Nothing can rest on it; all results are exploratory.",
    "PLAN MODIFIÉ : plan.yaml ne correspond plus à sa propre empreinte, il a été modifié "
    "après sa déclaration. Rien ne peut reposer dessus ; tous les résultats sont "
    "exploratoires.",
)
LATE = Phrase(
    "The plan was declared on {day}, after the first data were ingested on {data}: it "
    "may have been chosen knowing them.",
    "Le plan a été déclaré le {day}, après l'import des premières données le {data} : il "
    "a pu être choisi en les connaissant.",
)
GONE = Phrase(
    "PLAN NOT THERE: earlier runs of this study followed a plan declared on {day} (SHA-256 "
    "{sha256}), and there is none now.",
    "PLAN ABSENT : des exécutions antérieures de cette étude suivaient un plan déclaré le "
    "{day} (SHA-256 {sha256}), et il n'y en a plus.",
)
REPLACED = Phrase(
    "PLAN REPLACED: earlier runs of this study followed another plan, declared on {day} "
    "(SHA-256 {sha256}).",
    "PLAN REMPLACÉ : des exécutions antérieures de cette étude suivaient un autre plan, "
    "déclaré le {day} (SHA-256 {sha256}).",
)
KEPT = Phrase("The study follows its plan.", "L'étude suit son plan.")
DEVIATION = Phrase("Deviation", "Écart")
WHERE = Phrase("Where", "Où")
DECLARED_VALUE = Phrase("Declared", "Déclaré")
USED_VALUE = Phrase("Used", "Utilisé")
NOTE = Phrase(
    "What was added or changed after the declaration is exploratory, and so is the "
    "verdict of a hypothesis that rests on it: as expected, never supported. Changes of the "
    "sample or the measurement concern all of them. Holm's adjustment counts hypotheses whose "
    "analysis was left out, and those that are no longer declared.",
    "Ce qui a été ajouté ou modifié après la déclaration est exploratoire, tout comme le "
    "verdict d'une hypothèse qui en dépend : conforme à l'attente, jamais soutenue. Les "
    "changements d'échantillon ou de mesure les concernent toutes. L'ajustement de Holm compte "
    "les hypothèses dont l'analyse a été retirée et celles qui ne sont plus déclarées.",
)
WHAT: dict[str, Phrase] = {
    "analysis_added": Phrase("Analysis added", "Analyse ajoutée"),
    "analysis_removed": Phrase("Analysis left out", "Analyse retirée"),
    "analysis_changed": Phrase("Analysis changed", "Analyse modifiée"),
    "hypothesis_added": Phrase("Hypothesis added", "Hypothèse ajoutée"),
    "hypothesis_removed": Phrase("Hypothesis left out", "Hypothèse retirée"),
    "hypothesis_changed": Phrase("Hypothesis changed", "Hypothèse modifiée"),
    "questionnaire_changed": Phrase("Questionnaire changed", "Questionnaire modifié"),
    "seed_changed": Phrase("Seed changed", "Graine modifiée"),
    "groups_changed": Phrase("Groups changed", "Groupes modifiés"),
    "screening_changed": Phrase("Screening changed", "Filtrage modifié"),
    "measurement_changed": Phrase("Measurement changed", "Mesure modifiée"),
    "other_changed": Phrase("Study file changed", "Fichier d'étude modifié"),
}
