"""Populations in which a fitted model is wrong by known amounts.

McNeish & Wolf (2023, doi:10.1037/met0000425; 2022, doi:10.3758/s13428-021-01847-y): with
several factors the weakest item of each also loads on another factor, as strongly as on its
own; with one factor residuals correlate .3 in pairs. Variances stay what they are, so that
only what the model leaves out is changed.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cpsurvey.sem.language.table import Row
from cpsurvey.sem.semfit import SemFit

Array = NDArray[np.float64]
Left = Literal["cross_loadings", "residual_correlations", "paths", "nothing"]
"""What the model leaves out in such populations."""
CORRELATION = 0.3
"""Of residuals (McNeish & Wolf, 2022)."""
SHARE = 0.95
"""Of the largest cross-loading that leaves a residual variance."""
PAIRED = 6
"""Items from which residual correlations have three levels."""
FACTOR = 2
"""Indicators from which a factor is measured and not only named."""


@dataclass(frozen=True, slots=True)
class Omitted:
    """A parameter the population has and the model has not, fully standardised."""

    lhs: str
    op: Literal["=~", "~~"]
    rhs: str
    value: float


@dataclass(frozen=True, slots=True)
class Loaded:
    """An indicator that measures one factor and nothing else, and how strongly."""

    factor: str
    item: str
    std: float


@dataclass(frozen=True, slots=True)
class Measured:
    """The measurement part of a fitted model, fully standardised.

    Parameters
    ----------
    loadings : sequence of Loaded
        Of all indicators, by factors of the first order in their order.
    free : frozenset of str
        Indicators that belong to one factor, have no residual covariance and cause nothing.
    correlations : mapping of (str, str) to float
        Of the factors, implied.
    """

    loadings: tuple[Loaded, ...]
    free: frozenset[str]
    correlations: dict[tuple[str, str], float]

    @property
    def factors(self) -> tuple[str, ...]:
        """Factors with two indicators or more, in their order."""
        names = [one.factor for one in self.loadings]
        return tuple(n for n in dict.fromkeys(names) if names.count(n) >= FACTOR)

    def of(self, factor: str) -> list[Loaded]:
        """Indicators of a factor."""
        return [one for one in self.loadings if one.factor == factor]


def measured(found: SemFit) -> Measured:
    """The measurement part: factors whose indicators are observed."""
    latent = set(found.table.latent)
    rows = [p for p in found.estimates if p.op == "=~" and p.rhs not in latent]
    loadings = tuple(Loaded(p.lhs, p.rhs, p.std_all or 0.0) for p in rows)
    times = [p.rhs for p in rows]
    free = {name for name in times if times.count(name) == 1} - _elsewhere(found.table.rows)
    return Measured(loadings, frozenset(free), _correlations(found))


def _elsewhere(rows: Sequence[Row]) -> set[str]:
    """Variables with a covariance, or with a part in a regression."""
    joined = [r for r in rows if r.op == "~" or (r.op == "~~" and r.lhs != r.rhs)]
    return {name for r in joined for name in (r.lhs, r.rhs)}


def _correlations(found: SemFit) -> dict[tuple[str, str], float]:
    ram, (sample,) = found.model.rams[0], found.model.samples
    moments, _ = ram.all_moments(found.theta, sample.moments(ram.means))
    sd = np.sqrt(np.abs(np.diag(moments)))
    names = [name for name in found.table.latent if sd[ram.place[name]] > 0]
    places = [ram.place[name] for name in names]
    r = moments[np.ix_(places, places)] / np.outer(sd[places], sd[places])
    return {(a, b): float(r[i, j]) for i, a in enumerate(names) for j, b in enumerate(names)}


# ------------------------------------------------------------------- what is left out
def omitted(found: SemFit, most: int) -> tuple[Left, list[list[Omitted]]]:
    """What the populations have and the model has not, one longer list per level.

    Of several factors level k has the first k cross-loadings, up to `most`.
    """
    parts = measured(found)
    items = [one for one in parts.loadings if one.item in parts.free]
    if len(parts.factors) > 1:
        every = cross_loadings(parts)
        counts = range(1, min(most, len(every)) + 1)
        return "cross_loadings", [every[:k] for k in counts]
    items = [one for one in items if one.factor in parts.factors]
    if len(items) >= 2 * FACTOR:
        pairs = residual_correlations(items)
        return "residual_correlations", [pairs[:k] for k in pair_levels(len(items))[:most]]
    apart = list(_unlinked(found))
    left: Left = "paths" if apart else "nothing"
    return left, [apart[:k] for k in range(1, min(most, len(apart)) + 1)]


def cross_loadings(parts: Measured) -> list[Omitted]:
    """The weakest item of every factor but one, on the best measured other factor.

    No pair of factors is used twice; factors of three items come before those of two.
    """
    weakest = []
    for factor in parts.factors:
        own = [one for one in parts.of(factor) if one.item in parts.free]
        if own:
            few = len(parts.of(factor)) <= FACTOR
            weakest.append((few, min(own, key=lambda one: abs(one.std))))
    weakest.sort(key=lambda one: (one[0], abs(one[1].std)))
    chosen = weakest[: len(parts.factors) - 1]
    used: set[frozenset[str]] = set()
    found = []
    for few, one in sorted(chosen, key=lambda one: abs(one[1].std)):
        others = [f for f in parts.factors if frozenset((f, one.factor)) not in used]
        others = [f for f in others if f != one.factor]
        if others:
            best = max(others, key=lambda f: reliability_h(parts.of(f)))
            used.add(frozenset((best, one.factor)))
            value = _largest(one.std, parts.correlations[best, one.factor])
            found.append((few, one.std, Omitted(best, "=~", one.item, value)))
    return [one for _, _, one in sorted(found, key=lambda one: one[:2])]


def _largest(loading: float, r: float) -> float:
    """As strong as its own loading, if that leaves a residual variance."""
    joint = abs(loading * r)
    most = SHARE * (np.sqrt(joint**2 + 1.0 - loading**2) - joint)
    return float(min(abs(loading), round(abs(most), 4)))


def reliability_h(loadings: Sequence[Loaded]) -> float:
    """Coefficient H, the reliability of an optimal sum (Hancock & Mueller, 2001)."""
    odds = sum(one.std**2 / max(1.0 - one.std**2, 1e-12) for one in loadings)
    return odds / (1.0 + odds)


def residual_correlations(items: Sequence[Loaded]) -> list[Omitted]:
    """Items in pairs, the weakest first."""
    names = [one.item for one in sorted(items, key=lambda one: abs(one.std))]
    pairs = zip(names[::2], names[1::2], strict=False)
    return [Omitted(a, "~~", b, CORRELATION) for a, b in pairs]


def pair_levels(items: int) -> list[int]:
    """Pairs of each level: one of 4 items, one and two of 5, thirds of those there are."""
    if items < PAIRED:
        return [1] if items < 5 else [1, 2]
    most = items // 2
    return [most // 3, 2 * most // 3, most]


def _unlinked(found: SemFit) -> Iterator[Omitted]:
    """Observed outcomes that neither an arrow nor a covariance joins."""
    rows = [r for r in found.table.rows if r.op in ("~", "~~") and r.lhs != r.rhs]
    linked = {frozenset((r.lhs, r.rhs)) for r in rows}
    latent = set(found.table.latent)
    outcomes = dict.fromkeys(r.lhs for r in rows if r.op == "~" and r.lhs not in latent)
    others = dict.fromkeys([*outcomes, *(r.rhs for r in rows if r.op == "~")])
    names = [name for name in others if name not in latent]
    for at, one in enumerate(names):
        for other in names[at + 1 :]:
            if frozenset((one, other)) not in linked and {one, other} & set(outcomes):
                yield Omitted(one, "~~", other, CORRELATION)


# ------------------------------------------------------------------------ populations
def population(found: SemFit, left_out: Sequence[Omitted]) -> tuple[Array, Array] | None:
    """Mean (p,) and covariances (p, p) of the observed variables; None where there are none.

    Variables keep their variances: what is added to them is taken from their residuals.
    """
    ram, (sample,) = found.model.rams[0], found.model.samples
    A, S = ram.matrices(found.theta, sample.moments(ram.means))
    before, mean = ram.moments_of(A, S)
    sd = np.sqrt(np.abs(np.diag(before)))
    if sample.polychoric is not None:  # their responses have variance one
        at = np.flatnonzero(sample.polychoric.ordered)
        lacking = 1.0 - before[at, at]
        before[at, at], sd[at] = 1.0, 1.0
        S[at, at] += lacking
    for one in left_out:
        i, j = ram.place[one.rhs], ram.place[one.lhs]
        if one.op == "=~":
            A[i, j] += one.value * sd[i] / sd[j]
        else:
            S[i, j] = S[j, i] = one.value * np.sqrt(abs(S[i, i] * S[j, j]))
    after, _ = ram.moments_of(A, S)
    cov = after[: ram.p, : ram.p].copy()
    np.fill_diagonal(cov, np.diag(before)[: ram.p])
    values = np.linalg.eigvalsh(cov)
    if values[0] <= 1e-10 * values[-1]:
        return None
    return (mean[: ram.p] if ram.means else sample.mean), cov
