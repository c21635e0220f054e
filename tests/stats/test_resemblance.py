"""Shares of groups compared: against dense matrices, refits, and in the long run."""

import json
from pathlib import Path

import numpy as np
import pytest

from cpsurvey.stats.agreement import icc
from cpsurvey.stats.resemblance import resemblance, together

HERE = Path(__file__).parents[1] / "gold"


def people(rng, shares, J=40, size=None, tie=0.0):
    """Outcomes with these shares of J groups; `tie`: correlation of the groups' effects."""
    size = rng.integers(2, 14, J) if size is None else np.full(J, size)
    group = np.repeat(np.arange(J), size)
    effects = rng.standard_normal((J, len(shares)))
    effects[:, 1:] = tie * effects[:, :1] + np.sqrt(1 - tie**2) * effects[:, 1:]
    own = rng.standard_normal((len(group), len(shares)))
    share = np.array(shares)
    return np.sqrt(share) * effects[group] + np.sqrt(1 - share) * own, group


def nothing(group):
    return np.empty((len(group), 0))


def test_without_covariates_it_is_the_analysis_of_variance():
    Y, group = people(np.random.default_rng(1), (0.2, 0.0, 0.4))
    found = resemblance(Y, nothing(group), group)
    one_by_one = [icc(y, group).icc1_k0 for y in Y.T]
    assert found.icc1 == pytest.approx(one_by_one, abs=1e-12)
    assert len({round(x, 6) for x in one_by_one}) == 3


def dense(y, X, group):
    """Henderson's method 3 by projections."""
    Z = np.equal.outer(group, np.unique(group)).astype(float)
    D = np.column_stack([np.ones(len(y)), X])
    M = np.eye(len(y)) - D @ np.linalg.pinv(D, rcond=1e-10)  # noqa: TID251
    W = np.column_stack([D, Z])
    full = np.eye(len(y)) - W @ np.linalg.pinv(W, rcond=1e-10)  # noqa: TID251
    sigma2 = y @ full @ y / (len(y) - np.linalg.matrix_rank(W))
    more = np.linalg.matrix_rank(W) - np.linalg.matrix_rank(D)
    tau2 = (y @ M @ y - y @ full @ y - more * sigma2) / np.trace(Z.T @ M @ Z)
    return tau2 / (tau2 + sigma2)


def test_covariates_of_people_and_of_groups_are_taken_out():
    rng = np.random.default_rng(2)
    Y, group = people(rng, (0.3, 0.1))
    centre = group % 3
    X = np.column_stack([rng.standard_normal(len(group)), centre == 1, centre == 2])
    Y = Y + X @ np.array([[0.5, 1.0], [1.0, 0.0], [-1.0, 2.0]])
    found = resemblance(Y, X.astype(float), group)
    assert found.icc1 == pytest.approx([dense(y, X, group) for y in Y.T], abs=1e-10)
    for left in (0, 7):
        there = group != left
        again = resemblance(Y[there], X[there].astype(float), group[there])
        assert found.without[left] == pytest.approx(again.icc1, abs=1e-10)


def test_an_outcome_rests_on_those_who_have_it():
    rng = np.random.default_rng(3)
    Y, group = people(rng, (0.3, 0.1))
    holes = Y.copy()
    gone = rng.random(len(group)) < 0.2
    holes[gone, 1] = np.nan
    found = resemblance(holes, nothing(group), group)
    whole = resemblance(Y, nothing(group), group)
    part = resemblance(Y[~gone], nothing(group)[~gone], group[~gone])
    assert found.icc1[0] == whole.icc1[0]
    assert found.icc1[1] == pytest.approx(part.icc1[1], abs=1e-12)


def test_errors_are_those_of_leaving_out_one_group_at_a_time():
    Y, group = people(np.random.default_rng(4), (0.3, 0.1), J=12)
    found = resemblance(Y, nothing(group), group).of((1, -1))
    left = []
    for code in range(12):
        there = group != code
        left.append(
            icc(Y[there, 0], group[there]).icc1_k0 - icc(Y[there, 1], group[there]).icc1_k0
        )
    expected = np.sqrt(11 / 12 * np.sum((np.array(left) - np.mean(left)) ** 2))
    assert found.se == pytest.approx(expected, rel=1e-9)
    assert found.df == 11
    assert found.lower < found.est < found.upper


@pytest.mark.gold
@pytest.mark.parametrize("way", ["shares", "net"])
def test_shares_of_completed_data_sets_are_pooled_as_mice_does_it(way):
    gold = json.loads((HERE / "pooled.json").read_text())[way]
    made = []
    for rows in json.loads((HERE / "effects.json").read_text())["pooled"]["sets"]:
        Y, x, group = (
            np.array([[float(row[n]) for n in names] for row in rows])
            for names in (("AD", "TKS"), ("tenure",), ("team_id",))
        )
        made.append(resemblance(Y, x if way == "net" else x[:, :0], group[:, 0]))
    for weights, name in (((1, 0), "AD"), ((1, -1), "above")):
        found = together(made, weights)
        assert found.est == pytest.approx(gold[name]["est"], rel=1e-7)
        assert found.se == pytest.approx(gold[name]["se"], rel=1e-7)
        assert found.df == pytest.approx(gold[name]["df"], rel=1e-6)
        assert found.lost == pytest.approx(gold[name]["fmi"], rel=1e-6)
        assert found.lower < found.est < found.upper


@pytest.mark.parametrize(("tie", "size"), [(0.0, 10), (0.6, None)])
def test_groups_that_differ_in_everything_alike_are_seldom_above(tie, size):
    rng = np.random.default_rng(5)
    above = below = 0
    for _ in range(300):
        Y, group = people(rng, (0.1, 0.1), J=60, size=size, tie=tie)
        found = resemblance(Y, nothing(group), group).of((1, -1))
        above += found.pvalue < 0.05 and found.est > 0
        below += found.pvalue < 0.05 and found.est < 0
    assert above <= 0.05 * 300
    assert below <= 0.05 * 300


def test_what_groups_have_of_one_outcome_alone_is_found():
    rng = np.random.default_rng(6)
    found = []
    for _ in range(60):
        Y, group = people(rng, (0.3, 0.05), J=60, size=10)
        found.append(resemblance(Y, nothing(group), group).of((1, -1)))
    assert sum(one.pvalue < 0.05 and one.est > 0 for one in found) > 50
    covered = sum(one.lower < 0.25 < one.upper for one in found)
    assert covered > 50


@pytest.mark.parametrize(
    ("y", "group"),
    [
        (np.ones(6), np.repeat([0, 1], 3)),
        (np.arange(6.0), np.arange(6)),
        (np.full(6, np.nan), np.repeat([0, 1], 3)),
    ],
)
def test_what_cannot_be_split_is_refused(y, group):
    with pytest.raises(ValueError, match=r"vary|nobody"):
        resemblance(y[:, None], nothing(group), group)
