"""The frame of the report, and what the first page says."""

from __future__ import annotations

PHRASES: dict[str, tuple[str, str]] = {
    "contents": ("Contents", "Sommaire"),
    "table": ("Table", "Tableau"),
    "figure": ("Figure", "Figure"),
    "note": ("Note.", "Note."),
    "simulated": (
        "SIMULATED DATA: nothing here is about real people",
        "DONNÉES SIMULÉES : rien ici ne concerne des personnes réelles",
    ),
    "working_copy": (
        "WORKING COPY, NOT FOR PASSING ON",
        "COPIE DE TRAVAIL, À NE PAS TRANSMETTRE",
    ),
    "subtitle": (
        "{n} respondents analysed; questionnaire {questionnaire} {version}",
        "{n} répondants analysés ; questionnaire {questionnaire} {version}",
    ),
    "status": ("Status of the questionnaire: {text}.", "Statut du questionnaire : {text}."),
    "other_language": ("Français", "English"),
    "part_who": ("Who answered", "Qui a répondu"),
    "part_scales": ("The scales", "Les échelles"),
    "part_question": (
        "The question: from involvement to performance",
        "La question : de l'implication à la performance",
    ),
    "part_act": ("What to do", "Que faire"),
    "part_sure": ("How sure", "À quel point est-ce sûr"),
    "part_source": ("Where the numbers come from", "D'où viennent les nombres"),
    "section_summary": ("In short", "En bref"),
    "n": ("n", "n"),
    "percent": ("%", "%"),
    "missing": ("Missing", "Manquant"),
    "groups": ("Groups", "Groupes"),
    "item": ("Item", "Item"),
    "scale": ("Scale", "Échelle"),
    "k": ("k", "k"),
    "ci95": ("95% CI", "IC 95 %"),
    "variable": ("Variable", "Variable"),
    "b": ("b", "b"),
    "se": ("SE", "ES"),
    "df": ("df", "ddl"),
    "t": ("t", "t"),
    "p": ("p", "p"),
    "model": ("Model", "Modèle"),
    "ci90": ("90% CI", "IC 90 %"),
    "z": ("z", "z"),
    "sample_all": ("n = {n}.", "n = {n}."),
    "sample_lost": (
        "n = {n} of {read}; left out: {reasons}.",
        "n = {n} sur {read} ; écartés : {reasons}.",
    ),
    "sum_few": (
        "FEWER THAN {k} RESPONDENTS ({n}): people could be recognised in these numbers. Do not "
        "pass this report on.",
        "MOINS DE {k} RÉPONDANTS ({n}) : des personnes pourraient être reconnues dans ces "
        "nombres. Ne pas transmettre ce rapport.",
    ),
    "sum_unsound": (
        "NOT SOUND: {names}. Do not interpret; the reasons are given with each result.",
        "NON FIABLE : {names}. Ne pas interpréter ; les raisons sont données avec chaque "
        "résultat.",
    ),
    "sum_too_few": (
        "TOO FEW PEOPLE OR GROUPS: {names}. Their tables only describe; nothing of them is "
        "quoted here.",
        "TROP PEU DE PERSONNES OU DE GROUPES : {names}. Leurs tableaux ne font que décrire ; "
        "rien n'en est cité ici.",
    ),
    "sum_association": (
        "All results are associations in one survey; none shows that one thing causes another.",
        "Tous les résultats sont des associations dans une enquête ; aucun ne montre qu'une "
        "chose en cause une autre.",
    ),
    "alt_see": ("The same numbers are in table {table}.", "Mêmes nombres au tableau {table}."),
    "not_done": (
        "NOT DONE ({code}): {message}. {fix}",
        "NON FAIT ({code}) : {message}. {fix}",
    ),
}
