"""Does the program find communities where there are none, and those that there are?

Run: python -m bench.emergence [data sets] [processes] [parts]. 80 people in 8 teams, 320
nominations of one to five times a month, 200 random networks, the best of 10 runs. Three worlds
without communities beyond teams (part `nothing`), each with 0, 20 and 50 % of people who did
not answer: ties at random; ties at random with unequal degrees; teams alone are real. Emergence
is claimed where p is at most .05 against random networks with the same degrees and against
those that keep everybody's ties within and beyond teams. `right_null` counts the claims by the
random networks that are right for the world alone, a test at 5 %: at most 34 of 500 are
allowed. Part `small` is the same of 40 people, with fewer random networks and runs. In part
`planted` five communities cross the teams, and a share of ties falls at random.
"""

from __future__ import annotations

import itertools
import json
import sys
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Any

import numpy as np
from scipy.stats import binom

from cpsurvey.stats.communities.emergence import claimed
from cpsurvey.stats.communities.found import consensus
from cpsurvey.stats.communities.partitions import adjusted_rand
from cpsurvey.stats.network.ties import Arcs

STORED = Path(__file__).parent / "emergence.json"


@dataclass(frozen=True, slots=True)
class Size:
    """How large data sets are, and how much is drawn of each."""

    n: int
    ties: int
    teams: int
    draws: int
    runs: int

    @property
    def team(self) -> np.ndarray:
        """(n,) formal groups."""
        return np.arange(self.n) % self.teams


FULL = Size(80, 320, 8, draws=200, runs=10)
SMALL = Size(40, 160, 5, draws=39, runs=3)
"""A twentieth of the work of a data set: many more can be drawn."""
PARTS = {"small": SMALL, "nothing": FULL}
COMMUNITIES = 5
ABSENT = (0.0, 0.2, 0.5)
INSIDE = (0.9, 0.8, 0.7, 0.6)
"""Share of ties inside planted communities; the rest falls anywhere."""
PLANTED = 10
"""Data sets of each planted world."""
STEP = 50
"""Data sets after which what was found is stored."""
COMMUNITY = np.arange(FULL.n) // (FULL.n // COMMUNITIES)
Rng = np.random.Generator


def erdos_renyi(_rng: Rng, size: Size) -> np.ndarray:
    """Chances of every tie: all alike."""
    return np.ones((size.n, size.n))


def unequal(rng: Rng, size: Size) -> np.ndarray:
    """Some are asked by many, some ask many."""
    return np.outer(rng.lognormal(0, 0.5, size.n), rng.lognormal(0, 1, size.n))


def teams(rng: Rng, size: Size) -> np.ndarray:
    """Ten times as likely inside a team, and unequal."""
    return np.where(size.team[:, None] == size.team, 10.0, 1.0) * unequal(rng, size)


def planted(inside: float) -> np.ndarray:
    """Communities that cross teams."""
    same = COMMUNITY[:, None] == COMMUNITY
    np.fill_diagonal(same, val=False)
    anywhere = ~np.eye(FULL.n, dtype=bool)
    return inside * same / same.sum() + (1 - inside) * anywhere / anywhere.sum()


WORLDS: dict[str, Callable[[Rng, Size], np.ndarray]] = {
    "erdos_renyi": erdos_renyi,
    "degree_matched": unequal,
    "team_blocked": teams,
}


def network(chances: np.ndarray, ties: int, absent: float, rng: Rng) -> Arcs:
    """Ties drawn without repetition, those of who did not answer left out."""
    n = len(chances)
    chances = chances.copy()
    np.fill_diagonal(chances, 0.0)
    p = chances.ravel() / chances.sum()
    pair = np.sort(rng.choice(n * n, ties, replace=False, p=p))
    silent = np.zeros(n, dtype=bool)
    silent[rng.choice(n, round(absent * n), replace=False)] = True
    pair = pair[~silent[pair // n]]
    return Arcs(n, pair // n, pair % n, rng.integers(1, 6, len(pair)).astype(float))


def of_nothing(size: Size, world: str, absent: float, seed: int) -> tuple[bool, bool]:
    """Whether a network without communities beyond teams is claimed to have some.

    By the random networks that are right for its world, and by both kinds.
    """
    rng = np.random.default_rng([*world.encode(), int(100 * absent), seed])
    ties = network(WORLDS[world](rng, size), size.ties, absent, rng)
    blocks = [None, size.team[None, :]]
    right, other = blocks[::-1] if world == "team_blocked" else blocks
    first = claimed(ties, right, seed, size.draws, size.runs)
    return first, first and claimed(ties, other, seed, size.draws, size.runs)


def of_something(inside: float, absent: float, seed: int) -> tuple[bool, float, float]:
    """Whether planted communities are claimed, agreement with them, and between runs."""
    rng = np.random.default_rng([int(100 * inside), int(100 * absent), seed])
    ties = network(planted(inside), FULL.ties, absent, rng)
    every = [
        claimed(ties, blocks, seed, FULL.draws, FULL.runs)
        for blocks in (FULL.team[None, :], None)
    ]
    found = consensus(ties, seed)
    there = found.group >= 0
    agreed = adjusted_rand(found.group[there], COMMUNITY[there])
    return all(every), agreed, found.stability


Row = dict[str, Any]
Stored = dict[str, list[Row]]


def main() -> None:
    """Go on with every world that is not stored with as many data sets; print and store."""
    sets = int(sys.argv[1]) if len(sys.argv) > 1 else 500
    processes = int(sys.argv[2]) if len(sys.argv) > 2 else 2
    parts = sys.argv[3:] or [*PARTS, "planted"]
    stored: Stored = json.loads(STORED.read_text("utf-8")) if STORED.is_file() else {}
    with ProcessPoolExecutor(processes) as pool:
        for part, absent, world in itertools.product(PARTS, ABSENT, WORLDS):
            cell: Row = {"world": world, "absent": absent}
            while part in parts and (done := known(stored, part, cell))["sets"] < sets:
                seeds = range(done["sets"], min(sets, done["sets"] + STEP))
                work = partial(of_nothing, PARTS[part], world, absent)
                found = [*zip(*pool.map(work, seeds, chunksize=5), strict=True)]
                keep(stored, part, cell, with_before(done, seeds.stop, found))
        for absent, inside in itertools.product(ABSENT, INSIDE):
            cell = {"inside": inside, "absent": absent}
            some = min(sets, PLANTED)
            if "planted" in parts and known(stored, "planted", cell)["sets"] < some:
                keep(stored, "planted", cell, found_again(pool, inside, absent, some))


def with_before(done: Row, sets: int, found: list[tuple[bool, ...]]) -> Row:
    """How often emergence was claimed where there is none, with what was done before."""
    right, both = (done.get(name, 0) for name in ("right_null", "claimed"))
    right, both = right + sum(found[0]), both + sum(found[1])
    most = min(int(binom.ppf(0.975, sets, 0.05)), 34 * sets // 500)
    return {
        "sets": sets,
        "right_null": right,
        "claimed": both,
        "most": most,
        "holds": right <= most,
    }


def found_again(pool: ProcessPoolExecutor, inside: float, absent: float, sets: int) -> Row:
    """How often planted communities are claimed, and how well they are found."""
    work = partial(of_something, inside, absent)
    claims, agreed, runs = zip(*pool.map(work, range(sets), chunksize=2), strict=True)
    return {
        "sets": sets,
        "claimed": sum(claims),
        "ari": round(float(np.mean(agreed)), 3),
        "between_runs": round(float(np.mean(runs)), 3),
    }


def known(stored: Stored, part: str, cell: Row) -> Row:
    """What is stored of a cell; of none, no data sets."""
    rows = (row for row in stored.get(part, []) if cell.items() <= row.items())
    return next(rows, {"sets": 0})


def keep(stored: Stored, part: str, cell: Row, found: Row) -> None:
    """Print a cell and store it, in the place of fewer data sets."""
    print(part, cell | found, flush=True)
    others = [row for row in stored.get(part, []) if not cell.items() <= row.items()]
    stored[part] = [*others, cell | found]
    STORED.write_text(json.dumps(stored, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
