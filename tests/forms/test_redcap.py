"""REDCap's data dictionary: types, choices, matrices, identifiers."""

import csv
import io

HEAD = [
    *("Variable / Field Name", "Form Name", "Section Header", "Field Type", "Field Label"),
    *("Choices, Calculations, OR Slider Labels", "Field Note"),
    *("Text Validation Type OR Show Slider Number", "Text Validation Min"),
    *("Text Validation Max", "Identifier?", "Branching Logic (Show field only if...)"),
    *("Required Field?", "Custom Alignment", "Question Number (surveys only)"),
    *("Matrix Group Name", "Matrix Ranking?", "Field Annotation"),
]


def dictionary(*fields, head=HEAD, delimiter=","):
    out = io.StringIO()
    table = csv.DictWriter(out, head, delimiter=delimiter)
    table.writeheader()
    for one in fields:
        table.writerow(dict(zip(head, [""] * 18, strict=True)) | one)
    return out.getvalue().encode()


def field(name, kind, label="", choices="", **more):
    return {
        HEAD[0]: name,
        HEAD[1]: "form",
        HEAD[3]: kind,
        HEAD[4]: label,
        HEAD[5]: choices,
        **more,
    }


RECORD = field("record_id", "text", "Record ID")


def test_a_matrix_is_a_scale_and_the_record_is_the_respondent(imported):
    choices = "1, Non, jamais | 2, Parfois | 3, Oui | 99, Ne sait pas"
    matrix = {"Matrix Group Name": "tks"}
    q, _ = imported(
        dictionary(
            RECORD,
            field("tks1", "radio", "J'aide", choices, **matrix, **{HEAD[2]: "Partage"}),
            field("tks2", "radio", "Je garde", choices, **matrix),
        ),
        "d.csv",
        language="fr",
    )
    assert (q.languages, q.identifiers.respondent.variable) == (("fr",), "record_id")
    (scale,) = q.scales
    assert scale.label == {"fr": "Partage"}
    options = q.option_sets[scale.options].options
    assert options[0].label == {"fr": "Non, jamais"}
    assert (options[3].code, options[3].missing) == (99, "dont_know")


def test_types_of_fields(imported):
    kind, low, high = HEAD[7], HEAD[8], HEAD[9]
    q, text = imported(
        dictionary(
            RECORD,
            field("age", "text", "Age", **{kind: "integer", low: "16", high: "99"}),
            field("size", "text", "Size", **{kind: "number_comma_decimal", low: "0,5"}),
            field("mail", "text", "Mail", **{kind: "email"}),
            field("name", "text", "Name", **{HEAD[10]: "y"}),
            field("yes", "yesno", "Yes?"),
            field("how", "slider", "How much?", "little | | much"),
            field("bmi", "calc", "BMI", "[a]/[b]"),
            field("up", "file", "Upload"),
            field("why", "notes", "Why?", **{HEAD[11]: "[yes] = '1'", HEAD[12]: "y"}),
        ),
        "d.csv",
    )
    asked = q.question_by_id
    assert (asked["age"].type, asked["age"].min, asked["age"].max) == ("integer", 16, 99)
    assert (asked["size"].type, asked["size"].min) == ("decimal", 0.5)
    assert asked["mail"].pii
    assert asked["name"].pii
    assert not asked["why"].pii
    assert [one.code for one in q.options_of("yes").options] == [1, 0]
    assert (asked["how"].min, asked["how"].max) == (0, 100)
    for said in ("[a]/[b]", "up: type 'file'", "asked if: [yes] = '1'", "must be answered"):
        assert said in text


def test_the_api_and_a_french_spreadsheet_write_the_same(imported):
    fields = [RECORD, field("a", "radio", "Été ?", "1, Oui | 2, Non")]
    names = [
        *("field_name", "form_name", "section_header", "field_type", "field_label"),
        *("select_choices_or_calculations", "field_note"),
        *("text_validation_type_or_show_slider_number", "text_validation_min"),
        *("text_validation_max", "identifier", "branching_logic", "required_field"),
        *("custom_alignment", "question_number", "matrix_group_name", "matrix_ranking"),
        "field_annotation",
    ]
    web, _ = imported(dictionary(*fields), "d.csv")
    api = dictionary(*fields).decode().split("\r\n")
    api[0] = ",".join(names)
    assert imported("\r\n".join(api).encode(), "d.csv")[0] == web
    excel = dictionary(*fields, delimiter=";").decode().encode("cp1252")
    assert imported(excel, "d.csv")[0] == web


def test_codes_that_are_words_get_numbers_and_stay_aliases(imported):
    q, text = imported(
        dictionary(RECORD, field("a", "dropdown", "A", "x, One | y, Two | x, Again")), "d.csv"
    )
    options = q.options_of("a").options
    assert [(one.code, one.aliases) for one in options] == [(1, ("x",)), (2, ("y",))]
    assert "codes are by order: check them" in text


def test_a_choice_of_one_is_a_text_and_says_so(imported):
    q, text = imported(
        dictionary(RECORD, field("ok", "checkbox", "OK?", "1, I consent")), "d.csv"
    )
    assert q.question_by_id["ok"].type == "text"
    assert "fewer than two answers (1: I consent)" in text
