"""Communities against chance, and against the teams there are.

Any network has a partition of high modularity, random ones too (Guimerà, Sales-Pardo &
Amaral, 2004, doi:10.1103/PhysRevE.70.025101). So the best modularity of some runs on the
network is held against the best of as many runs on random networks: with the same degrees, and
with the same number of everybody's ties within and beyond the formal groups, where teams alone
are real.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import chain, islice

import numpy as np

from cpsurvey.stats.communities.found import qualities, seeded
from cpsurvey.stats.communities.rewired import walks
from cpsurvey.stats.network.ties import Arcs, Array, Codes

DRAWS, FEWEST = 1000, 99
"""Random networks, and how many at least where the network is large."""
TIES = 25_000
"""Ties up to which all networks are drawn; beyond, as many as the same time allows."""
RUNS = 10
"""Runs of which the best counts ..."""
RUN_TIES = 3_200
"""... where a network has so many ties for each; one at least."""
ALPHA = 0.05


def draws_for(ties: int, asked: int = DRAWS) -> int:
    """Random networks that are drawn for so many ties."""
    return asked if ties <= TIES else max(min(FEWEST, asked), asked * TIES // ties)


def runs_for(ties: int) -> int:
    """Runs of which the best counts, in observed and random networks alike."""
    return max(1, min(RUNS, RUN_TIES // max(ties, 1)))


@dataclass(frozen=True, slots=True)
class Beyond:
    """A network against random ones.

    Parameters
    ----------
    observed : float
        Best modularity of `runs` runs.
    drawn : (draws,) array
        The same of each random network.
    """

    observed: float
    drawn: Array
    runs: int

    @property
    def draws(self) -> int:
        """Random networks."""
        return len(self.drawn)

    @property
    def z(self) -> float:
        """Standard deviations of random networks above their mean; NaN where all are alike."""
        spread = float(self.drawn.std(ddof=1)) if self.draws > 1 else 0.0
        return (self.observed - float(self.drawn.mean())) / spread if spread else np.nan

    @property
    def pvalue(self) -> float:
        """(1 + random networks of no less modularity) / (1 + random networks)."""
        reached = int(np.count_nonzero(self.drawn >= self.observed - TIED))
        return (1 + reached) / (1 + self.draws)

    @property
    def excess(self) -> float:
        """Modularity above the mean of random networks."""
        return self.observed - float(self.drawn.mean())

    def interval(self, level: float = 0.95) -> tuple[float, float]:
        """Excess over all but the lowest and highest random networks."""
        tail = (1.0 - level) / 2.0
        low, high = np.quantile(self.drawn, [tail, 1.0 - tail])
        return self.observed - float(high), self.observed - float(low)


TIED = 1e-12
"""Difference of modularities that is rounding."""


def _tried(
    ties: Arcs, blocks: Codes | None, seed: int, draws: int, runs: int
) -> Iterator[Iterator[float]]:
    """What runs find of the network, then of each random one, each from a seed of its own."""
    walk = walks(ties, blocks, np.random.default_rng([seed, 18]))
    for at, one in enumerate(chain([ties], islice(walk, draws))):
        with seeded(seed * 1_000_003 + at):
            yield qualities(one.undirected(), runs)


def beyond(
    ties: Arcs, blocks: Codes | None, seed: int, draws: int, runs: int | None = None
) -> Beyond:
    """Hold the modularity of a network against random ones.

    Parameters
    ----------
    blocks : (g, n) int array or None
        Formal groups that the random networks keep (`walks`); None: degrees alone.
    """
    runs = runs or runs_for(len(ties.source))
    observed, *drawn = (max(one) for one in _tried(ties, blocks, seed, draws, runs))
    return Beyond(observed, np.array(drawn), runs)


def claimed(
    ties: Arcs, blocks: Codes | None, seed: int, draws: int, runs: int, alpha: float = ALPHA
) -> bool:
    """Whether p of `beyond` is at most `alpha`, told as soon as it cannot be any more."""
    most = int(alpha * (1 + draws) + 1e-9) - 1
    tried = _tried(ties, blocks, seed, draws, runs)
    observed = max(next(tried)) - TIED
    reached = 0
    for one in tried:
        reached += any(q >= observed for q in one)
        if reached > most:
            return False
    return True
