"""Models of ordered answers over completed data sets (tests/gold/imputed.R, semTools)."""

import json
from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest
from conftest import answers

from cpsurvey.analysis.imputed_models import pool
from cpsurvey.sem.fit import fit

GOLD = json.loads((Path(__file__).parents[1] / "gold" / "imputed.json").read_text())["wlsmv"]


@pytest.fixture(scope="module")
def pooled():
    names = [f"y{i}" for i in range(1, 7)]
    return pool(
        [
            fit(
                GOLD["model"],
                {name: np.array(one[name], dtype=float) for name in names},
                estimator="wlsmv",
                ordered=names,
            )
            for one in GOLD["sets"]
        ]
    )[0]


@pytest.mark.gold
def test_pooled_estimates_and_errors_are_those_of_semtools(pooled):
    ours = {(p.lhs, p.op, p.rhs): p for p in pooled.estimates}
    seen = 0
    for row in GOLD["estimates"]:
        p = ours.get((row["lhs"], row["op"], row["rhs"]))
        if p is None or not row["se"] or p.op in ("~1", "~*~"):
            continue
        seen += 1
        assert p.est == pytest.approx(row["est"], rel=1e-4, abs=1e-5), row
        assert p.se == pytest.approx(row["se"], rel=1e-3), row
    assert seen > 20


@pytest.mark.gold
@pytest.mark.parametrize(
    "measure",
    [
        *("chisq", "chisq.scaled", "chisq.scaling.factor", "baseline.chisq"),
        *("baseline.chisq.scaled", "cfi.scaled", "rmsea.scaled", "rmsea.ci.upper.scaled"),
    ],
)
def test_pooled_measures_are_those_of_semtools(pooled, measure):
    assert pooled.fit[measure] == pytest.approx(GOLD["fit"][measure], rel=1e-3, abs=2e-5)


@pytest.mark.gold
def test_pooled_srmr_is_that_of_semtools_over_all_moments(pooled):
    # semTools averages over 15 correlations, lavaan and we over the six variances, too
    srmr = pooled.fit["srmr"] * np.sqrt(21 / 15)
    assert srmr == pytest.approx(GOLD["fit"]["srmr"], rel=1e-3)


@pytest.mark.gold
def test_what_rests_on_one_data_set_is_not_told_of_all(pooled):
    assert pooled.fit["cfi.robust"] is None
    assert pooled.fit["gfi"] is None


def holed(n=200, share=0.12):
    rng = np.random.default_rng(3)
    head, *lines = answers(n).strip().split("\n")
    made = [head]
    for line in lines:
        cells = line.split(",")
        for i in range(3, 9):
            if rng.random() < share:
                cells[i] = ""
        made.append(",".join(cells))
    return "\n".join(made) + "\n"


def test_everybody_counts_in_a_model_of_ordered_answers(analysed, tiny):
    entry = (
        "  - {kind: sem, id: all, model: direct, estimator: wlsmv, missing: imputed}\n"
        "  - {kind: sem, id: some, model: direct, estimator: wlsmv, missing: listwise}\n"
    )
    status, results, _ = analysed(entry, holed())
    assert status == 0
    all_, some = results["all"], results["some"]
    told = all_["data"]["imputation"]
    assert all_["data"]["missing"] == "imputed"
    assert some["data"]["imputation"] is None
    assert some["sample"]["used"] < all_["sample"]["used"]
    assert told["incomplete"] == all_["sample"]["used"] - some["sample"]["used"]
    assert told["sets"] >= 100 * told["incomplete"] / all_["sample"]["used"]
    path = {
        key: next(e for e in result["estimates"] if e["op"] == "~")
        for key, result in results.items()
    }
    assert path["all"]["est"] == pytest.approx(path["some"]["est"], abs=3 * path["some"]["se"])
    english = (tiny / "reports" / "current" / "supplement.md").read_text()
    french = (tiny / "reports" / "current" / "supplement.fr.md").read_text()
    assert "WLSMV, multiple imputation" in english
    assert f"in {told['sets']} completed data sets" in english
    assert "pooled as D2" in english
    assert "imputation multiple" in french


@pytest.mark.parametrize(
    ("options", "way"),
    [
        ("estimator: mlr, missing: imputed", "missing: fiml"),
        ("estimator: wlsmv, missing: imputed, bootstrap: 100", "leave it out"),
        ("estimator: wlsmv, missing: imputed, main: true", "leave it out"),
    ],
)
def test_what_does_not_go_with_imputation_is_said_before_anything_is_read(
    analysed, options, way
):
    status, _, said = analysed(f"  - {{kind: sem, model: direct, {options}}}\n", answers(60))
    assert status == 78
    assert way in said


def test_covariates_and_teams_go_with_imputed_answers(analysed):
    model = "help =~ h1 + h2 + h3\\nperf =~ p1 + p2 + p3\\nperf ~ help + years"
    entry = (
        f'  - {{kind: sem, id: r, syntax: "{model}", estimator: wlsmv, cluster: team, '
        "missing: imputed}\n"
    )
    status, results, _ = analysed(entry, holed())
    assert status == 0
    found = results["r"]
    assert found["data"]["clusters"] == 12
    assert found["data"]["imputation"]["incomplete"] > 50
    assert {e["rhs"] for e in found["estimates"] if e["op"] == "~"} == {"help", "years"}
    assert found["fit"]["chisq.scaled"] > 0


def test_what_one_set_cannot_explain_is_not_pooled():
    """A negative variance in one completed set leaves its variable without R² there."""
    rng = np.random.default_rng(4)
    x = rng.normal(size=200)
    made = [fit("y ~ x\nz ~ x", {"x": x, "y": x + rng.normal(size=200), "z": x + e})
            for e in rng.normal(size=(3, 200))]  # fmt: skip
    (first, _), second, third = made[0].r2, made[1].r2, made[2].r2
    less = replace(made[1], r2=second[1:])
    found = pool([made[0], less, made[2]])[0]
    ((name, _, value),) = found.r2
    assert name == second[1][0] != first[0]
    assert value == pytest.approx(np.mean([one.r2[1][2] for one in made]))
    assert third
