"""The hypotheses and the declared plan."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_hypotheses": ("The hypotheses", "Les hypothèses"),
    "section_plan": ("What was declared beforehand", "Ce qui était déclaré à l'avance"),
    "T0": ("The hypotheses and their tests", "Les hypothèses et leurs tests"),
    "T0b": ("Deviations from the declared plan", "Écarts au plan déclaré"),
    "colon": (": ", " : "),
    "hyp_rests_on": ("Rests on", "Repose sur"),
    "hyp_est": ("Estimate", "Estimation"),
    "p_holm": ("p (Holm)", "p (Holm)"),
    "hyp_scale": ("Share between groups: {scale}", "Part entre groupes : {scale}"),
    "hyp_answer": ("{id}, {verdict}: {says}.", "{id}, {verdict} : {says}."),
    "answer_supported": ("supported", "soutenue"),
    "answer_not_supported": ("not supported", "non soutenue"),
    "answer_mixed": (
        "not supported, its associations go in different directions",
        "non soutenue, ses associations vont dans des sens différents",
    ),
    "answer_opposite": (
        "not supported, the association is in the other direction",
        "non soutenue, l'association va dans l'autre sens",
    ),
    "verdict_is": ("Verdict: {verdict}.", "Verdict : {verdict}."),
    "verdict_supported": (
        "supported at {alpha} after Holm's adjustment",
        "soutenue à {alpha} après l'ajustement de Holm",
    ),
    "verdict_supported_interval": (
        "supported: the 95% interval leaves out zero on the expected side",
        "soutenue : l'intervalle à 95 % exclut zéro du côté attendu",
    ),
    "verdict_not_supported": (
        "not supported at {alpha} after Holm's adjustment",
        "non soutenue à {alpha} après l'ajustement de Holm",
    ),
    "verdict_not_supported_interval": (
        "not supported: a 95% interval includes zero",
        "non soutenue : un intervalle à 95 % contient zéro",
    ),
    "verdict_opposite": (
        "the association is in the other direction, at {alpha} after Holm's adjustment",
        "l'association va dans l'autre sens, à {alpha} après l'ajustement de Holm",
    ),
    "verdict_opposite_interval": (
        "the association is in the other direction: the 95% interval leaves out zero",
        "l'association va dans l'autre sens : l'intervalle à 95 % exclut zéro",
    ),
    "verdict_mixed": (
        "not supported: its associations go in different directions",
        "non soutenue : ses associations vont dans des sens différents",
    ),
    "verdict_not_tested": ("not tested", "non testée"),
    "reason_no_analysis": (
        "this run has no analysis '{analysis}'",
        "cette exécution n'a pas d'analyse « {analysis} »",
    ),
    "reason_unsound": (
        "the analysis '{analysis}' is not sound",
        "l'analyse « {analysis} » n'est pas fiable",
    ),
    "reason_too_few": (
        "the analysis '{analysis}' rests on too few people or groups",
        "l'analyse « {analysis} » repose sur trop peu de personnes ou de groupes",
    ),
    "reason_low_df": (
        "too few groups or people: the test of '{analysis}' has fewer than 4 degrees of "
        "freedom and does not hold its level",
        "trop peu de groupes ou de personnes : le test de « {analysis} » a moins de 4 degrés "
        "de liberté et ne tient pas son niveau",
    ),
    "reason_not_found": (
        "the analysis '{analysis}' does not hold the number",
        "l'analyse « {analysis} » ne contient pas ce nombre",
    ),
    "reason_no_p": (
        "the analysis '{analysis}' gives no p-value",
        "l'analyse « {analysis} » ne donne pas de p",
    ),
    "reason_no_interval": (
        "the analysis '{analysis}' gives no interval",
        "l'analyse « {analysis} » ne donne pas d'intervalle",
    ),
    "hyp_holm_note": (
        "p (Holm) is adjusted over all hypotheses that are judged by a p-value ({count}).",
        "p (Holm) est ajusté sur toutes les hypothèses jugées par un p ({count}).",
    ),
    "hyp_all_note": (
        "A hypothesis with several tests needs all of them: its p is the largest.",
        "Une hypothèse à plusieurs tests les demande tous : son p est le plus grand.",
    ),
    "hyp_interval_note": (
        "Indirect effects are judged by their Monte Carlo intervals, which are not adjusted.",
        "Les effets indirects sont jugés par leurs intervalles de Monte Carlo, sans "
        "ajustement.",
    ),
    "hyp_association_note": (
        "Supported means: the association was found as expected. It does not show a cause, "
        "and everything else in this report is exploratory.",
        "Soutenue signifie : l'association a été trouvée comme attendu. Cela ne montre pas "
        "une cause, et tout le reste de ce rapport est exploratoire.",
    ),
    "fig_hypotheses": (
        "The hypotheses: estimates and 95% intervals (filled: supported)",
        "Les hypothèses : estimations et intervalles à 95 % (plein : soutenue)",
    ),
    "hyp_axis": (
        "Estimate, each in its own units",
        "Estimation, chacune dans ses unités",
    ),
    "exploratory": (
        "Exploratory: no declared hypothesis rests on this chapter.",
        "Exploratoire : aucune hypothèse déclarée ne repose sur ce chapitre.",
    ),
    "partly_exploratory": (
        "Declared hypotheses in this chapter: {names}. Everything else here is exploratory.",
        "Hypothèses déclarées dans ce chapitre : {names}. Tout le reste ici est exploratoire.",
    ),
    "plan_none": (
        "No plan was declared: all results are exploratory.",
        "Aucun plan n'a été déclaré : tous les résultats sont exploratoires.",
    ),
    "plan_declared": (
        "A plan was declared on {day} (SHA-256 {sha256}).",
        "Un plan a été déclaré le {day} (SHA-256 {sha256}).",
    ),
    "plan_edited": (
        "PLAN CHANGED: plan.yaml does not match its own hash, so it was edited after it was "
        "declared. Nothing can rest on it; all results are exploratory.",
        "PLAN MODIFIÉ : plan.yaml ne correspond plus à sa propre empreinte, il a été modifié "
        "après sa déclaration. Rien ne peut reposer dessus ; tous les résultats sont "
        "exploratoires.",
    ),
    "plan_late": (
        "The plan was declared on {day}, after the first data were ingested on {data}: it may "
        "have been chosen knowing them.",
        "Le plan a été déclaré le {day}, après l'import des premières données le {data} : il a "
        "pu être choisi en les connaissant.",
    ),
    "plan_kept": ("The study follows its plan.", "L'étude suit son plan."),
    "deviation": ("Deviation", "Écart"),
    "deviation_where": ("Where", "Où"),
    "declared_value": ("Declared", "Déclaré"),
    "used_value": ("Used", "Utilisé"),
    "deviations_note": (
        "What was added or changed after the declaration is exploratory, and so is the "
        "verdict of a hypothesis that rests on it. Holm's adjustment counts hypotheses whose "
        "analysis was left out; one that is no longer declared is no longer counted.",
        "Ce qui a été ajouté ou modifié après la déclaration est exploratoire, tout comme le "
        "verdict d'une hypothèse qui en dépend. L'ajustement de Holm compte les hypothèses "
        "dont l'analyse a été retirée, non celles qui ne sont plus déclarées.",
    ),
    "dev_analysis_added": ("Analysis added", "Analyse ajoutée"),
    "dev_analysis_removed": ("Analysis left out", "Analyse retirée"),
    "dev_analysis_changed": ("Analysis changed", "Analyse modifiée"),
    "dev_hypothesis_added": ("Hypothesis added", "Hypothèse ajoutée"),
    "dev_hypothesis_removed": ("Hypothesis left out", "Hypothèse retirée"),
    "dev_hypothesis_changed": ("Hypothesis changed", "Hypothèse modifiée"),
    "dev_questionnaire_changed": ("Questionnaire changed", "Questionnaire modifié"),
    "dev_seed_changed": ("Seed changed", "Graine modifiée"),
    "dev_groups_changed": ("Groups changed", "Groupes modifiés"),
    "dev_screening_changed": ("Screening changed", "Filtrage modifié"),
    "dev_measurement_changed": ("Measurement changed", "Mesure modifiée"),
    "dev_other_changed": ("Study file changed", "Fichier d'étude modifié"),
    "prov_plan_sha": ("SHA-256 of the declared plan", "SHA-256 du plan déclaré"),
}
