"""A scratch copy of the package, to which a test adds one file or folder and nothing else."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path

import pytest
from conftest import SMALL, STUDY, answers

ROOT = Path(__file__).resolve().parents[2]


class Scratch:
    """The copy, and a small study beside it."""

    def __init__(self, folder: Path) -> None:
        self.package = folder / "cpsurvey"
        self.study = folder / "study"
        shutil.copytree(ROOT / "cpsurvey", self.package)
        shutil.copytree(ROOT / "questionnaires", folder / "questionnaires")
        (self.study / "data").mkdir(parents=True)
        (self.study / "small.yaml").write_text(SMALL, "utf-8")
        (self.study / "study.yaml").write_text(STUDY, "utf-8")
        (self.study / "data" / "answers.csv").write_text(answers(40), "utf-8")

    def add(self, name: str, text: str) -> None:
        """One new file of the package."""
        file = self.package / name
        assert not file.exists()
        file.write_text(textwrap.dedent(text), "utf-8")

    def add_folder(self, name: str, source: Path) -> None:
        """One new folder of the package, a copy of `source`."""
        shutil.copytree(
            source, self.package / name, ignore=shutil.ignore_patterns("__pycache__")
        )

    def setting(self, old: str, new: str, name: str = "study.yaml") -> None:
        """Change the study file, or another file of the study."""
        file = self.study / name
        text = file.read_text("utf-8")
        assert old in text
        file.write_text(text.replace(old, new), "utf-8")

    def python(self, *argv: str) -> "subprocess.CompletedProcess[str]":
        """Run Python with the copy in place of the package."""
        return subprocess.run(
            [sys.executable, *argv],
            cwd=self.study,
            env={**os.environ, "PYTHONPATH": str(self.package.parent), "COLUMNS": "200"},
            capture_output=True,
            text=True,
            check=False,
        )

    def run(self, *argv: str) -> "subprocess.CompletedProcess[str]":
        """One command line."""
        return self.python("-m", "cpsurvey.cli", *argv)

    def json(self, *argv: str) -> dict:
        """What a command that succeeds says with ``--json``."""
        done = self.run(*argv, "--json")
        assert done.returncode == 0, done.stderr
        return json.loads(done.stdout)


@pytest.fixture
def scratch(tmp_path):
    return Scratch(tmp_path)
