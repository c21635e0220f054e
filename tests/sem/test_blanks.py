"""Full information through the blanks: what the plain formulas give, at their optimum."""

from __future__ import annotations

import numpy as np
import pytest

from cpsurvey.errors import CpsurveyError
from cpsurvey.face import semtext
from cpsurvey.sem.fit import fit
from cpsurvey.sem.moments.blanks import Blanks, direct
from cpsurvey.sem.moments.sample import augmented, full_information, patterns
from cpsurvey.sem.objective import incomplete
from cpsurvey.sem.objective.likelihood import FullML
from cpsurvey.sem.search.newton import minimise
from cpsurvey.sem.search.walk import walk

MODEL = "f =~ a + b + c\ng =~ d + e + h\ng ~ f"


@pytest.fixture(scope="module")
def data() -> np.ndarray:
    rng = np.random.default_rng(3)
    f = rng.normal(size=400)
    g = 0.5 * f + rng.normal(size=400)
    x = np.column_stack([f, f, f, g, g, g]) + 0.8 * rng.normal(size=(400, 6)) + 3.0
    x[rng.random(x.shape) < 0.2] = np.nan
    return x[~np.isnan(x).all(axis=1)]


def test_inverses_of_what_is_seen(data: np.ndarray) -> None:
    found = patterns(data)
    sigma = np.cov(np.nan_to_num(data), rowvar=False)
    wanted, _logdet = direct(sigma, found.seen)
    parts = [P for _, P in found.blanks.inverses(np.linalg.inv(sigma))]
    np.testing.assert_allclose(np.concatenate(parts), wanted, atol=1e-12)
    assert len(wanted) > 20
    assert (wanted[~found.seen] == 0).all()
    # log|seen part| = log|whole| + log|blank part of the inverse|
    weights = found.n / found.n.sum()
    moments = augmented(found.cov, found.mean)
    pooled = np.tensordot(weights, moments, 1)
    omega = augmented(sigma, np.full(6, 2.5))
    completed, extra = found.blanks.expected(np.linalg.inv(omega), moments, weights, pooled)
    P, each = direct(omega, found.seen)
    plain = weights @ (each + np.einsum("rij,rij->r", P, moments))
    K = np.linalg.inv(omega)
    whole = np.linalg.slogdet(omega)[1] + np.vdot(K, pooled) + extra
    assert whole == pytest.approx(plain, abs=1e-10)
    # the likelihood's gradient is that of complete data at the moments expected of them
    gradient = np.einsum("r,rij->ij", weights, P @ moments @ P - P)
    np.testing.assert_allclose(K @ (completed - omega) @ K, gradient, atol=1e-11)
    assert (np.diff((~found.seen).sum(axis=1)) >= 0).all()
    np.testing.assert_array_equal(found.seen[found.of_case], ~np.isnan(data))


def test_gradients_lead_where_newton_does(data: np.ndarray) -> None:
    found = fit(MODEL, dict(zip("abcdeh", data.T, strict=True)), missing="fiml")
    objective = found.model.objective
    assert isinstance(objective, FullML)
    F, g = objective.slope(found.theta)
    at = objective.curvature(found.theta)
    np.testing.assert_allclose(g, at.gradient, atol=1e-12)
    assert pytest.approx(objective.value(found.theta), abs=1e-12) == F
    exact = minimise(objective, found.theta, found.model.constraints)
    np.testing.assert_allclose(found.theta, exact.theta, atol=1e-8)


@pytest.mark.parametrize("model", [MODEL, "f =~ a + x*b + x*c\ng =~ d + e + h\ng ~ f"])
def test_patterns_as_corrections(
    model: str, data: np.ndarray, monkeypatch: pytest.MonkeyPatch
) -> None:
    """What patterns that miss few take away from complete data is what each adds alone."""
    many = np.concatenate([data, data[~np.isnan(data[:, 1:]).any(axis=1)]])
    many[-40:, 0] = np.nan  # more cases than they show answers
    found = fit(model, dict(zip("abcdeh", many.T, strict=True)), missing="fiml")
    elsewhere = found.theta * 1.05
    curves = []
    for few in (0, 2, 6):
        monkeypatch.setattr(incomplete, "FEW", few)
        objective = FullML(found.model.rams, found.model.samples)
        curves.append(objective.curvature(elsewhere))
    for one in curves[1:]:
        for name in ("gradient", "expected", "observed"):
            wanted = getattr(curves[0], name)
            np.testing.assert_allclose(getattr(one, name), wanted, atol=1e-11)


def test_no_walk_on_flat_ground(data: np.ndarray) -> None:
    found = fit(MODEL, dict(zip("abcdeh", data.T, strict=True)), missing="fiml")
    objective = found.model.objective
    assert isinstance(objective, FullML)
    q = len(found.theta)
    assert walk(objective, found.theta, np.ones((q, q))) is None
    assert walk(objective, -found.theta, np.eye(q)) is None


def test_pairs_never_answered_together() -> None:
    """The whole matrix may then be impossible while every seen part is not."""
    rng = np.random.default_rng(5)
    x = rng.normal(size=(60, 3))
    x[:30, 0] = np.nan
    x[30:, 1] = np.nan
    found = patterns(x)
    sigma = np.array([[1.0, -0.9, 0.9], [-0.9, 1.0, 0.9], [0.9, 0.9, 1.0]])
    assert np.linalg.eigvalsh(sigma)[0] < 0
    P, logdet = direct(sigma, found.seen)
    assert P is not None
    assert np.isfinite(logdet).all()


def test_means_far_from_zero_keep_their_digits() -> None:
    rng = np.random.default_rng(7)
    x = rng.normal(size=(300, 4)) + rng.normal(size=(300, 1))
    x[rng.random(x.shape) < 0.1] = np.nan
    x = x[~np.isnan(x).all(axis=1)]
    near, far = full_information(x), full_information(x + 5000.0)
    np.testing.assert_allclose(far.cov, near.cov, atol=1e-8)
    np.testing.assert_allclose(far.mean - 5000.0, near.mean, atol=1e-8)


def test_nobody_missed_anything() -> None:
    blanks = Blanks(np.ones((1, 3), dtype=bool))
    pooled = np.eye(3)
    whole, extra = blanks.expected(np.eye(3), pooled[None], np.ones(1), pooled)
    assert extra == 0.0
    np.testing.assert_array_equal(whole, pooled)


def test_with_half_of_the_answers_missing_the_way_is_short_and_ends_without_slope(monkeypatch):
    """The slope of the likelihood by rows; plain steps were 186."""
    rng = np.random.default_rng(2)
    factors, loadings = rng.normal(size=(200, 3)), rng.uniform(0.4, 0.9, (3, 6))
    x = factors @ loadings + 0.7 * rng.normal(size=(200, 6)) + 3.0
    x[rng.random(x.shape) < 0.5] = np.nan
    x = x[~np.isnan(x).all(axis=1)]
    steps = []
    one = Blanks.expected
    monkeypatch.setattr(Blanks, "expected", lambda *given: steps.append(1) or one(*given))
    found = full_information(x)
    assert len(steps) < 60
    slope_mean, slope = np.zeros(6), np.zeros((6, 6))
    for row in x:
        seen = ~np.isnan(row)
        inverse = np.linalg.inv(found.cov[np.ix_(seen, seen)])
        left = inverse @ (row[seen] - found.mean[seen])
        slope_mean[seen] += left
        slope[np.ix_(seen, seen)] += np.outer(left, left) - inverse
    assert np.abs(slope_mean).max() < 1e-5
    assert np.abs(slope).max() < 1e-5


def test_a_combination_is_refused_also_where_its_blanks_hide_it() -> None:
    """Full information comes near it by ever shorter steps, and not there."""
    rng = np.random.default_rng(120)
    n, p, share = int(rng.integers(8, 80)), int(rng.integers(3, 8)), rng.uniform(0, 0.7)
    x = rng.normal(size=n)[:, None] * 0.7 + rng.normal(size=(n, p)) * 0.7
    x[:, 1] = 2 * x[:, 0]
    x[rng.random(x.shape) < share] = np.nan
    data = {f"x{j}": x[:, j] for j in range(p)}
    with pytest.raises(CpsurveyError) as caught:
        fit(f"f =~ {' + '.join(data)}", data, kind="cfa", missing="fiml", estimator="mlr")
    assert caught.value.code == "CPS305"
    assert "combinations of others (x0, x1)" in str(caught.value)


def _half_missing(seed: int, n: int, p: int) -> dict[str, np.ndarray]:
    rng = np.random.default_rng(seed)
    x = rng.normal(size=n)[:, None] * 0.7 + rng.normal(size=(n, p))
    x[rng.random((n, p)) < 0.5] = np.nan
    x = x[(~np.isnan(x)).any(axis=1)]
    return {f"x{j}": x[:, j] for j in range(p)}


@pytest.mark.parametrize("seed", [0, 1, 2])
def test_too_few_answers_are_not_called_combinations_of_others(seed: int) -> None:
    """Full information has no maximum here (lavaan's EM ends near singular, too)."""
    data = _half_missing(seed, 40, 8)
    with pytest.raises(CpsurveyError) as caught:
        fit(f"f =~ {' + '.join(data)}", data, kind="cfa", missing="fiml", estimator="mlr")
    said = str(caught.value)
    assert "too few people answered some variables together" in said
    assert "combinations" not in said
    assert "listwise" not in said  # nobody answered everything


def test_a_score_beside_its_items_is_named_where_many_blanks_hide_it() -> None:
    data = _half_missing(3, 400, 4)
    data["sum"] = data["x0"] + data["x1"]
    with pytest.raises(CpsurveyError, match=r"combinations of others \(x0, x1, sum\)"):
        fit(f"f =~ {' + '.join(data)}", data, kind="cfa", missing="fiml", estimator="mlr")


def test_a_saturated_model_that_does_not_settle_is_said_beside_the_test() -> None:
    data = _half_missing(5, 60, 10)
    found = fit(f"f =~ {' + '.join(data)}", data, kind="cfa", missing="fiml", estimator="mlr")
    assert found.converged
    assert "saturated_not_settled" in {remark.code for remark in found.remarks}
    lines = list(semtext.lines(found))
    at = lines.index("Model Test User Model:")
    assert any("saturated model did not come to an end" in line for line in lines[at : at + 9])
    data = _half_missing(5, 400, 10)
    found = fit(f"f =~ {' + '.join(data)}", data, kind="cfa", missing="fiml", estimator="mlr")
    assert "saturated_not_settled" not in {remark.code for remark in found.remarks}
