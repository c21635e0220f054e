"""Rubin's rules, D1 and D2 against mice, semTools and base R (tests/gold/imputed.R)."""

import json
from pathlib import Path

import numpy as np
import pytest

from cpsurvey.stats import pooling

GOLD = json.loads((Path(__file__).parents[1] / "gold" / "imputed.json").read_text())


def complete(value):
    return np.inf if value in ("Inf", "inf", None) else float(value)


@pytest.mark.gold
@pytest.mark.parametrize("case", GOLD["scalar"])
def test_rubins_rules_are_those_of_mice(case):
    b = np.array(case["q"])[:, None]
    found = pooling.rubin(b, np.array(case["u"])[:, None, None])
    one, df = np.ones(1), complete(case["dfcom"])
    assert found.b[0] == pytest.approx(case["qbar"], rel=1e-12)
    assert found.total[0, 0] == pytest.approx(case["total"], rel=1e-12)
    assert found.df(one, df) == pytest.approx(case["df"], rel=1e-10)
    assert found.lost(one, df) == pytest.approx(case["fmi"], rel=1e-10)


@pytest.mark.gold
@pytest.mark.parametrize("case", GOLD["d1"])
def test_d1_is_that_of_reiter_and_of_li(case):
    found = pooling.rubin(np.array(case["q"]), np.array(case["u"]))
    places = np.arange(np.array(case["q"]).shape[1])
    joint = pooling.d1(found, places, complete(case["dfcom"]))
    assert joint.f == pytest.approx(case["f"], rel=1e-10)
    assert joint.df2 == pytest.approx(case["df2"], rel=1e-10)
    assert joint.pvalue == pytest.approx(case["p"], rel=1e-8)


@pytest.mark.gold
@pytest.mark.parametrize("case", GOLD["d2"])
def test_d2_is_that_of_semtools(case):
    joint = pooling.d2(np.array(case["w"]), case["k"])
    assert joint.f == pytest.approx(case["F"], rel=1e-10)
    assert joint.df2 == pytest.approx(case["df2"], rel=1e-10)
    assert joint.pvalue == pytest.approx(case["pvalue"], rel=1e-8)


def test_what_is_the_same_in_every_data_set_has_the_error_of_one():
    found = pooling.rubin(np.full((5, 1), 0.3), np.full((5, 1, 1), 0.04))
    assert found.se[0] == pytest.approx(0.2)
    assert found.lost(np.ones(1), np.inf) == pytest.approx(0.0, abs=1e-6)
    assert pooling.d2(np.full(5, 7.0), 3).f == pytest.approx(7.0 / 3)


def test_pooled_r2_lies_between_those_of_the_data_sets():
    assert pooling.r2(np.array([0.2, 0.2])) == pytest.approx(0.2)
    assert 0.1 < pooling.r2(np.array([0.1, 0.3])) < 0.3
    assert pooling.r2(np.array([0.0, 0.0])) == 0.0
