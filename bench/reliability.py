"""Do intervals of reliability cover? ``python -m bench.reliability``.

Samples of five items with one factor of unequal loadings: normal, and cut into five answers,
even and skewed; respondents alone and in teams of ten. Then fifteen items of three scales
under a second-order factor. The truth of cut answers is that of 400,000 of them.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from cpsurvey.analysis.congeneric import Resampling
from cpsurvey.analysis.scale_reliability import Asked, measure
from cpsurvey.kinds.reliability import composites as composite_reliability

LOADINGS = np.array([0.8, 0.7, 0.7, 0.6, 0.5])
SECOND = np.array([0.85, 0.8, 0.75])
EVEN, SKEWED = (-1.5, -0.5, 0.5, 1.5), (-0.2, 0.5, 1.1, 1.7)
NAMES = [f"i{j}" for j in range(5)]
COEFFICIENTS = ("alpha", "omega_total", "omega_categorical", "ave", "h")
ENDS = {"omega_total": "omega_ci"}


def draw(rng: np.random.Generator, n: int, cuts=None, icc: float = 0.0) -> np.ndarray:
    """Answers of one sample; teams of ten share `icc` of every part's variance."""
    team = np.arange(n) // 10

    def noise(columns: int) -> np.ndarray:
        shared = rng.normal(size=(n // 10 + 1, columns))[team]
        return np.sqrt(1 - icc) * rng.normal(size=(n, columns)) + np.sqrt(icc) * shared

    items = LOADINGS * noise(1) + np.sqrt(1 - LOADINGS**2) * noise(5)
    return items if cuts is None else np.searchsorted(cuts, items) + 1.0


def study(label: str, replications: int, n: int, draws: int, *, cuts=None, teams=None) -> None:
    """One line of coverages; `teams` None, or whether intervals know of them."""
    rng = np.random.default_rng(20261124)
    icc = 0.0 if teams is None else 0.2
    none = Asked(Resampling(), False)
    true, _ = measure("s", NAMES, draw(rng, 400_000, cuts), none)
    inside = dict.fromkeys(COEFFICIENTS, 0)
    used = dict.fromkeys(COEFFICIENTS, 0)
    cluster = np.arange(n) // 10 if teams else None
    for seed in range(replications):
        items = draw(rng, n, cuts, icc)
        row, _ = measure("s", NAMES, items, Asked(Resampling(draws, seed, cluster), False))
        for name in COEFFICIENTS:
            ends = row[ENDS.get(name, f"{name}_ci")]
            if ends is not None and true[name] is not None:
                used[name] += 1
                inside[name] += ends[0] <= true[name] <= ends[1]
    shares = "".join(
        f"{inside[k] / used[k]:>9.3f}" if used[k] else f"{'–':>9}" for k in COEFFICIENTS
    )
    print(f"{label:<44}{n:>6}{shares}", flush=True)


def composites(replications: int, n: int, draws: int) -> None:
    """Coverage of the composite's omega, and of both hierarchical omegas."""
    rng = np.random.default_rng(20261125)
    hits = np.zeros(3)
    blocks = [[f"i{j}" for j in range(5 * s, 5 * s + 5)] for s in range(3)]
    L = np.kron(np.eye(3), LOADINGS[:, None])
    common = np.outer(SECOND, SECOND)
    whole = np.where(np.eye(3) > 0, 1.0, common)
    total = (L @ whole @ L.T).sum() + 3 * (1 - LOADINGS**2).sum()
    truth = np.array([(L @ part @ L.T).sum() / total for part in (whole, common, common)])
    used = 0
    for seed in range(replications):
        g = rng.normal(size=(n, 1))
        f = SECOND * g + np.sqrt(1 - SECOND**2) * rng.normal(size=(n, 3))
        items = f @ L.T + np.tile(np.sqrt(1 - LOADINGS**2), 3) * rng.normal(size=(n, 15))
        sheet = composite_reliability.Sheet("c", blocks, items, np.ones(15))
        row: dict = {f"{k}_ci": None for k in ("omega_total", "omega_higher", "omega_bifactor")}
        composite_reliability.second_order(row, sheet, Resampling(draws, seed))
        composite_reliability.bifactor(row, sheet, Resampling(draws, seed))
        ends = [row[f"{k}_ci"] for k in ("omega_total", "omega_higher", "omega_bifactor")]
        if any(pair is None for pair in ends):
            continue
        used += 1
        hits += [low <= t <= high for (low, high), t in zip(ends, truth, strict=True)]
    shares = "".join(f"{hit / used:>15.3f}" for hit in hits)
    print(f"{'three scales, second order':<29}{used:>8}{n:>6}{shares}", flush=True)


def main() -> None:
    """Print both tables; coverage should be .95 within Monte Carlo error."""
    replications = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    draws = int(sys.argv[2]) if len(sys.argv) > 2 else 500
    names = ("alpha", "omega", "omega c.", "AVE", "H")
    print(f"{'95 % intervals':<44}{'n':>6}" + "".join(f"{k:>9}" for k in names))
    for n in (100, 300):
        study("normal", replications, n, draws)
        study("five even answers", replications, n, draws, cuts=EVEN)
        study("five skewed answers", replications, n, draws, cuts=SKEWED)
    study(
        "teams of 10, ICC .2, teams not known", replications, 600, draws, cuts=EVEN, teams=False
    )
    study("teams of 10, ICC .2, teams drawn", replications, 600, draws, cuts=EVEN, teams=True)
    heads = "".join(f"{k:>15}" for k in ("omega", "omega h second", "omega h bif."))
    print(f"\n{'95 % intervals':<29}{'fits':>8}{'n':>6}{heads}")
    composites(max(10, replications // 3), 300, max(100, draws // 2))


if __name__ == "__main__":
    main()
