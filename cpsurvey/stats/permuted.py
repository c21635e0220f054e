"""A coefficient against those of permuted residuals, where respondents are not independent.

Freedman & Lane (1983, doi:10.1080/07350015.1983.10509354) for the outcome; here, as for ties,
what the other predictors leave of a predictor changes places.
"""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]


def permuted(y: Array, X: Array, at: int, rng: np.random.Generator, draws: int) -> float:
    """Two-sided p of coefficient `at` of least squares, the data among the draws."""
    Q, _ = np.linalg.qr(np.delete(X, at, axis=1))
    rest = y - Q @ (Q.T @ y)
    own = X[:, at] - Q @ (Q.T @ X[:, at])
    length, left = float(own @ own), float(rest @ rest)

    def share(drawn: Array) -> float:
        along = Q.T @ drawn
        return float((drawn @ rest) ** 2 / ((length - along @ along) * left))

    observed = share(own) * (1.0 - 1e-12)
    reached = sum(share(rng.permutation(own)) >= observed for _ in range(draws))
    return (1 + reached) / (1 + draws)
