"""LimeSurvey's structure: as a table of both shapes, as XML of both shapes."""

import pytest

from cpsurvey.errors import CpsurveyError
from cpsurvey.forms.read import definition_of, read_form

OLD = [
    "class",
    "type/scale",
    "name",
    "relevance",
    "text",
    "help",
    "language",
    "mandatory",
    "other",
]


def table(*rows, head=OLD):
    return "\n".join("\t".join(row) for row in (head, *rows)).encode()


def array(language, stem, row1, row2, answers):
    return [
        ["G", "0", f"Groupe {language}", "1", "", "", language],
        ["Q", "F", "TKS", "1", stem, "<i>aide</i>", language, "Y", "N"],
        ["SQ", "0", "SQ001", "1", row1, "", language],
        ["SQ", "0", "SQ002", "1", row2, "", language],
        *(["A", "0", f"A{i}", "", text, "", language] for i, text in enumerate(answers, 1)),
    ]


TWO = table(
    ["S", "", "sid", "", "4711"],
    ["S", "", "language", "", "fr"],
    ["SL", "", "surveyls_title", "", "Enquête", "", "fr"],
    ["SL", "", "surveyls_title", "", "Survey", "", "en"],
    *array("fr", "Dites <b>tout</b>", "J'aide", "Je garde", ["Jamais", "Parfois", "Toujours"]),
    *array("en", "Say it all", "I help", "I keep", ["Never", "Sometimes", "Always"]),
)


def test_an_array_in_two_languages_is_a_scale(imported):
    q, text = imported(TWO, "s.txt")
    assert q.languages == ("fr", "en")
    assert q.default_language == "fr"
    assert q.title == {"fr": "Enquête", "en": "Survey"}
    (scale,) = q.scales
    assert scale.label == {"fr": "Dites tout", "en": "Say it all"}
    first = scale.items[0]
    assert first.id == "tks_sq001"
    assert first.text == {"fr": "J'aide", "en": "I help"}
    assert "TKS[SQ001]" in first.aliases
    options = q.option_sets[scale.options].options
    assert [one.code for one in options] == [1, 2, 3]
    assert [one.aliases for one in options] == [("A1",), ("A2",), ("A3",)]
    assert options[2].label == {"fr": "Toujours", "en": "Always"}
    assert "# check: is this one construct?" in text
    assert "must be answered" in text


def test_the_newer_head_is_read_alike(imported):
    head = ["id", "related_id", *OLD]
    rows = [["1", "", *line.split("\t")] for line in TWO.decode().split("\n")[1:]]
    newer, _ = imported(table(*rows, head=head), "s.txt")
    older, _ = imported(TWO, "s.txt")
    assert newer == older


def test_a_row_with_a_name_of_its_own_is_called_by_it(imported):
    named = TWO.replace(b"SQ001", b"help").replace(b"SQ002", b"keep")
    q, _ = imported(named, "s.txt")
    assert list(q.items) == ["help", "keep"]
    assert q.items["help"].aliases == ("TKS[help]",)


def test_codes_are_the_values_where_the_codes_are_words(imported):
    head = [*OLD, "assessment_value"]
    rows = [
        ["G", "0", "g", "1", "", "", "en"],
        ["Q", "L", "q1", "1", "How?", "", "en", "N", "N"],
        ["A", "0", "lo", "", "Low", "", "en", "", "", "10"],
        ["A", "0", "hi", "", "High", "", "en", "", "", "20"],
    ]
    q, text = imported(table(*rows, head=head), "s.txt")
    answers = q.option_sets["q1"].options
    assert [(one.code, one.aliases) for one in answers] == [(10, ("lo",)), (20, ("hi",))]
    assert "codes are the values the tool declares" in text


SINGLE = {
    "5": ("select_one", 5),
    "Y": ("select_one", 2),
    "G": ("select_one", 2),
    "S": ("text", 0),
    "T": ("text", 0),
    "N": ("decimal", 0),
}


@pytest.mark.parametrize(("kind", "becomes"), SINGLE.items())
def test_types_of_single_questions(imported, kind, becomes):
    q, _ = imported(
        table(["G", "0", "g"], ["Q", kind, "q1", "x == 1", "How?", "", "en", "N", "N"]), "s.txt"
    )
    (question,) = q.questions
    options = q.options_of("q1")
    assert (question.type, len(options.options) if options else 0) == becomes


def test_limits_and_whole_numbers_of_a_number(imported):
    head = [*OLD, "num_value_int_only", "min_num_value_n", "max_num_value_n"]
    rows = [["Q", "N", "age", "1", "Age?", "", "en", "N", "N", "1", "16", "99"]]
    q, _ = imported(table(*rows, head=head), "s.txt")
    (age,) = q.questions
    assert (age.type, age.min, age.max) == ("integer", 16, 99)


def test_other_is_an_answer_and_files_are_listed(imported):
    q, text = imported(
        table(
            ["Q", "L", "q1", "1", "Which?", "", "en", "N", "Y"],
            ["A", "0", "1", "", "Tea", "", "en"],
            ["A", "0", "2", "", "Coffee", "", "en"],
            ["Q", "|", "cv", "1", "Your CV", "", "en"],
            ["Q", "X", "hi", "1", "Welcome", "", "en"],
            ["Q", "*", "sum", "1", "q1 + 1", "", "en"],
        ),
        "s.txt",
    )
    other = q.option_sets["q1_other"].options[-1]
    assert (other.code, other.other, "-oth-" in other.aliases) == (3, True, True)
    for said in (
        "cv: files are handed in",
        "text that is shown: Welcome",
        "calculation: q1 + 1",
    ):
        assert said in text


def test_a_dual_scale_is_two_arrays(imported):
    q, _ = imported(
        table(
            ["Q", "1", "D", "1", "Both", "", "en", "N", "N"],
            ["SQ", "0", "a", "1", "A", "", "en"],
            ["SQ", "0", "b", "1", "B", "", "en"],
            *(["A", "0", f"{i}", "", f"low {i}", "", "en"] for i in (1, 2, 3)),
            *(["A", "1", f"{i}", "", f"high {i}", "", "en"] for i in (1, 2, 3)),
        ),
        "s.txt",
    )
    assert [scale.id for scale in q.scales] == ["d_1", "d_2"]
    assert q.items["d_a_2"].aliases == ("D_a_2", "D[a][2]")
    assert q.options_of("d_a_2").options[0].label == {"en": "high 1"}


def rows(name, *found):
    cells = "".join(
        "<row>" + "".join(f"<{k}><![CDATA[{v}]]></{k}>" for k, v in row.items()) + "</row>"
        for row in found
    )
    return f"<{name}><fields/><rows>{cells}</rows></{name}>"


def document(*tables, kind="Survey", languages=("en", "fr")):
    spoken = "".join(f"<language>{one}</language>" for one in languages)
    return (
        f"<?xml version='1.0'?><document><LimeSurveyDocType>{kind}</LimeSurveyDocType>"
        f"<languages>{spoken}</languages>{''.join(tables)}</document>"
    ).encode()


Q = {"qid": "7", "parent_qid": "0", "sid": "4711", "gid": "1", "type": "F", "title": "TKS"}
SUBS = [
    {"qid": "9", "parent_qid": "7", "title": "SQ002", "question_order": "2"},
    {"qid": "8", "parent_qid": "7", "title": "SQ001", "question_order": "1"},
]
TEXTS = {"7": ("All", "Tout"), "8": ("I help", "J'aide"), "9": ("I keep", "Je garde")}
ANSWERS = [("1", "Never", "Jamais"), ("2", "Often", "Souvent"), ("3", "Always", "Toujours")]


def new_shape(kind="Survey"):
    return document(
        rows("groups", {"gid": "1", "group_order": "1"}),
        rows("questions", Q),
        rows("subquestions", *SUBS),
        rows(
            "question_l10ns",
            *(
                {"qid": qid, "question": text, "language": language}
                for qid, texts in TEXTS.items()
                for language, text in zip(("en", "fr"), texts, strict=True)
            ),
        ),
        rows(
            "answers",
            *({"aid": a, "qid": "7", "code": f"A{a}", "sortorder": a} for a, _, _ in ANSWERS),
        ),
        rows(
            "answer_l10ns",
            *(
                {"aid": a, "answer": text, "language": language}
                for a, en, fr in ANSWERS
                for language, text in (("en", en), ("fr", fr))
            ),
        ),
        kind=kind,
    )


def old_shape():
    both = ("en", "fr")
    return document(
        rows("groups", *({"gid": "1", "group_name": "G", "language": one} for one in both)),
        rows(
            "questions",
            *(
                {**Q, "question": text, "language": language}
                for language, text in zip(both, TEXTS["7"], strict=True)
            ),
        ),
        rows(
            "subquestions",
            *(
                {**sub, "question": text, "language": language}
                for sub in SUBS
                for language, text in zip(both, TEXTS[sub["qid"]], strict=True)
            ),
        ),
        rows(
            "answers",
            *(
                {"qid": "7", "code": f"A{a}", "answer": text, "language": one, "sortorder": a}
                for a, en, fr in ANSWERS
                for one, text in (("en", en), ("fr", fr))
            ),
        ),
    )


@pytest.mark.parametrize("data", [new_shape(), old_shape(), new_shape("Group")])
def test_xml_of_every_shape_gives_the_same_questions(imported, data):
    q, _ = imported(data, "s.lss")
    assert q.languages == ("en", "fr")
    assert [item.text for item in q.items.values()] == [
        {"en": "I help", "fr": "J'aide"},
        {"en": "I keep", "fr": "Je garde"},
    ]
    assert [one.label["fr"] for one in q.options_of("tks_sq001").options] == [
        "Jamais",
        "Souvent",
        "Toujours",
    ]


def test_a_label_set_is_no_survey():
    assert definition_of(document(kind="Label set"), "x.lsl") == "limesurvey_lss"
    with pytest.raises(CpsurveyError, match="no survey, group or question") as caught:
        read_form(document(kind="Label set"), "x.lsl")
    assert caught.value.code == "CPS701"


def test_what_went_out_of_cpsurvey_comes_in_with_its_ids(imported):
    head = [*OLD, "assessment_value", "cpsurvey_id", "cpsurvey_reverse", "cpsurvey_scale"]
    head += ["cpsurvey_missing", "cpsurvey_answers"]
    none = ["", "", ""]
    q, _ = imported(
        table(
            ["G", "0", "g", "1", "", "", "en", *none],
            [
                "Q",
                "F",
                "copme",
                "1",
                "All",
                "",
                "en",
                "S",
                "N",
                "",
                "cop_me",
                "",
                "cop_me",
                "",
                "agree",
            ],
            ["SQ", "0", "ME1", "1", "I help", "", "en", *none, "ME_1"],
            ["SQ", "0", "ME2", "1", "I keep", "", "en", *none, "ME_2", "yes"],
            ["A", "0", "1", "", "No", "", "en", "", "", "1"],
            ["A", "0", "2", "", "Yes", "", "en", "", "", "2"],
            ["A", "0", "M8", "", "Does not apply", "", "en", "", "", "-8", "", "", "", "n_a"],
            head=head,
        ),
        "s.txt",
    )
    (scale,) = q.scales
    assert (scale.id, scale.options) == ("cop_me", "agree")
    assert [(one.id, one.reverse) for one in scale.items] == [("ME_1", False), ("ME_2", True)]
    last = q.option_sets["agree"].options[-1]
    assert (last.code, last.missing, last.aliases) == (-8, "n_a", ())
