"""Which platform wrote a file, when two may have, and when nobody says."""

import io
import json
from functools import partial

import openpyxl
import pytest
from conftest import SHARED

import cpsurvey
from cpsurvey.cli import funnel
from cpsurvey.errors import CpsurveyError
from cpsurvey.intake import detect
from cpsurvey.intake.export import Evidence, Reader, readers
from cpsurvey.intake.sheet import Sheet
from cpsurvey.responses import UNKNOWN

ROWS = [(1, ["i1", "i2"]), (2, ["4", "3"])]


@pytest.fixture
def scored(monkeypatch):
    """Readers with these scores."""

    def patch(**scores):
        found = {
            name: Reader(
                lambda _, score=score, name=name: Evidence(score, (f"seen {name}",)), None
            )
            for name, score in scores.items()
        }
        monkeypatch.setattr(readers, "_plugins", found)
        monkeypatch.setattr(readers, "_loaded", True)
        return Sheet.of(ROWS, "utf-8")

    return patch


def test_the_best_score_by_a_margin_is_the_platform(scored):
    sheet = scored(csv=0.1, one=0.9, other=0.6)
    assert detect.platform(sheet, None, "x.csv") == ("one", Evidence(0.9, ("seen one",)))


def test_two_within_the_margin_are_refused_by_name(scored):
    sheet = scored(csv=0.1, one=0.7, other=0.6, third=0.2)
    with pytest.raises(CpsurveyError) as caught:
        detect.platform(sheet, None, "x.csv")
    error = caught.value
    assert (error.code, error.exit_status, error.where) == ("CPS126", 65, "x.csv")
    assert "one (seen one) or of other (seen other)" in error.message
    assert "'format: one' or 'format: other'" in error.fix
    assert "--format one" in error.fix
    assert detect.platform(sheet, "other", "x.csv")[0] == "other"


def test_thin_evidence_is_none(scored):
    sheet = scored(csv=0.1, one=0.25, other=0.2)
    assert detect.platform(sheet, None, "x.csv")[0] == "csv"


def test_a_platform_that_is_named_is_obeyed_and_said(scored):
    sheet = scored(csv=0.1, one=0.9, other=0.0)
    _, evidence = detect.platform(sheet, "other", "x.csv")
    assert "read as other, as was asked" in evidence.seen
    with pytest.raises(CpsurveyError) as caught:
        detect.platform(sheet, "othr", "x.csv")
    assert caught.value.code == "CPS109"


def test_a_file_of_two_platforms_is_settled_by_the_source(ask):
    text = "Respondent ID,ResponseId,StartDate,EndDate,Status,i1,i2\n"
    text += "1,R_1,2026-11-02,2026-11-02,0,4,3\n"
    ask = partial(ask, head="identifiers:\n  respondent: {variable: rid}")
    with pytest.raises(CpsurveyError) as caught:
        ask(text)
    assert caught.value.code == "CPS126"
    assert "surveymonkey" in caught.value.message
    assert "qualtrics" in caught.value.message
    assert ask(text, format="qualtrics").heads[0].respondent == "R_1"
    assert ask(text, format="surveymonkey").heads[0].respondent == "1"
    assert ask(text, format="csv").info.reader == "csv"


# ------------------------------------------------------------------- SurveyMonkey
SM = "Respondent ID,Collector ID,Start Date,End Date,How are you?,,Which?,\n"


def test_a_respondent_without_a_number_is_no_row_of_headings(ask):
    """Nothing in it says so: it is an answer, and stays."""
    text = "Respondent ID,i1,i2\n,4,3\n7,5,5\n"
    assert ask(text).info.rows == 2


def test_two_rows_of_headings_where_bytes_are_not_utf8(ask):
    items = [
        "{id: a, label: {en: a}, text: {en: Très bien}}",
        "{id: b, label: {en: b}, text: {en: Oui}}",
    ]
    text = SM + ",,,,Très bien,Mal,Response,Other (please specify)\n"
    text += "11,12,11/02/2026 09:03:11 AM,11/02/2026 09:09:02 AM,4,3,9,é\n"
    batch = ask(text.encode("cp1252"), items=items[:1], dates="mdy")
    assert (batch.info.reader, batch.info.encoding) == ("surveymonkey", "cp1252")
    assert batch.frame["a"].tolist() == [4]
    assert (batch.heads[0].state, batch.heads[0].submitted) == (UNKNOWN, "2026-11-02")


def test_a_statement_in_two_questions_is_refused_by_number(ask, followed):
    items = [
        "{id: a, label: {en: a}, text: {en: Good}}",
        "{id: b, label: {en: b}, text: {en: Bad}}",
    ]
    text = "Respondent ID,Home?,,Work?,\n,Good,Bad,Good,Bad\n7,5,4,3,2\n"
    with pytest.raises(CpsurveyError) as caught:
        ask(text, items=items)
    assert caught.value.code == "CPS106"
    batch = ask(text, items=items, columns=followed(caught.value.fix))
    assert (batch.frame["a"].tolist(), batch.frame["b"].tolist()) == ([5], [4])


def test_a_workbook_without_a_single_answer_is_refused(ask):
    book = openpyxl.Workbook()
    for row in (["Respondent ID", "Collector ID", "i1"], [None, None, "Response"]):
        book.active.append(row)
    stream = io.BytesIO()
    book.save(stream)
    with pytest.raises(CpsurveyError) as caught:
        ask(stream.getvalue())
    assert caught.value.code == "CPS101"


@pytest.mark.needs_shared
@pytest.mark.skipif(not SHARED.is_dir(), reason="samples are not here")
def test_samples_of_surveymonkey_are_read(ask):
    folder = SHARED / "samples" / "surveymonkey"
    options = ["{code: 0, label: {en: 'No'}}", "{code: 1, label: {en: 'Yes'}}"]
    items = [
        "{id: smoke, label: {en: a}, text: {en: 'Do you ever smoke cigarettes?'}}",
        "{id: drink, label: {en: b}, text: {en: 'Do you ever drink alcohol?'}}",
    ]
    batch = ask((folder / "538_steak.csv").read_bytes(), options=options, items=items)
    assert (batch.info.reader, batch.info.rows) == ("surveymonkey", 550)
    assert {one.rule for one in batch.rejected} <= {"no_answer"}
    assert {one.origin for one in batch.heads} == {"platform"}
    items = [
        "{id: a, label: {en: a}, text: {en: I share my tricks with colleagues}}",
        "{id: b, label: {en: b}, text: {en: I keep my tricks to myself}}",
    ]
    file = folder / "SYNTHETIC_surveymonkey_modern_2header.csv"
    batch = ask(file.read_bytes(), items=items, dates="mdy")
    assert (batch.frame["a"].tolist(), batch.frame["b"].tolist()) == ([4], [2])
    assert batch.heads[0].submitted == "2026-11-02"


# ----------------------------------------------------------------------- Alchemer
def test_colons_in_statements_and_questions(ask):
    items = [
        "{id: a, label: {en: a}, text: {en: 'Home: at night'}}",
        "{id: b, label: {en: b}, text: {en: Work}}",
        "{id: c, label: {en: c}, text: {en: 'Ever: really ever?'}}",
    ]
    head = "Response ID,Time Started,Date Submitted,Status,Contact ID,Legacy Comments,"
    head += '"Home: at night:Rate: how?","Work:Rate: how?",Ever: really ever?\n'
    day = "2026-11-02 09:00:00,2026-11-02 09:10:00"
    rows = f"1,{day},Complete,,,4,3,2\n2,{day},Partial,,,4,,\n3,{day},Disqualified,,,,1,\n"
    batch = ask(head + rows, items=items)
    assert batch.info.reader == "alchemer"
    assert (batch.info.complete, batch.info.partial) == (1, 2)
    assert [batch.frame[name].tolist()[0] for name in "abc"] == [4, 3, 2]


# ----------------------------------------------------------------- named on the command line
TWO = "Respondent ID,ResponseId,StartDate,EndDate,Status,h1,h2\n"
TWO += "1,R_1,2026-11-02,2026-11-02,0,4,3\n"


def test_format_is_named_once_on_the_command_line(tiny, write, capsys):
    file = write("two.csv", TWO)
    call = ["ingest", str(file), "--study", str(tiny)]
    assert funnel.run([*call, "--json"]) == 65
    (refused,) = json.loads(capsys.readouterr().out)["files"]
    assert refused["error"]["code"] == "CPS126"
    assert funnel.run([*call, "--format", "qualtrcs"]) == 78
    assert "did you mean 'qualtrics'?" in capsys.readouterr().err
    assert funnel.run([*call, "--format", "qualtrics"]) == 0
    assert "seen: columns ResponseId, StartDate, EndDate, Status" in capsys.readouterr().out
    assert [one.status for one in cpsurvey.ingest(tiny, file, platform="qualtrics")] == [
        "already"
    ]
