"""Objective indicators (T21)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_kpi": ("Objective indicators", "Indicateurs objectifs"),
    "kpi_defs": ("Indicators as the centre defines them", "Indicateurs, définis par le centre"),
    "T21": (
        "Indicators in routine and non-routine work: effects of one standard deviation",
        "Indicateurs, travail routinier et non routinier : effets d'un écart-type",
    ),
    "T21b": ("Models of the indicators in full", "Modèles complets des indicateurs"),
    "T21c": (
        "The same effects under another model",
        "Les mêmes effets sous un autre modèle",
    ),
    "T21d": ("Rates of the respondents", "Taux des répondants"),
    "T21e": (
        "Self-reports beside indicators",
        "Autoévaluations en regard des indicateurs",
    ),
    "T21f": (
        "Correlations of indicators with scores",
        "Corrélations des indicateurs avec les scores",
    ),
    "T21g": (
        "Respondents beside agents who did not answer",
        "Répondants et agents n'ayant pas répondu",
    ),
    "T21i": (
        "Indicators set aside on import",
        "Indicateurs écartés à l'import",
    ),
    "kpi_rule_no_agent": ("No agent named", "Agent absent"),
    "kpi_rule_no_period": ("No period", "Période absente"),
    "kpi_rule_not_a_period": ("Period not understood", "Période non comprise"),
    "kpi_rule_date_order": ("Order of day and month unknown", "Ordre jour-mois inconnu"),
    "kpi_rule_agent_period_twice": (
        "Rows that contradict each other about an agent and period",
        "Lignes contradictoires sur un agent et une période",
    ),
    "kpi_rule_not_yes_or_no": ("Neither 0 nor 1", "Ni 0 ni 1"),
    "kpi_rule_negative": ("Below zero", "Négatif"),
    "kpi_rule_negative_time": ("Time of zero or below", "Durée nulle ou négative"),
    "kpi_rule_no_exposure": ("No contacts", "Aucun contact"),
    "kpi_rule_more_successes_than_trials": (
        "More contacts count than there were",
        "Plus de succès que de contacts",
    ),
    "kpi_rule_share_out_of_range": ("Share outside the scale", "Part hors échelle"),
    "kpi_rule_not_a_number": ("Not a number", "Pas un nombre"),
    "kpi_rule_not_whole": ("Not a whole number", "Pas un nombre entier"),
    "kpi_rule_ragged_row": ("Row of the wrong length", "Ligne de mauvaise longueur"),
    "kpi_indicator": ("Indicator", "Indicateur"),
    "kpi_definition": ("Definition", "Définition"),
    "kpi_direction": ("More is", "Plus, c'est"),
    "kpi_direction_+": ("better", "mieux"),
    "kpi_direction_-": ("worse", "moins bien"),
    "kpi_direction_none": ("not said", "non précisé"),
    "kpi_min": ("Fewest contacts", "Contacts minimum"),
    "kpi_periods": ("Periods", "Périodes"),
    "kpi_span": ("{first} to {last}", "{first} à {last}"),
    "kpi_all_periods": ("one, not named", "une seule, non nommée"),
    "kpi_model": ("Model", "Modèle"),
    "kpi_type_binomial": ("logit", "logit"),
    "kpi_type_count": ("log of the count", "log du nombre"),
    "kpi_type_log": ("log of the seconds", "log des secondes"),
    "kpi_type_linear": ("linear", "linéaire"),
    "kpi_contacts": ("Contacts", "Contacts"),
    "kpi_number": ("n of contacts", "Nb de contacts"),
    "kpi_overall": ("all", "tous"),
    "kpi_routine": ("routine", "routiniers"),
    "kpi_nonroutine": ("non-routine", "non routiniers"),
    "kpi_difference": ("difference", "différence"),
    "kpi_col_effect": ("Effect", "Effet"),
    "kpi_agents": ("Agents", "Agents"),
    "kpi_clusters": ("Clusters", "Grappes"),
    "kpi_mean": ("Mean", "Moyenne"),
    "kpi_sd": ("SD of agents", "ET des agents"),
    "kpi_thin": ("Too few contacts", "Trop peu de contacts"),
    "kpi_unit": ("Unit", "Unité"),
    "kpi_unit_binomial": ("share", "part"),
    "kpi_unit_count": ("per contact", "par contact"),
    "kpi_unit_log": ("seconds", "secondes"),
    "kpi_unit_linear": ("score", "note"),
    "kpi_head": (
        "{variable} by {term}: {scale}",
        "{variable} selon {term} : {scale}",
    ),
    "kpi_note_ratio": (
        "Effects of one standard deviation of the predictor. Ratios: 1 is no association; the "
        "difference is the non-routine ratio over the routine one.",
        "Effets d'un écart-type du prédicteur. Rapports : 1 signifie aucune association ; la "
        "différence est le rapport non routinier divisé par le rapport routinier.",
    ),
    "kpi_gap": ("Difference", "Écart"),
    "kpi_other_r": ("r, other", "r, autre"),
    "kpi_scale_binomial": ("odds ratio", "rapport de cotes"),
    "kpi_scale_count": ("ratio of rates", "rapport de taux"),
    "kpi_scale_log": ("ratio of times", "rapport de durées"),
    "kpi_scale_linear": ("points of the score", "points de la note"),
    "kpi_note_model": (
        "Predictors are standardised over the agents of each model; one model holds all of "
        "them and the controls ({controls}).",
        "Prédicteurs centrés réduits sur les agents de chaque modèle, tous dans un modèle avec "
        "les contrôles ({controls}).",
    ),
    "kpi_note_no_controls": ("none", "aucun"),
    "kpi_note_cr2": (
        "Routine and non-routine in one model; errors robust to clusters of {cluster} (CR2; "
        "Bell & McCaffrey, 2002), Satterthwaite's degrees of freedom; they also hold where "
        "rates vary more than the model says.",
        "Routinier et non routinier dans un même modèle ; erreurs robustes aux grappes "
        "({cluster} ; CR2 ; Bell et McCaffrey, 2002), ddl de Satterthwaite ; elles valent "
        "aussi quand les taux varient plus que le modèle ne le dit.",
    ),
    "kpi_note_cr1": (
        "Routine and non-routine in one model; errors robust to clusters of {cluster} (CR1).",
        "Routinier et non routinier dans un même modèle ; erreurs robustes aux grappes "
        "({cluster} ; CR1).",
    ),
    "kpi_cluster_agents": ("agents", "agents"),
    "kpi_dispersion": (
        "{variable}: dispersion {value} (1 is chance alone).",
        "{variable} : dispersion {value} (1 : le seul hasard).",
    ),
    "kpi_points_pair": (
        "{variable} in percentage points: one standard deviation of {term} goes with {routine} "
        "in routine and {nonroutine} in non-routine contacts, on average.",
        "{variable} en points de pourcentage : un écart-type de « {term} » va avec {routine} "
        "pour les contacts routiniers et {nonroutine} pour les non routiniers, en moyenne.",
    ),
    "kpi_points_single": (
        "{variable} in percentage points: one standard deviation of {term} goes with "
        "{overall}, on average.",
        "{variable} en points de pourcentage : un écart-type de « {term} » va avec {overall}, "
        "en moyenne.",
    ),
    "kpi_lag": ("The same indicator, period before", "Même indicateur, période précédente"),
    "kpi_main": ("Main model", "Modèle principal"),
    "kpi_other": ("Other model", "Autre modèle"),
    "kpi_mixed_note": (
        "Logit with a normal intercept per agent, {nodes}-point adaptive quadrature (Pinheiro "
        "& Bates, 1995): odds of one agent, not of the average one; its errors do not know "
        "teams. Random slopes and intercepts of reasons are not modelled.",
        "Logit avec constante normale par agent, quadrature adaptative à {nodes} points "
        "(Pinheiro et Bates, 1995) : cotes d'un agent, non de l'agent moyen ; ses erreurs "
        "ignorent les équipes. Ni pentes aléatoires ni constantes par motif.",
    ),
    "kpi_nb_note": (
        "Counts that vary more than chance: negative binomial (θ {thetas}).",
        "Nombres plus variables que le hasard : binomiale négative (θ {thetas}).",
    ),
    "kpi_model_mixed": ("intercept per agent", "constante par agent"),
    "kpi_model_nb": ("negative binomial", "binomiale négative"),
    "kpi_rates_note": (
        "Shares and rates of all contacts together; times are geometric means and their SD is "
        "that of logarithms. Too few contacts: agents' periods below the minimum, left out.",
        "Parts et taux sur l'ensemble des contacts ; durées : moyennes géométriques, et ET des "
        "logarithmes. Trop peu de contacts : périodes d'agents sous le minimum, écartées.",
    ),
    "kpi_self_report": ("Self-report", "Autoévaluation"),
    "kpi_expected": ("Expected sign", "Signe attendu"),
    "kpi_expected_+": ("+", "+"),
    "kpi_expected_-": ("−", "−"),
    "kpi_expected_none": ("none assumed", "aucun supposé"),
    "kpi_r": ("r", "r"),
    "kpi_convergence_note": (
        "r: the indicator with the scale that claims to see the same work; r, other: with the "
        "other self-report. Measurement error in both lowers r; a low r says that the two do "
        "not count the same thing, not which is right.",
        "r : l'indicateur et l'échelle censée voir le même travail ; r, autre : avec l'autre "
        "autoévaluation. L'erreur de mesure abaisse r ; un r faible dit que les deux ne "
        "comptent pas la même chose, non lequel a raison.",
    ),
    "kpi_correlations_note": (
        "Pearson's r over agents, teams ignored; shares, rates, log seconds or scores as they "
        "are, not shrunken.",
        "r de Pearson entre agents, équipes ignorées ; parts, taux, log des secondes ou notes "
        "bruts, non rétrécis.",
    ),
    "kpi_respondents": ("Respondents", "Répondants"),
    "kpi_others": ("Other agents", "Autres agents"),
    "kpi_selection_note": (
        "Means over agents, Welch's interval; the difference of times is one of logarithms. "
        "Who did not answer is in no model.",
        "Moyennes des agents, intervalle de Welch ; la différence de durées porte sur les "
        "logarithmes. Qui n'a pas répondu n'est dans aucun modèle.",
    ),
    "kpi_mix_note": (
        "{variable}: by the reason map {id} {release}, decided on {decided}, {routine}% of "
        "the contacts are routine, {nonroutine}% non-routine, {unclear}% unclear and in "
        "neither.",
        "{variable} : selon la table des motifs {id} {release}, décidée le {decided}, "
        "{routine} % des contacts sont routiniers, {nonroutine} % non routiniers, {unclear} % "
        "incertains et dans aucun des deux.",
    ),
    "kpi_mix_caution": (
        "Agents who are given other reasons have other rates: within each class the mix of "
        "reasons is not adjusted for.",
        "Des agents qui reçoivent d'autres motifs ont d'autres taux : au sein de chaque "
        "classe, le mélange des motifs n'est pas corrigé.",
    ),
    "kpi_association": (
        "Indicators stand beside answers of the same people at about the same time: all "
        "effects are associations. Good agents may be asked more often; both may come from "
        "experience.",
        "Indicateurs et réponses viennent des mêmes personnes, à peu près au même moment : "
        "tous les effets sont des associations. Les bons agents sont peut-être plus sollicités "
        "; l'expérience peut expliquer les deux.",
    ),
    "kpi_no_direction": (
        "No direction is assumed for {variables}: helping a colleague, or a good answer to an "
        "unusual contact, can take longer. The association is printed, and counts neither for "
        "nor against anybody.",
        "Aucune direction n'est supposée pour {variables} : aider un collègue, ou bien "
        "répondre à un contact inhabituel, peut prendre plus de temps. L'association est "
        "donnée, elle n'est ni un bon ni un mauvais point.",
    ),
    "kpi_direction_said": (
        "{variable} has a direction because the study says: {reason}",
        "{variable} a une direction parce que l'étude le dit : {reason}",
    ),
    "kpi_nothing": (
        "No indicator has been ingested: put the files of the section 'kpi' in place and run "
        "cpsurvey ingest.",
        "Aucun indicateur importé : placez les fichiers de la section « kpi » et lancez "
        "cpsurvey ingest.",
    ),
    "kpi_absent": (
        "No file held {variables}.",
        "Aucun fichier ne contenait {variables}.",
    ),
    "kpi_few_clusters": (
        "Only {clusters} clusters: read the intervals as description.",
        "Seulement {clusters} grappes : lire les intervalles comme une description.",
    ),
    "kpi_period_lengths": (
        "{variables}: files hold periods of several lengths; they are summed up, and the "
        "minimum of contacts applies to each as it is.",
        "{variables} : les fichiers contiennent des périodes de longueurs différentes ; elles "
        "sont cumulées et le minimum de contacts s'applique à chacune.",
    ),
    "kpi_no_exposure": (
        "{variables}: the file does not say how many contacts stand behind the numbers, so no "
        "minimum could be applied.",
        "{variables} : le fichier ne dit pas combien de contacts fondent les nombres ; aucun "
        "minimum n'a pu être appliqué.",
    ),
    "kpi_waves": (
        "Some people answered in several waves: indicators are joined to their last answers.",
        "Certaines personnes ont répondu à plusieurs vagues : les indicateurs sont joints à "
        "leurs dernières réponses.",
    ),
    "kpi_separated": (
        "NOT SOUND: the model of {variable} runs off (some fitted rate is zero or one). Do not "
        "interpret it; take fewer predictors or more contacts.",
        "NON FIABLE : le modèle de {variable} diverge (un taux ajusté vaut zéro ou un). Ne pas "
        "l'interpréter ; moins de prédicteurs ou plus de contacts.",
    ),
    "kpi_mixed_failed": (
        "{variable}: the logit with an intercept per agent did not converge and is left out.",
        "{variable} : le logit avec constante par agent n'a pas convergé ; il est omis.",
    ),
    "kpi_no_rates": (
        "{variable}: no agent has enough contacts in any version.",
        "{variable} : aucun agent n'a assez de contacts.",
    ),
    "kpi_too_few": (
        "{variable}: too few agents with everything the model needs; cannot be judged (n).",
        "{variable} : trop peu d'agents avec toutes les données du modèle ; non évaluable (n).",
    ),
    "kpi_lag_missing": (
        "{variable}: too few agents with the period before; cannot be judged (n).",
        "{variable} : trop peu d'agents avec la période précédente ; non évaluable (n).",
    ),
    "kpi_one_group": (
        "{variable}: all agents are in one cluster; no error can be computed.",
        "{variable} : tous les agents sont dans une seule grappe ; aucune erreur calculable.",
    ),
    "kpi_same": (
        "{variable}: all agents have the same rate.",
        "{variable} : tous les agents ont le même taux.",
    ),
    "no_indicator": (
        "no indicator under their identifier",
        "aucun indicateur à leur identifiant",
    ),
    "below_exposure": ("too few contacts", "trop peu de contacts"),
    "kpi_fig_effects": (
        "Ratios per standard deviation, with intervals: routine and non-routine contacts",
        "Rapports par écart-type, avec intervalles : contacts routiniers et non routiniers",
    ),
    "kpi_fig_rates": (
        "{variable}: how agents' own rates are distributed (empirical Bayes)",
        "{variable} : distribution des taux propres aux agents (bayésien empirique)",
    ),
    "kpi_fig_rates_note": (
        "{variable}: curves are the fitted distributions of true rates, {curves}; dots are "
        "means of groups of at least {k} agents, as counted (hollow) and drawn towards the "
        "mean by (s + a) / (n + a + b) (full; Efron & Morris, 1975). Chance alone spreads the "
        "hollow ones further. Nobody is a dot, nobody is ranked.",
        "{variable} : les courbes sont les distributions ajustées des vrais taux, {curves} ; "
        "les points sont des moyennes de groupes d'au moins {k} agents, taux "
        "bruts (vides) et rapprochés de la moyenne par (s + a) / (n + a + b) (pleins ; Efron "
        "et Morris, 1975). Le seul hasard étale davantage les points vides. Personne n'est un "
        "point, personne n'est classé.",
    ),
    "kpi_curve": ("Beta({a}, {b}) for {version} contacts", "Bêta({a} ; {b}) ({version})"),
    "kpi_no_spread": (
        "{variable}, {version} contacts: agents do not differ beyond chance.",
        "{variable}, contacts {version} : les agents ne diffèrent pas au-delà du hasard.",
    ),
    "kpi_rate": ("Rate", "Taux"),
    "kpi_fig_alt": (
        "Curves of the distribution of rates; the means are in table {table}.",
        "Courbes de la distribution des taux ; les moyennes sont au tableau {table}.",
    ),
    "sum_kpi_pair": (
        "{outcome}: {term} is associated with a ratio of {nonroutine} in non-routine contacts "
        "and of {routine} in routine ones (per standard deviation; {agents} agents).",
        "{outcome} : {term} est associé à un rapport de {nonroutine} pour les contacts non "
        "routiniers et de {routine} pour les contacts routiniers (par écart-type ; {agents} "
        "agents).",
    ),
    "T26c": ("Files of indicators", "Fichiers d'indicateurs"),
    "prov_reasons": ("Reason map", "Table des motifs"),
    "prov_reasons_decided": (
        "{id} {release}, decided on {decided}",
        "{id} {release}, décidée le {decided}",
    ),
    "prov_reasons_sha": ("Reason map, SHA-256", "Table des motifs, SHA-256"),
}
