"""Many studies without a person."""

import json

import pytest
from conftest import SMALL, STUDY, answers

from cpsurvey.batch.lock import locked
from cpsurvey.cli import funnel


@pytest.fixture
def surveys(tmp_path):
    """Two good studies and a broken one below one folder."""
    for name in ("a", "b", "broken"):
        folder = tmp_path / name
        (folder / "data").mkdir(parents=True)
        (folder / "small.yaml").write_text(SMALL, "utf-8")
        (folder / "study.yaml").write_text(STUDY.replace("id: tiny", f"id: {name}"), "utf-8")
        (folder / "data" / "x.csv").write_text(answers(30), "utf-8")
    (tmp_path / "broken" / "study.yaml").write_text(STUDY + "nonsense: 1\n", "utf-8")
    return tmp_path


def record(folder):
    newest = max((folder / ".cpsurvey-runs").glob("*.json"))
    return json.loads(newest.read_text())


def by_name(found):
    return {s["study"]: s for s in found["studies"]}


def test_one_failure_does_not_stop_the_others(surveys):
    assert funnel.run(["batch", "run", str(surveys), "--quiet"]) == 78
    found = record(surveys)
    studies = by_name(found)
    assert studies["broken"]["status"] == "failed"
    assert studies["broken"]["error"]["code"] == "CPS010"
    for name in ("a", "b"):
        assert studies[name]["exit"] == 0
        assert (surveys / name / "reports" / "current" / "supplement.html").is_file()


def test_unchanged_studies_are_skipped_with_the_reason(surveys):
    funnel.run(["batch", "run", str(surveys), "--quiet"])
    more = answers(30) + "r30,t1,en,1,2,3,4,5,1,1\n"
    (surveys / "b" / "data" / "y.csv").write_text(more, "utf-8")
    funnel.run(["batch", "run", str(surveys), "--quiet"])
    studies = by_name(record(surveys))
    assert studies["a"]["status"] == "skipped"
    assert "nothing changed" in studies["a"]["reason"]
    assert studies["b"]["status"] != "skipped"
    assert len(list((surveys / ".cpsurvey-runs").glob("*.json"))) == 2


def test_a_second_runner_ends_with_75(surveys):
    with locked(surveys):
        assert funnel.run(["batch", "run", str(surveys), "--quiet"]) == 75


def test_a_rejected_file_is_the_gravest_status(surveys):
    (surveys / "broken" / "study.yaml").unlink()
    (surveys / "a" / "data" / "bad.csv").write_text("", "utf-8")
    assert funnel.run(["batch", "run", str(surveys), "--quiet"]) == 65
    studies = by_name(record(surveys))
    assert "bad.csv" in studies["a"]["reason"]
    assert (surveys / "a" / "reports" / "current").exists()
    assert studies["b"]["exit"] == 0


def test_a_source_without_its_file_is_said(surveys, capsys):
    funnel.run(["batch", "run", str(surveys), "--quiet"])
    file = surveys / "a" / "study.yaml"
    file.write_text(file.read_text("utf-8").replace("data/*.csv", "data/final.csv"), "utf-8")
    capsys.readouterr()
    funnel.run(["batch", "run", str(surveys)])
    told = capsys.readouterr()
    assert "warning: no file is there for 'data/final.csv'" in told.out + told.err
    studies = by_name(record(surveys))
    assert (studies["a"]["absent"], studies["a"]["warnings"]) == (["data/final.csv"], 1)
    assert studies["b"]["absent"] == studies["broken"]["absent"] == []


def test_why_a_file_was_rejected_is_said_with_what_helps(surveys, capsys):
    (surveys / "b" / "data" / "y.csv").write_text(answers(30).splitlines()[0] + "\n", "utf-8")
    assert funnel.run(["batch", "run", str(surveys), "--quiet"]) == 78
    assert by_name(record(surveys))["b"]["exit"] == 65
    told = capsys.readouterr().err
    assert "the file holds a heading but no answers" in told
    assert "fix: export the answers again" in told


def test_records_hold_no_answers(surveys):
    funnel.run(["batch", "run", str(surveys), "--quiet"])
    text = json.dumps(record(surveys))
    assert "r17" not in text


def test_the_folder_may_itself_be_a_study(surveys):
    assert funnel.run(["batch", "run", str(surveys / "a"), "--quiet"]) == 0
    assert (surveys / "a" / "reports" / "current" / "supplement.html").is_file()
