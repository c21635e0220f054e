"""Exponential random graph models by ergmx, an optional package: ties in, numbers out.

The model is that of R's ergm (Hunter & Handcock, 2006, doi:10.1198/106186006X133069;
Krivitsky, Hunter, Morris & Klumb, 2023, doi:10.18637/jss.v105.i06), fitted by Monte Carlo
maximum likelihood. What people who did not answer would have named is missing, not absent: the
likelihood is that of the ties observed (Handcock & Gile, 2010, doi:10.1214/08-AOAS221).
Gold: tests/engines/test_ergm.py.
"""

from __future__ import annotations

import warnings
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.util import find_spec
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray

from cpsurvey.stats.network.ties import Arcs, Codes

Array = NDArray[np.float64]
LIBRARY, EXTRA = "ergmx", "ergm"
Sort = Literal["edges", "mutual", "closure", "same", "receiver", "sender", "difference"]
CHAINS = 4
"""Markov chains: a number that no machine changes, for they are drawn apart."""
SAMPLE, EFFECTIVE = 256, 64
"""Networks drawn for a step, and how many independent ones they must be worth."""
LONGEST, STEPS = 2**18, 25
"""Most proposals between two networks, and most steps: the end of what never converges."""
RHAT, OFF = 1.1, 0.5
"""Disagreement of chains, and distance of means from what was observed in standard deviations,
from which a fit does not count as one: means of `DRAWN` networks are off by up to 0.3 by
chance, those of a model that makes other networks by more than one."""
DRAWN = 200
"""Networks that the one observed is held against."""


class Degenerate(Exception):
    """Networks drawn from the model are empty, full, or nothing like the one observed."""


@dataclass(frozen=True, slots=True)
class Term:
    """One term of the model.

    Parameters
    ----------
    values : (n,) array or None
        Groups for ``same`` (-1 unknown: like nobody's), numbers for ``receiver``, ``sender``
        and ``difference``.
    """

    sort: Sort
    values: Array | Codes | None = None


@dataclass(frozen=True, slots=True)
class Against:
    """Something that is no term: observed, and in networks drawn from the model.

    Where ties are missing, `observed` is a mean over networks drawn given those observed.
    """

    observed: float
    drawn: Array


@dataclass(frozen=True, slots=True)
class Ergm:
    """Coefficients in the order of the terms, and how far they can be relied upon.

    Parameters
    ----------
    b, se : (p,) arrays
        Log odds of a tie per unit of the statistic; errors hold that of the simulation.
    simulation : (p,) array
        Share of the squared errors that comes from the simulation.
    effective : float
        Independent networks that those drawn are worth, for the worst term.
    rhat : float
        Split R-hat of the worst term.
    off : float
        Largest distance of a simulated mean from what was observed, in standard deviations.
    against : mapping
        ``indegree``, ``outdegree``: standard deviation of degrees; ``alone``, ``shared``:
        share of ties that no third person, and two and more, close.
    """

    b: Array
    se: Array
    simulation: Array
    converged: bool
    effective: float
    rhat: float
    off: float
    against: dict[str, Against]

    @property
    def sound(self) -> bool:
        """Whether the simulation came to an end that can be read."""
        good = self.converged and self.effective >= EFFECTIVE and bool(np.all(self.se > 0))
        return good and self.rhat < RHAT and self.off < OFF


def there() -> bool:
    """Whether the optional package is installed."""
    return find_spec(LIBRARY) is not None


def statistics(ties: Arcs, terms: Sequence[Term], decay: float) -> Array:
    """(p,) statistics of the network observed, missing ties counted as none."""
    import ergmx

    graph, formula = _model(ties, np.ones(ties.n, dtype=bool), terms, decay)
    return np.array(list(ergmx.summary_stats(graph, formula).values()))


def fit(
    ties: Arcs, asked: NDArray[np.bool_], terms: Sequence[Term], decay: float, seed: int
) -> Ergm:
    """Fit the model to directed ties.

    Parameters
    ----------
    asked : (n,) bool array
        Whose ties are known; all those of the others are missing.
    decay : float
        Of the geometrically weighted edgewise shared partners (outgoing two-paths).

    Raises
    ------
    Degenerate
        The model could not be fitted to this network.
    """
    import ergmx

    graph, formula = _model(ties, asked, terms, decay)
    apart = _apart(len(ties.source))
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            found: Any = ergmx.ergm(
                graph,
                formula,
                seed=seed,
                eval_loglik=False,
                n_chains=CHAINS,
                samplesize=SAMPLE,
                effective_size=EFFECTIVE,
                interval=apart,
                burnin=8 * apart,
                max_interval=LONGEST,
                max_iter=STEPS,
                last_boost=2,
                termination="Hummel",
            )
            drawn = found.gof(
                DRAWN, seed=seed, stats=["idegree", "odegree", "espartners", "model"]
            )
        except (ergmx.DegeneracyError, np.linalg.LinAlgError) as error:
            raise Degenerate(str(error).split(":")[0]) from error
    table = found.to_frame()
    mixed = found.mcmc_diagnostics() if found.sample is not None else None
    return Ergm(
        b=np.asarray(found.params, dtype=float),
        se=table["Std. Error"].to_numpy(float),
        simulation=table["MCMC %"].to_numpy(float) / 100.0,
        converged=bool(found.converged),
        effective=float(np.min(mixed.effective_size)) if mixed else np.inf,
        rhat=float(np.max(mixed.rhat)) if mixed else 1.0,
        off=_off(drawn["model"]),
        against=_against(drawn),
    )


def _apart(ties: int) -> int:
    """Proposals between two networks to begin with, which grow where that is too few.

    Every tie must have changed some times, and that takes longer the more ties hang together:
    about the square of their number over a hundred in made-up networks.
    """
    return int(np.clip(2 ** np.ceil(np.log2(max(ties * ties / 128.0, 1.0))), 1024, LONGEST))


def _model(
    ties: Arcs, asked: NDArray[np.bool_], terms: Sequence[Term], decay: float
) -> tuple[Any, str]:
    """The network with its missing ties marked, and the formula."""
    import igraph

    known = ties.kept(asked[ties.source])
    unknown = np.argwhere(~asked[:, None] & ~np.eye(ties.n, dtype=bool))
    pairs = np.vstack([np.column_stack([known.source, known.target]), unknown])
    graph = igraph.Graph(ties.n, pairs, directed=True)
    graph.es["na"] = [False] * len(known.source) + [True] * len(unknown)
    written = []
    for at, term in enumerate(terms):
        if term.values is not None:
            graph.vs[f"v{at}"] = _attribute(term)
        written.append(_FORMULA[term.sort].format(at=at, decay=float(decay)))
    return graph, " + ".join(written)


_FORMULA: dict[Sort, str] = {
    "edges": "edges",
    "mutual": "mutual",
    "closure": "gwesp({decay}, fixed=TRUE, type='OTP')",
    "same": "nodematch('v{at}')",
    "receiver": "nodeicov('v{at}')",
    "sender": "nodeocov('v{at}')",
    "difference": "absdiff('v{at}')",
}


def _attribute(term: Term) -> list[str] | list[float]:
    """Values of people; who is in no known group is in one of their own."""
    assert term.values is not None
    if term.sort != "same":
        return [float(one) for one in term.values]
    return [f"g{one}" if one >= 0 else f"alone{at}" for at, one in enumerate(term.values)]


def _off(model: Any) -> float:
    """How far the means of networks drawn are from what was observed, at most."""
    spread = model.simulated.std(axis=0, ddof=1)
    away = np.abs(model.mean - model.observed)
    return float(np.max(np.where(spread > 0, away / np.where(spread > 0, spread, 1.0), np.inf)))


def _against(drawn: Any) -> dict[str, Against]:
    """Degrees and closed ties, which are no terms of the model."""
    found = {}
    for name, table in (("indegree", "idegree"), ("outdegree", "odegree")):
        one = drawn[table]
        found[name] = Against(_spread(one.observed[None])[0], _spread(one.simulated))
    shared = drawn["espartners"]
    for name, part in (("alone", slice(0, 1)), ("shared", slice(2, None))):
        found[name] = Against(
            _part(shared.observed[None], part)[0], _part(shared.simulated, part)
        )
    return found


def _spread(counts: Array) -> Array:
    """(d,) standard deviations of degrees, from (d, n) numbers of people by degree."""
    degree = np.arange(counts.shape[1])
    people = counts.sum(axis=1)
    mean = counts @ degree / people
    return np.asarray(np.sqrt(np.maximum(counts @ degree**2 / people - mean**2, 0.0)))


def _part(counts: Array, part: slice) -> Array:
    """(d,) shares of ties, from (d, n) numbers of ties by people who close them."""
    return np.asarray(counts[:, part].sum(axis=1) / np.maximum(counts.sum(axis=1), 1.0))
