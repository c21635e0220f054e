"""Factors against psych, polychoric correlations against lavaan (tests/gold/efa.R)."""

import itertools
import json
from pathlib import Path

import numpy as np
import pandas as pd
import pytest

from cpsurvey.sem.moments.polychoric import polychoric
from cpsurvey.stats.dimensions import (
    dependent,
    normal_scores,
    parallel,
    smooth,
    standard_scores,
)
from cpsurvey.stats.efa import discrepancy, extract, fit, most_factors, squares
from cpsurvey.stats.rotation import rotate

GOLD = Path(__file__).parents[1] / "gold"
STORED = json.loads((GOLD / "efa.json").read_text())
CASES = STORED["cases"]


def read(name, columns):
    return pd.read_csv(GOLD / "data" / f"{name}.csv")[columns]


def ordered(data):
    return polychoric(data, gamma=False).R


@pytest.fixture(scope="module")
def matrices():
    bfi = read("bfi", BFI).dropna().to_numpy(float)
    hs = read("holzinger_swineford", X).to_numpy(float)
    ordinal = read("holzinger_swineford_ordinal", X).to_numpy(float)
    return {
        "bfi": np.corrcoef(bfi.T),
        "hs": np.corrcoef(hs.T),
        "bfi_poly": ordered(bfi),
        "hs_poly": ordered(ordinal),
    }


X = [f"x{i}" for i in range(1, 10)]
BFI = [f"{scale}{i}" for scale in "ACENO" for i in range(1, 6)]


def named(case):
    return f"{case['data']}-{case['fm']}-{case['rotate']}"


def aligned(loadings, phi, wanted):
    """Factors in the order and with the signs of `wanted`."""
    cross = wanted.T @ loadings
    k = len(cross)
    order = list(
        max(itertools.permutations(range(k)), key=lambda p: np.abs(cross[range(k), p]).sum())
    )
    sign = np.sign(cross[range(k), order])
    return loadings[:, order] * sign, phi[np.ix_(order, order)] * sign * sign[:, None]


@pytest.mark.gold
@pytest.mark.parametrize("case", CASES, ids=named)
def test_loadings_are_psychs(matrices, case):
    """At psych's own unrotated loadings, rotated to the end: 1e-5.

    Its rotations stop earlier: oblimin within 1e-4 of the end; varimax (which promax starts
    from) stops at a relative change of 1e-5, up to 1e-3 away, where the criterion is lower.
    """
    R = matrices[case["data"]]
    found = extract(R, case["factors"], case["fm"])
    rotated = rotate(found.loadings, case["rotate"], np.random.default_rng(1))
    assert found.converged
    assert rotated.converged
    ended, ended_phi = np.array(case["ended"]), np.array(case["ended_phi"])
    loadings, phi = aligned(rotated.loadings, rotated.phi, ended)
    assert loadings == pytest.approx(ended, abs=1e-5)
    assert phi == pytest.approx(ended_phi, abs=1e-5)
    psych, psych_phi = np.array(case["loadings"]), np.array(case["phi"])
    loadings, phi = aligned(rotated.loadings, rotated.phi, psych)
    tolerance = 1e-4 if case["rotate"] == "oblimin" else 2e-3
    assert loadings == pytest.approx(psych, abs=tolerance)
    assert phi == pytest.approx(psych_phi, abs=tolerance)
    assert rotated.communalities == pytest.approx(case["communality"], abs=1e-5)
    if case["rotate"] == "varimax":
        assert -rotated.criterion >= simplicity(psych) - 1e-12


def simplicity(L):
    """Varimax's criterion, Kaiser-normalised."""
    squares_ = (L / np.sqrt((L**2).sum(axis=1, keepdims=True))) ** 2
    return ((squares_ - squares_.mean(axis=0)) ** 2).sum() / 4


@pytest.mark.gold
@pytest.mark.parametrize(
    "case", [c for c in CASES if c["rotate"] == "varimax"], ids=lambda c: named(c)
)
def test_the_objective_is_no_higher_than_psychs(matrices, case):
    found = extract(matrices[case["data"]], case["factors"], case["fm"])
    assert found.objective <= case["objective"] + 1e-9
    assert found.objective == pytest.approx(case["objective"], abs=1e-7)


@pytest.mark.gold
@pytest.mark.parametrize("name", ["bfi", "hs"])
def test_fit_of_maximum_likelihood_is_psychs(matrices, name):
    case = next(c for c in CASES if c["data"] == name and c["fm"] == "ml")
    found = extract(matrices[name], case["factors"], "ml")
    measures = fit(matrices[name], found, case["n"])
    assert measures.df == case["dof"]
    assert measures.chisq == pytest.approx(case["chisq"], rel=1e-8)
    assert measures.tli == pytest.approx(case["TLI"], abs=1e-8)
    assert measures.rmsr == pytest.approx(case["rms"], abs=1e-6)
    # psych subtracts 1/(n - 1) from chisq/(df n); here, as in lavaan, both divide by n
    psych = [measures.rmsea, measures.rmsea_lower, measures.rmsea_upper]
    assert psych == pytest.approx(case["RMSEA"][:3], abs=2e-4)


@pytest.mark.gold
def test_polychoric_correlations_are_lavaans_complete_and_pairwise(matrices):
    stored = STORED["polychoric"]
    assert matrices["bfi_poly"] == pytest.approx(np.array(stored["bfi"]), abs=1e-6)
    assert matrices["hs_poly"] == pytest.approx(np.array(stored["hs"]), abs=1e-6)
    some = ordered(read("bfi", BFI).to_numpy(float))
    assert some == pytest.approx(np.array(stored["bfi_pairwise"]), abs=1e-6)
    # psych's search stops at about 2e-5
    assert some == pytest.approx(np.array(stored["psych_pairwise"]), abs=5e-5)


@pytest.mark.gold
def test_eigenvalues_of_both_kinds_are_psychs(matrices):
    bfi = read("bfi", BFI).dropna().to_numpy(float)
    rng = np.random.default_rng(1)
    found = parallel(matrices["bfi"], standard_scores(bfi), rng, 100)
    assert found.observed == pytest.approx(STORED["parallel"]["pc"], abs=1e-10)
    assert found.reduced == pytest.approx(STORED["parallel"]["fa"], abs=1e-10)
    assert (found.kept, found.reduced_kept) == (5, 8)


@pytest.mark.gold
def test_smoothing_is_psychs():
    before, after = (np.array(STORED["smooth"][k]) for k in ("before", "after"))
    found = smooth(before)
    assert found.lowest < 0
    assert np.abs(found.R - after).max() < 1e-10
    assert smooth(np.eye(3)) is None


@pytest.mark.gold
def test_one_factor_by_maximum_likelihood_is_the_cfas(matrices):
    found = extract(matrices["bfi"][:5, :5], 1, "ml")
    assert np.abs(found.loadings[:, 0]) == pytest.approx(np.abs(STORED["one_factor"]), abs=5e-6)


@pytest.mark.parametrize("method", ["ml", "minres", "pa"])
def test_an_exact_structure_is_found_again(method):
    L = np.kron(np.eye(3), np.array([[0.8], [0.7], [0.6], [0.5]]))
    phi = np.array([[1, 0.3, 0.2], [0.3, 1, 0.4], [0.2, 0.4, 1]])
    R = L @ phi @ L.T
    np.fill_diagonal(R, 1.0)
    found = extract(R, 3, method)
    rotated = rotate(found.loadings, "oblimin", np.random.default_rng(2))
    loadings, correlated = aligned(rotated.loadings, rotated.phi, L)
    assert loadings == pytest.approx(L, abs=1e-6)
    assert correlated == pytest.approx(phi, abs=1e-6)
    assert found.uniquenesses == pytest.approx(1 - (L**2).sum(axis=1), abs=1e-6)
    assert rotated.agreeing == rotated.starts
    assert rotated.structure == pytest.approx(rotated.loadings @ rotated.phi)


def test_local_minima_are_counted():
    """Every item loads on two of four factors: starts end in different places."""
    pairs = itertools.combinations(range(4), 2)
    L = np.array([[0.7 if j in pair else 0.0 for j in range(4)] for pair in pairs])
    rotated = rotate(np.vstack([L, 0.8 * L]), "oblimin", np.random.default_rng(1), 12)
    assert rotated.minima > 1
    assert rotated.agreeing < rotated.starts


@pytest.mark.parametrize("method", ["ml", "minres", "pa"])
def test_a_heywood_case_is_named(method):
    r = np.array([[1, 0.8, 0.8, 0.1], [0.8, 1, 0.5, 0.1], [0.8, 0.5, 1, 0.1], [0.1] * 3 + [1]])
    found = extract(r, 1, method)
    assert found.heywood == (0,)


def test_psychs_objectives_of_given_loadings():
    L = np.array([[0.8], [0.7], [0.6]])
    R = L @ L.T
    np.fill_diagonal(R, 1.0)
    assert squares(R, L) == pytest.approx(0, abs=1e-15)
    assert discrepancy(R, L, 1 - L[:, 0] ** 2) == pytest.approx(0, abs=1e-12)


def test_singular_matrices_and_impossible_numbers_of_factors():
    R = np.ones((4, 4))
    with pytest.raises(ValueError, match="positive definite"):
        extract(R, 1, "ml")
    with pytest.raises(ValueError, match="fewer"):
        extract(np.eye(3), 3)
    assert [most_factors(p) for p in (3, 4, 5, 6, 9)] == [1, 1, 2, 3, 5]


def test_parallel_analysis_finds_the_planted_factors():
    rng = np.random.default_rng(4)
    factors = rng.normal(size=(500, 3))
    items = 0.7 * np.repeat(factors, 5, axis=1) + 0.7 * rng.normal(size=(500, 15))
    found = parallel(np.corrcoef(items.T), standard_scores(items), rng, 100)
    assert (found.kept, found.reduced_kept) == (3, 3)
    noise = rng.normal(size=(500, 10))
    assert parallel(np.corrcoef(noise.T), standard_scores(noise), rng, 100).kept == 0


def test_permuted_polychoric_correlations_need_no_search():
    """One step from zero is the correlation itself, but for terms of its square."""
    rng = np.random.default_rng(5)
    items = np.digitize(rng.normal(size=(800, 6)), [-1.0, -0.2, 0.5, 1.4]).astype(float)
    items[rng.random(items.shape) < 0.05] = np.nan
    score = normal_scores(items)
    there = (~np.isnan(score)).astype(float)
    quick = np.nan_to_num(score).T @ np.nan_to_num(score) / (there.T @ there)
    off = ~np.eye(6, dtype=bool)
    assert quick[off] == pytest.approx(ordered(items)[off], abs=3e-3)


def test_items_that_others_determine_are_found():
    rng = np.random.default_rng(6)
    x = rng.normal(size=(100, 4))
    x = np.column_stack([x, x[:, 0], x[:, 1] - x[:, 2]])
    assert dependent(np.corrcoef(x.T)) == [4, 5]
