"""The corridor from the front door: init to report, erasing, rebuilding."""

import json

import pytest
from conftest import STUDY, answers

from cpsurvey.cli import funnel


@pytest.fixture
def study(tiny):
    (tiny / "data" / "a.csv").write_text(answers(60), "utf-8")
    return tiny


def test_ingest_twice_then_analyze_then_report_again(study, capsys):
    place = ["--study", str(study)]
    assert funnel.run(["ingest", *place]) == 0
    assert "60 new answers" in capsys.readouterr().out
    assert funnel.run(["ingest", *place]) == 0
    assert "already ingested" in capsys.readouterr().out
    assert funnel.run(["analyze", *place, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["exit"] == 0
    page = study / "reports" / "current" / "supplement.html"
    before = page.read_bytes()
    page.unlink()
    assert funnel.run(["report", *place]) == 0
    assert page.read_bytes() == before


def test_every_run_is_kept_and_recorded(study):
    place = ["--study", str(study), "--quiet"]
    funnel.run(["ingest", *place])
    funnel.run(["analyze", *place])
    funnel.run(["analyze", *place])
    runs = [f for f in (study / "reports").iterdir() if f.is_dir() and not f.is_symlink()]
    assert len(runs) == 2
    record = json.loads((study / "reports" / "current" / "run.json").read_text())
    assert record["provenance"]["sources"][0]["sha256"]
    assert record["provenance"]["seed"] == 1
    assert {"numpy", "scipy"} <= set(record["provenance"]["packages"])


def test_forget_erases_and_lists_stale_reports(study, capsys):
    place = ["--study", str(study)]
    funnel.run(["ingest", *place, "--quiet"])
    funnel.run(["analyze", *place, "--quiet"])
    capsys.readouterr()
    assert funnel.run(["forget", "r7", *place, "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["rows"] == 1
    assert len(said["stale_reports"]) == 1
    assert funnel.run(["forget", "r777", *place]) == 0
    assert "nobody is stored under this identifier" in capsys.readouterr().err
    funnel.run(["analyze", *place, "--quiet"])
    results = json.loads((study / "reports" / "current" / "results.json").read_text())
    assert results["results"][0]["sample"]["used"] == 59
    assert results["results"][0]["sample"]["dropped"] == {"forgotten": 1}


@pytest.mark.parametrize(
    ("content", "status", "code"),
    [
        ("", 65, "CPS101"),
        ("id,colour\n1,red\n", 65, "CPS105"),
        ("respondent_id,h1,H1\nr1,1,2\n", 65, "CPS106"),
    ],
)
def test_rejected_files_end_with_their_status(tiny, capsys, content, status, code):
    (tiny / "data" / "a.csv").write_text(content)
    assert funnel.run(["ingest", "--study", str(tiny)]) == status
    assert code in capsys.readouterr().err
    assert funnel.run(["analyze", "--study", str(tiny)]) == 65


def test_a_rejected_file_keeps_no_other_out(study, capsys):
    (study / "data" / "b.csv").write_text("")
    assert funnel.run(["ingest", "--study", str(study), "--json"]) == 65
    said = json.loads(capsys.readouterr().out)
    assert [f["status"] for f in said["files"]] == ["ingested", "rejected"]


def test_missing_files_and_studies(tiny, tmp_path, capsys):
    assert funnel.run(["ingest", "--study", str(tiny)]) == 66
    assert funnel.run(["ingest", str(tmp_path / "no.csv"), "--study", str(tiny)]) == 66
    assert funnel.run(["analyze", "--study", str(tmp_path / "nowhere")]) == 66
    assert funnel.run(["report", "--study", str(tiny)]) == 66


def test_an_unknown_key_names_line_and_nearest(tiny, capsys):
    (tiny / "study.yaml").write_text(STUDY.replace("sources:", "souces:"), "utf-8")
    assert funnel.run(["ingest", "--study", str(tiny)]) == 78
    err = capsys.readouterr().err
    assert "study.yaml:3" in err
    assert "sources" in err


def test_doctor_runs(capsys):
    assert funnel.run(["doctor", "--json"]) == 0
    checks = {c["name"]: c["found"] for c in json.loads(capsys.readouterr().out)["checks"]}
    names = checks["questionnaires"].split(", ")
    assert len(set(names)) == len(names)
