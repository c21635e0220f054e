"""Models of ties whose truth is known, where some did not answer; and the time they take.

Run: python -m bench.ergm [networks] (200 by default: how often 95% intervals hold the truth),
or python -m bench.ergm time people ties share... for processor time.
"""

from __future__ import annotations

import os
import sys

import numpy as np

from cpsurvey.engines import ergm
from cpsurvey.engines.ergm import Term
from cpsurvey.stats.network.ties import Arcs

TRUTH = np.array([-3.6, 1.8, 0.8, 0.4])
PEOPLE, TEAMS, SILENT = 60, 10, 10


def drawn(seed: int) -> tuple[Arcs, np.ndarray, list[Term]]:
    """A network of the model with `TRUTH`, ties of those who did not answer left out."""
    import ergmx

    from cpsurvey.engines._ergm import model

    rng = np.random.default_rng([seed, 25])
    team = np.arange(PEOPLE) % TEAMS
    terms = [Term("edges"), Term("mutual"), Term("same", team), Term("closure")]
    job = [(one.sort, None if one.values is None else one.values.tolist()) for one in terms]
    graph, formula = model({"asked": [True] * PEOPLE, "ties": [], "terms": job, "decay": 0.5})
    (made,) = ergmx.simulate(graph, formula, TRUTH, 1, seed=seed, burnin=400_000)
    source, target = np.array(made.get_edgelist()).T
    asked = rng.permutation(PEOPLE) >= SILENT
    whole = Arcs(PEOPLE, source, target, np.ones(len(source)))
    return whole.kept(asked[source]), asked, terms


def covered(networks: int) -> None:
    """How often intervals hold the truth, bias in standard errors, and fits that stand."""
    estimates, errors = [], []
    for seed in range(networks):
        ties, asked, terms = drawn(seed)
        try:
            found = ergm.fit(ties, asked, terms, 0.5, seed)
        except ergm.Degenerate:
            continue
        if found.sound:
            estimates.append(found.b)
            errors.append(found.se)
    b, se = np.array(estimates), np.array(errors)
    z = (b - TRUTH) / se
    print(f"{len(b)} of {networks} fits are sound")
    for name, inside, mean, spread, error in zip(
        ("edges", "mutual", "same", "closure"),
        (np.abs(z) < 1.96).mean(axis=0),
        (b - TRUTH).mean(axis=0),
        b.std(axis=0, ddof=1),
        se.mean(axis=0),
        strict=True,
    ):
        print(
            f"{name}: covered {inside:.3f}, bias {mean:+.3f}, SD {spread:.3f}, SE {error:.3f}"
        )


def timed(people: int, ties: int, share: float) -> None:
    """Communities of 40 across teams of 12, three in ten ties returned."""
    rng = np.random.default_rng(18)
    community = rng.integers(0, max(2, people // 40), people)
    team = rng.permutation(people) % max(2, people // 12)
    pairs: set[tuple[int, int]] = set()
    while len(pairs) < ties:
        one = int(rng.integers(people))
        at = rng.random()
        near = community == community[one] if at < 0.6 else team == team[one]
        other = int(rng.choice(np.flatnonzero(near if at < 0.8 else np.ones(people, bool))))
        if one != other:
            pairs.add((one, other))
            if rng.random() < 0.3:
                pairs.add((other, one))
    asked = rng.random(people) < share
    source, target = np.array(sorted(pairs)).T
    known = Arcs(people, source, target, np.ones(len(source))).kept(asked[source])
    began = os.times().children_user
    terms = [Term("edges"), Term("mutual"), Term("closure"), Term("same", team)]
    found = ergm.fit(known, asked, terms, 0.5, 1)
    print(
        f"{people} people, {len(known.source)} ties, {share:.0%} answered:"
        f" {os.times().children_user - began:.0f} s, b {found.b.round(2)}, sound {found.sound},"
        f" R-hat {found.rhat:.3f}, worth {found.effective:.0f}, off {found.off:.2f}",
        flush=True,
    )


def main() -> None:
    """What is asked for."""
    match sys.argv[1:]:
        case ["time", *sizes]:
            for people, ties, share in zip(*[iter(sizes)] * 3, strict=True):
                timed(int(people), int(ties), float(share))
        case rest:
            covered(int(rest[0]) if rest else 200)


if __name__ == "__main__":
    main()
