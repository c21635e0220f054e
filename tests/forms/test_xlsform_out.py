"""XLSForm: what pyxform makes of it."""

import io
import warnings
from xml.etree import ElementTree as ET

import openpyxl
import pytest
from hypothesis import given
from questionnaires_made import few, questionnaires

from cpsurvey.design import Questionnaire, load_questionnaire
from cpsurvey.errors import CpsurveyError
from cpsurvey.forms.asked import asked
from cpsurvey.forms.export import targets

with warnings.catch_warnings():
    warnings.simplefilter("ignore")
    from pyxform.xls2xform import convert

TEXTS = "{http://www.w3.org/2002/xforms}"


def form(questionnaire):
    return targets.get("xlsform").writers[".xlsx"](questionnaire)


def converted(questionnaire):
    """The XForm, and what pyxform warned of."""
    made = convert(form(questionnaire).data, validate=False, file_type=".xlsx")
    return ET.fromstring(made.xform), made.warnings


def rows(questionnaire, sheet):
    book = openpyxl.load_workbook(io.BytesIO(form(questionnaire).data))
    head, *found = book[sheet].iter_rows(values_only=True)
    return [
        {key: cell for key, cell in zip(head, row, strict=True) if cell is not None}
        for row in found
    ]


def labels(xform):
    """Language -> every text, as pyxform writes them: blanks joined."""
    return {
        one.get("lang"): {" ".join("".join(v.itertext()).split()) for v in one.iter()}
        for one in xform.iter(f"{TEXTS}translation")
    }


def plain(text):
    for curly, straight in {"‘": "'", "’": "'", "“": '"', "”": '"'}.items():
        text = text.replace(curly, straight)
    return " ".join(text.replace("\u2060", "").split())


def small(**more):
    data = {
        "schema": "cpsurvey/questionnaire/1",
        "id": "small",
        "version": "1.0.0",
        "status": "published_scale",
        "title": {"en": "Small"},
        "licence": "CC0",
        "languages": ["en"],
        "default_language": "en",
        "option_sets": {
            "yn": {
                "options": [
                    {"code": 1, "label": {"en": "Yes"}},
                    {"code": 0, "label": {"en": "No"}},
                    {"code": -7, "missing": "do_not_know", "label": {"en": "I do not know"}},
                ]
            }
        },
        "scales": [
            {
                "id": "s",
                "label": {"en": "S"},
                "options": "yn",
                "items": [
                    {"id": "i_1", "text": {"en": "One"}},
                    {"id": "i2", "text": {"en": "Two"}, "reverse": True},
                ],
            }
        ],
        "questions": [
            {"id": "group", "type": "select_one", "text": {"en": "Group?"}, "options": "yn"},
            {"id": "days", "type": "integer", "text": {"en": "Days?"}, "min": 0, "max": 7.0},
        ],
    }
    return Questionnaire.model_validate(data | more)


def conditional(show_if):
    more = {"id": "x", "type": "text", "text": {"en": "X?"}, "show_if": show_if}
    return small(questions=[*small().model_dump()["questions"], more])


def test_the_shipped_instrument_converts_without_a_warning_in_both_languages():
    questionnaire = load_questionnaire("cop-callcentre").questionnaire
    xform, said = converted(questionnaire)
    assert said == []
    found = labels(xform)
    assert list(found) == ["English (en)", "Français (fr)"]
    for language, name in (("en", "English (en)"), ("fr", "Français (fr)")):
        every = {plain(line.text[language]) for line in asked(questionnaire)}
        assert len(every) == 91
        assert every <= {plain(text) for text in found[name]}


@few(40)
@given(questionnaires())
def test_an_odd_questionnaire_converts_without_a_warning_and_keeps_every_text(questionnaire):
    xform, said = converted(questionnaire)
    assert said == []
    found = [{plain(text) for text in one} for one in labels(xform).values()]
    for language in questionnaire.languages:
        for line in asked(questionnaire):
            wanted = plain(line.text[language])
            assert any(wanted in texts for texts in found), wanted
    names = {one.tag.split("}")[-1] for one in xform.iter()}
    assert {line.id for line in asked(questionnaire)} <= names


@few(10)
@given(questionnaires())
def test_the_same_questionnaire_is_the_same_bytes(questionnaire):
    assert form(questionnaire).data == form(questionnaire).data


@pytest.mark.parametrize(
    ("show_if", "relevant"),
    [
        ("group == 1", "${group} = '1'"),
        ("days > 2", "${days} != '' and ${days} > 2"),
        ("days / 2 >= 1.5", "${days} != '' and (${days} div 2) >= 1.5"),
        ("group != 1", "${group} != '' and ${group} != '-7' and ${group} != 1"),
        ("days", "${days} != '' and ${days} = 1"),
    ],
)
def test_conditions_are_said_in_xpath(show_if, relevant):
    (row,) = [row for row in rows(conditional(show_if), "survey") if row.get("name") == "x"]
    assert row["relevant"] == relevant
    assert row["cpsurvey_show_if"] == show_if
    assert converted(conditional(show_if))[1] == []


@pytest.mark.parametrize("show_if", ["mean(i_1, i2) > 1", "s > 1", "i2 == 1", "z(days) > 0"])
def test_what_xpath_cannot_say_is_named(show_if):
    questionnaire = conditional(show_if)
    (row,) = [row for row in rows(questionnaire, "survey") if row.get("name") == "x"]
    assert "relevant" not in row
    assert any(
        "'x' is asked of everybody" in note and show_if in note
        for note in form(questionnaire).notes
    )


def test_limits_become_a_constraint_with_its_words():
    (row,) = [row for row in rows(small(), "survey") if row.get("name") == "days"]
    assert row["constraint"] == ". >= 0 and . <= 7"
    assert row["constraint_message::English (en)"] == "From 0 to 7."


def test_what_xlsform_has_no_place_for_stands_beside_it():
    by_name = {row.get("name"): row for row in rows(small(), "survey")}
    assert by_name["i2"]["cpsurvey_reverse"] == "yes"
    assert by_name["i2"]["cpsurvey_scale"] == "s"
    assert by_name["s"]["appearance"] == "table-list"
    choices = {row["name"]: row for row in rows(small(), "choices")}
    assert choices["-7"]["cpsurvey_missing"] == "do_not_know"


def test_no_cell_is_a_formula():
    questionnaire = small(title={"en": '=HYPERLINK("http://x")'})
    book = openpyxl.load_workbook(io.BytesIO(form(questionnaire).data))
    kinds = {cell.data_type for sheet in book for row in sheet.iter_rows() for cell in row}
    assert kinds <= {"s", "n"}  # n: empty cells
    assert "f" not in kinds


def test_a_name_that_xlsform_keeps_for_itself_is_asked_under_another():
    question = {"id": "meta", "type": "text", "text": {"en": "Meta?"}}
    _, said = converted(small(questions=[question]))
    assert said == []
    assert any(
        "meta is asked as meta_" in note for note in form(small(questions=[question])).notes
    )


def test_a_text_longer_than_a_cell_is_refused_not_cut():
    with pytest.raises(CpsurveyError) as caught:
        form(small(notice={"en": "a" * 40_000}))
    assert caught.value.code == "CPS751"
    assert "sheet survey, row 3" in caught.value.where


def test_the_first_page_defines_words_and_tables_ask_in_full():
    questionnaire = load_questionnaire("cop-callcentre").questionnaire
    xform, _ = converted(questionnaire)
    for texts, wanted in zip(
        labels(xform).values(),
        (
            ("Outside routine: when no procedure fits", "To what extent does each sentence"),
            ("Hors de la routine : quand aucune procédure", "Dans quelle mesure chaque phrase"),
        ),
        strict=True,
    ):
        whole = " ".join(texts)
        for words in wanted:
            assert plain(words) in plain(whole)
