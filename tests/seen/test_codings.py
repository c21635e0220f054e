"""Codings from tables and projects, with a codebook and a register."""

import pytest
from seen.conftest import ask, qdpx, selection, source, xml

from cpsurvey.design import load_questionnaire
from cpsurvey.design.evidence_seen import CodingSpec
from cpsurvey.errors import CpsurveyError
from cpsurvey.seen import codings

BOOK = """\
schema: cpsurvey/codebook/1
codes:
  story: {construct: tks, mode: story}
  tip: {claims: [H3], stance: against}
"""
HEAD = "source_id,source_type,segment_id,start_char,end_char,coder,code,agent_token"


@pytest.fixture(scope="module")
def questionnaire():
    return load_questionnaire("cop-callcentre").questionnaire


@pytest.fixture
def coded(written, questionnaire):
    def read(*rows, book=BOOK, out=(), register=None, **spec):
        tables = {"codings": "\n".join((HEAD, *rows)) + "\n"} if rows else {}
        folder = written(**tables, **({"documents": register} if register else {}))
        (folder / "book.yaml").write_text(book, "utf-8")
        spec = {"codings": "codings.csv"} | spec if rows else spec
        made = CodingSpec(codebook="book.yaml", **spec)
        return codings.read(made, folder, questionnaire, ["H1", "H3"], ask, out)

    return read


def test_a_segment_keeps_its_place_and_no_name(coded):
    found = coded("Marie,entretien,1,10,40,Anna,Story,", "doc 1,document,2,5,9,Paul,tip,")
    assert found.sources == ("interview", "document")
    one, other = found.segments
    assert (one.source, one.start, one.end, one.coder, one.code) == (0, 10, 40, 0, "story")
    assert (other.source, other.coder) == (1, 1)
    assert "Marie" not in repr(found)
    assert found.codebook.codes["tip"].stance == "against"


@pytest.mark.parametrize(
    ("row", "table", "reason"),
    [
        ("I2,interview,1,40,10,a,story,", "codings", "reversed"),
        ("I2,interview,1,-4,10,a,story,", "codings", "no_place"),
        ("I2,interview,1,x,10,a,story,", "codings", "no_place"),
        (",interview,1,1,10,a,story,", "codings", "no_source"),
        ("I2,interview,1,1,10,a,,", "codings", "no_code"),
        ("I2,interview,1,1,10,a,Jean Dupont,", "codings", "unknown_code"),
        ("I2,interview,1,1,10,a,story,gone", "codings", "withdrawn"),
        ("I2,interview,1,1,10,a,story,out1", "codings", "withdrawn"),
    ],
)
def test_a_row_that_cannot_be_used_is_counted(coded, row, table, reason):
    found = coded("I1,interview,1,10,40,a,story,", row, out=("OUT1",))
    assert [(one.table, one.reason, one.rows) for one in found.left] == [(table, reason, (3,))]
    assert len(found.segments) == 1


def test_a_model_that_coded_is_declared(coded):
    row = "I1,interview,1,10,40,{},story,"
    found = coded(
        row.format("Anna"),
        row.format("LLM"),
        coders={"llm": {"model": "m 1", "prompt": "the codebook"}},
    )
    assert [one.person for one in found.coders] == [True, False]
    with pytest.raises(ValueError, match="asked"):
        CodingSpec(codings="x.csv", coders={"llm": {"model": "m 1"}})


def test_a_project_beside_a_table(coded, tmp_path):
    text = "Une histoire que l'on raconte souvent entre nous."
    inside = selection(4, 12, "histoire") + selection(0, 900, "") + selection(4, 12, "", "2")
    codes = (("1", "story"), ("2", "Case of Paul"))
    qdpx(tmp_path / "p.qdpx", xml(source(inside), codes=codes), {"5": text.encode()})
    found = coded("I1,interview,1,10,40,anna,story,", projects="p.qdpx")
    assert [(s.source, s.start, s.end, s.coder) for s in found.segments] == [
        (0, 10, 40, 0),
        (1, 4, 12, 0),
    ]
    assert found.units == {"code_points": 1}
    assert found.unlisted == 1
    assert "Paul" not in repr(found)


def test_a_register_of_documents(coded):
    found = coded(
        register="id,type,formal_group_mentioned\nD1,Procédure,0\nD2,Dupont,oui\nD1,script,1\n"
        "D4,script,perhaps\n",
        documents="documents.csv",
    )
    assert [(one.type, one.mentions) for one in found.documents] == [
        ("procedure", False),
        ("other", True),
        ("script", None),
    ]
    assert {(one.reason, one.rows) for one in found.left} == {
        ("twice", (4,)),
        ("not_understood", (5,)),
    }


@pytest.mark.parametrize(
    ("book", "said"),
    [
        (BOOK.replace("tks", "tsk"), "did you mean 'tks'"),
        (BOOK.replace("H3", "H33"), "did you mean 'H3'"),
        (BOOK.replace("construct", "constrct"), "did you mean 'construct'"),
        (BOOK.replace("story}", "storry}"), "not a choice"),
        (BOOK + "ordered: {strength: [weak, story]}\n", "weak"),
    ],
)
def test_a_codebook_says_its_line_and_what_was_meant(coded, book, said):
    with pytest.raises(CpsurveyError, match=r"book\.yaml:\d") as caught:
        coded("I1,interview,1,10,40,a,story,", book=book)
    assert caught.value.code == "CPS771"
    assert said in str(caught.value)


def test_a_file_that_is_not_there_is_said(coded):
    with pytest.raises(CpsurveyError, match="not there"):
        coded("I1,interview,1,10,40,a,story,", projects="absent.qdpx")
