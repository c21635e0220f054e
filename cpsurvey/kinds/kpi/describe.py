"""Indicators described: rates, their distribution, who is missing, what people say."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special, stats

from cpsurvey.analysis.context import LEVEL
from cpsurvey.analysis.numbers import number, row
from cpsurvey.design.kpi import Indicator
from cpsurvey.kinds.kpi.joining import Joined, Rates
from cpsurvey.stats.shrinkage import beta_binomial

Array = NDArray[np.float64]
SLICES = 10
"""Slices of agents whose mean rates are shown, each of at least k agents."""
POINTS = 81
"""Points of a drawn density."""


def versions(one: Indicator, joined: Joined, k: int) -> list[dict[str, Any]]:
    """Agents, contacts, mean and spread of every version; hidden below `k` agents.

    Shares and rates are those of all contacts together; times are geometric means, and their
    spread is that of the logarithms.
    """
    found = []
    for name, rates in joined.rates.items():
        there = rates.there
        agents = int(there.sum())
        shown = agents >= k
        value = rates.value(one.type)[there]
        whole = one.type in ("binomial", "count")
        pooled = float(rates.y[there].sum() / rates.n[there].sum()) if shown and whole else None
        mean = _back(one, float(value.mean())) if shown else None
        found.append(
            {
                "version": name,
                "agents": agents if shown else None,
                "contacts": number(rates.n[there].sum()) if shown and rates.counted else None,
                "mean": pooled if whole else mean,
                "sd": number(value.std(ddof=1)) if shown and agents > 1 else None,
                "thin": rates.thin,
            }
        )
    return found


def shrinkage(one: Indicator, joined: Joined, k: int) -> list[dict[str, Any]]:
    """Distribution of the agents' own rates, by empirical Bayes; shares of contacts only.

    Only the fitted distribution and means of slices of at least `k` agents leave this
    function: nobody's rate does.
    """
    if one.type != "binomial":
        return []
    found = []
    for name, rates in joined.rates.items():
        there = rates.there
        s, n = rates.y[there], rates.n[there]
        if len(s) < 3 * k or n.max() <= 1 or s.sum() in (0.0, n.sum()):
            continue  # one contact each says nothing about how agents differ
        fit = beta_binomial(s, n)
        order = np.argsort(fit.shrunken if not fit.bounded else s / n, kind="stable")
        parts = np.array_split(order, min(SLICES, len(s) // k))
        found.append(
            {
                "version": name,
                "agents": len(s),
                "a": number(fit.a),
                "b": number(fit.b),
                "rho": number(fit.rho),
                "mean": number(fit.a / (fit.a + fit.b)),
                "bounded": fit.bounded,
                "raw": row(np.array([(s / n)[part].mean() for part in parts])),
                "shrunken": row(np.array([fit.shrunken[part].mean() for part in parts])),
                "curve": None if fit.bounded else _density(fit.a, fit.b),
            }
        )
    return found


def _density(a: float, b: float) -> dict[str, Any]:
    """Points of Beta(a, b) over nearly all of its mass."""
    low, high = np.clip(special.betaincinv(a, b, np.array([0.001, 0.999])), 0.001, 0.999)
    at = np.linspace(low, high, POINTS)
    return {"at": row(at), "density": row(stats.beta.pdf(at, a, b))}


def selection(one: Indicator, joined: Joined, k: int) -> list[dict[str, Any]]:
    """Respondents beside agents who did not answer, as two groups; Welch's interval.

    The difference of times is one of logarithms.
    """
    found = []
    for name, rates in joined.rates.items():
        other = joined.others.get(name)
        if other is None:
            continue
        here, there = _values(one, rates), _values(one, other)
        if min(len(here), len(there)) < k:
            continue
        test = stats.ttest_ind(here, there, equal_var=False)
        low, high = test.confidence_interval(LEVEL)
        found.append(
            {
                "version": name,
                "respondents": len(here),
                "others": len(there),
                "mean_respondents": number(_back(one, float(here.mean()))),
                "mean_others": number(_back(one, float(there.mean()))),
                "difference": number(here.mean() - there.mean()),
                "ci_lower": number(low),
                "ci_upper": number(high),
            }
        )
    return found


def _back(one: Indicator, mean: float) -> float:
    """Mean in units of the indicator: the geometric mean of times."""
    return float(np.exp(mean)) if one.type == "log" else mean


def _values(one: Indicator, rates: Rates) -> Array:
    return rates.value(one.type)[rates.there]


def correlations(
    chosen: Sequence[Indicator],
    joined: Mapping[str, Joined],
    scores: Mapping[str, Array],
    k: int,
) -> list[dict[str, Any]]:
    """Correlation of every version of every indicator with every score."""
    found = []
    for one in chosen:
        for name, rates in joined[one.id].rates.items() if one.id in joined else ():
            for score, values in scores.items():
                r = _correlation(rates.value(one.type), values, k)
                found.append({"indicator": one.id, "version": name, "score": score, **r})
    return found


def convergence(
    chosen: Sequence[Indicator],
    joined: Mapping[str, Joined],
    self_reports: Mapping[Any, str],
    values: Mapping[str, Array],
    k: int,
) -> list[dict[str, Any]]:
    """Each version with the scale that claims to see the same, and with the other ones."""
    found = []
    for one in chosen:
        for name, rates in joined[one.id].rates.items() if one.id in joined else ():
            own = self_reports.get(name)
            if own is None:
                continue
            others = {score for score in self_reports.values() if score != own}
            figure = rates.value(one.type)
            found.append(
                {
                    "indicator": one.id,
                    "version": name,
                    "self_report": own,
                    "expected": one.direction,
                    **_correlation(figure, values[own], k),
                    "others": [
                        {"score": score, **_correlation(figure, values[score], k)}
                        for score in sorted(others)
                    ],
                }
            )
    return found


def _correlation(x: Array, y: Array, k: int) -> dict[str, Any]:
    """Pearson's r with Fisher's interval; hidden below `k` agents."""
    both = ~np.isnan(x) & ~np.isnan(y)
    n = int(both.sum())
    empty = {"n": n if n >= k else None, "r": None, "ci_lower": None, "ci_upper": None}
    if n < max(k, 4) or np.ptp(x[both]) == 0 or np.ptp(y[both]) == 0:
        return empty
    r = float(np.corrcoef(x[both], y[both])[0, 1])
    reach = float(stats.norm.ppf((1 + LEVEL) / 2)) / np.sqrt(n - 3)
    low, high = np.tanh(
        np.arctanh(np.clip(r, -0.9999999, 0.9999999)) + reach * np.array([-1, 1])
    )
    return {"n": n, "r": number(r), "ci_lower": number(low), "ci_upper": number(high)}
