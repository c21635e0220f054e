"""What several rooms' tests share."""

from __future__ import annotations

import os
import textwrap
from pathlib import Path

import pytest

# One BLAS thread, as the command line sets it: two on shared cores were far slower.
for _variable in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_variable, "1")

# A picture that asks too much of a blank one is drawn anew for users; here it fails.
os.environ["CPSURVEY_STRICT_PICTURES"] = "1"

ROOT = Path(__file__).parents[1]
SHARED = Path(os.environ.get("CPSURVEY_SHARED", ROOT.parent / "shared"))


def pytest_terminal_summary(terminalreporter):
    """Print a table of the small failing inputs, also when all is well."""
    rows = [
        (*value, "ok" if kind == "passed" else "NO")
        for kind in ("passed", "failed")
        for report in terminalreporter.stats.get(kind, ())
        for name, value in getattr(report, "user_properties", ())
        if name == "case" and report.when == "call"
    ]
    if not rows:
        return
    terminalreporter.section("small inputs on which cpsurvey fell short")
    for case, expected, came, ok in sorted(rows):
        terminalreporter.write_line(f"{ok:<3}{case:<52}{expected}")
        terminalreporter.write_line(f"{'':<55}came: {came}")
    wrong = sum(ok == "NO" for *_, ok in rows)
    terminalreporter.write_line(f"{len(rows)} cases, {len(rows) - wrong} ok, {wrong} not")


@pytest.fixture(scope="session", autouse=True)
def _commands_are_built_once():
    """A process of a user runs one command, tests run thousands: a fifth of their time."""
    import typer

    from cpsurvey.cli.funnel import load_commands

    load_commands()  # all of them: a command line would load its own alone
    build, built = typer.main.get_command, {}

    def cached(app):
        known = tuple(id(one) for one in (app, *app.registered_commands))
        if known not in built:
            built[known] = (build(app), list(app.registered_commands))  # keeps ids taken
        return built[known][0]

    typer.main.get_command = cached
    yield
    typer.main.get_command = build


SMALL = """\
schema: cpsurvey/questionnaire/1
id: small
version: 1.0.0
status: validated
title: {en: Small, fr: Petit}
licence: CC-BY-4.0
languages: [en, fr]
default_language: en
identifiers:
  respondent: {variable: respondent_id, aliases: [id, token]}
  team: {variable: team_id, aliases: [team]}
  language: {variable: lang, aliases: [startlanguage]}
option_sets:
  agree5:
    options:
      - {code: 1, label: {en: Strongly disagree, fr: Pas du tout d'accord}}
      - {code: 2, label: {en: Disagree, fr: Pas d'accord}}
      - {code: 3, label: {en: Neither, fr: Ni l'un ni l'autre}}
      - {code: 4, label: {en: Agree, fr: D'accord}}
      - {code: 5, label: {en: Strongly agree, fr: Tout à fait d'accord}}
scales:
  - id: help
    label: {en: Mutual help, fr: Entraide}
    options: agree5
    items:
      - {id: h1, label: {en: Help 1, fr: Aide 1}}
      - {id: h2, label: {en: Help 2, fr: Aide 2}}
      - {id: h3, label: {en: Help 3, fr: Aide 3}, reverse: true}
  - id: perf
    label: {en: Performance, fr: Performance}
    options: agree5
    items:
      - {id: p1, label: {en: Perf 1, fr: Perf 1}}
      - {id: p2, label: {en: Perf 2, fr: Perf 2}}
      - {id: p3, label: {en: Perf 3, fr: Perf 3}}
questions:
  - id: tenure
    type: select_one
    label: {en: Tenure, fr: Ancienneté}
    options:
      - {code: 1, value: 0.5, label: {en: Less than a year, fr: Moins d'un an}}
      - {code: 2, value: 3, label: {en: A year or more, fr: Un an ou plus}}
derived:
  years: value(tenure)
derived_labels:
  years: {en: Years, fr: Années}
models:
  direct:
    label: {en: Direct model, fr: Modèle direct}
    syntax: |
      help =~ h1 + h2 + h3
      perf =~ p1 + p2 + p3
      perf ~ help
"""

STUDY = """\
study: {id: tiny, title: {en: Tiny study, fr: Petite étude}, seed: 1}
questionnaire: ./small.yaml
sources:
  - path: data/*.csv
analyses:
  - kind: flow
report:
  formats: [html]
privacy: {key_file: secret.key}
"""


NOTICE = {"notice.md": "We join your answers to indicators of your work.\n"}
"""What people were told, for studies with indicators; TOLD names it."""
TOLD = "privacy: {key_file: secret.key, notice: {given: 2026-01-05, file: notice.md}}\n"


@pytest.fixture
def write(tmp_path):
    """Write a file below the test's folder; returns its path."""

    def writer(name: str, text: str | bytes) -> Path:
        file = tmp_path / name
        file.parent.mkdir(parents=True, exist_ok=True)
        if isinstance(text, bytes):
            file.write_bytes(text)
        else:
            file.write_text(textwrap.dedent(text), encoding="utf-8")
        return file

    return writer


@pytest.fixture
def small(write):
    """A small questionnaire of two scales, two languages and one question."""
    return write("small.yaml", SMALL)


@pytest.fixture
def tiny(write, small):
    """A study folder on the small questionnaire, without data."""
    write("study.yaml", STUDY)
    write("notice.md", NOTICE["notice.md"])
    (small.parent / "data").mkdir()
    return small.parent


def skipped(text: str, first: str, people: int) -> str:
    """The same answers, the three items of a scale empty for the first people."""
    lines = text.strip().split("\n")
    gone = lines[0].split(",").index(first)
    for at in range(1, people + 1):
        cells = lines[at].split(",")
        cells[gone : gone + 3] = ["", "", ""]
        lines[at] = ",".join(cells)
    return "\n".join(lines) + "\n"


def answers(n: int, seed: int = 1) -> str:
    """CSV of `n` answers to the small questionnaire: two correlated factors, teams."""
    import numpy as np

    rng = np.random.default_rng(seed)
    help_, noise = rng.normal(size=n), rng.normal(size=(n, 7))
    perf = 0.6 * help_ + 0.8 * noise[:, 6]
    signs = {"h1": 1, "h2": 1, "h3": -1, "p1": 1, "p2": 1, "p3": 1}
    columns = {
        name: np.clip(
            np.round(3 + sign * (help_ if name[0] == "h" else perf) + 0.8 * noise[:, i]), 1, 5
        ).astype(int)
        for i, (name, sign) in enumerate(signs.items())
    }
    rows = ["respondent_id,team_id,lang," + ",".join(signs) + ",tenure"]
    rows += [
        f"r{i},t{i % 12},{'fr' if i % 3 else 'en'},"
        + ",".join(str(columns[name][i]) for name in signs)
        + f",{1 + i % 2}"
        for i in range(n)
    ]
    return "\n".join(rows) + "\n"
