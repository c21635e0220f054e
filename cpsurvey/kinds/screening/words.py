"""Who answered carefully: rules, thresholds, and the main model at each stage (T3)."""

from __future__ import annotations

from cpsurvey.report.words import Phrase

SECTION = Phrase("Who answered carefully", "Qui a répondu avec soin")
SCR_T3 = Phrase("Data screening", "Contrôle des réponses")
SCR_T3_FIT = Phrase(
    "{model}: fit with more and with fewer respondents",
    "{model} : ajustement avec plus et avec moins de répondants",
)
SCR_T3_EFFECTS = Phrase(
    "{model}: effects with more and with fewer respondents",
    "{model} : effets avec plus et avec moins de répondants",
)
FIG_SCREENING = Phrase(
    "Signs of careless answers: respondents by rule, and by number of soft rules",
    "Signes de réponses sans soin : répondants par règle, et par nombre de règles souples",
)
CAREFUL = Phrase(
    "Of these, answered carefully by the soft rules",
    "Parmi eux, réponses soignées selon les règles souples",
)
FLAGGED = Phrase("Careless by the soft rules", "Réponses sans soin selon les règles souples")
TOO_FAST = Phrase("Answered too fast", "Réponses trop rapides")
PAGE_TIME = Phrase("Fast pages", "Pages trop rapides")
LONGSTRING = Phrase(
    "Same answer many times in a row", "Même réponse de nombreuses fois de suite"
)
IRV = Phrase("Answers hardly vary", "Réponses qui varient à peine")
MAHALANOBIS = Phrase("Answers unlike the others'", "Réponses éloignées des autres")
EVEN_ODD = Phrase("Halves of scales disagree", "Moitiés d'échelles en désaccord")
REVERSED_PAIRS = Phrase(
    "Reversed items contradict direct ones", "Items inversés contredisant les directs"
)
SYNONYMS = Phrase("Alike items answered differently", "Items semblables, réponses différentes")
ANTONYMS = Phrase("Opposite items answered alike", "Items opposés, mêmes réponses")
SCR_ATTENTION_ONE = Phrase("Failed an attention check", "Échec à un contrôle d'attention")
SCR_THRESHOLD = Phrase("Threshold", "Seuil")
SCR_JUDGED = Phrase("Judged", "Jugés")
SCR_N_FLAGGED = Phrase("Flagged", "Signalés")
SCR_N_EXCLUDED = Phrase("Left out", "Écartés")
SCR_ALSO_OTHER = Phrase("Also by another rule", "Aussi par une autre règle")
SCR_HARD_RULES = Phrase(
    "Hard rules: one is enough to be left out",
    "Règles strictes : une seule suffit pour être écarté",
)
SCR_SOFT_RULES = Phrase(
    "Soft rules: they flag; {limit} or more count as careless",
    "Règles souples : elles signalent ; {limit} ou plus valent réponses sans soin",
)
SCR_SOFT_RULES_ONE = Phrase(
    "Soft rules: they flag; one counts as careless",
    "Règles souples : elles signalent ; une seule vaut réponses sans soin",
)
SCR_ANY_HARD = Phrase("Any hard rule", "Au moins une règle stricte")
SCR_SOFT_OR_MORE = Phrase("{limit} or more soft rules", "{limit} règles souples ou plus")
SCR_HARD_OR_SOFT = Phrase(
    "Hard rule, or careless by the soft ones", "Règle stricte, ou sans soin selon les souples"
)
SCR_T_ATTENTION = Phrase("at least one failed", "au moins un échec")
SCR_T_ATTENTION_ALL = Phrase("all {count} failed", "échec aux {count}")
SCR_T_SELF_REPORT = Phrase("asks not to be used", "demande que ses réponses soient écartées")
SCR_T_TOO_FAST = Phrase("< {seconds} s a line overall", "< {seconds} s par ligne en tout")
SCR_T_PAGE_TIME = Phrase(
    "≥ {pages} pages below {seconds} s a line", "≥ {pages} pages sous {seconds} s par ligne"
)
SCR_T_LONGSTRING = Phrase(
    "run ≥ {count} and ≥ {share}% of a page's lines",
    "suite ≥ {count} et ≥ {share} % des lignes d'une page",
)
SCR_T_IRV = Phrase("lowest {share}% of IRV", "{share} % les plus bas de l'IRV")
SCR_T_MAHALANOBIS = Phrase("D² beyond χ², p < {p}", "D² au-delà du χ², p < {p}")
SCR_T_EVEN_ODD = Phrase("even-odd consistency < {value}", "cohérence pair-impair < {value}")
SCR_T_REVERSED_PAIRS = Phrase("≥ {count} of {pairs} pairs", "≥ {count} paires sur {pairs}")
SCR_T_REVERSED_PAIRS_NONE = Phrase("≥ {count} pairs", "≥ {count} paires")
SCR_T_SYNONYMS = Phrase("within-person r < {value}", "r intra-individuel < {value}")
SCR_T_ANTONYMS = Phrase("within-person r > {value}", "r intra-individuel > {value}")
SCR_WHY_NO_CHECKS = Phrase(
    "no attention check in the export", "aucun contrôle d'attention dans l'export"
)
SCR_WHY_NO_SELF_REPORT = Phrase("the question was not asked", "la question n'a pas été posée")
SCR_WHY_NO_TIMES = Phrase("no page times in the export", "aucun temps de page dans l'export")
SCR_WHY_FEW_PAGES = Phrase("too few timed pages", "trop peu de pages chronométrées")
SCR_WHY_SHORT_PAGES = Phrase("no page is long enough", "aucune page n'est assez longue")
SCR_WHY_FEW_RESPONDENTS = Phrase(
    "too few respondents, or answers that do not vary",
    "trop peu de répondants, ou des réponses qui ne varient pas",
)
SCR_WHY_FEW_SCALES = Phrase(
    "fewer than six scales with two halves that vary",
    "moins de six échelles à deux moitiés qui varient",
)
SCR_WHY_FEW_REVERSED = Phrase("too few reversed items", "trop peu d'items inversés")
SCR_WHY_FEW_PAIRS = Phrase(
    "too few pairs of items that correlate enough", "trop peu de paires d'items assez corrélés"
)
SCR_NOT_JUDGED = Phrase("Cannot be judged: {rules}.", "Ne peut être jugé : {rules}.")
SCR_NOTE = Phrase(
    "Judged: respondents with enough answers for the rule, of {answered} with enough "
    "answers in all. A rule is a sign, not a proof: a low spread is found in its share "
    "of respondents by construction, and unusual answers may be an expert's. Published "
    "long surveys with little at stake found about one careless respondent in ten.",
    "Jugés : répondants ayant assez de réponses pour la règle, sur {answered} ayant "
    "assez de réponses en tout. Une règle est un signe, pas une preuve : une faible "
    "variation se trouve par construction chez sa part de répondants, et des réponses "
    "inhabituelles peuvent être celles d'un expert. Les longues enquêtes publiées, sans "
    "enjeu pour les répondants, trouvent environ un répondant sans soin sur dix.",
)
SCR_SMALL = Phrase(
    "A group of fewer than {k} is counted, not described.",
    "Un groupe de moins de {k} est compté, pas décrit.",
)
SCR_KEPT = Phrase(
    "The careless by the soft rules stay in all other analyses (exclude_flagged: true in "
    "study.yaml leaves them out).",
    "Les répondants sans soin selon les règles souples restent dans toutes les autres "
    "analyses (exclude_flagged: true dans study.yaml les écarte).",
)
SCR_GONE = Phrase(
    "The careless by the soft rules are left out of all other analyses (exclude_flagged: "
    "true in study.yaml).",
    "Les répondants sans soin selon les règles souples sont écartés de toutes les autres "
    "analyses (exclude_flagged: true dans study.yaml).",
)
SCR_SAMPLE = Phrase("Respondents", "Répondants")
SCR_STAGE_ANSWERED = Phrase("All with enough answers", "Tous, avec assez de réponses")
SCR_STAGE_HARD = Phrase("Without hard exclusions", "Sans les exclusions strictes")
SCR_STAGE_SOFT = Phrase("Careful ones only", "Réponses soignées seulement")
SCR_SHORT_ANSWERED = Phrase("All", "Tous")
SCR_SHORT_HARD = Phrase("Hard rules", "Règles strictes")
SCR_SHORT_SOFT = Phrase("Careful", "Soignées")
SCR_CI = Phrase("95% CI", "IC 95 %")
SCR_MODELS_NOTE = Phrase(
    "Same model and options in every line; scores are standardised anew within each. The "
    "analyses of this report rest on the line marked *.",
    "Mêmes modèle et options à chaque ligne ; scores standardisés à nouveau dans "
    "chacune. Les analyses de ce rapport reposent sur la ligne marquée *.",
)
SCR_NOTE_EFFECTS = Phrase(
    "Unstandardised effects with 95% Monte Carlo intervals: with all, without those hard "
    "rules leave out, with the careful only.",
    "Effets non standardisés avec intervalles de Monte-Carlo à 95 % : avec tous, sans "
    "ceux que les règles strictes écartent, avec les réponses soignées seulement.",
)
SCR_NOTE_PATHS = Phrase(
    "Unstandardised paths with 95% intervals: with all, without those hard rules leave "
    "out, with the careful only.",
    "Chemins non standardisés avec intervalles à 95 % : avec tous, sans ceux que les "
    "règles strictes écartent, avec les réponses soignées seulement.",
)
SCR_NOTE_LOADINGS = Phrase(
    "Standardised loadings: with all, without those hard rules leave out, with the "
    "careful only.",
    "Saturations standardisées : avec tous, sans ceux que les règles strictes écartent, "
    "avec les réponses soignées seulement.",
)
SCR_SAME_PEOPLE = Phrase(
    "Nobody is left out between some of these stages; their numbers are the same.",
    "Personne n'est écarté entre certaines de ces étapes ; leurs nombres sont les mêmes.",
)
SCR_ONLY = Phrase("this rule alone", "cette règle seule")
SCR_WITH = Phrase("with another rule", "avec une autre règle")
SCR_FLAGGED = Phrase("not broken down (< {k})", "non détaillé (< {k})")
SCR_RESPONDENTS = Phrase("Respondents flagged", "Répondants signalés")
SCR_SOFT_BROKEN = Phrase(
    "Soft rules broken\n(none: {none})", "Règles souples enfreintes\n(aucune : {none})"
)
SCR_REASON_NOBODY = Phrase("nobody is left", "personne ne reste")
SCR_REASON_NOT_CONVERGED = Phrase("not converged", "pas de convergence")
SCR_REASON_INADMISSIBLE = Phrase("inadmissible solution", "solution inadmissible")
SCR_REASON_FEW = Phrase(
    "too few respondents or answers that do not vary ({code})",
    "trop peu de répondants ou des réponses qui ne varient pas ({code})",
)
SUM_SCREENING = Phrase(
    "{careless} of {answered} respondents with enough answers look careless ({hard} by "
    "hard rules, {soft} more by soft ones).",
    "{careless} des {answered} répondants ayant assez de réponses semblent répondre sans "
    "soin ({hard} selon les règles strictes, {soft} de plus selon les souples).",
)
CAVEATS: dict[str, Phrase] = {
    "screening_no_pages": Phrase(
        "The questionnaire says nothing about pages: runs of equal answers follow the order "
        "of its scales, and scales in one format that follow each other count as one page.",
        "Le questionnaire ne dit rien de ses pages : les suites de réponses égales suivent "
        "l'ordre de ses échelles, et les échelles de même format qui se suivent comptent "
        "pour une page.",
    ),
    "screening_shuffled": Phrase(
        "Pages were shown in shuffled order, which the export does not tell: runs of equal "
        "answers are counted in the order of the questionnaire. Who ticks one column all the "
        "way down is found all the same; shorter runs may be missed.",
        "Des pages ont été montrées dans un ordre aléatoire que l'export ne donne pas : les "
        "suites de réponses égales sont comptées dans l'ordre du questionnaire. Qui coche "
        "une seule colonne de haut en bas est trouvé tout de même ; des suites plus courtes "
        "peuvent échapper.",
    ),
    "screening_many": Phrase(
        "The rules count {share}% of respondents as careless, far more than usual: look at "
        "the thresholds before trusting the comparison.",
        "Les règles comptent {share} % des répondants comme sans soin, bien plus que "
        "d'ordinaire : examinez les seuils avant de vous fier à la comparaison.",
    ),
    "screening_nobody_left": Phrase(
        "Nobody breaks fewer than {limit} soft rules: the thresholds do not suit these "
        "answers.",
        "Personne n'enfreint moins de {limit} règles souples : les seuils ne conviennent pas "
        "à ces réponses.",
    ),
}
"""Sentences by the code of their caveat."""
