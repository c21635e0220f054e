"""Whether factors are apart: heterotrait-monotrait ratios of correlations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Htmt:
    """Heterotrait-monotrait ratios, (k, k).

    Parameters
    ----------
    htmt : array
        Arithmetic means (Henseler, Ringle & Sarstedt, 2015): tau-equivalent items.
    htmt2 : array
        Geometric means (Roemer, Schuberth & Henseler, 2021): congeneric items; NaN where a
        correlation is zero.
    """

    htmt: Array
    htmt2: Array


def htmt(R: Array, members: Sequence[Sequence[int]]) -> Htmt:
    """From correlations of items already keyed the same way, and each scale's places."""
    size = np.abs(R)
    with np.errstate(divide="ignore"):
        logs = np.log(size)
    k = len(members)
    belongs = np.zeros((len(R), k))
    for scale, places in enumerate(members):
        belongs[list(places), scale] = 1.0
    count = belongs.sum(axis=0)
    pairs = np.outer(count, count)

    def means(table: Array, own: float) -> tuple[Array, Array]:
        """Mean of each block, and of each scale's own correlations below the diagonal."""
        with np.errstate(invalid="ignore"):
            sums = belongs.T @ table @ belongs
        inner = (np.diag(sums) - own * count) / (count * (count - 1.0))
        return sums / pairs, inner

    across, within = means(size, 1.0)
    if np.isfinite(logs).all():
        log_across, log_within = means(logs, 0.0)
        two = np.exp(log_across - (log_within[:, None] + log_within) / 2.0)
    else:  # a correlation of exactly zero has no logarithm
        two = np.full((k, k), np.nan)
    one = across / np.sqrt(np.outer(within, within))
    np.fill_diagonal(one, 1.0)
    np.fill_diagonal(two, 1.0)
    return Htmt(one, two)
