"""Ordered variables: groups, thresholds, theta, binary, mixed with continuous ones."""

import json

import gold
import numpy as np
import pandas as pd
import pytest
from scipy.integrate import quad
from scipy.stats import norm

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.after.compare import difference
from cpsurvey.sem.fit import fit
from cpsurvey.sem.moments.bivariate import cdf
from cpsurvey.sem.moments.polychoric import polychoric

STORED = json.loads((gold.GOLD / "ordinal.json").read_text())["cases"]
FILES = {"binary": "bfi_binary.csv", "mixed": "holzinger_swineford_mixed.csv"}


GROUPED = {"cfi.robust", "tli.robust", "nnfi.robust", "rni.robust"}


def fitted(stored, **more):
    args = dict(stored["args"])
    data = pd.read_csv(gold.GOLD / "data" / FILES.get(stored["data"], stored["data"]))
    group = data[args.pop("group")].tolist() if "group" in args else None
    options = {
        "estimator": args.pop("estimator", "WLSMV").lower(),
        "ordered": args.pop("ordered"),
        "parameterization": args.pop("parameterization", "delta"),
        "group_equal": gold.as_tuple(args.pop("group.equal", ())),
        "std_lv": args.pop("std.lv", False),
    }
    assert not args
    return fit(stored["model"], data, group=group, **options, **more)


@pytest.mark.gold
@pytest.mark.parametrize("name", sorted(STORED))
def test_ordered_models_are_lavaans(name):
    stored = STORED[name]
    ours = fitted(stored)
    for e in stored["estimates"]:
        e["rhs"] = e["rhs"] or ""
    gaps = gold.estimate_gaps(ours, stored, se=2e-4, bare=gold.bread_only(stored))
    assert gaps == []
    # lavaan weighs the baseline's groups as if each were the whole sample, so that its
    # robust CFI and TLI of several groups are not comparable; RMSEA agrees
    skip = gold.mended(stored) | (GROUPED if "group" in stored["args"] else set())
    assert gold.fit_gaps(ours, stored, skip) == []


def test_a_standardised_scale_is_one():
    data = pd.read_csv(gold.GOLD / "data" / "holzinger_swineford_ordinal.csv")
    equal = {"group_equal": ("loadings", "thresholds"), "ordered": "all"}
    found = fit("f =~ x1 + x2 + x3 + x4", data, group=data["school"].tolist(), **equal)
    scales = [p for p in found.estimates if p.op == "~*~" and p.group == 2]
    assert len(scales) == 4
    assert all(p.std_all == 1.0 and p.std_lv == p.est != 1.0 for p in scales)


def test_difference_of_ordered_models_is_scaled():
    loose, tight = fitted(STORED["groups"]), fitted(STORED["groups_loadings"])
    found = difference(tight, loose)
    assert found.method == "satorra.2000"
    assert found.df == 6
    assert 0 < found.chisq < 60


@pytest.mark.parametrize("r", [0.0, 0.3, -0.7, 0.93, -0.97, 0.999])
def test_bivariate_probabilities_are_scipys(r):
    from scipy.stats import multivariate_normal

    h, k = np.array([-1.2, 0.3, 2.1]), np.array([0.4, -0.8, 1.7])
    wanted = [
        multivariate_normal([0, 0], [[1, r], [r, 1]]).cdf(x) for x in zip(h, k, strict=True)
    ]
    assert cdf(h, k, np.full(3, r)) == pytest.approx(wanted, abs=1e-7)
    assert cdf(np.array([np.inf]), np.array([0.0]), np.array([r])) == pytest.approx([0.5])


def test_polychoric_correlations_recover_what_was_cut():
    rng = np.random.default_rng(2)
    R = np.array([[1, 0.5, -0.3], [0.5, 1, 0.2], [-0.3, 0.2, 1]])
    y = rng.multivariate_normal(np.zeros(3), R, size=60_000)
    found = polychoric(np.searchsorted([-1, 0.2, 0.9], y))
    assert pytest.approx(R, abs=0.02) == found.R
    assert found.thresholds[0] == pytest.approx([-1, 0.2, 0.9], abs=0.02)


@pytest.mark.parametrize("opposite", [1, 4, 8])
def test_a_few_opposite_answers_pull_a_correlation_from_one(opposite):
    """The likelihood, its cells integrated by SciPy, has its maximum where ours is found."""
    rng = np.random.default_rng(4)
    one = np.digitize(rng.normal(size=300), [-1, 0, 1])
    other = one.copy()
    far = np.flatnonzero((one == 0) | (one == 3))[:opposite]
    other[far] = 3 - other[far]
    r = polychoric(np.column_stack([one, other]).astype(float)).R[0, 1]
    table = np.histogram2d(one, other, bins=np.arange(5) - 0.5)[0]
    ends = [
        np.r_[-9, norm.ppf(np.cumsum(m)[:-1] / 300), 9] for m in (table.sum(1), table.sum(0))
    ]

    def lost(rho):
        def cell(i, j):
            c, d = ends[1][j : j + 2]
            s = np.sqrt(1 - rho**2)
            inside = [x for x in (c / rho, d / rho) if ends[0][i] < x < ends[0][i + 1]]
            return quad(
                lambda x: (
                    norm.pdf(x) * (norm.cdf((d - rho * x) / s) - norm.cdf((c - rho * x) / s))
                ),
                *ends[0][i : i + 2],
                points=inside or None,
                epsabs=1e-14,
            )[0]

        at = np.argwhere(table > 0)
        return -sum(table[i, j] * np.log(max(cell(i, j), 1e-300)) for i, j in at)

    assert r < 0.99
    assert lost(r) <= min(lost(r - 1e-4), lost(r + 1e-4))


def test_an_empty_category_in_one_group_is_said():
    data = pd.read_csv(gold.GOLD / "data" / "holzinger_swineford_ordinal.csv")
    first = data["school"] == data["school"][0]
    data.loc[first & (data["x1"] == 4), "x1"] = 3
    with pytest.raises(CpsurveyError, match="3 of its 4 categories"):
        fit("f =~ x1 + x2 + x3", data, group=data["school"].tolist(), ordered="all")


def test_continuous_variables_are_not_taken_for_ordered():
    data = pd.read_csv(gold.GOLD / "data" / "holzinger_swineford.csv")
    with pytest.raises(CpsurveyError, match="categories"):
        fit("f =~ x1 + x2 + x3", data, ordered="all")


def test_a_covariate_of_two_equal_halves_has_no_variance_to_weigh():
    rng = np.random.default_rng(1)
    f = rng.normal(size=200)
    data = {n: np.digitize(f + rng.normal(size=200), [-1, 0, 1]) for n in ("a", "b", "c")}
    data["x"] = np.repeat([0.5, 3.0], 100)
    with pytest.raises(CpsurveyError, match="two values in equal numbers") as refused:
        fit("f =~ a + b + c\nf ~ x", data, ordered=["a", "b", "c"], fixed_x=False)
    assert "ordered" in refused.value.fix
