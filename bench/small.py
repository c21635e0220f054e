"""A small study for hard treatment: made in a moment, run in a second."""

from __future__ import annotations

import csv
import io
import random
from pathlib import Path

ID = "Xid{:03d}Q"
SECRET = "xsecretq"
"""Stands in every free text; must never be said."""
LABELS = ("Strongly disagree", "Disagree", "Neither", "Agree", "Strongly agree")
ITEMS = ("h1", "h2", "h3", "p1", "p2", "p3")
Rows = list[list[str]]

QUESTIONNAIRE = """\
schema: cpsurvey/questionnaire/1
id: small
version: 1.0.0
status: validated
title: {en: Small}
licence: CC-BY-4.0
languages: [en]
default_language: en
identifiers:
  respondent: {variable: respondent_id, aliases: [token]}
  team: {variable: team_id, aliases: [team]}
  language: {variable: lang, aliases: [startlanguage]}
option_sets:
  agree5:
    options:
      - {code: 1, label: {en: Strongly disagree}, aliases: [A1]}
      - {code: 2, label: {en: Disagree}, aliases: [A2]}
      - {code: 3, label: {en: Neither}, aliases: [A3]}
      - {code: 4, label: {en: Agree}, aliases: [A4]}
      - {code: 5, label: {en: Strongly agree}, aliases: [A5]}
scales:
  - id: help
    label: {en: Mutual help}
    options: agree5
    items:
      - {id: h1, label: {en: Help 1}}
      - {id: h2, label: {en: Help 2}}
      - {id: h3, label: {en: Help 3}, reverse: true}
  - id: perf
    label: {en: Performance}
    options: agree5
    items:
      - {id: p1, label: {en: Perf 1}}
      - {id: p2, label: {en: Perf 2}}
      - {id: p3, label: {en: Perf 3}}
questions:
  - id: tenure
    type: select_one
    label: {en: Tenure}
    options:
      - {code: 1, value: 0.5, label: {en: Less than a year}}
      - {code: 2, value: 3, label: {en: A year or more}}
  - {id: change, type: decimal, label: {en: Change}}
  - {id: why, type: text, label: {en: Why}}
derived:
  years: value(tenure)
derived_labels:
  years: {en: Years}
models:
  direct:
    label: {en: Direct model}
    syntax: |
      help =~ h1 + h2 + h3
      perf =~ p1 + p2 + p3
      perf ~ help
"""

STUDY = """\
study: {id: small, title: {en: Small study}, seed: 1, simulated: false}
questionnaire: ./small.yaml
sources:
  - {path: data/*.csv, partial: keep}
kpi:
  files:
    - {path: kpi/calls.csv, agent: agent, period: month}
  indicators:
    - {id: fcr, label: Solved, type: binomial, definition: seven days, direction: "+",
       successes: ok, trials: n}
  min_exposure: 30
groups: {team: team_id, language: lang}
screening:
  attention: "off"
  min_answered: 0.5
  min_seconds_per_item: 1.0
  complete_only: false
  soft: [longstring, irv, mahalanobis, even_odd]
  soft_limit: 2
  thresholds: {longstring: 8, longstring_share: 0.5, irv: 0.05, mahalanobis: 0.001}
measurement: {items: continuous}
analyses:
  - kind: flow
  - kind: respondents
  - {kind: items}
  - {kind: reliability, bootstrap: 0}
  - {kind: correlations, cluster: team}
  - {kind: regression, outcome: perf, blocks: [help, change + C(tenure)], cluster: team}
  - {kind: compare, by: [tenure]}
  - {kind: missing}
  - {kind: sem, model: direct}
report:
  formats: [html, csv, xlsx]
  languages: [en]
  audience: journal
  min_cell: 5
privacy: {key_file: small.key, k: 5, notice: {given: 2026-01-05, file: notice.md}}
"""


def answers(n: int, seed: int, *, first: int = 1) -> Rows:
    """Headings and `n` rows as a platform without a name writes them, codes for answers."""
    rng = random.Random(seed)
    rows = [["respondent_id", "team_id", "lang", *ITEMS, "tenure", "change", "why", "comment"]]
    for i in range(first, first + n):
        mood = rng.gauss(3, 0.8)
        codes = [_code(mood + rng.gauss(0, 0.7), reverse=item == "h3") for item in ITEMS]
        texts = [f"{SECRET}, said {i}", f'"{SECRET}" {i}']
        numbers = [str(1 + i % 2), f"{rng.gauss(0, 3):.1f}"]
        rows.append([ID.format(i), f"T{i % 4}", "en", *map(str, codes), *numbers, *texts])
    return rows


def _code(value: float, *, reverse: bool) -> int:
    code = min(5, max(1, round(value)))
    return 6 - code if reverse else code


def limesurvey(rows: Rows) -> Rows:
    """The same answers as LimeSurvey writes them, labels for answers."""
    head = ["id", "submitdate", "lastpage", "startlanguage", "token", "team_id"]
    made = [[*head, *ITEMS, "tenure", "change", "why"]]
    for i, row in enumerate(rows[1:], 1):
        codes = [LABELS[int(code) - 1] for code in row[3:9]]
        tenure = ("Less than a year", "A year or more")[int(row[9]) - 1]
        day = f"2026-11-{1 + i % 28:02d} 10:00:00"
        made.append([str(i), day, "2", "en", row[0], row[1], *codes, tenure, *row[10:12]])
    return made


def calls(rows: Rows) -> Rows:
    """Indicators of the same people, a row each."""
    return [["agent", "month", "n", "ok"]] + [
        [row[0], "2026-10", str(40 + i % 9), str(30 + i % 7)] for i, row in enumerate(rows[1:])
    ]


def text(rows: Rows, *, delimiter: str = ",", newline: str = "\n", quote: bool = False) -> str:
    """Rows as CSV."""
    stream = io.StringIO()
    quoting = csv.QUOTE_ALL if quote else csv.QUOTE_MINIMAL
    csv.writer(stream, delimiter=delimiter, lineterminator=newline, quoting=quoting).writerows(
        rows
    )
    return stream.getvalue()


def make(folder: Path, n: int, *, seed: int = 1) -> Rows:
    """Write the study, its questionnaire, one export and one file of indicators."""
    for name in ("data", "kpi"):
        (folder / name).mkdir(parents=True)
    rows = answers(n, seed)
    (folder / "study.yaml").write_text(STUDY, "utf-8")
    (folder / "small.yaml").write_text(QUESTIONNAIRE, "utf-8")
    (folder / "notice.md").write_text("We join your answers to your calls.\n", "utf-8")
    (folder / "data" / "a.csv").write_text(text(rows), "utf-8")
    (folder / "kpi" / "calls.csv").write_text(text(calls(rows)), "utf-8")
    return rows
