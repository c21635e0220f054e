"""What numbers must not be read without: few people or groups, another model than usual.

``short_<code>`` is added to every line that quotes the result, and to the notes of its
tables; ``test_<code>`` only where the model's own χ² is read.
"""

from __future__ import annotations

SCORES_READ = (
    "regressions on observed group means, not the model of two levels",
    "régressions sur les moyennes observées, non le modèle à deux niveaux",
)

PHRASES: dict[str, tuple[str, str]] = {
    "short_multilevel_few": SCORES_READ,
    "short_multilevel_inadmissible": SCORES_READ,
    "short_multilevel_alike": SCORES_READ,
    "short_multilevel_not_converged": SCORES_READ,
    "short_multilevel_not_fitted": SCORES_READ,
    "short_ml_impossible": (
        "minimum residuals, not the maximum likelihood that was asked for",
        "résidus minimaux, non le maximum de vraisemblance demandé",
    ),
    "short_rel_few_clusters": (
        "intervals of respondents, not of the clusters that were asked for",
        "intervalles par répondants, non par les grappes demandées",
    ),
    "read_with": ("Read with: {what}.", "À lire avec : {what}."),
    "groups_descriptive": (
        "{groups} groups of {variable}: too few to estimate a variance between them; these "
        "numbers describe these groups only.",
        "{groups} groupes ({variable}) : trop peu pour estimer une variance entre eux ; ces "
        "nombres ne décrivent que ces groupes.",
    ),
    "groups_too_few": (
        "{groups} groups of {variable}: too few to estimate a variance between them; these "
        "numbers describe these groups only.",
        "{groups} groupes ({variable}) : trop peu pour estimer une variance entre eux ; ces "
        "nombres ne décrivent que ces groupes.",
    ),
    "groups_few": (
        "{groups} groups of {variable}: below 50 the variance between groups is uncertain; "
        "degrees of freedom by Satterthwaite and the CR2 errors allow for it.",
        "{groups} groupes ({variable}) : sous 50, la variance entre groupes est incertaine ; "
        "les ddl de Satterthwaite et les erreurs CR2 en tiennent compte.",
    ),
    "short_groups_too_few": (
        "only {groups} groups of {variable}: a description",
        "{groups} groupes seulement ({variable}) : une description",
    ),
    "short_groups_few": (
        "{groups} groups of {variable}, fewer than 50",
        "{groups} groupes ({variable}), moins de 50",
    ),
    "invariance_ordered": (
        "{asked} was asked for, but the study takes answers as ordered: WLSMV was fitted. "
        "Write 'measurement: {{items: continuous}}' for {asked}.",
        "{asked} était demandé, mais l'étude tient les réponses pour ordonnées : WLSMV a été "
        "ajusté. Écrire « measurement: {{items: continuous}} » pour {asked}.",
    ),
    "short_invariance_ordered": (
        "WLSMV, not the {asked} that was asked for",
        "WLSMV, non le {asked} demandé",
    ),
    "level_left_out": (
        "{variable}: fewer than two groups are known; variance is not split by it.",
        "{variable} : moins de deux groupes connus ; la variance n'y est pas partagée.",
    ),
    "short_level_left_out": (
        "not split by {variable}, of which fewer than two groups are known",
        "non partagé par {variable}, dont moins de deux groupes sont connus",
    ),
    "levels_unknown": (
        "{variable}: groups are not known, or none has two members with every variable; "
        "correlations within and between groups are not shown.",
        "{variable} : groupes inconnus, ou aucun n'a deux membres avec toutes les variables ; "
        "les corrélations au sein des groupes et entre eux ne sont pas montrées.",
    ),
    "kpi_no_groups": (
        "{variable}: nobody's group is known; errors take agents as independent.",
        "{variable} : aucun groupe n'est connu ; les erreurs supposent les agents "
        "indépendants.",
    ),
    "short_kpi_no_groups": (
        "errors ignore {variable}, which nobody has",
        "erreurs sans {variable}, que personne n'a",
    ),
    "clusters_descriptive": (
        "{clusters} clusters are too few for errors by cluster: intervals and p-values only "
        "describe these clusters. Collect more clusters, or leave 'cluster' out and say why.",
        "{clusters} grappes sont trop peu pour des erreurs par grappe : intervalles et p ne "
        "décrivent que ces grappes. En recueillir plus, ou retirer « cluster » et dire "
        "pourquoi.",
    ),
    "short_clusters_descriptive": (
        "only {clusters} clusters: a description",
        "{clusters} grappes seulement : une description",
    ),
    "clusters_few": (
        "Only {clusters} clusters: errors by cluster are too small on average below 50 "
        "(Cameron & Miller, 2015); read p-values and intervals with care.",
        "Seulement {clusters} grappes : sous 50, les erreurs par grappe sont trop petites en "
        "moyenne (Cameron et Miller, 2015) ; lire p et intervalles avec prudence.",
    ),
    "short_clusters_few": (
        "only {clusters} clusters: errors too small on average",
        "{clusters} grappes seulement : erreurs trop petites en moyenne",
    ),
    "test_few_clusters_for_test": (
        "{clusters} clusters: the scaled test rejects too often below about 100",
        "{clusters} grappes : sous 100 environ, le test corrigé rejette trop souvent",
    ),
    "fewer_clusters_than_parameters": (
        "{clusters} clusters for {parameters} parameters: robust errors of a few parameters "
        "at a time hold, a joint test of all does not; read the scaled χ² with care.",
        "{clusters} grappes pour {parameters} paramètres : les erreurs robustes valent pour "
        "quelques paramètres à la fois, non un test de tous ; lire le χ² avec prudence.",
    ),
    "fewer_respondents_than_parameters": (
        "{n} respondents for {parameters} parameters: estimates, errors and fit of this model "
        "cannot be relied on. A smaller model, or scores instead of items, asks for less.",
        "{n} répondants pour {parameters} paramètres : estimations, erreurs et ajustement de "
        "ce modèle ne sont pas fiables. Un modèle plus petit, ou des scores au lieu d'items, "
        "en demande moins.",
    ),
    "short_fewer_respondents_than_parameters": (
        "{n} respondents for {parameters} parameters",
        "{n} répondants pour {parameters} paramètres",
    ),
    "respondents_few": (
        "{n} respondents for {parameters} parameters: below five for each (Bentler & Chou, "
        "1987) estimates and errors are unsteady. A smaller model, or scores instead of items, "
        "asks for less.",
        "{n} répondants pour {parameters} paramètres : à moins de cinq pour chacun (Bentler et "
        "Chou, 1987), estimations et erreurs sont instables. Un modèle plus petit, ou des "
        "scores au lieu d'items, en demande moins.",
    ),
    "short_respondents_few": (
        "{n} respondents for {parameters} parameters: unsteady",
        "{n} répondants pour {parameters} paramètres : instable",
    ),
    "linear_yes_no": (
        "{variable} is yes/no, taken as a number. This is a linear probability model: effects "
        "on it are differences of the probability of “{answer}” for one unit of the predictor, "
        "the same at every level, and predictions may leave 0 to 1.",
        "{variable} est oui/non, pris comme un nombre. C'est un modèle linéaire de "
        "probabilité : les effets sont des différences de la probabilité de « {answer} » par "
        "unité du prédicteur, les mêmes à tout niveau, et les prédictions peuvent sortir de 0 "
        "à 1.",
    ),
    "short_linear_yes_no": (
        "linear probability model: {variable} is yes/no",
        "modèle linéaire de probabilité : {variable} est oui/non",
    ),
    "linear_two_values": (
        "{variable} has two values, {apart} apart, and is taken as a number. This is a linear "
        "probability model: divided by {apart}, effects on it are differences of the "
        "probability of the higher one ({answer}).",
        "{variable} a deux valeurs, distantes de {apart}, et est pris comme un nombre. C'est "
        "un modèle linéaire de probabilité : divisés par {apart}, les effets sont des "
        "différences de la probabilité de la plus haute ({answer}).",
    ),
    "short_linear_two_values": (
        "linear probability model, times {apart}: {variable} has two values",
        "modèle linéaire de probabilité, fois {apart} : {variable} a deux valeurs",
    ),
    "linear_count": (
        "{variable} is a count crowded at zero, taken as a number. Effects on it are "
        "differences of the mean count in a linear model, the same at every level.",
        "{variable} est un comptage serré près de zéro, pris comme un nombre. Les effets sont "
        "des différences du nombre moyen dans un modèle linéaire, les mêmes à tout niveau.",
    ),
    "short_linear_count": (
        "linear model of a count: {variable}",
        "modèle linéaire d'un comptage : {variable}",
    ),
    "low_df": (
        "{variables}: fewer than 4 degrees of freedom (Satterthwaite); p-values of CR2 errors "
        "cannot be relied on there (Tipton, 2015).",
        "{variables} : moins de 4 degrés de liberté (Satterthwaite) ; les p des erreurs CR2 "
        "n'y sont pas fiables (Tipton, 2015).",
    ),
    "short_low_df": (
        "fewer than 4 degrees of freedom for {variables}: p and interval not reliable",
        "moins de 4 degrés de liberté pour {variables} : p et intervalle non fiables",
    ),
}
