"""What passes through what: equations and effects of a chain of variables, in lavaan syntax."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import combinations, pairwise
from typing import Protocol

from cpsurvey.parts import Role

WAYS = "or use 'kind: mediation', which gives natural direct and indirect effects of it"


class Chain(Protocol):
    """What passes through what."""

    @property
    def source(self) -> str:
        """Where effects begin."""

    @property
    def mediators(self) -> tuple[str, ...]:
        """What they pass through."""

    @property
    def outcomes(self) -> tuple[str, ...]:
        """Where they end."""

    @property
    def serial(self) -> bool:
        """Whether earlier mediators act on later ones."""


@dataclass(frozen=True, slots=True)
class Asked:
    """An effect to be estimated.

    Parameters
    ----------
    path : tuple of str
        Variables passed through, in order.
    expression : str
        Products and sums of labelled paths.
    other : str or None
        The outcome that a difference is less than.
    """

    name: str
    role: Role
    outcome: str
    path: tuple[str, ...]
    expression: str
    other: str | None = None


@dataclass(frozen=True, slots=True)
class Structure:
    """Equations (outcome, right-hand side), residual covariances and effects."""

    equations: tuple[tuple[str, str], ...]
    extra: tuple[str, ...]
    effects: tuple[Asked, ...]


def structure(chain: Chain, part: str = "") -> Structure:
    """The structure of a chain; labels and names end in `part`."""
    equations = []
    for j, mediator in enumerate(chain.mediators):
        right = [f"a{j + 1}{part}*{chain.source}"]
        if chain.serial:
            right += [f"d{i + 1}{j + 1}{part}*{chain.mediators[i]}" for i in range(j)]
        equations.append((mediator, " + ".join(right)))
    for k, outcome in enumerate(chain.outcomes):
        right = [f"c{k + 1}{part}*{chain.source}"]
        right += [f"b{j + 1}{k + 1}{part}*{m}" for j, m in enumerate(chain.mediators)]
        equations.append((outcome, " + ".join(right)))
    extra = [f"{a} ~~ {b}" for a, b in combinations(chain.outcomes, 2)]
    if not chain.serial:
        extra += [f"{a} ~~ {b}" for a, b in combinations(chain.mediators, 2)]
    return Structure(tuple(equations), tuple(extra), tuple(_effects(chain, part)))


def _effects(chain: Chain, part: str) -> list[Asked]:
    found: list[Asked] = []
    totals = []
    for k, outcome in enumerate(chain.outcomes):
        specific = _specific(chain, k, part)
        found += specific
        total = specific[0].name
        if len(specific) > 1:
            total = f"ind_{k + 1}{part}"
            every = " + ".join(one.name for one in specific)
            found.append(Asked(total, "total_indirect", outcome, chain.mediators, every))
        totals.append(total)
        direct = f"c{k + 1}{part}"
        found.append(Asked(f"dir_{k + 1}{part}", "direct", outcome, (), direct))
        found.append(Asked(f"tot_{k + 1}{part}", "total", outcome, (), f"{direct} + {total}"))
    for (i, first), (j, second) in combinations(enumerate(chain.outcomes), 2):
        name, apart = f"diff_{i + 1}_{j + 1}{part}", f"{totals[i]} - {totals[j]}"
        found.append(Asked(name, "difference", first, (), apart, second))
    return found


def _specific(chain: Chain, k: int, part: str) -> list[Asked]:
    """Indirect effects on outcome `k`, one for every way through the mediators."""
    found = []
    for way in _ways(len(chain.mediators), serial=chain.serial):
        name = f"ind_{k + 1}_" + "_".join(str(j + 1) for j in way) + part
        steps = [f"a{way[0] + 1}{part}"]
        steps += [f"d{i + 1}{j + 1}{part}" for i, j in pairwise(way)]
        steps.append(f"b{way[-1] + 1}{k + 1}{part}")
        through = tuple(chain.mediators[j] for j in way)
        found.append(Asked(name, "specific", chain.outcomes[k], through, "*".join(steps)))
    return found


def _ways(count: int, *, serial: bool) -> Sequence[tuple[int, ...]]:
    """Mediators an indirect effect passes, in order: one each, or any ascending chain."""
    lengths = range(1, count + 1) if serial else (1,)
    return [way for length in lengths for way in combinations(range(count), length)]
