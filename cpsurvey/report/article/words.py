"""What the article says whatever was analysed."""

from __future__ import annotations

from typing import Literal

from cpsurvey.report.article.hooks import Topic
from cpsurvey.report.words import Phrase

SUBTITLE = Phrase("Article", "Article")
KEY = Phrase("Key findings", "Résultats principaux")
METHOD = Phrase("Method", "Méthode")
RESULTS = Phrase("Results", "Résultats")
TOPICS: dict[Topic, Phrase] = {
    "design": Phrase("Design", "Plan de l'étude"),
    "sample": Phrase("Sample and response", "Échantillon et réponses"),
    "instrument": Phrase("Instrument", "Instrument"),
    "indicators": Phrase("Indicators", "Indicateurs"),
    "plan": Phrase("Plan and deviations", "Plan déclaré et écarts"),
    "missing": Phrase("Missing data", "Données manquantes"),
    "power": Phrase("Power and what could be seen", "Puissance et effets visibles"),
    "common": Phrase("Common-method variance", "Variance de méthode commune"),
    "analysis": Phrase("Analysis", "Analyses"),
    "software": Phrase("Software", "Logiciels"),
}
Part = Literal["scales", "model", "hypotheses", "indicators", "robustness"]
PARTS: dict[Part, Phrase] = {
    "scales": Phrase("Scales", "Échelles"),
    "model": Phrase("Main model", "Modèle principal"),
    "hypotheses": Phrase("Hypotheses", "Hypothèses"),
    "indicators": Phrase("Indicators of work", "Indicateurs de travail"),
    "robustness": Phrase("Robustness", "Robustesse"),
}
LIMITS = Phrase("Limits", "Limites")
AVAILABILITY = Phrase(
    "Availability of data, code and materials",
    "Disponibilité des données, du code et du matériel",
)
REFERENCES = Phrase("References", "Références")
ABBREVIATIONS = Phrase("Abbreviations", "Abréviations")

# ------------------------------------------------------------------------------ design
ONE_WAVE = Phrase(
    "One survey, answered once by each respondent, with the questionnaire {id} (version "
    "{version}).",
    "Une enquête, à laquelle chaque personne répond une fois, avec le questionnaire {id} "
    "(version {version}).",
)
WAVES = Phrase(
    "A survey of {count} {count:wave|waves} with the questionnaire {id} (version {version}); "
    "what one wave alone tells is of the last one.",
    "Une enquête en {count} {count:vague|vagues} avec le questionnaire {id} (version "
    "{version}) ; ce qui relève d'une seule vague concerne la dernière.",
)
BEFORE = Phrase(
    "Nobody has answered yet: this text says what would be done.",
    "Personne n'a encore répondu : ce texte dit ce qui serait fait.",
)
DAYS = Phrase(
    "Answers were given from {since} to {until}.",
    "Les réponses ont été données du {since} au {until}.",
)
DAY = Phrase("Answers were given on {since}.", "Les réponses ont été données le {since}.")
SIMULATED = Phrase(
    "The answers are simulated: nothing here is about real people.",
    "Les réponses sont simulées : rien ici ne concerne des personnes réelles.",
)
READERS = Phrase(
    "They were read from {readers:an export|exports} ({readers}).",
    "Elles ont été lues dans {readers:un export|des exports} ({readers}).",
)
NOT_RANDOM = Phrase(
    "How people were invited is not recorded by the program: whom they stand for is for the "
    "authors to say.",
    "Le programme n'enregistre pas comment les personnes ont été invitées : aux auteurs de "
    "dire qui elles représentent.",
)
# ------------------------------------------------------------------------------ sample
RESPONSE = Phrase(
    "Invited: {invited}; answered: {answered} ({share}%).",
    "{answered} {answered:personne a répondu|personnes ont répondu} pour {invited} "
    "{invited:invitée|invitées} ({share} %).",
)
NOT_INVITED = Phrase(
    "How many people were invited is not known, so that there is no response rate.",
    "Le nombre de personnes invitées n'est pas connu : il n'y a pas de taux de réponse.",
)
GROUPS = Phrase("They are of {groups}.", "Elles relèvent de {groups}.")
IN_GROUPS: dict[str, Phrase] = {
    "team": Phrase("{n} {n:team|teams}", "{n} {n:équipe|équipes}"),
    "centre": Phrase("{n} {n:centre|centres}", "{n} {n:centre|centres}"),
    "language": Phrase("{n} {n:language|languages}", "{n} {n:langue|langues}"),
}
NOBODY = Phrase(
    "Nobody could be analysed.",
    "Personne n'a pu être analysé.",
)
# -------------------------------------------------------------------------- instrument
STATUS = Phrase("Status of its wording: {text}.", "Statut des formulations : {text}.")
# -------------------------------------------------------------------------------- plan
NO_PLAN = Phrase(
    "No plan was declared before the data: every result is exploratory.",
    "Aucun plan n'a été déclaré avant les données : tous les résultats sont exploratoires.",
)
NO_HYPOTHESES = Phrase("No hypothesis was declared.", "Aucune hypothèse n'a été déclarée.")
DEVIATIONS = Phrase("Deviations from the plan", "Écarts au plan")
DEVIATED = Phrase(
    "{count} {count:deviation|deviations} from it {count:is|are} reported in a standard form "
    "[@willroth2024]: what was planned, what was done, why, and what it means for the reading.",
    "{count} {count:écart est rapporté|écarts sont rapportés} sous une forme normalisée "
    "[@willroth2024] : ce qui était prévu, ce qui a été fait, pourquoi, et ce que cela change "
    "à la lecture.",
)
PLANNED = Phrase("Planned", "Prévu")
DONE = Phrase("Done", "Fait")
REASON = Phrase("Reason", "Raison")
NOT_SAID = Phrase("not recorded", "non consignée")
READING = Phrase("Effect on the reading", "Effet sur la lecture")
Effect = Literal["added", "removed", "withdrawn", "changed", "all", "none"]
EFFECTS: dict[Effect, Phrase] = {
    "added": Phrase("exploratory", "exploratoire"),
    "removed": Phrase(
        "hypotheses that rest on it cannot be judged and count in Holm's adjustment",
        "les hypothèses qui en dépendent ne peuvent être jugées et comptent dans l'ajustement "
        "de Holm",
    ),
    "withdrawn": Phrase(
        "counts in Holm's adjustment with p = 1", "compte avec p = 1 dans l'ajustement de Holm"
    ),
    "changed": Phrase(
        "hypotheses that rest on it are exploratory",
        "les hypothèses qui en dépendent sont exploratoires",
    ),
    "all": Phrase("all hypotheses are exploratory", "toutes les hypothèses sont exploratoires"),
    "none": Phrase("none: no number rests on it", "aucun : aucun nombre n'en dépend"),
}
REASONS_NOTE = Phrase(
    "The plan holds no reasons: authors add them.",
    "Le plan ne contient pas de raisons : aux auteurs de les ajouter.",
)
# ------------------------------------------------------------------- what was not done
NOTHING: dict[Topic, Phrase] = {
    "missing": Phrase(
        "Missing answers were not described in this run.",
        "Les réponses manquantes n'ont pas été décrites dans cette exécution.",
    ),
    "power": Phrase(
        "Power was not simulated in this run.",
        "La puissance n'a pas été simulée dans cette exécution.",
    ),
    "common": Phrase(
        "Nothing was done in this run to see common-method variance.",
        "Rien n'a été fait dans cette exécution pour déceler une variance de méthode commune.",
    ),
    "indicators": Phrase(
        "No indicators of work were analysed in this run.",
        "Aucun indicateur de travail n'a été analysé dans cette exécution.",
    ),
}
NO_MODEL = Phrase(
    "No structural model was fitted in this run.",
    "Aucun modèle structurel n'a été ajusté dans cette exécution.",
)
IMPUTED = Phrase(
    "In {count} {count:analysis|analyses} without full information, what respondents lacked "
    "was imputed, in {sets} completed data sets at least: chained equations with predictive "
    "mean matching [@vanbuuren2011], with effects of groups where the analysis has groups. "
    "Results are pooled by Rubin's rules [@rubin1987], with degrees of freedom for small "
    "samples [@barnard1999], and chi-squares, where there are any, by D2 [@li1991]. The notes "
    "of the tables say how many respondents were incomplete.",
    "Dans {count} {count:analyse|analyses} sans information complète, ce qui manquait aux "
    "répondants a été imputé, dans {sets} jeux de données complétés au moins : équations "
    "chaînées, appariement par moyenne prédite [@vanbuuren2011], avec des effets de groupe là "
    "où l'analyse a des groupes. Les résultats sont mis en commun par les règles de Rubin "
    "[@rubin1987], avec des degrés de liberté pour petits échantillons [@barnard1999], et les "
    "χ², s'il y en a, par D2 [@li1991]. Les notes des tableaux disent combien de répondants "
    "étaient incomplets.",
)
ALSO = Phrase(
    "Reported in the supplement alone: {names}.",
    "Rapportés dans le seul supplément : {names}.",
)
# ---------------------------------------------------------------------------- software
PROGRAM = Phrase(
    "All numbers come from cpsurvey {version} [@cpsurvey] under Python {python}, with "
    "{packages}.",
    "Tous les nombres viennent de cpsurvey {version} [@cpsurvey], sous Python {python}, avec "
    "{packages}.",
)
ENGINE = Phrase(
    "Models are fitted by its own structural equation engine, which its tests compare with "
    "lavaan [@rosseel2012] versions 0.6-14 and 0.7-2.",
    "Les modèles sont ajustés par son propre moteur d'équations structurelles, que ses tests "
    "comparent à lavaan [@rosseel2012], versions 0.6-14 et 0.7-2.",
)
CITE = Phrase(
    "Please cite cpsurvey with the version that was run.",
    "Merci de citer cpsurvey avec la version utilisée.",
)
STANDARD = Phrase(
    "This text follows the standards of the American Psychological Association for "
    "quantitative studies and structural equation models [@appelbaum2018]; the supplement says "
    "where each point stands.",
    "Ce texte suit les normes de l'American Psychological Association pour les études "
    "quantitatives et les modèles d'équations structurelles [@appelbaum2018] ; le supplément "
    "dit où se trouve chaque point.",
)
# ------------------------------------------------------------------------------ tables
SAMPLE = Phrase("Sample", "Échantillon")
SAMPLE_FLOW = Phrase(
    "From rows read to respondents analysed", "Des lignes lues aux répondants analysés"
)
SAMPLE_WHO = Phrase("Respondents", "Répondants")
CORRELATIONS = Phrase(
    "Means, standard deviations, reliabilities and correlations of scores",
    "Moyennes, écarts types, fidélités et corrélations des scores",
)
CORRELATIONS_SPLIT = Phrase(
    "Means, standard deviations, reliabilities and correlations of scores within (below the "
    "diagonal) and between groups (above)",
    "Moyennes, écarts types, fidélités et corrélations des scores, dans les groupes (sous la "
    "diagonale) et entre les groupes (au-dessus)",
)
MEASUREMENT = Phrase("Measurement", "Mesure")
RIVALS = Phrase("Rival models", "Modèles rivaux")
OF_SCALES = Phrase("Scales", "Échelles")
MEASUREMENT_NOTES: dict[str, Phrase] = {
    "ave": Phrase("ω and AVE: of each scale alone.", "ω et VME : de chaque échelle seule."),
    "low": Phrase(
        "λ: standardised loadings of the correlated factors.",
        "λ : saturations standardisées des facteurs corrélés.",
    ),
    "htmt2": Phrase(
        "HTMT2: with the scale it is closest to.", "HTMT2 : avec l'échelle la plus proche."
    ),
    "invariance": Phrase(
        "Invariance: the highest step that holds.", "Invariance : la plus haute étape tenue."
    ),
}
PATHS = Phrase("Paths and effects of the main model", "Chemins et effets du modèle principal")
ON_OUTCOMES = Phrase("Effects on outcomes", "Effets sur les variables expliquées")
STEPS = Phrase("Paths", "Chemins")
PATHS_NOTE = Phrase(
    "{outcomes}. b: in points of the answers. Std.: in standard deviations; its interval is of "
    "Monte Carlo draws for effects, by the delta method for paths and for an effect that is "
    "one path.",
    "{outcomes}. b : en points de réponse. Std. : en écarts types ; son intervalle vient de "
    "tirages de Monte Carlo pour les effets, de la méthode delta pour les chemins et "
    "pour un effet qui est un seul chemin.",
)
REVERSED_NOTE = Phrase(
    "In the last part every arrow among these variables is turned round, from outcome to "
    "source, with the covariates in every equation.",
    "Dans la dernière partie, toutes les flèches entre ces variables sont retournées, du "
    "résultat vers la source, avec les covariables dans toutes les équations.",
)
MODERATION = Phrase("Moderation: every specification", "Modération : toutes les spécifications")
MODERATION_NOTE = Phrase(
    "Estimates are in the units of their analyses: compare intervals with zero, not sizes. "
    "Agrees: its whole interval lies where that of the first specification does.",
    "Les estimations sont dans l'unité de leur analyse : comparer les intervalles à zéro, non "
    "les tailles. Concorde : tout son intervalle se trouve là où est celui de la première "
    "spécification.",
)
INDICATORS = Phrase(
    "Indicators: what one standard deviation goes with",
    "Indicateurs : différences associées à un écart type",
)
INDICATORS_OF = Phrase(
    "Indicators: what one standard deviation of {source} goes with",
    "Indicateurs : différences associées à un écart type de « {source} »",
)
EFFECTS_FIGURE = Phrase(
    "The effect along the moderator, and the indicators",
    "L'effet le long du modérateur, et les indicateurs",
)
EFFECTS_ALT = Phrase(
    "Above: {first}. Below: {second}.", "En haut : {first}. En bas : {second}."
)
# ------------------------------------------------------------------------------ limits
NOT_YET = Phrase(
    "Nobody has answered yet: nothing can be concluded.",
    "Personne n'a encore répondu : rien ne peut être conclu.",
)
CROSS_SECTION = Phrase(
    "Everything was asked at one time and of the same people: no order in time is observed, "
    "and what scales share may come of the way of asking.",
    "Tout a été demandé au même moment aux mêmes personnes : aucun ordre temporel n'est "
    "observé, et ce que les échelles ont en commun peut tenir à la façon de demander.",
)
SELF_REPORT = Phrase(
    "Performance is what respondents say of it.",
    "La performance est celle que déclarent les répondants.",
)
WITH_INDICATORS = Phrase(
    "Indicators come from elsewhere, but hold only what is counted.",
    "Les indicateurs viennent d'une autre source, mais ne contiennent que ce qui est compté.",
)
NOT_DONE = Phrase("Asked for and not done: {names}.", "Demandées et non faites : {names}.")
NOT_SOUND = Phrase("Not to be interpreted: {names}.", "À ne pas interpréter : {names}.")
FEW = Phrase(
    "Too few people or groups for more than a description: {names}.",
    "Trop peu de personnes ou de groupes pour plus qu'une description : {names}.",
)
# ------------------------------------------------------------------------ availability
DATA = Phrase(
    "Answers of single persons are not passed on. Tables in full precision (CSV, Excel) and "
    "results.json stand beside this text; seed and fingerprints of all inputs are in T26.",
    "Les réponses individuelles ne sont pas transmises. Les tableaux en pleine précision (CSV, "
    "Excel) et results.json accompagnent ce texte ; la graine et les empreintes de toutes les "
    "entrées sont dans le tableau T26.",
)
CODE = Phrase(
    "cpsurvey is free software (GPL-3.0-or-later). The study file and the questionnaire say "
    "all that was asked of it: the same inputs give the same bytes.",
    "cpsurvey est un logiciel libre (GPL-3.0-or-later). Le fichier d'étude et le questionnaire "
    "disent tout ce qui lui a été demandé : les mêmes entrées donnent les mêmes octets.",
)
MATERIALS = Phrase(
    "Items and answers are in the questionnaire {id} (version {version}).",
    "Items et réponses figurent dans le questionnaire {id} (version {version}).",
)
# ----------------------------------------------------------------------- abbreviations
SHORT: dict[str, Phrase] = {
    "AIC": Phrase("Akaike's information criterion", "critère d'information d'Akaike"),
    "AVE": Phrase("average variance extracted", "variance moyenne extraite"),
    "BIC": Phrase("Bayesian information criterion", "critère d'information bayésien"),
    "CFI": Phrase("comparative fit index", "indice d'ajustement comparatif"),
    "CI": Phrase("confidence interval", "intervalle de confiance"),
    "CR1": Phrase("cluster-robust errors", "erreurs types robustes aux grappes"),
    "CR2": Phrase(
        "cluster-robust errors for few clusters",
        "erreurs types robustes aux grappes, corrigées pour peu de grappes",
    ),
    "ET": Phrase("standard deviation", "écart type"),
    "HC3": Phrase(
        "errors robust to unequal variances", "erreurs types robustes à l'hétéroscédasticité"
    ),
    "HTMT2": Phrase(
        "ratio of correlations between scales to those within them",
        "rapport des corrélations entre échelles à celles dans les échelles",
    ),
    "IC": Phrase("confidence interval", "intervalle de confiance"),
    "LMS": Phrase(
        "latent moderated structural equations",
        "équations structurelles latentes modérées",
    ),
    "M": Phrase("mean", "moyenne"),
    "MLR": Phrase("robust maximum likelihood", "maximum de vraisemblance robuste"),
    "RMSEA": Phrase(
        "root mean square error of approximation",
        "racine de l'erreur quadratique moyenne d'approximation",
    ),
    "SD": Phrase("standard deviation", "écart type"),
    "SRMR": Phrase(
        "standardised root mean square residual",
        "racine du résidu quadratique moyen standardisé",
    ),
    "Std.": Phrase("standardised", "standardisé"),
    "TLI": Phrase("Tucker-Lewis index", "indice de Tucker-Lewis"),
    "VME": Phrase("average variance extracted", "variance moyenne extraite"),
    "WLSMV": Phrase(
        "weighted least squares for ordered answers",
        "moindres carrés pondérés pour réponses ordonnées",
    ),
}
"""Abbreviations an article may use; those it does use are listed."""
