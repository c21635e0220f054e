"""Ordered answers of people in teams: do errors robust to teams hold, and others not?

Run: python -m bench.ordered [data sets] [processes] [part of a design's name] [first]. Further
data sets, from number `first` on, are fitted with clusters alone and stored beside. There is no
other program's number to compare with, so that truth is simulated: 50 teams, two factors of
four items with five answers each, a covariate of each person (x) and one of each team (w), an
intraclass correlation of .1 in everything but w. 95 % intervals should hold the truth in 93 to
97 of 100 data sets. A design without resemblance shows what is the estimator's own.
"""

from __future__ import annotations

import json
import sys
from concurrent.futures import ProcessPoolExecutor
from functools import partial
from pathlib import Path

import numpy as np

from cpsurvey.sem.fit import fit

STORED = Path(__file__).parent / "ordered.json"
TEAMS = 50
DESIGNS = {"teams of 12": (12, 0.1), "teams of 20": (20, 0.1), "nobody alike": (12, 0.0)}
"""People per team, and the intraclass correlation."""
CUTS = (-1.2, -0.4, 0.4, 1.2)
LOADINGS = (0.8, 0.75, 0.7, 0.65)
A = 0.5
ON_F, ON_G = np.array([0.3, 0.3]), np.array([0.2, 0.0])
"""Slopes of both factors on x and w, which are uncorrelated."""
ITEMS = [f"{factor}{k}" for factor in "fg" for k in range(1, 5)]
MODEL = """
f =~ f1 + f2 + f3 + f4
g =~ g1 + g2 + g3 + g4
f ~ p*x + r*w
g ~ a*f + q*x
ind := p*a
from_team := r*a
"""
Z975 = 1.959963984540054


def draw(seed: int, size: int, icc: float) -> tuple[dict[str, np.ndarray], np.ndarray]:
    """Answers, covariates and teams of one data set."""
    rng = np.random.default_rng([20261128, seed])
    teams = np.repeat(np.arange(TEAMS), size)

    def shared() -> np.ndarray:
        """A standard normal variable of which teams share a part."""
        own, between = rng.normal(size=len(teams)), rng.normal(size=TEAMS)[teams]
        return np.sqrt(1.0 - icc) * own + np.sqrt(icc) * between

    x, w = shared(), rng.normal(size=TEAMS)[teams]
    given = np.column_stack([x, w])
    total = ON_G + A * ON_F
    f_rest = np.sqrt(1.0 - ON_F @ ON_F) * shared()
    rest = 1.0 - total @ total - A**2 * (1.0 - ON_F @ ON_F)
    f = given @ ON_F + f_rest
    g = A * f + given @ ON_G + np.sqrt(rest) * shared()
    data = {"x": x, "w": w}
    for name in ITEMS:
        loading = LOADINGS[int(name[1]) - 1]
        factor = f if name[0] == "f" else g
        y = loading * factor + np.sqrt(1.0 - loading**2) * shared()
        data[name] = np.digitize(y, CUTS).astype(float)
    return data, teams


def truth() -> dict[str, float]:
    """Parameters in the metric of the delta parameterisation: answers given x vary by one."""
    given = {"f": ON_F @ ON_F, "g": (ON_G + A * ON_F) @ (ON_G + A * ON_F)}

    def scale(name: str) -> float:
        loading = LOADINGS[int(name[1]) - 1]
        return 1.0 / float(np.sqrt(1.0 - loading**2 * given[name[0]]))

    first = {factor: LOADINGS[0] * scale(f"{factor}1") for factor in "fg"}
    found = {
        f"{name[0]}=~{name}": LOADINGS[int(name[1]) - 1] * scale(name) / first[name[0]]
        for name in ITEMS
    }
    found["f~x"], found["f~w"] = (float(b) for b in ON_F * first["f"])
    found["g~f"] = A * first["g"] / first["f"]
    found["g~x"] = float(ON_G[0]) * first["g"]
    found["ind:="] = found["f~x"] * found["g~f"]
    found["from_team:="] = found["f~w"] * found["g~f"]
    for name in ITEMS:
        found |= {f"{name}|t{k}": c * scale(name) for k, c in enumerate(CUTS, 1)}
    return found


def one(
    seed: int, size: int, icc: float, *, both: bool = True
) -> dict[str, dict[str, tuple[float, ...]] | dict[str, float]]:
    """Estimates, errors and limits of a data set, with clusters and without; both tests' p."""
    data, teams = draw(seed, size, icc)
    known = truth()
    found: dict[str, dict[str, tuple[float, ...]] | dict[str, float]] = {}
    p = {}
    for name, cluster in (("clusters", teams.tolist()), ("none", None))[: 1 + both]:
        fitted = fit(MODEL, data, ordered=ITEMS, cluster=cluster)
        rows = {}
        for e in fitted.estimates:
            key = f"{e.lhs}:=" if e.op == ":=" else f"{e.lhs}{e.op}{e.rhs}"
            if key in known and e.se:
                rows[key] = (e.est, e.se, float(e.ci_lower), float(e.ci_upper))
        found[name] = rows
        p[name] = float(fitted.fit["pvalue.scaled"] or 0.0)
    found["p"] = p
    return found


def summary(
    sets: int, processes: int, size: int, icc: float, first: int = 0
) -> dict[str, object]:
    """Coverage of every parameter, errors over standard deviations, size of the tests."""
    with ProcessPoolExecutor(processes) as pool:
        work = partial(one, size=size, icc=icc, both=not first)
        drawn = list(pool.map(work, range(first, first + sets), chunksize=4))
    known = truth()
    lines = {}
    for key in drawn[0]["clusters"]:
        line: dict[str, float] = {"truth": known[key]}
        for how in drawn[0]["p"]:
            est, se, low, high = np.array([d[how][key] for d in drawn]).T
            line[f"coverage_{how}"] = float(((low <= known[key]) & (known[key] <= high)).mean())
            line[f"error_over_sd_{how}"] = float(se.mean() / est.std(ddof=1))
            if how == "clusters":
                normal = np.abs(est - known[key]) <= Z975 * se
                line["coverage_normal"] = float(normal.mean())
        line["mean"] = float(np.mean([d["clusters"][key][0] for d in drawn]))
        lines[key] = line
    rejected = {
        how: float(np.mean([d["p"][how] < 0.05 for d in drawn])) for how in drawn[0]["p"]
    }
    return {
        "first": first,
        "sets": sets,
        "teams": TEAMS,
        "size": size,
        "icc": icc,
        "parameters": lines,
        "rejected": rejected,
    }


def _shown(row: dict[str, float], name: str) -> str:
    """Coverage or errors; a dash for what was not drawn."""
    found = row.get(name)
    return "    –" if found is None else f"{found:.3f}"


def show(found: dict[str, object]) -> str:
    """The stored result as a table."""
    lines = [
        f"{'':12} {'truth':>7} {'mean':>7}   coverage with teams, by z, without   error / sd"
    ]
    for key, row in found["parameters"].items():  # type: ignore[attr-defined]
        lines.append(
            f"{key:12} {row['truth']:7.3f} {row['mean']:7.3f}   "
            f"{_shown(row, 'coverage_clusters')} {row['coverage_normal']:.3f} "
            f"{_shown(row, 'coverage_none')}   {row['error_over_sd_clusters']:.3f} "
            f"{_shown(row, 'error_over_sd_none')}"
        )
    lines.append(f"5 % tests reject: {found['rejected']}")
    return "\n".join(lines)


def main(sets: int = 500, processes: int = 1, part: str = "", first: int = 0) -> None:
    """Run the designs whose names hold `part`; results of 500 data sets and more are kept."""
    kept = json.loads(STORED.read_text()) if STORED.is_file() else {}
    for name, (size, icc) in DESIGNS.items():
        if part not in name:
            continue
        found = summary(sets, processes, size, icc, first)
        name = f"{name}, from {first}" if first else name
        print(f"{name}\n{show(found)}", flush=True)
        if sets >= 500:
            kept[name] = found
            STORED.write_text(json.dumps(kept, indent=1) + "\n")


if __name__ == "__main__":
    given = sys.argv[1:]
    main(*(int(one) for one in given[:2]), *given[2:3], *(int(one) for one in given[3:4]))
