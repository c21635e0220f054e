"""Are planted changes found, and changed items not taken for one? ``python -m bench.waves``.

Two waves of one scale of five items (loadings .65 to .8, stability .6, what is the items' own
lasting too). What is counted is the word of the report for one scale: a change is said only
where measurement holds over the waves, the interval of the factor's mean leaves out zero, and
it does so whichever single item is free. Beside it: what a paired t test (Welch's for other
people) of the scale's mean would have said.
"""

from __future__ import annotations

import os
import sys

os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")

import numpy as np
from scipy import stats

from cpsurvey.analysis.ladder import Measured, Setting
from cpsurvey.cutoffs import CHEN
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.waves.factor import climbed, shifts
from cpsurvey.kinds.waves.longitudinal import Longitudinal
from cpsurvey.kinds.waves.run import word

REPLICATIONS = 500
MOST = 34
"""Of 500; at a true 5%, 97% of counts do not exceed it."""
LOADINGS = np.array([0.8, 0.7, 0.75, 0.65, 0.7])
SETTING = Setting("mlr", "test", strict=False, limits=CHEN["adequate"])
CASES = {
    "nothing changes": {},
    "one item shifts by 0.15 SD": {"shift": {2: 0.15}},
    "one item shifts by 0.30 SD": {"shift": {2: 0.30}},
    "one item shifts by 0.60 SD": {"shift": {2: 0.60}},
    "one item's loading falls by .3": {"loading": {1: -0.3}},
    "two items shift by 0.60 SD": {"shift": {1: 0.6, 2: 0.6}},
    "other people, nothing changes": {"people": "new"},
    "other people, one item shifts by 0.30 SD": {"people": "new", "shift": {2: 0.30}},
    "change of 0.25 SD": {"change": 0.25},
    "change of 0.25 SD, one item shifts by 0.60 SD": {"change": 0.25, "shift": {2: 0.60}},
}


def answers(rng, n, *, people="same", change=0.0, shift=None, loading=None):
    """Answers of two waves, (n, 5) each, in 7 steps."""
    first, own = rng.normal(size=n), rng.normal(size=(n, 5))
    waves = []
    for w in range(2):
        level = first
        if w:
            kept = 0.6 if people == "same" else 0.0
            level = kept * first + np.sqrt(1 - kept**2) * rng.normal(size=n) + change
            own = own if people == "same" else rng.normal(size=(n, 5))
        load = LOADINGS + np.array([(loading or {}).get(i, 0.0) * w for i in range(5)])
        rest = np.sqrt(1 - LOADINGS**2)
        noise = rest * (np.sqrt(0.3) * own + np.sqrt(0.7) * rng.normal(size=(n, 5)))
        moved = np.array([(shift or {}).get(i, 0.0) * w for i in range(5)])
        waves.append(np.clip(np.rint(4 + 1.25 * (level[:, None] * load + noise + moved)), 1, 7))
    return waves


def said(first, second, people):
    """Word of the report, the change of the factor's mean, and the naive test's verdict."""
    names = [f"x{i}" for i in range(1, 6)]
    if people == "same":
        data = {
            f"w{w}_{name}": wave[:, i]
            for w, wave in enumerate((first, second), 1)
            for i, name in enumerate(names)
        }
        model = Longitudinal("s", names, data, ["1", "2"])
        naive = stats.ttest_rel(second.mean(axis=1), first.mean(axis=1)).pvalue < 0.05
    else:
        both = np.vstack([first, second])
        group = ["1"] * len(first) + ["2"] * len(second)
        columns = {name: both[:, i] for i, name in enumerate(names)}
        model = Measured("s", {"s": names}, columns, group, ["1", "2"])
        means = second.mean(axis=1), first.mean(axis=1)
        naive = stats.ttest_ind(*means, equal_var=False).pvalue < 0.05
    on = climbed(model, SETTING, {})
    if on.scalar is None:
        return on.silent or "nothing", None, naive
    try:
        (shift,) = shifts(on, "s", [(0, 1)])
    except CpsurveyError:
        return "nothing", None, naive
    return word(shift), shift.est, naive


def case(label, n, replications, **plant):
    """Print how often a change is said, and how often by the naive test."""
    told, naive, silent, sizes = 0, 0, 0, []
    people = plant.get("people", "same")
    for seed in range(replications):
        first, second = answers(np.random.default_rng([7, seed]), n, **plant)
        found, est, plain = said(first, second, people)
        told += found in ("rose", "fell")
        silent += est is None
        naive += plain
        if est is not None:
            sizes.append(est)
    print(
        f"| {label} | {n} | {told} | {naive} | {silent} | {np.mean(sizes):.3f} |",
        flush=True,
    )
    return told


def main(replications=REPLICATIONS):
    """Every case; false changes beyond the bound end with status 1."""
    print(
        f"| planted ({replications} studies each) | n | said | naive | silent | mean change |"
    )
    print("|---|--:|--:|--:|--:|--:|", flush=True)
    worst = 0
    for label, plant in CASES.items():
        told = case(label, 200, replications, **plant)
        if "change" not in plant:
            worst = max(worst, told)
    print(f"\nmost false changes: {worst} of {replications}")
    return 1 if replications == REPLICATIONS and worst > MOST else 0


if __name__ == "__main__":
    sys.exit(main(int(sys.argv[1]) if len(sys.argv) > 1 else REPLICATIONS))
