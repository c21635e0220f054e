"""Qualtrics' .qsf: blocks, choices, recoded values, tags, languages."""

import json

from cpsurvey.forms.read import definition_of


def survey(*questions, blocks=None, flow=None):
    numbers = [one["QuestionID"] for one in questions]
    blocks = blocks or [
        {"Type": "Default", "ID": "BL_1", "Description": "Block", "BlockElements": numbers}
    ]
    for block in blocks:
        block["BlockElements"] = [
            {"Type": "Question", "QuestionID": one} for one in block["BlockElements"]
        ]
    elements = [
        {"Element": "BL", "Payload": blocks},
        {"Element": "FL", "Payload": {"Flow": flow or [], "Type": "Root"}},
        *(
            {"Element": "SQ", "PrimaryAttribute": one["QuestionID"], "Payload": one}
            for one in questions
        ),
    ]
    entry = {"SurveyName": "My survey", "SurveyLanguage": "EN"}
    return json.dumps({"SurveyEntry": entry, "SurveyElements": elements}).encode()


def displays(*texts):
    return {str(i): {"Display": text} for i, text in enumerate(texts, 1)}


MATRIX = {
    "QuestionID": "QID4",
    "QuestionText": "How <strong>often</strong>&nbsp;do you",
    "DataExportTag": "Q4",
    "QuestionType": "Matrix",
    "Selector": "Likert",
    "SubSelector": "SingleAnswer",
    "Choices": displays("help", "keep"),
    "ChoiceOrder": [2, 1],
    "ChoiceDataExportTags": {"1": "help_tag"},
    "Answers": displays("Never", "Sometimes", "Always"),
    "RecodeValues": {"1": "23", "2": 24, "3": "25"},
    "Language": {
        "FR": {
            "QuestionText": "À quelle fréquence",
            "Choices": displays("aider", "garder"),
            "Answers": displays("Jamais", "Parfois", "Toujours"),
        }
    },
    "Validation": {"Settings": {"ForceResponse": "ON"}},
}


def test_a_matrix_in_two_languages_with_recoded_values(imported):
    data = survey(MATRIX)
    assert definition_of(data, "x.qsf") == "qualtrics"
    q, text = imported(data, "x.qsf")
    assert q.languages == ("en", "fr")
    (scale,) = q.scales
    assert scale.label == {"en": "How often do you", "fr": "À quelle fréquence"}
    assert [(item.id, item.text["fr"]) for item in scale.items] == [
        ("q4_2", "garder"),
        ("help_tag", "aider"),
    ]
    assert scale.items[0].aliases == ("Q4_2", "QID4_2")
    assert scale.items[1].aliases == ("Q4_1", "QID4_1")
    assert [one.code for one in q.option_sets[scale.options].options] == [23, 24, 25]
    assert "must be answered" in text


def question(number, kind, selector, **more):
    tag = f"Q{number}"
    return {
        "QuestionID": f"QID{number}",
        "QuestionText": f"Text {number}",
        "DataExportTag": tag,
        "QuestionType": kind,
        "Selector": selector,
        **more,
    }


def test_other_types(imported):
    number = {"Settings": {"ContentType": "ValidNumber", "ValidNumber": {"Min": "1", "Max": 9}}}
    q, text = imported(
        survey(
            question(1, "MC", "SAVR", Choices=displays("Tea", "Other"), RecodeValues=[]),
            question(2, "TE", "SL", Validation=number),
            question(3, "TE", "ESTB"),
            question(4, "Slider", "HBAR", Choices=displays("Heat", "Light")),
            question(5, "DB", "TB"),
            question(6, "Timing", "PageTimer"),
        ),
        "x.qsf",
    )
    asked = q.question_by_id
    assert [one.id for one in q.questions] == ["q1", "q2", "q3", "q4_1", "q4_2"]
    assert (asked["q2"].type, asked["q2"].min, asked["q2"].max) == ("decimal", 1, 9)
    assert asked["q4_1"].text == {"en": "Text 4 - Heat"}
    assert q.options_of("q1").options[1].other
    assert "type 'Timing' of Qualtrics; not imported" in text
    assert "text that is shown: Text 5" in text


def test_a_table_side_by_side_has_a_matrix_for_every_column(imported):
    column = {
        "QuestionText": "Today",
        "QuestionType": "Matrix",
        "Selector": "Likert",
        "SubSelector": "SingleAnswer",
        "Answers": displays("a", "b", "c"),
        "DataExportTag": "Q1#1",
    }
    q, _ = imported(
        survey(
            question(
                1,
                "SBS",
                "SBSMatrix",
                Choices=displays("x", "y"),
                AdditionalQuestions={
                    "1": column,
                    "2": {**column, "QuestionText": "Then", "DataExportTag": "Q1#2"},
                },
            )
        ),
        "x.qsf",
    )
    assert [scale.id for scale in q.scales] == ["q1_1", "q1_2"]
    assert q.items["q1_2_2"].aliases == ("Q1#2_2", "QID1#2_2")


def test_the_flow_orders_the_blocks_and_the_trash_is_listed(imported):
    first, second, third = (question(i, "TE", "SL") for i in (1, 2, 3))
    blocks = [
        {"Type": "Standard", "ID": "BL_a", "BlockElements": ["QID1"]},
        {"Type": "Standard", "ID": "BL_b", "BlockElements": ["QID2"]},
        {"Type": "Trash", "ID": "BL_t", "BlockElements": ["QID3"]},
    ]
    flow = [
        {"Type": "EmbeddedData", "EmbeddedData": [{"Field": "source"}]},
        {"Type": "Branch", "Flow": [{"Type": "Block", "ID": "BL_b"}]},
        {"Type": "Block", "ID": "BL_a"},
    ]
    q, text = imported(survey(first, second, third, blocks=blocks, flow=flow), "x.qsf")
    assert [one.id for one in q.questions] == ["q2", "q1"]
    assert [page.contains for page in q.pages] == [("q2",), ("q1",)]
    assert "QID3: in the trash of the survey" in text
    assert "embedded data 'source'" in text
