"""A form that asks for names goes out, is filled, and comes back as ties."""

import csv
import io

import openpyxl
import pytest
from ties_made import PEOPLE

from cpsurvey.design import load_questionnaire
from cpsurvey.forms.draft import draft
from cpsurvey.forms.export import targets
from cpsurvey.forms.read import read_form

SUFFIX = {"limesurvey": ".txt", "xlsform": ".xlsx"}


def written(net, to):
    questionnaire = load_questionnaire("small.yaml", folder=net.folder).questionnaire
    return targets.get(to).writers[SUFFIX[to]](questionnaire)


def headings(net, to):
    """Headings of the exports of such a form, by what they ask in the order of the form."""
    if to == "limesurvey":
        text = written(net, to).data.decode("utf-8")
        rows = list(csv.DictReader(io.StringIO(text), delimiter="\t"))
        asked = [row for row in rows if row["class"] == "Q" and row["language"] == "en"]
        return {row["cpsurvey_id"]: row["name"] for row in asked}
    sheet = openpyxl.load_workbook(io.BytesIO(written(net, to).data))["survey"]
    head, *rows = sheet.iter_rows(values_only=True)
    at = head.index("name")
    return {row[at]: row[at] for row in rows if row[at]}


@pytest.mark.parametrize("to", SUFFIX)
def test_what_is_answered_to_the_form_comes_back(net, to):
    heads = headings(net, to)
    asked = ["net_advice_1", "net_advice_tie_freq_1", "net_advice_2", "net_asked_1"]
    assert {"net_consent", *asked, "net_story_3"} <= heads.keys()
    cells = {"A1": ["1", "B2", "3", "C3", ""], "B2": ["1", "A1", "1", "", "A1"]}
    columns = [heads[name] for name in ("net_consent", *asked)]
    rows = [[who, *cells.get(who, ["2"])] for who in PEOPLE]
    net.survey(columns, rows, consent=False)
    (outcome,) = net.ingest()
    assert outcome.error is None
    assert net.named(tokens=PEOPLE) == {
        ("A1", "B2"): 20.0,
        ("A1", "C3"): 1.0,
        ("B2", "A1"): 0.5,
    }
    assert net.named("net_asked", tokens=PEOPLE) == {("B2", "A1"): 1.0}
    assert net.asked(tokens=PEOPLE) == {"A1", "B2"}


@pytest.mark.parametrize("to", SUFFIX)
def test_the_questions_of_the_network_are_no_questions_of_what_comes_in(net, to):
    before = load_questionnaire("small.yaml", folder=net.folder).questionnaire
    form = read_form(written(net, to).data, f"form{SUFFIX[to]}")
    net.write("back.yaml", draft(form, source="form"))
    after = load_questionnaire("back.yaml", folder=net.folder).questionnaire
    assert [one.id for one in after.questions] == [one.id for one in before.questions]
    assert after.network is None


def test_the_form_says_that_tokens_are_asked_for(net):
    for to in SUFFIX:
        assert any("names must not be written" in note for note in written(net, to).notes)
