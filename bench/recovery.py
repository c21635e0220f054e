"""Are known effects recovered? ``python -m bench.recovery [replications]``.

Studies of 600 agents in 60 teams: involvement -> sharing -> performance, sharing that pays
off more when work is not routine, and a part of everything between teams. What the
analyses report is compared with what the studies were drawn from: bias, the spread of the
estimates beside the errors claimed for them, coverage of 95 % intervals, power.
"""

from __future__ import annotations

import os
import sys
from collections import defaultdict
from collections.abc import Callable

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np

from cpsurvey.analysis.models import monte_carlo
from cpsurvey.engines.ols import ols
from cpsurvey.sem.fit import fit
from cpsurvey.stats.mixed import Term, mixed
from cpsurvey.stats.shares import shares

N, TEAMS, ICC = 600, 60, 0.10
A, B, C, INTERACTION = 0.5, 0.3, 0.1, 0.18
LATENT = """x =~ x1 + x2 + x3
m =~ m1 + m2 + m3
y =~ y1 + y2 + y3
m ~ a*x
y ~ b*m + c*x
ind := a*b
tot := c + a*b"""
SCORES = "m ~ a*x\ny ~ b*m + c*x\nind := a*b\ntot := c + a*b"
LEVELS = """level: 1
m ~ aw*x
y ~ bw*m + cw*x
level: 2
m ~ ab*x
y ~ bb*m + cb*x
within := aw*bw
between := ab*bb"""
DEEP = {"ab": 0.8, "bb": 0.5, "cb": 0.0}
"""Slopes between teams of the study with a part between them that differs."""
Sample = dict[str, np.ndarray]
T975 = 1.959964


def team_of() -> np.ndarray:
    """(n,) team codes, ten members each."""
    return np.repeat(np.arange(TEAMS), N // TEAMS)


def draw(rng: np.random.Generator) -> Sample:
    """True scores with an interaction; three items of reliability .8 together behind each."""
    team = team_of()

    def noise(variance: float) -> np.ndarray:
        shared, own = rng.standard_normal(TEAMS)[team], rng.standard_normal(N)
        return np.sqrt(variance) * (np.sqrt(ICC) * shared + np.sqrt(1 - ICC) * own)

    x, w = noise(1.0), noise(1.0)
    m = A * x + noise(1 - A**2)
    y = B * m + C * x + INTERACTION * m * w + noise(0.8)
    found = {"x": x, "m": m, "y": y, "w": w}
    for name in ("x", "m", "y"):
        for i, loading in enumerate((1.0, 0.9, 0.8), 1):
            found[f"{name}{i}"] = loading * found[name] + 0.7 * rng.standard_normal(N)
    return found


def draw_levels(rng: np.random.Generator) -> Sample:
    """Scores whose slopes differ within and between teams; 150 teams of eight."""
    J, size = 150, 8
    team = np.repeat(np.arange(J), size)

    def two(variance: float) -> tuple[np.ndarray, np.ndarray]:
        return rng.standard_normal(J) * np.sqrt(variance), rng.standard_normal(J * size)

    xb, xw = two(0.3)
    mb, mw = two(0.2)
    yb, yw = two(0.2)
    mb, mw = mb + DEEP["ab"] * xb, mw + A * xw
    yb, yw = yb + DEEP["bb"] * mb + DEEP["cb"] * xb, yw + B * mw + C * xw
    return {
        "x": xb[team] + xw,
        "m": mb[team] + mw,
        "y": yb[team] + yw,
        "team": team.astype(float),
    }


class Tally:
    """Estimates, errors and intervals of one effect over studies."""

    def __init__(self) -> None:
        self.rows: dict[str, list[tuple[float, float, float, float, float]]] = defaultdict(list)

    def add(
        self, name: str, truth: float, est: float, se: float, interval: tuple[float, float]
    ) -> None:
        self.rows[name].append((truth, est, se, *interval))

    def show(self) -> None:
        print(f"{'':46}  truth    mean    bias      SD  mean SE  coverage  power  studies")
        for name, rows in self.rows.items():
            truth, est, se, low, high = np.array(rows).T
            covered = np.mean((low <= truth) & (truth <= high))
            power = np.mean((low > 0) | (high < 0))
            print(
                f"{name:46} {truth[0]:6.3f}  {est.mean():6.3f}  {est.mean() - truth[0]:+6.3f}"
                f"  {est.std(ddof=1):6.3f}   {se.mean():6.3f}     {covered:.3f}  {power:.3f}"
                f"     {len(rows):4d}"
            )


def mediation(sample: Sample, tally: Tally) -> None:
    """Latent and observed path models with cluster-robust errors and Monte Carlo intervals."""
    cluster = team_of().tolist()
    for label, model in (("factors", LATENT), ("scores", SCORES)):
        found = fit(model, sample, estimator="mlr", cluster=cluster)
        if not found.converged:
            continue
        lower, upper = monte_carlo(found, 1, 5000)
        effects = [p for p in found.estimates if p.op == ":="]
        for at, (p, truth) in enumerate(zip(effects, (A * B, C + A * B), strict=True)):
            what = {"ind": "indirect", "tot": "total"}[p.lhs]
            interval = (float(lower[at]), float(upper[at]))
            tally.add(f"{what} effect, {label}", truth, p.est, p.se or np.nan, interval)


def moderation(sample: Sample, tally: Tally) -> None:
    """The interaction, by least squares with CR2 errors."""
    m, w = sample["m"], sample["w"]
    X = np.column_stack([m, w, m * w, sample["x"]])
    found = ols(sample["y"], X, team_of())
    for k, name, truth in ((1, "slope of sharing", B), (3, "interaction", INTERACTION)):
        se, df = found.se["cr2"][k], found.df["cr2"][k]
        from scipy import stats

        reach = float(stats.t.ppf(0.975, df)) * se
        b = float(found.b[k])
        tally.add(f"{name}, CR2", truth, b, float(se), (b - reach, b + reach))


def levels(sample: Sample, tally: Tally) -> None:
    """Slopes and shares of variance by level, from mixed models."""
    team = team_of()
    one = np.ones((N, 1))
    term = Term("team", team, one)
    found = mixed(sample["m"], np.column_stack([one, sample["x"]]), [term])
    from scipy import stats

    reach = float(stats.t.ppf(0.975, found.df[1])) * found.se[1]
    b = float(found.b[1])
    tally.add("involvement on sharing, mixed", A, b, float(found.se[1]), (b - reach, b + reach))
    part = shares(sample["x"], one, [term])
    width = (part.upper[0] - part.lower[0]) / (2 * T975)
    tally.add(
        "share between teams, profile interval",
        ICC,
        float(part.share[0]),
        float(width),
        (float(part.lower[0]), float(part.upper[0])),
    )


def within_and_between(sample: Sample, tally: Tally) -> None:
    """Indirect effects of both levels, from the model of two levels."""
    found = fit(LEVELS, sample, cluster=sample["team"].tolist())
    if not found.converged:
        return
    lower, upper = monte_carlo(found, 1, 5000)
    effects = [p for p in found.estimates if p.op == ":="]
    truths = (A * B, DEEP["ab"] * DEEP["bb"])
    for at, (p, truth) in enumerate(zip(effects, truths, strict=True)):
        interval = (float(lower[at]), float(upper[at]))
        tally.add(f"indirect effect {p.lhs} teams", truth, p.est, p.se or np.nan, interval)


def main(replications: int) -> None:
    """Draw the studies, analyse each, print the table."""
    rng = np.random.default_rng(20261124)
    tally = Tally()
    parts: list[Callable[[Sample, Tally], None]] = [mediation, moderation, levels]
    for _ in range(replications):
        sample = draw(rng)
        for part in parts:
            part(sample, tally)
        within_and_between(draw_levels(rng), tally)
    tally.show()


if __name__ == "__main__":
    main(int(sys.argv[1]) if len(sys.argv) > 1 else 500)
