"""What the report says, by key and language; English is the fallback.

Sentences state what was found ("is associated with"), never that it is valid or improves.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cpsurvey.report.table import Kind, show

PHRASES: dict[str, tuple[str, str]] = {
    # ---------------------------------------------------------------- frame
    "contents": ("Contents", "Sommaire"),
    "table": ("Table", "Tableau"),
    "figure": ("Figure", "Figure"),
    "note": ("Note.", "Note."),
    "simulated": (
        "SIMULATED DATA: nothing here is about real people",
        "DONNÉES SIMULÉES : rien ici ne concerne des personnes réelles",
    ),
    "subtitle": (
        "{n} respondents analysed; questionnaire {questionnaire} {version}",
        "{n} répondants analysés ; questionnaire {questionnaire} {version}",
    ),
    "status": ("Status of the questionnaire: {text}.", "Statut du questionnaire : {text}."),
    "other_language": ("Français", "English"),
    # ------------------------------------------------------------- sections
    "section_summary": ("In short", "En bref"),
    "section_flow": ("Who is counted", "Qui est compté"),
    "section_respondents": ("Respondents", "Répondants"),
    "section_items": ("Items", "Items"),
    "section_reliability": ("Reliability of the scales", "Fidélité des échelles"),
    "section_correlations": ("Correlations", "Corrélations"),
    "section_regression": ("Regressions", "Régressions"),
    "section_dimensions": ("Dimensions", "Dimensions"),
    "section_aggregation": ("Individuals and teams", "Individus et équipes"),
    "section_models": ("Models", "Modèles"),
    "section_provenance": ("Where the numbers come from", "D'où viennent les nombres"),
    # --------------------------------------------------------------- tables
    "T1": ("Sample flow", "Flux de l'échantillon"),
    "T3": ("Answers set aside on import", "Réponses écartées à l'import"),
    "T2": ("Respondents", "Répondants"),
    "T2b": ("Groups", "Groupes"),
    "T4": ("Item descriptives", "Description des items"),
    "T7": ("Reliability", "Fidélité"),
    "T11": ("Correlations of scores", "Corrélations des scores"),
    "T11w": (
        "Correlations within (below) and between (above) groups",
        "Corrélations intra-groupes (dessous) et inter-groupes (dessus)",
    ),
    "T16": ("Regression of {outcome}", "Régression de {outcome}"),
    "T16b": ("Blocks of the regression of {outcome}", "Blocs de la régression de {outcome}"),
    "T5": ("Factorability and parallel analysis", "Factorisabilité et analyse parallèle"),
    "T10h": ("Are the scales apart?", "Les échelles sont-elles distinctes ?"),
    "T15": ("Resemblance and agreement in groups", "Ressemblance et accord dans les groupes"),
    "component": ("Component", "Composante"),
    "eigenvalue": ("Eigenvalue", "Valeur propre"),
    "limit": ("95th percentile of permutations", "95e centile des permutations"),
    "rwgj": ("rwg(j) uniform", "rwg(j) uniforme"),
    "rwgj_skewed": ("rwg(j) skewed", "rwg(j) asymétrique"),
    "agreeing": ("% ≥ .70", "% ≥ 0,70"),
    "T8": ("Fit of the models", "Ajustement des modèles"),
    "T9": ("Loadings: {model}", "Saturations : {model}"),
    "T10": ("Correlations of the factors: {model}", "Corrélations des facteurs : {model}"),
    "T17": ("Structural paths: {model}", "Chemins structurels : {model}"),
    "T18": ("Effects: {model}", "Effets : {model}"),
    "T26": ("Provenance", "Provenance"),
    "T26b": ("Export files", "Fichiers d'export"),
    # -------------------------------------------------------------- columns
    "stage": ("Stage", "Étape"),
    "n": ("n", "n"),
    "lost": ("Lost", "Perdus"),
    "share_read": ("% of rows read", "% des lignes lues"),
    "rule": ("Rule", "Règle"),
    "column": ("Column", "Colonne"),
    "count": ("Count", "Nombre"),
    "whole_row": ("(whole row)", "(ligne entière)"),
    "characteristic": ("Characteristic", "Caractéristique"),
    "category": ("Category", "Modalité"),
    "percent": ("%", "%"),
    "missing": ("Missing", "Manquant"),
    "groups": ("Groups", "Groupes"),
    "size_mean": ("Mean size", "Taille moyenne"),
    "size_min": ("Smallest", "Minimum"),
    "size_max": ("Largest", "Maximum"),
    "item": ("Item", "Item"),
    "missing_share": ("Missing %", "Manquant %"),
    "mean": ("M", "M"),
    "sd": ("SD", "ET"),
    "skew": ("Skew", "Asym."),
    "kurtosis": ("Kurtosis", "Aplat."),
    "floor": ("Floor %", "Plancher %"),
    "ceiling": ("Ceiling %", "Plafond %"),
    "item_rest": ("Item-rest r", "r item-reste"),
    "alpha_if_deleted": ("α if deleted", "α sans l'item"),
    "scale": ("Scale", "Échelle"),
    "k": ("k", "k"),
    "alpha": ("α", "α"),
    "ci95": ("95% CI", "IC 95 %"),
    "omega_total": ("ω total", "ω total"),
    "ave": ("AVE", "VME"),
    "h": ("H", "H"),
    "inter_item_mean": ("Mean inter-item r", "r inter-items moyen"),
    "variable": ("Variable", "Variable"),
    "predictor": ("Predictor", "Prédicteur"),
    "b": ("b", "b"),
    "se": ("SE", "ES"),
    "df": ("df", "ddl"),
    "t": ("t", "t"),
    "p": ("p", "p"),
    "beta": ("β", "β"),
    "vif": ("VIF", "VIF"),
    "block": ("Block", "Bloc"),
    "intercept": ("Intercept", "Constante"),
    "r2": ("R²", "R²"),
    "adj_r2": ("Adj. R²", "R² ajusté"),
    "delta_r2": ("ΔR²", "ΔR²"),
    "f2": ("f²", "f²"),
    "f_change": ("F change", "F du changement"),
    "model": ("Model", "Modèle"),
    "estimator": ("Estimator", "Estimateur"),
    "chisq": ("χ²", "χ²"),
    "scaling": ("c", "c"),
    "cfi": ("CFI", "CFI"),
    "tli": ("TLI", "TLI"),
    "rmsea": ("RMSEA", "RMSEA"),
    "ci90": ("90% CI", "IC 90 %"),
    "srmr": ("SRMR", "SRMR"),
    "aic": ("AIC", "AIC"),
    "bic": ("BIC", "BIC"),
    "factor": ("Factor", "Facteur"),
    "loading": ("Loading", "Saturation"),
    "std": ("Std.", "Std."),
    "path": ("Path", "Chemin"),
    "effect": ("Effect", "Effet"),
    "mc_ci": ("95% Monte Carlo CI", "IC Monte Carlo 95 %"),
    "boot_ci": ("95% bootstrap CI", "IC bootstrap 95 %"),
    "z": ("z", "z"),
    "what": ("What", "Quoi"),
    "value": ("Value", "Valeur"),
    "file": ("File", "Fichier"),
    "reader": ("Reader", "Lecteur"),
    "encoding": ("Encoding", "Encodage"),
    "rows": ("Rows", "Lignes"),
    "accepted": ("Accepted", "Acceptées"),
    "quarantined_n": ("Set aside", "Écartées"),
    "sha256": ("SHA-256", "SHA-256"),
    # ------------------------------------------------- stages, reasons, rules
    "rows_read": ("Rows read", "Lignes lues"),
    "quarantined": ("Rows set aside on import", "Lignes écartées à l'import"),
    "duplicate": ("Earlier version of an answer", "Version antérieure d'une réponse"),
    "forgotten": ("Erased on request", "Effacées à la demande"),
    "partial": ("Not submitted", "Non soumis"),
    "not_submitted": ("Not submitted", "Non soumis"),
    "no_answer": ("No item answered", "Aucun item répondu"),
    "too_few_answers": ("Too few items answered", "Trop peu d'items répondus"),
    "attention": ("Failed the attention checks", "Échec aux contrôles d'attention"),
    "self_report": ("Asked not to be used", "A demandé à ne pas être utilisé"),
    "analysed": ("Analysed", "Analysés"),
    "missing_value": ("missing values", "valeurs manquantes"),
    "missing_covariate": ("missing covariate", "covariable manquante"),
    "missing_cluster": ("unknown group", "groupe inconnu"),
    "missing_group": ("unknown group", "groupe inconnu"),
    "analysis_not_done": ("analysis not done", "analyse non faite"),
    "unknown_label": ("Label not in the questionnaire", "Libellé absent du questionnaire"),
    "out_of_range": ("Number out of range", "Nombre hors limites"),
    "code_out_of_range": ("Code not in the questionnaire", "Code absent du questionnaire"),
    "not_whole": ("Not a whole number", "Pas un nombre entier"),
    "unknown_code": ("Code not in the questionnaire", "Code absent du questionnaire"),
    "not_a_number": ("Not a number", "Pas un nombre"),
    "ragged_row": ("Row of the wrong length", "Ligne de mauvaise longueur"),
    # ------------------------------------------------------------- sentences
    "sample_all": ("n = {n}.", "n = {n}."),
    "sample_lost": (
        "n = {n} of {read}; left out: {reasons}.",
        "n = {n} sur {read} ; écartés : {reasons}.",
    ),
    "suppressed_note": (
        "Counts below {k} are not shown; where one category alone would be hidden, the next "
        "smallest is hidden too.",
        "Les effectifs inférieurs à {k} ne sont pas montrés ; si une seule modalité était "
        "masquée, la plus petite suivante l'est aussi.",
    ),
    "items_note": (
        "Means are after reversal of the items marked (R). Skew and kurtosis: "
        "bias-corrected (G1, excess G2). Floor, ceiling: % at the lowest and highest answer. "
        "Item-rest r and α if deleted: respondents with all items of the scale.",
        "Moyennes après inversion des items marqués (I). Asymétrie et aplatissement : "
        "corrigés (G1, G2 en excès). Plancher et plafond : % à la réponse la plus basse et la "
        "plus haute. r item-reste et α sans l'item : répondants ayant tous les items.",
    ),
    "reliability_note": (
        "α: Cronbach, interval by Feldt. ω total = (Σλ)² / ((Σλ)² + Σθ) of a one-factor "
        "maximum-likelihood model, the denominator implied by the model (= composite "
        "reliability). AVE: average variance extracted. H: coefficient H. n: respondents with "
        "all items of the scale.",
        "α : Cronbach, intervalle de Feldt. ω total = (Σλ)² / ((Σλ)² + Σθ) d'un modèle à un "
        "facteur par maximum de vraisemblance, dénominateur impliqué par le modèle (= fidélité "
        "composite). VME : variance moyenne extraite. H : coefficient H. n : répondants ayant "
        "tous les items.",
    ),
    "correlations_note": (
        "Pairwise; n from {low} to {high}. In parentheses on the diagonal: reliability "
        "(ω total). "
        "* p < .05, ** p < .01, *** p < .001.",
        "Par paires ; n de {low} à {high}. Entre parenthèses sur la diagonale : fidélité "
        "(ω total). "
        "* p < 0,05 ; ** p < 0,01 ; *** p < 0,001.",
    ),
    "within_note": (
        "Below the diagonal: within groups (deviations from the group's mean). Above: between "
        "group means, weighted by size.",
        "Sous la diagonale : intra-groupes (écarts à la moyenne du groupe). Au-dessus : entre "
        "moyennes de groupes, pondérées par la taille.",
    ),
    "errors_classical": ("Classical standard errors.", "Erreurs standard classiques."),
    "errors_hc3": (
        "Standard errors robust to unequal variance (HC3).",
        "Erreurs standard robustes à l'hétéroscédasticité (HC3).",
    ),
    "errors_cluster": (
        "Cluster-robust standard errors (CR1), {clusters} clusters of {variable}.",
        "Erreurs standard robustes aux grappes (CR1), {clusters} grappes de {variable}.",
    ),
    "r2_note": (
        "Last block. R² = {r2}, adjusted {adj}.",
        "Dernier bloc. R² = {r2}, ajusté {adj}.",
    ),
    "other_errors": (
        "The other standard errors are in the Excel file and in results.json.",
        "Les autres erreurs standard sont dans results.json.",
    ),
    "fit_note": (
        "χ²: scaled where c is given (c: scaling factor); CFI, TLI and RMSEA are then the "
        "robust versions. Fixed cut-offs do not generalise across models: read residuals and "
        "alternatives too.",
        "χ² : corrigé quand c est donné (c : facteur d'échelle) ; CFI, TLI et RMSEA sont alors "
        "les versions robustes. Les seuils fixes ne se généralisent pas : voir aussi les "
        "résidus et les modèles rivaux.",
    ),
    "fit_fiml_note": (
        "With missing answers the robust CFI, TLI and RMSEA are corrected for them (Zhang & "
        "Savalei, 2023).",
        "Avec des réponses manquantes, CFI, TLI et RMSEA robustes en sont corrigés (Zhang et "
        "Savalei, 2023).",
    ),
    "model_note": (
        "{estimator}; n = {n}{lost}; {npar} free parameters. Std.: latent and observed "
        "variables standardised.",
        "{estimator} ; n = {n}{lost} ; {npar} paramètres libres. Std. : variables latentes et "
        "observées standardisées.",
    ),
    "lost_in": (" (left out: {reasons})", " (écartés : {reasons})"),
    "fiml": ("full information", "information complète"),
    "listwise": ("complete cases", "cas complets"),
    "clusters_in": (
        "errors and test robust to {clusters} clusters of {variable}",
        "erreurs et test robustes à {clusters} grappes de {variable}",
    ),
    "effects_note": (
        "SE by the delta method; Monte Carlo interval: percentiles of 20,000 draws from the "
        "estimates' distribution. An interval that leaves out zero says that the data go with "
        "an effect, not that one variable causes the other.",
        "ES par la méthode delta ; intervalle Monte Carlo : percentiles de 20 000 tirages dans "
        "la distribution des estimations. Un intervalle sans zéro dit que les données vont "
        "avec un effet, non qu'une variable cause l'autre.",
    ),
    "dimensions_note": (
        "KMO = {kmo} (lowest item {low}); Bartlett χ²({df}) = {chisq}, p {p}. Components above "
        "their limit: {kept} ({draws} permutations of the columns).",
        "KMO = {kmo} (item le plus bas {low}) ; Bartlett χ²({df}) = {chisq}, p {p}. "
        "Composantes au-dessus de leur limite : {kept} ({draws} permutations des colonnes).",
    ),
    "htmt_note": (
        "Sorted by HTMT2 (congeneric items; HTMT assumes equal loadings). {draws} bootstrap "
        "draws. An interval that reaches 1 says that the data do not tell the scales apart.",
        "Trié par HTMT2 (items congénériques ; HTMT suppose des saturations égales). {draws} "
        "tirages bootstrap. Un intervalle qui atteint 1 dit que les données ne distinguent pas "
        "les échelles.",
    ),
    "aggregation_note": (
        "Groups: {variable}. ICC(1): share of variance between groups, ICC(2): reliability of "
        "group means, both with the mean group size. rwg(j), AD: medians over groups; % of "
        "groups whose uniform rwg(j) is .70 and more. Whether to aggregate depends on the "
        "question as much as on these numbers.",
        "Groupes : {variable}. ICC(1) : part de variance entre groupes, ICC(2) : fidélité des "
        "moyennes de groupe, avec la taille moyenne. rwg(j), AD : médianes sur les groupes ; % "
        "des groupes dont le rwg(j) uniforme atteint 0,70. Agréger dépend de la question "
        "autant que de ces nombres.",
    ),
    "groups_of_one": (
        "{count} groups have one member: they say nothing about agreement.",
        "{count} groupes n'ont qu'un membre : ils ne disent rien de l'accord.",
    ),
    "boot_note": (
        "Bootstrap: {draws} draws of {kind}, percentile interval; {failed} did not converge "
        "(left out), {inadmissible} had a negative variance (kept).",
        "Bootstrap : {draws} tirages ({kind}), intervalle des percentiles ; {failed} non "
        "convergés (écartés), {inadmissible} avec une variance négative (gardés).",
    ),
    "draws_of_cases": ("respondents", "répondants"),
    "draws_of_clusters": ("whole groups", "groupes entiers"),
    "paths_note": (
        "R²: {r2}.",
        "R² : {r2}.",
    ),
    "crosscheck": (
        "Second opinion: semopy, an independent program, fitted {what}; the largest relative "
        "difference of an estimate is {est}, of χ² {chisq}.",
        "Second avis : semopy, un programme indépendant, a ajusté {what} ; la plus grande "
        "différence relative d'une estimation est {est}, de χ² {chisq}.",
    ),
    "crosscheck_same": ("the same model", "le même modèle"),
    "crosscheck_complete": (
        "the same model to complete cases by plain ML",
        "le même modèle aux cas complets par ML simple",
    ),
    "crosscheck_no": (
        "No second opinion by semopy: {reason}.",
        "Pas de second avis par semopy : {reason}.",
    ),
    "semopy_covariates": (
        "it counts the moments of observed covariates in its degrees of freedom",
        "il compte les moments des covariables observées dans ses degrés de liberté",
    ),
    "semopy_missing": ("answers are missing", "des réponses manquent"),
    "semopy_groups": ("it fits no groups jointly", "il n'ajuste pas de groupes ensemble"),
    "semopy_modifiers": (
        "a modifier on a loading moves its marker",
        "un modificateur sur une saturation déplace son marqueur",
    ),
    "semopy_means": ("the model has means", "le modèle a des moyennes"),
    "semopy_std_lv": ("factor variances are fixed", "les variances des facteurs sont fixées"),
    "semopy_constraints": ("the model has constraints", "le modèle a des contraintes"),
    "semopy_not_converged": ("the model did not converge", "le modèle n'a pas convergé"),
    "semopy_moments": ("only moments are known", "seuls les moments sont connus"),
    "semopy_failed": ("it stopped with an error", "il s'est arrêté sur une erreur"),
    # --------------------------------------------------------------- summary
    "sum_n": (
        "{n} of {rows} rows were analysed.",
        "{n} lignes sur {rows} ont été analysées.",
    ),
    "sum_reliability": (
        "Reliability (ω total) of {k} scales runs from {low} ({worst}) to {high}.",
        "La fidélité (ω total) de {k} échelles va de {low} ({worst}) à {high}.",
    ),
    "sum_fit": (
        "{model}: χ²({df}) = {chisq}, CFI = {cfi}, RMSEA = {rmsea}, SRMR = {srmr}.",
        "{model} : χ²({df}) = {chisq}, CFI = {cfi}, RMSEA = {rmsea}, SRMR = {srmr}.",
    ),
    "sum_effect": (
        "{effect}: {est}, 95% Monte Carlo interval {ci}.",
        "{effect} : {est}, intervalle Monte Carlo à 95 % {ci}.",
    ),
    "sum_unsound": (
        "NOT SOUND: {names}. Do not interpret; the reasons are given with each result.",
        "NON FIABLE : {names}. Ne pas interpréter ; les raisons sont données avec chaque "
        "résultat.",
    ),
    "sum_association": (
        "All results are associations in one survey; none shows that one thing causes another.",
        "Tous les résultats sont des associations dans une enquête ; aucun ne montre qu'une "
        "chose en cause une autre.",
    ),
    # --------------------------------------------------------------- figures
    "fig_reliability": ("Alpha with Feldt's interval", "Alpha et intervalle de Feldt"),
    "fig_answers": ("Answers to the items of {scale}", "Réponses aux items de {scale}"),
    "fig_correlations": ("Correlations of scores", "Corrélations des scores"),
    "fig_effects": (
        "Defined effects with 95% Monte Carlo intervals: {model}",
        "Effets définis et intervalles Monte Carlo à 95 % : {model}",
    ),
    "fig_paths": (
        "Standardised paths: {model}",
        "Chemins standardisés : {model}",
    ),
    "alt_see": ("The same numbers are in table {table}.", "Mêmes nombres au tableau {table}."),
    # --------------------------------------------------------------- caveats
    "not_done": (
        "NOT DONE ({code}): {message}. {fix}",
        "NON FAIT ({code}) : {message}. {fix}",
    ),
    "few_clusters": (
        "Only {clusters} clusters: cluster-robust errors are too small on average below 50; "
        "read p-values with care.",
        "Seulement {clusters} grappes : sous 50, les erreurs robustes sont trop petites en "
        "moyenne ; lire les p avec prudence.",
    ),
    "fewer_clusters_than_parameters": (
        "{clusters} clusters for {parameters} parameters: robust errors of a few parameters "
        "at a time hold, a joint test of all does not; read the scaled χ² with care.",
        "{clusters} grappes pour {parameters} paramètres : les erreurs robustes valent pour "
        "quelques paramètres à la fois, non un test de tous ; lire le χ² avec prudence.",
    ),
    "high_vif": (
        "Predictors overlap: the VIF of {term} is {vif}.",
        "Prédicteurs redondants : le VIF de {term} est {vif}.",
    ),
    "constant_item": (
        "Every answer to {item} is the same.",
        "Toutes les réponses à {item} sont identiques.",
    ),
    "negative_item_rest": (
        "{item} goes against its scale: check its wording and its reversal.",
        "{item} va à l'encontre de son échelle : vérifier l'énoncé et l'inversion.",
    ),
    "one_item": (
        "{scale} has one item: reliability cannot be computed.",
        "{scale} n'a qu'un item : pas de fidélité calculable.",
    ),
    "two_items": (
        "{scale} has two items: a factor of two items is not identified, so no ω.",
        "{scale} n'a que deux items : un facteur à deux items n'est pas identifié, donc pas "
        "d'ω.",
    ),
    "too_few_complete": (
        "{scale}: {n} respondents answered every item, too few, or all the same.",
        "{scale} : {n} répondants ont tout répondu, trop peu, ou tous pareil.",
    ),
    "negative_alpha": (
        "α of {scale} is negative: items go against each other; check reversal.",
        "α de {scale} est négatif : des items s'opposent ; vérifier l'inversion.",
    ),
    "no_factor": (
        "{scale}: the one-factor model did not converge, so no ω.",
        "{scale} : le modèle à un facteur n'a pas convergé, donc pas d'ω.",
    ),
    "heywood_scale": (
        "{scale}: the one-factor model has a negative residual variance; its ω is not to be "
        "trusted.",
        "{scale} : le modèle à un facteur a une variance résiduelle négative ; son ω n'est pas "
        "fiable.",
    ),
    "not_converged": (
        "NOT CONVERGED: the optimiser found no minimum, so no estimates are shown. Check that "
        "every factor has its scale and three indicators; simplify the model.",
        "NON CONVERGÉ : aucun minimum trouvé, donc pas d'estimations. Vérifier que chaque "
        "facteur a son échelle et trois indicateurs ; simplifier le modèle.",
    ),
    "negative_df": (
        "NOT IDENTIFIED: more parameters than moments (df = {df}).",
        "NON IDENTIFIÉ : plus de paramètres que de moments (ddl = {df}).",
    ),
    "not_identified": (
        "NOT IDENTIFIED: {lost} parameter(s) can take any value. Fix or equate parameters.",
        "NON IDENTIFIÉ : {lost} paramètre(s) peuvent prendre toute valeur. Fixer ou égaliser "
        "des paramètres.",
    ),
    "saturated": (
        "The model is saturated: its fit tests nothing.",
        "Le modèle est saturé : son ajustement ne teste rien.",
    ),
    "heywood": (
        "INADMISSIBLE: negative residual variance of {variables}. The sample may be small or "
        "the model wrong.",
        "INADMISSIBLE : variance résiduelle négative de {variables}. L'échantillon est peut-"
        "être petit, ou le modèle faux.",
    ),
    "negative_latent_variance": (
        "INADMISSIBLE: negative variance of the factor {variables}.",
        "INADMISSIBLE : variance négative du facteur {variables}.",
    ),
    "latent_not_positive_definite": (
        "INADMISSIBLE: the factors' covariance matrix is not positive definite; {first} and "
        "{second} correlate {r}. Merge them or drop one.",
        "INADMISSIBLE : matrice de covariance des facteurs non définie positive ; {first} et "
        "{second} corrèlent à {r}. Les réunir ou en retirer un.",
    ),
    "empty_cells": (
        "{pairs} pairs of items have answers nobody combined (first: {first} and {second}).",
        "{pairs} paires d'items ont des réponses que personne n'a combinées (d'abord : "
        "{first} et {second}).",
    ),
    "polychoric_not_positive_definite": (
        "The polychoric correlations do not form a positive definite matrix: the sample is "
        "small for these categories.",
        "Les corrélations polychoriques ne forment pas une matrice définie positive : "
        "l'échantillon est petit pour ces catégories.",
    ),
    "constraint_active": (
        "Inequalities that hold as equalities: {constraints}.",
        "Inégalités qui tiennent comme égalités : {constraints}.",
    ),
    "scaling_negative": (
        "The scaling factor of the test is not positive: read the plain χ².",
        "Le facteur d'échelle n'est pas positif : lire le χ² simple.",
    ),
    # ------------------------------------------------------------ provenance
    "prov_version": ("cpsurvey", "cpsurvey"),
    "prov_python": ("Python", "Python"),
    "prov_packages": ("Packages", "Paquets"),
    "prov_questionnaire": ("Questionnaire", "Questionnaire"),
    "prov_questionnaire_sha": ("Questionnaire, SHA-256", "Questionnaire, SHA-256"),
    "prov_study_sha": ("Study file, SHA-256", "Fichier d'étude, SHA-256"),
    "prov_seed": ("Seed", "Graine"),
    "prov_languages": ("Languages", "Langues"),
}


class Words:
    """Phrases of one language, with the labels of a run."""

    def __init__(self, language: str, labels: Mapping[str, Mapping[str, str]]) -> None:
        self.language = language
        self._labels = labels

    def __call__(self, key: str, **values: Any) -> str:
        """Phrase `key` with its values filled in; an unknown key is printed as it is."""
        found = PHRASES.get(key)
        if found is None:
            extra = ", ".join(f"{name} = {value}" for name, value in values.items())
            return f"{key} ({extra})" if extra else key
        text = found[1] if self.language == "fr" else found[0]
        shown = {name: self._value(name, value) for name, value in values.items()}
        return text.format(**shown)

    def _value(self, name: str, value: Any) -> str:
        if isinstance(value, float):
            return self.number(value, "dec2")
        if isinstance(value, str) and name in ("item", "scale", "term", "variable", "outcome"):
            return self.label(value)
        return str(value)

    def number(self, value: Any, kind: Kind) -> str:
        """A number as tables show it."""
        return show(value, kind, self.language)

    def label(self, name: str) -> str:
        """Label of a variable, model or analysis; products and answers part by part."""
        texts = self._labels.get(name)
        if texts is None:
            if ":" in name:
                return " × ".join(self.label(part) for part in name.split(":"))
            if "=" in name:
                return f"{self.label(name.split('=')[0])} = {name.split('=')[1]}"
            return name
        found = texts.get(self.language) or texts.get("en") or next(iter(texts.values()), name)
        return found or name

    def answer(self, variable: str, code: Any) -> str:
        """Label of an answer to a question."""
        texts = self._labels.get(f"{variable}={code}")
        if not texts:
            return str(code)
        return texts.get(self.language) or texts.get("en") or str(code)

    def pick(self, texts: Mapping[str, str]) -> str:
        """Text of this language out of a mapping."""
        return texts.get(self.language) or texts.get("en") or next(iter(texts.values()), "")

    def reasons(self, dropped: Mapping[str, int]) -> str:
        """Named losses in one line."""
        return ", ".join(f"{self(key)} {count}" for key, count in dropped.items())
