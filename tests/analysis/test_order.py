"""The order of rows in an export moves no number, drawn or summed."""

import json
import random
import re

from conftest import answers

from cpsurvey.cli import funnel

DRAWN = """\
  - {kind: reliability, bootstrap: 40, cluster: team}
  - {kind: dimensions, draws: 100}
  - {kind: discriminant, scales: [help, perf], bootstrap: 40}
  - {kind: aggregation, draws: 40}
  - kind: mediation
    source: years
    mediators: [help]
    outcomes: [perf]
    cluster: team
    bootstrap: 40
  - {kind: moderation, outcome: perf, predictor: help, moderator: years, cluster: team}
  - {kind: mixed, outcome: perf, predictors: [help]}
  - kind: sem
    missing: fiml
    bootstrap: 20
    syntax: |
      help =~ h1 + h2 + h3
      perf =~ p1 + p2 + p3
      perf ~ b*help
      twice := 2*b
"""


def holed(rows):
    """Some answers are missing."""
    head, *lines = rows.splitlines()
    kept = [",".join(["" if (i + j) % 23 == 0 and 2 < j < 9 else cell
                      for j, cell in enumerate(line.split(","))])
            for i, line in enumerate(lines)]  # fmt: skip
    return "\n".join([head, *kept]) + "\n"


def numbers(tiny):
    found = json.loads((tiny / "reports" / "current" / "results.json").read_text())
    return json.dumps(found["results"], indent=1)


def run(tiny, rows):
    """Results of a fresh store."""
    for file in tiny.glob("study.db*"):
        file.unlink()
    (tiny / "data" / "a.csv").write_text(rows, "utf-8")
    assert funnel.run(["ingest", "--study", str(tiny), "--quiet"]) == 0
    funnel.run(["analyze", "--study", str(tiny), "--quiet"])
    return numbers(tiny)


def prepared(tiny):
    study = (tiny / "study.yaml").read_text("utf-8")
    study = study.replace("analyses:\n  - kind: flow\n", f"analyses:\n{DRAWN}")
    (tiny / "study.yaml").write_text(study.replace("[html]", "[md]"), "utf-8")
    head, *lines = holed(answers(130)).splitlines()
    shuffled = lines.copy()
    random.Random(3).shuffle(shuffled)
    return head, lines, shuffled


def test_a_reordered_export_gives_the_same_numbers(tiny, capsys):
    head, lines, shuffled = prepared(tiny)
    first = run(tiny, "\n".join([head, *lines]) + "\n")
    second = run(tiny, "\n".join([head, *shuffled]) + "\n")
    assert re.search(r'"boot": \{\s*"lower": 0', first)
    assert first == second


def test_another_key_gives_the_same_numbers(tiny, capsys):
    head, lines, _ = prepared(tiny)
    first = run(tiny, "\n".join([head, *lines]) + "\n")
    (tiny / "secret.key").unlink()
    assert run(tiny, "\n".join([head, *lines]) + "\n") == first


def test_people_without_an_id_too(tiny, capsys):
    head, lines, shuffled = prepared(tiny)
    head = head.replace("respondent_id", "note")
    first = run(tiny, "\n".join([head, *lines]) + "\n")
    assert run(tiny, "\n".join([head, *shuffled]) + "\n") == first
