"""How much worse a restricted model fits: root mean square error of a difference.

Savalei, Brace & Fouladi (2023, doi:10.1037/met0000537): the RMSEA of the restrictions alone,
of which that of the whole model shows little where the model is large.
"""

from __future__ import annotations

import math
from dataclasses import dataclass

from scipy import special


@dataclass(frozen=True, slots=True)
class Worse:
    """RMSEA of a difference with its interval, and how often it is no larger if at `worst`."""

    rmsea: float
    lower: float
    upper: float
    below: float


def rmsea_d(chisq: float, df: int, n: int, worst: float, level: float = 0.95) -> Worse:
    """Of a (scaled) difference of chi-square of `n` respondents.

    `below`: chance of so small a difference where the error is `worst`, the p of a test that
    it is smaller.
    """
    tail = (1.0 - level) / 2.0
    x = max(chisq, 0.0)

    def error(noncentrality: float) -> float:
        return math.sqrt(max(noncentrality, 0.0) / (df * n))

    def limit(share: float) -> float:
        if float(special.chndtr(x, df, 0.0)) < share:
            return 0.0
        return float(special.chndtrinc(x, df, share))

    return Worse(
        error(x - df),
        error(limit(1.0 - tail)),
        error(limit(tail)),
        float(special.chndtr(x, df, worst**2 * df * n)),
    )
