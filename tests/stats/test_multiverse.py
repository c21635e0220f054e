"""Effects of specifications and joint inference, against R (tests/gold/multiverse.R)."""

import csv
import json
from pathlib import Path

import numpy as np
import pytest

from cpsurvey.stats.multiverse import joint
from cpsurvey.stats.multiverse.effects import (
    Places,
    Specification,
    effects,
    percentiles,
    stratified,
)
from cpsurvey.stats.multiverse.spread import shares
from cpsurvey.stats.multiverse.sums import Sums

GOLD = Path(__file__).parents[1] / "gold"
FOUND = json.loads((GOLD / "multiverse.json").read_text())


def columns(name):
    with (GOLD / "data" / name).open(newline="") as file:
        head, *rows = csv.reader(file)
    table = np.array(rows, dtype=float)
    return dict(zip(head, table.T, strict=True))


DATA = columns("multiverse.csv")
NORMAL = np.column_stack([*columns("multiverse_normal.csv").values()])
ORDERS = [[frozenset(), frozenset({1})], [frozenset({0}), frozenset()]]


def z(x):
    return (x - x.mean()) / x.std(ddof=1)


def ranks(x):
    return np.array([(x < v).sum() + ((x == v).sum() + 1) / 2 for v in x])


def specification(estimator, controls, kept=0):
    rows = DATA["kept"] >= kept
    d = {name: column[rows] for name, column in DATA.items()}
    made = ranks if estimator == "rank" else np.asarray
    v = {name: z(made(d[name])) for name in ("x", "m1", "m2", "y", "w")}
    more = [d[name] for name in controls]
    table = [*v.values(), v["m1"] * v["w"], *more, np.ones(rows.sum())]
    places = Places(0, (1, 2), 3, 4, 5, tuple(range(6, 6 + len(more))))
    _, begins = np.unique(d["team"], return_index=True)
    alone = estimator == "alone"
    sums = Sums(np.column_stack(table), None if alone else begins)
    return Specification(sums, places, "ols" if alone else estimator, ORDERS)


@pytest.mark.parametrize(
    "one", FOUND["cells"], ids=lambda c: f"{c['estimator']}-{c['controls']}"
)
def test_every_estimate_error_and_limit_is_that_of_r(one):
    controls = one["controls"].split("+") if one["controls"] else []
    found = effects(specification(one["estimator"], controls, one["kept"]), NORMAL)
    named = {
        (e if e != "through" else f"through_{j}_{order}"): f
        for (e, j, order), f in found.items()
    }
    assert {*named} == {*one} - {"estimator", "controls", "kept"}
    for name, f in named.items():
        np.testing.assert_allclose([f.est, f.se, f.lower, f.upper], one[name], atol=1e-8)


JOINT = [("ols", []), ("ols", ["c1"]), ("within", ["c1"]), ("rank", ["c1", "c2"])]


@pytest.mark.parametrize("effect", ["total", "direct", "indirect"])
def test_joint_inference_is_that_of_r_on_the_same_draws(effect):
    gold = FOUND["joint"][effect]
    drawn = np.array(FOUND["drawn"], dtype=np.uint16)
    curves = []
    for at, (estimator, controls) in enumerate(JOINT):
        one = specification(estimator, controls)
        asked = {"total": one.total, "direct": one.direct}.get(effect)
        found = joint.coefficient(one, asked, drawn) if asked else joint.indirect(one, drawn)
        np.testing.assert_allclose(found.est, np.array(gold["est"])[:, at], atol=1e-8)
        np.testing.assert_allclose(found.z, np.array(gold["z"])[:, at], atol=1e-7)
        curves.append(found)
    all_of = joint.joint(curves)
    three = (all_of.median, all_of.significant, all_of.stouffer)
    np.testing.assert_allclose([s.value for s in three], gold["value"], atol=1e-8)
    np.testing.assert_allclose([s.pvalue for s in three], gold["p"], atol=1e-12)


def test_draws_done_in_parts_are_the_same(monkeypatch):
    one, drawn = specification("ols", ["c1"]), np.array(FOUND["drawn"], dtype=np.uint16)
    whole = joint.coefficient(one, one.total, drawn)
    monkeypatch.setattr(joint, "CELLS", 50)
    parts = joint.coefficient(one, one.total, drawn)
    np.testing.assert_allclose(parts.z, whole.z, atol=1e-12)


def test_joint_statistics_have_two_sides():
    """A curve as far below zero as another above is as rare."""
    draws = np.linspace(-2.0, 2.0, 21)
    up = [joint.Curve(np.append(1.5, draws), np.append(2.5, draws)) for _ in range(3)]
    down = [joint.Curve(-c.est, -c.z) for c in up]
    first, second = joint.joint(up), joint.joint(down)
    assert first.median.value == -second.median.value == 1.5
    assert first.median.pvalue == second.median.pvalue
    assert first.significant == second.significant
    # of draws from -2 to 2 those of at least 1.5: six
    assert first.median.pvalue == pytest.approx((6 + 1) / 22)


def test_percentiles_are_those_of_type_7():
    drawn = np.random.default_rng(3).normal(size=333)
    np.testing.assert_allclose(percentiles(drawn), np.quantile(drawn, (0.025, 0.975)))


def test_stratified_draws_hold_intervals_steady():
    """Over seeds the limits of a product move less than by independent draws."""
    moved = []
    for make in (
        lambda rng: stratified(rng, 2000, 2),
        lambda rng: rng.standard_normal((2000, 2)),
    ):
        ends = []
        for seed in range(20):
            z_ = make(np.random.default_rng(seed))
            ends.append(percentiles((0.4 + 0.05 * z_[:, 0]) * (0.3 + 0.06 * z_[:, 1])))
        moved.append(np.std(ends, axis=0).max())
    assert moved[0] < 0.9 * moved[1]
    drawn = stratified(np.random.default_rng(1), 2000, 3)
    np.testing.assert_allclose(np.sort(drawn, axis=0)[:, 0], np.sort(drawn, axis=0)[:, 2])
    np.testing.assert_allclose(drawn.mean(axis=0), 0.0, atol=1e-12)


def test_shares_of_a_crossed_design_are_those_of_its_analysis_of_variance():
    levels = np.array([(a, b) for a in range(3) for b in range(2)])
    est = np.array([1.0, 3.0, 2.0, 4.0, 6.0, 8.0])  # 0, 1, 5 by the first; 2 by the second
    total = ((est - est.mean()) ** 2).sum()
    first = 2 * sum((m - 4.0) ** 2 for m in (2.0, 3.0, 7.0)) / total
    second = 3 * sum((m - 4.0) ** 2 for m in (3.0, 5.0)) / total
    np.testing.assert_allclose(shares(est, levels), [first, second])
    assert first + second == pytest.approx(1.0)
    assert shares(np.ones(6), levels).tolist() == [0.0, 0.0]
