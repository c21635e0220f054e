"""``cpsurvey questionnaire import``: what it writes, says and refuses."""

import json

import pytest

from cpsurvey.cli import funnel

STRUCTURE = (
    "class\ttype/scale\tname\trelevance\ttext\tlanguage\n"
    "SL\t\tsurveyls_title\t\tMine\ten\n"
    "Q\tF\ttks\t1\tAll\ten\n"
    "SQ\t0\ta\t1\tI help\ten\nSQ\t0\tb\t1\tI keep\ten\n"
    "A\t0\t1\t\tNo\ten\nA\t0\t2\t\tSo so\ten\nA\t0\t3\t\tYes\ten\n"
)


@pytest.fixture
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    (tmp_path / "s.txt").write_text(STRUCTURE)
    return tmp_path


def test_the_draft_is_written_and_checks(here, capsys):
    assert funnel.run(["questionnaire", "import", "s.txt"]) == 0
    said = capsys.readouterr().out
    assert "wrote mine.yaml: 2 items in 1 scale, 0 questions, en" in said
    assert funnel.run(["questionnaire", "check", "./mine.yaml"]) == 0


def test_json_and_names(here, capsys):
    out = str(here / "my.yaml")
    assert funnel.run(["questionnaire", "import", "s.txt", "-o", out, "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert (found["file"], found["format"], found["items"]) == (out, "limesurvey_tsv", 2)


def test_quiet_says_nothing(here, capsys):
    assert funnel.run(["questionnaire", "import", "s.txt", "--quiet"]) == 0
    assert capsys.readouterr().out == ""


def test_a_file_is_never_written_over(here, capsys):
    (here / "mine.yaml").write_text("mine")
    assert funnel.run(["questionnaire", "import", "s.txt"]) == 73
    assert (here / "mine.yaml").read_text() == "mine"
    assert "CPS903" in capsys.readouterr().err


def test_answers_are_pointed_to_init(here, capsys):
    (here / "answers.csv").write_text("id,a,b\n1,2,3\n")
    assert funnel.run(["questionnaire", "import", "answers.csv"]) == 66
    said = capsys.readouterr().err
    assert "CPS702" in said
    assert "cpsurvey init DIR --from FILE" in said
    assert sorted(file.name for file in here.iterdir()) == ["answers.csv", "s.txt"]


@pytest.mark.parametrize(
    ("options", "status", "said"),
    [
        (["--format", "limesurvey"], 2, "did you mean 'limesurvey_"),
        (["--format", "redcap"], 65, "Variable / Field Name"),
        (["--language", "f r"], 2, "no code of a language"),
        (["--out", "gone/my.yaml"], 73, "no such folder"),
    ],
)
def test_wrong_options_say_what_to_write(here, capsys, options, status, said):
    assert funnel.run(["questionnaire", "import", "s.txt", *options]) == status
    assert said in capsys.readouterr().err


def test_the_language_of_texts_without_one_can_be_named(here):
    (here / "d.csv").write_text(
        "Variable / Field Name,Form Name,Field Type,Field Label\na,f,text,A\n"
    )
    assert funnel.run(["questionnaire", "import", "d.csv", "-l", "fr", "-o", "d.yaml"]) == 0
    assert "languages: [fr]\n" in (here / "d.yaml").read_text()


def test_answers_to_a_form_without_a_scale_are_ingested(here, capsys):
    """The dictionary of REDCap, then its data: known by questions where there are no items."""
    (here / "d.csv").write_text(
        "Variable / Field Name,Form Name,Field Type,Field Label,"
        '"Choices, Calculations, OR Slider Labels"\n'
        'rid,f,text,Record,\nage,f,radio,Age?,"1, Young | 2, Old"\n'
        'how,f,checkbox,How?,"a, Mail | b, Chat"\n'
    )
    assert funnel.run(["questionnaire", "import", "d.csv", "-o", "q.yaml", "-q"]) == 0
    (here / "study.yaml").write_text(
        "study: {id: x, title: {en: X}, seed: 1}\nquestionnaire: ./q.yaml\n"
        "sources: [{path: a.csv, format: csv}, {path: b.csv, format: csv}]\n"
    )
    (here / "a.csv").write_text("rid,age,how___a,how___b\n1,2,1,0\n2,1,0,1\n")
    assert funnel.run(["ingest", "a.csv", "--study", "."]) == 0
    (here / "b.csv").write_text("x,y\nu,v\n")
    capsys.readouterr()
    assert funnel.run(["ingest", "b.csv", "--study", "."]) == 65
    said = capsys.readouterr()
    assert "no column is a question of questionnaire" in said.out + said.err
