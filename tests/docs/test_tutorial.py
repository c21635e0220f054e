"""The tutorial does what it says, when it is followed line by line."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from cpsurvey.cli import funnel

PAGE = Path(__file__).parents[2] / "docs" / "tutorial.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def written(study: Path, block: str) -> None:
    """What the page has its reader write into the study file."""
    text = study.read_text("utf-8")
    if "simulated: true" in block:
        text, made = re.subn(r"# (simulated: true)", r"\1", text)
        assert made == 1
    else:
        text += block
    study.write_text(text, "utf-8")


@pytest.mark.slow
def test_the_tutorial_works_when_it_is_followed(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    blocks = BLOCK.findall(PAGE.read_text("utf-8"))
    assert {kind for kind, _ in blocks} == {"console", "yaml", "python"}
    for kind, block in blocks:
        if kind == "yaml":
            written(tmp_path / "rehearsal" / "study.yaml", block)
        elif kind == "python":
            exec(compile(block, "tutorial", "exec"), {})
        else:
            for line in block.splitlines():
                program, *argv = shlex.split(line)
                assert program == "cpsurvey"
                assert funnel.run(argv) in (0, 70), line
    found = tmp_path / "rehearsal"
    for name in ("supplement.html", "supplement.fr.html", "manager.html", "tables.xlsx"):
        first = sorted((found / "reports").glob("2*"))[0]
        assert (first / name).is_file(), name
    assert (found / "data" / "answers.truth.json").is_file()
