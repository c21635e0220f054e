"""The key file: whole or not there, made once, and never of another kind."""

import errno
import os
import stat
import threading

import pytest
from conftest import STUDY

from cpsurvey.cli import funnel
from cpsurvey.errors import CpsurveyError
from cpsurvey.store import key as keys


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
