"""What a study could see, with answers and before."""

import json

import pytest
from conftest import SMALL, answers

from cpsurvey.cli import funnel
from cpsurvey.design import load_study
from cpsurvey.kinds.power.run import Options, assumed

ENTRY = (
    '  - {kind: power, paths: "help ~ 0.3*years\\nperf ~ 0.4*help + 0.1*years", '
    "effects: {ind: years > help > perf}, replications: 200}\n"
)
SIMULATION = """\
simulation:
  paths: |
    perf ~ 0.5*help
  effects: {}
"""


def test_power_grows_with_the_sample_and_the_smallest_effect_has_power_80(analysed):
    status, results, _ = analysed(ENTRY, answers(240))
    assert status == 0
    data = results["power"]["data"]
    (effect,) = data["effects"]
    assert effect["value"] == pytest.approx(0.12)
    assert effect["power"] == sorted(effect["power"])
    assert data["teams"] == 12
    assert 240 in [size["n"] for size in data["sizes"]]
    reliability = {one["variable"]: one["reliability"] for one in data["reliability"]}
    assert reliability["years"] == 1.0  # one question has no alpha
    assert 0.5 < reliability["help"] < 1.0
    path = next(p for p in data["paths"] if p["predictor"] == "help")
    assert 0.1 < path["smallest"] < 0.4


def test_power_before_anybody_has_answered(tiny, small, capsys):
    small.write_text(SMALL + SIMULATION, "utf-8")
    assert funnel.run(["analyze", "--study", str(tiny), "--power", "--quiet"]) == 0
    found = json.loads((tiny / "reports" / "current" / "results.json").read_text())
    (result,) = found["results"]
    assert result["kind"] == "power"
    assert result["sample"] == {"read": 0, "used": 0, "dropped": {}}
    assert {c["code"] for c in result["caveats"]} == {"power_assumed", "power_no_answers"}
    text = (tiny / "reports" / "current" / "supplement.html").read_text("utf-8")
    assert "There are no answers yet" in text


def test_power_before_anybody_has_answered_where_hypotheses_rest_on_other_analyses(
    tiny, small, capsys
):
    declared = (
        "hypotheses:\n"
        "  - {id: H1, label: {en: help, fr: aide}, tests: [{analysis: m, term: help}]}\n"
        "analyses:\n  - {kind: regression, id: m, outcome: perf, blocks: [[help]]}\n"
    )
    small.write_text(SMALL + SIMULATION, "utf-8")
    study = tiny / "study.yaml"
    before = study.read_text("utf-8").partition("analyses:")[0]
    study.write_text(before + declared, "utf-8")
    assert funnel.run(["analyze", "--study", str(tiny), "--power", "--quiet"]) == 0
    found = json.loads((tiny / "reports" / "current" / "results.json").read_text())
    assert [one["kind"] for one in found["results"]] == ["power"]


def test_power_beside_the_other_analyses(tiny, small, capsys):
    small.write_text(SMALL + SIMULATION, "utf-8")
    (tiny / "data" / "a.csv").write_text(answers(120), "utf-8")
    funnel.run(["ingest", "--study", str(tiny), "--quiet"])
    assert funnel.run(["analyze", "--study", str(tiny), "--power", "--quiet"]) == 0
    found = json.loads((tiny / "reports" / "current" / "results.json").read_text())
    assert [r["kind"] for r in found["results"]] == ["flow", "power"]


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{kind: power}", "no paths to simulate"),
        ('{kind: power, paths: "perf ~ help"}', "not 'outcome ~ number*predictor'"),
        ('{kind: power, paths: "perf ~ 0.1*help\\nhelp ~ 0.1*perf"}', "circle"),
        (
            '{kind: power, paths: "perf ~ 0.1*help", effects: {i: helb > perf}}',
            "did you mean 'help'",
        ),
        ('{kind: power, paths: "perf ~ 0.1*help", effects: {i: help}}', "no chain"),
        ('{kind: power, paths: "perf ~ 0.1*help", n: [5]}', "too few"),
        ('{kind: power, paths: "perf ~ 0.1*help", cluster: teem}', "did you mean 'team'"),
    ],
)
def test_what_cannot_be_assumed(analysed, entry, said):
    status, _, err = analysed(f"  - {entry}\n", answers(40))
    assert status == 78
    assert said in err


def test_the_shipped_study_leaves_measurement_out(tmp_path):
    (tmp_path / "study.yaml").write_text(
        "study: {id: s, title: S}\nquestionnaire: cop-callcentre\n", "utf-8"
    )
    study = load_study(tmp_path)
    model = assumed(Options(), study)
    assert "cop_me" not in model.equations
    assert model.equations["perf_ad"]["tks:nrw"] == 0.18
    assert model.chains["imm"] == [("tks", "cop"), ("perf_ad", "tks:nrw")]
    order = list(model.equations)
    assert order.index("tks") < order.index("crm") < order.index("perf_ad")


def test_every_size_names_its_teams_and_too_few_are_said(analysed, tiny):
    entry = ENTRY.replace("replications: 200", "replications: 100, n: [80, 150], teams: 8")
    status, results, _ = analysed(entry, answers(150))
    assert status == 0
    data = results["power"]["data"]
    assert {size["n"]: size["teams"] for size in data["sizes"]} == {80: 4, 150: 8}
    assert data["errors"] == "cr2"
    few, enough = (size["df"] for size in data["sizes"])
    assert few < 4 < enough
    (few,) = [c for c in results["power"]["caveats"] if c["code"] == "power_low_df"]
    assert few["values"]["sizes"] == "n = 80 (4)"
    report = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "| n = 80, 4 teams | n = 150, 8 teams |" in report


def test_a_study_without_teams_has_power_without_teams(analysed, small):
    text = small.read_text("utf-8").replace(
        "  team: {variable: team_id, aliases: [team]}\n", ""
    )
    small.write_text(text, "utf-8")
    status, results, _ = analysed(ENTRY, answers(120).replace("team_id", "note", 1))
    assert status == 0
    data = results["power"]["data"]
    assert data["errors"] == "hc3"
    assert data["teams"] is None
    assert {size["teams"] for size in data["sizes"]} == {None}


def test_a_handful_of_answers_is_no_fault(analysed):
    status, results, _ = analysed(ENTRY, answers(4))
    assert status == 0
    assert results["power"]["data"]["n"] == 300
    assert "power_no_answers" in {c["code"] for c in results["power"]["caveats"]}
