"""Size and power of joint inference on specifications, and the time that they take.

    python -m bench.multiverse [data sets] [draws]

Draws studies of five-point items in teams. Without an effect at most one data set in twenty
may be told from none, by any of the three statistics; with one of an eighth of a standard
deviation most should be. Effects: total, direct and indirect, and of a product.
"""

from __future__ import annotations

import itertools
import json
import sys
import time
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from cpsurvey.stats.multiverse import joint
from cpsurvey.stats.multiverse.effects import Places, Specification, effects
from cpsurvey.stats.multiverse.sums import Sums

Array = NDArray[np.float64]
RESULTS = Path(__file__).with_name("multiverse.json")
TEAMS, MEMBERS, ICC, LOADING = 40, 9, 0.1, 0.72
CUTS = (-1.5, -0.5, 0.5, 1.5)
ITEMS = {"all": range(5), "first": range(3), "last": range(2, 5)}
CONTROLS: tuple[tuple[int, ...], ...] = ((), (0,), (0, 1))
ESTIMATORS = ("ols", "within", "random", "rank")
EFFECTS = ("total", "direct", "indirect", "moderation")
STATISTICS = ("median", "significant", "stouffer")


def study(effect: float, rng: np.random.Generator) -> tuple[dict[str, Array], Array]:
    """Items (n, 5) of source, mediator, outcome and moderator, and two controls."""
    team = np.repeat(np.arange(TEAMS), MEMBERS)
    n = len(team)

    def noise() -> Array:
        shared = rng.normal(size=TEAMS)[team]
        return np.asarray(np.sqrt(ICC) * shared + np.sqrt(1 - ICC) * rng.normal(size=n))

    controls = np.column_stack([noise(), noise()])
    x = noise()
    m = 0.4 * x + noise()
    w = 0.3 * x + noise()
    y = effect * (x + m + m * w) + 0.3 * controls.sum(axis=1) + noise()
    found = {}
    for name, true in (("x", x), ("m", m), ("y", y), ("w", w)):
        z = (true - true.mean()) / true.std()
        own = rng.normal(size=(n, 5)) * np.sqrt(1 - LOADING**2)
        found[name] = np.digitize(LOADING * z[:, None] + own, CUTS).astype(float)
    return found, controls


def specifications(items: dict[str, Array], controls: Array) -> list[Specification]:
    """Three sets of items, three of controls, four estimators: 36."""
    begins = np.arange(TEAMS) * MEMBERS
    found = []
    for which, held, estimator in itertools.product(ITEMS, CONTROLS, ESTIMATORS):
        scores = [items[name][:, ITEMS[which]].mean(axis=1) for name in "xmyw"]
        if estimator == "rank":
            scores = [_ranks(one) for one in scores]
        scores = [(one - one.mean()) / one.std(ddof=1) for one in scores]
        columns = [*scores, scores[1] * scores[3], *controls[:, held].T, np.ones(len(controls))]
        places = Places(0, (1,), 2, 3, 4, tuple(range(5, 5 + len(held))))
        sums = Sums(np.column_stack(columns), begins)
        found.append(Specification(sums, places, estimator, [[frozenset()]]))  # type: ignore[arg-type]
    return found


def _ranks(x: Array) -> Array:
    _, member, count = np.unique(x, return_inverse=True, return_counts=True)
    return np.asarray((np.cumsum(count) - (count - 1) / 2.0)[member])


def pvalues(every: list[Specification], drawn: NDArray[np.uint16]) -> dict[str, list[float]]:
    """Three p-values of each effect."""
    found = {}
    for effect in EFFECTS:
        curves = []
        for one in every:
            asked = {"total": one.total, "direct": one.direct, "moderation": one.moderated}
            chosen = asked.get(effect)
            curves.append(
                joint.coefficient(one, chosen, drawn) if chosen else joint.indirect(one, drawn)
            )
        held = joint.joint(curves)
        found[effect] = [getattr(held, name).pvalue for name in STATISTICS]
    return found


def rejected(effect: float, sets: int, draws: int) -> dict[str, list[float]]:
    """Share of data sets with p <= .05 by each statistic."""
    counts = {name: np.zeros(len(STATISTICS)) for name in EFFECTS}
    for seed in range(sets):
        rng = np.random.default_rng([20261127, seed])
        every = specifications(*study(effect, rng))
        drawn = rng.multinomial(TEAMS, np.full(TEAMS, 1 / TEAMS), size=draws)
        for name, three in pvalues(every, drawn.astype(np.uint16)).items():
            counts[name] += np.array(three) <= 0.05
    return {name: [round(float(c), 4) for c in count / sets] for name, count in counts.items()}


def speed(many: int = 400) -> float:
    """Milliseconds of processor time of a specification, every effect with its interval."""
    rng = np.random.default_rng(1)
    every = specifications(*study(0.2, rng))
    normal = rng.standard_normal((2000, 2))
    begun = time.process_time()
    for at in range(many):
        one = every[at % len(every)]
        again = Sums(one.sums.z, one.sums.begins)
        effects(Specification(again, one.places, one.estimator, one.earlier), normal)
    return 1000 * (time.process_time() - begun) / many


def main() -> None:
    """Rates, stored beside this file."""
    sets, draws = (int(a) for a in [*sys.argv[1:], *("200", "500")[len(sys.argv) - 1 :]])
    found = {
        "sets": sets,
        "draws": draws,
        "specifications": len(ITEMS) * len(CONTROLS) * len(ESTIMATORS),
        "teams": TEAMS,
        "respondents": TEAMS * MEMBERS,
        "statistics": STATISTICS,
        "size": rejected(0.0, sets, draws),
        "power": rejected(0.12, sets, draws),
    }
    RESULTS.write_text(json.dumps(found, indent=1) + "\n", encoding="utf-8")
    print(f"{'':12}{'no effect':>30}{'effect':>30}")
    print(f"{'':12}" + "".join(f"{name:>10}" for name in STATISTICS) * 2)
    for name in EFFECTS:
        rates = [*found["size"][name], *found["power"][name]]
        print(f"{name:12}" + "".join(f"{rate:10.3f}" for rate in rates))
    print(f"a specification: {speed():.1f} ms of processor time")


if __name__ == "__main__":
    main()
