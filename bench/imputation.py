"""Do pooled intervals cover? Regressions with a fifth of the answers missing, simulated.

``python -m bench.imputation [STUDIES [DESIGN ...]]`` writes ``imputation.json`` beside it: for
every design the coverage of the 95 % interval, the bias, and the error printed over the one
there is, of every coefficient; beside them those of complete respondents and of full data. A
fifth of three variables is missing, so that about half of the respondents lack something.
There are 20 completed data sets, fewer than `needed` would ask for.

Designs that begin with "kind" are of whole kinds of analysis (`bench.imputed_kinds`): 300
people in 30 teams, a quarter of whom lack something, 10 completed data sets, 200 studies at
most.
"""

import json
import sys
from pathlib import Path

import numpy as np

from bench import imputed_kinds
from cpsurvey.engines.glm import glm
from cpsurvey.engines.ols import ols
from cpsurvey.stats.imputation import FEWEST, Variable, impute
from cpsurvey.stats.pooling import rubin
from cpsurvey.stats.tails import t_quantile

N, TEAMS = 500, 50
STUDIES, KINDS = 400, 200
SHARE = 0.2
DESIGNS = {
    "linear, MCAR": {"lack": "mcar"},
    "linear, MAR": {"lack": "mar"},
    "interaction, MAR": {"lack": "mar", "product": 0.2},
    "teams and interaction, MAR": {"lack": "mar", "icc": 0.1, "product": 0.2},
    "logistic, MAR": {"lack": "mar", "family": "binomial"},
    "logistic, interaction, MAR": {"lack": "mar", "family": "binomial", "product": 0.3},
}
TRUE = {"x": 0.4, "w": 0.3, "b": 0.5}


def draw(rng, *, lack, product=0.0, icc=0.0, family="gaussian"):
    """Columns y, x, w, b (a binary one) with and without holes, and teams."""
    team = np.arange(N) % TEAMS
    x = rng.normal(size=N) * np.sqrt(1 - icc) + np.sqrt(icc) * rng.normal(size=TEAMS)[team]
    w = 0.4 * x + np.sqrt(1 - 0.16) * rng.normal(size=N)
    b = (rng.random(N) < 1 / (1 + np.exp(-x))).astype(float)
    eta = TRUE["x"] * x + TRUE["w"] * w + TRUE["b"] * b + product * x * w
    error = np.sqrt(1 - icc) * rng.normal(size=N) + np.sqrt(icc) * rng.normal(size=TEAMS)[team]
    y = eta + error
    if family == "binomial":
        y = (rng.random(N) < 1 / (1 + np.exp(-eta))).astype(float)
    full = np.column_stack([y, x, w, b])
    held = full.copy()
    if lack == "mcar":
        for column in (0, 1, 3):
            held[rng.random(N) < SHARE, column] = np.nan
    else:  # thirds of the people, so that what is missing depends on what is there alone
        third, driver = rng.integers(0, 3, N), (y - y.mean()) / y.std()
        for part, (column, by) in enumerate(((1, driver), (3, -w), (0, w))):
            lost = rng.random(N) < 1 / (1 + np.exp(-0.4 - by))
            held[(third == part) & lost, column] = np.nan
    return full, held, team


def fitted(data, team, family, *, product):
    """Coefficients, CR2 covariance and df where there are teams, else HC3."""
    X = data[:, 1:]
    if product:
        X = np.column_stack([X, X[:, 0] * X[:, 1]])
    fit = (
        glm(data[:, 0], X, family, clusters=team)
        if family == "binomial"
        else ols(data[:, 0], X, team)
    )
    kind = "hc3" if team is None else "cr2"
    return fit.b, fit.vcov[kind], fit.df[kind]


def study(rng, design):
    """Estimate, error and limits by way of dealing with the holes."""
    family, product = design.get("family", "gaussian"), bool(design.get("product"))
    full, held, team = draw(rng, **design)
    team = team if design.get("icc") else None
    complete = ~np.isnan(held).any(axis=1)
    made = impute(
        [Variable(c) for c in held.T],
        FEWEST,
        int(rng.integers(2**31)),
        outcome=0,
        terms=[(1, 2)] if product else (),
        groups=team,
    )
    each = [fitted(np.column_stack(s), team, family, product=product) for s in made.sets]
    pooled = rubin(np.array([e[0] for e in each]), np.array([e[1] for e in each]))
    df = np.mean([e[2] for e in each], axis=0)
    found = {
        "imputed": (
            pooled.b,
            pooled.se,
            [pooled.df(unit, d) for unit, d in zip(np.eye(len(df)), df, strict=True)],
        )
    }
    for name, rows in (("complete", complete), ("full", np.ones(N, dtype=bool))):
        data = held if name == "complete" else full
        b, V, d = fitted(
            data[rows], None if team is None else team[rows], family, product=product
        )
        found[name] = (b, np.sqrt(np.diag(V)), d)
    return found


def summary(kept, truth):
    """Coverage, bias and error of every term, of (studies, terms, 4) numbers."""
    est, se, lower, upper = np.moveaxis(np.array(kept), 2, 0)
    return {
        term: {
            "coverage": round(float(np.mean((lower[:, i] <= t) & (t <= upper[:, i]))), 4),
            "bias": round(float(est[:, i].mean() - t), 4),
            "se over sd": round(float(se[:, i].mean() / est[:, i].std(ddof=1)), 3),
        }
        for i, (term, t) in enumerate(truth.items())
    }


def regressions(design):
    """A function of a generator that gives one study, and the truth."""
    truth = TRUE | ({"x:w": design["product"]} if design.get("product") else {})

    def drawn(rng):
        for way, (b, se, df) in study(rng, design).items():
            reach = np.array([t_quantile(0.975, d) for d in df]) * se
            yield way, np.array([b, se, b - reach, b + reach]).T[1:]

    return drawn, truth


def kinds(world):
    """The same of a kind of analysis."""

    def drawn(rng):
        for way, found in imputed_kinds.study(rng, world).items():
            yield way, np.array([found[term] for term in world.truth])

    return drawn, world.truth


def main() -> None:
    studies = int(sys.argv[1]) if len(sys.argv) > 1 else STUDIES
    only = sys.argv[2:]
    file = Path(__file__).with_suffix(".json")
    out = json.loads(file.read_text()) if only and file.is_file() else {}
    worlds = {name: regressions(design) for name, design in DESIGNS.items()}
    worlds |= {name: kinds(world) for name, world in imputed_kinds.WORLDS.items()}
    for at, (name, (drawn, truth)) in enumerate(worlds.items()):
        if only and name not in only:
            continue
        count = studies if name in DESIGNS else min(studies, KINDS)
        kept = {}
        for s in range(count):
            for way, values in drawn(np.random.default_rng([20261127, at, s])):
                kept.setdefault(way, []).append(values)
        out[name] = {"studies": count} | {w: summary(v, truth) for w, v in kept.items()}
        file.write_text(json.dumps(out, indent=1) + "\n")
        for way in kept:
            print(name, way, json.dumps(out[name][way]), flush=True)


if __name__ == "__main__":
    main()
