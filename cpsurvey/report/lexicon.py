"""Words that several chapters share: headings of columns, frame of a report."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any

from cpsurvey.parts import Bootstrap, Effect, Errors, Gaps, Matrix, Metric
from cpsurvey.report.words import Phrase, Words

CHOICE_NOT_FITTED = Phrase(
    "the model cannot be fitted that way ({code})",
    "le modèle ne peut être ajusté ainsi ({code})",
)
INV_DAGGER = Phrase(
    "† INADMISSIBLE solution: do not interpret.",
    "† solution INADMISSIBLE : ne pas interpréter.",
)
SHARE_OF = Phrase("Share %", "Part %")
SECTION_PLAN = Phrase("What was declared beforehand", "Ce qui était déclaré à l'avance")
P_HOLM = Phrase("p (Holm)", "p (Holm)")
HOLM_LINES = Phrase(
    "p (Holm): adjusted over the lines of this table.",
    "p (Holm) : ajusté sur les lignes de ce tableau.",
)
EXPLORATORY = Phrase(
    "Exploratory: no declared hypothesis rests on this chapter.",
    "Exploratoire : aucune hypothèse déclarée ne repose sur ce chapitre.",
)
ALL_EXPLORATORY = Phrase(
    "{names:Hypothesis|Hypotheses} in this chapter: {names}. No plan declared before the data "
    "holds for {names:it|them}: all of it is exploratory.",
    "{names:Hypothèse|Hypothèses} de ce chapitre : {names}. Aucun plan déclaré avant les "
    "données ne vaut pour {names:elle|elles} : tout y est exploratoire.",
)
PARTLY_EXPLORATORY = Phrase(
    "Declared {names:hypothesis|hypotheses} in this chapter: {names}. Everything else here "
    "is exploratory.",
    "{names:Hypothèse déclarée|Hypothèses déclarées} dans ce chapitre : {names}. Tout le "
    "reste ici est exploratoire.",
)
MEAN = Phrase("M", "M")
SD = Phrase("SD", "ET")
T9 = Phrase("Loadings: {model}", "Saturations : {model}")
CHISQ = Phrase("χ²", "χ²")
SCALING = Phrase("c", "c")
CFI = Phrase("CFI", "CFI")
TLI = Phrase("TLI", "TLI")
RMSEA = Phrase("RMSEA", "RMSEA")
CI90 = Phrase("90% CI", "IC 90 %")
SRMR = Phrase("SRMR", "SRMR")
AIC = Phrase("AIC", "AIC")
BIC = Phrase("BIC", "BIC")
STD = Phrase("Std.", "Std.")
STD_SE = Phrase("SE (Std.)", "ES (Std.)")
BETA_NOTE = Phrase(
    "Std.: in standard deviations of the outcome and of the predictor, a product per standard "
    "deviation of each of its parts; limits are those of b, the standard deviations taken as "
    "known.",
    "Std. : en écarts types du résultat et du prédicteur, un produit par écart type de chacune "
    "de ses parties ; les bornes sont celles de b, écarts types tenus pour connus.",
)
STD_CI = Phrase("95% CI (Std.)", "IC à 95 % (Std.)")
STD_MC_CI = Phrase("95% Monte Carlo CI (Std.)", "IC Monte Carlo 95 % (Std.)")
STD_BOOT_CI = Phrase("95% bootstrap CI (Std.)", "IC bootstrap 95 % (Std.)")
PATH = Phrase("Path", "Chemin")
EFFECT = Phrase("Effect", "Effet")
MC_CI = Phrase("95% Monte Carlo CI", "IC Monte Carlo 95 %")
BOOT_CI = Phrase("95% bootstrap CI", "IC bootstrap 95 %")
FIT_NOTE = Phrase(
    "χ²: scaled where c is given (c: scaling factor); CFI, TLI and RMSEA are then the "
    "robust versions. Fixed cut-offs do not generalise across models: read residuals and "
    "alternatives too.",
    "χ² : corrigé quand c est donné (c : facteur d'échelle) ; CFI, TLI et RMSEA sont "
    "alors les versions robustes. Les seuils fixes ne se généralisent pas : voir aussi "
    "les résidus et les modèles rivaux.",
)
FIT_DAGGER = Phrase(
    "† INADMISSIBLE solution: do not interpret, nor compare with the others.",
    "† solution INADMISSIBLE : ne pas interpréter, ni comparer aux autres.",
)
CLUSTERS_IN = Phrase(
    "errors and test robust to {clusters} {clusters:cluster|clusters} of {variable}",
    "erreurs et test robustes à {clusters} {clusters:grappe|grappes} ({variable})",
)
EFFECTS_NOTE = Phrase(
    "SE by the delta method, which takes effects as normal. Interval and p by Monte Carlo: "
    "percentiles of 20,000 draws from the estimates' distribution, and twice the share of "
    "them beyond zero; an effect that is one path has those of this path. An interval that "
    "leaves out zero says that the data go with an effect, not that one variable causes the "
    "other.",
    "ES par la méthode delta, qui tient les effets pour normaux. Intervalle et p par Monte "
    "Carlo : percentiles de 20 000 tirages dans la distribution des estimations, et double "
    "de la part d'entre eux située au-delà de zéro ; un effet qui est un seul chemin a ceux "
    "de ce chemin. Un intervalle sans zéro dit que les données s'accordent avec un effet, non "
    "qu'une variable cause l'autre.",
)
STANDARD_NOTE: dict[Metric, Phrase] = {
    "all": Phrase(
        "Std.: standard deviations of the outcome per standard deviation of the source "
        "(std.all), with intervals of its own.",
        "Std. : écarts types de la variable expliquée par écart type de la source "
        "(std.all), avec leurs propres intervalles.",
    ),
    "nox": Phrase(
        "Std.: the source has two values, so standard deviations of the outcome between one "
        "and the other (std.nox), with intervals of its own.",
        "Std. : la source n'a que deux valeurs ; écarts types de la variable expliquée "
        "entre l'une et l'autre (std.nox), avec leurs propres intervalles.",
    ),
}
BOOT_NOTE = Phrase(
    "Bootstrap: {draws} draws of {kind}, percentile interval; {failed} did not converge "
    "(left out), {inadmissible} had a negative variance (kept).",
    "Bootstrap : {draws} tirages ({kind}), intervalle des percentiles ; {failed} {failed:non "
    "convergé (écarté)|non convergés (écartés)}, {inadmissible} avec une variance négative "
    "({inadmissible:gardé|gardés}).",
)
PREDICTOR = Phrase("Predictor", "Prédicteur")
INTERCEPT = Phrase("Intercept", "Constante")
R2 = Phrase("R²", "R²")
FIG_CORRELATIONS = Phrase("Correlations of scores", "Corrélations des scores")
TO_OUTCOME = Phrase("To {outcome}", "Vers {outcome}")
DIFFERENCES = Phrase("Differences of the indirect effects", "Différences d'effets indirects")
RULE = Phrase("Rule", "Règle")
COUNT = Phrase("Count", "Nombre")
WHOLE_ROW = Phrase("(whole row)", "(ligne entière)")
SUM_NOT_DONE = Phrase(
    "NOT DONE: {names}. The {names:reason is given in its chapter|reasons are given in their "
    "chapters}.",
    "NON FAIT : {names}. {names:La raison est donnée dans son chapitre|Les raisons sont "
    "données dans leurs chapitres}.",
)
CHAPTER_FAULT = Phrase(
    "NOT WRITTEN ({names}): a fault of the program ({code}). The numbers are in "
    "results.json, and run.json says where in the program; please report it.",
    "NON ÉCRIT ({names}) : un défaut du programme ({code}). Les nombres sont dans "
    "results.json, et run.json dit à quel endroit du programme ; signalez-le.",
)
FIGURE_FAULT = Phrase(
    "A picture could not be drawn ({code}); the tables hold its numbers.",
    "Une figure n'a pas pu être dessinée ({code}) ; ses nombres sont dans les tableaux.",
)
CONTENTS = Phrase("Contents", "Sommaire")
TABLE = Phrase("Table", "Tableau")
TABLES = Phrase("Tables", "Tableaux")
FIGURE = Phrase("Figure", "Figure")
FIGURES = Phrase("Figures", "Figures")
NOTE = Phrase("Note.", "Note.")
SIMULATED = Phrase(
    "SIMULATED DATA: nothing here is about real people",
    "DONNÉES SIMULÉES : rien ici ne concerne des personnes réelles",
)
WORKING_COPY = Phrase(
    "WORKING COPY, NOT FOR PASSING ON", "COPIE DE TRAVAIL, À NE PAS TRANSMETTRE"
)
SUBTITLE = Phrase(
    "{n} {n:respondent|respondents} analysed; questionnaire {questionnaire} {version}",
    "{n} {n:répondant analysé|répondants analysés} ; questionnaire {questionnaire} {version}",
)
STATUS = Phrase("Status of the questionnaire: {text}.", "Statut du questionnaire : {text}.")
OTHER_LANGUAGE = Phrase("Français", "English")
PARTS: dict[str, Phrase] = {
    "who": Phrase("Who answered", "Qui a répondu"),
    "scales": Phrase("The scales", "Les échelles"),
    "question": Phrase(
        "The question: from involvement to performance",
        "La question : de l'implication à la performance",
    ),
    "act": Phrase("What to do", "Que faire"),
    "sure": Phrase("How sure", "À quel point est-ce sûr"),
}
"""Headings of the parts of a report; hypotheses stand before them, without."""
QUESTION = Phrase("The question", "La question")
"""The heading of that part where the questionnaire asks another one."""


def on_communities(study: Mapping[str, Any]) -> bool:
    """Whether a questionnaire asks about communities of practice; what is kept does not say."""
    return bool(study["questionnaire"].get("communities", True))


def part(name: str, study: Mapping[str, Any]) -> Phrase | None:
    """Heading of a part of a report."""
    own = name == "question" and not on_communities(study)
    return QUESTION if own else PARTS.get(name)


PART_SOURCE = Phrase("Where the numbers come from", "D'où viennent les nombres")
SECTION_SUMMARY = Phrase("In short", "En bref")
N = Phrase("n", "n")
PERCENT = Phrase("%", "%")
ITEM = Phrase("Item", "Item")
SCALE = Phrase("Scale", "Échelle")
CI95 = Phrase("95% CI", "IC 95 %")
VARIABLE = Phrase("Variable", "Variable")
B = Phrase("b", "b")
SE = Phrase("SE", "ES")
DF = Phrase("df", "ddl")
T = Phrase("t", "t")
P = Phrase("p", "p")
MODEL = Phrase("Model", "Modèle")
Z = Phrase("z", "z")
SAMPLE_ALL = Phrase("n = {n}.", "n = {n}.")
SAMPLE_LOST = Phrase(
    "n = {n} of {read}; left out: {reasons}.", "n = {n} sur {read} ; écartés : {reasons}."
)
SUM_FEW = Phrase(
    "FEWER THAN {k} RESPONDENTS ({n}): people could be recognised in these numbers. Do "
    "not pass this report on.",
    "MOINS DE {k} RÉPONDANTS ({n}) : des personnes pourraient être reconnues dans ces "
    "nombres. Ne pas transmettre ce rapport.",
)
SUM_UNSOUND = Phrase(
    "NOT SOUND: {names}. Do not interpret; the reasons are given with each result.",
    "NON FIABLE : {names}. Ne pas interpréter ; les raisons sont données avec chaque résultat.",
)
SUM_TOO_FEW = Phrase(
    "TOO FEW PEOPLE OR GROUPS: {names}. {names:Its|Their} tables only describe; nothing of "
    "{names:it|them} is quoted here.",
    "TROP PEU DE PERSONNES OU DE GROUPES : {names}. {names:Ses|Leurs} tableaux ne font que "
    "décrire ; rien n'en est cité ici.",
)
SUM_NOT_CARRIED = Phrase(
    "TOO FEW RESPONDENTS FOR A MODEL: {names}. It takes more respondents than parameters; "
    "nothing was fitted, and nothing can be concluded from {names:it|them}.",
    "TROP PEU DE RÉPONDANTS POUR UN MODÈLE : {names}. Il faut plus de répondants que de "
    "paramètres ; rien n'a été ajusté, et rien ne peut en être conclu.",
)
SUM_REACH = Phrase(
    "What {n} {n:respondent|respondents} can show: a single correlation has a fair chance "
    "(80%) of being seen from about {r} on. A smaller one may be there and go unseen, so "
    "“not significant” does not mean “none”.",
    "Ce que {n} {n:répondant|répondants} {n:peut|peuvent} montrer : une corrélation a de "
    "bonnes chances (80 %) d'être vue à partir de {r} environ. Une plus petite peut exister "
    "et passer inaperçue : « non significatif » ne veut pas dire « absent ».",
)
SUM_ASSOCIATION = Phrase(
    "All results are associations in one survey; none shows that one thing causes another.",
    "Tous les résultats sont des associations dans une enquête ; aucun ne montre qu'une "
    "chose en cause une autre.",
)
ALT_SEE = Phrase("The same numbers are in table {table}.", "Mêmes nombres au tableau {table}.")
READ_WITH = Phrase("Read with: {what}.", "À lire avec : {what}.")
LOADING_MARK = Phrase("Size", "Ampleur")
LOADING_UNKNOWN = Phrase("–", "–")
LOADING_DROP = Phrase("< .40", "< 0,40")
LOADING_LOW = Phrase("< .50", "< 0,50")
LOADING_FAIR = Phrase("≥ .50", "≥ 0,50")
LOADING_HIGH = Phrase("≥ .70", "≥ 0,70")
LOADING_NOTE = Phrase(
    "Size, by the standardised loading: .50 and better .70 are asked for; below .40 an "
    "item is a candidate to drop, after a look at its wording.",
    "Ampleur, selon la saturation standardisée : 0,50 et mieux 0,70 sont attendus ; sous "
    "0,40 un item est candidat au retrait, après examen de son libellé.",
)
SECTION_PROVENANCE = Phrase("Versions, files and seed", "Versions, fichiers et graine")
THROUGH = Phrase("Through {path}", "Par {path}")
MINUS = Phrase("{first} minus {second}", "{first} moins {second}")
ROLES: dict[str, Phrase] = {
    "direct": Phrase("Direct", "Direct"),
    "total_indirect": Phrase("All indirect", "Indirects, ensemble"),
    "total": Phrase("Total", "Total"),
}
MISSING: dict[str, Phrase] = {
    "fiml": Phrase("full information", "information complète"),
    "listwise": Phrase("complete cases", "cas complets"),
    "pairwise": Phrase("pairwise", "par paires"),
    "imputed": Phrase("multiple imputation", "imputation multiple"),
}
MATRIX: dict[Matrix, Phrase] = {
    "pearson": Phrase("Product-moment correlations", "Corrélations de Pearson"),
    "polychoric": Phrase("Polychoric correlations", "Corrélations polychoriques"),
}
GAPS: dict[Gaps, Phrase] = {
    "none": Phrase("nothing missing.", "aucune réponse manquante."),
    "em": Phrase(
        "every answer counts (normal maximum likelihood by EM); tests count n = {n}, the "
        "harmonic mean over pairs of items.",
        "chaque réponse compte (maximum de vraisemblance normal par EM) ; les tests comptent "
        "n = {n}, moyenne harmonique sur les paires d'items.",
    ),
    "pairwise": Phrase(
        "each from the respondents with both answers; tests count n = {n}, the harmonic mean "
        "over pairs of items.",
        "chacune sur les répondants ayant les deux réponses ; les tests comptent n = {n}, "
        "moyenne harmonique sur les paires d'items.",
    ),
    "complete": Phrase(
        "respondents with every item only.", "seulement les répondants ayant tous les items."
    ),
}
"""What became of missing answers to correlated items."""
COEFFICIENTS: dict[str, Phrase] = {
    "omega_total": Phrase("ω total", "ω total"),
    "omega_categorical": Phrase("ω categorical", "ω catégoriel"),
}
"""Reliability of a scale, by the name of its coefficient."""
CHOICES: dict[str, Phrase] = {
    "reported": Phrase("As reported", "Tel que rapporté"),
    "everybody": Phrase("Everybody, careful or not", "Tout le monde, attentif ou non"),
    "careful": Phrase("Careful respondents only", "Répondants attentifs seuls"),
    "complete": Phrase("Complete answers only", "Réponses complètes seules"),
    "unclustered": Phrase("Errors ignore teams", "Erreurs sans les équipes"),
    "ml": Phrase(
        "Maximum likelihood, normal errors", "Maximum de vraisemblance, erreurs normales"
    ),
    "ordinal": Phrase("Ordered answers (WLSMV)", "Réponses ordonnées (WLSMV)"),
    "no_controls": Phrase("Without controls", "Sans contrôles"),
    "no_reversed": Phrase("Without reversed items", "Sans items inversés"),
    "short": Phrase("Short form", "Forme courte"),
    "scores": Phrase("Scores, not factors", "Scores, non facteurs"),
    "more_controls": Phrase("Further controls", "Davantage de contrôles"),
    "reversed_order": Phrase("Order of mediators reversed", "Ordre des médiateurs inversé"),
    "within": Phrase("Within teams only", "Intra-équipe seulement"),
    "no_overlap": Phrase("Without overlapping wording", "Sans libellés communs"),
    "wording": Phrase(
        "With a factor of reversed wording", "Avec un facteur des items inversés"
    ),
    "invariant": Phrase("Without non-invariant items", "Sans items non invariants"),
}
"""Ways of doing an analysis otherwise, by their name in `sensitivity`."""
NOT_READ: dict[str, Phrase] = {
    "nobody": Phrase("nobody is left", "personne ne reste"),
    "not_converged": Phrase("not converged", "pas de convergence"),
    "inadmissible": Phrase("inadmissible solution", "solution inadmissible"),
}
"""Why a model that was fitted once more is not read; other reasons are codes of errors."""
ERRORS: dict[Errors, Phrase] = {
    "classical": Phrase("Classical standard errors.", "Erreurs types classiques."),
    "hc3": Phrase(
        "Standard errors robust to unequal variance (HC3).",
        "Erreurs types robustes à l'hétéroscédasticité (HC3).",
    ),
    "cr1": Phrase(
        "Cluster-robust standard errors (CR1), {clusters} {clusters:cluster|clusters} of "
        "{variable}.",
        "Erreurs types robustes aux grappes (CR1), {clusters} {clusters:grappe|grappes} "
        "({variable}).",
    ),
    "cr2": Phrase(
        "Standard errors robust to {clusters} {clusters:cluster|clusters} of {variable} "
        "(CR2; Bell & McCaffrey, 2002) with Satterthwaite's degrees of freedom.",
        "Erreurs types robustes à {clusters} {clusters:grappe|grappes} ({variable}) (CR2 "
        "; Bell et McCaffrey, 2002), ddl de Satterthwaite.",
    ),
}
"""Which errors of a regression are printed."""
DRAWS_OF: dict[str, Phrase] = {
    "cases": Phrase("respondents", "répondants"),
    "clusters": Phrase("whole groups", "groupes entiers"),
}


def bootstrap_note(drawn: Bootstrap, words: Words) -> str:
    """How intervals of the bootstrap came about."""
    return words(
        BOOT_NOTE,
        draws=drawn.draws,
        kind=words(DRAWS_OF[drawn.kind]),
        failed=drawn.failed,
        inadmissible=drawn.inadmissible,
    )


def standard_notes(effects: Iterable[Effect], words: Words) -> list[str]:
    """What the standardised effects of a table are standardised by."""
    metrics = {effect.standard.metric: None for effect in effects if effect.standard}
    return [words(STANDARD_NOTE[metric]) for metric in metrics]


COLON = Phrase(": ", " : ")
