"""How strong an omitted cause must be to leave nothing of an effect.

Of an indirect effect in linear models: Imai, Keele & Yamamoto (2010, doi:10.1214/10-STS321),
extended to several mediators. Of a coefficient: Cinelli & Hazlett (2020,
doi:10.1111/rssb.12348).
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def robustness(f: Any) -> Any:
    """Robustness value of a partial f: the estimate over its error and the root of its df.

    Share of what is left of cause and of outcome that an omitted variable must explain, of
    both alike, so that nothing is left of the coefficient. With ``|f| - t / sqrt(df - 1)``
    instead of f, so that it is no longer beyond chance; none is needed below zero.
    """
    f2 = np.maximum(np.asarray(f, dtype=float), 0.0) ** 2
    return 0.5 * (np.sqrt(f2**2 + 4.0 * f2) - f2)


def slopes(
    D: Array, psi: Array, sigma2: Array, confounded: NDArray[np.bool_]
) -> tuple[Array, Array]:
    """What an omitted cause takes from the mediators' slopes, per unit of its strength g.

    The outcome's residual has the correlation rho with the residual of each `confounded`
    mediator and none with the others'. With g = rho / sqrt(1 - rho^2 q), the outcome's slopes
    on the mediators are those estimated less g times the first array; the second is q.

    Parameters
    ----------
    D : (..., m, m) array
        Slopes of mediators on mediators, row on column.
    psi : (..., m, m) array
        Covariances of the mediators' residuals.
    sigma2 : (...,) array
        Residual variance of the outcome, as estimated without the omitted cause.
    """
    spread = np.sqrt(np.einsum("...ii->...i", psi)) * confounded
    through = np.linalg.solve(psi, spread[..., None])[..., 0]
    q = np.einsum("...i,...i->...", spread, through)
    taken = np.einsum("...ij,...i->...j", np.eye(D.shape[-1]) - D, through)
    return np.sqrt(sigma2)[..., None] * taken, q


def vanishing(effect: Array, taken: Array, q: Array) -> Array:
    """The correlation at which ``effect - g taken`` is zero; NaN where none can be."""
    with np.errstate(all="ignore"):
        g = effect / taken
        return np.asarray(g / np.sqrt(1.0 + g * g * q))


def left(effect: Array, taken: Array, q: Array, rho: float) -> Array:
    """What is left of an effect at a correlation; NaN where none can be so large."""
    with np.errstate(all="ignore"):
        room = 1.0 - rho * rho * q
        return np.asarray(np.where(room > 0, effect - rho / np.sqrt(room) * taken, np.nan))
