"""Who answered carefully: rules, thresholds, and the main model at each stage (T3)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from cpsurvey.report.words import Phrase

if TYPE_CHECKING:
    from cpsurvey.kinds.screening.data import Shown, Stage
    from cpsurvey.parts import Unjudged

SECTION = Phrase("Who answered carefully", "Qui a répondu avec soin")
T3 = Phrase("Data screening", "Contrôle des réponses")
T3A = Phrase("What each sign adds", "Ce que chaque signe apporte")
T3B = Phrase(
    "{model}: fit with more and with fewer respondents",
    "{model} : ajustement avec plus et avec moins de répondants",
)
T3C = Phrase(
    "{model}: effects with more and with fewer respondents",
    "{model} : effets avec plus et avec moins de répondants",
)
FIGURE = Phrase(
    "Signs of careless answers: respondents by rule, and by number of soft rules",
    "Signes de réponses sans soin : répondants par règle, et par nombre de règles souples",
)
ATTENTION_ONE = Phrase("Failed an attention check", "Échec à un contrôle d'attention")
THRESHOLD = Phrase("Threshold", "Seuil")
JUDGED = Phrase("Judged", "Jugés")
N_FLAGGED = Phrase("Flagged", "Signalés")
N_EXCLUDED = Phrase("Left out", "Écartés")
ALONE = Phrase("By it alone", "Par elle seule")
ALSO_OTHER = Phrase("Also by another rule", "Aussi par une autre règle")
BEYOND = Phrase("By no other consistency", "Par aucune autre cohérence")
DECIDES = Phrase("Careless because of it", "Sans soin à cause d'elle")
ADDED_NOTE = Phrase(
    "By no other consistency: flagged, and by no other sign of consistency within the person "
    "(halves of scales, alike, opposite and reversed items). Careless because of it: would "
    "count as careful without this rule. In experiments consistency finds more than long "
    "strings and spread, which see only one column ticked all the way down (Curran, 2016; "
    "Goldammer et al., 2024); those stand last. Of fewer than {k} flagged only the number is "
    "told.",
    "Par aucune autre cohérence : signalés, et par aucun autre signe de cohérence de la "
    "personne (moitiés d'échelles, items semblables, opposés, inversés). Sans soin à cause "
    "d'elle : passeraient pour soigneux sans cette règle. Dans les expériences, la cohérence "
    "trouve plus que les longues suites et la variation, qui ne voient que la même colonne "
    "cochée de haut en bas (Curran, 2016 ; Goldammer et al., 2024) ; celles-ci viennent en "
    "dernier. En dessous de {k} signalés, seul leur nombre est donné.",
)
HARD_RULES = Phrase(
    "Hard rules: one is enough to be left out",
    "Règles strictes : une seule suffit pour être écarté",
)
SOFT_RULES = Phrase(
    "Soft rules: they flag; {limit} or more count as careless",
    "Règles souples : elles signalent ; {limit} ou plus valent réponses sans soin",
)
SOFT_RULES_ONE = Phrase(
    "Soft rules: they flag; one counts as careless",
    "Règles souples : elles signalent ; une seule vaut réponses sans soin",
)
ANY_HARD = Phrase("Any hard rule", "Au moins une règle stricte")
SOFT_OR_MORE = Phrase(
    "{limit} or more soft rules", "{limit} {limit:règle souple|règles souples} ou plus"
)
HARD_OR_SOFT = Phrase(
    "Hard rule, or careless by the soft ones", "Règle stricte, ou sans soin selon les souples"
)
THRESHOLDS: dict[str, Phrase] = {
    "attention": Phrase("at least one failed", "au moins un échec"),
    "attention_all": Phrase("all {count} failed", "échec aux {count}"),
    "self_report": Phrase(
        "says own answers should not be used", "dit que ses réponses ne sont pas à exploiter"
    ),
    "too_fast": Phrase("< {seconds} s a line overall", "< {seconds} s par ligne en tout"),
    "page_time": Phrase(
        "≥ {pages} {pages:page|pages} below {seconds} s a line",
        "≥ {pages} {pages:page|pages} sous {seconds} s par ligne",
    ),
    "longstring": Phrase(
        "run ≥ {count} and ≥ {share}% of a page's lines",
        "suite ≥ {count} et ≥ {share} % des lignes d'une page",
    ),
    "irv": Phrase("lowest {share}% of IRV", "{share} % les plus bas de l'IRV"),
    "mahalanobis": Phrase("D² beyond χ², p < {p}", "D² au-delà du χ², p < {p}"),
    "even_odd": Phrase("even-odd consistency < {value}", "cohérence pair-impair < {value}"),
    "reversed_pairs": Phrase(
        "≥ {count} of {pairs} {pairs:pair|pairs}", "≥ {count} {count:paire|paires} sur {pairs}"
    ),
    "reversed_pairs_none": Phrase(
        "≥ {count} {count:pair|pairs}", "≥ {count} {count:paire|paires}"
    ),
    "synonyms": Phrase("within-person r < {value}", "r intra-individuel < {value}"),
    "antonyms": Phrase("within-person r > {value}", "r intra-individuel > {value}"),
}
"""From where on a rule counts."""
WHY: dict[Unjudged, Phrase] = {
    "no_checks": Phrase(
        "no attention check in the export", "aucun contrôle d'attention dans l'export"
    ),
    "no_self_report": Phrase("the question was not asked", "la question n'a pas été posée"),
    "no_times": Phrase("no page times in the export", "aucun temps de page dans l'export"),
    "few_pages": Phrase("too few timed pages", "trop peu de pages chronométrées"),
    "short_pages": Phrase("no page is long enough", "aucune page n'est assez longue"),
    "few_respondents": Phrase(
        "too few respondents, or answers that do not vary",
        "trop peu de répondants, ou des réponses qui ne varient pas",
    ),
    "few_scales": Phrase(
        "fewer than six scales with two halves that vary",
        "moins de six échelles à deux moitiés qui varient",
    ),
    "few_reversed": Phrase("too few reversed items", "trop peu d'items inversés"),
    "few_pairs": Phrase(
        "too few pairs of items that correlate enough",
        "trop peu de paires d'items assez corrélés",
    ),
}
NOT_JUDGED = Phrase("Cannot be judged: {rules}.", "Ne peut être jugé : {rules}.")
NOTE = Phrase(
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
SMALL = Phrase(
    "A group of fewer than {k} is counted, not described.",
    "Un groupe de moins de {k} est compté, pas décrit.",
)
KEPT = Phrase(
    "The careless by the soft rules stay in all other analyses (exclude_flagged: true in "
    "study.yaml leaves them out).",
    "Les répondants sans soin selon les règles souples restent dans toutes les autres "
    "analyses (exclude_flagged: true dans study.yaml les écarte).",
)
GONE = Phrase(
    "The careless by the soft rules are left out of all other analyses (exclude_flagged: "
    "true in study.yaml).",
    "Les répondants sans soin selon les règles souples sont écartés de toutes les autres "
    "analyses (exclude_flagged: true dans study.yaml).",
)
SAMPLE = Phrase("Respondents", "Répondants")
STAGES: dict[Stage, Phrase] = {
    "answered": Phrase("All with enough answers", "Tous, avec assez de réponses"),
    "hard": Phrase("Without hard exclusions", "Sans les exclusions strictes"),
    "soft": Phrase("Careful ones only", "Réponses soignées seulement"),
}
STAGES_SHORT: dict[Stage, Phrase] = {
    "answered": Phrase("All", "Tous"),
    "hard": Phrase("Hard rules", "Règles strictes"),
    "soft": Phrase("Careful", "Soignées"),
}
MODELS_NOTE = Phrase(
    "Same model and options in every line; scores are standardised anew within each. The "
    "analyses of this report rest on the line marked *.",
    "Mêmes modèle et options à chaque ligne ; scores standardisés à nouveau dans "
    "chacune. Les analyses de ce rapport reposent sur la ligne marquée *.",
)
NUMBERS: dict[Shown, Phrase] = {
    ":=": Phrase(
        "Unstandardised effects with 95% Monte Carlo intervals: with all, without those hard "
        "rules leave out, with the careful only.",
        "Effets non standardisés avec intervalles de Monte-Carlo à 95 % : avec tous, sans "
        "ceux que les règles strictes écartent, avec les réponses soignées seulement.",
    ),
    "~": Phrase(
        "Unstandardised paths with 95% intervals: with all, without those hard rules leave "
        "out, with the careful only.",
        "Chemins non standardisés avec intervalles à 95 % : avec tous, sans ceux que les "
        "règles strictes écartent, avec les réponses soignées seulement.",
    ),
    "=~": Phrase(
        "Standardised loadings: with all, without those hard rules leave out, with the "
        "careful only.",
        "Saturations standardisées : avec tous, sans ceux que les règles strictes écartent, "
        "avec les réponses soignées seulement.",
    ),
}
SAME_PEOPLE = Phrase(
    "Nobody is left out between some of these stages; their numbers are the same.",
    "Personne n'est écarté entre certaines de ces étapes ; leurs nombres sont les mêmes.",
)
ONLY = Phrase("this rule alone", "cette règle seule")
WITH = Phrase("with another rule", "avec une autre règle")
FLAGGED = Phrase("not broken down (< {k})", "non détaillé (< {k})")
RESPONDENTS = Phrase("Respondents flagged", "Répondants signalés")
SOFT_BROKEN = Phrase(
    "Soft rules broken\n(none: {none})", "Règles souples enfreintes\n(aucune : {none})"
)
NOT_FITTED = Phrase(
    "too few respondents or answers that do not vary ({code})",
    "trop peu de répondants ou des réponses qui ne varient pas ({code})",
)
IN_SHORT = Phrase(
    "{careless} of {answered} {answered:respondent|respondents} with enough answers "
    "{careless:looks|look} careless ({hard} by hard rules, {soft} more by soft ones).",
    "{careless} {answered:du|des} {answered} {answered:répondant|répondants} ayant assez de "
    "réponses {careless:semble|semblent} répondre sans soin ({hard} selon les règles "
    "strictes, {soft} de plus selon les souples).",
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
        "Nobody breaks fewer than {limit} soft {limit:rule|rules}: the thresholds do not "
        "suit these answers.",
        "Personne n'enfreint moins de {limit} {limit:règle souple|règles souples} : les "
        "seuils ne conviennent pas à ces réponses.",
    ),
}
"""Sentences by the code of their caveat."""
