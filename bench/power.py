"""Power that is claimed beside power that regressions deliver, answer by answer.

    python bench/power.py [draws]

Draws studies of five-point items from the very assumptions of `power` (paths among scores,
teams that resemble each other), scores them, and regresses with CR2 errors, one at a time.
"""

from __future__ import annotations

import sys

import numpy as np
from scipy import stats

from cpsurvey.engines.ols import ols
from cpsurvey.stats.power import simulate
from cpsurvey.stats.reliability import alpha

EQUATIONS = {"m": {"x": 0.30}, "y": {"m": 0.25, "x": 0.15}}
CHAIN = [("m", "x"), ("y", "m")]
ITEMS, CUTS = 5, (-1.5, -0.5, 0.5, 1.5)
LOADING = 0.72


def study(n: int, teams: int, icc: float, rng: np.random.Generator) -> dict[str, np.ndarray]:
    """Items (n, 5) of x, m and y."""
    team = np.arange(n) % teams

    def noise() -> np.ndarray:
        shared = rng.normal(size=teams)[team]
        return np.sqrt(icc) * shared + np.sqrt(1 - icc) * rng.normal(size=n)

    x = noise()
    m = 0.3 * x + np.sqrt(1 - 0.09) * noise()
    y = 0.25 * m + 0.15 * x + np.sqrt(1 - 0.0625 - 0.0225 - 0.0225) * noise()
    found = {}
    for name, true in (("x", x), ("m", m), ("y", y)):
        own = rng.normal(size=(n, ITEMS)) * np.sqrt(1 - LOADING**2)
        found[name] = np.digitize(LOADING * true[:, None] + own, CUTS).astype(float)
    return found


def main() -> None:
    """One line per design."""
    draws = int(sys.argv[1]) if len(sys.argv) > 1 else 2000
    print("    n  teams   ICC   alpha  claimed  delivered")
    for n, teams, icc in ((80, 4, 0.2), (150, 8, 0.2), (150, 30, 0.2), (150, 30, 0.0)):
        rng = np.random.default_rng(1)
        hits, alphas = 0, []
        for _ in range(draws):
            items = study(n, teams, icc, rng)
            alphas.append(np.mean([alpha(v).alpha for v in items.values()]))
            x, m, y = (items[name].mean(axis=1) for name in ("x", "m", "y"))
            both = True
            for outcome, X in ((m, x[:, None]), (y, np.column_stack([m, x]))):
                fit = ols(outcome, X, np.arange(n) % teams)
                t = abs(fit.b[1] / fit.se["cr2"][1])
                both &= bool(2 * stats.t.sf(t, fit.df["cr2"][1]) < 0.05)
            hits += both
        r = float(np.mean(alphas))
        claimed = simulate(
            EQUATIONS, dict.fromkeys("xmy", r), n, 5000, rng, teams=teams, icc=icc
        ).power(CHAIN)
        print(
            f"{n:5d}  {teams:5d}  {icc:.2f}  {r:.3f}    {claimed:.3f}      {hits / draws:.3f}"
        )


if __name__ == "__main__":
    main()
