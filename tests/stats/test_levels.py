"""Robust errors and mixed models: clubSandwich, lme4, lmerTest (tests/gold/levels.R)."""

import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cpsurvey.stats.intercepts import Intercepts, lie_in_one_another
from cpsurvey.stats.mixed import Term, mixed
from cpsurvey.stats.profile import Profile
from cpsurvey.stats.robust import cr2
from cpsurvey.stats.shares import shares

GOLD = Path(__file__).parents[1] / "gold"
STORED = json.loads((GOLD / "levels.json").read_text())
pytestmark = pytest.mark.gold


def read(name):
    return pd.read_csv(GOLD / "data" / f"{name}.csv")


def codes(column):
    return np.unique(column, return_inverse=True)[1]


def with_one(*columns):
    return np.column_stack([np.ones(len(columns[0])), *columns])


# ----------------------------------------------------------------------- CR2 errors
def interaction():
    d = read("synthetic_scores")
    X = with_one(d.COP, d.TKS, d.NRW, d.tenure, d.TKS * d.NRW)
    return X, d.AD.to_numpy(), d.team_id.to_numpy(), STORED["interaction"]


def eight_groups():
    d = read("bh1996").query("GRP <= 8")
    X = with_one(d.HRS, d["G.HRS"], d.LEAD)
    return X, d.WBEING.to_numpy(), d.GRP.to_numpy(), STORED["contextual"]


def residuals(X, y):
    b = np.linalg.lstsq(X, y, rcond=None)[0]
    return b, y - X @ b


@pytest.mark.parametrize("case", [interaction, eight_groups])
def test_cr2_errors_and_degrees_of_freedom_are_clubsandwichs(case):
    X, y, group, stored = case()
    b, e = residuals(X, y)
    found = cr2(X, e, group)
    assert b == pytest.approx(stored["CR2"]["b"], rel=1e-10)
    assert found.se == pytest.approx(stored["CR2"]["se"], rel=1e-10)
    assert found.df == pytest.approx(stored["CR2"]["df"], rel=1e-10)


def test_the_joint_test_is_clubsandwichs_htz():
    X, y, group, _ = interaction()
    b, e = residuals(X, y)
    stored = STORED["wald"]
    F, df1, df2, p = cr2(X, e, group).wald(b, np.array(stored["constraints"]))
    assert (df1, F, df2) == pytest.approx((stored["df1"], stored["F"], stored["df2"]), rel=1e-9)
    assert p == pytest.approx(stored["p"], rel=1e-6)


def test_too_few_groups_for_a_joint_test_give_no_p():
    rng = np.random.default_rng(1)
    X, group = with_one(*rng.normal(size=(4, 30))), np.repeat([0, 1, 2], 10)
    b, e = residuals(X, rng.normal(size=30))
    assert np.isnan(cr2(X, e, group).wald(b, np.arange(1, 5))[3])


# --------------------------------------------------------------------- mixed models
def cases():
    bh, sleep, pastes = read("bh1996"), read("sleepstudy"), read("pastes")
    dishes, scores = read("penicillin"), read("synthetic_scores")

    def alone(d, name):
        return Term(name, codes(d[name]), np.ones((len(d), 1)))

    group = codes(bh.GRP)
    fixed = with_one(bh.HRS, bh.LEAD, bh["G.HRS"])
    ones = np.ones((len(bh), 1))
    return {
        "bh_null": (bh.WBEING, ones, [alone(bh, "GRP")]),
        "bh_intercept": (bh.WBEING, fixed, [alone(bh, "GRP")]),
        "bh_slope": (bh.WBEING, fixed, [Term("GRP", group, with_one(bh.LEAD))]),
        "sleep_slope": (
            sleep.Reaction,
            with_one(sleep.Days),
            [Term("Subject", codes(sleep.Subject), with_one(sleep.Days))],
        ),
        "pastes_nested": (
            pastes.strength,
            np.ones((len(pastes), 1)),
            [alone(pastes, "batch"), alone(pastes, "sample")],
        ),
        "penicillin_crossed": (
            dishes.diameter,
            np.ones((len(dishes), 1)),
            [alone(dishes, "plate"), alone(dishes, "sample")],
        ),
        "scores_random": (
            scores.AD,
            with_one(scores.COP, scores.TKS),
            [alone(scores, "team_id")],
        ),
    }


CASES = cases()


@pytest.mark.parametrize("how", ["reml", "ml"])
@pytest.mark.parametrize("name", CASES)
def test_mixed_models_are_lme4s(name, how):
    y, X, terms = CASES[name]
    stored = STORED["models"][name][how]
    found = mixed(y.to_numpy(float), X, terms, reml=how == "reml")
    assert found.converged
    assert not found.singular
    assert found.loglik == pytest.approx(stored["loglik"], rel=1e-10)
    assert found.aic == pytest.approx(stored["aic"], rel=1e-9)
    assert found.bic == pytest.approx(stored["bic"], rel=1e-9)
    # lme4 stops its search at 1e-11 of a relative standard deviation; errors inherit it.
    assert found.b == pytest.approx(np.atleast_1d(stored["b"]), rel=1e-6)
    assert found.se == pytest.approx(np.atleast_1d(stored["se"]), rel=1e-6)
    # Degrees of freedom rest on numerical second derivatives on both sides.
    assert found.df == pytest.approx(np.atleast_1d(stored["df"]), rel=2e-5)
    theirs = {(v["grp"], v.get("var1"), v.get("var2")): v["vcov"] for v in stored["variances"]}
    assert found.sigma2 == pytest.approx(theirs["Residual", None, None], rel=1e-6)
    for term, G in zip(terms, found.covariances, strict=True):
        mine = [v for (group, _, _), v in theirs.items() if group == term.name]
        ours = [*np.diag(G), *G[np.tril_indices(len(G), -1)]]
        assert ours == pytest.approx(mine, rel=1e-5)
    if len(X[0]) > 1:
        assert found.fixed_variance == pytest.approx(stored["fixed_variance"], rel=1e-6)


def test_the_test_of_a_slope_is_the_difference_of_restricted_likelihoods():
    for name, with_slope in (("sleep", "sleep_slope"), ("bh", "bh_slope")):
        y, X, (term,) = CASES[with_slope]
        y = y.to_numpy(float)
        without = mixed(y, X, [Term(term.name, term.group, term.design[:, :1])])
        lrt = 2 * (mixed(y, X, [term]).loglik - without.loglik)
        assert lrt == pytest.approx(STORED["ranova"][name]["LRT"], rel=1e-6)


def test_a_group_without_variance_is_singular_and_least_squares():
    rng = np.random.default_rng(2)
    y, group = rng.normal(size=200), np.repeat(np.arange(20), 10)
    for g in range(20):
        y[group == g] -= y[group == g].mean()
    x = rng.normal(size=200)
    found = mixed(y, with_one(x), [Term("g", group, np.ones((200, 1)))])
    assert found.singular
    assert found.covariances[0][0, 0] == 0
    assert found.b == pytest.approx(residuals(with_one(x), y)[0], abs=1e-9)


@pytest.mark.parametrize(
    ("group", "words"),
    [(np.zeros(6, int), "one group"), (np.arange(6), "as many random effects")],
)
def test_what_cannot_be_fitted_is_refused(group, words):
    y = np.array([1.0, 2, 4, 3, 5, 9])
    with pytest.raises(ValueError, match=words):
        mixed(y, np.ones((6, 1)), [Term("g", group, np.ones((6, 1)))])


# ---------------------------------------------------------------- shares of variance
SHARES = json.loads((GOLD / "shares.json").read_text())


@pytest.mark.parametrize(
    ("data", "outcome", "groups", "names"),
    [
        ("synthetic_scores", "AD", ["team_id"], ["scores"]),
        ("bh1996", "WBEING", ["GRP"], ["bh"]),
        ("pastes", "strength", ["sample", "batch"], ["sample", "batch"]),
    ],
)
def test_shares_and_profile_intervals_are_those_of_lme4s_deviance(data, outcome, groups, names):
    d = read(data)
    ones = np.ones((len(d), 1))
    terms = [Term(name, codes(d[name]), ones) for name in groups]
    found = shares(d[outcome].to_numpy(float), ones, terms)
    for i, name in enumerate(names):
        stored = SHARES[name]
        # The other level is searched for to 1e-5 of its standard deviation.
        assert found.share[i] == pytest.approx(stored["share"], abs=1e-6)
        assert found.lower[i] == pytest.approx(stored["lower"], abs=1e-5)
        assert found.upper[i] == pytest.approx(stored["upper"], abs=1e-5)
    assert found.share.sum() == pytest.approx(1)


def _three_levels(rng, n=240):
    """People in teams of about eight, teams in centres, centres in regions; no two alike."""
    team = rng.permutation(np.sort(rng.integers(0, 30, n)))
    team = np.unique(team, return_inverse=True)[1]
    centre = rng.integers(0, 7, 30)[team]
    centre = np.unique(centre, return_inverse=True)[1]
    region = (centre * 5 % 7) // 3
    y = rng.normal(size=n) + 0.5 * rng.normal(size=30)[team] + 0.4 * rng.normal(size=7)[centre]
    return y, [np.unique(one, return_inverse=True)[1] for one in (centre, team, region)]


@pytest.mark.parametrize("levels", [[0], [1], [0, 1], [1, 0], [2, 1], [0, 1, 2], [1, 2, 0]])
def test_nested_intercepts_have_the_deviance_of_any_random_terms(levels):
    rng = np.random.default_rng(7)
    y, groups = _three_levels(rng)
    X = np.column_stack([np.ones(len(y)), rng.normal(size=(len(y), 2))])
    terms = [Term(str(at), groups[at], np.ones((len(y), 1))) for at in levels]
    theta = np.vstack([rng.uniform(0, 3, (6, len(levels))), np.zeros((1, len(levels)))])
    profile = Profile(y, X, terms, reml=True)
    assert lie_in_one_another(terms)
    np.testing.assert_allclose(
        Intercepts(y, X, terms).deviances(theta),
        [profile.deviance(one) for one in theta],
        rtol=1e-12,
    )


def test_where_an_outcome_begins_changes_no_deviance():
    y, groups = _three_levels(np.random.default_rng(8))
    ones = np.ones((len(y), 1))
    terms = [Term(str(at), groups[at], ones) for at in (0, 1)]
    theta = np.array([[0.3, 0.5], [2.0, 0.0]])
    near, far = (Intercepts(v, ones, terms).deviances(theta) for v in (y, y + 1e6))
    np.testing.assert_allclose(far, near, rtol=1e-9)


def test_crossed_groups_and_slopes_do_not_lie_in_one_another():
    ones, group = np.ones((6, 1)), np.array([0, 0, 1, 1, 2, 2])
    inside = Term("inside", group, ones)
    assert not lie_in_one_another([inside, Term("across", np.array([0, 1, 0, 1, 0, 1]), ones)])
    assert not lie_in_one_another([Term("slope", group, np.arange(6.0)[:, None])])
    assert lie_in_one_another([inside, Term("around", np.array([0, 0, 0, 0, 1, 1]), ones)])


SPLIT = json.loads((GOLD / "split.json").read_text())


@pytest.mark.gold
@pytest.mark.parametrize("name", ["crossed", "measures"])
def test_shares_of_crossed_groups_are_those_of_lme4(name):
    """Communities across teams; and people with two measures each, within both."""
    stored = SPLIT[name]
    d = read("split")
    d = d[d["measure"] == 1] if name == "crossed" else d
    fixed = [np.ones(len(d))] + ([d["measure"].to_numpy(float)] if name == "measures" else [])
    ones = np.ones((len(d), 1))
    terms = [Term(term, codes(d[term]), ones) for term in stored["terms"]]
    found = shares(d["y"].to_numpy(float), np.column_stack(fixed), terms)
    assert len(d) == stored["n"]
    assert found.fit.loglik == pytest.approx(stored["loglik"], abs=1e-6)
    assert found.share == pytest.approx(stored["share"], abs=1e-5)
    assert found.lower == pytest.approx(stored["lower"], abs=1e-4)
    assert found.upper == pytest.approx(stored["upper"], abs=1e-4)
