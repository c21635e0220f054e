"""A form that goes out and comes in again is the same questionnaire."""

import pytest
from hypothesis import given
from questionnaires_made import few, questionnaires

from cpsurvey.design import load_questionnaire
from cpsurvey.forms.asked import asked
from cpsurvey.forms.draft import draft
from cpsurvey.forms.export import targets
from cpsurvey.forms.read import read_form

FORMS = {"xlsform": ".xlsx", "limesurvey": ".txt"}
KNOWN = {"xlsform": (), "limesurvey": ("respondent", "language")}
"""Identifiers that the platform has of its own."""


def returned(questionnaire, to, folder):
    """The questionnaire after its way out and in."""
    suffix = FORMS[to]
    data = targets.get(to).writers[suffix](questionnaire).data
    file = folder / "back.yaml"
    file.write_text(draft(read_form(data, f"form{suffix}"), source=f"form{suffix}"), "utf-8")
    return load_questionnaire("back.yaml", folder=folder).questionnaire


def words(text, languages):
    """Texts by language, blanks joined."""
    return {one: " ".join(text[one].split()) for one in languages if text.get(one)}


def answers(options, languages):
    return options and {
        "ordered": options.ordered,
        "period": words(options.period or {}, languages),
        "answers": [
            (
                (one.code, one.id, one.missing, one.other, one.aliases, one.value),
                words(one.label, languages),
            )
            for one in options.options
        ],
    }


def facts(questionnaire, without=()):
    """Every id, text, option and language, and what is known of each line."""
    spoken = questionnaire.languages
    lines = {}
    for line in asked(questionnaire):
        source = line.source
        lines[line.id] = {
            "text": words(line.text, spoken),
            "type": line.type,
            "answers": answers(line.options, spoken),
            "name of answers": line.answers,
            "scale": line.scale and line.scale.id,
            "reverse": getattr(source, "reverse", None),
            "limits": (getattr(source, "min", None), getattr(source, "max", None)),
            "expected": getattr(source, "expected", None),
            "pii": getattr(source, "pii", None),
            "show_if": getattr(source, "show_if", None),
        }
    return {
        "languages": set(spoken),
        "default": questionnaire.default_language,
        "title": words(questionnaire.title, spoken),
        "scales": {one.id: words(one.label, spoken) for one in questionnaire.scales},
        "identifiers": {
            role: one.variable
            for role, one in questionnaire.identifiers.by_role().items()
            if role not in without
        },
        "lines": lines,
    }


@pytest.mark.parametrize("to", FORMS)
def test_the_shipped_instrument_comes_back(to, tmp_path):
    before = load_questionnaire("cop-callcentre").questionnaire
    after = returned(before, to, tmp_path)
    assert facts(after, KNOWN[to]) == facts(before, KNOWN[to])


@pytest.mark.parametrize("to", FORMS)
@few(40)
@given(questionnaire=questionnaires())
def test_an_odd_questionnaire_comes_back(to, tmp_path_factory, questionnaire):
    after = returned(questionnaire, to, tmp_path_factory.mktemp("back"))
    assert facts(after, KNOWN[to]) == facts(questionnaire, KNOWN[to])
