"""What is worked out of many rows in many groups takes no memory beyond its inputs."""

from __future__ import annotations

import tracemalloc
from collections.abc import Callable
from typing import Any

import numpy as np
import pytest
from numpy.typing import NDArray

from cpsurvey.engines.compare import compare
from cpsurvey.stats import dimensions
from cpsurvey.stats.intercepts import lie_in_one_another
from cpsurvey.stats.mixed import Term, mixed
from cpsurvey.stats.profile import Profile
from cpsurvey.stats.robust import cr2, without_each
from cpsurvey.stats.shares import BEYOND, _along, _deviances

Array = NDArray[np.float64]
SIZE = 10
"""Rows of a group."""


def _peak(work: Callable[[], Any]) -> float:
    """Bytes held at once beyond what was there before."""
    tracemalloc.start()
    try:
        work()
        return float(tracemalloc.get_traced_memory()[1])
    finally:
        tracemalloc.stop()


def _survey(groups: int) -> tuple[Array, Array, NDArray[np.int64]]:
    rng = np.random.default_rng(groups)
    group = np.repeat(np.arange(groups), SIZE)
    X = np.column_stack([np.ones(len(group)), rng.normal(size=len(group))])
    return X, rng.normal(size=groups)[group] + rng.normal(size=len(group)), group


def _large_clusters(groups: int) -> None:
    X, y, group = _survey(groups)
    cr2(X, y, group % 4)
    without_each(X, y, np.zeros(2), group % 4)


def _terms(group: NDArray[np.int64], X: Array) -> list[Term]:
    centre = group % 4
    return [Term("centre", centre, np.ones((len(centre), 1))), Term("team", group, X)]


def _profile(groups: int) -> None:
    X, y, group = _survey(groups)
    profile = Profile(y, X, _terms(group, X), reml=True)
    profile.deviance(np.array([0.3, 0.8, 0.1, 0.4]))


def _nested(groups: int) -> None:
    X, y, group = _survey(groups)
    terms = [Term("team", group, X), Term("centre", group // 12, X[:, :1])]
    Profile(y, X, terms, reml=True).deviance(np.array([0.8, 0.1, 0.4, 0.3]))


def _cr2(groups: int) -> None:
    X, y, group = _survey(groups)
    cr2(X, y, group).wald(np.ones(2), np.array([0, 1]))


def _two_groups(groups: int) -> None:
    _, y, _ = _survey(groups)
    compare([y[::2], y[1::2]])


@pytest.mark.parametrize("work", [_profile, _nested, _cr2, _large_clusters, _two_groups])
def test_memory_grows_with_the_rows_and_no_faster(work: Callable[[int], None]) -> None:
    work(10)
    small, large = (_peak(lambda n=n: work(n)) for n in (400, 1600))  # type: ignore[misc]
    assert large < 5 * small


def test_permuted_data_are_held_by_cells_and_are_the_same(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    columns = np.random.default_rng(1).normal(size=(300, 6))
    R = np.asarray(np.corrcoef(columns.T), dtype=float)

    def limits() -> Array:
        return dimensions.parallel(R, columns, np.random.default_rng(2), 40).limit

    together = limits()
    whole = _peak(limits)
    monkeypatch.setattr(dimensions, "CELLS", columns.size * 2)
    np.testing.assert_array_equal(limits(), together)
    assert _peak(limits) < whole / 5


@pytest.mark.parametrize("across", [4, 3], ids=["teams in centres", "crossed"])
@pytest.mark.parametrize("slopes", [False, True])
def test_the_deviance_is_that_of_the_whole_normal_distribution(
    across: int, slopes: bool
) -> None:
    X, y, group = _survey(12)
    rows = np.arange(len(group))
    centre = group % 4 if across == 4 else rows % 3
    wide = X if slopes else X[:, :1]
    terms = [Term("centre", centre, wide), Term("team", group, X)]
    of_centres = np.array([0.3, 0.2, 0.5] if slopes else [0.3])
    theta = np.append(of_centres, [0.8, 0.1, 0.4])
    L = np.array([[0.8, 0.0], [0.1, 0.4]])
    K = np.array([[0.3, 0.0], [0.2, 0.5]]) if slopes else np.array([[0.3]])
    V = np.eye(len(y))
    for code, design, root in ((centre, wide, K), (group, X, L)):
        V += (code[:, None] == code) * (design @ root @ root.T @ design.T)
    W = np.linalg.inv(V)
    b = np.linalg.solve(X.T @ W @ X, X.T @ W @ y)
    rest = y - X @ b
    n, p = X.shape
    by_hand = np.linalg.slogdet(V)[1] + np.linalg.slogdet(X.T @ W @ X)[1]
    by_hand += (n - p) * (1 + np.log(2 * np.pi * (rest @ W @ rest) / (n - p)))
    profile = Profile(y, X, terms, reml=True)
    assert (profile.block is not None) == (across == 4)
    assert profile.deviance(theta) == pytest.approx(by_hand, rel=1e-10)
    found = profile.blups(profile.at(theta))
    for blup, code, design, root in zip(found, (centre, group), (wide, X), (K, L), strict=True):
        pulled = [design[code == g].T @ (W @ rest)[code == g] for g in range(code.max() + 1)]
        np.testing.assert_allclose(blup, np.array(pulled) @ root @ root.T, atol=1e-10)


def test_terms_may_stand_in_any_order() -> None:
    X, y, group = _survey(30)
    one, other = (Term(n, g, np.ones((len(g), 1))) for n, g in (("a", group), ("b", group % 3)))
    first, second = mixed(y, X, [one, other]), mixed(y, X, [other, one])
    assert first.theta[0] == pytest.approx(second.theta[1], abs=1e-6)
    np.testing.assert_allclose(first.blups[0], second.blups[1], atol=1e-6)


def test_cr2_of_groups_is_that_of_the_products_written_out() -> None:
    X, y, group = _survey(15)
    found = cr2(X, y, group)
    n, p = X.shape
    bread = np.linalg.inv(X.T @ X)
    M = np.eye(n) - X @ bread @ X.T
    columns = np.zeros((p, n, 15))
    for g in range(15):
        rows = group == g
        values, vectors = np.linalg.eigh(M[np.ix_(rows, rows)])
        A = (vectors / np.sqrt(values)) @ vectors.T
        columns[:, rows, g] = (bread @ X[rows].T @ A)[:, :]
    P = np.einsum("anG,nm,bmH->aGbH", columns, M, columns)
    assert found.df[1] == pytest.approx(
        np.trace(P[1, :, 1]) ** 2 / np.sum(P[1, :, 1] ** 2), rel=1e-9
    )
    own = np.einsum("agbg->ab", P)
    values, vectors = np.linalg.eigh(own)
    root = (vectors / np.sqrt(values)) @ vectors.T
    S = np.einsum("xa,agbh,by->xgyh", root, P, root)
    same = np.einsum("xgxh->gh", S)
    eta = 6 / (np.sum(same**2) + np.einsum("xgyh,ygxh->", S, S))
    assert found.wald(np.ones(p), np.arange(p))[2] == pytest.approx(eta - 1, rel=1e-9)


def test_cr2_without_weights_is_that_of_equal_weights() -> None:
    X, y, group = _survey(15)
    X = np.column_stack([X, 1e4 * (group == 3) * X[:, 1]])
    found, other = cr2(X, y, group), cr2(X, y, group, np.ones(len(y)))
    np.testing.assert_allclose(found.se, other.se, rtol=1e-10)
    np.testing.assert_allclose(found.df, other.df, rtol=1e-10)


def test_coefficients_without_each_group_are_those_of_the_others() -> None:
    X, y, group = _survey(8)
    X = np.column_stack([X, group == 3])  # of which the others say nothing
    b = np.asarray(np.linalg.lstsq(X, y, rcond=None)[0], dtype=float)
    found = without_each(X, y - X @ b, b, group)
    for g in range(8):
        others = group != g
        again = np.linalg.lstsq(X[others], y[others], rcond=None)[0]
        np.testing.assert_allclose(
            found[g], np.full(3, np.nan) if g == 3 else again, atol=1e-10
        )


@pytest.mark.parametrize("nested", [True, False])
def test_shares_near_one_of_many_rows_have_a_deviance(nested: bool) -> None:
    X, y, group = _survey(2000)
    across = group % 12 if nested else np.arange(len(group)) % 12
    terms = [Term(n, g, X[:, :1]) for n, g in (("team", group), ("centre", across))]
    assert lie_in_one_another(terms) == nested
    along = _along(*_deviances(y, X[:, :1], terms), np.array([1.0, 0.1]), 0)
    middle = along(0.5)
    for left in np.geomspace(1e-6, 1e-16, 4):
        there = along(1 - left)
        assert np.isfinite(there)
        assert middle < there <= BEYOND
