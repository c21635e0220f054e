"""Do intervals cover and tests keep their size? ``python -m bench.coverage``.

Samples from a two-factor model with a known indirect effect; normal, and skewed with heavy
tails; complete, with a tenth missing at random, in clusters, and cut into five answers.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from cpsurvey.sem import fit

MODEL = """f =~ 1*x1 + l*x2 + x3
m =~ 1*y1 + y2 + y3
g =~ 1*z1 + z2 + z3
m ~ a*f
g ~ b*m + c*f
ind := a*b
"""
NAMES = [f"{v}{i}" for v in "xyz" for i in (1, 2, 3)]
TRUE = {"l": 0.9, "a": 0.5, "b": 0.4, "ind": 0.2}
LOADINGS = np.array([1.0, 0.9, 0.8])


def draw(rng: np.random.Generator, n: int, *, skewed: bool = False, icc: float = 0.0):
    """Columns of one sample, and each row's cluster of ten."""
    cluster = np.arange(n) // 10

    def noise(size: float) -> np.ndarray:
        own = rng.normal(size=n)
        if skewed:
            own = (rng.chisquare(3, size=n) - 3) / np.sqrt(6)
        shared = rng.normal(size=n // 10 + 1)[cluster]
        return np.sqrt(size) * (np.sqrt(1 - icc) * own + np.sqrt(icc) * shared)

    f = noise(1.0)
    m = 0.5 * f + noise(0.75)
    g = 0.4 * m + 0.2 * f + noise(0.6)
    columns = {}
    for name, factor in (("x", f), ("y", m), ("z", g)):
        for i, loading in enumerate(LOADINGS, 1):
            columns[f"{name}{i}"] = loading * factor + noise(0.6)
    return columns, cluster


def study(label: str, replications: int, n: int, **options) -> None:
    """One line of the table."""
    rng = np.random.default_rng(20261124)
    inside = dict.fromkeys(TRUE, 0)
    true = dict(TRUE)
    rejected = used = 0
    skewed = options.pop("skewed", False)
    icc = options.pop("icc", 0.0)
    missing = options.pop("holes", 0.0)
    clustered = options.pop("clustered", False)
    cut = options.pop("cut", False)
    if cut:  # the latent responses are standardised
        true["l"] = (0.9 / np.sqrt(0.81 + 0.6)) / (1.0 / np.sqrt(1.6))
    for _ in range(replications):
        columns, cluster = draw(rng, n, skewed=skewed, icc=icc)
        if missing:
            for name in NAMES[3:]:  # depends on x1, which is always there
                gone = rng.random(n) < missing * 2 * (columns["x1"] > 0)
                columns[name] = np.where(gone, np.nan, columns[name])
        if cut:
            cuts = [-1.2, -0.3, 0.6, 1.4]
            columns = {k: np.searchsorted(cuts, v).astype(float) for k, v in columns.items()}
        more = {"cluster": cluster.tolist()} if clustered else {}
        if cut:
            more["ordered"] = "all"
        found = fit(MODEL, columns, **options, **more)
        if not found.converged:
            continue
        used += 1
        scaled = found.fit.get("pvalue.scaled")
        p = scaled if scaled is not None else found.fit["pvalue"]
        rejected += p < 0.05
        for e in found.estimates:
            name = e.label or e.lhs
            if name in true and e.ci_lower is not None:
                inside[name] += e.ci_lower <= true[name] <= e.ci_upper
    shares = "".join(f"{inside[k] / used:>8.3f}" for k in TRUE)
    print(f"{label:<44}{used:>6}{n:>6}{shares}{rejected / used:>9.3f}", flush=True)


def main() -> None:
    """Print the table; coverage should be .95 and size .05 within Monte Carlo error."""
    replications = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    heads = "".join(f"{k:>8}" for k in TRUE)
    print(f"{'95 % intervals and 5 % tests':<44}{'fits':>6}{'n':>6}{heads}{'size':>9}")
    study("normal, ML", replications, 400)
    study("normal, MLR", replications, 400, estimator="mlr")
    study("skewed, ML (errors too small)", replications, 400, skewed=True)
    study("skewed, MLR", replications, 400, skewed=True, estimator="mlr")
    study("skewed, MLM", replications, 400, skewed=True, estimator="mlm")
    study("a fifth missing at random, listwise", replications, 400, holes=0.2)
    study("a fifth missing at random, FIML", replications, 400, holes=0.2, missing="fiml")
    study("clusters of 10, ICC .2, ML (too small)", replications, 600, icc=0.2)
    study(
        "clusters of 10, ICC .2, cluster-robust",
        replications,
        600,
        icc=0.2,
        clustered=True,
        estimator="mlr",
    )
    study("five ordered answers, WLSMV", replications, 600, cut=True, estimator="wlsmv")


if __name__ == "__main__":
    main()
