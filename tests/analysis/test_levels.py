"""Mixed models and variance by level, asked for in a study file."""

import numpy as np
import pytest
from conftest import answers

pytestmark = pytest.mark.filterwarnings("error")

MIXED = """\
  - kind: mixed
    outcome: perf
    predictors: [help, tenure]
    split: [help]
    slopes: [help]
"""
VARIANCE = """\
  - {kind: variance, outcomes: [perf, help], groups: [team, language]}
"""


def of_teams(n=240, team_sd=0.8, seed=3):
    """Answers whose teams differ."""
    rng = np.random.default_rng(seed)
    teams = rng.normal(scale=team_sd, size=12)
    rows = answers(n, seed).splitlines()
    out = [rows[0]]
    for i, line in enumerate(rows[1:]):
        cells = line.split(",")
        for at in range(3, 9):
            cells[at] = str(int(np.clip(int(cells[at]) + round(teams[i % 12]), 1, 5)))
        out.append(",".join(cells))
    return "\n".join(out) + "\n"


def test_a_mixed_model_parts_slopes_and_says_what_it_left_out(analysed):
    status, results, _ = analysed(MIXED, of_teams())
    assert status == 0
    data = results["mixed-perf"]["data"]
    terms = [f["term"] for f in data["fixed"]]
    assert terms == ["intercept", "tenure", "help.within", "help.between"]
    (split,) = data["contextual"]
    assert split["est"] == pytest.approx(split["between"] - split["within"])
    (test,) = data["slope_tests"]
    assert test["kept"] == (test["pvalue"] < 0.05 and not test["singular"])
    assert 0 < data["groups"][0]["icc"] < 1
    assert data["random"][-1]["group"] is None  # the residual
    assert data["marginal_r2"] < data["conditional_r2"]
    codes = [c["code"] for c in results["mixed-perf"]["caveats"]]
    assert "groups_few" in codes


def test_shares_add_up_and_lie_in_their_intervals(analysed):
    status, results, _ = analysed(VARIANCE, of_teams())
    assert status == 0
    for one in results["variance"]["data"]["outcomes"]:
        assert sum(s["share"] for s in one["shares"]) == pytest.approx(1)
        for share in one["shares"]:
            assert share["ci"]["lower"] <= share["share"] + 1e-9
            assert share["share"] <= share["ci"]["upper"] + 1e-9
    assert results["variance"]["data"]["outcomes"][0]["shares"][0]["share"] > 0.1
    codes = [c["code"] for c in results["variance"]["caveats"]]
    assert "groups_cross" not in codes  # every team speaks one language


def test_groups_that_cross_are_said(analysed):
    turned = VARIANCE.replace("team, language", "language, team")
    _, results, _ = analysed(turned, answers(100))
    assert "groups_cross" in [c["code"] for c in results["variance"]["caveats"]]


def everyone_in_one_team(rows):
    return "\n".join(
        ",".join(["t0" if i == 1 and at else cell for i, cell in enumerate(line.split(","))])
        for at, line in enumerate(rows.splitlines())
    )


@pytest.mark.parametrize("kind", [MIXED, VARIANCE.replace(", language", "")])
def test_one_team_is_a_result_that_says_why(analysed, kind):
    status, results, _ = analysed(kind, everyone_in_one_team(answers(60)))
    assert status == 0  # does not apply
    (result,) = results.values()
    assert result["data"] is None
    (caveat,) = result["caveats"]
    assert (caveat["code"], caveat["severity"]) == ("no_groups", "not_applicable")


def test_unknown_slopes_are_found_before_data_are_read(analysed):
    status, _, err = analysed(MIXED.replace("slopes: [help]", "slopes: [helpp]"))
    assert status == 78
    assert "helpp" in err
    assert "help" in err
