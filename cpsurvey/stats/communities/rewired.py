"""Random networks with the same degrees: swaps of ties whose every result is as likely.

Two ties a -> b and c -> d become a -> d and c -> b. Many pairs are swapped at once: a pair may
be when none of the four ties that it has or could have belongs to any other pair or tie. That
does not depend on which of its two states a pair is in, so that the way back is as likely as
the way there, and the networks are drawn uniformly, but for the rare ones that no swap reaches
(Rao, Jana & Bandyopadhyay, 1996). All draws begin where a first walk from the observed network
ended: observed and drawn networks are exchangeable however short the walks are (Besag &
Clifford, 1989, doi:10.1093/biomet/76.4.633).
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey.stats.network.ties import Arcs, Array, Codes

SWEEPS, LARGE = (8, 4), 10_000
"""Times that every tie is tried on a walk, in networks of up to so many ties and larger ones;
close to half of the swaps tried are made."""
MOVED = 0.9
"""Share of pairs tried in a sweep: with all of them, some networks would not be reached."""


@dataclass(frozen=True, slots=True)
class _Fixed:
    """What no swap changes: whose the ties are, of what kind, which may be swapped."""

    ties: Arcs
    blocks: Codes
    kind: Codes

    def sorts(self, source: Codes, target: Codes) -> Codes:
        """Kind of ties: the groups that both ends share, one number for all groupings."""
        found = np.zeros(len(source), dtype=np.int64)
        for group in self.blocks:
            begin = group[source]
            shared = np.where(begin == group[target], begin, -1)
            found = found * (int(group.max(initial=0)) + 2) + shared + 1
        return found


def walks(
    ties: Arcs, blocks: Codes | None, rng: np.random.Generator, sweeps: int | None = None
) -> Iterator[Arcs]:
    """Networks with the degrees of `ties`, without end.

    Weights stay with who gave them, people using a scale differently, and fall on his or her
    ties at random.

    Parameters
    ----------
    blocks : (g, n) int array or None
        Formal groupings, -1 where unknown. Every node keeps the number of its ties within and
        beyond each of its groups; weights move among ties of the same kind.
    """
    sweeps = sweeps or SWEEPS[len(ties.source) > LARGE]
    formal = np.empty((0, ties.n), dtype=np.int64) if blocks is None else blocks
    fixed = _Fixed(ties, formal, ties.source)
    fixed = replace(fixed, kind=fixed.sorts(ties.source, ties.target))
    hub = _walked(ties.target, fixed, rng, sweeps)
    while True:
        target = _walked(hub, fixed, rng, sweeps)
        yield replace(ties, target=target, weight=_moved(fixed, rng))


def _walked(target: Codes, fixed: _Fixed, rng: np.random.Generator, sweeps: int) -> Codes:
    for _ in range(sweeps):
        target = _swept(target, fixed, rng)
    return target


def _swept(target: Codes, fixed: _Fixed, rng: np.random.Generator) -> Codes:
    """One sweep: disjoint pairs of ties of one kind, each that is free swapped or not."""
    source, n, m = fixed.ties.source, fixed.ties.n, len(target)
    order = rng.permutation(m)
    if len(fixed.blocks):
        order = order[np.argsort(fixed.kind[order], kind="stable")]
    begin = int(rng.integers(2))
    one, two = order[begin : m - 1 : 2], order[begin + 1 : m : 2]
    a, b, c, d = source[one], target[one], source[two], target[two]
    tried = (rng.random(len(one)) < MOVED) & (a != c) & (b != d) & (a != d) & (c != b)
    if len(fixed.blocks):
        kind = fixed.kind[one]
        tried &= kind == fixed.kind[two]
        tried &= (kind == fixed.sorts(a, d)) & (kind == fixed.sorts(c, b))
    one, two = one[tried], two[tried]
    a, b, c, d = a[tried], b[tried], c[tried], d[tried]
    rest = np.ones(m, dtype=bool)
    rest[one] = False
    rest[two] = False
    still = (source * n + target)[rest]
    free = _free(np.stack([a * n + b, c * n + d, a * n + d, c * n + b]), still, rng)
    free &= rng.random(len(free)) < 0.5
    found = target.copy()
    found[one[free]] = d[free]
    found[two[free]] = b[free]
    return found


def _free(arcs: Codes, still: Codes, rng: np.random.Generator) -> NDArray[np.bool_]:
    """(p,) pairs of which no tie of (4, p) `arcs` is in another pair or in `still`.

    Ties are told apart by a hash with a random factor: two that share a value hold each other
    back in this sweep, from whichever side they are seen.
    """
    pairs = arcs.shape[1]
    bits = max(10, int(np.ceil(np.log2(max(arcs.size + len(still), 1)))) + 4)
    factor = np.uint64(int(rng.integers(1 << 62)) * 2 + 1)
    shift = np.uint64(64 - bits)

    def slot(pair: Codes) -> NDArray[np.intp]:
        return ((pair.astype(np.uint64) * factor) >> shift).astype(np.intp)

    places, taken = slot(arcs.T.ravel()), slot(still)
    owner = np.repeat(np.arange(pairs, dtype=np.int32), 4)  # ascending: last and first differ
    last = np.empty(1 << bits, dtype=np.int32)
    last[places] = owner
    last[taken] = -1
    alone = last[places] == owner
    last[places[::-1]] = owner[::-1]
    alone &= last[places] == owner
    return np.asarray(alone.reshape(pairs, 4).all(axis=1))


def _moved(fixed: _Fixed, rng: np.random.Generator) -> Array:
    """Weights of each node's ties of one kind in another order."""
    weight, source = fixed.ties.weight, fixed.ties.source
    there = np.lexsort((fixed.kind, source))
    drawn = np.lexsort((rng.random(len(source)), fixed.kind, source))
    found = weight.copy()
    found[there] = weight[drawn]
    return found
