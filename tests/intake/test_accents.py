"""Broken accents: a refusal where something is stored, a warning elsewhere, in every source."""

import io

import openpyxl
import pytest

from cpsurvey.errors import CpsurveyError
from cpsurvey.intake.encoding import mojibake
from cpsurvey.intake.sources import delimited

LABELS = ["{code: 1, label: {en: Peut-être}}", "{code: 2, label: {en: Jamais}}"]
HEAD = "respondent_id,i1,i2,notes\n"


def broken(text):
    return text.encode().decode("cp1252", errors="replace")


def refused(ask, content, **spec):
    with pytest.raises(CpsurveyError) as caught:
        ask(content, options=LABELS, **spec)
    return caught.value


@pytest.mark.parametrize("text", ["été", "RÉPONSE", "d’accord", "À", "naïve", "Đồng ý"])
def test_broken_accents_are_known(text):
    assert mojibake(broken(text)) is not None
    assert mojibake(text) is None


@pytest.mark.parametrize(
    "text", ["IRMÃ", "IRMÃ…", "NÃO", "AMANHÃ", "Ã noite", "Âme", "ĐỒNG Ý", "NGƯỜI Ở ĐÂY", "Â"]
)
def test_portuguese_and_vietnamese_are_none(ask, text):
    batch = ask(f"{HEAD}1,1,2,{text}\n")
    assert "mojibake" not in {one.rule for one in batch.findings}


@pytest.mark.parametrize("large", [False, True])
def test_a_column_that_is_not_stored_is_told_with_line_and_column(ask, monkeypatch, large):
    if large:
        monkeypatch.setattr(delimited, "LARGE", 1)
    text = f"{HEAD}1,1,2,fine\n2,2,1,{broken('été')}\n3,1,1,{broken('là')}\n"
    batch = ask(text, options=LABELS)
    assert batch.frame["i1"].tolist() == [1, 2, 1]
    (found,) = [one for one in batch.findings if one.rule == "mojibake"]
    assert "line 3, column 4 'notes'" in found.where
    assert found.count == 2
    assert broken("été") not in str(found)


@pytest.mark.parametrize("large", [False, True])
def test_answers_and_headings_and_ids_are_refused(ask, monkeypatch, large):
    if large:
        monkeypatch.setattr(delimited, "LARGE", 1)
    answer = f"{HEAD}1,{broken('Peut-être')},Jamais,x\n"
    assert refused(ask, answer).code == "CPS103"
    assert "line 2, column 2" in refused(ask, answer).where
    heading = f"respondent_id,i1,i2,{broken('idées')}\n1,1,2,x\n"
    error = refused(ask, heading)
    assert (error.code, "column 4" in error.where) == ("CPS103", True)
    assert refused(ask, f"{HEAD}{broken('Zoé')},1,2,x\n").code == "CPS103"


def test_headings_alone_are_never_another_survey(ask):
    items = ["{id: i1, label: {en: Idées}}", "{id: i2, label: {en: i2}}"]
    assert refused(ask, f"{broken('Idées')}\n1\n", items=items).code == "CPS103"


def test_what_the_refusal_says_works(ask, followed):
    text = f"respondent_id,i1,i2,{broken('idées')}\n1,1,2,x\n"
    batch = ask(text, columns=followed(refused(ask, text).fix))
    assert batch.frame["i1"].tolist() == [1]
    text = f"respondent_id,i1,{broken('idées')}\n1,1,2\n"
    batch = ask(text, columns=dict.fromkeys(followed(refused(ask, text).fix), "i2"))
    assert batch.frame["i2"].tolist() == [2]


def test_an_encoding_that_is_named_is_obeyed(ask):
    text = f"{HEAD}1,{broken('Peut-être')},Jamais,x\n2,Jamais,Jamais,x\n3,Jamais,Jamais,x\n"
    batch = ask(text, options=LABELS, encoding="utf-8")
    assert batch.frame["i2"].tolist() == [2, 2, 2]
    assert {"mojibake", "unknown_label"} <= {one.rule for one in batch.findings}


def test_workbooks_are_read_by_the_same_rule(ask, tmp_path):
    def book(*rows):
        made = openpyxl.Workbook()
        for row in rows:
            made.active.append(row)
        out = io.BytesIO()
        made.save(out)
        return out.getvalue()

    head = ["respondent_id", "i1", "i2", "notes"]
    batch = ask(book(head, [1, 1, 2, broken("été")]), options=LABELS)
    assert "mojibake" in {one.rule for one in batch.findings}
    assert refused(ask, book(head, [1, broken("Peut-être"), 2, "x"])).code == "CPS103"
