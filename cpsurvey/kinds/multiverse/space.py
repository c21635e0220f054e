"""Every set of choices, and which of them are computed."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from math import prod

import numpy as np

from cpsurvey.kinds.multiverse.data import Choice

Cell = tuple[int, ...]
"""Place of the level of each choice; all zero is the declared primary specification."""


def possible(choices: Sequence[Choice]) -> int:
    """How many sets of choices there are."""
    return prod(len(choice.levels) for choice in choices)


def drawn(choices: Sequence[Choice], most: int, seed: int) -> list[Cell]:
    """All sets of choices, or `most` of them.

    The primary one and those that differ from it by one choice come first, the others are
    drawn at random without repetition.
    """
    sizes = [len(choice.levels) for choice in choices]
    every = possible(choices)
    primary = (0,) * len(sizes)
    if every <= most:
        return [_cell(at, sizes) for at in range(every)]
    found = dict.fromkeys([primary, *_near(sizes)][:most])
    rng = np.random.default_rng(seed)
    while len(found) < most:
        for at in rng.integers(every, size=most):
            if len(found) < most:
                found.setdefault(_cell(int(at), sizes))
    return sorted(found)


def _near(sizes: Sequence[int]) -> Iterator[Cell]:
    for place, size in enumerate(sizes):
        for level in range(1, size):
            yield tuple(level if at == place else 0 for at in range(len(sizes)))


def _cell(at: int, sizes: Sequence[int]) -> Cell:
    """The set of choices number `at`, the last choice changing fastest."""
    found = []
    for size in reversed(sizes):
        at, level = divmod(at, size)
        found.append(level)
    return tuple(reversed(found))


def some(cells: Sequence[Cell], most: int, seed: int) -> list[int]:
    """Places of at most `most` of the cells: the primary one and others at random."""
    if len(cells) <= most:
        return list(range(len(cells)))
    first = next((at for at, cell in enumerate(cells) if not any(cell)), 0)
    order = np.random.default_rng(seed).permutation(len(cells))
    return sorted([first, *(int(at) for at in order if at != first)][:most])
