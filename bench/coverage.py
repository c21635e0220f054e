"""Do intervals cover and tests keep their size? ``python -m bench.coverage``.

Samples from a two-factor model with a known indirect effect; normal, and skewed with heavy
tails; complete, with a tenth missing at random, in clusters, and cut into five answers. Then
robust CFI of ordered answers in two groups that are one population.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from cpsurvey.sem.fit import fit

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
        rejected += np.nan if p is None else p < 0.05
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
    study("normal, ULS", replications, 400, estimator="uls")
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
    study("five ordered answers, DWLS (no test)", replications, 600, cut=True, estimator="dwls")
    parallel(replications)
    halves(max(replications // 5, 1))


def parallel(replications: int) -> None:
    """ULS of items with one residual variance: what errors say, and what estimates do."""
    rng = np.random.default_rng(20261126)
    text = "f =~ x1 + x2 + x3 + x4\n" + "\n".join(f"x{i} ~~ v*x{i}" for i in (1, 2, 3, 4))
    found = []
    for _ in range(replications):
        f = rng.normal(size=400)
        columns = {f"x{i}": f + 0.8 * rng.normal(size=400) for i in (1, 2, 3, 4)}
        one = fit(text, columns, estimator="uls")
        at = one.table.names.index("v")
        found.append((one.theta[at], np.sqrt(one.vcov[at, at]), one.fit["pvalue"] < 0.05))
    values, errors, rejected = np.array(found).T
    print(
        f"equal residual variances, ULS: SD {values.std():.4f}, mean error "
        f"{errors.mean():.4f}, "
        f"size {rejected.mean():.3f}"
    )


def halves(replications: int) -> None:
    """Two halves of one population: their robust CFI is that of the whole."""
    rng = np.random.default_rng(20261125)
    text = "h =~ x1 + x2 + x3 + z1 + z2 + z3"
    means = []
    for _ in range(replications):
        columns, _ = draw(rng, 1000)
        cuts = [-1.2, -0.3, 0.6, 1.4]
        cut = {k: np.searchsorted(cuts, v).astype(float) for k, v in columns.items()}
        whole = fit(text, cut, ordered="all").fit["cfi.robust"]
        parts = fit(text, cut, ordered="all", group=["a", "b"] * 500).fit["cfi.robust"]
        means.append((whole, parts, 1.0 - (1.0 - parts) / 2.0))
    one, two, other = np.mean(means, axis=0)
    print(
        f"robust CFI of ordered answers: one group {one:.3f}, two halves {two:.3f}, "
        f"each half's baseline weighed as the whole {other:.3f}"
    )


if __name__ == "__main__":
    main()
