"""The page on a study of one's own does what it says, when it is followed line by line."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path

from cpsurvey.cli import funnel

PAGE = Path(__file__).parents[2] / "docs" / "own-study.md"
BLOCK = re.compile(r"^```(\w+)\n(.*?)^```", re.MULTILINE | re.DOTALL)


def followed() -> None:
    """Do here what the page says: save its files, type its commands."""
    Path("climate/data").mkdir(parents=True)
    for kind, block in BLOCK.findall(PAGE.read_text("utf-8")):
        if kind == "yaml":
            name, _, content = block.partition("\n")
            Path(name.removeprefix("# ")).write_text(content, "utf-8")
        elif kind == "console":
            for line in block.splitlines():
                program, *argv = shlex.split(line)
                assert program == "cpsurvey"
                assert funnel.run(argv) == 0, line


def test_the_page_leads_to_a_report(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    followed()
    printed = capsys.readouterr().out
    text = Path("climate/climate.yaml").read_text("utf-8")
    assert len(text.splitlines()) <= 41
    assert "the default plan" in printed
    run = Path("climate/reports/current")
    assert (run / "supplement.html").is_file()
    found = {
        one["id"]: one for one in json.loads((run / "results.json").read_text())["results"]
    }
    rows = found["hypotheses"]["data"]["hypotheses"]
    assert [(row["id"], row["direction"]) for row in rows] == [
        ("H1", "negative"),
        ("H2", "positive"),
    ]
    assert all(row["reason"] is None for row in rows)
    # what --plan printed is a section that can stand in the study file
    plan = printed[printed.index("analyses:\n") :]
    with Path("climate/study.yaml").open("a", encoding="utf-8") as study:
        study.write(plan)
    assert funnel.run(["check", "climate", "--json"]) == 0
    said = json.loads(capsys.readouterr().out)
    assert said["analyses_from"] == "study"
    assert [one["id"] for one in said["analyses"]] == list(found)


def test_the_line_of_answers_is_read(tmp_path, monkeypatch, capsys):
    monkeypatch.chdir(tmp_path)
    Path("climate/data").mkdir(parents=True)
    blocks = BLOCK.findall(PAGE.read_text("utf-8"))
    for kind, block in blocks:
        name, _, content = block.partition("\n")
        if kind == "yaml":
            content = content.replace(", simulated: true", "")
            Path(name.removeprefix("# ")).write_text(content, "utf-8")
        elif kind == "text":
            Path("climate/data/answers.csv").write_text(block, "utf-8")
    assert funnel.run(["ingest", "--study", "climate"]) == 0
    assert "1 rows = 1 accepted" in capsys.readouterr().out
