"""XLSForm: types, languages, groups, tables, what is kept as a remark."""

import pytest

from cpsurvey.errors import CpsurveyError
from cpsurvey.forms.read import definition_of, read_form

CHOICES = [
    ["list_name", "name", "label::Français (fr)", "label::English (en)"],
    ["agree", 1, "Non", "No"],
    ["agree", 2, "Un peu", "A little"],
    ["agree", 3, "Oui", "Yes"],
    ["sites", "lille", "Lille", "Lille"],
    ["sites", "lyon", "Lyon", "Lyons"],
]
HEAD = ["type", "name", "label::Français (fr)", "label::English (en)"]


def test_a_table_in_two_languages_is_a_scale(imported, workbook):
    data = workbook(
        survey=[
            [*HEAD, "appearance"],
            ["begin group", "tks", "Partage", "Sharing", ""],
            ["begin group", "t", "Dites", "Say", "table-list"],
            ["select_one agree", "tks1", "J'aide", "I help", ""],
            ["select_one agree", "tks2", "Je garde", "I keep", ""],
            ["end group"],
            ["end group"],
        ],
        choices=CHOICES,
        settings=[["form_title", "form_id", "default_language"], ["Titre", "f-1", "English"]],
    )
    q, _ = imported(data, "f.xlsx")
    assert (q.id, q.languages, q.default_language) == ("f-1", ("fr", "en"), "en")
    (scale,) = q.scales
    assert (scale.id, scale.label) == ("t", {"fr": "Dites", "en": "Say"})
    assert scale.items[0].text == {"fr": "J'aide", "en": "I help"}
    assert scale.items[0].aliases == ("tks/t/tks1",)
    assert [one.label["en"] for one in q.options_of("tks1").options] == [
        "No",
        "A little",
        "Yes",
    ]


def test_a_run_with_the_same_answers_is_a_candidate(imported, workbook):
    rows = [["select_one agree", f"q{i}", f"Q{i}", f"Q{i}"] for i in (1, 2, 3)]
    q, text = imported(workbook(survey=[HEAD, *rows], choices=CHOICES), "f.xlsx")
    assert [(scale.id, len(scale.items)) for scale in q.scales] == [("q", 3)]
    assert "3 questions in a row with the same answers" in text


def test_types_limits_and_remarks(imported, workbook):
    head = ["type", "name", "label", "constraint", "relevant", "required", "calculation"]
    data = workbook(
        survey=[
            head,
            ["integer", "age", "Age?", ". >= 16 and . < 100", "${x} = 1", "yes"],
            ["decimal", "h", "Height?", ". > 0.5"],
            ["select_one from sites", "site", "Where?"],
            ["text", "why", "Why?"],
            ["note", "hi", "Hello"],
            ["calculate", "c", "", "", "", "", "${age} + 1"],
            ["image", "pic", "Your house"],
            ["begin repeat", "kids", "Children"],
            ["integer", "kid", "Age of child"],
            ["end repeat"],
        ],
        choices=[
            ["list name", "name", "label", "image"],
            ["sites", "a", "A", "a.png"],
            ["sites", "b", "B"],
        ],
    )
    q, text = imported(data, "f.xlsx")
    asked = q.question_by_id
    assert (asked["age"].type, asked["age"].min, asked["age"].max) == ("integer", 16, 99)
    assert (asked["h"].min, asked["h"].max) == (None, None)
    assert asked["site"].type == "select_one"
    assert asked["kid"].type == "integer"
    for said in (
        "asked if: ${x} = 1",
        "must be answered",
        "constraint: . > 0.5",
        "text that is shown: Hello",
        "calculation: ${age} + 1",
        "type 'image'; not imported: Your house",
        "kids: is asked several times",
        "columns of sheet 'choices' that are not read: image",
        "the file names no language",
    ):
        assert said in text


def test_other_specify_adds_an_answer(imported, workbook):
    rows = [["select_one sites or_other", "site", "Où ?", "Where?"]]
    q, _ = imported(workbook(survey=[HEAD, *rows], choices=CHOICES), "f.xlsx")
    options = q.options_of("site").options
    assert [one.code for one in options] == [1, 2, 3]
    assert [one.aliases[0] for one in options] == ["lille", "lyon", "-oth-"]
    assert options[2].label == {"fr": "Autre", "en": "Other"}


def test_a_missing_translation_is_said(imported, workbook):
    rows = [["text", "a", "Pourquoi ?", "Why?"], ["text", "b", "Encore ?", ""]]
    q, text = imported(workbook(survey=[HEAD, *rows], choices=CHOICES), "f.xlsx")
    assert q.question_by_id["b"].text == {"fr": "Encore ?", "en": "Encore ?"}
    assert text.count("not translated: en") == 1


def test_names_that_differ_in_case_stay_apart(imported, workbook):
    rows = [
        ["text", "Name", "a", "a"],
        ["text", "name", "b", "b"],
        ["text", "Prénom d'été!", "c", "c"],
    ]
    q, _ = imported(workbook(survey=[HEAD, *rows], choices=CHOICES), "f.xlsx")
    assert [one.id for one in q.questions] == ["name", "name_2", "prenom_d_ete"]
    assert q.questions[0].aliases == ("Name",)


def test_a_workbook_of_answers_is_none(workbook):
    data = workbook(survey=[["start", "end", "q1"], ["a", "b", "1"]])
    assert definition_of(data, "a.xlsx") is None
    with pytest.raises(CpsurveyError) as caught:
        read_form(data, "a.xlsx")
    assert caught.value.code == "CPS702"


def test_a_sheet_survey_alone_is_recognised_by_its_headings(workbook):
    data = workbook(survey=[["type", "name", "label"], ["text", "a", "A"]])
    assert definition_of(data, "a.xlsx") == "xlsform"


def test_what_went_out_of_cpsurvey_comes_in_as_it_was(imported, workbook):
    head = ["type", "name", "label::English (en)", "cpsurvey_role", "cpsurvey_scale"]
    head += ["cpsurvey_reverse", "cpsurvey_expected", "cpsurvey_show_if", "cpsurvey_aliases"]
    data = workbook(
        survey=[
            head,
            ["begin group", "p1"],
            ["text", "Team", "Team", "team"],
            ["begin group", "s", "All", "core", "s"],
            ["select_one a", "I1", "I help", "", "s", "", "", "", "old1 older"],
            ["select_one a", "i2", "I keep", "", "s", "yes"],
            ["end group"],
            ["select_one a", "att", "Choose 2", "instructed", "", "", "2"],
            ["integer", "age", "Age?", "question", "", "", "", "I1 == 1"],
            ["end group"],
        ],
        choices=[
            ["list_name", "name", "label::English (en)", "cpsurvey_missing", "cpsurvey_value"],
            ["a", "1", "No", "", "0.5"],
            ["a", "2", "Yes"],
            ["a", "-8", "Other", "not_applicable"],
        ],
        settings=[
            ["form_id", "version", "cpsurvey_status", "cpsurvey_licence", "cpsurvey_title_en"],
            ["my-own", "1.2.0", "validated", "CC0", "Own"],
        ],
    )
    q, _ = imported(data, "f.xlsx")
    assert (q.id, q.version, q.status, q.licence) == ("my-own", "1.2.0", "validated", "CC0")
    assert q.identifiers.team.variable == "Team"
    assert [(i.id, i.reverse, i.aliases) for i in q.items.values()] == [
        ("I1", False, ("old1", "older")),
        ("i2", True, ()),
    ]
    (check,) = q.attention_checks
    assert (check.id, check.kind, check.expected) == ("att", "instructed", (2,))
    assert q.question_by_id["age"].show_if == "I1 == 1"
    first, _, last = q.option_sets["a"].options
    assert (first.value, last.missing, last.other) == (0.5, "not_applicable", False)


def test_edited_columns_of_ours_never_make_a_draft_that_does_not_load(imported, workbook):
    head = ["type", "name", "label", "cpsurvey_role", "cpsurvey_expected", "cpsurvey_show_if"]
    head += ["cpsurvey_min_valid", "cpsurvey_scale"]
    q, _ = imported(
        workbook(
            survey=[
                head,
                ["begin group", "s", "x", "nonsense }", "", "", "99", "s"],
                ["select_one a", "i1", "I", "", "", "", "", "s"],
                ["end group"],
                ["select_one a", "c", "C", "instructed", "77"],
                ["text", "t", "T", "question", "", "gone == 1"],
                ["text", "u", "U", "question", "", "((("],
            ],
            choices=[
                ["list_name", "name", "label", "cpsurvey_value"],
                ["a", 1, "N", "}"],
                ["a", 2, "Y"],
            ],
            settings=[["form_id", "version", "cpsurvey_status"], ["f", "one", "wild"]],
        ),
        "f.xlsx",
    )
    assert q.version == "0.1.0"
    assert {one.id for one in q.questions} == {"c", "t", "u"}
