"""Multiple imputation by chained equations, every hole filled by somebody's real answer.

Each variable with holes is regressed on all others, coefficients and error variance are
drawn from their posterior, and a person without a value takes that of one of the five people
whose predicted values are nearest (predictive mean matching: Little, 1988,
doi:10.1080/07350015.1988.10509663; van Buuren, 2018, 3.4, matching of type 1). So nobody gets
a value that nobody gave, ordered answers stay ordered answers, and predictors that tell a
category for sure make nothing infinite. A variable of categories is matched on all of its
indicators at once, in the metric of their residuals, as Little proposed it.

Groups enter as effects that are drawn towards zero as far as the variable's own intraclass
correlation says: the posterior of a random intercept whose ratio of variances is taken from
the answers there are. Products of the analysis are made of their parts (Tilling, Williamson,
Spratt, Sterne & Carpenter, 2016, doi:10.1016/j.jclinepi.2016.07.004): where y is explained by
x, w and xw, the regression of y holds xw, and that of x holds w times everything else, which
is what the mean of x given y, w and z holds to the first order of the product's coefficient.

statsmodels' ``MICEData`` was looked at and not taken: it draws from NumPy's global state,
builds formulas that patsy evaluates, and knows neither categories nor groups.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import product

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.stats.matching import Pulled, matched

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
FEWEST = 20
"""Completed data sets, at least."""
ITERATIONS = 5
"""Rounds through all variables, mice's default; whether they were enough is looked at."""
NEGLIGIBLE = 0.005
"""Intraclass correlation below which groups tell nothing."""


@dataclass(frozen=True, slots=True)
class Variable:
    """A column (n,), NaN where missing; `categories` where its numbers are only names."""

    values: Array
    categories: bool = False


@dataclass(frozen=True, slots=True)
class Imputed:
    """Completed data.

    Parameters
    ----------
    sets : tuple of tuples of (n,) arrays
        Per completed data set, the variables in their order.
    unsettled : (variables,) array
        Potential scale reduction of the mean of what was imputed (Gelman & Rubin, 1992): 1
        where the chains agree; NaN where nothing was imputed.
    """

    sets: tuple[tuple[Array, ...], ...]
    unsettled: Array


def needed(incomplete: float) -> int:
    """Data sets for a share of incomplete respondents: one per cent each, 20 at least.

    White, Royston & Wood (2011, doi:10.1002/sim.4067): errors are then near to those of
    infinitely many, and other draws would hardly change a p-value.
    """
    return max(FEWEST, int(np.ceil(100 * incomplete - 1e-9)))


def impute(
    variables: Sequence[Variable],
    m: int,
    seed: int,
    *,
    outcome: int | None = None,
    terms: Sequence[tuple[int, ...]] = (),
    groups: NDArray[np.int64] | None = None,
    iterations: int = ITERATIONS,
) -> Imputed:
    """Complete `variables` `m` times; each has a value of at least one person.

    Parameters
    ----------
    outcome : int, optional
        Place of what the analysis explains.
    terms : sequence of tuples of int
        Products the analysis holds, by the places of their parts.
    groups : (n,) array, optional
        Number of each person's group.
    """
    plan = _Plan(variables, outcome, terms, groups)
    sets, traces = [], []
    for i in range(m):
        made, trace = plan.chain(np.random.default_rng([seed, i]), iterations)
        sets.append(tuple(made))
        traces.append(trace)
    unsettled = np.full(len(variables), np.nan)
    unsettled[plan.order] = scale_reduction(np.array(traces))
    return Imputed(tuple(sets), unsettled)


def scale_reduction(traces: Array) -> Array:
    """Of (chains, iterations, variables), the first half of the iterations left out."""
    kept = traces[:, traces.shape[1] // 2 :]
    n = kept.shape[1]
    within = kept.var(axis=1, ddof=1).mean(axis=0)
    between = kept.mean(axis=1).var(axis=0, ddof=1)
    still = within <= 1e-12
    ratio = between / np.where(still, 1.0, within)
    return np.asarray(np.where(still, 1.0, np.sqrt((n - 1) / n + ratio)))


def by_chance(chains: int, iterations: int = ITERATIONS, alpha: float = 0.001) -> float:
    """Scale reduction that chains which have settled exceed with probability `alpha`.

    Few iterations are kept: n times the ratio of variances is F with chains - 1 and
    chains (n - 1) degrees of freedom.
    """
    n = iterations - iterations // 2
    quantile = float(special.fdtri(chains - 1, chains * (n - 1), 1.0 - alpha))
    return float(np.sqrt((n - 1 + quantile) / n))


class _Plan:
    """What every chain has in common: codings, donors, groups."""

    def __init__(
        self,
        variables: Sequence[Variable],
        outcome: int | None,
        terms: Sequence[tuple[int, ...]],
        groups: NDArray[np.int64] | None,
    ) -> None:
        self.values = [v.values for v in variables]
        self.holes = [np.isnan(v.values) for v in variables]
        self.coded = [_coded(v) for v in variables]
        self.outcome, self.terms = outcome, [t for t in terms if len(t) > 1]
        counts = [int(h.sum()) for h in self.holes]
        self.order = sorted((j for j, c in enumerate(counts) if c), key=counts.__getitem__)
        self.member = None if groups is None else np.unique(groups, return_inverse=True)[1]
        self.groups = {j: self._pulled(j) for j in self.order}

    def _pulled(self, j: int) -> Pulled | None:
        """Effects of groups on a variable; None where there are none."""
        if self.member is None or not self.coded[j].shape[1]:
            return None
        known = ~self.holes[j]
        found = [intraclass(y, self.member[known]) for y in self.coded[j][known].T]
        icc = float(np.clip(np.mean(found), 0.0, 0.95))
        if icc <= NEGLIGIBLE:
            return None
        return Pulled.of(self.member, self.holes[j], (1 - icc) / icc)

    def chain(self, rng: np.random.Generator, iterations: int) -> tuple[list[Array], Array]:
        """One completed data set, and the means of what was imputed by iteration."""
        values, coded = [v.copy() for v in self.values], [c.copy() for c in self.coded]
        for j in self.order:
            self._fill(
                j, rng.integers(0, (~self.holes[j]).sum(), self.holes[j].sum()), values, coded
            )
        trace = np.zeros((iterations, len(self.order)))
        for at in range(iterations):
            for place, j in enumerate(self.order):
                if not coded[j].shape[1]:
                    continue  # everybody who answered gave the same answer
                donors = matched(
                    self._design(j, coded), coded[j], self.holes[j], rng, self.groups[j]
                )
                self._fill(j, donors, values, coded)
                trace[at, place] = coded[j][self.holes[j], 0].mean()
        return values, trace

    def _fill(
        self, j: int, donors: NDArray[np.int64], values: list[Array], coded: list[Array]
    ) -> None:
        holes = self.holes[j]
        values[j][holes] = self.values[j][~holes][donors]
        coded[j][holes] = self.coded[j][~holes][donors]

    def _design(self, j: int, coded: list[Array]) -> Array:
        """Intercept, all other variables, and products that the analysis holds."""
        n = len(coded[j])
        beside = [block for i, block in enumerate(coded) if i != j]
        others = np.column_stack([np.zeros((n, 0)), *beside])
        blocks = [np.ones((n, 1)), others]
        for term in self.terms:
            rest = tuple(i for i in term if i != j)
            if len(rest) == len(term):
                blocks.append(_products([coded[i] for i in term]))
            elif rest and self.outcome != j:
                blocks.append(_products([*(coded[i] for i in rest), others]))
        return np.column_stack(blocks)


def _coded(variable: Variable) -> Array:
    """(n, q): a standardised number, or indicators of all categories but the first.

    What does not vary has no column.
    """
    x = variable.values
    known = ~np.isnan(x)
    if variable.categories:
        codes = np.unique(x[known])[1:]
        made = (x[:, None] == codes).astype(float)
    else:
        made = x[:, None].copy()
    made[~known] = np.nan
    spread = made[known].std(axis=0)
    varies = spread > 1e-12 * np.maximum(1.0, np.abs(made[known]).max(axis=0, initial=0.0))
    return np.asarray((made[:, varies] - made[known][:, varies].mean(axis=0)) / spread[varies])


def _products(blocks: Sequence[Array]) -> Array:
    """Every column of one times every column of the others."""
    n = len(blocks[0])
    chosen = product(*(block.T for block in blocks))
    made = [np.prod(columns, axis=0) for columns in chosen]
    return np.column_stack(made) if made else np.zeros((n, 0))


def intraclass(y: Array, member: NDArray[np.int64]) -> float:
    """ICC(1) of (n,) in groups by analysis of variance; 0 where it cannot be told."""
    sizes = np.bincount(member).astype(float)
    sizes = np.where(sizes > 0, sizes, np.nan)
    known = sizes[~np.isnan(sizes)]
    n, J = len(y), len(known)
    if J < 2 or n <= J:
        return 0.0
    means = np.bincount(member, weights=y) / sizes
    within = float(((y - means[member]) ** 2).sum()) / (n - J)
    between = float(np.nansum(sizes * (means - y.mean()) ** 2)) / (J - 1)
    usual = (n - float((known**2).sum()) / n) / (J - 1)
    total = between + (usual - 1) * within
    return (between - within) / total if total > 0 else 0.0
