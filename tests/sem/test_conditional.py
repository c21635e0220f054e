"""Ordered variables given fixed covariates, against lavaan with conditional.x."""

import json

import gold
import numpy as np
import pandas as pd
import pytest
from scipy.optimize import minimize_scalar
from scipy.stats import norm

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.after.bootstrap import bootstrap
from cpsurvey.sem.after.compare import difference
from cpsurvey.sem.after.modify import modification_indices
from cpsurvey.sem.after.scores import factor_scores, residuals
from cpsurvey.sem.fit import fit
from cpsurvey.sem.moments import mixed
from cpsurvey.sem.moments.rectangles import Rectangles, falls, parts

STORED = json.loads((gold.GOLD / "conditional.json").read_text())
CASES = STORED["cases"]
ITEMS = ["a", "b", "c", "d"]
MODEL = "f =~ a + b + c + d\nf ~ woman + year"


def fitted(stored, **more):
    args = dict(stored["args"])
    data = pd.read_csv(gold.GOLD / "data" / stored["data"])
    group = data[args.pop("group")].tolist() if "group" in args else None
    options = {
        "estimator": args.pop("estimator", "WLSMV").lower(),
        "ordered": args.pop("ordered"),
        "missing": args.pop("missing", "listwise"),
        "parameterization": args.pop("parameterization", "delta"),
        "group_equal": gold.as_tuple(args.pop("group.equal", ())),
        "std_lv": args.pop("std.lv", False),
    }
    assert not args
    return fit(more.pop("model", stored["model"]), data, group=group, **options, **more)


def answers(n=300):
    rng = np.random.default_rng(3)
    woman = rng.integers(0, 2, n).astype(float)
    year = 2000.0 + rng.integers(0, 20, n)
    f = rng.normal(size=n) + 0.4 * woman
    cut = {
        name: np.digitize(f + rng.normal(size=n), [-1, 0, 1]).astype(float) for name in ITEMS
    }
    return cut | {"woman": woman, "year": year}


@pytest.mark.gold
@pytest.mark.parametrize("name", sorted(CASES))
def test_models_given_covariates_are_lavaans(name):
    stored = CASES[name]
    ours = fitted(stored)
    for e in stored["estimates"]:
        e["rhs"] = e["rhs"] or ""
        e["est_polished"] = e["est"] if stored["polished"] else None
    gaps = gold.estimate_gaps(ours, stored, est=1e-5, se=1e-5, bare=gold.bread_only(stored))
    assert gaps == []
    skip = gold.mended(stored)
    if "group" in stored["args"] and not ours.table.exogenous:
        skip |= {"cfi.robust", "tli.robust", "nnfi.robust", "rni.robust"}
    assert gold.fit_gaps(ours, stored, skip) == []
    wanted = stored.get("r2") or {}
    assert {v: r for v, _, r in ours.r2 if v in wanted} == pytest.approx(wanted, abs=1e-5)


@pytest.mark.gold
@pytest.mark.parametrize("name", ["factors", "structural", "mixed"])
def test_modification_indices_are_lavaans(name):
    stored = CASES[name]
    ours = {(i.lhs, i.op, i.rhs): i for i in modification_indices(fitted(stored))}
    compared = 0
    for want in stored["modification"]:
        key = (want["lhs"], want["op"], want["rhs"])
        mine = ours.get(key) or ours.get((key[2], key[1], key[0]))
        if mine is None:
            continue  # lavaan lists paths too
        compared += 1
        n = sum(stored["nobs"]) if isinstance(stored["nobs"], list) else stored["nobs"]
        once = (n - 1) / n  # lavaan counts n - 1 in the score, and n in the information
        found = (mine.mi * once, mine.epc * once, mine.sepc_all * once)
        assert found == pytest.approx([want[k] for k in ("mi", "epc", "sepc.all")], rel=1e-4)
    assert compared > 5


@pytest.mark.gold
@pytest.mark.parametrize("name", ["factors", "structural"])
def test_factor_scores_given_covariates_are_lavaans(name):
    stored = CASES[name]
    (ours,) = factor_scores(fitted(stored))
    assert ours[:20] == pytest.approx(np.array(stored["scores"]), abs=2e-4)


def test_factor_scores_are_modes_where_a_covariate_acts_on_an_item_directly():
    """lavaan 0.6-14 leaves the direct effect out, so that the mode is sought here."""
    data = answers()
    data["year"] -= 2010.0
    found = fit(MODEL + "\na ~ woman", data, ordered=ITEMS)
    (ours,) = factor_scores(found)
    at = {(p.lhs, p.op, p.rhs): p.est for p in found.estimates}
    left = at["f", "~~", "f"]

    def lost(eta, row):
        given = sum(at["f", "~", x] * data[x][row] for x in ("woman", "year"))
        total = -norm.logpdf(eta, given, np.sqrt(left))
        for item in ITEMS:
            mean = at["f", "=~", item] * eta
            mean += at["a", "~", "woman"] * data["woman"][row] if item == "a" else 0.0
            sd = np.sqrt(1.0 - at["f", "=~", item] ** 2 * left)
            ends = [-np.inf, *(at[item, "|", f"t{k}"] for k in (1, 2, 3)), np.inf]
            code = int(data[item][row])
            upper, lower = (norm.cdf((ends[code + k] - mean) / sd) for k in (1, 0))
            total -= np.log(max(upper - lower, 1e-300))
        return total

    for row in (0, 7, 50):
        mode = minimize_scalar(lost, bounds=(-3, 3), args=(row,), options={"xatol": 1e-9}).x
        assert ours[row, 0] == pytest.approx(mode, abs=1e-6)


@pytest.mark.gold
def test_difference_given_covariates_is_lavaans():
    stored = CASES["structural"]
    tighter = stored["model"].replace("c*me", "0*me").replace("total := a*b + c", "")
    found = difference(fitted(stored, model=tighter), fitted(stored))
    want = STORED["difference"]
    assert found.df == want["Df diff"]
    assert found.chisq == pytest.approx(want["Chisq diff"], rel=1e-4)


def test_neither_origin_nor_unit_of_a_covariate_matters():
    data = answers()
    plain = fit(MODEL, data, ordered=ITEMS)
    other = fit(MODEL, data | {"year": (data["year"] - 2010.0) * 1000}, ordered="all")
    first, again = ({(p.lhs, p.rhs): p for p in one.estimates} for one in (plain, other))
    assert again["f", "woman"].est == pytest.approx(first["f", "woman"].est, rel=1e-6)
    assert again["f", "woman"].se == pytest.approx(first["f", "woman"].se, rel=1e-6)
    assert again["f", "year"].est * 1000 == pytest.approx(first["f", "year"].est, rel=1e-5)
    assert again["f", "year"].std_all == pytest.approx(first["f", "year"].std_all, rel=1e-5)
    assert other.fit["chisq.scaled"] == pytest.approx(plain.fit["chisq.scaled"], rel=1e-6)
    said = [remark.values["variables"] for remark in plain.remarks]
    assert (said, other.remarks) == (["year"], ())


@pytest.mark.parametrize(
    ("change", "said"),
    [
        (lambda d: {"a": d["woman"]}, r"\(woman, year\) tell some answers to a for certain"),
        (
            lambda d: {"b": np.where(d["woman"] == 1, 1.0, d["b"] > 1)},
            "tell some answers to b for certain",
        ),
        (lambda d: {"year": 3.0 - 2.0 * d["woman"]}, r"combinations of others \(woman, year\)"),
        (lambda d: {"woman": 0.0 * d["woman"]}, "every answer to woman is the same"),
        (lambda d: {"a": d["b"]}, "a and b say the same"),
    ],
)
def test_covariates_that_leave_nothing_to_fit_are_named(change, said):
    data = answers()
    with pytest.raises(CpsurveyError, match=said) as refused:
        fit(MODEL, data | change(data), ordered=ITEMS)
    assert refused.value.code == "CPS305"
    assert refused.value.fix


def test_answers_told_by_a_covariate_with_far_cases_are_refused_too():
    told = np.concatenate([np.linspace(-1.0, 1.0, 200), [-6.0, 6.0]])
    with pytest.raises(CpsurveyError, match="tell some answers to a for certain"):
        fit("a ~ told", {"a": (told > 0.05) + 0.0, "told": told}, ordered="a")


def test_a_covariate_that_is_the_group_is_said_where():
    data = answers()
    with pytest.raises(CpsurveyError, match="every answer to woman") as refused:
        fit(MODEL, data, ordered=ITEMS, group=data["woman"].tolist())
    assert refused.value.where == "group '1'"


def test_a_covariate_nearly_a_copy_of_others_accuses_nobody():
    found = fit(MODEL + " + woman:year", answers(), ordered=ITEMS)
    assert found.converged
    assert found.identified


def test_people_without_a_covariate_are_counted():
    data = answers()
    data["year"][:7] = np.nan
    data["a"][5:20] = np.nan
    found = fit(MODEL, data, ordered=ITEMS, missing="pairwise")
    assert found.nobs == (293,)
    assert found.dropped == {"missing_covariate": 7}


def test_residuals_hold_responses_and_covariates_together():
    found = fit(MODEL, answers(), ordered=ITEMS)
    (left,) = residuals(found)
    assert left.cor.shape == (6, 6)
    assert left.cov[4:, 4:] == pytest.approx(np.zeros((2, 2)), abs=1e-12)
    assert np.abs(left.cor[:4, 4:]).max() > 1e-3  # the slopes are not fitted perfectly
    saturated = fit("a + b ~ woman + year", answers(), ordered=["a", "b"])
    (nothing,) = residuals(saturated)
    assert nothing.cov == pytest.approx(np.zeros((4, 4)), abs=1e-8)


def test_cases_are_redrawn_with_their_covariates():
    found = fit(MODEL, answers(150), ordered=ITEMS)
    drawn = bootstrap(found, 40, seed=1)
    assert drawn.failed == 0
    errors = np.sqrt(np.diag(found.vcov))
    assert drawn.theta.std(axis=0)[:4] / errors[:4] == pytest.approx(np.ones(4), abs=0.45)


@pytest.mark.parametrize("covariates", [0, 1])
def test_tables_tell_what_cases_do(covariates, monkeypatch):
    rng = np.random.default_rng(3)
    x = rng.integers(0, 3, (600, 1)).astype(float)
    responses = rng.normal(size=(600, 1)) + rng.normal(size=(600, 4)) + 0.4 * x
    responses[:, :3] = np.digitize(responses[:, :3], [-1.0, 0.2, 1.4])
    responses[:, 1] = np.minimum(responses[:, 1], 1.0)  # two categories, others have four
    responses[rng.random((600, 4)) < 0.05] = np.nan
    data = np.column_stack([responses, x[:, :covariates]])
    ordered = np.arange(data.shape[1]) < 3
    fixed = np.arange(4, 4 + covariates)
    one = mixed.mixed(data, ordered, fixed)
    monkeypatch.setattr(mixed, "MANY", 10_000)
    other = mixed.mixed(data, ordered, fixed)
    np.testing.assert_allclose(one.R, other.R, atol=1e-9)
    np.testing.assert_allclose(one.gamma, other.gamma, atol=1e-8)


def test_the_series_is_the_integral():
    rng = np.random.default_rng(1)
    a, c = rng.normal(size=(2, 50))
    b, d = a + rng.exponential(size=50), c + rng.exponential(size=50)
    a[:5], d[3:9] = -np.inf, np.inf
    products = parts(a, b) * parts(c, d)
    for r in (-0.8, -0.31, 0.0, 0.52, 0.79):
        summed = Rectangles(a, b, c, d, products).at(r)
        direct = Rectangles(a, b, c, d).at(r)
        for one, other in zip(summed, direct, strict=True):
            assert one == pytest.approx(other, abs=1e-8)
        assert summed[0] == pytest.approx(direct[0], rel=1e-7)


@pytest.mark.parametrize("r", [-0.9, -0.3, 0.0, 0.6])
def test_derivatives_by_limits_are_those_of_the_logarithm(r):
    a, b, c, d = (np.array([x]) for x in (-0.7, 0.4, -0.2, 1.1))
    step = 1e-5

    def log(low, high):
        return float(np.log(Rectangles(low, high, c, d).at(r)[0][0]))

    by_up, by_low = falls((a, b), (c, d), r, Rectangles(a, b, c, d).at(r)[0])
    assert by_up[0] == pytest.approx(
        (log(a, b + step) - log(a, b - step)) / (2 * step), rel=1e-6
    )
    assert by_low[0] == pytest.approx(
        (log(a + step, b) - log(a - step, b)) / (2 * step), rel=1e-6
    )
