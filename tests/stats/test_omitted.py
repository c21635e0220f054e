"""Omitted causes: published numbers, lavaan's, and effects that are known."""

import json
from pathlib import Path

import numpy as np
import pytest

from cpsurvey.stats import omitted
from cpsurvey.stats.tails import t_quantile

STORED = json.loads((Path(__file__).parents[1] / "gold" / "omitted.json").read_text())


def test_robustness_value_of_the_darfur_example():
    """Cinelli & Hazlett (2020) and the tests of their package: .138776 and .07625797."""
    t, df = 4.18445, 783
    f = t / np.sqrt(df)
    assert f**2 / (1 + f**2) == pytest.approx(0.02187309, abs=1e-6)
    assert omitted.robustness(f) == pytest.approx(0.138776, abs=2e-6)
    nearer = f - t_quantile(0.975, df - 1) / np.sqrt(df - 1)
    assert omitted.robustness(nearer) == pytest.approx(0.07625797, abs=2e-6)
    assert omitted.robustness(-0.1) == 0


@pytest.mark.gold
def test_what_is_left_is_lavaans_with_a_fixed_residual_covariance():
    S = np.array(STORED["cov"])
    a = S[0, 1] / S[0, 0]
    b, c = np.linalg.solve(S[:2, :2][::-1, ::-1], [S[1, 2], S[0, 2]])
    sigma_m = S[1, 1] - a * S[0, 1]
    sigma_y = S[2, 2] - b * S[1, 2] - c * S[0, 2]
    taken, q = omitted.slopes(
        np.zeros((1, 1)), np.array([[sigma_m]]), np.array(sigma_y), np.array([True])
    )
    assert len(STORED["fixed"]) == 9
    for one in STORED["fixed"]:
        found = omitted.left(np.array(a * b), a * taken[0], q, one["rho"])
        assert found == pytest.approx(one["ind"], abs=1e-6)
    rho = omitted.vanishing(np.array(a * b), a * taken[0], q)
    assert omitted.left(np.array(a * b), a * taken[0], q, float(rho)) == pytest.approx(0)
    partial = b * np.sqrt(sigma_m) / np.sqrt(sigma_y + b**2 * sigma_m)
    assert rho == pytest.approx(partial)  # Imai, Keele & Yamamoto: the residuals' correlation


def population(rho, mediators=(True, True), d=0.4, tie=0.0):
    """Slopes of an outcome on two mediators, true ones and those of least squares.

    X -> M1, M2; M1 -> M2 (`d`); the outcome's residual correlates `rho` with `mediators`'.
    """
    psi = np.array([[0.7, tie], [tie, 0.5]])
    true, sigma = np.array([0.3, 0.25]), 0.6
    spread = np.sqrt(np.diag(psi))
    cross = np.where(mediators, rho * spread * np.sqrt(sigma), 0.0)
    B = np.zeros((4, 4))
    B[1, 0], B[2, 0], B[2, 1] = 0.5, 0.3, d
    B[3] = [0.1, *true, 0.0]
    psi_all = np.zeros((4, 4))
    psi_all[0, 0], psi_all[1:3, 1:3], psi_all[3, 3] = 1.0, psi, sigma
    psi_all[1:3, 3] = psi_all[3, 1:3] = cross
    inner = np.linalg.inv(np.eye(4) - B)
    S = inner @ psi_all @ inner.T
    slopes = np.linalg.solve(S[:3, :3], S[:3, 3])
    left = S[3, 3] - slopes @ S[:3, 3]
    D = np.array([[0.0, 0.0], [d, 0.0]])
    return true, slopes[1:], D, psi, left


@pytest.mark.parametrize("mediators", [(True, True), (True, False), (False, True)])
@pytest.mark.parametrize(("d", "tie"), [(0.4, 0.0), (0.0, 0.2), (0.0, 0.0)])
def test_true_slopes_of_several_mediators_come_back(mediators, d, tie):
    for rho in (-0.3, 0.2, 0.5):
        true, found, D, psi, sigma2 = population(rho, mediators, d, tie)
        taken, q = omitted.slopes(D, psi, np.array(sigma2), np.array(mediators))
        back = [omitted.left(found[j], taken[j], q, rho) for j in (0, 1)]
        assert back == pytest.approx(true, abs=1e-12)
        assert np.abs(found - true).max() > 0.05


def test_more_than_can_be_has_no_value():
    taken, q = omitted.slopes(
        np.zeros((2, 2)), np.eye(2), np.array(1.0), np.array([True, True])
    )
    assert q == pytest.approx(2.0)
    assert np.isnan(omitted.left(np.array(0.3), taken[0], q, 0.8))
    assert np.isnan(omitted.vanishing(np.array(0.0), np.array(0.0), q))
