"""The key file: whole or not there, made once, and never of another kind."""

import errno
import json
import os
import sqlite3
import stat
import threading

import pytest
from conftest import SMALL, STUDY, answers

from cpsurvey.cli import funnel
from cpsurvey.design import load_study
from cpsurvey.errors import CpsurveyError
from cpsurvey.store import key as keys
from cpsurvey.store import open_store


def test_a_new_key_is_whole_and_its_owners_only(tmp_path):
    file = tmp_path / "safe" / "x.key"
    made = keys.load(file, expected=None)
    assert keys.load(file, expected=made.check).check == made.check
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert [p.name for p in file.parent.iterdir()] == ["x.key"]


@pytest.mark.parametrize("call", ["write", "fsync", "link"])
def test_a_full_disk_leaves_no_key(tmp_path, monkeypatch, call):
    """Written, brought to the disk, named: whatever fails, there is no file."""

    def full(*_args, **_kwargs):
        raise OSError(errno.ENOSPC, "No space left on device")

    if call == "write":
        monkeypatch.setattr(keys, "_write", full)
    else:
        monkeypatch.setattr(os, call, full)
        if call == "link":
            monkeypatch.setattr(os, "open", refuse_new(tmp_path / "x.key", os.open))
    with pytest.raises(CpsurveyError) as caught:
        keys.load(tmp_path / "x.key", expected=None)
    assert caught.value.code == "CPS201"
    assert list(tmp_path.iterdir()) == []


def refuse_new(file, whole):
    def opening(path, *args, **kwargs):
        if str(path) == str(file):
            raise OSError(errno.ENOSPC, "No space left on device")
        return whole(path, *args, **kwargs)

    return opening


def test_a_drive_without_links(tmp_path, monkeypatch):
    def unknown(*_args):
        raise OSError(errno.EPERM, "Operation not permitted")

    monkeypatch.setattr(os, "link", unknown)
    made = keys.load(tmp_path / "x.key", expected=None)
    assert keys.load(tmp_path / "x.key", expected=made.check)
    assert [p.name for p in tmp_path.iterdir()] == ["x.key"]


def test_the_key_of_who_was_first_is_everybodys(tmp_path):
    found = []
    together = threading.Barrier(8)

    def work():
        together.wait()
        found.append(keys.load(tmp_path / "x.key", expected=None).check)

    threads = [threading.Thread(target=work) for _ in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(found) == 8
    assert set(found) == {keys.load(tmp_path / "x.key", expected=None).check}
    assert [p.name for p in tmp_path.iterdir()] == ["x.key"]


@pytest.mark.parametrize("content", [b"", b"x" * 31, b"x" * 33, b"x" * 100_000])
def test_a_key_of_another_length_is_refused_and_kept(tmp_path, content):
    (tmp_path / "x.key").write_bytes(content)
    with pytest.raises(CpsurveyError) as caught:
        keys.load(tmp_path / "x.key", expected=None)
    assert caught.value.code == "CPS203"
    assert (tmp_path / "x.key").read_bytes() == content


def test_other_kinds_of_files_are_refused_and_not_waited_for(tmp_path):
    (tmp_path / "folder").mkdir()
    places = [tmp_path / "folder", tmp_path / ("n" * 300)]
    if hasattr(os, "mkfifo"):
        os.mkfifo(tmp_path / "pipe")
        places.append(tmp_path / "pipe")
    for place in places:
        with pytest.raises(CpsurveyError) as caught:
            keys.load(place, expected=None)
        assert caught.value.code == "CPS203"


@pytest.mark.parametrize("named", ["data", ".", "/", "~nobody-of-that-name/x", "n" * 300])
def test_check_refuses_a_key_file_that_can_be_none(tiny, capsys, named):
    text = STUDY.replace("key_file: secret.key", f'key_file: "{named}"')
    (tiny / "study.yaml").write_text(text, "utf-8")
    assert funnel.run(["check", str(tiny)]) == 78
    shown = capsys.readouterr().err
    assert "study.yaml:9" in shown
    assert "fix:" in shown


def test_an_empty_name_means_the_usual_place(tiny):
    text = STUDY.replace("key_file: secret.key", 'key_file: ""')
    (tiny / "study.yaml").write_text(text, "utf-8")
    assert funnel.run(["check", str(tiny)]) == 0


# --------------------------------------------------------- two studies with one id
@pytest.fixture
def shelf(tmp_path, monkeypatch):
    """The user's own data folder, where keys lie that studies do not name."""
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "home"))
    return tmp_path / "home" / "cpsurvey" / "keys"


def unnamed(folder, name, n=12):
    """A study of the id `tiny` that names no key, with `n` answers."""
    place = folder / name
    (place / "data").mkdir(parents=True)
    (place / "small.yaml").write_text(SMALL, "utf-8")
    text = STUDY.replace("privacy: {key_file: secret.key}", "")
    (place / "study.yaml").write_text(text, "utf-8")
    (place / "data" / "a.csv").write_text(answers(n), "utf-8")
    return place


def people(place):
    assert funnel.run(["ingest", "--study", str(place), "--quiet"]) == 0
    study = load_study(place)
    with open_store(study) as store:
        store._key()
        return set(store.responses(study.questionnaire).respondent), store.key_file


def test_two_studies_with_one_id_have_two_keys(tmp_path, shelf):
    one, first = people(unnamed(tmp_path, "one"))
    two, second = people(unnamed(tmp_path, "two"))
    assert one.isdisjoint(two)  # nobody is known again in the other study
    assert first != second
    assert {first.parent, second.parent} == {shelf}
    assert stat.S_IMODE(first.stat().st_mode) == 0o600
    (tmp_path / "one").rename(tmp_path / "moved")
    assert people(tmp_path / "moved") == (one, first)


def earlier(place, shelf):
    """Give a study the key it had before keys had names of their own."""
    _, file = people(place)
    file.rename(shelf / "tiny.key")
    db = sqlite3.connect(place / "study.db")
    db.execute("DELETE FROM meta WHERE name = 'key_name'")
    db.commit()
    db.close()


def test_a_study_of_an_earlier_version_keeps_its_key(tmp_path, shelf):
    place = unnamed(tmp_path, "old")
    earlier(place, shelf)
    before, file = people(place)
    assert file == shelf / "tiny.key"
    new, own = people(unnamed(tmp_path, "new"))
    assert own != file
    assert new.isdisjoint(before)


def test_a_key_that_does_not_fit_is_not_taken_where_another_does(tmp_path, shelf):
    """Two studies shared a name; one key was moved aside by hand to make room."""
    place = unnamed(tmp_path, "old")
    earlier(place, shelf)
    before, file = people(place)
    moved = shelf / "tiny-0123456789abcdef.key"
    file.rename(moved)
    file.write_bytes(b"k" * 32)
    assert people(place) == (before, moved)
    moved.unlink()
    assert funnel.run(["ingest", "--study", str(place), "--quiet"]) == 77


# ------------------------------------------------------------------- who else may read
def exposed(capsys, command, place):
    capsys.readouterr()
    assert funnel.run([command, "--study", str(place), "--json"]) == 0
    found = capsys.readouterr()
    return set(json.loads(found.out)["exposed"]), found.err


def test_what_others_may_read_is_said(tmp_path, shelf, capsys):
    place = unnamed(tmp_path, "one")
    _, file = people(place)
    assert exposed(capsys, "check", place) == (set(), "")
    assert exposed(capsys, "ingest", place)[0] == set()
    file.chmod(0o640)
    (place / "study.db").chmod(0o604)
    for command in ("check", "ingest"):
        rules, said = exposed(capsys, command, place)
        assert rules == {"key_open", "database_open"}
        assert f"chmod 600 '{file}'" in said
        assert said.count("warning:") == 2
    file.chmod(0o600)
    (place / "study.db").chmod(0o600)
    assert exposed(capsys, "check", place) == (set(), "")


def test_a_key_in_the_study_folder_is_said(tiny, tmp_path, capsys, monkeypatch):
    rules, said = exposed(capsys, "check", tiny)
    assert rules == {"key_inside"}
    assert "key_file: PATH" in said
    monkeypatch.chdir(tiny)
    assert funnel.run(["doctor"]) == 0
    assert "lies in the study folder" in capsys.readouterr().out
    outside = STUDY.replace("secret.key", "../elsewhere.key")
    (tiny / "study.yaml").write_text(outside, "utf-8")
    assert exposed(capsys, "check", tiny)[0] == set()
    simulated = STUDY.replace("seed: 1", "seed: 1, simulated: true")
    (tiny / "study.yaml").write_text(simulated, "utf-8")
    assert exposed(capsys, "check", tiny)[0] == set()


def test_a_run_others_may_read_is_said(tiny, capsys):
    run = tiny / "reports" / "20260101T000000Z-0"
    run.mkdir(parents=True)
    run.chmod(0o755)
    rules, said = exposed(capsys, "check", tiny)
    assert "run_open" in rules
    assert f"chmod 700 '{run}'" in said
