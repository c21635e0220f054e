"""A batch is on record from its first moment; nothing in the records ends `status`."""

import json
import os

import pytest
from conftest import SMALL, STUDY, answers

from cpsurvey.batch import run as batch_run
from cpsurvey.batch.lock import locked
from cpsurvey.batch.log import RECORDS, Log
from cpsurvey.cli import funnel


def status(folder, capsys, *options):
    assert funnel.run(["batch", "status", str(folder), *options]) == 0
    return capsys.readouterr().out


@pytest.fixture
def surveys(tmp_path):
    for name in ("a", "b"):
        folder = tmp_path / name
        (folder / "data").mkdir(parents=True)
        (folder / "small.yaml").write_text(SMALL, "utf-8")
        text = STUDY.replace("id: tiny", f"id: {name}").replace("[html]", "[md]")
        (folder / "study.yaml").write_text(text, "utf-8")
        (folder / "data" / "x.csv").write_text(answers(30), "utf-8")
    return tmp_path


def test_a_killed_night_is_visible(tmp_path, capsys):
    log = Log(tmp_path)
    log.add({"study": "first", "status": "done", "reason": "inputs changed"})
    (found,) = json.loads(status(tmp_path, capsys, "--json"))["runs"]
    assert found["status"] == "never finished"
    assert found["pid"] == os.getpid()
    assert found["host"]
    assert found["exit"] is None
    text = status(tmp_path, capsys)
    assert "never finished" in text
    assert "first" in text


def test_a_batch_at_work_is_said_to_run(tmp_path, capsys):
    Log(tmp_path)
    Log(tmp_path)
    with locked(tmp_path):
        lines = status(tmp_path, capsys).splitlines()
    assert ["is running now" in line for line in lines] == [True, False]
    assert "never finished" in lines[1]


def test_an_interrupted_batch_says_so(surveys, monkeypatch, capsys):
    whole = batch_run._study

    def study(loaded, outcome, *, force):
        if loaded.id == "b":
            raise KeyboardInterrupt
        whole(loaded, outcome, force=force)

    monkeypatch.setattr(batch_run, "_study", study)
    assert funnel.run(["batch", "run", str(surveys), "--quiet"]) == 130
    capsys.readouterr()
    (found,) = json.loads(status(surveys, capsys, "--json"))["runs"]
    assert found["status"] == "interrupted"
    assert found["exit"] == 130
    assert [study["study"] for study in found["studies"]] == ["a"]


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"{",
        b"[]",
        b"null",
        b'"x"',
        b"\xff\xfe\x00",
        b"[" * 200_000,
        b"{}",
        b'{"started": 1, "exit": 0, "studies": []}',
        b'{"started": "x", "exit": "0", "studies": []}',
        b'{"started": "x", "exit": 0, "studies": {}}',
        b'{"started": "x", "exit": 0, "studies": [3]}',
        b'{"started": "x", "exit": 0, "studies": [{"study": null}]}',
        b"9" * 10_000,
    ],
)
def test_any_bytes_are_a_record_that_cannot_be_read(surveys, capsys, content):
    assert funnel.run(["batch", "run", str(surveys), "--quiet"]) == 0
    for name in ("00", "99"):
        (surveys / RECORDS / f"{name}.json").write_bytes(content)
    capsys.readouterr()
    text = status(surveys, capsys)
    assert text.count("cannot be read") == 2
    assert "exit 0" in text
    assert len(json.loads(status(surveys, capsys, "--json"))["runs"]) == 3
    assert funnel.run(["batch", "run", str(surveys), "--quiet"]) == 0


def test_records_that_are_no_files(tmp_path, capsys):
    kept = tmp_path / RECORDS
    (kept / "a.json").mkdir(parents=True)
    (kept / "b.json").symlink_to(kept / "b.json")
    if hasattr(os, "mkfifo"):
        os.mkfifo(kept / "c.json")
    assert "cannot be read" in status(tmp_path, capsys)


def test_records_of_earlier_versions_are_shown(tmp_path, capsys):
    (tmp_path / RECORDS).mkdir()
    old = {
        "schema": "cpsurvey/batch/1",
        "id": "20250101T000000000000Z",
        "started": "2025-01-01T00:00:00+00:00",
        "finished": "2025-01-01T00:01:00+00:00",
        "studies": [{"study": "a", "status": "done", "reason": "inputs changed"}],
        "exit": 70,
    }
    (tmp_path / RECORDS / "20250101T000000000000Z.json").write_text(json.dumps(old))
    text = status(tmp_path, capsys)
    assert "exit 70" in text
    assert "inputs changed" in text


def test_one_strange_study_does_not_stop_the_others(surveys, capsys):
    """Study files of every kind that is none, between two good ones."""
    for name in ("a1", "a2", "a3", "a4", "reports", ".hidden"):
        (surveys / name).mkdir()
    (surveys / "a1" / "study.yaml").mkdir()
    (surveys / "a2" / "study.yaml").symlink_to(surveys / "a2" / "study.yaml")
    (surveys / "a3" / "study.yaml").write_bytes(b"\x00\xff" * 50)
    (surveys / "a4" / "loop").symlink_to(surveys)
    (surveys / "a4" / "study.yaml").write_text("study: " + "[" * 5000)
    (surveys / "reports" / "study.yaml").write_text("left out")
    assert funnel.run(["batch", "run", str(surveys), "--json"]) == 78
    record = json.loads(capsys.readouterr().out)
    found = {study["study"]: study for study in record["studies"]}
    assert sorted(found) == ["a", "a1", "a2", "a3", "a4", "b"]
    assert found["a"]["exit"] == found["b"]["exit"] == 0
    assert all(found[name]["error"]["code"] for name in ("a1", "a2", "a3", "a4"))
    assert record["status"] == "finished"


@pytest.mark.skipif(not hasattr(os, "geteuid") or os.geteuid() == 0, reason="root may look")
def test_a_closed_folder_is_named(surveys):
    (surveys / "closed").mkdir(mode=0o000)
    try:
        assert funnel.run(["batch", "run", str(surveys), "--quiet"]) == 77
    finally:
        (surveys / "closed").chmod(0o700)


def test_a_bug_in_one_study_keeps_its_frames_and_no_values(surveys, monkeypatch, capsys):
    whole = batch_run.load_study

    def load(file):
        if file.parent.name == "a":
            raise KeyError("an answer")
        return whole(file)

    monkeypatch.setattr(batch_run, "load_study", load)
    assert funnel.run(["batch", "run", str(surveys), "--json"]) == 1
    text = capsys.readouterr().out
    found = {study["study"]: study for study in json.loads(text)["studies"]}
    assert found["a"]["error"]["code"] == "CPS990"
    assert found["a"]["error"]["trace"]
    assert "an answer" not in text
    assert found["b"]["exit"] == 0


def test_a_record_that_cannot_be_written_ends_before_the_work(surveys):
    (surveys / RECORDS).write_text("a file in the way")
    assert funnel.run(["batch", "run", str(surveys), "--quiet"]) == 73
    assert not (surveys / "a" / "reports").exists()
