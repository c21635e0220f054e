"""REDCap: states of forms, checkboxes, events and repetitions, marks of its own."""

import dataclasses
from datetime import datetime

import pytest
from intake.shapes import redcap
from intake.shapes.people import Person, text

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.export import readers
from cpsurvey.intake.sheet import Sheet
from cpsurvey.responses import COMPLETE, PARTIAL, UNKNOWN

AT = datetime.fromisoformat("2026-11-02T09:00:00")
ANN = Person("1", AT, {"sh1": 4, "sh2": 2}, frozenset(["chat"]))
BEN = Person("2", AT, {"sh1": 5, "sh2": 1})
ITEMS = ["{id: sh1, label: {en: i1}}", "{id: sh2, label: {en: i2}}"]
WAVE = "identifiers: {respondent: {variable: rid}, wave: {variable: wave}}"
TEAM = "identifiers: {respondent: {variable: rid}, team: {variable: site}}"


def export(heads, *rows):
    return ",".join(heads) + "\n" + "".join(",".join(row) + "\n" for row in rows)


def codes(batch, name):
    return [int(value) for value in batch.frame[name]]


# --------------------------------------------------------------------------- states
def test_a_survey_that_is_open_is_partial(ask):
    batch = ask(redcap.write([ANN, dataclasses.replace(BEN, done=False)]), items=ITEMS)
    assert [one.state for one in batch.heads] == [COMPLETE, PARTIAL]
    assert [one.submitted for one in batch.heads] == ["2026-11-02", ""]


def test_forms_that_were_not_begun_say_nothing(ask):
    heads = ["record_id", "sh1", "sh2", "a_complete", "extra", "b_complete"]
    rows = [
        ["1", "4", "2", "2", "", "0"],
        ["2", "4", "2", "2", "x", "0"],
        ["3", "4", "2", "1", "", ""],
    ]
    batch = ask(export(heads, *rows), items=ITEMS)
    assert [one.state for one in batch.heads] == [COMPLETE, PARTIAL, UNKNOWN]


def test_answers_typed_in_by_staff_are_complete_without_a_time(ask):
    heads = ["record_id", "a_timestamp", "sh1", "sh2", "a_complete"]
    batch = ask(
        export(heads, ["1", "", "4", "2", "2"], ["2", "2026-11-02 10:00:00", "4", "2", "2"]),
        items=ITEMS,
    )
    assert [one.state for one in batch.heads] == [COMPLETE, COMPLETE]
    assert [one.submitted for one in batch.heads] == ["", "2026-11-02"]


# ---------------------------------------------------------------------- checkboxes
def test_zeros_of_checkboxes_that_nobody_saw_are_not_shown():
    heads = ["record_id", "sh1", "chan___1", "chan___2", "a_complete"]
    rows = [["1", "4", "0", "0", "2"], ["2", "", "0", "0", "0"], ["3", "", "1", "0", "0"]]
    export_ = readers.get("redcap").read(
        Sheet.of(list(enumerate([heads, *rows], 1)), "utf-8"), "x"
    )
    assert export_.table.columns[2].tolist() == ["0", None, "1"]
    box = export_.columns[2]
    assert (box.heading, box.of, box.part) == ("chan___1", ("chan",), ("1",))
    assert any("1 rows" in line for line in export_.seen)


@pytest.mark.parametrize(
    ("heading", "of", "part"),
    [
        ("chan____99", "chan", "-99"),
        ("chan___m99", "chan", "-99"),
        ("a_b___x_1", "a_b", "x_1"),
        ("Channels used (choice=Phone (desk))", "Channels used", "Phone (desk)"),
    ],
)
def test_checkboxes_say_of_which_question_they_are(heading, of, part):
    heads = ["record_id", heading, "a_complete"]
    sheet = Sheet.of([(1, heads), (2, ["1", "1", "2"])], "utf-8")
    box = readers.get("redcap").read(sheet, "x").columns[1]
    assert box.of == (of,)
    assert part in box.part


# ----------------------------------------------------------------- several rows each
EVENTS = ["record_id", "redcap_event_name", "sh1", "sh2", "a_complete"]
TWO = [["1", "base_arm_1", "4", "2", "2"], ["1", "later_arm_1", "5", "1", "2"]]


def test_several_events_are_refused_by_name_and_are_waves_where_there_are_waves(ask):
    content = export(EVENTS, *TWO, ["2", "base_arm_1", "3", "3", "2"])
    with pytest.raises(CpsurveyError) as caught:
        ask(content, items=ITEMS)
    assert (caught.value.code, caught.value.exit_status) == ("CPS142", 65)
    assert "rows 1, 2" in caught.value.where
    batch = ask(content, items=ITEMS, head=WAVE)
    assert list(batch.frame["wave"]) == ["base_arm_1", "later_arm_1", "base_arm_1"]
    assert codes(batch, "sh1") == [4, 5, 3]
    mapped = ask(content, items=ITEMS, head=WAVE, columns={"redcap_event_name": "wave"})
    assert len(mapped.heads) == 3


def test_an_event_without_answers_to_items_is_no_second_answer(ask):
    batch = ask(export(EVENTS, TWO[0], ["1", "later_arm_1", "", "", ""]), items=ITEMS)
    assert [one.rule for one in batch.rejected] == ["no_answer"]
    assert codes(batch, "sh1") == [4]


@pytest.mark.parametrize("times", [3, 12])
def test_repetitions_are_refused_by_name_however_many(ask, times):
    heads = ["record_id", "redcap_repeat_instrument", "redcap_repeat_instance", "sh1", "sh2"]
    rows = [["1", "diary", str(at + 1), "4", "2"] for at in range(times)]
    with pytest.raises(CpsurveyError) as caught:
        ask(export([*heads, "diary_complete"], *([*row, "2"] for row in rows)), items=ITEMS)
    assert caught.value.code == "CPS142"
    batch = ask(
        export([*heads, "diary_complete"], *([*row, "2"] for row in rows)),
        items=ITEMS,
        head=WAVE,
        columns={"redcap_repeat_instance": "wave"},
    )
    assert len(batch.heads) == times


def test_the_same_event_twice_is_a_duplicate(ask):
    batch = ask(export(EVENTS, TWO[0], TWO[0]), items=ITEMS)
    assert [one.rule for one in batch.rejected] == ["duplicate"]


# ------------------------------------------------------------------------- the rest
def test_the_group_of_data_access_is_the_team(ask):
    heads = ["study_no", "redcap_data_access_group", "sh1", "sh2", "a_complete"]
    batch = ask(export(heads, ["1", "montreal", "4", "2", "2"]), items=ITEMS, head=TEAM)
    assert batch.info.reader == "redcap"
    assert list(batch.frame["site"]) == ["montreal"]
    assert batch.heads[0].respondent == "1"


def test_the_identifier_of_a_survey_is_personal(ask):
    rows = redcap.rows([ANN])
    rows[1][1] = "Ann Example"
    batch = ask(text(rows), items=ITEMS)
    said = [one for one in batch.findings if one.rule == "personal_data"]
    assert any("redcap_survey_identifier" in one.message for one in said)
    assert not any("Ann" in str(one) for one in batch.findings)


def test_codes_of_missing_data_are_no_answers_unless_declared(ask):
    heads = ["record_id", "sh1", "sh2", "a_complete"]
    batch = ask(
        export(heads, ["1", "4", "UNK", "2"], ["2", "-99", "3", "2"]),
        items=ITEMS,
        head="missing_codes: {-99: refused}",
    )
    assert not batch.rejected
    assert [batch.reasons["sh2"][0], batch.reasons["sh1"][1]] == [-98, -99] or batch.reasons[
        "sh1"
    ][1]


def test_a_decimal_comma_in_quotes(ask):
    question = "questions:\n  - {id: height, type: decimal, label: {en: h}}\n"
    question += "  - {id: bmi, type: decimal, label: {en: b}}"
    text_ = (
        'record_id,sh1,sh2,height,bmi,a_complete\n1,4,2,"1,54",22.1,2\n2,4,2,"1,84",27.3,2\n'
    )
    batch = ask(text_, items=ITEMS, tail=question)
    assert list(batch.frame["height"]) == [1.54, 1.84]
    assert list(batch.frame["bmi"]) == [22.1, 27.3]


@pytest.mark.parametrize(
    "heads",
    [
        ["respondent", "sh1", "sh2", "survey_complete"],
        ["record_id", "sh1", "sh2", "is_complete"],
    ],
)
def test_a_column_that_ends_like_a_state_is_not_enough(heads):
    sheet = Sheet.of([(1, heads), (2, ["1", "4", "2", "yes"])], "utf-8")
    assert readers.get("redcap").recognise(sheet).score == 0


def test_an_export_without_states_is_known_by_the_platform_columns(ask):
    rows = [row[:-1] for row in redcap.rows([ANN, BEN])]
    batch = ask(text(rows), items=ITEMS)
    assert batch.info.reader == "redcap"
    assert [one.respondent for one in batch.heads] == ["1", "2"]
