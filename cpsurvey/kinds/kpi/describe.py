"""Indicators described: rates, their distribution, who is missing, what people say."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.analysis.context import LEVEL
from cpsurvey.analysis.numbers import number, row
from cpsurvey.design.kpi import Indicator, Version
from cpsurvey.kinds.kpi.data import Convergence, Curve, Rate, Selection, Shrinkage, WithScore
from cpsurvey.kinds.kpi.joining import Joined, Rates
from cpsurvey.payload import limits
from cpsurvey.stats.shrinkage import beta_binomial

Array = NDArray[np.float64]
SLICES = 10
"""Slices of agents whose mean rates are shown, each of at least k agents."""
POINTS = 81
"""Points of a drawn density."""


def versions(one: Indicator, joined: Joined, k: int) -> Iterator[Rate]:
    """Agents, contacts, mean and spread of every version; hidden below `k` agents.

    Shares and rates are those of all contacts together; times are geometric means, and their
    spread is that of the logarithms.
    """
    for name, rates in joined.rates.items():
        there = rates.there
        agents = int(there.sum())
        if agents < k:
            yield Rate(
                version=name, agents=None, contacts=None, mean=None, sd=None, thin=rates.thin
            )
            continue
        value = rates.value(one.type)[there]
        if one.type in ("binomial", "count"):
            mean = float(rates.y[there].sum() / rates.n[there].sum())
        else:
            mean = _back(one, float(value.mean()))
        yield Rate(
            version=name,
            agents=agents,
            contacts=number(rates.n[there].sum()) if rates.counted else None,
            mean=mean,
            sd=number(value.std(ddof=1)) if agents > 1 else None,
            thin=rates.thin,
        )


def shrinkage(one: Indicator, joined: Joined, k: int) -> Iterator[Shrinkage]:
    """Distribution of the agents' own rates, by empirical Bayes; shares of contacts only.

    Only the fitted distribution and means of slices of at least `k` agents leave this
    function: nobody's rate does.
    """
    for name, rates in joined.rates.items() if one.type == "binomial" else ():
        there = rates.there
        s, n = rates.y[there], rates.n[there]
        if len(s) < 3 * k or n.max() <= 1 or s.sum() in (0.0, n.sum()):
            continue  # one contact each says nothing about how agents differ
        fit = beta_binomial(s, n)
        order = np.argsort(fit.shrunken if not fit.bounded else s / n, kind="stable")
        parts = np.array_split(order, min(SLICES, len(s) // k))
        yield Shrinkage(
            version=name,
            agents=len(s),
            a=number(fit.a),
            b=number(fit.b),
            rho=number(fit.rho),
            mean=number(fit.a / (fit.a + fit.b)),
            bounded=fit.bounded,
            raw=tuple(number((s / n)[part].mean()) for part in parts),
            shrunken=tuple(number(fit.shrunken[part].mean()) for part in parts),
            curve=None if fit.bounded else _density(fit.a, fit.b),
        )


def _density(a: float, b: float) -> Curve:
    """Points of Beta(a, b) over nearly all of its mass."""
    from scipy import stats

    low, high = np.clip(special.betaincinv(a, b, np.array([0.001, 0.999])), 0.001, 0.999)
    at = np.linspace(low, high, POINTS)
    return Curve(at=tuple(row(at)), density=tuple(row(stats.beta.pdf(at, a, b))))


def selection(one: Indicator, joined: Joined, k: int) -> Iterator[Selection]:
    """Respondents beside agents who did not answer, as two groups; Welch's interval.

    The difference of times is one of logarithms.
    """
    for name, rates in joined.rates.items():
        other = joined.others.get(name)
        if other is None:
            continue
        here, there = _values(one, rates), _values(one, other)
        if min(len(here), len(there)) < k:
            continue
        from scipy import stats

        test = stats.ttest_ind(here, there, equal_var=False)
        yield Selection(
            version=name,
            respondents=len(here),
            others=len(there),
            mean_respondents=number(_back(one, float(here.mean()))),
            mean_others=number(_back(one, float(there.mean()))),
            difference=number(here.mean() - there.mean()),
            ci=limits(*test.confidence_interval(LEVEL)),
        )


def _back(one: Indicator, mean: float) -> float:
    """Mean in units of the indicator: the geometric mean of times."""
    return float(np.exp(mean)) if one.type == "log" else mean


def _values(one: Indicator, rates: Rates) -> Array:
    return rates.value(one.type)[rates.there]


def _figures(
    chosen: Sequence[Indicator], joined: Mapping[str, Joined]
) -> Iterator[tuple[Indicator, Version, Array]]:
    """Every version of every indicator with its figures."""
    for one in chosen:
        for name, rates in joined[one.id].rates.items() if one.id in joined else ():
            yield one, name, rates.value(one.type)


def correlations(
    chosen: Sequence[Indicator],
    joined: Mapping[str, Joined],
    scores: Mapping[str, Array],
    k: int,
) -> Iterator[WithScore]:
    """Correlation of every version of every indicator with every score."""
    for one, version, figure in _figures(chosen, joined):
        for score, values in scores.items():
            yield _with_score(one.id, version, figure, score, values, k)


def convergence(
    chosen: Sequence[Indicator],
    joined: Mapping[str, Joined],
    self_reports: Mapping[Version, str],
    values: Mapping[str, Array],
    k: int,
) -> Iterator[Convergence]:
    """Each version with the scale that claims to see the same, and with the other ones."""
    for one, version, figure in _figures(chosen, joined):
        own = self_reports.get(version)
        if own is not None:
            found = {
                score: _with_score(one.id, version, figure, score, values[score], k)
                for score in (own, *sorted(set(self_reports.values()) - {own}))
            }
            yield Convergence(
                expected=one.direction,
                own=found.pop(own),
                others=tuple(found.values()),
            )


def _with_score(
    indicator: str, version: Version, x: Array, score: str, y: Array, k: int
) -> WithScore:
    """Pearson's r with Fisher's interval; hidden below `k` agents."""
    both = ~np.isnan(x) & ~np.isnan(y)
    n = int(both.sum())
    r, low, high = np.nan, np.nan, np.nan
    if n >= max(k, 4) and np.ptp(x[both]) and np.ptp(y[both]):
        r = float(np.corrcoef(x[both], y[both])[0, 1])
        reach = float(special.ndtri((1 + LEVEL) / 2)) / np.sqrt(n - 3)
        middle = np.arctanh(np.clip(r, -0.9999999, 0.9999999))
        low, high = np.tanh(middle + reach * np.array([-1, 1]))
    return WithScore(
        indicator=indicator,
        version=version,
        score=score,
        n=n if n >= k else None,
        r=number(r),
        ci=limits(low, high),
    )
