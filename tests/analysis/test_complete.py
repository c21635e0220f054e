"""Refusals name who is at fault, and nobody else; their advice works."""

import re

import numpy as np
import pytest
from conftest import SMALL, answers

from cpsurvey.analysis.complete import combination, lacking

EXTRA = """\
questions:
  - {id: age, type: decimal, label: {en: Age, fr: Âge}}
  - {id: born, type: decimal, label: {en: Born, fr: Naissance}}
  - {id: empty, type: decimal, label: {en: Empty, fr: Vide}}
  - {id: sparse, type: decimal, label: {en: Sparse, fr: Rare}}
"""
KINDS = [
    "{kind: regression, outcome: perf, blocks: [help + %s + age]}",
    "{kind: regression, outcome: perf, blocks: [help + age], cluster: %s}",
    "{kind: moderation, outcome: perf, predictor: help, moderator: age, covariates: %s}",
    "{kind: mixed, outcome: perf, predictors: [help, %s]}",
    "{kind: mediation, source: help, mediators: [age], outcomes: [perf], covariates: %s}",
    "{kind: mediation, source: help, mediators: [age], outcomes: [%s], missing: fiml}",
    "{kind: multilevel_mediation, source: help, mediators: [age], outcomes: [%s]}",
    '{kind: sem, syntax: "perf ~ help + age + %s", missing: fiml}',
    "{kind: ipma, target: perf, stages: [[help]], covariates: %s}",
]


@pytest.fixture
def survey(small):
    """The small questionnaire with questions, one of which nobody was asked."""
    small.write_text(SMALL.replace("questions:\n", EXTRA), "utf-8")
    head, *lines = answers(120).splitlines()
    rng = np.random.default_rng(2)
    rows = [
        f"{line},{age},{2026 - age},,{i if i % 30 == 0 else ''}"
        for i, (line, age) in enumerate(zip(lines, rng.integers(20, 60, 120), strict=True))
    ]
    return "\n".join([f"{head},age,born,empty,sparse", *rows]) + "\n"


@pytest.mark.parametrize("entry", KINDS)
def test_an_empty_column_is_named_alone(analysed, survey, tiny, entry):
    name = "empty"
    if "cluster: %s" in entry:
        name = "team"
        survey = "\n".join(
            ",".join(["" if j == 1 and i else cell for j, cell in enumerate(line.split(","))])
            for i, line in enumerate(survey.splitlines())
        )
    status, results, _ = analysed(f"  - {entry % name}\n", survey)
    assert status == 0  # what was not asked is no failure
    (result,) = results.values()
    told = {c["code"]: c["values"] for c in result["caveats"]}
    if name == "team":  # said once for the run: there are no clusters
        assert result["data"]["cluster"] is None
        assert not {"not_asked", "no_groups"} & told.keys()
    elif "covariates" in entry:  # what is held constant can be left out
        assert told["without_unasked"] == {"variables": "empty"}
        assert result["data"]
    else:
        assert told == {"not_asked": {"variables": "empty"}}
        assert result["caveats"][0]["severity"] == "not_applicable"


@pytest.mark.parametrize(
    "entry",
    [
        "{kind: regression, outcome: perf, blocks: [help + tenure + age + years + born]}",
        "{kind: moderation, outcome: perf, predictor: help, moderator: tenure, "
        "covariates: age + born}",
        "{kind: mixed, outcome: perf, predictors: [help, age, born]}",
    ],
)
def test_only_what_repeats_is_blamed(analysed, survey, entry):
    entry = entry.replace(" + years", "").replace("tenure", "h1")
    status, results, _ = analysed(f"  - {entry}\n", survey)
    assert status == 70
    (caveat,) = next(iter(results.values()))["caveats"]
    assert caveat["values"]["code"] == "CPS406"
    assert caveat["values"]["message"] == "'born' is an exact combination of 'age'"
    assert caveat["values"]["fix"] == "take one of 'age' and 'born' out"
    followed = entry.replace(" + born", "").replace(", born", "")
    assert analysed(f"  - {followed}\n")[0] == 0


def test_the_column_whose_holes_cost_most_is_named(analysed, survey):
    entry = "{kind: regression, outcome: perf, blocks: [help + age + h1 + sparse]}"
    status, results, _ = analysed(f"  - {entry}\n", survey)
    assert status == 70
    fix = results["regression-perf"]["caveats"][0]["values"]["fix"]
    assert fix == "leave out 'sparse': without it 120 are complete"
    assert analysed(f"  - {entry.replace(' + sparse', '')}\n")[0] == 0


def test_one_group_and_the_errors_that_are_recommended(analysed):
    """One group parts nobody: errors are those without clusters, asked for or not."""
    rows = re.sub(r",t\d+,", ",t1,", answers(60))
    entry = "{kind: moderation, outcome: perf, predictor: help, moderator: h1, cluster: team%s}"
    for errors in ("", ", errors: cr2", ", errors: hc3"):
        status, results, _ = analysed(f"  - {entry % errors}\n", rows)
        assert status == 0
        assert results["moderation-perf"]["data"]["errors"] == "hc3"
        rows = None


@pytest.mark.parametrize(
    "entry",
    [
        "{kind: regression, outcome: perf, blocks: [help + p1 + p2 + p3]}",
        "{kind: moderation, outcome: perf, predictor: p1, moderator: help, "
        "covariates: p2 + p3}",
        "{kind: mixed, outcome: perf, predictors: [help, p1, p2, p3]}",
    ],
)
def test_an_outcome_made_of_its_predictors(analysed, entry):
    status, results, _ = analysed(f"  - {entry}\n", answers(60))
    assert status == 70
    values = next(iter(results.values()))["caveats"][0]["values"]
    assert values["code"] == "CPS406"
    assert values["message"].endswith("is an exact combination of 'p1', 'p2' and 'p3'")


def test_a_combination_of_several_is_told_whole():
    rng = np.random.default_rng(1)
    a, b, c, d = rng.normal(size=(4, 50))
    X = np.column_stack([a, b, c, 3 * a - 2 * c + 7, d])
    assert combination(X, list("abcxd")) == ["a", "c", "x"]


def test_nothing_is_blamed_where_holes_are_shared():
    nan = np.nan
    assert "fewer variables" in lacking(
        {"a": np.array([nan, nan, 1]), "b": np.array([nan, nan, 1])}
    )
