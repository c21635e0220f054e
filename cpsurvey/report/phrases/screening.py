"""Who answered carefully: rules, thresholds, and the main model at each stage (T3)."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "section_screening": ("Who answered carefully", "Qui a répondu avec soin"),
    "scr_T3": ("Data screening", "Contrôle des réponses"),
    "scr_T3_fit": (
        "{model}: fit with more and with fewer respondents",
        "{model} : ajustement avec plus et avec moins de répondants",
    ),
    "scr_T3_effects": (
        "{model}: effects with more and with fewer respondents",
        "{model} : effets avec plus et avec moins de répondants",
    ),
    "fig_screening": (
        "Signs of careless answers: respondents by rule, and by number of soft rules",
        "Signes de réponses sans soin : répondants par règle, et par nombre de règles souples",
    ),
    "careful": (
        "Of these, answered carefully by the soft rules",
        "Parmi eux, réponses soignées selon les règles souples",
    ),
    "flagged": ("Careless by the soft rules", "Réponses sans soin selon les règles souples"),
    "too_fast": ("Answered too fast", "Réponses trop rapides"),
    "page_time": ("Fast pages", "Pages trop rapides"),
    "longstring": (
        "Same answer many times in a row",
        "Même réponse de nombreuses fois de suite",
    ),
    "irv": ("Answers hardly vary", "Réponses qui varient à peine"),
    "mahalanobis": ("Answers unlike the others'", "Réponses éloignées des autres"),
    "even_odd": ("Halves of scales disagree", "Moitiés d'échelles en désaccord"),
    "reversed_pairs": (
        "Reversed items contradict direct ones",
        "Items inversés contredisant les directs",
    ),
    "synonyms": ("Alike items answered differently", "Items semblables, réponses différentes"),
    "antonyms": ("Opposite items answered alike", "Items opposés, mêmes réponses"),
    "scr_attention_one": ("Failed an attention check", "Échec à un contrôle d'attention"),
    "scr_threshold": ("Threshold", "Seuil"),
    "scr_judged": ("Judged", "Jugés"),
    "scr_n_flagged": ("Flagged", "Signalés"),
    "scr_n_excluded": ("Left out", "Écartés"),
    "scr_also_other": ("Also by another rule", "Aussi par une autre règle"),
    "scr_hard_rules": (
        "Hard rules: one is enough to be left out",
        "Règles strictes : une seule suffit pour être écarté",
    ),
    "scr_soft_rules": (
        "Soft rules: they flag; {limit} or more count as careless",
        "Règles souples : elles signalent ; {limit} ou plus valent réponses sans soin",
    ),
    "scr_soft_rules_one": (
        "Soft rules: they flag; one counts as careless",
        "Règles souples : elles signalent ; une seule vaut réponses sans soin",
    ),
    "scr_any_hard": ("Any hard rule", "Au moins une règle stricte"),
    "scr_soft_or_more": ("{limit} or more soft rules", "{limit} règles souples ou plus"),
    "scr_hard_or_soft": (
        "Hard rule, or careless by the soft ones",
        "Règle stricte, ou sans soin selon les souples",
    ),
    "scr_t_attention": ("at least one failed", "au moins un échec"),
    "scr_t_attention_all": ("all {count} failed", "échec aux {count}"),
    "scr_t_self_report": ("asks not to be used", "demande que ses réponses soient écartées"),
    "scr_t_too_fast": ("< {seconds} s a line overall", "< {seconds} s par ligne en tout"),
    "scr_t_page_time": (
        "≥ {pages} pages below {seconds} s a line",
        "≥ {pages} pages sous {seconds} s par ligne",
    ),
    "scr_t_longstring": (
        "run ≥ {count} and ≥ {share}% of a page's lines",
        "suite ≥ {count} et ≥ {share} % des lignes d'une page",
    ),
    "scr_t_irv": ("lowest {share}% of IRV", "{share} % les plus bas de l'IRV"),
    "scr_t_mahalanobis": ("D² beyond χ², p < {p}", "D² au-delà du χ², p < {p}"),
    "scr_t_even_odd": ("even-odd consistency < {value}", "cohérence pair-impair < {value}"),
    "scr_t_reversed_pairs": ("≥ {count} of {pairs} pairs", "≥ {count} paires sur {pairs}"),
    "scr_t_reversed_pairs_none": ("≥ {count} pairs", "≥ {count} paires"),
    "scr_t_synonyms": ("within-person r < {value}", "r intra-individuel < {value}"),
    "scr_t_antonyms": ("within-person r > {value}", "r intra-individuel > {value}"),
    "scr_why_no_checks": (
        "no attention check in the export",
        "aucun contrôle d'attention dans l'export",
    ),
    "scr_why_no_self_report": ("the question was not asked", "la question n'a pas été posée"),
    "scr_why_no_times": ("no page times in the export", "aucun temps de page dans l'export"),
    "scr_why_few_pages": ("too few timed pages", "trop peu de pages chronométrées"),
    "scr_why_short_pages": ("no page is long enough", "aucune page n'est assez longue"),
    "scr_why_few_respondents": (
        "too few respondents, or answers that do not vary",
        "trop peu de répondants, ou des réponses qui ne varient pas",
    ),
    "scr_why_few_scales": (
        "fewer than six scales with two halves that vary",
        "moins de six échelles à deux moitiés qui varient",
    ),
    "scr_why_few_reversed": ("too few reversed items", "trop peu d'items inversés"),
    "scr_why_few_pairs": (
        "too few pairs of items that correlate enough",
        "trop peu de paires d'items assez corrélés",
    ),
    "scr_not_judged": ("Cannot be judged: {rules}.", "Ne peut être jugé : {rules}."),
    "scr_note": (
        "Judged: respondents with enough answers for the rule, of {answered} with enough "
        "answers in all. A rule is a sign, not a proof: a low spread is found in its share of "
        "respondents by construction, and unusual answers may be an expert's. Published "
        "long surveys with little at stake found about one careless respondent in ten.",
        "Jugés : répondants ayant assez de réponses pour la règle, sur {answered} ayant assez "
        "de réponses en tout. Une règle est un signe, pas une preuve : une faible variation se "
        "trouve par construction chez sa part de répondants, et des réponses inhabituelles "
        "peuvent être celles d'un expert. Les longues enquêtes publiées, sans enjeu pour les "
        "répondants, trouvent environ un répondant sans soin sur dix.",
    ),
    "scr_small": (
        "A group of fewer than {k} is counted, not described.",
        "Un groupe de moins de {k} est compté, pas décrit.",
    ),
    "scr_kept": (
        "The careless by the soft rules stay in all other analyses "
        "(exclude_flagged: true in study.yaml leaves them out).",
        "Les répondants sans soin selon les règles souples restent dans toutes les autres "
        "analyses (exclude_flagged: true dans study.yaml les écarte).",
    ),
    "scr_gone": (
        "The careless by the soft rules are left out of all other analyses "
        "(exclude_flagged: true in study.yaml).",
        "Les répondants sans soin selon les règles souples sont écartés de toutes les autres "
        "analyses (exclude_flagged: true dans study.yaml).",
    ),
    "scr_sample": ("Respondents", "Répondants"),
    "scr_stage_answered": ("All with enough answers", "Tous, avec assez de réponses"),
    "scr_stage_hard": ("Without hard exclusions", "Sans les exclusions strictes"),
    "scr_stage_soft": ("Careful ones only", "Réponses soignées seulement"),
    "scr_short_answered": ("All", "Tous"),
    "scr_short_hard": ("Hard rules", "Règles strictes"),
    "scr_short_soft": ("Careful", "Soignées"),
    "scr_ci": ("95% CI", "IC 95 %"),
    "scr_models_note": (
        "Same model and options in every line; scores are standardised anew within each. The "
        "analyses of this report rest on the line marked *.",
        "Mêmes modèle et options à chaque ligne ; scores standardisés à nouveau dans chacune. "
        "Les analyses de ce rapport reposent sur la ligne marquée *.",
    ),
    "scr_note_effects": (
        "Unstandardised effects with 95% Monte Carlo intervals: with all, without those hard "
        "rules leave out, with the careful only.",
        "Effets non standardisés avec intervalles de Monte-Carlo à 95 % : avec tous, sans ceux "
        "que les règles strictes écartent, avec les réponses soignées seulement.",
    ),
    "scr_note_paths": (
        "Unstandardised paths with 95% intervals: with all, without those hard rules leave "
        "out, with the careful only.",
        "Chemins non standardisés avec intervalles à 95 % : avec tous, sans ceux que les "
        "règles strictes écartent, avec les réponses soignées seulement.",
    ),
    "scr_note_loadings": (
        "Standardised loadings: with all, without those hard rules leave out, with the careful "
        "only.",
        "Saturations standardisées : avec tous, sans ceux que les règles strictes écartent, "
        "avec les réponses soignées seulement.",
    ),
    "scr_same_people": (
        "Nobody is left out between some of these stages; their numbers are the same.",
        "Personne n'est écarté entre certaines de ces étapes ; leurs nombres sont les mêmes.",
    ),
    "scr_only": ("this rule alone", "cette règle seule"),
    "scr_with": ("with another rule", "avec une autre règle"),
    "scr_flagged": ("not broken down (< {k})", "non détaillé (< {k})"),
    "scr_respondents": ("Respondents flagged", "Répondants signalés"),
    "scr_soft_broken": (
        "Soft rules broken\n(none: {none})",
        "Règles souples enfreintes\n(aucune : {none})",
    ),
    "screening_no_pages": (
        "The questionnaire says nothing about pages: runs of equal answers follow the order of "
        "its scales, and scales in one format that follow each other count as one page.",
        "Le questionnaire ne dit rien de ses pages : les suites de réponses égales suivent "
        "l'ordre de ses échelles, et les échelles de même format qui se suivent comptent pour "
        "une page.",
    ),
    "screening_shuffled": (
        "Pages were shown in shuffled order, which the export does not tell: runs of equal "
        "answers are counted in the order of the questionnaire. Who ticks one column all "
        "the way down is found all the same; shorter runs may be missed.",
        "Des pages ont été montrées dans un ordre aléatoire que l'export ne donne pas : les "
        "suites de réponses égales sont comptées dans l'ordre du questionnaire. Qui coche une "
        "seule colonne de haut en bas est trouvé tout de même ; des suites plus courtes "
        "peuvent échapper.",
    ),
    "screening_many": (
        "The rules count {share}% of respondents as careless, far more than usual: look at "
        "the thresholds before trusting the comparison.",
        "Les règles comptent {share} % des répondants comme sans soin, bien plus que "
        "d'ordinaire : examinez les seuils avant de vous fier à la comparaison.",
    ),
    "screening_nobody_left": (
        "Nobody breaks fewer than {limit} soft rules: the thresholds do not suit these "
        "answers.",
        "Personne n'enfreint moins de {limit} règles souples : les seuils ne conviennent pas à "
        "ces réponses.",
    ),
    "screened_differs": (
        "Conclusions depend on who is kept. With some of the respondents these effects differ "
        "from zero, with others not: {variables}.",
        "Les conclusions dépendent de qui est gardé. Avec certains répondants ces effets "
        "diffèrent de zéro, avec d'autres non : {variables}.",
    ),
    "screened_not_fitted": (
        "The main model could not be used for one sample ({sample}): {reason}.",
        "Le modèle principal n'a pu être utilisé pour un échantillon ({sample}) : {reason}.",
    ),
    "scr_reason_nobody": ("nobody is left", "personne ne reste"),
    "scr_reason_not_converged": ("not converged", "pas de convergence"),
    "scr_reason_inadmissible": ("inadmissible solution", "solution inadmissible"),
    "scr_reason_few": (
        "too few respondents or answers that do not vary ({code})",
        "trop peu de répondants ou des réponses qui ne varient pas ({code})",
    ),
    "sum_screening": (
        "{careless} of {answered} respondents with enough answers look careless ({hard} by "
        "hard rules, {soft} more by soft ones).",
        "{careless} des {answered} répondants ayant assez de réponses semblent répondre sans "
        "soin ({hard} selon les règles strictes, {soft} de plus selon les souples).",
    ),
}
