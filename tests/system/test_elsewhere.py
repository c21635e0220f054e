"""The whole walk on a system without limits, locks, links, permissions and hang-ups."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from conftest import answers

ROOT = Path(__file__).parents[2]
HERE = Path(__file__).with_name("elsewhere.py")
pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="what Linux has is hidden; elsewhere it is not there"
)


@pytest.fixture
def run(tiny):
    """A command line there; what it said on stdout. The terminal holds ASCII only."""

    def command(*words: str, ends: int = 0) -> str:
        ran = subprocess.run(
            [sys.executable, str(HERE), *words, "--windows"],
            cwd=tiny,
            env={
                **{k: v for k, v in os.environ.items() if not k.startswith("PYTHON")},
                "PYTHONPATH": str(ROOT),
                "PYTHONIOENCODING": "ascii",
                "PYTHONUTF8": "0",
                "PYTHONCOERCECLOCALE": "0",
                "LC_ALL": "C",
                "XDG_DATA_HOME": str(tiny / "home"),
                "TMPDIR": str(tiny),
            },
            capture_output=True,
            encoding="ascii",
            check=False,
        )
        assert ran.returncode == ends, ran.stderr
        assert "Traceback" not in ran.stderr
        return ran.stdout

    return command


def test_the_whole_walk(run, tiny):
    (tiny / "data" / "réponses.csv").write_text(answers(60), "utf-8")
    said = json.loads(run("doctor", "--json"))
    assert said["sound"]
    assert {one["name"] for one in said["lacking"]} == {
        *("permissions", "limits", "links", "folders on disk", "hang-up", "forks")
    }
    assert "60 new answers" in run("ingest")
    first = Path(json.loads(run("analyze", "--json"))["folder"])
    current = tiny / "reports" / "current"
    assert current.read_bytes() == f"{first.name}\n".encode()
    before = (first / "supplement.html").read_bytes()
    run("report", "--format", "html", "--format", "xlsx", "--format", "docx")
    again = tiny / "reports" / current.read_text("utf-8").strip()
    assert (again / "supplement.html").read_bytes() == before
    assert b"\r\n" not in (first / "results.json").read_bytes()
    run("analyze", "--quiet")
    assert current.read_text("utf-8").strip() not in (first.name, again.name)
    run("release")
    assert (tiny / "releases" / "1").is_dir()
    run("forget", "r7")
    run("batch", "run", ".", "--force")
    assert not [one for one in tiny.rglob("*") if one.name.startswith(".unfinished")]


def test_a_study_from_a_file(run, tiny):
    (tiny / "answers.csv").write_text(answers(60), "utf-8")
    said = json.loads(run("init", "new", "--from", "answers.csv", "--json"))
    assert b"\r" not in Path(tiny / said["study"]).read_bytes()
    assert "60 new answers" in run("ingest", "--study", "new")
