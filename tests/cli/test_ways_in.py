"""Files that are none, and files of other kinds, by every way in: what, where, what next."""

import os
import re

import pytest

from cpsurvey.cli import funnel
from cpsurvey.intake.file import name_of

AGREE = ("Agree", "Disagree", "Neutral")
GOOD = "Code,I share,I help,Age\n" + "".join(
    f"p{at},{AGREE[at % 3]},{AGREE[at % 2]},{20 + at}\n" for at in range(30)
)
MAILS = "".join(f"x{at}@example.org,{AGREE[at % 3]},{20 + at}\n" for at in range(30))
HTML = b"<html><body><table><tr><td>a</td><td>b</td></tr></table></body></html>\n"
XML = b"<?xml version='1.0'?>\n<?mso-application progid='Excel.Sheet'?>\n<Workbook/>\n"
FILES = {
    "page.xls": (HTML, "a web page"),
    "doctype.xls": (b"\xef\xbb\xbf<!DOCTYPE HTML>" + HTML, "a web page"),
    "sheet.xls": (XML, "XML"),
    "answers.json": (b'{"answers": [{"q1": 1},\n{"q1": 2}]}\n', "JSON"),
    "deep.json": (b"[" * 100_000, "JSON"),
    "answers.csv.gz": (b"\x1f\x8b\x08\x00" + bytes(90), "gzip"),
    "answers.7z": (b"7z\xbc\xaf\x27\x1c" + bytes(90), "7z"),
    "scan.png": (b"\x89PNG\r\n\x1a\n" + bytes(90), "a picture"),
}


@pytest.fixture
def study(tmp_path):
    """A study that has read a good file."""
    (tmp_path / "good.csv").write_text(GOOD, "utf-8")
    folder = tmp_path / "study"
    assert funnel.run(["init", str(folder), "--from", str(tmp_path / "good.csv"), "-q"]) == 0
    assert funnel.run(["ingest", "--study", str(folder), "-q"]) == 0
    return folder


def ways(study, file):
    """Every way in for a file, and what each may write."""
    new, good = study.parent / "new", study.parent / "good.csv"
    yield ["ingest", file, "--study", study]
    yield ["ingest", file, "--study", study, "--dry-run"]
    yield ["ingest", good, "--study", study, "--fix", file]
    yield ["init", new, "--from", file]
    yield ["init", new, "--from", good, "--codebook", file]
    yield ["questionnaire", "import", file, "--out", study.parent / "new.yaml"]


def refused(study, file, capsys):
    """The words of each refusal; nothing was written and each names a next action."""
    there = set(study.parent.rglob("*"))
    for argv in ways(study, file):
        capsys.readouterr()
        status = funnel.run([str(one) for one in argv])
        said = capsys.readouterr().err
        assert status in (65, 66), (argv, said)
        assert re.search(r"error CPS\d{3}: .+\n  at:  .+\n  fix: .+", said), (argv, said)
        assert set(study.parent.rglob("*")) == there, argv
        yield argv, said


@pytest.mark.parametrize("name", FILES)
def test_other_kinds_of_files_are_named(name, study, capsys):
    data, kind = FILES[name]
    file = study.parent / name
    file.write_bytes(data)
    for argv, said in refused(study, file, capsys):
        if argv[0] == "ingest" or "--from" in argv[-2:]:
            assert kind in said
            assert "CPS104" in said


@pytest.mark.parametrize(
    ("make", "what"),
    [
        (os.mkdir, "this is a folder"),
        (lambda place: os.symlink("nowhere", place), "no such file"),
        pytest.param(
            getattr(os, "mkfifo", None),
            "no ordinary file",
            marks=pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="no pipes here"),
        ),
    ],
    ids=["folder", "dangling link", "pipe"],
)
def test_what_is_no_file_is_not_waited_for(make, what, study, capsys):
    place = study.parent / "place.csv"
    make(place)
    for argv, said in refused(study, place, capsys):
        if argv[0] != "questionnaire" and "--codebook" not in argv and "--fix" not in argv:
            assert what in said, argv


@pytest.mark.skipif(os.name == "nt", reason="names are text there")
def test_a_name_that_is_no_text(study, capsys):
    place = os.fsencode(study.parent) + b"/caf\xe9.csv"
    with open(place, "wb") as out:
        out.write(GOOD.replace("p7,", "p700,").encode())
    file = os.fsdecode(place)
    for argv in (
        ["ingest", file, "--study", str(study), "--dry-run"],
        ["ingest", file, "--study", str(study)],
        ["ingest", file, "--study", str(study)],
        ["init", str(study.parent / "other"), "--from", file],
        ["ingest", "--study", str(study.parent / "other")],
    ):
        assert funnel.run(argv) == 0, capsys.readouterr().err
    assert name_of(study / file) == "caf\\xe9.csv"


def test_a_name_that_is_a_pattern(study, capsys):
    file = study.parent / "answers [1]?.csv"
    file.write_text(GOOD, "utf-8")
    new = study.parent / "other"
    assert funnel.run(["init", str(new), "--from", str(file), "--in-place"]) == 66
    assert "CPS906" in capsys.readouterr().err
    assert not new.exists()
    assert funnel.run(["init", str(new), "--from", str(file)]) == 0
    assert funnel.run(["ingest", "--study", str(new)]) == 0


def test_first_line_of_answers_is_no_heading(study, capsys):
    file = study.parent / "headless.csv"
    for text in (GOOD.partition("\n")[2], MAILS):
        file.write_text(text, "utf-8")
        assert funnel.run(["init", str(study.parent / "new"), "--from", str(file)]) == 65
        said = capsys.readouterr().err
        assert "CPS105" in said
        assert "p0" not in said
        assert "x0@example" not in said


def test_ticks_that_repeat_their_heading_are_answers(study, capsys):
    file = study.parent / "ticks.csv"
    rows = [f"{'Mail' * (at % 2)},{'Chat' * (at % 3 > 0)},{20 + at}" for at in range(30)]
    file.write_text("\n".join(["Mail,Chat,Age", *rows]), "utf-8")
    assert funnel.run(["init", str(study.parent / "new"), "--from", str(file)]) == 0


def test_a_bug_tells_where_it_is_and_not_what_it_saw(monkeypatch, capsys):
    def fail(_argv):
        raise ValueError("secret answer")

    monkeypatch.setattr(funnel, "run", fail)
    with pytest.raises(SystemExit) as left:
        funnel.main([])
    said = capsys.readouterr().err
    assert left.value.code == 1
    assert "in fail" in said
    assert "ValueError" in said
    assert "secret" not in said.replace('raise ValueError("secret answer")', "")
