"""Objective indicators (T21)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.design.kpi import Type, Version
    from cpsurvey.kinds.kpi.data import Direction, Errors, Part, Why

SECTION = Phrase("Objective indicators", "Indicateurs objectifs")
T21H = Phrase("Indicators as the centre defines them", "Indicateurs, définis par le centre")
T21 = Phrase(
    "Indicators in routine and non-routine work: effects of one standard deviation",
    "Indicateurs, travail routinier et non routinier : effets d'un écart type",
)
T21B = Phrase("Models of the indicators in full", "Modèles complets des indicateurs")
T21C = Phrase("The same effects under another model", "Les mêmes effets sous un autre modèle")
T21D = Phrase("Rates of the respondents", "Taux des répondants")
T21E = Phrase("Self-reports beside indicators", "Autoévaluations en regard des indicateurs")
T21F = Phrase(
    "Correlations of indicators with scores", "Corrélations des indicateurs avec les scores"
)
T21G = Phrase(
    "Respondents beside agents who did not answer", "Répondants et agents n'ayant pas répondu"
)
T21I = Phrase("Indicators set aside on import", "Indicateurs écartés à l'import")
INDICATOR = Phrase("Indicator", "Indicateur")
DEFINITION = Phrase("Definition", "Définition")
DIRECTION = Phrase("More is", "Plus, c'est")
FEWEST = Phrase("Fewest contacts", "Contacts minimum")
PERIODS = Phrase("Periods", "Périodes")
SPAN = Phrase("{first} to {last}", "{first} à {last}")
NO_PERIODS = Phrase("one, not named", "une seule, non nommée")
MODEL = Phrase("Model", "Modèle")
CONTACTS = Phrase("Contacts", "Contacts")
NUMBER = Phrase("n of contacts", "Nb de contacts")
AGENTS = Phrase("Agents", "Agents")
MEAN = Phrase("Mean", "Moyenne")
SD = Phrase("SD of agents", "ET des agents")
THIN = Phrase("Too few contacts", "Trop peu de contacts")
UNIT = Phrase("Unit", "Unité")
HEAD = Phrase("{variable} by {term}: {scale}", "{variable} selon {term} : {scale}")
HEAD_DIRECT = Phrase(
    "{variable} by {term}, direct part: {scale}",
    "{variable} selon {term}, part directe : {scale}",
)
CHANGE = Phrase("Points or %", "Points ou %")
CHANGE_CI = Phrase("95% CI, points or %", "IC 95 %, points ou %")
ODDS = Phrase("Odds ratio", "Rapport de cotes")
ODDS_CI = Phrase("95% CI, odds ratio", "IC 95 %, rapport de cotes")
NOTE_RATIO = Phrase(
    "Effects of one standard deviation of the predictor: shares in percentage points "
    "(average change), rates and times in per cent; then as the model has them. Of odds "
    "ratios and ratios of rates or times, 1 is no association, and the difference is the "
    "non-routine one over the routine one.",
    "Effets d'un écart type du prédicteur : parts en points de pourcentage (variation "
    "moyenne), taux et durées en pour cent ; puis à l'échelle du modèle. Pour les rapports "
    "de cotes, de taux ou de durées, 1 signifie aucune association, et la différence est le "
    "rapport non routinier divisé par le rapport routinier.",
)
POOLED = Phrase(
    "That is the indicator with the most such agents. Degrees of freedom of Barnard & Rubin "
    "(1999); draws of all data sets are put together, as far apart as these rules say. Models "
    "with an intercept per agent or a negative binomial: the first data set.",
    "Il s'agit de l'indicateur où ces agents sont les plus nombreux. Degrés de liberté de "
    "Barnard et Rubin (1999) ; les tirages de tous les jeux sont réunis, aussi écartés que le "
    "veulent ces règles. Modèles à constante par agent ou binomiaux négatifs : premier jeu.",
)
NOTE_HOLM = Phrase(
    "p (Holm): adjusted over all rows of this table.",
    "p (Holm) : ajusté sur toutes les lignes de ce tableau.",
)
NOTE_DIRECT = Phrase(
    "{source} stands beside its mediators here: its coefficients are its direct part. Its "
    "total effect is in the table before.",
    "« {source} » figure ici à côté de ses médiateurs : ses coefficients sont sa part "
    "directe. Son effet total est au tableau précédent.",
)
GAP = Phrase("Difference", "Écart")
OTHER_R = Phrase("r, other", "r, autre")
NOTE_MODEL = Phrase(
    "Predictors are standardised over the agents of each model; one model holds all of "
    "them and the controls ({controls}).",
    "Prédicteurs centrés réduits sur les agents de chaque modèle, tous dans un modèle "
    "avec les contrôles ({controls}).",
)
NO_CONTROLS = Phrase("none", "aucun")
BY_AGENT = Phrase("agents", "agents")
DISPERSION = Phrase(
    "{variable}: dispersion {value} (1 is chance alone).",
    "{variable} : dispersion {value} (1 : le seul hasard).",
)
POINTS_PAIR = Phrase(
    "{variable} in percentage points: one standard deviation of {term} goes with "
    "{routine} in routine and {nonroutine} in non-routine contacts, on average.",
    "{variable} en points de pourcentage : un écart type de « {term} » est associé à "
    "{routine} "
    "pour les contacts routiniers et {nonroutine} pour les non routiniers, en moyenne.",
)
POINTS = Phrase(
    "{variable} in percentage points: one standard deviation of {term} goes with "
    "{overall}, on average.",
    "{variable} en points de pourcentage : un écart type de « {term} » est associé à "
    "{overall}, en moyenne.",
)
LAG = Phrase("The same indicator, period before", "Même indicateur, période précédente")
MAIN = Phrase("Main model", "Modèle principal")
OTHER = Phrase("Other model", "Autre modèle")
MIXED_NOTE = Phrase(
    "Logit with a normal intercept per agent, {nodes}-point adaptive quadrature "
    "(Pinheiro & Bates, 1995): odds of one agent, not of the average one; its errors do "
    "not know teams. Random slopes and intercepts of reasons are not modelled.",
    "Logit avec constante normale par agent, quadrature adaptative à {nodes} points "
    "(Pinheiro et Bates, 1995) : cotes d'un agent, non de l'agent moyen ; ses erreurs "
    "ignorent les équipes. Ni pentes aléatoires ni constantes par motif.",
)
NB_NOTE = Phrase(
    "Counts that vary more than chance: negative binomial (θ {thetas}).",
    "Nombres plus variables que le hasard : binomiale négative (θ {thetas}).",
)
MIXED = Phrase("intercept per agent", "constante par agent")
NB = Phrase("negative binomial", "binomiale négative")
RATES_NOTE = Phrase(
    "Shares and rates of all contacts together; times are geometric means and their SD "
    "is that of logarithms. Too few contacts: agents' periods below the minimum, left "
    "out.",
    "Parts et taux sur l'ensemble des contacts ; durées : moyennes géométriques, et ET "
    "des logarithmes. Trop peu de contacts : périodes d'agents sous le minimum, écartées.",
)
SELF_REPORT = Phrase("Self-report", "Autoévaluation")
EXPECTED_SIGN = Phrase("Expected sign", "Signe attendu")
R = Phrase("r", "r")
CONVERGENCE_NOTE = Phrase(
    "r: the indicator with the scale that claims to see the same work; r, other: with "
    "the other self-report. Measurement error in both lowers r; a low r says that the "
    "two do not count the same thing, not which is right.",
    "r : l'indicateur et l'échelle censée voir le même travail ; r, autre : avec l'autre "
    "autoévaluation. L'erreur de mesure abaisse r ; un r faible dit que les deux ne "
    "comptent pas la même chose, non lequel a raison.",
)
CORRELATIONS_NOTE = Phrase(
    "Pearson's r over agents, teams ignored; shares, rates, log seconds or scores as "
    "they are, not shrunken.",
    "r de Pearson entre agents, équipes ignorées ; parts, taux, log des secondes ou "
    "notes bruts, non rétrécis.",
)
RESPONDENTS = Phrase("Respondents", "Répondants")
OTHERS = Phrase("Other agents", "Autres agents")
SELECTION_NOTE = Phrase(
    "Means over agents, Welch's interval; the difference of times is one of logarithms. "
    "Who did not answer is in no model.",
    "Moyennes des agents, intervalle de Welch ; la différence de durées porte sur les "
    "logarithmes. Qui n'a pas répondu n'est dans aucun modèle.",
)
MIX_NOTE = Phrase(
    "{variable}: by the reason map {id} {release}, decided on {decided}, {routine}% of "
    "the contacts are routine, {nonroutine}% non-routine, {unclear}% unclear and in "
    "neither.",
    "{variable} : selon la table des motifs {id} {release}, décidée le {decided}, "
    "{routine} % des contacts sont routiniers, {nonroutine} % non routiniers, {unclear} "
    "% incertains et dans aucun des deux.",
)
MIX_CAUTION = Phrase(
    "Agents who are given other reasons have other rates: within each class the mix of "
    "reasons is not adjusted for.",
    "Des agents qui reçoivent d'autres motifs ont d'autres taux : au sein de chaque "
    "classe, le mélange des motifs n'est pas corrigé.",
)
DIRECTION_SAID = Phrase(
    "{variable} has a direction because the study says: {reason}",
    "{variable} a une direction parce que l'étude le dit : {reason}",
)
FIG_EFFECTS = Phrase(
    "Ratios per standard deviation, with intervals: routine and non-routine contacts",
    "Rapports par écart type, avec intervalles : contacts routiniers et non routiniers",
)
FIG_RATES = Phrase(
    "{variable}: how agents' own rates are distributed (empirical Bayes)",
    "{variable} : distribution des taux propres aux agents (bayésien empirique)",
)
FIG_RATES_NOTE = Phrase(
    "{variable}: curves are the fitted distributions of true rates, {curves}; dots are "
    "means of groups of at least {k} agents, as counted (hollow) and drawn towards the "
    "mean by (s + a) / (n + a + b) (full; Efron & Morris, 1975). Chance alone spreads "
    "the hollow ones further. Nobody is a dot, nobody is ranked.",
    "{variable} : les courbes sont les distributions ajustées des vrais taux, {curves} ; "
    "les points sont des moyennes de groupes d'au moins {k} agents, taux bruts (vides) "
    "et rapprochés de la moyenne par (s + a) / (n + a + b) (pleins ; Efron et Morris, "
    "1975). Le seul hasard étale davantage les points vides. Personne n'est un point, "
    "personne n'est classé.",
)
CURVE = Phrase("Beta({a}, {b}) for {version} contacts", "Bêta({a} ; {b}) ({version})")
NO_SPREAD = Phrase(
    "{variable}, {version} contacts: agents do not differ beyond chance.",
    "{variable}, contacts {version} : les agents ne diffèrent pas au-delà du hasard.",
)
RATE = Phrase("Rate", "Taux")
FIG_ALT = Phrase(
    "Curves of the distribution of rates; the means are in table {table}.",
    "Courbes de la distribution des taux ; les moyennes sont au tableau {table}.",
)
IN_SHORT = Phrase(
    "{outcome}: one standard deviation of {term} goes with {nonroutine} percentage points in "
    "non-routine contacts and {routine} in routine ones (odds ratios {odds}; {agents} "
    "{agents:agent|agents}).",
    "{outcome} : un écart type de « {term} » est associé à {nonroutine} points de "
    "pourcentage pour "
    "les contacts non routiniers et {routine} pour les routiniers (rapports de cotes {odds} ; "
    "{agents} {agents:agent|agents}).",
)
MANAGER = Phrase(
    "Objective indicators were joined to the survey by pseudonym; routine and "
    "non-routine contacts are read apart. The tables are in the supplement.",
    "Des indicateurs objectifs ont été rapprochés de l'enquête par pseudonyme ; contacts "
    "courants et inhabituels sont lus séparément. Les tableaux sont dans le "
    "supplément.",
)
ON_PAGES: dict[Version, Phrase] = {
    "routine": Phrase("Routine contacts", "Contacts courants"),
    "nonroutine": Phrase("Contacts outside routine", "Contacts hors routine"),
    "overall": Phrase("All contacts", "Tous les contacts"),
}
M6 = Phrase(
    "One step more of {variable} goes with ...", "Un cran de plus ({variable}) est associé à …"
)
SIZES: dict[Type, Phrase] = {
    "binomial": Phrase(
        "{est} {n:contact|contacts} in a hundred {ci} {sure}",
        "{est} {n:contact|contacts} sur cent {ci} {sure}",
    ),
    "count": Phrase("{est}% {ci} {sure}", "{est} % {ci} {sure}"),
    "log": Phrase("{est}% {ci} {sure}", "{est} % {ci} {sure}"),
    "linear": Phrase(
        "{est} {n:point|points} of the score {ci} {sure}",
        "{est} {n:point|points} de la note {ci} {sure}",
    ),
}
STEP_NOTE = Phrase(
    "A step: from somebody in the middle to somebody above five colleagues in six in "
    "{variable}. In brackets: how far chance could move it. A minus sign means less.",
    "Un cran : de quelqu'un du milieu à quelqu'un au-dessus de cinq collègues sur six pour "
    "« {variable} ». Entre crochets : de combien le hasard "
    "pourrait le déplacer. Le signe moins "
    "veut dire moins.",
)
VERSIONS: dict[Part, Phrase] = {
    "overall": Phrase("all", "tous"),
    "routine": Phrase("routine", "routiniers"),
    "nonroutine": Phrase("non-routine", "non routiniers"),
    "difference": Phrase("difference", "différence"),
}
DIRECTIONS: dict[Direction, Phrase] = {
    "+": Phrase("better", "mieux"),
    "-": Phrase("worse", "moins bien"),
    "none": Phrase("not said", "non précisé"),
}
EXPECTED: dict[Direction, Phrase] = {
    "+": Phrase("+", "+"),
    "-": Phrase("−", "−"),
    "none": Phrase("none assumed", "aucun supposé"),
}
MODELS: dict[Type, Phrase] = {
    "binomial": Phrase("logit", "logit"),
    "count": Phrase("log of the count", "log du nombre"),
    "log": Phrase("log of the seconds", "log des secondes"),
    "linear": Phrase("linear", "linéaire"),
}
UNITS: dict[Type, Phrase] = {
    "binomial": Phrase("share", "part"),
    "count": Phrase("per contact", "par contact"),
    "log": Phrase("seconds", "secondes"),
    "linear": Phrase("score", "note"),
}
SCALES: dict[Type, Phrase] = {
    "binomial": Phrase("odds ratio", "rapport de cotes"),
    "count": Phrase("ratio of rates", "rapport de taux"),
    "log": Phrase("ratio of times", "rapport de durées"),
    "linear": Phrase("points of the score", "points de la note"),
}
ERRORS: dict[Errors, Phrase] = {
    "cr1": Phrase(
        "Routine and non-routine in one model; errors robust to clusters of {cluster} (CR1).",
        "Routinier et non routinier dans un même modèle ; erreurs robustes aux grappes "
        "({cluster} ; CR1).",
    ),
    "cr2": Phrase(
        "Routine and non-routine in one model; errors robust to clusters of {cluster} (CR2; "
        "Bell & McCaffrey, 2002), Satterthwaite's degrees of freedom; they also hold where "
        "rates vary more than the model says.",
        "Routinier et non routinier dans un même modèle ; erreurs robustes aux grappes "
        "({cluster} ; CR2 ; Bell et McCaffrey, 2002), ddl de Satterthwaite ; elles valent "
        "aussi quand les taux varient plus que le modèle ne le dit.",
    ),
}
WHY: dict[Why, Phrase] = {
    "kpi_no_rates": Phrase(
        "{variable}: no agent has enough contacts in any version.",
        "{variable} : aucun agent n'a assez de contacts.",
    ),
    "kpi_lag_missing": Phrase(
        "{variable}: too few agents with the period before; cannot be judged (n).",
        "{variable} : trop peu d'agents avec la période précédente ; non évaluable (n).",
    ),
    "kpi_too_few": Phrase(
        "{variable}: too few agents with everything the model needs; cannot be judged (n).",
        "{variable} : trop peu d'agents avec toutes les données du modèle ; non évaluable (n).",
    ),
    "kpi_one_group": Phrase(
        "{variable}: all agents are in one cluster; no error can be computed.",
        "{variable} : tous les agents sont dans une seule grappe ; aucune erreur calculable.",
    ),
    "kpi_same": Phrase(
        "{variable}: all agents have the same rate.",
        "{variable} : tous les agents ont le même taux.",
    ),
}
"""Why there is no model, but for `kpi_separated`, which is a caveat."""
RULES: dict[str, Phrase] = {
    "no_agent": Phrase("No agent named", "Agent absent"),
    "no_period": Phrase("No period", "Période absente"),
    "not_a_period": Phrase("Period not understood", "Période non comprise"),
    "date_order": Phrase("Order of day and month unknown", "Ordre jour-mois inconnu"),
    "agent_period_twice": Phrase(
        "Rows that contradict each other about an agent and period",
        "Lignes contradictoires sur un agent et une période",
    ),
    "not_yes_or_no": Phrase("Neither 0 nor 1", "Ni 0 ni 1"),
    "negative": Phrase("Below zero", "Négatif"),
    "negative_time": Phrase("Time of zero or below", "Durée nulle ou négative"),
    "no_exposure": Phrase("No contacts", "Aucun contact"),
    "more_successes_than_trials": Phrase(
        "More contacts count than there were", "Plus de succès que de contacts"
    ),
    "share_out_of_range": Phrase("Share outside the scale", "Part hors échelle"),
    "not_a_number": Phrase("Not a number", "Pas un nombre"),
    "not_whole": Phrase("Not a whole number", "Pas un nombre entier"),
    "ragged_row": Phrase("Row of the wrong length", "Ligne de mauvaise longueur"),
    "no_reason": Phrase("No reason named", "Motif absent"),
    "summary_row": Phrase(
        "A total or a mean below the rows", "Total ou moyenne sous les lignes"
    ),
    "note_row": Phrase("A note below the rows", "Note sous les lignes"),
}
"""Why a row or cell of a file was set aside."""
CAVEATS: dict[str, Phrase] = {
    "kpi_association": Phrase(
        "Indicators stand beside answers of the same people: all effects are associations. "
        "Good agents may be asked more often; both may come from experience.",
        "Indicateurs et réponses viennent des mêmes personnes : tous les effets sont des "
        "associations. Les bons agents sont peut-être plus sollicités ; l'expérience peut "
        "expliquer les deux.",
    ),
    "kpi_earlier": Phrase(
        "{variables}: counted before the time the answers speak of. What the centre counted "
        "came first; it may be a cause of involvement rather than its consequence.",
        "{variables} : comptés avant le temps dont parlent les réponses. Ce que le centre a "
        "compté vient d'abord ; c'est peut-être une cause de l'implication plutôt que sa "
        "conséquence.",
    ),
    "kpi_same_time": Phrase(
        "{variables}: counted during the time the answers speak of; nothing says which came "
        "first.",
        "{variables} : comptés pendant le temps dont parlent les réponses ; rien ne dit ce qui "
        "vient d'abord.",
    ),
    "kpi_mixed_time": Phrase(
        "{variables}: periods before and after the beginning of the time the answers speak of "
        "are taken together; nothing says which came first ('periods: same' takes those of "
        "the same time alone).",
        "{variables} : des périodes d'avant et d'après le début du temps dont parlent les "
        "réponses sont prises ensemble ; rien ne dit ce qui vient d'abord (« periods: same » "
        "ne prend que celles du même moment).",
    ),
    "kpi_time_unknown": Phrase(
        "{variables}: whether they were counted before or after the answers is not known: "
        "answers or periods have no dates.",
        "{variables} : on ne sait pas s'ils ont été comptés avant ou après les réponses : "
        "réponses ou périodes sans dates.",
    ),
    "kpi_no_such_period": Phrase(
        "{variables}: the study asks for 'periods: {order}', and there is no such period: "
        "nothing is analysed. 'periods: all' takes every one.",
        "{variables} : l'étude demande « periods: {order} » et aucune période n'est dans ce "
        "cas : rien n'est analysé. « periods: all » les prend toutes.",
    ),
    "kpi_no_parts": Phrase(
        "{variable}: direct and indirect effects could not be computed: a model without the "
        "mediators, or that of a mediator, runs off.",
        "{variable} : effets directs et indirects non calculables : un modèle sans médiateurs, "
        "ou celui d'un médiateur, diverge.",
    ),
    "kpi_no_marker": Phrase(
        "{variable}: no negative control: among those who answered {marker}, too, too few are "
        "left, or all answered alike.",
        "{variable} : pas de contrôle négatif : parmi ceux qui ont aussi répondu à {marker}, "
        "il reste trop peu de monde, ou tous ont répondu de même.",
    ),
    "kpi_no_direction": Phrase(
        "No direction is assumed for {variables}: helping a colleague, or a good answer to "
        "an unusual contact, can take longer. The association is printed, and counts neither "
        "for nor against anybody.",
        "Aucune direction n'est supposée pour {variables} : aider un collègue, ou bien "
        "répondre à un contact inhabituel, peut prendre plus de temps. L'association est "
        "donnée, elle n'est ni un bon ni un mauvais point.",
    ),
    "kpi_nothing": Phrase(
        "No indicator has been ingested: put the files of the section 'kpi' in place and run "
        "cpsurvey ingest.",
        "Aucun indicateur importé : placez les fichiers de la section « kpi » et lancez "
        "cpsurvey ingest.",
    ),
    "kpi_absent": Phrase(
        "No file held {variables}.",
        "Aucun fichier ne contenait {variables}.",
    ),
    "kpi_few_clusters": Phrase(
        "Only {clusters} {clusters:cluster|clusters}: read the intervals as description.",
        "Seulement {clusters} {clusters:grappe|grappes} : lire les intervalles comme une "
        "description.",
    ),
    "kpi_period_lengths": Phrase(
        "{variables}: files hold periods of several lengths; they are summed up, and the "
        "minimum of contacts applies to each as it is.",
        "{variables} : les fichiers contiennent des périodes de longueurs différentes ; "
        "elles sont cumulées et le minimum de contacts s'applique à chacune.",
    ),
    "kpi_no_exposure": Phrase(
        "{variables}: the file does not say how many contacts stand behind the numbers, so "
        "no minimum could be applied.",
        "{variables} : le fichier ne dit pas combien de contacts fondent les nombres ; aucun "
        "minimum n'a pu être appliqué.",
    ),
    "kpi_waves": Phrase(
        "Some people answered in several waves: indicators are joined to their last answers.",
        "Certaines personnes ont répondu à plusieurs vagues : les indicateurs sont joints à "
        "leurs dernières réponses.",
    ),
    "kpi_separated": Phrase(
        "NOT SOUND: the model of {variable} runs off (some fitted rate is zero or one). Do "
        "not interpret it; take fewer predictors or more contacts.",
        "NON FIABLE : le modèle de {variable} diverge (un taux ajusté vaut zéro ou un). Ne "
        "pas l'interpréter ; moins de prédicteurs ou plus de contacts.",
    ),
    "kpi_mixed_failed": Phrase(
        "{variable}: the logit with an intercept per agent did not converge and is left out.",
        "{variable} : le logit avec constante par agent n'a pas convergé ; il est omis.",
    ),
    "kpi_no_groups": Phrase(
        "{variable}: nobody's group is known; errors take agents as independent.",
        "{variable} : aucun groupe n'est connu ; les erreurs supposent les agents "
        "indépendants.",
    ),
}
"""Sentences by the code of their caveat."""
SHORT: dict[str, Phrase] = {
    "kpi_no_groups": Phrase(
        "errors ignore {variable}, which nobody has",
        "erreurs sans {variable}, que personne n'a",
    ),
}
"""What of a caveat is said beside every number of its result."""
