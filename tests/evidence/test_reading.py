"""Files of evidence as people fill them in, and as they should not be."""

import os

import pytest

from cpsurvey.design import load_questionnaire
from cpsurvey.design.evidence import wording
from cpsurvey.errors.finding import Invalid
from cpsurvey.evidence.read import read

HEAD = "expert,item,relevance,clarity,language,wording\n"
GOOD = HEAD + "A,h1,4,3,en,\nB,h1,2,4,en,\n"


@pytest.fixture
def questionnaire(small):
    return load_questionnaire(str(small)).questionnaire


@pytest.fixture
def folder(small):
    place = small.parent / "evidence"
    place.mkdir()
    return place


@pytest.fixture
def said(folder, questionnaire):
    """What the folder says once it holds a file of these bytes."""

    def of(data, name="ratings.csv"):
        (folder / name).write_bytes(data if isinstance(data, bytes) else data.encode())
        return read([folder], questionnaire)

    return of


@pytest.fixture
def refused(said):
    """What is said of a file that cannot be used."""

    def of(data, name="ratings.csv"):
        with pytest.raises(Invalid) as caught:
            said(data, name)
        assert caught.value.code == "CPS760"
        text = str(caught.value)
        assert "fix:" in text
        return text

    return of


@pytest.mark.parametrize(
    "data",
    [
        GOOD.encode(),
        GOOD.encode("utf-8-sig"),
        GOOD.encode("utf-16"),
        GOOD.replace(",", ";").encode(),
        GOOD.replace(",", "\t").encode(),
        GOOD.replace("4,3", "4.0,3").encode(),
        GOOD.replace(",", ";").replace("4;3", "4,0;3,0").encode(),
        GOOD.replace("expert", "  EXPERT ").encode(),
        GOOD.replace("A,h1", "Ré,h1").encode("cp1252"),
        GOOD.replace("\n", "\r\n").encode(),
        (GOOD + "\n,,,,,\n").encode(),
    ],
)
def test_however_it_was_saved(said, data):
    found = said(data)
    assert found.of("h1", "en").rated.relevance == (2, 4)
    assert found.of("h1", "en").rated.clarity == (3, 4)
    assert found.people == {("ratings", "help", "en"): 2}


def test_a_workbook_of_the_same_name(folder, questionnaire):
    import openpyxl

    book = openpyxl.Workbook()
    for row in (["expert", "item", "relevance", "clarity"], ["A", "h1", 4, 3]):
        book.active.append(row)
    book.save(folder / "ratings.xlsx")
    assert read([folder], questionnaire).of("h1", "en").rated.relevance == (4,)


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("A,h9,4,3,en,", "line 2, column item: no item of the questionnaire"),
        ("A,H1,4,3,en,", "did you mean 'h1'"),
        ("A,,4,3,en,", "no item is named"),
        (",h1,4,3,en,", "no expert is named"),
        ("A,h1,5,3,en,", "line 2, column relevance: no whole number from 1 to 4"),
        ("A,h1,0,3,en,", "column relevance"),
        ("A,h1,x,3,en,", "column relevance"),
        ("A,h1,3.5,3,en,", "column relevance"),
        ("A,h1,4,-1,en,", "column clarity"),
        ("A,h1,=1+1,3,en,", "a formula, which is not evaluated"),
        ("A,h1,4,3,de,", "no language of the questionnaire"),
        ("A,h1,4,3,en,2026-05-01", "a day does not say which wording"),
        ("A,h1,4,3,en,later", "neither the hash of a wording nor a version"),
        ("A,h1,4,3,en,\nA,h1,3,3,en,", "line 3, column expert: the same expert as in line 2"),
        ("A,h1,4,3,en,\na ,h1,3,3,EN,", "the same expert as in line 2"),
        ("A,h1,4,3,en,,,,9", "more cells than there are headings"),
    ],
)
def test_cells_that_cannot_be_used(refused, line, says):
    text = refused(HEAD + line + "\n")
    assert says in text
    assert "evidence/ratings.csv" in text


def test_what_stood_in_a_cell_is_not_said(refused):
    text = refused(HEAD + "Zoe Durand,Paul Martin,Lea Petit,3,Max,Eve\n")
    assert not any(name in text for name in ("Zoe", "Paul", "Lea", "Max", "Eve"))


@pytest.mark.parametrize(
    ("data", "says"),
    [
        ("", "the file is empty"),
        ("\n\n", "the file is empty"),
        ("expert,item,relevence,clarity\nA,h1,4,3\n", "did you mean 'relevance'"),
        ("expert,item\nA,h1\n", "no column is called relevance, clarity"),
        ("expert,item,relevance,clarity,item\nA,h1,4,3,h1\n", "stands there twice"),
        (b"PK\x03\x04 no workbook", "evidence/ratings.csv"),
        (b"\x00\x01\x02\x03" * 50, "ratings.csv"),
    ],
)
def test_files_that_cannot_be_used(refused, data, says):
    assert says in refused(data)


def test_every_problem_is_said_at_once(folder, refused):
    (folder / "sorting.csv").write_text("judge,item,construct\nJ,h1,hlep\n", "utf-8")
    text = refused(HEAD + "A,h9,4,3,en,\nB,h1,7,3,en,\n")
    assert "3 problems" in text
    assert "did you mean 'help'" in text


def test_a_misspelt_name_is_not_passed_over(folder, refused):
    (folder / "rating.csv").write_text(GOOD, "utf-8")
    assert "did you mean 'ratings'" in refused(GOOD)


def test_two_files_of_one_kind(folder, refused):
    (folder / "Ratings.txt").write_text(GOOD, "utf-8")
    assert "a second file of ratings" in refused(GOOD)


@pytest.mark.skipif(not hasattr(os, "symlink") or os.name == "nt", reason="no links")
def test_a_link_out_of_the_folder(folder, questionnaire, tmp_path):
    outside = tmp_path / "elsewhere.csv"
    outside.write_text(GOOD, "utf-8")
    (folder / "ratings.csv").symlink_to(outside)
    with pytest.raises(Invalid, match="leads out of the folder"):
        read([folder], questionnaire)
    (folder / "ratings.csv").unlink()
    (folder / "ratings.csv").symlink_to(tmp_path / "nothing.csv")
    with pytest.raises(Invalid, match="link to nowhere"):
        read([folder], questionnaire)


@pytest.mark.skipif(os.name == "nt", reason="no pipes")
def test_a_pipe_and_a_folder_are_not_waited_for(folder, questionnaire):
    os.mkfifo(folder / "ratings.csv")
    (folder / "sorting.csv").mkdir()
    with pytest.raises(Invalid, match="2 problems"):
        read([folder], questionnaire)


def test_a_huge_file_is_refused_before_it_is_read(folder, refused):
    with (folder / "interviews.csv").open("wb") as file:
        file.truncate(1 << 30)
    assert "1024 MB" in refused(GOOD)


# ------------------------------------------------------------------------ what counts
def test_rows_as_they_were_handed_out_count_for_nothing(said):
    found = said(HEAD + ",h1,,,en,w00000000\nA,h2,,,fr,\n")
    assert (found.items, found.rows) == ({}, {"ratings": 0})


def test_a_version_says_the_wording(said):
    found = said(HEAD + "A,h1,4,4,en,1.0\nB,h1,4,4,en,0.9.0\nC,h1,4,4,en,\n")
    assert len(found.of("h1", "en").rated.relevance) == 2
    assert found.earlier == {("ratings", "help", "en"): 1}
    assert found.unsaid == {"ratings": 1}


def test_a_hash_says_the_wording(folder, small):
    text = small.read_text("utf-8").replace("{id: h1, ", "{id: h1, text: {en: One, fr: Un}, ")
    small.write_text(text, "utf-8")
    questionnaire = load_questionnaire(str(small)).questionnaire
    said = [("A", "en", "One"), ("B", "en", "Two"), ("C", "fr", "Un")]
    rows = "".join(f"{who},h1,4,4,{lang},{wording(text)}\n" for who, lang, text in said)
    (folder / "ratings.csv").write_text(HEAD + rows, "utf-8")
    found = read([folder], questionnaire)
    assert found.of("h1", "en").rated.relevance == (4,)
    assert found.of("h1", "fr").rated.relevance == (4,)
    assert found.earlier == {("ratings", "help", "en"): 1}
    assert found.unsaid == {}


def test_blanks_change_no_wording_and_letters_do():
    assert wording("One  two") == wording(" One two\n")
    assert wording("One two") != wording("one two")
    assert wording("") is wording(None) is None


def test_a_person_may_have_several_problems_with_an_item(said):
    rows = "P1,h1,en,comprehension,a\nP1,h1,en,response,b\nP2,h1,en,ok,\n"
    found = said("person,item,language,code,note\n" + rows, "interviews.csv")
    interviewed = found.of("h1", "en").interviewed
    assert (interviewed.people, interviewed.troubled) == (2, 1)
    assert interviewed.codes == {"comprehension": 1, "response": 1, "ok": 1}


def test_a_judge_may_find_no_construct(said):
    rows = "J1,h1,HELP\nJ2,h1,none\nJ3,h1,perf\n"
    found = said("judge,item,construct\n" + rows, "sorting.csv")
    assert found.of("h1", "en").constructs == {"help": 1, "none": 1, "perf": 1}


def test_the_worst_that_is_said_of_a_translation(folder, questionnaire):
    rows = "item,source,back,judgement\nh1,,x,minor\n"
    (folder / "backtranslation.csv").write_text(rows, "utf-8")
    assert read([folder], questionnaire).of("h1", "fr").back == "minor"
    with pytest.raises(Invalid, match="the same item as in line 2"):
        (folder / "backtranslation.csv").write_text(rows + "h1,,y,same\n", "utf-8")
        read([folder], questionnaire)


def test_two_folders_are_two_panels_and_one_file_counts_once(folder, questionnaire, tmp_path):
    other = tmp_path / "other"
    other.mkdir()
    (folder / "ratings.csv").write_text(GOOD, "utf-8")
    (other / "ratings.csv").write_text(GOOD, "utf-8")
    assert read([folder, other], questionnaire).people == {("ratings", "help", "en"): 2}
    (other / "ratings.csv").write_text(HEAD + "A,h1,4,4,en,\n", "utf-8")
    assert read([folder, other], questionnaire).people == {("ratings", "help", "en"): 3}
