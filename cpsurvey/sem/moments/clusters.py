"""Data of a two-level model: deviations from cluster means, and the means by size."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.language.levels import Split
from cpsurvey.sem.moments.sample import GroupSample

Array = NDArray[np.float64]
FLOOR = 0.05
"""Smallest starting variance between clusters, as a share of the variance within."""


@dataclass(frozen=True, slots=True)
class Clustered:
    """Sufficient statistics of a two-level model.

    Parameters
    ----------
    n, J : int
        Persons and clusters.
    deviations : GroupSample
        (n, p1) deviations from the clusters' means; its ``n`` is n - J, its moments have
        that divisor.
    sizes : tuple of int
        Distinct cluster sizes, ascending.
    means : tuple of GroupSample
        Per size the (J_s, p) means times the root of the size, and the clusters' own
        variables as they are.
    code : (n,) int array
        Cluster of each person.
    members : tuple of (J_s,) int arrays
        Clusters of each size.
    """

    n: int
    J: int
    deviations: GroupSample
    sizes: tuple[int, ...]
    means: tuple[GroupSample, ...]
    code: NDArray[np.intp]
    members: tuple[NDArray[np.intp], ...]


def clustered(data: Array, code: NDArray[np.intp], parts: Split) -> Clustered:
    """Split complete (n, p) data, columns in the order of ``parts.all``.

    Raises
    ------
    CpsurveyError
        CPS305 a cluster variable varies within clusters, or no cluster has two members.
    """
    code = np.unique(code, return_inverse=True)[1].reshape(-1)
    n, J, p1 = len(data), int(code.max()) + 1, len(parts.within)
    size = np.bincount(code, minlength=J)
    if n == J or J < 2:
        raise CpsurveyError(
            "CPS305",
            f"{n} persons in {J} cluster(s) have no two levels",
            fix="name another cluster variable, or fit a model of one level",
        )
    centre = np.zeros((J, data.shape[1]))
    np.add.at(centre, code, data)
    centre /= size[:, None]
    deviation = data - centre[code]
    _check_constant(deviation[:, p1:], data[:, p1:], parts)
    within = deviation[:, :p1]
    pooled = GroupSample(n - J, np.zeros(p1), within.T @ within / (n - J), within, None, code)
    root = np.sqrt(size)
    centre[:, :p1] *= root[:, None]
    sizes, samples, members = np.unique(size), [], []
    for s in sizes:
        mine = np.flatnonzero(size == s)
        rows = centre[mine]
        mean = rows.mean(axis=0)
        off = rows - mean
        samples.append(GroupSample(len(mine), mean, off.T @ off / len(mine), rows))
        members.append(mine)
    return Clustered(
        n, J, pooled, tuple(int(s) for s in sizes), tuple(samples), code, tuple(members)
    )


def _check_constant(deviation: Array, data: Array, parts: Split) -> None:
    for at, name in enumerate(parts.only_between):
        spread = float(np.abs(data[:, at]).max()) or 1.0
        if np.abs(deviation[:, at]).max() > 1e-8 * spread:
            raise CpsurveyError(
                "CPS305",
                f"'{name}' stands at level 2 only, but varies within clusters",
                fix=f"use '{name}' at level 1 too, or its cluster mean at level 2",
            )


def rough(found: Clustered, parts: Split) -> tuple[GroupSample, GroupSample]:
    """Moments of both levels by the method of moments: where estimation starts."""
    p, p1 = len(parts.all), len(parts.within)
    W = np.zeros((p, p))
    W[:p1, :p1] = found.deviations.cov
    total = np.concatenate([sample.data for sample in found.means if sample.data is not None])
    size = np.concatenate(
        [np.full(m.n, s) for s, m in zip(found.sizes, found.means, strict=True)]
    )
    plain = total.copy()
    plain[:, :p1] /= np.sqrt(size)[:, None]
    weight = size / size.sum()
    mean = weight @ plain
    off = plain - mean
    B = off.T @ off / found.J
    B[:p1, :p1] -= W[:p1, :p1] / (found.n / found.J)
    least = np.where(np.diag(W) > 0, FLOOR * np.diag(W), 0.0)
    sd = np.sqrt(np.maximum(np.diag(B), np.maximum(least, 1e-12)))
    values, vectors = np.linalg.eigh(B / np.outer(sd, sd))
    R = (vectors * np.maximum(values, 0.05)) @ vectors.T
    spread = np.sqrt(np.diag(R))
    B = R / np.outer(spread, spread) * np.outer(sd, sd)
    centre = np.zeros(p)
    for at, name in enumerate(parts.all):
        if name in parts.between:
            centre[at] = mean[at]
    return (
        GroupSample(found.n, np.where(centre == 0, mean, 0.0), W, None, None, found.code),
        GroupSample(found.J, centre, B),
    )
