"""Whether factors are apart: heterotrait-monotrait ratios of correlations."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Htmt:
    """Heterotrait-monotrait ratios, (..., k, k); NaN where a mean is zero or unknown.

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
    """Ratios of scales of two items and more.

    Parameters
    ----------
    R : (..., p, p) array
        Correlations of items keyed the same way; leading axes are samples.
    members : sequence of sequences of int
        Places of each scale's items.
    """
    size = np.abs(R)
    belongs = np.zeros((R.shape[-1], len(members)))
    for scale, places in enumerate(members):
        belongs[list(places), scale] = 1.0
    count = belongs.sum(axis=0)
    unknown = np.isnan(size)
    none = unknown | (size == 0.0)  # has no logarithm
    with np.errstate(divide="ignore", invalid="ignore"):
        across, within = _means(np.where(unknown, 0.0, size), belongs, count, 1.0)
        log_across, log_within = _means(np.log(np.where(none, 1.0, size)), belongs, count, 0.0)
        if none.any():  # it spoils the ratios of its scales, not the others
            lost, lost_within = _means(unknown.astype(float), belongs, count, 0.0)
            across = np.where(lost > 0, np.nan, across)
            within = np.where(lost_within > 0, np.nan, within)
            lost, lost_within = _means(none.astype(float), belongs, count, 0.0)
            log_across = np.where(lost > 0, np.nan, log_across)
            log_within = np.where(lost_within > 0, np.nan, log_within)
        one = across / np.sqrt(within[..., :, None] * within[..., None, :])
        two = np.exp(log_across - (log_within[..., :, None] + log_within[..., None, :]) / 2.0)
    diagonal = np.arange(len(members))
    one[..., diagonal, diagonal] = two[..., diagonal, diagonal] = 1.0
    one[~np.isfinite(one)] = np.nan
    return Htmt(one, two)


def _means(table: Array, belongs: Array, count: Array, own: float) -> tuple[Array, Array]:
    """Mean of each block, and of each scale's own correlations off the diagonal `own`."""
    sums = belongs.T @ table @ belongs
    inner = np.einsum("...kk->...k", sums) - own * count
    return sums / np.outer(count, count), inner / (count * (count - 1.0))
