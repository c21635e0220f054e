"""KoboToolbox and ODK: groups, edits, refused submissions, repeated groups."""

import dataclasses
from datetime import datetime

import pytest
from intake.shapes import kobo, odk
from intake.shapes.people import Person, text

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.export import readers
from cpsurvey.intake.sheet import Sheet

AT = datetime.fromisoformat
ANN = Person("aaaa", AT("2026-11-02T09:00:00"), {"sh1": 4, "sh2": 2}, frozenset(["chat"]))
BEN = Person("bbbb", AT("2026-11-03T09:00:00"), {"sh1": 5, "sh2": 1})
ITEMS = ["{id: sh1, label: {en: i1}}", "{id: sh2, label: {en: i2}}"]
LATER = dataclasses.replace(ANN, when=AT("2026-11-05T09:00:00"), answers={"sh1": 1})


def with_column(rows, heading, cells):
    return [[*row, cell] for row, cell in zip(rows, [heading, *cells], strict=True)]


def columns(name, rows):
    sheet = Sheet.of(list(enumerate(rows, 1)), "utf-8")
    return {one.heading: one for one in readers.get(name).read(sheet, "x").columns}


# ---------------------------------------------------------------------- who and when
@pytest.mark.parametrize("order", [(ANN, LATER, BEN), (LATER, ANN, BEN)])
def test_of_what_was_sent_again_the_latest_counts_even_if_it_says_less(ask, order):
    batch = ask(kobo.write(list(order)), items=ITEMS)
    assert [one.rule for one in batch.rejected] == ["duplicate"]
    assert sorted(batch.frame["sh1"]) == [1, 5]
    assert len({one.respondent for one in batch.heads}) == 2


def test_the_same_submission_twice_is_counted_once(ask):
    batch = ask(kobo.write([ANN, ANN, BEN]), items=ITEMS)
    assert [(one.row, one.rule) for one in batch.rejected] == [(1, "duplicate")]
    assert len(batch.heads) == 2


@pytest.mark.parametrize(
    ("heading", "cells"),
    [("meta/rootUuid", ["uuid:aaaa", "uuid:aaaa"]), ("meta/deprecatedID", ["", "uuid:aaaa"])],
)
def test_an_edit_is_the_same_person(ask, heading, cells):
    edited = dataclasses.replace(LATER, name="cccc")
    rows = with_column(kobo.rows([ANN, edited]), heading, cells)
    batch = ask(text(rows, ";", quoted=True), items=ITEMS)
    assert [one.respondent for one in batch.heads] == ["aaaa"]
    assert batch.frame["sh1"][0] == 1


def test_edits_that_name_each_other_end(ask):
    edited = dataclasses.replace(LATER, name="cccc")
    rows = with_column(
        kobo.rows([ANN, edited]), "meta/deprecatedID", ["uuid:cccc", "uuid:aaaa"]
    )
    assert len(ask(text(rows, ";"), items=ITEMS).heads) == 2


def test_the_platform_number_can_be_left_out_by_hand(ask):
    batch = ask(kobo.write([ANN, ANN]), items=ITEMS, columns={"_uuid": ""})
    assert {one.origin for one in batch.heads} == {"row"}


@pytest.mark.parametrize("said", ["Not Approved", "validation_status_not_approved"])
def test_a_submission_that_is_not_approved_is_set_aside_and_said(ask, said):
    rows = kobo.rows([ANN, BEN])
    rows[1][rows[0].index("_validation_status")] = said
    rows[2][rows[0].index("_validation_status")] = "Approved"
    batch = ask(text(rows, ";"), items=ITEMS)
    assert [(one.row, one.rule) for one in batch.rejected] == [(1, "not_approved")]
    assert "1 submissions are not approved" in batch.info.evidence


def test_a_rejected_submission_of_odk_is_set_aside(ask):
    rows = odk.rows([ANN, BEN])
    rows[2][rows[0].index("ReviewState")] = "rejected"
    rows[1][rows[0].index("ReviewState")] = "hasIssues"
    rows[1][rows[0].index("Edits")] = "2"
    batch = ask(text(rows), items=ITEMS)
    assert [(one.row, one.rule) for one in batch.rejected] == [(2, "not_approved")]
    assert any("1 submissions were edited" in line for line in batch.info.evidence)


# --------------------------------------------------------------------------- columns
def test_choices_say_of_which_question_they_are():
    found = columns("kobo", kobo.rows([ANN], groups=True))
    assert found["sharing/sh1"].codes == ("sharing/sh1", "sh1")
    assert (found["chan/chat"].of, found["chan/chat"].part) == (("chan",), ("chat",))
    assert found["chan/chat"].codes == ("chan/chat",)
    assert "_notes" not in found


def test_groups_and_choices_of_odk():
    found = columns("odk", odk.rows([ANN]))
    assert found["sharing-sh1"].codes == ("sharing-sh1", "sh1")
    assert found["chan/chat"].of == ("chan",)
    rows = [["SubmissionDate", "a-b-chan", "a-b-chan/chat", "KEY"], ["", "chat", "1", "uuid:1"]]
    deep = columns("odk", rows)["a-b-chan/chat"]
    assert (deep.of, deep.part) == (("a-b-chan", "b-chan", "chan"), ("chat",))
    assert "chan/chat" in deep.codes


def test_a_choice_may_hold_a_slash():
    heads = ["Channels", "Channels/Phone/desk", *kobo.LAST]
    found = columns("kobo", [heads, ["x", "1", *[""] * len(kobo.LAST)]])
    assert found["Channels/Phone/desk"].part == ("Phone/desk",)


def test_a_yes_or_no_question_of_a_group_is_no_choice(ask):
    heads = ["g/sh1", "g/sh2", *kobo.LAST]
    rows = [heads, ["1", "0", "1", "u", "2026-11-02T09:00:00", *[""] * 7]]
    options = ["{code: 0, label: {en: No}}", "{code: 1, label: {en: 'Yes'}}"]
    batch = ask(text(rows, ";"), items=ITEMS, options=options)
    assert (batch.frame["sh1"][0], batch.frame["sh2"][0]) == (1, 0)


def test_a_question_called_as_a_column_of_central_is_a_question():
    rows = odk.rows([ANN])
    rows[0][1] = "status"
    found = columns("odk", rows)
    assert "status" in found
    assert "Status" not in found


# --------------------------------------------------------------------- repeated groups
def test_a_table_of_repetitions_is_refused_by_name(ask):
    content = (
        "member,sh1,sh2,_index,_parent_index,_submission__uuid,_id,_uuid,_submission_time\n"
    )
    content += "x,4,2,1,1,aaaa,1,aaaa,2026-11-02T09:00:00\n"
    with pytest.raises(CpsurveyError) as caught:
        ask(content, items=ITEMS)
    assert (caught.value.code, "'_parent_index'" in caught.value.message) == ("CPS142", True)
    central = "sh1,sh2,PARENT_KEY,KEY\n4,2,uuid:1,uuid:1/member[1]\n"
    with pytest.raises(CpsurveyError) as caught:
        ask(central, items=ITEMS)
    assert caught.value.code == "CPS142"
    assert len(ask(central, items=ITEMS, format="csv").heads) == 1
