"""Time the engine, and lavaan beside it in the same run; print ratios.

Absolute times move with the machine's load; ratios of one run can be compared. BLAS runs on
one thread on both sides. `python -m bench --study` times the whole tasks alone.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys
import tempfile
import time
import tracemalloc
from collections.abc import Callable
from pathlib import Path
from typing import Any

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS"):
    os.environ.setdefault(_name, "1")

import numpy as np
import pandas as pd

from bench import ingest, study
from cpsurvey.sem.after.bootstrap import bootstrap
from cpsurvey.sem.fit import fit

ROOT = Path(__file__).parents[1]
DATA = ROOT / "tests" / "gold" / "data"
HS = "visual =~ x1 + x2 + x3\ntextual =~ x4 + x5 + x6\nspeed =~ x7 + x8 + x9"
PD = """ind60 =~ x1 + x2 + x3
dem60 =~ y1 + y2 + y3 + y4
dem65 =~ y5 + y6 + y7 + y8
dem60 ~ ind60
dem65 ~ ind60 + dem60
y1 ~~ y5
y2 ~~ y4 + y6
y3 ~~ y7
y4 ~~ y8
y6 ~~ y8"""
GOALS = {
    "boot_hs": 50,
    "boot_pd": 50,
    "boot_m3": 30,
    "fit_hs": 10,
    "fit_pd": 10,
    "fit_m3": 10,
    "wlsmv_25": 30,
    "wlsmv_50": 30,
    "fiml_15": 25,
    "million": 10,
}
WHAT = {
    "boot_hs": "bootstrap refits, Holzinger-Swineford CFA",
    "boot_pd": "bootstrap refits, political democracy",
    "boot_m3": "bootstrap refits, structural model m3 (41 variables)",
    "fit_hs": "fit with errors and indices, Holzinger-Swineford",
    "fit_pd": "fit with errors and indices, political democracy",
    "fit_m3": "fit with errors and indices, m3",
    "wlsmv_25": "WLSMV, 25 ordinal items",
    "wlsmv_50": "WLSMV, 50 ordinal items, 1,000 rows",
    "fiml_15": "FIML-MLR, 15 items, 10 % missing, 1,000 rows",
    "million": "ML fit of 7 items, a million rows",
}


def main() -> int:
    """Print the table; 0 whatever the ratios: they are facts, not tests."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        inputs = _inputs(place)
        if "--study" not in sys.argv:
            _engine(inputs, place)
        _study(inputs, place)
    print()
    return ingest.main()


def _engine(inputs: dict[str, object], place: Path) -> None:
    """Ratios to lavaan, task by task."""
    ours = _ours(inputs)
    theirs = _theirs(place)
    print(f"{'':<52}{'cpsurvey':>13}{'lavaan':>13}{'ratio':>9}{'goal':>7}{'MB':>8}{'MB R':>8}")
    for name, mine in ours.items():
        other = theirs.get(name)
        ratio = other["seconds"] / mine["seconds"] if other else None
        if name.startswith("boot") and other:
            ratio = mine["per_second"] / other["per_second"]
            cells = (f"{mine['per_second']:.0f} /s", f"{other['per_second']:.1f} /s")
        elif name.startswith("boot"):
            cells = (f"{mine['per_second']:.0f} /s", "-")
        else:
            shown = f"{1e3 * other['seconds']:.1f} ms" if other else "-"
            cells = (f"{1e3 * mine['seconds']:.1f} ms", shown)
        times = f"{ratio:.1f}x" if ratio else "-"
        memory = f"{other['peak_mb']:.0f}" if other else "-"
        print(
            f"{WHAT[name]:<52}{cells[0]:>13}{cells[1]:>13}{times:>9}{GOALS[name]:>6}x"
            f"{mine['peak_mb']:>8.0f}{memory:>8}"
        )


def _study(inputs: dict[str, object], place: Path) -> None:
    """Whole tasks, with goals in seconds."""
    folder = study.demo(place)
    m3, frame = inputs["m3"]
    ours = {
        "scales": study.scales(folder, place),
        "draws": study.draws(fit(m3, frame)),
        "analyze": study.analyze(folder),
    }
    names = ("study.csv", "study.json", "m3.lav", "m3.csv")
    theirs = _r("scales.R", [str(place / name) for name in names])
    load = os.getloadavg()[0]
    print(f"\nwhole tasks; load of the machine {load:.1f} on {os.cpu_count()} cores")
    for name, found in ours.items():
        study.show(name, found, theirs.get(name))


def _inputs(place: Path) -> dict[str, object]:
    """Data both sides read, drawn once."""
    from cpsurvey.design import load_questionnaire
    from cpsurvey.simulate import simulate

    rng = np.random.default_rng(1)
    questionnaire = load_questionnaire("cop-callcentre-0.1.0").questionnaire
    m3 = questionnaire.models["m3"].syntax
    (place / "m3.lav").write_text(m3)
    drawn = simulate(questionnaire, 600, seed=1, careless=0, missing=0, dropout=0)
    columns = {n: drawn.answers[n] for n in questionnaire.items}
    columns["tenure"] = drawn.scores["tenure_centre"]
    frame = pd.DataFrame(columns)
    frame.to_csv(place / "m3.csv", index=False)
    wide = _factors(rng, 1000, 50)
    cuts = np.array([-1.2, -0.4, 0.5, 1.3])
    ordinal = pd.DataFrame(
        np.searchsorted(cuts, wide) + 1, columns=[f"o{i}" for i in range(50)]
    )
    ordinal.to_csv(place / "ordinal.csv", index=False)
    miss = _factors(rng, 1000, 15)
    miss[rng.random(miss.shape) < 0.1] = np.nan
    missing = pd.DataFrame(miss, columns=[f"m{i}" for i in range(15)])
    missing.to_csv(place / "missing.csv", index=False, na_rep="NA")
    one = rng.normal(size=(1_000_000, 1))
    big = pd.DataFrame(
        0.7 * one + 0.7 * rng.normal(size=(1_000_000, 7)), columns=[f"b{i}" for i in range(7)]
    )
    big.to_csv(place / "big.csv", index=False, float_format="%.5f")
    bfi = pd.read_csv(DATA / "bfi.csv")
    return {
        "m3": (m3, frame),
        "bfi": bfi.iloc[:, :25].dropna(),
        "ordinal": ordinal,
        "missing": missing,
        "big": {n: big[n].to_numpy() for n in big},
    }


def _factors(rng: np.random.Generator, n: int, p: int) -> np.ndarray:
    common = rng.normal(size=(n, p // 5))
    common = common + 0.6 * rng.normal(size=(n, 1))
    return 0.75 * np.repeat(common, 5, axis=1) + 0.66 * rng.normal(size=(n, p))


def _five(names: list[str]) -> str:
    parts = [names[i : i + 5] for i in range(0, len(names), 5)]
    return "\n".join(f"f{part[0]} =~ " + " + ".join(part) for part in parts)


def _ours(inputs: dict[str, object]) -> dict[str, dict[str, float]]:
    hs = pd.read_csv(DATA / "holzinger_swineford.csv")
    pd_ = pd.read_csv(DATA / "political_democracy.csv")
    m3, frame = inputs["m3"]
    bfi, ordinal, missing = inputs["bfi"], inputs["ordinal"], inputs["missing"]
    big = inputs["big"]
    found = {}
    for name, fitted, draws in (
        ("boot_hs", fit(HS, hs, kind="cfa"), 4000),
        ("boot_pd", fit(PD, pd_), 4000),
        ("boot_m3", fit(m3, frame), 500),
    ):
        bootstrap(fitted, 64, seed=2)
        found[name] = _timed(lambda f=fitted, d=draws: bootstrap(f, d, seed=1), 1)
        found[name]["per_second"] = draws / found[name]["seconds"]
    found["fit_hs"] = _timed(lambda: fit(HS, hs, kind="cfa"), 20)
    found["fit_pd"] = _timed(lambda: fit(PD, pd_), 20)
    found["fit_m3"] = _timed(lambda: fit(m3, frame), 3)
    found["wlsmv_25"] = _timed(lambda: fit(_five(list(bfi)), bfi, kind="cfa", ordered="all"), 3)
    found["wlsmv_50"] = _timed(
        lambda: fit(_five(list(ordinal)), ordinal, kind="cfa", ordered="all"), 1
    )
    found["fiml_15"] = _timed(
        lambda: fit(_five(list(missing)), missing, kind="cfa", missing="fiml", estimator="mlr"),
        3,
    )
    found["million"] = _timed(lambda: fit("f =~ " + " + ".join(big), big, kind="cfa"), 3)
    return found


def _timed(task: Callable[[], object], times: int) -> dict[str, float]:
    """Mean seconds; then once more for the peak of memory, which slows it down."""
    start = time.perf_counter()
    for _ in range(times):
        task()
    seconds = (time.perf_counter() - start) / times
    tracemalloc.start()
    task()
    peak = tracemalloc.get_traced_memory()[1] / 1e6
    tracemalloc.stop()
    return {"seconds": seconds, "peak_mb": peak}


def _theirs(place: Path) -> dict[str, dict[str, float]]:
    names = ("m3.lav", "m3.csv", "ordinal.csv", "missing.csv", "big.csv")
    said = _r("peers.R", [str(DATA), *(str(place / name) for name in names)])
    if not said:
        return {}
    print(f"{said['R']}; lavaan {said['lavaan']}; one BLAS thread")
    return said["times"]


def _r(script: str, arguments: list[str]) -> dict[str, Any]:
    """What an R script of this folder prints as JSON; nothing where there is no R."""
    if shutil.which("Rscript") is None:
        print("Rscript is not here: only our side is timed", file=sys.stderr)
        return {}
    argv = ["Rscript", str(ROOT / "bench" / script), *arguments]
    done = subprocess.run(argv, capture_output=True, text=True, check=False)
    if done.returncode:
        print(f"R stopped: {done.stderr.strip()[-300:]}", file=sys.stderr)
        return {}
    return json.loads(done.stdout)


if __name__ == "__main__":
    raise SystemExit(main())
