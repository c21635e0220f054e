"""Rates of agents drawn towards their mean, the more the fewer their contacts."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
import scipy
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float64]
LARGEST = 1e6
"""A prior worth more contacts than this leaves no differences between agents."""


@dataclass(frozen=True, slots=True)
class BetaBinomial:
    """Distribution of the agents' own rates, Beta(a, b), by maximum likelihood.

    Parameters
    ----------
    a, b : float
        The prior is worth a + b contacts.
    rho : float
        1 / (a + b + 1): share of the variance of single contacts between agents.
    shrunken : (m,) array
        (s + a) / (n + a + b), the mean of each agent's rate given the contacts (Efron &
        Morris, 1975; Casella, 1985).
    loglik : float
        Without the binomial coefficients.
    moments : (2,) tuple
        Mean and rho by moments (Kleinman, 1973, weights n), where the search begins.
    bounded : bool
        Agents do not differ beyond chance: a + b runs off, all rates are the mean.
    """

    a: float
    b: float
    rho: float
    shrunken: Array
    loglik: float
    moments: tuple[float, float]
    bounded: bool


def beta_binomial(s: Array, n: Array) -> BetaBinomial:
    """Fit a beta-binomial to `s` successes of `n` trials per agent.

    Raises
    ------
    ValueError
        No success or no failure at all: there is no distribution to see.
    """
    total = float(s.sum())
    if total in (0.0, float(n.sum())):
        raise ValueError("all contacts of all agents are alike")
    mean, rho = _moments(s, n)
    start = np.array([special.logit(mean), np.log(np.clip(1.0 / rho - 1.0, 0.5, 1e5))])
    fit = scipy.optimize.minimize(
        _minus_loglik, start, args=(s, n), jac=True, method="BFGS", options={"gtol": 1e-9}
    )
    t, size = _polished(fit.x, s, n)
    if size > np.log(LARGEST):
        mean = total / float(n.sum())
        loglik = float(np.sum(special.xlogy(s, mean) + special.xlog1py(n - s, -mean)))
        shrunken = np.full(len(s), mean)
        a, b = mean * LARGEST, (1.0 - mean) * LARGEST
        return BetaBinomial(a, b, 0.0, shrunken, loglik, _moments(s, n), True)
    mean, size = float(special.expit(t)), float(np.exp(size))
    a, b = mean * size, (1.0 - mean) * size
    value, _ = _minus_loglik(np.array([t, np.log(size)]), s, n)
    rho = 1.0 / (size + 1.0)
    return BetaBinomial(a, b, rho, (s + a) / (n + size), -value, _moments(s, n), False)


def _moments(s: Array, n: Array) -> tuple[float, float]:
    """Mean and rho whose weighted between-agent variance is the observed one."""
    mean = float(s.sum() / n.sum())
    spread = float(np.sum(n * (s / n - mean) ** 2))
    m, N, squares = len(s), float(n.sum()), float(np.sum(n**2))
    free = mean * (1.0 - mean)
    room = N - squares / N - (m - 1)  # none when every agent has one contact
    rho = (spread / free - (m - 1)) / room if room > 0 else 0.0
    return mean, float(np.clip(rho, 1e-5, 0.9))


def _minus_loglik(at: Array, s: Array, n: Array) -> tuple[float, Array]:
    mean, size = float(special.expit(at[0])), float(np.exp(np.clip(at[1], -20, 20)))
    a, b = mean * size, (1.0 - mean) * size
    value = np.sum(special.betaln(s + a, n - s + b) - special.betaln(a, b))
    both = special.psi(size) - special.psi(n + size)
    da = float(np.sum(special.psi(s + a) - special.psi(a) + both))
    db = float(np.sum(special.psi(n - s + b) - special.psi(b) + both))
    slope = np.array([(da - db) * size * mean * (1.0 - mean), da * a + db * b])
    return -float(value), -slope


def _polished(at: Array, s: Array, n: Array) -> Array:
    """Two Newton steps with a numerical Hessian, where it is positive definite."""
    for _ in range(2):
        _, slope = _minus_loglik(at, s, n)
        h = 1e-5
        columns = [
            (_minus_loglik(at + d, s, n)[1] - _minus_loglik(at - d, s, n)[1]) / (2 * h)
            for d in h * np.eye(2)
        ]
        hessian = np.column_stack(columns)
        if np.linalg.eigvalsh((hessian + hessian.T) / 2).min() <= 1e-8:
            return at
        at = at - np.linalg.solve(hessian, slope)
    return at
