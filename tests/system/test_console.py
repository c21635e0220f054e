"""Terminals and pipes that hold less than Unicode."""

from __future__ import annotations

import json
import os
import subprocess
import sys

import pytest

from cpsurvey.cli import _console

TEXT = "é → ≥ − œ 日 β ½ \U0001f600 «ça»"


def said(code: str, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-c", f"from cpsurvey.cli import _console as c\nc.prepare()\n{code}"],
        capture_output=True,
        env={**os.environ, **environment},
        check=True,
    )


@pytest.mark.parametrize(
    ("encoding", "shown"),
    [
        ("utf-8", TEXT),
        ("cp1252", "é -> >= - œ \\u65e5 beta ½ \\U0001f600 «ça»"),
        ("ascii", 'e -> >= - oe \\u65e5 beta \\xbd \\U0001f600 "ca"'),
    ],
)
def test_a_sign_that_is_not_held_is_written_plainly(encoding, shown):
    done = said(f"print({TEXT!r})", PYTHONIOENCODING=encoding)
    assert done.stdout.decode(encoding).strip() == shown
    assert done.stderr == b""


@pytest.mark.parametrize("encoding", ["utf-8", "cp1252", "ascii"])
def test_json_is_the_same_document_in_every_encoding(encoding):
    done = said(f"print(c.written({{'a': {TEXT!r}}}))", PYTHONIOENCODING=encoding)
    assert json.loads(done.stdout.decode("utf-8")) == {"a": TEXT}


def test_a_file_on_windows_is_utf8():
    environment = {k: v for k, v in os.environ.items() if k != "PYTHONIOENCODING"}
    code = (
        "import sys; from cpsurvey.cli import _console as c; c.WINDOWS = True\n"
        "sys.stdout.reconfigure(encoding='cp1252'); c.prepare(); print('é →')"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, env=environment, check=True
    )
    assert done.stdout.decode("utf-8").strip() == "é →"


def test_what_cannot_be_read_is_not_mended():
    error = UnicodeDecodeError("utf-8", b"\xff", 0, 1, "invalid")
    with pytest.raises(UnicodeDecodeError):
        _console._plainly(error)
