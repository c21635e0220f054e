"""What an estimate over its error is compared with: the normal distribution, or Student's t.

Errors of likelihood have the normal distribution, with clusters too, as in lavaan and Mplus.
Least squares given clusters have t with one degree less than there are clusters (Cameron &
Miller, 2015, doi:10.3368/jhr.50.2.317): with 50, normal intervals hold the truth in 94.1 of
100 samples and these in 94.7 (`bench/ordered.json`).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.sem.language.settings import Settings
from cpsurvey.sem.moments.sample import GroupSample

Array = NDArray[np.float64]
Z975 = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Reference:
    """A distribution with `df` degrees of freedom; the normal one where these are infinite."""

    df: float = math.inf

    @property
    def reach(self) -> float:
        """Errors from an estimate to the ends of its 95 % interval."""
        return Z975 if math.isinf(self.df) else float(special.stdtrit(self.df, 0.975))

    def pvalue(self, z: float) -> float:
        """Two-sided p of an estimate over its error."""
        if math.isinf(self.df):
            return math.erfc(abs(z) / math.sqrt(2.0))
        return 2.0 * float(special.stdtr(self.df, -abs(z)))

    def widened(self, drawn: Array, rng: np.random.Generator) -> Array:
        """Normal draws (n, q) around zero as those of the multivariate t."""
        if math.isinf(self.df):
            return drawn
        return drawn * np.sqrt(self.df / rng.chisquare(self.df, len(drawn)))[:, None]


NORMAL = Reference()


def clusters(samples: Sequence[GroupSample]) -> int | None:
    """Clusters of all groups; None where there are none."""
    codes = [s.cluster for s in samples if s.cluster is not None]
    return len(np.unique(np.concatenate(codes))) if codes else None


def reference(settings: Settings, samples: Sequence[GroupSample]) -> Reference:
    """What the errors of a model are read with."""
    count = clusters(samples) if settings.least_squares else None
    return Reference(count - 1.0) if count and count > 1 else NORMAL
