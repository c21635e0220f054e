"""What other people's code raises, in our words; a bug of ours stays one."""

import csv
import errno
import json
import os
import sqlite3
import subprocess
import sys

import pytest

from cpsurvey.cli import funnel
from cpsurvey.errors import catalogue
from cpsurvey.errors.fault import Fault
from cpsurvey.errors.foreign import coded

SECRET = "I never talk to my supervisor"


def raised(work):
    try:
        work()
    except Exception as error:  # noqa: BLE001
        return error
    raise AssertionError("nothing was raised")


def pydantic_error():
    from cpsurvey.design.study import StudyInfo

    StudyInfo(id="x", title={"en": "x"}, seed=SECRET)


def damaged_store(tmp_path):
    file = tmp_path / "study.db"
    file.write_bytes(b"not a database at all" * 100)
    sqlite3.connect(file).execute("SELECT * FROM answer")


def deep():
    return deep()


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (FileNotFoundError(errno.ENOENT, "x", "a.csv"), "CPS902"),
        (IsADirectoryError(errno.EISDIR, "x", "a"), "CPS902"),
        (NotADirectoryError(errno.ENOTDIR, "x", "a/b"), "CPS902"),
        (PermissionError(errno.EACCES, "x", "a"), "CPS905"),
        (OSError(errno.ENOSPC, "x"), "CPS602"),
        (OSError(errno.EROFS, "x"), "CPS602"),
        (OSError(errno.EIO, "x"), "CPS602"),
        (OSError(errno.ENAMETOOLONG, "x", "a" * 300), "CPS906"),
        (OSError(errno.ELOOP, "x", "a"), "CPS906"),
        (OSError(errno.EMFILE, "x"), "CPS907"),
        (OSError(SECRET), "CPS602"),
        (MemoryError(SECRET), "CPS907"),
        (raised(deep), "CPS909"),
        (raised(lambda: os.stat("a\0b")), "CPS906"),
        (raised(lambda: b"\xff\xfe".decode()), "CPS908"),
        (raised(lambda: json.loads("{" + SECRET)), "CPS908"),
        (raised(lambda: next(csv.reader([SECRET], quotechar="xx"))), None),
        (raised(lambda: list(csv.reader(["a" * 200000]))), "CPS908"),
        (raised(pydantic_error), "CPS908"),
        (sqlite3.OperationalError(SECRET), "CPS202"),
        (KeyError(SECRET), None),
        (ValueError(SECRET), None),
        (ZeroDivisionError(), None),
    ],
)
def test_every_foreign_exception_has_its_words(error, code):
    found = coded(error, where="place")
    assert (found and found.code) == code
    if found:
        assert found.code in catalogue()
        assert found.fix
        assert SECRET not in str(found)


def test_damaged_store(tmp_path):
    found = coded(raised(lambda: damaged_store(tmp_path)))
    assert found.code == "CPS202"
    assert "NOTADB" in found.message


def test_a_full_disk_is_said_by_the_store():
    error = sqlite3.OperationalError("database or disk is full")
    error.sqlite_errorname = "SQLITE_FULL"
    assert coded(error).code == "CPS201"


def test_a_fault_keeps_frames_and_no_values():
    def inner(answer):
        raise KeyError(answer)

    fault = Fault.of("analysis", "one", raised(lambda: inner(SECRET)))
    assert fault.error == "KeyError"
    assert fault.trace[-1].endswith("in inner")
    assert SECRET not in json.dumps(fault.record())


def test_no_bad_input_ends_in_a_traceback(tmp_path, capsys):
    """One command over places of every kind that a path can name."""
    (tmp_path / "loop").symlink_to(tmp_path / "loop")
    (tmp_path / "folder.yaml").mkdir()
    places = [
        "loop",
        "folder.yaml",
        "a" * 300,
        "a/" * 3000,
        "none",
        "folder.yaml/x",
        "/dev/null",
    ]
    for name in places:
        assert funnel.run(["check", str(tmp_path / name)]) in (66, 77, 78), name
        assert "error CPS" in capsys.readouterr().err


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
@pytest.mark.parametrize("name", ["SIGHUP", "SIGTERM"])
def test_a_hang_up_ends_in_order(name):
    code = f"""
import signal, os, sys
signal.signal(signal.{name}, signal.SIG_DFL)  # nohup has it ignored, which is honoured
from cpsurvey.cli import funnel
from cpsurvey.cli.app import app
@app.command("waiting")
def waiting() -> None:
    os.kill(os.getpid(), signal.{name})
    signal.pause()
sys.exit(funnel.run(["waiting"]))
"""
    command = [sys.executable, "-c", code]
    done = subprocess.run(command, capture_output=True, text=True, timeout=120)
    assert done.returncode == 130
    assert "nothing half-written" in done.stderr


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX signals")
def test_nohup_stays_in_force():
    code = """
import signal, os, sys
signal.signal(signal.SIGHUP, signal.SIG_IGN)
from cpsurvey.cli import funnel
from cpsurvey.cli.app import app
@app.command("going-on")
def going_on() -> int:
    os.kill(os.getpid(), signal.SIGHUP)
    return 65
sys.exit(funnel.run(["going-on"]))
"""
    assert subprocess.run([sys.executable, "-c", code]).returncode == 65


def test_a_name_the_terminal_cannot_show_ends_nothing():
    code = """
import sys
from cpsurvey.cli import funnel
from cpsurvey.cli.app import app
@app.command("odd")
def odd() -> None:
    print("caf\\udce9 \\u2713")
sys.exit(funnel.run(["odd"]))
"""
    done = subprocess.run(
        [sys.executable, "-c", code],
        capture_output=True,
        env={"PYTHONIOENCODING": "ascii", "PYTHONPATH": ":".join(sys.path)},
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout == b"caf\\udce9 ok\n"


@pytest.mark.skipif(sys.platform == "win32", reason="POSIX pipes")
def test_an_error_whose_reader_has_gone_keeps_its_status():
    code = """
import sys
from cpsurvey.cli import funnel
from cpsurvey.cli.app import app
from cpsurvey.errors import CpsurveyError
@app.command("wrong")
def wrong(json: bool = False) -> None:
    raise CpsurveyError("CPS010", "x" * 100_000)
sys.exit(funnel.run(["wrong", *sys.argv[1:]]))
"""
    for options in ([], ["--json"]):
        read, write = os.pipe()
        os.close(read)
        done = subprocess.run(
            [sys.executable, "-c", code, *options], stdout=write, stderr=write, check=False
        )
        os.close(write)
        assert done.returncode == 78
