"""What is missing is named by doctor, and the rest works."""

from __future__ import annotations

import errno
import json
import os
import signal
import sys
from pathlib import Path

import pytest

from cpsurvey import system
from cpsurvey.batch.publish import current_run, new_run
from cpsurvey.cli import funnel
from cpsurvey.errors import CpsurveyError
from cpsurvey.store import key


def named(capsys) -> set[str]:
    assert funnel.run(["doctor", "--json"]) == 0
    return {one["name"] for one in json.loads(capsys.readouterr().out)["lacking"]}


def no_link(*_args, **_named):
    raise OSError(1314, "a required privilege is not held by the client")


def test_nothing_is_missing_where_all_is_there(capsys):
    if sys.platform == "linux":
        assert named(capsys) == set()


@pytest.mark.parametrize("module", ["resource", "fcntl"])
def test_a_module_is_missing(monkeypatch, capsys, module):
    monkeypatch.setitem(sys.modules, module, None)
    assert named(capsys) == {"resource": {"limits"}, "fcntl": {"locks"}}[module]


@pytest.mark.parametrize(
    ("owner", "name", "lacking"),
    [
        (signal, "SIGHUP", {"hang-up"}),
        (os, "symlink", {"links"}),
        (os, "fork", {"forks"}),
        (os, "fchmod", set()),
        (os, "O_DIRECTORY", set()),
        (os, "sched_getaffinity", set()),
    ],
)
def test_a_name_is_missing(monkeypatch, capsys, owner, name, lacking):
    monkeypatch.delattr(owner, name)
    assert named(capsys) == lacking


def test_windows_is_known_by_what_it_lacks(monkeypatch, capsys):
    monkeypatch.setattr(system, "WINDOWS", True)
    assert named(capsys) == {"permissions", "links", "folders on disk"}


def test_a_drive_that_keeps_no_permissions(monkeypatch, capsys):
    monkeypatch.setattr(system, "of_others", lambda place: True)
    assert "permissions" in named(capsys)


# ------------------------------------------------------------------------------ current
@pytest.mark.parametrize("lacking", ["refused", "gone", "windows"])
def test_without_links_current_is_a_text_file_that_every_run_renews(
    tmp_path, monkeypatch, lacking
):
    if lacking == "refused":
        monkeypatch.setattr(os, "symlink", no_link)
    elif lacking == "gone":
        monkeypatch.delattr(os, "symlink")
    else:
        monkeypatch.setattr(system, "WINDOWS", True)
    for run in ("1", "2"):
        with new_run(tmp_path, run) as draft:
            (draft / "supplement.html").write_text(run, "utf-8")
        assert (tmp_path / "current").read_bytes() == f"{run}\n".encode()
        assert current_run(tmp_path) == tmp_path / run


def test_a_link_from_elsewhere_makes_way_on_windows(tmp_path, monkeypatch):
    with new_run(tmp_path, "1"):
        pass
    assert (tmp_path / "current").is_symlink()
    monkeypatch.setattr(system, "WINDOWS", True)
    with new_run(tmp_path, "2"):
        pass
    assert (tmp_path / "current").read_text("utf-8") == "2\n"
    assert (tmp_path / "1").is_dir()


def test_a_full_disk_is_no_missing_link(tmp_path, monkeypatch):
    def full(*_args, **_named):
        raise OSError(errno.ENOSPC, "no space")

    monkeypatch.setattr(os, "symlink", full)
    with pytest.raises(CpsurveyError) as caught, new_run(tmp_path, "1"):
        pass
    assert caught.value.code == "CPS602"


# ------------------------------------------------------------------------------- others
def test_bytes_stay_as_they_are_and_private(tmp_path):
    file = tmp_path / "a"
    with os.fdopen(system.private(file), "wb") as out:
        out.write(b"\n\r\n\x1a")
    assert file.read_bytes() == b"\n\r\n\x1a"
    assert not system.of_others(file)
    with pytest.raises(FileExistsError):
        system.private(file)


def test_descriptors_are_opened_for_bytes(tmp_path, monkeypatch):
    """Windows adds a byte to one key in nine, else."""
    seen = []
    real = os.open
    monkeypatch.setattr(os, "O_BINARY", 1 << 30, raising=False)
    monkeypatch.setattr(
        os,
        "open",
        lambda file, flags, mode: seen.append(flags) or real(file, flags & ~(1 << 30)),
    )
    os.close(system.private(tmp_path / "a"))
    assert seen[0] & os.O_BINARY


def test_a_key_is_made_where_a_file_has_one_name_only(tmp_path, monkeypatch):
    monkeypatch.delattr(os, "link")
    file = tmp_path / "keys" / "own.key"
    secret = key._make(file)
    assert file.read_bytes() == secret
    assert [one.name for one in file.parent.iterdir()] == ["own.key"]
    assert key._make(file) == secret


def test_a_folder_is_not_opened_on_windows_and_a_file_is_opened_to_be_written(
    tmp_path, monkeypatch
):
    opened = []
    real = os.open
    monkeypatch.setattr(system, "WINDOWS", True)
    monkeypatch.setattr(
        os, "open", lambda place, flags: opened.append((place, flags)) or real(place, flags)
    )
    (tmp_path / "a").write_bytes(b"x")
    system.sync(tmp_path)
    system.sync(tmp_path / "a")
    assert opened == [(tmp_path / "a", os.O_RDWR)]


def test_a_path_on_another_drive_is_said_whole(tmp_path, monkeypatch):
    def two_drives(*_args):
        raise ValueError("path is on mount 'D:', start on mount 'C:'")

    file = tmp_path / "a.csv"
    assert system.seen_from(tmp_path / "study", file) == "../a.csv"
    monkeypatch.setattr(os.path, "relpath", two_drives)
    assert Path(system.seen_from(tmp_path / "study", file)) == file.resolve()


def test_a_path_is_quoted_as_the_command_line_reads_it(monkeypatch):
    assert system.quoted("a b") == "'a b'"
    monkeypatch.setattr(system, "WINDOWS", True)
    assert system.quoted(r"C:\my study") == r'"C:\my study"'
    assert system.quoted(r"C:\study") == r"C:\study"


def test_a_command_is_split_as_the_system_reads_it(monkeypatch):
    assert system.words("tell 'a b'") == ["tell", "a b"]
    monkeypatch.setattr(system, "WINDOWS", True)
    assert system.words(r'C:\bin\tell.exe "a b"') == [r"C:\bin\tell.exe", "a b"]


def test_one_process_where_none_can_be_copied(monkeypatch):
    from cpsurvey import parallel
    from cpsurvey.sem.search import workers

    monkeypatch.delattr(os, "fork")
    assert workers.cores() == 1
    assert not parallel.may_fork()
    assert parallel.each(["en", "fr"], str.upper) == {"en": "EN", "fr": "FR"}


def test_files_are_synced_where_no_thread_is_left(tmp_path, monkeypatch):
    """And what cannot be brought to the disk is said, whoever tried."""
    files = [tmp_path / str(n) for n in range(20)]
    for file in files:
        file.write_text("x")
    done = []
    monkeypatch.setattr(system, "sync", done.append)
    system.sync_all(files)
    assert sorted(done) == sorted(files)

    def full(place):
        raise OSError(28, "no space left")

    with monkeypatch.context() as patch, pytest.raises(OSError, match="no space"):
        patch.setattr(system, "sync", full)
        system.sync_all(files)

    def none_left(*_):
        raise RuntimeError("can't start new thread")

    done.clear()
    monkeypatch.setattr("threading.Thread.start", none_left)
    system.sync_all(files)
    assert sorted(done) == sorted(files)
