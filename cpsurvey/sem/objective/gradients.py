"""Gradients alone, of many samples of one group at once."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cpsurvey.inverses import pinv
from cpsurvey.sem.objective.ram import Ram

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]


def safe_inverse(sigma: Array) -> Array:
    """One singular matrix must not stop the others."""
    try:
        return np.asarray(np.linalg.inv(sigma))
    except np.linalg.LinAlgError:
        return pinv(sigma, hermitian=True)


class Gradients:
    """Gradients of a group, from the vertices that arrows leave and nothing else.

    With J those vertices and N the other observed ones, the observed rows of (I - A)^-1 are
    unit vectors but for the columns J, so that every product has |J| columns and not m.
    """

    def __init__(self, ram: Ram) -> None:
        self.ram = ram
        p, J = ram.n_obs, ram.tails
        self.J = J
        self.N = np.setdiff1d(np.arange(p), J)
        place = np.full(ram.m, -1)
        place[J] = np.arange(len(J))
        covariance = ram.fixed_s != 0
        w = ram.arrow
        covariance[ram.i[~w], ram.j[~w]] = covariance[ram.j[~w], ram.i[~w]] = True
        for matrix, i, j in ram.sampled:
            if matrix == "S":
                covariance[i, j] = covariance[j, i] = True
        self.crossed = bool(covariance[np.ix_(self.N, J)].any())
        in_j, k = place >= 0, len(J)
        i, j = ram.i[~w], ram.j[~w]
        first, second = np.where(in_j[i], i, j), np.where(in_j[i], j, i)
        both = in_j[first] & in_j[second]
        one = in_j[first] & ~both
        self.at_s = np.where(
            both,
            p * p + k * p + place[first] * k + place[second],
            np.where(one, p * p + place[first] * p + second, first * p + second),
        )
        i, j = ram.i[w], ram.j[w]
        self.at_a = np.where(in_j[i], p * k + place[i] * k + place[j], i * k + place[j])

    def gradient(self, theta: Array, S: Array) -> tuple[Array, Mask]:
        """Gradients (B, q) of l; False where the implied matrix is singular."""
        ram, J, N = self.ram, self.J, self.N
        B, p = len(theta), ram.n_obs
        A, P = ram.matrices(theta, S)
        onward = A[..., J]
        if ram.tails_linked:
            onward = onward @ np.linalg.inv(np.eye(len(J)) - A[..., J[:, None], J])
        onward[:, J, np.arange(len(J))] += 1.0
        T, G = onward[:, :p], onward[:, J]
        PJ = P[:, J[:, None], J]
        TP = T @ PJ
        across = P[:, N[:, None], J] if self.crossed else PJ
        if self.crossed:
            TP[:, N] += across
        sigma = TP @ np.swapaxes(T, -1, -2)
        sigma[:, N[:, None], N] += P[:, N[:, None], N]
        if self.crossed:
            sigma[:, :, N] += T @ np.swapaxes(across, -1, -2)
        C = TP @ np.swapaxes(G, -1, -2)
        with np.errstate(all="ignore"):
            inverse = safe_inverse(sigma)
        Q = inverse @ (S @ inverse) - inverse
        TQ = np.swapaxes(T, -1, -2) @ Q
        flat = (Q.reshape(B, -1), TQ.reshape(B, -1), (TQ @ T).reshape(B, -1))
        cells = np.empty((B, ram.length))
        w = ram.arrow
        cells[:, ~w] = np.concatenate(flat, axis=1).take(self.at_s, axis=1)
        QC = Q @ C
        pair = (QC.reshape(B, -1), (TQ @ C).reshape(B, -1))
        cells[:, w] = np.concatenate(pair, axis=1).take(self.at_a, axis=1)
        cells *= ram.s
        good = np.asarray(np.isfinite(cells).all(axis=1))
        return (cells if ram.direct else cells @ ram.K), good
