"""Missing patterns through what is missing: many small blocks instead of large inverses.

With K the inverse of the whole moment matrix and m what a pattern misses, the inverse of
the seen part is K - K[:, m] K[m, m]^-1 K[m, :], and its log-determinant is that of the whole
plus that of K[m, m]. Respondents miss few answers, so the blocks are small. The sums of the
likelihood and of its gradient need no inverse per pattern at all: they are those of complete
data at the moments expected of them (Dempster, Laird & Rubin, 1977, section 2).
"""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
CHUNK = 64
"""Patterns worked on at a time where each needs a whole matrix; bounds memory."""


class Blanks:
    """Patterns of missing answers, sorted by how many are missing.

    Parameters
    ----------
    seen : (r, p) bool array
        With the fewest missing first.
    """

    def __init__(self, seen: NDArray[np.bool_]) -> None:
        self.seen = seen
        missing = (~seen).sum(axis=1)
        cuts = np.flatnonzero(np.diff(missing)) + 1
        edges = [0, *cuts.tolist(), len(seen)]
        self.runs: list[tuple[slice, NDArray[np.intp]]] = []
        for begin, end in pairwise(edges):
            k = int(missing[begin])
            places = np.nonzero(~seen[begin:end])[1].reshape(end - begin, k)
            self.runs.append((slice(begin, end), places))

    def expected(
        self, K: Array, moments: Array, weights: Array, pooled: Array
    ) -> tuple[Array, float]:
        """Moments expected of complete data, and what is missing adds to the discrepancy.

        Parameters
        ----------
        K : (p', p') array
            Inverse of the whole moment matrix; a constant may follow the variables.
        moments : (r, p', p') array
            Moments of each pattern, zero where missing.
        weights : (r,) array
        pooled : (p', p') array
            Weighted sum of `moments`.

        Returns
        -------
        (p', p') array
            Weighted sum of the completed moments.
        float
            Weighted sum of log|K[m, m]| - tr(K[m, m]^-1 (K moments K)[m, m]).
        """
        whole = pooled
        extra = 0.0
        for run, m in self.runs:
            if not m.shape[1]:
                continue
            w = weights[run]
            rows = K[m]
            inner = K[m[:, :, None], m[:, None, :]]
            inverse = np.linalg.inv(inner)
            filled = -(inverse @ (rows @ moments[run]))
            spread = -(filled @ np.swapaxes(rows, 1, 2))
            extra += float(w @ np.linalg.slogdet(inner)[1])
            extra -= float(w @ np.einsum("rii->r", spread))
            filled *= w[:, None, None]
            each = (np.arange(len(K))[:, None] == m.ravel()).astype(float)
            lines = each @ filled.reshape(m.size, -1)
            whole = whole + lines + lines.T
            both = w[:, None, None] * (inverse + spread @ inverse)
            flat = m[:, :, None] * len(K) + m[:, None, :]
            square = np.bincount(flat.ravel(), both.ravel(), whole.size)
            whole += square.reshape(whole.shape)
        return whole, extra

    def some(self, most: int) -> Iterator[tuple[slice, NDArray[np.intp]]]:
        """Patterns that miss at least one answer and at most so many, some a time."""
        for run, places in self.runs:
            k = places.shape[1]
            step = max(1, CHUNK // max(k, 1))
            for begin in range(run.start, run.stop, step) if 0 < k <= most else ():
                part = slice(begin, min(begin + step, run.stop))
                yield part, places[begin - run.start : part.stop - run.start]

    def inverses(self, K: Array) -> Iterator[tuple[slice, Array]]:
        """Inverses (rows, p', p') of the seen parts, zero elsewhere, some patterns a time."""
        for run, places in self.runs:
            for begin in range(run.start, run.stop, CHUNK):
                part = slice(begin, min(begin + CHUNK, run.stop))
                m = places[begin - run.start : part.stop - run.start]
                P = np.repeat(K[None], len(m), axis=0)
                if m.shape[1]:
                    rows = K[m]
                    inner = K[m[:, :, None], m[:, None, :]]
                    P -= np.swapaxes(rows, 1, 2) @ (np.linalg.inv(inner) @ rows)
                    at = np.arange(len(m))[:, None]
                    P[at, m] = 0.0
                    np.swapaxes(P, 1, 2)[at, m] = 0.0
                yield part, P


def inverse_of(sigma: Array) -> tuple[float, Array | None]:
    """Log-determinant and inverse; None where `sigma` is not positive definite."""
    try:
        root = np.linalg.cholesky(sigma)
    except np.linalg.LinAlgError:
        return np.inf, None
    inverse_root = np.linalg.inv(root)
    return 2.0 * float(np.log(np.diag(root)).sum()), inverse_root.T @ inverse_root


def direct(sigma: Array, seen: NDArray[np.bool_]) -> tuple[Array | None, Array]:
    """Inverses of every seen part by itself, where the whole is not positive definite.

    Parameters
    ----------
    seen : (r, p) bool array
        A constant may follow in `sigma`.
    """
    there = np.ones((len(seen), len(sigma)))
    there[:, : seen.shape[1]] = seen
    both = there[:, :, None] * there[:, None, :]
    padded = sigma * both + np.eye(len(sigma)) * (1.0 - there)[:, :, None]
    try:
        root = np.linalg.cholesky(padded)
    except np.linalg.LinAlgError:
        return None, np.full(len(seen), np.inf)
    logdet = 2.0 * np.log(np.einsum("rii->ri", root)).sum(axis=1)
    return np.linalg.inv(padded) * both, logdet
