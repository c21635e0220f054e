"""What Qualtrics' exports do, and what people did to them."""

import math

import pytest
from conftest import SHARED

from cpsurvey.errors import CpsurveyError
from cpsurvey.responses import COMPLETE, NOT_SHOWN, PARTIAL, SKIPPED

DAY = "2026-11-02 09:00:00,2026-11-02 09:10:00"
OWN = "StartDate,EndDate,Status,Progress,Finished,ResponseId"
IDS = ("startDate", "endDate", "status", "progress", "finished", "_recordId")


def ids(*questions):
    """The third row."""
    return ",".join(f'"{{""ImportId"":""{one}""}}"' for one in (*IDS, *questions)) + "\n"


def codes(batch, name):
    return [None if math.isnan(value) else int(value) for value in batch.frame[name]]


def rules(batch):
    return {finding.rule: finding for finding in batch.findings}


@pytest.mark.parametrize("alias", ["QID2_1", "QID2-1"])
def test_the_import_id_goes_before_the_tag(ask, alias):
    """Tags were edited, and `i1` is the tag of another question now."""
    items = [f"{{id: i1, label: {{en: i1}}, aliases: [{alias}]}}", "{id: i2, label: {en: i2}}"]
    text = f"{OWN},new,i2,i1\n{OWN},a,b,c\n" + ids("QID2_1", "QID2_2", "QID9")
    batch = ask(text + f"{DAY},0,100,1,R_1,4,3,1\n", items=items)
    assert (codes(batch, "i1"), codes(batch, "i2")) == ([4], [3])


def test_two_columns_of_one_tag_are_told_by_number(ask, followed):
    text = f"{OWN},i1,i1,i2\n{OWN},a,b,c\n" + ids("QID2", "QID3", "QID4")
    text += f"{DAY},0,100,1,R_1,4,3,1\n"
    with pytest.raises(CpsurveyError) as caught:
        ask(text)
    assert caught.value.code == "CPS106"
    assert followed(caught.value.fix) == {"#8": ""}
    assert codes(ask(text, columns={"#8": ""}), "i1") == [4]


def test_seen_but_unanswered_is_no_answer_and_no_finding(ask):
    text = f"{OWN},i1,i2\n{DAY},0,100,1,R_1,-99,4\n{DAY},0,100,1,R_2,,2\n"
    batch = ask(text)
    assert batch.reasons["i1"] == [SKIPPED, NOT_SHOWN]
    assert not batch.rejected
    options = [
        "{code: -99, label: {en: Rather not}}",
        *(f"{{code: {code}, label: {{en: L{code}}}}}" for code in (1, 2, 4)),
    ]
    assert codes(ask(text, options=options), "i1") == [-99, None]


@pytest.mark.parametrize(
    ("status", "rule"),
    [
        ("1", "preview"),
        ("2", "test"),
        ("8", "spam"),
        ("9", "preview"),
        ("12", "spam"),
        ("17", "preview"),
        ("1.0", "preview"),
        ("Survey Preview", "preview"),
        ("Umfragevorschau", "preview"),
        ("Vista previa de la encuesta", "preview"),
        ("Survey Test", "test"),
        ("Possible Spam", "spam"),
    ],
)
def test_previews_tests_and_spam_are_set_aside(ask, status, rule):
    text = f"{OWN},i1,i2\n{DAY},{status},100,1,R_1,4,4\n"
    text += f"{DAY},4,100,1,R_2,3,3\n{DAY},Imported,100,1,R_3,3,3\n{DAY},16,100,1,R_4,3,3\n"
    batch = ask(text)
    assert [(one.row, one.rule) for one in batch.rejected] == [(1, rule)]
    assert len(batch.heads) == 3


def test_an_export_without_its_status_column_sets_nobody_aside(ask):
    text = f"{OWN},i1,i2\n{DAY},2,100,1,R_1,4,4\n{DAY},0,45,0,R_2,3,3\n"
    batch = ask(text, columns={"Status": ""})
    assert [head.state for head in batch.heads] == [COMPLETE, PARTIAL]


def test_a_variable_of_the_questionnaire_goes_before_a_column_of_qualtrics(ask):
    tail = "questions:\n  - {id: Status, type: integer, label: {en: Marital status}}\n"
    batch = ask(f"{OWN},i1,i2\n{DAY},2,100,1,R_1,4,4\n", tail=tail)
    assert codes(batch, "Status") == [2]
    assert batch.info.complete == 1


def test_a_question_called_like_a_column_of_qualtrics_is_the_variable(ask):
    tail = "questions:\n  - {id: status, type: integer, label: {en: Marital status}}\n"
    text = f"{OWN},i1,i2,status\n{OWN},a,b,c\n" + ids("QID1", "QID2", "QID3")
    batch = ask(text + f"{DAY},0,100,1,R_1,4,4,7\n", tail=tail)
    assert codes(batch, "status") == [7]


@pytest.mark.parametrize("below", [[], ["texts"], ["ids"], ["texts", "ids"]])
def test_any_rows_of_headings_may_be_deleted(ask, below):
    rows = {
        "texts": "Start Date,End Date,Response Type,Progress,Finished,Response ID,Q,Q\n",
        "ids": ids("QID2_1", "QID2_2"),
    }
    text = f"{OWN},i1,i2\n" + "".join(rows[one] for one in below)
    batch = ask(text + f"{DAY},0,100,1,R_1,4,3\n{DAY},0,100,0,R_2,5,2\n")
    assert (batch.info.reader, batch.info.rows) == ("qualtrics", 2)
    assert [head.respondent for head in batch.heads] == ["R_1", "R_2"]
    assert codes(batch, "i1") == [4, 5]


def test_texts_of_another_language_above_tags_are_headings(ask):
    text = f"{OWN},i1,i2\nStartdatum,Enddatum,Antworttyp,Fortschritt,Fertig,ID,eins,zwei\n"
    assert ask(text + f"{DAY},0,100,1,R_1,4,3\n").info.rows == 1


def test_side_by_side_loops_and_texts_with_a_dash(ask):
    items = [
        "{id: i1, label: {en: i1}, aliases: ['Q6#1_2']}",
        "{id: i2, label: {en: i2}, aliases: [1_Q3]}",
        "{id: i3, label: {en: i3}, text: {en: Work - life balance}}",
        "{id: i4, label: {en: i4}, text: {en: Self-rated health}}",
    ]
    text = f"{OWN},Q6#1_1,Q6#1_2,1_Q3,2_Q3,Q7_1,Q7_2\n"
    text += f"{OWN},a-x,a-y,b,b,Rate - Work - life balance,Rate - Self-rated health\n"
    text += ids("QID6#1_1", "QID6#1_2", "1_QID3", "2_QID3", "QID7_1", "QID7_2")
    batch = ask(text + f"{DAY},0,100,1,R_1,1,2,3,4,5,4\n", items=items)
    assert [codes(batch, f"i{at}") for at in range(1, 5)] == [[2], [3], [5], [4]]


def test_what_qualtrics_doubts_is_told_and_kept(ask):
    text = f"{OWN},Q_DuplicateRespondent,Q_BallotBoxStuffing,i1,i2\n"
    text += f"{DAY},0,100,1,R_1,,,4,4\n{DAY},0,100,1,R_2,TRUE,1,4,4\n"
    batch = ask(text)
    told = [one for one in batch.findings if one.rule == "platform_doubts"]
    assert [one.count for one in told] == [1, 1]
    assert len(batch.heads) == 2


def test_the_reference_names_people_only_where_nothing_else_does(ask):
    head = "identifiers:\n  respondent: {variable: rid}"
    own = OWN.replace("ResponseId", "ResponseId,ExternalReference")
    text = f"{own},i1,i2\n{DAY},0,100,1,R_1,E7,4,4\n{DAY},0,100,1,R_2,E7,5,5\n"
    batch = ask(text, head=head)
    assert [one.respondent for one in batch.heads] == ["R_1", "R_2"]
    assert "columns: {ExternalReference: VARIABLE}" in rules(batch)["reference_repeated"].fix
    mapped = ask(text, head=head, columns={"ExternalReference": "rid"})
    assert [one.respondent for one in mapped.heads] == ["E7"]
    alone = text.replace("ResponseId,", "").replace("R_1,", "").replace("R_2,E7", "E8")
    assert [one.respondent for one in ask(alone).heads] == ["E7", "E8"]


def test_times_and_orders_of_a_whole_export_are_no_questions(ask):
    tail = "pages:\n  - {id: one, contains: [s]}\n"
    text = f"{OWN},i1,i2,Q5_First Click,Q5_Page Submit,s_DO_1,s_DO_2\n{OWN},a,b,c,d,e,f\n"
    text += ids("QID2_1", "QID2_2", "QID5_FIRST_CLICK", "QID5_PAGE_SUBMIT", "QID2_DO_1", "x")
    batch = ask(text + f"{DAY},0,100,1,R_1,4,3,1.2,9.4,2,1\n", tail=tail)
    assert batch.frame["seconds.one"].tolist() == [9]
    assert rules(batch)["presented_order"].count == 2


@pytest.mark.parametrize(
    "text",
    [
        ids() * 3,
        ids("QID1") + "\n",
        f"{OWN},i1,i2\n" + ids("QID1", "QID2"),
        f"{OWN},i1,i2\n{OWN},i1,i2\n" + ids("QID1", "QID2"),
        '"{""ImportId"":""QID1"",\n' + "a,b\n",
        "{'ImportId'}\nx\n",
    ],
)
def test_headings_alone_or_broken_are_refused(ask, text):
    with pytest.raises(CpsurveyError) as caught:
        ask(text)
    assert caught.value.exit_status == 65


SAMPLES = SHARED / "samples" / "qualtrics"
TKS = [
    "{id: TKS_1, label: {en: a}}",
    "{id: TKS_2, label: {en: b}}",
]
FRUIT = ["{id: q2_favorite, label: {en: a}}", "{id: Q8_1, label: {en: b}}"]


@pytest.mark.needs_shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="samples are not here")
@pytest.mark.parametrize(
    ("name", "items", "first", "set_aside"),
    [
        ("SYNTHETIC_qualtrics_choicetext.csv", TKS, [4], []),
        ("SYNTHETIC_qualtrics_numeric_partial_preview.csv", TKS, [4, 5], ["preview"]),
        (
            "qualtRics_sample_legacy_2header_bom.csv",
            ["{id: Q1, label: {en: a}}"],
            [2],
            [],
        ),
    ],
)
def test_samples_are_read(ask, name, items, first, set_aside):
    batch = ask((SAMPLES / name).read_bytes(), items=items)
    assert batch.info.reader == "qualtrics"
    assert codes(batch, items[0][5 : items[0].index(",")]) == first
    assert [one.rule for one in batch.rejected] == set_aside
    assert all(head.respondent.startswith("R_") for head in batch.heads)
    if set_aside:
        assert [head.state for head in batch.heads] == [COMPLETE, PARTIAL]
        assert batch.reasons["TKS_2"][1] == SKIPPED


@pytest.mark.needs_shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="samples are not here")
def test_a_sample_of_tests_only_is_refused_as_such(ask):
    data = (SAMPLES / "QualtricsTools_Sample_Survey.csv").read_bytes()
    with pytest.raises(CpsurveyError) as caught:
        ask(data, items=FRUIT)
    assert caught.value.code == "CPS135"
    assert "5 test" in caught.value.message
    assert "columns: {'Status': ''}" in caught.value.fix
    assert len(ask(data, items=FRUIT, columns={"Status": ""}).heads) == 5


def test_an_export_that_is_read_as_any_table_keeps_its_previews_apart(ask):
    text = f"{OWN},i1,i2\n{DAY},0,100,1,R_1,4,3\n{DAY},1,100,1,R_2,5,5\n{DAY},0,9,0,R_3,1,\n"
    batch = ask(text, format="csv")
    assert batch.info.reader == "csv"
    assert [one.rule for one in batch.rejected] == ["preview"]
    assert [one.state for one in batch.heads] == [COMPLETE, PARTIAL]


def test_a_word_that_stands_in_a_row_cut_off_only_is_no_fault(ask):
    batch = ask("respondent_id,i1,i2,more\nr1,Agree,Neutral,x\nr2,Agr")
    assert [one.rule for one in batch.rejected] == ["ragged_row"]
