"""Indicators are read where an analysis looks at them, and by no other run."""

import sqlite3
from pathlib import Path

import pytest

from cpsurvey.batch.analyze import analyze
from cpsurvey.batch.ingest import ingest
from cpsurvey.cli import funnel
from cpsurvey.design import load_study
from cpsurvey.store import Store
from tests.conftest import STUDY, answers

KPI = """\
  - {kind: kpi, id: work, predictors: [help]}
  - {kind: reliability, id: alpha, scales: [help]}
kpi:
  files: [{path: kpi/*.csv, agent: agent, period: month}]
  indicators:
    - {id: fcr, label: {en: Solved, fr: Résolus}, definition: 7 days, type: binomial,
       direction: "+", successes: ok, trials: n}
"""


def numbers(solved=20):
    rows = [f"r{i},2026-10,{solved + i % 9},40" for i in range(60)]
    return "\n".join(["agent,month,ok,n", *rows, ""])


@pytest.fixture
def study(tiny, write, monkeypatch):
    """A study with indicators, analysed once."""
    text = STUDY.replace("seed: 1}", "seed: 1, simulated: true}")
    write("study.yaml", text.replace("  - kind: flow\n", "  - kind: flow\n" + KPI))
    write("data/answers.csv", answers(60))
    write("kpi/october.csv", numbers())
    folder = Path(tiny)
    ingest(load_study(folder))
    assert ran(folder) == {"flow", "work", "alpha"}
    return folder


def ran(folder):
    return {one.id for one in analyze(load_study(folder)).steps if not one.kept}


def test_they_are_read_by_what_looks_at_them_and_not_for_what_is_kept(study, monkeypatch):
    def read(_store):
        raise AssertionError("read")

    monkeypatch.setattr(Store, "indicators", read)
    assert ran(study) == set()
    file = study / "study.yaml"
    file.write_text(file.read_text("utf-8").replace("alpha, scales", "beta, scales"), "utf-8")
    assert ran(study) == {"beta"}


def test_other_indicators_are_another_input(study, write, capsys):
    write("kpi/october.csv", numbers(25))
    ingest(load_study(study), replace=True)
    done = analyze(load_study(study))
    assert {one.id: one.why for one in done.steps if not one.kept} == {
        "work": "the data (indicators) changed"
    }


def test_damage_found_by_an_analysis_ends_the_run(study, capsys):
    db = sqlite3.connect(study / "study.db")
    db.execute("UPDATE kpi SET total = total + 1 WHERE rowid = 1")
    db.commit()
    db.close()
    assert ran(study) == set()  # what is kept is of the indicators as they were
    file = study / "study.yaml"
    text = file.read_text("utf-8").replace(
        "work, predictors: [help]", "work, predictors: [perf]"
    )
    file.write_text(text, "utf-8")
    before = (study / "reports" / "current").resolve()
    assert funnel.run(["analyze", "--study", str(study), "--quiet"]) == 65
    assert "CPS202" in capsys.readouterr().err
    assert (study / "reports" / "current").resolve() == before
