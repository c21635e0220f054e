"""Analyses asked for in study files: what they refuse and what they say."""

import importlib
from types import SimpleNamespace

import numpy as np
import pytest
from conftest import answers

from cpsurvey.analysis import models
from cpsurvey.cli import funnel
from cpsurvey.results import Sample
from cpsurvey.scoring import Scored

HEAD = "respondent_id,team_id,lang,h1,h2,h3,p1,p2,p3,tenure\n"


EVERYTHING = """\
  - kind: flow
  - kind: respondents
  - kind: items
  - kind: reliability
  - kind: correlations
    cluster: team
  - {kind: regression, outcome: perf, blocks: [[years], [help]], errors: cr2, cluster: team}
  - {kind: cfa, syntax: "help =~ h1 + h2 + h3"}
  - {kind: sem, model: direct, estimator: mlr, main: true}
"""


def test_everything_runs_and_every_sample_adds_up(analysed):
    status, results, _ = analysed(EVERYTHING, answers(200))
    assert status == 0
    assert len(results) == 8
    for result in results.values():
        sample = result["sample"]
        assert sample["read"] == sample["used"] + sum(sample["dropped"].values())
        assert not any(c["severity"] == "inadmissible" for c in result["caveats"])
    b = results["regression-perf"]["data"]["blocks"][-1]["terms"][-1]
    assert b["term"] == "help"
    assert b["b"] > 0.2


def test_the_same_inputs_give_the_same_bytes(analysed, tiny):
    analysed(EVERYTHING, answers(120))
    first = read_all(tiny)
    analysed(EVERYTHING)
    assert read_all(tiny) == first
    assert {name.split(".")[-1] for name in first} >= {"html", "md", "json"}


def read_all(tiny):
    folder = tiny / "reports" / "current"
    return {
        str(file.relative_to(folder)): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file.name != "run.json"
    }


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ("{kind: regression, outcome: perff, blocks: [[help]]}", "did you mean 'perf'"),
        ("{kind: sem, model: indirect}", "did you mean 'direct'"),
        ('{kind: sem, syntax: "f =~ h1 + h2 + h4"}', "'h4' is not"),
        ('{kind: sem, syntax: "f =~ h1 +* h2"}', "^"),
        ("{kind: corelations}", "did you mean 'correlations'"),
        ("{kind: reliability, scale: [help]}", "did you mean 'scales'"),
        (
            "{kind: regression, outcome: perf, blocks: [[help]], errors: cr2}",
            "cluster: team",
        ),
        ("{kind: sem, model: direct, estimator: wls}", "estimator"),
    ],
)
def test_wrong_analyses_are_refused_with_line_and_fix(analysed, entry, said):
    status, results, err = analysed(f"  - kind: flow\n  - {entry}\n", answers(30))
    assert status == 78
    assert results == {}
    assert said in err
    assert "study.yaml:7" in err


def test_a_constant_item_is_named(analysed):
    rows = HEAD + "".join(
        f"r{i},t{i % 5},en,3,{1 + i % 5},{1 + i % 4},{1 + i % 3},4,{1 + i % 5},1\n"
        for i in range(40)
    )
    status, results, _ = analysed("  - kind: items\n  - kind: reliability\n", rows)
    assert status == 0
    codes = {(c["code"], c["values"].get("item")) for c in results["items"]["caveats"]}
    assert ("constant_item", "h1") in codes
    assert ("constant_item", "p2") in codes


def test_an_item_nobody_answered_is_named(analysed, tiny):
    rows = "respondent_id,team_id,lang,h1,h2,h3,p1,p2,p3\n"
    rows += "".join(f"r{i},t{i % 4},en,{i % 5 + 1},,2,4,{i % 3 + 2},1\n" for i in range(40))
    _, results, _ = analysed("  - kind: items\n", rows)
    (found,) = [c for c in results["items"]["caveats"] if c["code"] == "items_nobody_answered"]
    assert found["values"] == {"variables": "h2"}
    assert "Answered by nobody" in (tiny / "reports" / "current" / "supplement.md").read_text(
        "utf-8"
    )


def test_a_constant_item_in_a_model_is_said_and_the_rest_is_done(analysed, tiny):
    rows = HEAD + "".join(
        f"r{i},t{i % 5},en,3,{1 + i % 5},{1 + i % 4},{1 + i % 3},4,{1 + i % 5},1\n"
        for i in range(40)
    )
    status, results, _ = analysed("  - kind: flow\n  - {kind: sem, model: direct}\n", rows)
    assert status == 70
    (caveat,) = results["sem-direct"]["caveats"]
    assert caveat["code"] == "not_done"
    assert "h1" in caveat["values"]["message"]
    page = (tiny / "reports" / "current" / "supplement.html").read_text("utf-8")
    assert "NOT DONE" in page
    assert "NOT SOUND" not in page  # there is no result that one could take for sound


def test_fewer_rows_than_items(analysed):
    status, results, _ = analysed("  - {kind: sem, model: direct}\n", answers(5))
    assert status == 70
    assert "rows" in results["sem-direct"]["caveats"][0]["values"]["message"]


def test_a_model_that_is_not_identified_is_said_loudly(analysed, tiny):
    entry = '  - {kind: sem, syntax: "f =~ NA*h1 + h2 + h3"}\n'
    status, results, _ = analysed(entry, answers(100))
    assert status == 70
    (result,) = results.values()
    assert {c["code"] for c in result["caveats"]} & {"not_identified", "not_converged"}
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "NOT IDENTIFIED" in text or "NOT CONVERGED" in text


def test_a_model_that_does_not_converge_shows_no_estimates(analysed, tiny, monkeypatch):
    from cpsurvey.sem.search.newton import minimise

    def one_step(*args, **options):
        return minimise(*args, **options, max_iter=1)

    monkeypatch.setattr(
        importlib.import_module("cpsurvey.sem.search.optimise"), "minimise", one_step
    )
    status, results, _ = analysed("  - {kind: sem, model: direct}\n", answers(100))
    assert status == 70
    result = results["sem-direct"]
    assert result["data"]["converged"] is False
    assert result["fit"] == {}
    assert all(e["est"] is None for e in result["estimates"])
    page = (tiny / "reports" / "current" / "supplement.html").read_text("utf-8")
    assert "NOT CONVERGED" in page


def test_strict_publishes_nothing_unsound(analysed, tiny):
    status, results, err = analysed("  - {kind: sem, model: direct}\n", answers(5), "--strict")
    assert status == 70
    assert results == {}
    assert "CPS407" in err


def test_a_repeated_predictor_is_refused(analysed):
    entry = "  - {kind: regression, outcome: perf, blocks: [[help, h1, h2, h3]]}\n"
    status, results, _ = analysed(entry, answers(60))
    assert status == 70
    assert results["regression-perf"]["caveats"][0]["values"]["code"] == "CPS406"


def test_nobody_to_analyse(tiny, capsys):
    assert funnel.run(["analyze", "--study", str(tiny)]) == 65
    assert "cpsurvey ingest" in capsys.readouterr().err


def test_dimensions_and_aggregation(analysed, tiny):
    status, results, _ = analysed(
        "  - {kind: dimensions, draws: 100}\n  - {kind: discriminant, bootstrap: 50}\n"
        "  - {kind: aggregation}\n",
        answers(240),
    )
    assert status == 0
    data = results["dimensions"]["data"]
    assert data["kept"] in (1, 2)
    assert 0 < data["kmo"] < 1
    (pair,) = results["discriminant"]["data"]["pairs"]
    assert pair["htmt2_ci"]["lower"] <= pair["htmt2"] <= pair["htmt2_ci"]["upper"]
    rows = results["aggregation"]["data"]["scales"]
    assert [r["scale"] for r in rows] == ["help", "perf"]
    assert abs(rows[0]["icc1"]) < 0.1
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "T15" in text
    assert "HTMT2" in text


@pytest.mark.parametrize("team", ["t1", "own"])
def test_teams_that_are_no_teams(analysed, team):
    """Everybody in one team, and teams of one: said, and the rest goes on."""
    rows = HEAD
    for i in range(40):
        name = team if team == "t1" else i
        rows += f"r{i},{name},en,{1 + i % 5},{1 + i % 4},{1 + i % 3},4,2,{1 + i % 5},1\n"
    status, results, _ = analysed("  - {kind: aggregation}\n  - {kind: flow}\n", rows)
    assert status == 0
    said = results["aggregation"]["caveats"][0]
    assert said["code"] == ("no_groups" if team == "t1" else "not_applicable")
    assert said["severity"] == "not_applicable"
    assert results["flow"]["sample"]["used"] == 40


def test_more_items_than_respondents(analysed):
    status, results, _ = analysed("  - {kind: dimensions}\n", answers(5))
    assert status == 0
    assert results["dimensions"]["data"]["kmo"] is None
    assert results["dimensions"]["caveats"][0]["code"] == "more_items_than_people"


def test_bootstrap_intervals_of_effects_are_reported(analysed, tiny):
    model = "help =~ h1 + h2 + h3\\nperf =~ p1 + p2 + p3\\nperf ~ b*help\\ntwice := 2*b"
    entry = f'  - {{kind: sem, syntax: "{model}", bootstrap: 60}}\n'
    status, results, _ = analysed(entry, answers(200))
    assert status == 0
    (result,) = results.values()
    (effect,) = result["data"]["effects"]
    assert effect["boot"]["lower"] < effect["est"] < effect["boot"]["upper"]
    assert result["data"]["bootstrap"]["draws"] == 60
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "60 draws of respondents" in text


def test_ordered_items_by_wlsmv(analysed):
    status, results, _ = analysed(
        "  - {kind: sem, model: direct, estimator: wlsmv}\n", answers(300)
    )
    assert status == 0
    (result,) = results.values()
    assert result["fit"]["chisq.scaled"] is not None
    assert any(e["op"] == "|" for e in result["estimates"])


def test_correlations_within_and_between_teams(analysed, tiny):
    status, results, _ = analysed("  - {kind: correlations, cluster: team}\n", answers(240))
    assert status == 0
    data = results["correlations"]["data"]
    (pair,) = data["pairs"]
    assert pair["ci"]["lower"] < pair["r"] < pair["ci"]["upper"]
    assert pair["p_holm"] == pytest.approx(pair["pvalue"])
    levels = data["levels"]
    assert (levels["n"], levels["groups"]) == (240, 12)
    within = pair["within"]
    assert within["ci"]["lower"] < within["r"] < within["ci"]["upper"]
    assert pair["between"]["pvalue"] is not None
    text = (tiny / "reports" / "current" / "supplement.md").read_text("utf-8")
    assert "Holm" in text
    assert "pair by pair" not in text  # in the spreadsheet alone


def test_reasons_of_screening_and_of_a_model_add_up():
    """FIML leaves out who answered nothing of the model; screening may give that reason too."""
    used = np.array([True] * 5 + [False] * 3)
    scored = Scored({}, {}, {}, {}, {}, {"no_answer": 2, "attention": 1}, 8)
    found = SimpleNamespace(
        model=SimpleNamespace(rows=SimpleNamespace(used=used)), dropped={"no_answer": 3}
    )
    sample = models.sample_of(found, SimpleNamespace(scored=scored))
    assert sample == Sample(read=11, used=5, dropped={"no_answer": 5, "attention": 1})


def test_fewer_respondents_than_the_smallest_group_shown_is_said_first(analysed, tiny):
    _, results, _ = analysed("  - kind: flow\n  - kind: items\n", answers(8))
    assert results["flow"]["sample"]["used"] == 8
    for name, said in (
        ("supplement.md", "FEWER THAN 10 RESPONDENTS"),
        ("supplement.fr.html", "MOINS DE 10 RÉPONDANTS"),
    ):
        assert said in (tiny / "reports" / "current" / name).read_text("utf-8")
    analysed("  - kind: flow\n", answers(40, seed=2))
    assert "FEWER THAN" not in (tiny / "reports" / "current" / "supplement.md").read_text(
        "utf-8"
    )
