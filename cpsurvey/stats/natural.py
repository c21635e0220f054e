"""Natural direct and indirect effects: the mediation formula, integrated.

Robins and Greenland (1992); Pearl (2001); Imai, Keele and Tingley (2010,
doi:10.1037/a0020761); several mediators: VanderWeele and Vansteelandt (2014). Where R
``mediation`` draws mediators from their model, their distribution is integrated here: no
simulation error. Gold: the framing example of its vignette, and tests/gold/natural.R.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import product
from math import comb
from typing import Literal

import numpy as np
from numpy.typing import NDArray
from scipy import special

Array = NDArray[np.float64]
Link = Literal["identity", "log", "logit", "probit"]
Kind = Literal["gaussian", "binomial", "poisson"]
"""Of a mediator: a number, yes or no (logit), a count (log)."""
NODES = 9
"""Of the quadrature over mediators that are numbers, where the link is a logit."""
RARE = 1e-9
"""Probability of the counts that are left out."""


@dataclass(frozen=True, slots=True)
class Mediator:
    """Equation of a mediator; `b` is (d, 2 + c): constant, source, controls."""

    kind: Kind
    b: Array


@dataclass(frozen=True, slots=True)
class System:
    """Fitted equations, once or with many values of their coefficients.

    Parameters
    ----------
    b : (d, 2 + k + c) array
        Of the outcome: constant, source, mediators, controls.
    mediators : sequence of Mediator
        Side by side; what one does to another belongs to the one that is done to.
    residual : (g, g) array
        Residual covariance of the mediators that are numbers, in their order.
    controls : (n, c) array
        Rows that effects are averaged over.
    weights : (n,) array
        Their weights, which sum up to one.
    """

    link: Link
    b: Array
    mediators: Sequence[Mediator]
    residual: Array
    controls: Array
    weights: Array

    def mean(self, source: float, through: Sequence[float], nodes: int = NODES) -> Array:
        """Mean outcome (d,), the mediators as they are where the source is `through`."""
        k = len(self.mediators)
        on = self.b[:, 2 : 2 + k]
        eta = self._line(self.b[:, [0, 1, *range(2 + k, self.b.shape[1])]], source)
        numbers = [j for j, one in enumerate(self.mediators) if one.kind == "gaussian"]
        for j in numbers:
            eta = eta + on[:, [j]] * self._line(self.mediators[j].b, through[j])
        slopes = on[:, numbers]
        spread = np.sqrt(np.einsum("dg,gh,dh->d", slopes, self.residual, slopes))[:, None]
        found = np.zeros_like(eta)
        for values, chance in self._discrete(through):
            moved = eta + sum(on[:, [j]] * value for j, value in values)
            found += chance * _averaged(self.link, moved, spread, nodes)
        return np.asarray(found @ self.weights)

    def _line(self, b: Array, source: float) -> Array:
        """(d, n) linear predictor: constant, source, controls."""
        return np.asarray(b[:, [0]] + source * b[:, [1]] + b[:, 2:] @ self.controls.T)

    def _discrete(
        self, through: Sequence[float]
    ) -> Iterator[tuple[list[tuple[int, float]], Array | float]]:
        """Every combination of values of the other mediators, and its probability."""
        supports = []
        for j, one in enumerate(self.mediators):
            if one.kind == "binomial":
                p = special.expit(self._line(one.b, through[j]))
                supports.append([(j, 0.0, 1.0 - p), (j, 1.0, p)])
            elif one.kind == "poisson":
                mean = np.exp(self._line(one.b, through[j]))
                most = int(special.pdtrik(1.0 - RARE, float(mean.max()))) + 1
                supports.append([(j, float(m), _poisson(m, mean)) for m in range(most + 1)])
        for combination in product(*supports):
            chance: Array | float = 1.0
            for _, _, one_chance in combination:
                chance = chance * one_chance
            yield [(j, value) for j, value, _ in combination], chance


def _poisson(count: int, mean: Array) -> Array:
    return np.asarray(np.exp(special.xlogy(count, mean) - mean - special.gammaln(count + 1)))


def _averaged(link: Link, eta: Array, spread: Array, nodes: int) -> Array:
    """Mean outcome over normal mediators whose part of the predictor has SD `spread`."""
    if link == "identity":
        return eta
    if link == "log":
        return np.exp(eta + spread**2 / 2)
    if link == "probit":
        return np.asarray(special.ndtr(eta / np.sqrt(1.0 + spread**2)))
    if not spread.any():
        return np.asarray(special.expit(eta))
    at, weight = np.polynomial.hermite_e.hermegauss(nodes)
    weight = weight / weight.sum()
    found = np.zeros_like(eta)
    for z, w in zip(at, weight, strict=True):
        found += w * special.expit(eta + z * spread)
    return found


@dataclass(frozen=True, slots=True)
class Parts:
    """What a source does, each (d,): `direct` and the parts `through` add up to `total`."""

    total: Array
    direct: Array
    through: tuple[Array, ...]

    @property
    def indirect(self) -> Array:
        """Through all mediators together."""
        return self.total - self.direct


def parts(
    system: System, low: float, high: float, *, relative: bool = False, nodes: int = NODES
) -> Parts:
    """Effects of the source at `high` instead of `low`.

    Direct and indirect are means of the effects with the other part held at `low` and at
    `high` (ACME and ADE "average" of R ``mediation``). That through each of several mediators
    is its mean over the orders in which they can be moved (Shapley), hence they add up.

    Parameters
    ----------
    relative : bool
        Differences of logarithms of means, instead of means.
    """
    k = len(system.mediators)
    states = list(product((False, True), repeat=k + 1))
    found = {}
    for state in states:
        direct, *moved = (high if one else low for one in state)
        mean = system.mean(direct, moved, nodes)
        found[state] = np.log(mean) if relative else mean
    none, every = (False,) * k, (True,) * k
    first = found[True, *none] - found[False, *none]
    last = found[True, *every] - found[False, *every]
    return Parts(
        total=found[True, *every] - found[False, *none],
        direct=(first + last) / 2,
        through=tuple(_through(found, j, k) for j in range(k)),
    )


def _through(found: dict[tuple[bool, ...], Array], j: int, k: int) -> Array:
    total = np.zeros_like(next(iter(found.values())))
    for state, value in found.items():
        if not state[1 + j]:
            moved = (*state[: 1 + j], True, *state[2 + j :])
            share = 1.0 / (2 * k * comb(k - 1, sum(state[1:])))
            total += share * (found[moved] - value)
    return total
