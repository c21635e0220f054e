"""The long work: effects of every specification, and curves of draws without an effect."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TypeVar

import numpy as np
from numpy.typing import NDArray

from cpsurvey import parallel
from cpsurvey.kinds.multiverse import space
from cpsurvey.kinds.multiverse.cells import Made, Maker
from cpsurvey.kinds.multiverse.curves import EFFECTS, Row, Space
from cpsurvey.kinds.multiverse.data import EffectName
from cpsurvey.kinds.multiverse.space import Cell
from cpsurvey.stats.multiverse import joint
from cpsurvey.stats.multiverse.effects import Found, Specification, effects

AT_ONCE = 50
"""Specifications of a task."""
FEWEST = 3
"""Specifications below which they have no curve to test."""
Drawn = NDArray[np.uint16]
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Work:
    """What is to be done.

    Parameters
    ----------
    normal : (draws, 2 k) array
        Standard normal deviates behind intervals of indirect effects.
    progress : callable
        Told how far it is: done, total.
    """

    maker: Maker
    cells: Sequence[Cell]
    normal: NDArray[np.float64]
    progress: Callable[[int, int], None]

    def rows(self, outcome: str) -> list[Row | None]:
        """Effects on an outcome, one entry per set of choices; None without a solution."""

        def one(cell: Cell) -> Row | None:
            made = self.maker.made(cell, outcome)
            found = _effects(made.specification, self.normal) if made else {}
            return Row(cell, made.n, found) if made and found else None

        return self._each(self.cells, one)

    def tested(
        self, found: Space, outcome: str, rows: Sequence[Row], drawn: Drawn, most: int
    ) -> dict[tuple[str, EffectName], joint.Joint]:
        """Joint inference on an outcome's effects, each over at most `most` specifications."""
        tasks = []
        for effect in EFFECTS:
            own = [r.cell for r in rows if (effect, 0, 0) in r.found]
            own = [cell for cell in own if found.concerns(cell, effect, outcome)]
            if effect != "through" and len(own) >= FEWEST:
                tasks += [(effect, own[at]) for at in space.some(own, most, len(own))]

        def one(task: tuple[EffectName, Cell]) -> joint.Curve | None:
            made = self.maker.made(task[1], outcome)
            return _curve(task[0], made, drawn) if made else None

        curves = list(zip(tasks, self._each(tasks, one), strict=True))
        kept = {e: [c for (name, _), c in curves if name == e and c] for e in EFFECTS}
        return {(outcome, e): joint.joint(c) for e, c in kept.items() if len(c) >= FEWEST}

    def _each(self, tasks: Sequence[object], one: Callable[..., T]) -> list[T]:
        """Every task, some at a time, with both cores where there are two."""
        parts = [tasks[at : at + AT_ONCE] for at in range(0, len(tasks), AT_ONCE)]

        def some(number: int) -> list[T]:
            self.progress(number, len(parts))
            with np.errstate(all="ignore"):  # what is not finite is left out
                return [one(task) for task in parts[number]]

        # a third process beside two that analyse would hold as much as each of them
        few = self.maker.context.scored.n <= parallel.MANY
        share = parallel.shared if few else parallel.in_turn
        return [x for part in share(range(len(parts)), some) for x in part]


def _effects(
    one: Specification, normal: NDArray[np.float64]
) -> dict[tuple[str, int, int], Found]:
    try:
        found = effects(one, normal)
    except np.linalg.LinAlgError:
        return {}
    return {key: f for key, f in found.items() if np.isfinite([f.est, f.se, f.lower]).all()}


def _curve(effect: EffectName, made: Made, drawn: Drawn) -> joint.Curve | None:
    """One effect over the draws; None where some draw does not determine it."""
    one, own = made.specification, drawn[:, made.who]
    asked = {"total": one.total, "direct": one.direct, "moderation": one.moderated}.get(effect)
    try:
        found = joint.coefficient(one, asked, own) if asked else joint.indirect(one, own)
    except np.linalg.LinAlgError:
        return None
    return found if np.isfinite(found.z).all() and np.isfinite(found.est).all() else None
