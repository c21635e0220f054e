"""The deviance of random intercepts of groups that lie in one another, at many thetas at once.

The intercept of each group is eliminated by what its members sum up to, one level after the
other from the smallest groups up: with N the information on an intercept and F its products
with the columns [X y],

    log|V| += log(1 + theta^2 N),  [X y]'V^-1[X y] -= theta^2 F F' / (1 + theta^2 N),

and N / (1 + theta^2 N) and F / (1 + theta^2 N), summed over the groups that lie in a larger
one, are its N and F (Longford, 1987, doi:10.1093/biomet/74.4.817). `Profile` does so for any
random terms, at one theta.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from cpsurvey.stats.profile import Term

Array = NDArray[np.float64]


class Intercepts:
    """Sums of the smallest groups, and where those of each larger one begin.

    Parameters
    ----------
    y : (n,) array
    X : (n, p) array
    terms : sequence of Term
        Intercepts of groups that lie in one another (see `lie_in_one_another`), in any order.
    """

    def __init__(self, y: Array, X: Array, terms: Sequence[Term]) -> None:
        left = y - X @ np.linalg.lstsq(X, y, rcond=None)[0]  # no square of a level cancels
        columns = np.column_stack([X, left])
        self.rows, self.p = len(X) - X.shape[1], X.shape[1]
        self.cross = columns.T @ columns
        self.order, members = _from_the_smallest(terms)
        finest = members[0]
        self.n = np.bincount(finest).astype(float)
        self.sums = np.stack([np.bincount(finest, column) for column in columns.T], axis=-1)
        self.begin = [_begin(one, larger) for one, larger in pairwise(members)]

    def deviances(self, theta: Array) -> Array:
        """-2 log restricted likelihoods (B,) of (B, terms) thetas; infinite where none is.

        Profiled over fixed effects and residual variance, as `Profile.deviance`.
        """
        squares = np.square(theta[:, self.order])
        N, F = self.n[None], self.sums[None]
        logdet: Array = np.zeros(len(theta))
        cross: Array = self.cross[None]
        for level in range(len(self.order)):
            square = squares[:, level, None]
            grown = 1.0 + square * N
            shrunk = F / grown[..., None]
            logdet = logdet + np.log(grown).sum(axis=1)
            cross = cross - np.swapaxes(square[..., None] * shrunk, 1, 2) @ F
            if level < len(self.begin):
                N = np.add.reduceat(N / grown, self.begin[level], axis=1)
                F = np.add.reduceat(shrunk, self.begin[level], axis=1)
        sign, whole = np.linalg.slogdet(cross)
        fixed_sign, fixed = np.linalg.slogdet(cross[:, : self.p, : self.p])
        left = 1.0 + np.log(2.0 * np.pi / self.rows) + whole - fixed
        value = logdet + self.rows * left + fixed
        return np.where((sign > 0) & (fixed_sign > 0) & np.isfinite(value), value, np.inf)


def lie_in_one_another(terms: Sequence[Term]) -> bool:
    """Whether all are intercepts, and each group lies in one group of every larger term."""
    if any(term.design.shape[1] > 1 or (term.design != 1.0).any() for term in terms):
        return False
    chain = sorted((term.group for term in terms), key=_groups)
    return all(_groups(_within(larger, one)) == _groups(one) for larger, one in pairwise(chain))


def _from_the_smallest(terms: Sequence[Term]) -> tuple[list[int], list[NDArray[np.int64]]]:
    """Places of the terms, and codes by which groups of one larger group are neighbours."""
    order = sorted(range(len(terms)), key=lambda at: _groups(terms[at].group))
    codes: list[NDArray[np.int64]] = []
    for at in order:
        codes.append(_within(codes[-1] if codes else None, terms[at].group))
    return order[::-1], codes[::-1]


def _begin(group: NDArray[np.int64], larger: NDArray[np.int64]) -> NDArray[np.intp]:
    """Where the groups of each larger one begin; those of one are neighbours."""
    lies_in = np.empty(int(group.max()) + 1, dtype=np.int64)
    lies_in[group] = larger
    return np.searchsorted(lies_in, np.arange(lies_in[-1] + 1))


def _within(larger: NDArray[np.int64] | None, group: NDArray[np.int64]) -> NDArray[np.int64]:
    """Codes of the groups that both make, those of one larger group together."""
    both = group if larger is None else larger * (int(group.max()) + 1) + group
    return np.asarray(np.unique(both, return_inverse=True)[1])


def _groups(group: NDArray[np.int64]) -> int:
    return len(np.unique(group))
