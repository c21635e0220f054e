"""Processor time of communities in large networks.

Run: python -m bench.network [people ties]... By default 2,000 people with 20,000 ties (two
minutes at most), as much as a study asks for: consensus of 100 runs, and 1,000 random networks
of each of two kinds; `20000 200000` ends, with fewer by rule (312 s with 132 random networks of
each kind, November 2026, two cores with other work beside).
"""

from __future__ import annotations

import sys
import time

import numpy as np

from cpsurvey.stats.communities.emergence import beyond, draws_for
from cpsurvey.stats.communities.found import consensus, runs_for
from cpsurvey.stats.network.ties import Arcs


def network(people: int, ties: int) -> tuple[Arcs, np.ndarray]:
    """Communities of 50 with seven in ten of the ties, across teams of 12."""
    rng = np.random.default_rng(18)
    community = rng.integers(0, people // 50, people)
    order = np.argsort(community, kind="stable")
    first = np.searchsorted(community[order], np.arange(people // 50 + 1))
    source = rng.integers(0, people, ties)
    begin, end = first[community[source]], first[community[source] + 1]
    near = order[begin + (rng.random(ties) * (end - begin)).astype(int)]
    target = np.where(rng.random(ties) < 0.7, near, rng.integers(0, people, ties))
    pair = np.unique((source * people + target)[source != target])
    weight = rng.integers(1, 6, len(pair)).astype(float)
    teams = rng.permutation(people) % (people // 12)
    return Arcs(people, pair // people, pair % people, weight), teams[None, :]


def main() -> None:
    """Time every size asked for."""
    sizes = [int(one) for one in sys.argv[1:]] or [2_000, 20_000]
    for people, count in zip(sizes[::2], sizes[1::2], strict=True):
        ties, teams = network(people, count)
        m = len(ties.source)
        began = time.process_time()
        found = consensus(ties, 1, runs_for(m))
        after = time.process_time()
        draws = draws_for(m)
        zs = [round(float(beyond(ties, one, 1, draws).z), 1) for one in (None, teams)]
        ended = time.process_time()
        print(
            f"{people} people, {m} ties: consensus of {found.runs} runs {after - began:.1f} s,"
            f" {draws} random networks of each kind {ended - after:.1f} s, z {zs}",
            flush=True,
        )


if __name__ == "__main__":
    main()
