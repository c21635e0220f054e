"""Runs in a process of its own: ergmx keeps threads that no copy of a process would have.

What is to be fitted comes as JSON, what was found goes back as JSON. Started by `ergm.fit` and
imported by nobody; knows nothing of the rest of the program.
"""

from __future__ import annotations

import json
import sys
import warnings
from typing import Any

import ergmx
import igraph
import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
FORMULA = {
    "edges": "edges",
    "mutual": "mutual",
    "closure": "gwesp({decay}, fixed=TRUE, type='OTP')",
    "same": "nodematch('v{at}')",
    "receiver": "nodeicov('v{at}')",
    "sender": "nodeocov('v{at}')",
    "difference": "absdiff('v{at}')",
}


def model(job: dict[str, Any]) -> tuple[igraph.Graph, str]:
    """The network with its missing ties marked, and the formula."""
    asked = np.array(job["asked"], dtype=bool)
    n = len(asked)
    known = [pair for pair in job["ties"] if asked[pair[0]]]
    unknown = np.argwhere(~asked[:, None] & ~np.eye(n, dtype=bool)).tolist()
    graph = igraph.Graph(n, known + unknown, directed=True)
    graph.es["na"] = [False] * len(known) + [True] * len(unknown)
    written = []
    for at, (sort, values) in enumerate(job["terms"]):
        if sort == "same":  # who is in no known group is in one of their own
            values = [f"g{one}" if one >= 0 else f"alone{i}" for i, one in enumerate(values)]
        if values is not None:
            graph.vs[f"v{at}"] = values
        written.append(FORMULA[sort].format(at=at, decay=job["decay"]))
    return graph, " + ".join(written)


def fitted(job: dict[str, Any]) -> dict[str, Any]:
    """Estimates, how far they can be relied upon, and networks drawn from the model."""
    graph, formula = model(job)
    seed = job["seed"]
    try:
        found: Any = ergmx.ergm(graph, formula, seed=seed, eval_loglik=False, **job["control"])
        drawn = found.gof(
            job["drawn"], seed=seed, stats=["idegree", "odegree", "espartners", "model"]
        )
    except (ergmx.DegeneracyError, np.linalg.LinAlgError) as error:
        return {"degenerate": str(error).split(":")[0]}
    table = found.to_frame()
    mixed = found.mcmc_diagnostics() if found.sample is not None else None
    return {
        "b": found.params.tolist(),
        "se": table["Std. Error"].tolist(),
        "simulation": (table["MCMC %"] / 100.0).tolist(),
        "converged": bool(found.converged),
        "effective": float(np.min(mixed.effective_size)) if mixed else float("inf"),
        "rhat": float(np.max(mixed.rhat)) if mixed else 1.0,
        "off": off(drawn["model"]),
        "against": against(drawn),
    }


def off(means: Any) -> float:
    """How far the means of networks drawn are from what was observed, at most."""
    spread = means.simulated.std(axis=0, ddof=1)
    away = np.abs(means.mean - means.observed)
    return float(np.max(np.where(spread > 0, away / np.where(spread > 0, spread, 1.0), np.inf)))


def against(drawn: Any) -> dict[str, list[list[float]]]:
    """Degrees and closed ties, observed and drawn."""

    def of(name: str, say: Any) -> list[list[float]]:
        table = drawn[name]
        return [say(table.observed[None]).tolist(), say(table.simulated).tolist()]

    return {
        "indegree": of("idegree", spread),
        "outdegree": of("odegree", spread),
        "alone": of("espartners", lambda counts: part(counts, slice(0, 1))),
        "shared": of("espartners", lambda counts: part(counts, slice(2, None))),
    }


def spread(counts: Array) -> Array:
    """(d,) standard deviations of degrees, from (d, n) numbers of people by degree."""
    degree = np.arange(counts.shape[1])
    people = counts.sum(axis=1)
    mean = counts @ degree / people
    return np.asarray(np.sqrt(np.maximum(counts @ degree**2 / people - mean**2, 0.0)))


def part(counts: Array, which: slice) -> Array:
    """(d,) shares of ties, from (d, n) numbers of ties by people who close them."""
    return np.asarray(counts[:, which].sum(axis=1) / np.maximum(counts.sum(axis=1), 1.0))


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    json.dump(fitted(json.load(sys.stdin)), sys.stdout)
