"""Words of a run, so that its report can be built from stored results alone."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import Any

from cpsurvey.design import Questionnaire, Study, expressions
from cpsurvey.design.checks import variables
from cpsurvey.design.options import OptionSet
from cpsurvey.design.study import SECONDS
from cpsurvey.results import Result

_RELATIONS = {
    "ego_seeks_from_alter": {
        "en": "Whom people ask for help",
        "fr": "À qui l'on demande de l'aide",
    },
    "alter_seeks_from_ego": {"en": "Who comes for help", "fr": "Qui vient demander de l'aide"},
    "undirected": {"en": "With whom people talk", "fr": "Avec qui l'on échange"},
}
"""What the ties of a question are called by its direction: its wording is too long."""


def labels(study: Study, results: Sequence[Result[Any]]) -> dict[str, dict[str, str]]:
    """Id -> language -> text for every variable, answer, page time, model and analysis.

    Answers have the id ``variable=code``, times ``seconds.<page>``. The wording of a
    published scale is left out unless its licence lets it be reproduced: its items go by
    their ids.
    """
    questionnaire = study.questionnaire
    # a question of several answers is no variable, but tables name it
    known = [*variables(questionnaire), *questionnaire.question_by_id]
    found = {name: _label(questionnaire, name) for name in known}
    for name in [*questionnaire.items, *questionnaire.question_by_id, *questionnaire.choices]:
        for option in _options(questionnaire, name):
            found[f"{name}={option.code}"] = dict(option.label)
    found |= _of_derived(questionnaire)
    found |= {
        named.variable: _ROLES[role]
        for role, named in questionnaire.identifiers.by_role().items()
        if not named.label and role in _ROLES
    }
    found |= _of_relations(questionnaire)
    formats = {name: _ends(options) for name, options in questionnaire.option_sets.items()}
    found = formats | found  # a variable of the same name goes first
    for page in questionnaire.pages:
        found[f"{SECONDS}{page.id}"] = {
            "en": f"Time on page {page.id}",
            "fr": f"Temps de la page {page.id}",
        }
    for one in study.file.kpi.indicators if study.file.kpi else ():
        found[one.id] = dict(one.label)
    for name, model in questionnaire.models.items():
        found[name] = dict(model.label) or _same(questionnaire, name)
        found |= {effect: dict(label) for effect, label in model.effects.items()}
    found |= _of_hypotheses(study) | _of_variants(study)
    language = study.groups.get("language")
    asked = (*_REPORTED, *questionnaire.languages)
    for code in dict.fromkeys(code for code in asked if code in _LANGUAGES):
        found[f"{language}={code}"] = _LANGUAGES[code]
    for result in results:
        found.setdefault(result.id, _same(questionnaire, result.id))
        for caveat in result.caveats:
            if caveat.code == "answers_merged":
                number = caveat.values["number"]
                found[f"{caveat.values['variable']}={number:g}"] = _OTHERS
        for name in result.data.coined() if result.data else ():
            # a factor of a model alone can have a label among those of derived variables
            found.setdefault(name, _label(questionnaire, name))
    return found


def _of_derived(questionnaire: Questionnaire) -> dict[str, dict[str, str]]:
    """Answers of derived variables: of a comparison, and of the value of one answer each."""
    found: dict[str, dict[str, str]] = {}
    for name, text in questionnaire.derived.items():
        node = expressions.parse(text)
        if isinstance(node, expressions.Operation) and node.sign in expressions.COMPARISONS:
            found |= {f"{name}=0": _NO, f"{name}=1": _YES}
        elif isinstance(node, expressions.Call) and node.function == "value":
            (asked,) = expressions.names(node)
            named = [(one.value, one.label) for one in _options(questionnaire, asked)]
            count = Counter(value for value, _ in named)
            for value, label in named:
                if value is not None and count[value] == 1:
                    found[f"{name}={value:g}"] = dict(label)
    return found


def _of_variants(study: Study) -> dict[str, dict[str, str]]:
    """Analyses that say what they are called."""
    named = [one.options for one in study.requests if one.options.get("label")]
    return {one["id"]: dict(one["label"]) for one in named if one.get("id")}


def _of_relations(questionnaire: Questionnaire) -> dict[str, dict[str, str]]:
    """Ties of each question that asks for names, where one alone has its direction."""
    asked = questionnaire.network.generators if questionnaire.network else ()
    count = Counter(one.direction for one in asked)
    return {one.id: _RELATIONS[one.direction] for one in asked if count[one.direction] == 1}


def _of_hypotheses(study: Study) -> dict[str, dict[str, str]]:
    found = {}
    for declared in study.hypotheses:
        found[f"hypothesis.{declared.id}"] = dict(declared.label)
        found[f"untested.{declared.id}"] = dict(declared.untested)
        for section in ("specifications", "rivals"):
            for at, one in enumerate(getattr(declared, section)):
                if one.label:
                    found[f"{section}.{declared.id}.{at}"] = dict(one.label)
        for _, target in declared.targets:
            if target.label:
                found[f"target.{target.analysis}.{target.named[1]}"] = dict(target.label)
        if declared.claim:
            found |= {test.effect: _INDIRECT for test in declared.tests if test.effect}
    return found


_ROLES = {
    "team": {"en": "Team", "fr": "Équipe"},
    "centre": {"en": "Centre", "fr": "Centre"},
    "language": {"en": "Language", "fr": "Langue"},
    "wave": {"en": "Wave", "fr": "Vague"},
}
"""What groups are called where the questionnaire does not say."""
_INDIRECT = {"en": "Indirect effect", "fr": "Effet indirect"}
_NO = {"en": "no", "fr": "non"}
_YES = {"en": "yes", "fr": "oui"}
_OTHERS = {"en": "other answers", "fr": "autres réponses"}
_REPORTED = ("fr", "en")
_LANGUAGES = {
    code: {"en": english, "fr": french}
    for code, english, french in (
        ("fr", "French", "français"),
        ("en", "English", "anglais"),
        ("ar", "Arabic", "arabe"),
        ("de", "German", "allemand"),
        ("es", "Spanish", "espagnol"),
        ("it", "Italian", "italien"),
        ("nl", "Dutch", "néerlandais"),
        ("pl", "Polish", "polonais"),
        ("pt", "Portuguese", "portugais"),
        ("ro", "Romanian", "roumain"),
        ("ru", "Russian", "russe"),
        ("tr", "Turkish", "turc"),
        ("uk", "Ukrainian", "ukrainien"),
        ("zh", "Chinese", "chinois"),
    )
}


def _label(questionnaire: Questionnaire, name: str) -> dict[str, str]:
    scale = questionnaire.scale_of.get(name)
    item = questionnaire.items.get(name)
    if scale and item and not item.label and scale.source.permission in ("use", "none"):
        return _same(questionnaire, name)
    return dict(questionnaire.label_of(name))


def _options(questionnaire: Questionnaire, name: str) -> Sequence[Any]:
    options = questionnaire.options_of(name)
    return options.options if options else ()


def _ends(options: OptionSet) -> dict[str, str]:
    """A format of answers by its two ends."""
    first, *_, last = [option.label for option in options.options if not option.missing]
    return {lang: f"{first[lang]} … {last[lang]}" for lang in first if lang in last}


def _same(questionnaire: Questionnaire, name: str) -> dict[str, str]:
    return dict.fromkeys(questionnaire.languages, name)
