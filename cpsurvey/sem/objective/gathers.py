"""Where the derivatives of one group are gathered from: flat positions, worked out once."""

from __future__ import annotations

from typing import Protocol

import numpy as np
from numpy.typing import NDArray

Array = NDArray[np.float64]
Index = NDArray[np.intp]


class Cells(Protocol):
    """What is read of a compiled group; `ram.Ram` says what each is."""

    m: int
    length: int
    a: Index
    b: Index
    i: Index
    j: Index
    s: Array
    arrow: NDArray[np.bool_]
    fixed_a: Array
    sampled: list[tuple[str, int, int]]


class Gathers:
    """Flat positions of the products every pair of parameters (j <= i) needs."""

    def __init__(self, ram: Cells) -> None:
        m, two = ram.m, 2 * ram.m
        n = ram.length
        rows, columns = np.tril_indices(n)
        place = np.zeros((n, n), dtype=np.intp)
        place[rows, columns] = place[columns, rows] = np.arange(len(rows))
        self.whole = place.ravel()

        def flat(one: Index, other: Index, width: int) -> Index:
            return np.asarray(one * width + other, dtype=np.intp)

        a1, b1, a2, b2 = ram.a[rows], ram.b[rows], ram.a[columns], ram.b[columns]
        self.aa, self.bb = flat(a1, a2, two), flat(b1, b2, two)
        self.ab, self.ba = flat(a1, b2, two), flat(b1, a2, two)
        self.ss = ram.s[rows] * ram.s[columns]
        linked = _reach(ram).ravel()
        # two arrows: i <- j and k <- l
        both = ram.arrow[rows] & ram.arrow[columns]
        self.pairs = np.flatnonzero(both)
        i, j = ram.i[rows[both]], ram.j[rows[both]]
        k, low = ram.i[columns[both]], ram.j[columns[both]]
        self.pair_w, self.pair_g = flat(low, j, m), flat(i, k, two)
        self.pair_e, self.pair_eg = [], []
        for e, g in (
            (flat(low, i, m), flat(k, m + j, two)),
            (flat(j, k, m), flat(i, m + low, two)),
        ):
            there = np.flatnonzero(linked[e])  # zero wherever no path leads
            self.pair_e.append((there, e[there]))
            self.pair_eg.append(g[there])
        # an arrow i <- j and a covariance k <-> l, whichever comes first
        one = ram.arrow[rows] != ram.arrow[columns]
        swap = ram.arrow[columns[one]]
        v = np.where(swap, columns[one], rows[one])
        c = np.where(swap, rows[one], columns[one])
        i, j, k, low = ram.i[v], ram.j[v], ram.i[c], ram.j[c]
        to_low, to_k = flat(j, low, m), flat(j, k, m)
        keep = linked[to_low] | linked[to_k]
        self.mixed = np.flatnonzero(one)[keep]
        self.mixed_e = [to_low[keep], to_k[keep]]
        self.mixed_g = [flat(i, k, two)[keep], flat(i, low, two)[keep]]
        self.mixed_s = ram.s[c][keep]


def arrows_of(ram: Cells) -> NDArray[np.bool_]:
    """Where A can differ from zero."""
    arrows = ram.fixed_a != 0
    arrows[ram.i[ram.arrow], ram.j[ram.arrow]] = True
    for matrix, head, tail in ram.sampled:
        if matrix == "A":
            arrows[head, tail] = True
    return np.asarray(arrows)


def causes_first(arrows: NDArray[np.bool_]) -> list[tuple[int, list[int]]] | None:
    """Every vertex behind those that act on it, with these; None where a path leads back."""
    found: list[tuple[int, list[int]]] = []
    waiting = dict(enumerate(np.flatnonzero(row).tolist() for row in arrows))
    while waiting:
        ready = [head for head, tails in waiting.items() if not waiting.keys() & set(tails)]
        if not ready:
            return None
        found += [(head, waiting.pop(head)) for head in ready]
    return found


def _reach(ram: Cells) -> NDArray[np.bool_]:
    """Where (I - A)^-1 can differ from zero: a path leads from column to row."""
    arrows = arrows_of(ram)
    reach = np.eye(ram.m, dtype=bool)
    for _ in range(ram.m):
        grown = reach | (arrows @ reach)
        if (grown == reach).all():
            break
        reach = grown
    return reach
