"""SPSS and Stata: values, labels and reasons for none, and what they become as answers."""

import datetime as dt

import pandas as pd
import pyreadstat
import pytest

from cpsurvey.binary import child
from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.file import File
from cpsurvey.intake.sources import Told, sheet_of
from cpsurvey.responses import NOT_SHOWN, SKIPPED

IDS = ["a", "b", "c"]
AGREE = {1: "Strongly disagree", 2: "Disagree", 3: "Neutral", 4: "Agree", 5: "Strongly agree"}
OPTIONS = [f"{{code: {code}, label: {{en: {label}}}}}" for code, label in AGREE.items()]


@pytest.fixture
def write(tmp_path):
    """Bytes of a file of a statistical program."""

    def writer(columns, name="x.sav", **said):
        frame, path = pd.DataFrame(columns), tmp_path / name
        if name.endswith("sav"):
            said["compress"] = name.endswith(".zsav")
        getattr(pyreadstat, f"write_{name[-3:]}")(frame, str(path), **said)
        return path.read_bytes()

    return writer


@pytest.fixture
def answers(write, ask):
    """Columns as they are read through a questionnaire, from an SPSS file."""

    def asker(columns, *, labels=None, missing=None, name="x.sav", texts=None, **asked):
        columns = {"respondent_id": IDS, "i2": [1, 2, 3], **columns}
        said = {"variable_value_labels": labels or {}, "column_labels": texts}
        if name.endswith(".dta"):
            said["missing_user_values"] = missing or {}
        elif missing:
            said["missing_ranges"] = missing
        return ask(write(columns, name, **said), **asked)

    return asker


def rows(sheet):
    return [list(row) for row in zip(*sheet.columns, strict=True)]


def rules(batch):
    return {one.rule: one for one in batch.findings}


def cells(data, **told):
    return rows(sheet_of(File("x", held=data), Told(**told)))


# ---------------------------------------------------------------------------- the source
@pytest.mark.parametrize("name", ["x.sav", "x.zsav", "x.dta", "x.por"])
def test_every_format_is_read_alike(write, name):
    data = write({"q": [4.0, 2.5, None], "s": ["00042", "", "e"]}, name)
    heading, *found = cells(data)
    assert [one.casefold() for one in heading] == ["q", "s"]
    assert found == [["4", "00042"], ["2.5", None], [None, "e"]]


def test_texts_labels_and_missing_values_stay_beside_the_cells(write):
    data = write(
        {"q": [1, 98, 99, 7], "s": ["é", "Z", "", "b"]},
        column_labels={"q": "Je partage"},
        variable_value_labels={"q": {1: "Non", 99: "ne sait pas"}},
        missing_ranges={"q": [{"lo": 97, "hi": 99}, 7], "s": ["Z"]},
    )
    sheet = sheet_of(File("x", held=data), Told())
    assert sheet.known[0].text == "Je partage"
    assert sheet.known[0].labels == {"1": "Non", "99": "ne sait pas"}
    assert sheet.known[0].missing == {
        "98": "user_missing",
        "99": "ne sait pas",
        "7": "user_missing",
    }
    assert sheet.known[1].missing == {"Z": "user_missing"}
    assert rows(sheet)[1:] == [["1", "é"], ["98", "Z"], ["99", None], ["7", "b"]]
    assert "2 variables, 1 with labels of their values" in sheet.seen


def test_tagged_missing_values_are_no_texts(write):
    data = write(
        {"q": [1, "a", "b", None], "s": ["a", ".a", "b", ""]},
        "x.dta",
        missing_user_values={"q": ["a", "b"]},
        variable_value_labels={"q": {1: "One", "a": "refused"}},
    )
    sheet = sheet_of(File("x", held=data), Told())
    assert rows(sheet)[1:] == [["1", "a"], [".a", ".a"], [".b", "b"]]
    assert sheet.known[0].missing == {".a": "refused", ".b": ".b"}
    assert sheet.known[1].missing == {}


def test_dates_are_iso_and_what_no_calendar_has_is_a_number(write):
    day, when = dt.date(2026, 11, 2), dt.datetime(2026, 11, 2, 9, 3, 11)  # noqa: DTZ001
    columns = {"d": [day, None], "w": [when, None], "t": [dt.time(9, 3), None], "k": [1, 2]}
    for name in ("x.sav", "x.dta"):
        said = {"variable_format": {"d": "%td", "w": "%tc"}} if name == "x.dta" else {}
        if name == "x.dta":
            columns.pop("t", None)
        found = cells(write(columns, name, **said))[1]
        assert found[:2] == ["2026-11-02", "2026-11-02 09:03:11"]
        assert found[-1] == "1"
    far = write({"d": [1e15, 5.0], "e": [1, 2]}, variable_format={"d": "DATE11"})
    assert cells(far)[1][0] == "1000000000000000"


@pytest.mark.parametrize(
    ("value", "shape", "text"),
    [
        (40000.0, "%tq", "11960q1"),
        (2.0, "%tq", "1960q3"),
        (-1.0, "%tm", "1959m12"),
        (2026.0, "%ty", "2026"),
        (0.0, "%d", "1960-01-01"),
        (36_610_000.0, "%tcHH:MM:SS", "10:10:10"),
        (7.0, "%05.0f", "00007"),
        (1.234, "%9.0g", "1.2340"),
    ],
)
def test_formats_of_stata(write, value, shape, text):
    data = write({"q": [value], "k": [1]}, "x.dta", variable_format={"q": shape})
    assert cells(data)[1][0] == text


def test_short_floats_keep_the_digits_they_had(tmp_path):
    frame = pd.DataFrame({"q": [0.1, 2.5, 16777216]}, dtype="float32")
    frame.to_stata(tmp_path / "x.dta", write_index=False, version=114)
    data = (tmp_path / "x.dta").read_bytes()
    assert cells(data)[1:] == [["0.1"], ["2.5"], ["16777216"]]


def test_an_old_encoding_is_named(write):
    data = write({"q": [1.0]}, column_labels=["naïve été"])
    old = data.replace("naïve été".encode(), "naïve été".encode("cp1252") + b"   ")
    with pytest.raises(CpsurveyError) as caught:
        cells(old)
    assert (caught.value.code, "encoding: cp1252" in caught.value.fix) == ("CPS102", True)
    sheet = sheet_of(File("x", held=old), Told(encoding="cp1252"))
    assert sheet.known[0].text.startswith("naïve été")
    with pytest.raises(CpsurveyError) as caught:
        cells(old, encoding="klingon")
    assert caught.value.code == "CPS102"


def test_broken_accents_in_a_label_are_refused_where_it_is_stored(write, ask):
    texts = ["Ã©tÃ©", "two", "three"]
    data = write({"i1": [1.0], "i2": [2.0], "q": [3.0]}, column_labels=texts)
    with pytest.raises(CpsurveyError) as caught:
        ask(data)
    assert (caught.value.code, "column 1" in caught.value.where) == ("CPS103", True)
    data = write({"i1": [1.0], "i2": [2.0], "q": [3.0]}, column_labels=texts[::-1])
    (found,) = [one for one in ask(data).findings if one.rule == "mojibake"]
    assert "labels of column 3 'q'" in found.where


def test_a_file_without_rows(write, ask):
    with pytest.raises(CpsurveyError) as caught:
        ask(write({"i1": [None, None]}))
    assert caught.value.code == "CPS101"


# --------------------------------------------------------------------------- as answers
@pytest.mark.parametrize("name", ["x.sav", "x.dta"])
def test_labels_of_the_questionnaire_decide_and_a_note_says_so(answers, name):
    turned = {6 - code: label for code, label in AGREE.items()}
    batch = answers({"i1": [1, 2, 4]}, labels={"i1": turned}, name=name)
    assert batch.frame["i1"].tolist() == [5, 4, 2]
    assert "'i1'" in rules(batch)["values_renumbered"].where
    batch = answers({"i1": [1, 2, 4]}, labels={"i1": turned}, name=name, answers="codes")
    assert batch.frame["i1"].tolist() == [1, 2, 4]
    assert "values_renumbered" not in rules(batch)


def test_the_same_numbers_say_nothing(answers):
    batch = answers({"i1": [1, 3, 5]}, labels={"i1": AGREE})
    assert batch.frame["i1"].tolist() == [1, 3, 5]
    assert rules(batch).keys() == {"completeness_unknown"}
    assert "3 variables, 1 with labels of their values" in batch.info.evidence


def test_labels_of_the_ends_alone(answers):
    ends = {1: "Strongly disagree", 5: "Strongly agree"}
    assert answers({"i1": [1, 2, 5]}, labels={"i1": ends}).frame["i1"].tolist() == [1, 2, 5]
    turned = {1: "Strongly agree", 5: "Strongly disagree"}
    assert answers({"i1": [1, 5, 1]}, labels={"i1": turned}).frame["i1"].tolist() == [5, 1, 5]
    for way in (None, "labels"):
        with pytest.raises(CpsurveyError) as caught:
            answers({"i1": [1, 2, 5]}, labels={"i1": turned}, answers=way)
        assert caught.value.code == "CPS115"
        assert "answers: codes" in caught.value.fix
    batch = answers({"i1": [1, 2, 5]}, labels={"i1": turned}, answers="codes")
    assert batch.frame["i1"].tolist() == [1, 2, 5]


def test_labels_of_another_wording_leave_the_codes_and_a_warning(answers):
    labels = {code: f"Grad {code} der Zustimmung" for code in AGREE}
    batch = answers({"i1": [1, 3, 5]}, labels={"i1": labels})
    assert batch.frame["i1"].tolist() == [1, 3, 5]
    assert rules(batch)["values_unlabelled"].severity == "warning"
    assert "Zustimmung" not in str(batch.findings)


def test_values_that_are_texts(answers):
    labels = {"a": "Agree", "n": "Neutral", "z": "Disagree"}
    batch = answers({"i1": ["a", "n", ""]}, labels={"i1": labels})
    assert batch.frame["i1"].tolist()[:2] == [4, 3]
    assert batch.reasons["i1"] == [0, 0, NOT_SHOWN]
    assert rules(batch).keys() == {"completeness_unknown"}


def test_a_scale_that_starts_at_zero_in_the_file(answers):
    labels = {code - 1: label for code, label in AGREE.items()}
    batch = answers({"i1": [0, 1, 4]}, labels={"i1": labels})
    assert batch.frame["i1"].tolist() == [1, 2, 5]


def test_labels_that_are_numbers(answers):
    options = [f"{{code: {code}, label: {{en: '{code - 1}'}}}}" for code in AGREE]
    labels = {code: str(code - 1) for code in AGREE}
    batch = answers(
        {"i1": [1, 2, 5], "i2": [1, 2, 5]}, labels={"i1": labels, "i2": labels}, options=options
    )
    assert batch.frame["i1"].tolist() == [1, 2, 5]


# ---------------------------------------------------------------------- reasons for none
def test_a_reason_that_nobody_declared_is_left_blank_and_said(answers):
    batch = answers({"i1": [4, 98, 99]}, missing={"i1": [98, 99]})
    assert batch.reasons["i1"] == [0, SKIPPED, SKIPPED]
    found = rules(batch)["missing_undeclared"]
    assert "98, 99" in found.message
    assert "missing_codes: {98: no_answer, 99: no_answer}" in found.fix
    head = found.fix[found.fix.index("missing_codes:") :]
    kept = answers({"i1": [4, 98, 99]}, missing={"i1": [98, 99]}, head=head)
    assert kept.reasons["i1"] == [0, -100, -100]
    assert "missing_undeclared" not in rules(kept)


@pytest.mark.parametrize("label", ["dont_know", "Dont know", "No opinion", "Blank"])
def test_a_reason_of_the_questionnaire_is_kept_by_its_name(answers, label):
    head = "missing_codes: {77: dont_know}\nmissing_strings: [blank]"
    options = [*OPTIONS, "{code: 9, label: {en: No opinion}, missing: no_opinion}"]
    batch = answers(
        {"i1": [4, 8, 1]},
        labels={"i1": {8: label}},
        missing={"i1": [8]},
        head=head,
        options=options,
    )
    want = {"No opinion": -9, "Blank": SKIPPED}.get(label, -77)
    assert batch.reasons["i1"] == [0, want, 0]
    assert "missing_undeclared" not in rules(batch)


def test_tags_of_stata_are_reasons(answers):
    batch = answers(
        {"i1": [4, "a", "b"]},
        labels={"i1": {"a": "dont know"}},
        missing={"i1": ["a", "b"]},
        name="x.dta",
        head="missing_codes: {77: dont_know}",
    )
    assert batch.reasons["i1"] == [0, -77, SKIPPED]


@pytest.mark.parametrize("labels", [{}, {5: "Strongly agree"}])
def test_an_answer_that_the_file_declares_missing_is_refused(answers, labels):
    with pytest.raises(CpsurveyError) as caught:
        answers({"i1": [4, 5, 1]}, labels={"i1": labels}, missing={"i1": [5]})
    assert caught.value.code == "CPS129"
    assert "declares 5 missing" in caught.value.message
    assert answers({"i1": [4, 3, 1]}, missing={"i1": [5]}).frame["i1"].tolist() == [4, 3, 1]


def test_a_number_that_is_missing_is_no_number(answers):
    tail = "questions:\n  - {id: age, type: integer, text: {en: Age}, min: 0, max: 999}"
    batch = answers({"i1": [4, 5, 1], "age": [30, 999, 41]}, missing={"age": [999]}, tail=tail)
    assert batch.frame["age"].tolist()[::2] == [30, 41]
    assert batch.reasons["age"] == [0, SKIPPED, 0]


def test_groups_are_called_by_their_labels(answers):
    head = "identifiers:\n  respondent: {variable: respondent_id}\n  team: {variable: team}\n"
    batch = answers(
        {"i1": [4, 5, 1], "team": [1, 2, 99]},
        labels={"team": {1: "North", 2: "South", 99: "none"}},
        missing={"team": [99]},
        head=head,
    )
    assert batch.columns["team"].tolist() == ["North", "South", None]


def test_the_text_of_a_question_is_the_label_of_its_variable(answers):
    items = ["{id: i1, text: {en: I share my tricks}}", "{id: i2, label: {en: i2}}"]
    batch = answers({"V1": [4, 5, 1]}, texts=["id", "two", "I share my tricks"], items=items)
    assert batch.frame["i1"].tolist() == [4, 5, 1]


def test_a_file_of_something_else_is_refused_with_what_it_holds(write, ask):
    data = write(
        {"age": [1.0, 2.0]},
        column_labels=["Age group"],
        variable_value_labels={"age": {1: "x"}},
    )
    with pytest.raises(CpsurveyError) as caught:
        ask(data)
    assert caught.value.code == "CPS105"
    assert "'age' ('Age group') (1 of 1 variables with labels" in caught.value.message


def test_a_multiple_response_set_is_a_question_with_several_answers(write, ask, monkeypatch):
    tail = (
        "questions:\n  - id: media\n    type: select_multiple\n    text: {en: Media}\n"
        "    options:\n      - {code: 1, id: chat, label: {en: Chat}}\n"
        "      - {code: 2, id: mail, label: {en: Mail}}"
    )
    data = write(
        {
            "respondent_id": IDS,
            "i1": [1, 2, 3],
            "i2": [1, 2, 3],
            "m1": [1, 2, 1],
            "m2": [2, 2, 1],
        },
        column_labels={"m1": "Chat", "m2": "Mail"},
        variable_value_labels={"m1": {1: "Yes", 2: "No"}, "m2": {1: "Yes", 2: "No"}},
    )
    # the library cannot write sets: what it says of one is put beside what it read
    described = child.lines

    def with_set(*args, **job):
        for said in described(*args, **job):
            if isinstance(said, dict) and "sets" in said:
                said["sets"] = {"$x": [["m1", "m2"], "Media", True]}
            yield said

    monkeypatch.setattr(child, "lines", with_set)
    batch = ask(data, tail=tail)
    assert batch.frame["media__chat"].tolist() == [1, 0, 1]
    assert batch.frame["media__mail"].tolist() == [0, 0, 1]


def test_labels_that_repeat_their_value_decide_by_their_words(answers):
    numbered = {n: f"{n} - {AGREE[6 - n]}" for n in AGREE}
    batch = answers({"i1": [1, 4, 5]}, labels={"i1": numbered})
    assert list(batch.columns["i1"]) == [5, 2, 1]
    assert "values_renumbered" in rules(batch)


def test_labels_of_which_one_alone_is_known_are_told_of(answers):
    labels = {1: "Gar nicht", 2: "Lehne ab", 3: "Neutral", 4: "Stimme zu", 5: "Stimme voll zu"}
    batch = answers({"i1": [1, 3, 5]}, labels={"i1": labels})
    assert rules(batch)["values_unlabelled"].severity == "warning"


@pytest.mark.parametrize(
    "labels",
    [
        ["Totally agree", "Rather agree", "So so", "Rather disagree", "Totally disagree"],
        ["Stimme voll zu", "Stimme zu", "Neutral", "Lehne ab", "Gar nicht"],
        ["Tout à fait", "Oui", "Bof", "Non", "Pas du tout"],
        ["Very satisfied", "Satisfied", "So so", "Unsatisfied", "Very unsatisfied"],
        ["Always", "Often", "Sometimes", "Rarely", "Never"],
        ["Siempre", "A menudo", "A veces", "Raramente", "Nunca"],
    ],
)
def test_unknown_labels_that_run_the_other_way_are_refused(answers, labels):
    known = dict(enumerate(labels, 1))
    with pytest.raises(CpsurveyError) as caught:
        answers({"i1": [1, 2, 5]}, labels={"i1": known})
    assert caught.value.code == "CPS115"
    assert "column 3 'i1'" in caught.value.where
    batch = answers({"i1": [1, 2, 5]}, labels={"i1": known}, answers="codes")
    assert list(batch.columns["i1"]) == [1, 2, 5]
    turned = dict(enumerate(labels[::-1], 1))
    batch = answers({"i1": [1, 2, 5]}, labels={"i1": turned})
    assert list(batch.columns["i1"]) == [1, 2, 5]
    assert "values_unlabelled" in rules(batch)


def test_aliases_settle_labels_that_run_the_other_way(answers):
    labels = {1: "Always", 2: "Often", 3: "Sometimes", 4: "Rarely", 5: "Never"}
    options = [
        f"{{code: {code}, label: {{en: {AGREE[code]}}}, aliases: [{labels[6 - code]}]}}"
        for code in AGREE
    ]
    batch = answers({"i1": [1, 2, 5]}, labels={"i1": labels}, options=options)
    assert list(batch.columns["i1"]) == [5, 4, 1]


def test_sixteen_digits_of_an_identifier_are_kept(answers):
    ids = [1234567890123451.0, 1234567890123452.0, 1234567890123453.0]
    batch = answers({"respondent_id": ids, "i1": [1, 2, 3]})
    assert list(batch.heads.respondents) == [f"{int(one)}" for one in ids]
