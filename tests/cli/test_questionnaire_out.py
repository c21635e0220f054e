"""``cpsurvey questionnaire new`` and ``export``: each way out with its status."""

import json

import pytest

from cpsurvey.cli import funnel
from cpsurvey.design import load_questionnaire


@pytest.fixture(autouse=True)
def here(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(*words):
    return funnel.run(["questionnaire", *words])


def test_new_writes_what_loads_at_once(here, capsys):
    assert run("new", "--out", "my trust.yaml") == 0
    assert "cpsurvey questionnaire check  'my trust.yaml'" in capsys.readouterr().out
    made = load_questionnaire("my trust.yaml", folder=here).questionnaire
    assert made.id == "my_trust"
    assert [len(scale.items) for scale in made.scales] == [3, 3]
    assert len((here / "my trust.yaml").read_text("utf-8").splitlines()) < 45


def test_new_names_are_valid_ids_whatever_the_file_is_called(here):
    for name in ("été.yaml", "_.yaml", "CON.yaml"):
        assert run("new", "--out", name, "--quiet") == 0
        load_questionnaire(name, folder=here)


@pytest.mark.parametrize(
    ("to", "file"),
    [
        ("xlsform", "q.xlsx"),
        ("limesurvey", "q.txt"),
        ("paper", "q.html"),
        ("paper", "q.docx"),
    ],
)
def test_what_is_new_is_written_as_every_form(here, capsys, to, file):
    run("new", "--out", "q.yaml", "--quiet")
    assert run("export", "q.yaml", "--to", to, "--out", f"forms/{file}", "--json") == 0
    said = json.loads(capsys.readouterr().out)
    assert said["schema"] == "cpsurvey/questionnaire-export/1"
    assert said["languages"] == ["en"]
    assert (here / "forms" / file).stat().st_size > 1000
    assert [one.name for one in (here / "forms").iterdir()] == [file]


def test_without_out_the_file_is_named_after_the_questionnaire(here, capsys):
    assert run("export", "cop-callcentre", "--to", "paper", "--quiet") == 0
    assert capsys.readouterr().out == ""
    assert [one.name for one in here.iterdir()] == ["cop-callcentre-paper.html"]


def test_only_the_languages_asked_for(here, capsys):
    where = ["--to", "limesurvey", "--out", "q.txt", "--json"]
    assert run("export", "cop-callcentre", *where, "-l", "en") == 0
    assert json.loads(capsys.readouterr().out)["languages"] == ["en"]
    text = (here / "q.txt").read_text("utf-8")
    assert "\tfr\t" not in text


@pytest.mark.parametrize(
    ("words", "status", "said"),
    [
        (["--to", "papr"], 2, "did you mean 'paper'?"),
        (["--to", "paper", "--out", "q.pdf"], 2, "--out q.html"),
        (["--to", "paper", "-l", "de"], 2, "known: en, fr"),
        (["--to", "paper", "--out", "there.html"], 73, "name another with --out"),
        (["--to", "paper", "--out", "there.html/q.html"], 73, "cannot write here"),
    ],
)
def test_mistakes_leave_nothing_behind(here, capsys, words, status, said):
    (here / "there.html").write_text("mine", "utf-8")
    assert run("export", "cop-callcentre", *words) == status
    assert said in capsys.readouterr().err
    assert [one.name for one in here.iterdir()] == ["there.html"]
    assert (here / "there.html").read_text("utf-8") == "mine"


@pytest.mark.parametrize(("file", "status"), [("there.yaml", 73), ("q.txt", 2)])
def test_new_overwrites_nothing(here, file, status):
    (here / "there.yaml").write_text("mine", "utf-8")
    assert run("new", "--out", file) == status
    assert [one.name for one in here.iterdir()] == ["there.yaml"]
    assert (here / "there.yaml").read_text("utf-8") == "mine"
