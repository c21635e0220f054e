"""Many refits of one model at once: all samples along one array axis.

Started at the full sample's estimates, small models take exact Newton steps; in large ones
each refit is a quasi-Newton walk (L-BFGS, Nocedal, 1980) whose first metric is the full
sample's inverse Hessian: it needs gradients only, and they are products of small matrices.
Means that every sample has exactly are left out of the search. Refits that do not settle are
done again one by one by the ordinary optimiser, so that every one ends where a cold fit would.
"""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.objective.constraints import null_space
from cpsurvey.sem.objective.likelihood import CompleteML
from cpsurvey.sem.objective.model import Model
from cpsurvey.sem.objective.ram import Ram
from cpsurvey.sem.search.apart import apart
from cpsurvey.sem.search.batch import SINGULAR, Batch
from cpsurvey.sem.search.newton import minimise

Array = NDArray[np.float64]
Mask = NDArray[np.bool_]
SMALL = 45
"""Parameters up to which exact Hessians are cheaper than more steps."""


@dataclass(frozen=True, slots=True)
class Refits:
    """Estimates of every sample.

    Parameters
    ----------
    theta : (B, q) array
    converged : (B,) bool array
    alone : int
        Refits the ordinary optimiser had to do.
    """

    theta: Array
    converged: Mask
    alone: int


def refit(
    model: Model,
    theta: Array,
    moments: list[Array],
    weights: list[float],
    *,
    rescue: bool = True,
) -> Refits:
    """Refit complete-data maximum likelihood to moment matrices.

    Samples whose moments are singular (fewer different rows than variables) have no
    maximum: they are not converged.

    Parameters
    ----------
    theta : (q,) array
        Estimates of the full sample.
    moments : list of (B, p', p') arrays
        Per group; augmented by the constant where means are modelled.
    weights : list of float
        Shares of the groups.
    rescue : bool
        Do refits that do not settle again, one by one. Nearly all of those of small samples
        with negative variances have no minimum, which takes a tenth of a second each to see.
    """
    if split := apart(model):
        covariances = split.covariances(moments)
        found = refit(split.model, theta[split.kept], covariances, weights, rescue=rescue)
        whole = split.whole(found.theta, moments, len(theta))
        return Refits(whole, found.converged, found.alone)
    at = model.objective.curvature(theta)
    K = null_space(model.constraints.jacobian(theta), len(theta))
    metric = _inverse(K.T @ at.observed @ K)
    full = np.all([_full_rank(S) for S in moments], axis=0)
    some = [S[full] for S in moments]
    batch = Batch(model.rams, some, weights, K)
    small = max(ram.length for ram in model.rams) <= SMALL
    at_end = np.tile(theta, (len(full), 1))
    done = np.zeros(len(full), dtype=bool)
    if full.any():
        at_end[full], done[full] = batch.newton(theta) if small else batch.walk(theta, metric)
    alone = np.flatnonzero(~done & full) if rescue else np.arange(0)
    linear = _is_linear(model, theta)
    if not linear:
        alone = np.flatnonzero(full)
    for b in alone:
        objective = _One(model.rams, [S[b] for S in moments], weights)
        solution = minimise(objective, theta, model.constraints)
        at_end[b], done[b] = solution.theta, solution.converged
    return Refits(at_end, done, len(alone))


def _full_rank(S: Array) -> Mask:
    p = S.shape[-1]
    least = SINGULAR * np.trace(S, axis1=1, axis2=2)  # no less than that of the largest
    try:  # a fifth of the work, where all of them are
        np.linalg.cholesky(S - least[:, None, None] * np.eye(p))
    except np.linalg.LinAlgError:
        pass
    else:
        return np.ones(len(S), dtype=bool)
    values = np.linalg.eigvalsh(S)
    return np.asarray(values[:, 0] > SINGULAR * values[:, -1])


def _inverse(H: Array) -> Array:
    values, vectors = np.linalg.eigh((H + H.T) / 2)
    floor = 1e-8 * max(float(values[-1]), 1e-12)
    return np.asarray((vectors / np.maximum(values, floor)) @ vectors.T)


def _is_linear(model: Model, theta: Array) -> bool:
    """Whether the equality constraints have the same Jacobian everywhere."""
    if not model.constraints.nodes:
        return True
    J = model.constraints.jacobian(theta)
    elsewhere = model.constraints.jacobian(theta * 1.1 + 0.1)
    return bool(np.allclose(J, elsewhere, atol=1e-10))


class _One(CompleteML):
    """The ordinary objective of one sample's moments."""

    def __init__(
        self, rams: tuple[Ram, ...], moments: list[Array], weights: list[float]
    ) -> None:
        self.parts = list(zip(rams, moments, weights, strict=True))
        self.saturated = [np.linalg.slogdet(S)[1] + len(S) for S in moments]
