"""A declared plan: written before the data, compared with what is done."""

import json

import pytest
from conftest import STUDY, answers

from cpsurvey.analysis.declared import record
from cpsurvey.batch.inputs import inputs_key
from cpsurvey.cli import funnel
from cpsurvey.design import load_study
from cpsurvey.design.plan import read_plan
from cpsurvey.store.records import seal

ANALYSES = """\
analyses:
  - kind: flow
  - {kind: regression, id: one, outcome: perf, blocks: [[years], [help]], cluster: team}
"""


@pytest.fixture
def study(tiny):
    text = STUDY.replace("analyses:\n  - kind: flow\n", ANALYSES)
    (tiny / "study.yaml").write_text(text.replace("[html]", "[html, md]"), "utf-8")
    (tiny / "data" / "a.csv").write_text(answers(80), "utf-8")
    return tiny


def run(study, *words):
    return funnel.run([*words, "--study", str(study), "--quiet"])


def freeze(study):
    return run(study, "analyze", "--freeze-plan")


def found(study):
    assert run(study, "analyze") == 0
    results = json.loads((study / "reports" / "current" / "results.json").read_text("utf-8"))
    text = (study / "reports" / "current" / "supplement.md").read_text("utf-8")
    return results["provenance"], text


def change(study, old, new, name="study.yaml"):
    file = study / name
    text = file.read_text("utf-8")
    assert old in text
    file.write_text(text.replace(old, new), "utf-8")


def test_a_plan_before_the_data_is_kept_and_said(study):
    assert freeze(study) == 0
    run(study, "ingest")
    provenance, text = found(study)
    plan = provenance["plan"]
    assert plan == {
        "sha256": provenance["plan_sha256"],
        "declared": plan["declared"],
        "intact": True,
        "first_data": None,
        "deviations": [],
    }
    assert provenance["plan_sha256"] in (study / "plan.yaml").read_text("utf-8")
    assert "The study follows its plan." in text
    assert f"A plan was declared on {plan['declared']}" in text


def test_without_a_plan_everything_is_exploratory(study):
    run(study, "ingest")
    provenance, text = found(study)
    assert provenance["plan_sha256"] is None
    assert "No plan was declared: all results are exploratory." in text
    page = (study / "reports" / "current" / "supplement.fr.html").read_text("utf-8")
    assert "tous les résultats sont exploratoires" in page


def test_every_deviation_is_listed(study):
    freeze(study)
    run(study, "ingest")
    change(study, "kind: flow", "kind: items")
    change(study, "cluster: team}", "cluster: team, errors: hc3}")
    change(study, "seed: 1", "seed: 2")
    change(
        study, "report:", "screening: {attention: any}\nmeasurement: {items: ordinal}\nreport:"
    )
    change(study, "Mutual help", "Help among colleagues", "small.yaml")
    provenance, text = found(study)
    rows = {(r["what"], r["name"]): r for r in provenance["plan"]["deviations"]}
    assert set(rows) == {
        ("seed_changed", "seed"),
        ("questionnaire_changed", "sha256"),
        ("screening_changed", "attention"),
        ("measurement_changed", "items"),
        ("analysis_removed", "flow"),
        ("analysis_added", "items"),
        ("analysis_changed", "one.errors"),
    }
    assert rows[("analysis_changed", "one.errors")]["now"] == "hc3"
    assert rows[("screening_changed", "attention")]["before"] == "all"
    assert "Analysis left out" in text


def test_options_that_are_mappings_have_defaults_too(study):
    power = "  - {kind: power, paths: 'perf ~ 0.3*help', n: [60]}\n"
    change(study, "  - kind: flow\n", power)
    freeze(study)
    change(study, "n: [60]", "n: [60], effects: {a: help > perf}")
    (row,) = record(load_study(study), read_plan(study, "tiny"), [])["deviations"]
    assert (row["name"], row["now"]) == ("power.effects.a", "help > perf")


def test_declared_hypotheses_are_compared_too(study):
    hypotheses = """\
hypotheses:
  - {id: H1, label: {en: a, fr: a}, tests: [{analysis: one, term: help}]}
"""
    change(study, "report:", hypotheses + "report:")
    freeze(study)
    run(study, "ingest")
    change(study, "term: help", "term: years")
    rows = found(study)[0]["plan"]["deviations"]
    assert [(r["what"], r["name"]) for r in rows] == [("hypothesis_changed", "H1.tests")]


def test_a_plan_after_the_data_says_both_days(study, capsys):
    run(study, "ingest")
    connection_time(study, "2026-01-05T08:00:00+00:00")
    assert freeze(study) == 0
    assert "2026-01-05" in capsys.readouterr().err
    provenance, text = found(study)
    assert provenance["plan"]["first_data"] == "2026-01-05"
    assert "after the first data were ingested on 2026-01-05" in text


def connection_time(study, when):
    import sqlite3

    connection = sqlite3.connect(study / "study.db")
    connection.execute("UPDATE batch SET ingested_at = ?", (when,))
    for (batch,) in connection.execute("SELECT id FROM batch").fetchall():
        seal(connection, batch)
    connection.commit()
    connection.close()


def test_a_plan_is_never_overwritten(study, capsys):
    freeze(study)
    before = (study / "plan.yaml").read_bytes()
    assert freeze(study) == 73
    assert "CPS052" in capsys.readouterr().err
    assert (study / "plan.yaml").read_bytes() == before


def test_a_plan_that_is_taken_away_or_replaced_leaves_a_trace(study, capsys):
    freeze(study)
    run(study, "ingest")
    first = found(study)[0]["plan"]
    kept = (study / "plan.yaml").read_bytes()
    (study / "plan.yaml").unlink()
    capsys.readouterr()
    provenance, text = found(study)
    day = first["declared"]
    said = f"PLAN NOT THERE: earlier runs of this study followed a plan declared on {day}"
    assert said in text
    assert first["sha256"] in text
    assert "warning: plan.yaml: earlier runs followed a plan" in capsys.readouterr().err
    article = (study / "reports" / "current" / "article.md").read_text("utf-8")
    assert "PLAN NOT THERE" in article
    assert run(study, "check") == 0
    assert "earlier runs followed a plan" in capsys.readouterr().err
    change(study, "seed: 1", "seed: 2")
    freeze(study)
    provenance, text = found(study)
    assert provenance["plans_before"] == [
        {"sha256": first["sha256"], "declared": first["declared"]}
    ]
    assert "PLAN REPLACED" in text
    (study / "plan.yaml").write_bytes(kept)
    provenance, text = found(study)
    assert provenance["plan"]["sha256"] == first["sha256"]
    assert len(provenance["plans_before"]) == 1, "the plan that replaced it was followed, too"


@pytest.mark.parametrize("said", ['"x"', "[1]", '{"plan": [2]}', '{"plan": {"sha256": 3}}'])
def test_a_damaged_record_of_a_run_tells_of_no_plan(study, said):
    run(study, "ingest")
    old = study / "reports" / "20200101T000000Z-damaged"
    old.mkdir(parents=True)
    (old / "run.json").write_text(f'{{"study": "tiny", "provenance": {said}}}', "utf-8")
    assert "plans_before" not in found(study)[0]


def test_a_plan_edited_by_hand_is_said_loudly(study):
    freeze(study)
    run(study, "ingest")
    change(study, "outcome: perf", "outcome: help", "plan.yaml")
    provenance, text = found(study)
    assert provenance["plan"]["intact"] is False
    assert "PLAN CHANGED" in text
    assert [r["name"] for r in provenance["plan"]["deviations"]] == ["one.outcome"]


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("schema: cpsurvey/plan/1", "schema: cpsurvey/plan/9", "not a choice"),
        ("study: tiny", "study: other", "CPS051"),
        ("  seed:", "  sead: 1\n  seed:", "did you mean 'seed'"),
        ("declared_at: ", "declared_at: yesterday #", "declared_at"),
        ("sha256: ", "sha256: xyz #", "sha256"),
    ],
)
def test_a_strange_plan_is_refused_with_its_line(study, capsys, old, new, said):
    freeze(study)
    change(study, old, new, "plan.yaml")
    assert run(study, "analyze") == 78
    err = capsys.readouterr().err
    assert said in err
    assert "plan.yaml:" in err


@pytest.mark.parametrize("kept", [0, 40, 450, -90])
def test_a_plan_cut_short_is_refused(study, capsys, kept):
    freeze(study)
    text = (study / "plan.yaml").read_text("utf-8")
    (study / "plan.yaml").write_text(text[:kept], "utf-8")
    assert run(study, "analyze") == 78
    assert "plan.yaml" in capsys.readouterr().err


def test_a_plan_that_is_a_folder_or_not_text(study, capsys):
    (study / "plan.yaml").mkdir()
    assert run(study, "analyze") != 1
    (study / "plan.yaml").rmdir()
    (study / "plan.yaml").write_bytes(b"\xff\xfe\x00plan")
    assert run(study, "analyze") == 78


def test_a_new_plan_makes_a_batch_run_again(study):
    before = inputs_key(load_study(study), "data")
    assert inputs_key(load_study(study), "data") == before
    freeze(study)
    assert inputs_key(load_study(study), "data") != before


def test_check_says_what_became_of_the_plan(study, capsys):
    assert funnel.run(["check", str(study)]) == 0
    assert "declared plan  none" in capsys.readouterr().out
    freeze(study)
    change(study, "seed: 1", "seed: 2")
    capsys.readouterr()
    assert funnel.run(["check", str(study)]) == 0
    assert "1 deviation" in capsys.readouterr().out
    change(study, "seed: 1", "seed: 3", "plan.yaml")
    assert funnel.run(["check", str(study)]) == 0
    assert "edited since" in capsys.readouterr().out
