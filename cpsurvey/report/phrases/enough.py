"""Numbers that rest on few people or groups: once in full, once beside the number.

``short_<code>`` is added to every line that quotes the result, and to the notes of its
tables.
"""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "read_with": ("Read with: {what}.", "À lire avec : {what}."),
    "groups_descriptive": (
        "{groups} groups of {variable}: too few to estimate a variance between them; these "
        "numbers describe these groups only.",
        "{groups} groupes ({variable}) : trop peu pour estimer une variance entre eux ; ces "
        "nombres ne décrivent que ces groupes.",
    ),
    "level_descriptive": (
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
    "short_groups_descriptive": (
        "only {groups} groups: a description",
        "{groups} groupes seulement : une description",
    ),
    "short_groups_few": (
        "{groups} groups, fewer than 50",
        "{groups} groupes, moins de 50",
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
    "clusters_few_tested": (
        "Only {clusters} clusters: errors by cluster are too small on average below 50 "
        "(Cameron & Miller, 2015), and the scaled χ² rejects true models too often below "
        "about 100 (9 to 13 % at 5 % with 30 to 60 clusters). Read p-values and intervals "
        "with care.",
        "Seulement {clusters} grappes : sous 50, les erreurs par grappe sont trop petites en "
        "moyenne (Cameron et Miller, 2015) ; sous 100 environ, le χ² corrigé rejette trop "
        "souvent un modèle vrai (9 à 13 % au lieu de 5 % pour 30 à 60 grappes). Lire p et "
        "intervalles avec prudence.",
    ),
    "short_clusters_few_tested": (
        "only {clusters} clusters: errors too small on average, the test rejects too often",
        "{clusters} grappes seulement : erreurs trop petites en moyenne, le test rejette trop "
        "souvent",
    ),
    "clusters_test": (
        "{clusters} clusters: the scaled χ² rejects true models too often below about 100 (9 "
        "to 13 % at 5 % with 30 to 60).",
        "{clusters} grappes : sous 100 environ, le χ² corrigé rejette trop souvent un modèle "
        "vrai (9 à 13 % au lieu de 5 % pour 30 à 60).",
    ),
    "short_clusters_test": (
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
