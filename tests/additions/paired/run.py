"""Which of two scores is higher? Both of the same respondents (tables T90, T91)."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.analysis.numbers import number
from cpsurvey.kinds.paired.data import Difference, Moments, Paired
from cpsurvey.kinds.paired.options import Options
from cpsurvey.payload import limits
from cpsurvey.results import Caveat, Result

Array = NDArray[np.float64]


def paired(options: Options, context: Context) -> list[Result[Paired]]:
    """Mean difference of two variables of the same respondents, with a paired t test."""
    found: list[Difference] = []
    caveats: list[Caveat] = []
    everybody = np.zeros(context.scored.n, dtype=bool)
    for first, second in options.pairs:
        x, y = context.scored.values[first], context.scored.values[second]
        used = ~np.isnan(x) & ~np.isnan(y)
        if used.sum() < max(2, context.k) or np.ptp((x - y)[used]) == 0:
            names = {"first": first, "second": second}
            caveats.append(Caveat("pair_not_compared", "warning", {**names, "k": context.k}))
            continue
        everybody |= used
        found.append(_difference(first, second, x[used], y[used]))
    sample = context.scored.sample(everybody)
    data = Paired(differences=tuple(found))
    return [Result("paired", context.id, sample, data, caveats=tuple(caveats))]


def _difference(first: str, second: str, x: Array, y: Array) -> Difference:
    n, gaps = len(x), x - y
    est, sd = float(gaps.mean()), float(gaps.std(ddof=1))
    se, df = sd / np.sqrt(n), n - 1
    reach = special.stdtrit(df, (1.0 + LEVEL) / 2.0) * se
    flat = min(np.ptp(x), np.ptp(y)) == 0
    return Difference(
        first=first,
        second=second,
        n=n,
        of_first=_moments(x),
        of_second=_moments(y),
        r=None if flat else number(np.corrcoef(x, y)[0, 1]),
        est=est,
        se=float(se),
        t=float(est / se),
        df=df,
        pvalue=float(2.0 * special.stdtr(df, -abs(est / se))),
        ci=limits(est - reach, est + reach),
        d=est / sd,
    )


def _moments(values: Array) -> Moments:
    return Moments(mean=float(values.mean()), sd=float(values.std(ddof=1)))
