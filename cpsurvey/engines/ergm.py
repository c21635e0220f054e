"""Exponential random graph models by ergmx, an optional package: ties in, numbers out.

The model is that of R's ergm (Hunter & Handcock, 2006, doi:10.1198/106186006X133069;
Krivitsky, Hunter, Morris & Klumb, 2023, doi:10.18637/jss.v105.i06), fitted by Monte Carlo
maximum likelihood. What people who did not answer would have named is missing, not absent: the
likelihood is that of the ties observed (Handcock & Gile, 2010, doi:10.1214/08-AOAS221).
Gold: tests/engines/test_ergm.py.
"""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Sequence
from dataclasses import dataclass
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

import numpy as np
from numpy.typing import NDArray
from scipy import sparse

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
LATEST = 3600.0
"""Seconds after which a fit is given up."""


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


def package() -> str:
    """The optional package and its version."""
    return f"{LIBRARY} {version(LIBRARY)}"


def statistics(ties: Arcs, terms: Sequence[Term], decay: float) -> Array:
    """(p,) statistics of the network observed, missing ties counted as none."""
    return np.array([_statistic(ties, term, decay) for term in terms])


def _statistic(ties: Arcs, term: Term, decay: float) -> float:
    source, target, values = ties.source, ties.target, term.values
    if term.sort == "mutual":
        return float(np.isin(ties.reverse, ties.pair).sum()) / 2.0
    if term.sort == "closure":
        shape = (ties.n, ties.n)
        tied = sparse.csr_matrix((np.ones(len(source)), (source, target)), shape=shape)
        between = np.asarray((tied @ tied)[source, target]).ravel()
        return float(np.exp(decay) * (1.0 - (1.0 - np.exp(-decay)) ** between).sum())
    if values is None:
        return float(len(source))
    begin, end = values[source], values[target]
    found = {
        "same": (begin == end) & (begin >= 0),
        "receiver": end,
        "sender": begin,
        "difference": np.abs(begin - end),
    }
    return float(found[term.sort].sum())


def fit(
    ties: Arcs, asked: NDArray[np.bool_], terms: Sequence[Term], decay: float, seed: int
) -> Ergm:
    """Fit the model to directed ties, in a process of its own.

    Parameters
    ----------
    asked : (n,) bool array
        Whose ties are known; all those of the others are missing.
    decay : float
        Of the geometrically weighted edgewise shared partners (outgoing two-paths).

    Raises
    ------
    Degenerate
        The model could not be fitted to this network, or not in `LATEST` seconds.
    """
    job = {
        "ties": np.column_stack([ties.source, ties.target]).tolist(),
        "asked": asked.tolist(),
        "terms": [
            (term.sort, None if term.values is None else term.values.tolist()) for term in terms
        ],
        "decay": float(decay),
        "seed": seed,
        "drawn": DRAWN,
        "control": _control(len(ties.source)),
    }
    said = _elsewhere(job)
    if "degenerate" in said:
        raise Degenerate(said["degenerate"])
    return Ergm(
        b=np.array(said["b"], dtype=float),
        se=np.array(said["se"], dtype=float),
        simulation=np.array(said["simulation"], dtype=float),
        converged=said["converged"],
        effective=said["effective"],
        rhat=said["rhat"],
        off=said["off"],
        against={
            name: Against(observed[0], np.array(drawn))
            for name, (observed, drawn) in said["against"].items()
        },
    )


def _control(ties: int) -> dict[str, Any]:
    """How many networks are drawn, how far apart.

    Every tie must have changed some times between two of them, and that takes longer the more
    ties hang together: to begin with about the square of their number over a hundred, more
    where that turns out too few.
    """
    apart = int(np.clip(2 ** np.ceil(np.log2(max(ties * ties / 128.0, 1.0))), 1024, LONGEST))
    return {
        "n_chains": CHAINS,
        "samplesize": SAMPLE,
        "effective_size": EFFECTIVE,
        "interval": apart,
        "burnin": 8 * apart,
        "max_interval": LONGEST,
        "max_iter": STEPS,
        "last_boost": 2,
        "termination": "Hummel",
    }


def _elsewhere(job: dict[str, Any]) -> dict[str, Any]:
    """What `_ergm.py` says of a job.

    Threads of ergmx stay where it was used, and a copy of that process, as analyses side by
    side are, would wait for them for ever.
    """
    command = [sys.executable, "-P", str(Path(__file__).with_name("_ergm.py"))]
    try:
        done = subprocess.run(  # noqa: S603  our own script
            command,
            input=json.dumps(job),
            capture_output=True,
            text=True,
            timeout=LATEST,
            check=True,
        )
    except subprocess.TimeoutExpired:
        raise Degenerate("not in time") from None
    except subprocess.CalledProcessError as error:
        raise RuntimeError(f"ergmx failed: {error.stderr[-500:]}") from error
    said: dict[str, Any] = json.loads(done.stdout)
    return said
