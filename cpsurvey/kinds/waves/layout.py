"""Who answered in which wave, and which items a scale has in each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.over_waves import Waves
from cpsurvey.analysis.protected import coded
from cpsurvey.design.scales import Scale
from cpsurvey.design.waves import Waves as Declared
from cpsurvey.kinds.waves.data import LeftOut, Reason

Array = NDArray[np.float64]
FOR_MODELS = 100
"""People a wave needs to compare measurement."""


@dataclass(frozen=True, slots=True)
class Line:
    """An item over the waves: the column it has in each, and whether it is asked otherwise."""

    item: str
    columns: tuple[str, ...]
    changed: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """Rows of people and waves, seen as one row per person.

    Parameters
    ----------
    labels : tuple of str
        Waves that may be shown, in their order.
    rows : (people, waves) int array
        Row of a person's answers in a wave, -1 where there is none.
    cluster : (people,) int array or None
        Group of each person in the first wave that tells it; who has none stands alone.
    thin : tuple of str
        Waves that may be shown, and have too few people to be compared with the others.
    """

    waves: Waves
    labels: tuple[str, ...]
    rows: NDArray[np.int64]
    cluster: NDArray[np.int64] | None
    thin: tuple[str, ...] = ()

    @property
    def after(self) -> tuple[str, ...]:
        """The thin waves that are later than all the others."""
        every = self.waves.labels
        return tuple(
            one for one in self.thin if every.index(one) > every.index(self.labels[-1])
        )

    def begins(self, wave: str | None) -> bool:
        """Whether what is so since a wave tells these waves apart, be it among them or not."""
        every = self.waves.labels
        if wave not in every:
            return False
        first, last = every.index(self.labels[0]), every.index(self.labels[-1])
        return first < every.index(wave) <= last

    @property
    def there(self) -> NDArray[np.bool_]:
        """Who answered in which wave, (people, waves)."""
        return self.rows >= 0

    def column(self, name: str, w: int) -> Array:
        """A variable in a wave, (people,); NaN where there is no answer."""
        values = self.waves.scored.values.get(name)
        if values is None:
            return np.full(len(self.rows), np.nan)
        at = self.rows[:, w]
        return np.where(at >= 0, values[at], np.nan)

    def together(self, first: int, second: int) -> tuple[int, int, int]:
        """People in both of two waves, in the first alone, in the second alone."""
        one, two = self.there[:, first], self.there[:, second]
        return int((one & two).sum()), int((one & ~two).sum()), int((two & ~one).sum())


def laid_out(waves: Waves, cluster: str | None, context: Context) -> Layout:
    """Waves of at least k people, and who is in each.

    A wave too thin for any comparison does not take the others' from them.
    """
    sizes = np.bincount(waves.at, minlength=len(waves.labels))
    shown = [w for w in range(len(waves.labels)) if sizes[w] >= context.study.smallest]
    enough = [w for w in shown if sizes[w] >= FOR_MODELS]
    thin = [w for w in shown if w not in enough] if len(enough) > 1 else []
    shown = enough if thin else shown
    rows = waves.rows[:, shown]
    there = (rows >= 0).any(axis=1)
    codes = _clusters(waves, cluster, rows, context) if cluster else None
    return Layout(
        waves,
        tuple(waves.labels[w] for w in shown),
        rows[there],
        None if codes is None else codes[there],
        tuple(waves.labels[w] for w in thin),
    )


def _clusters(
    waves: Waves, cluster: str, rows: NDArray[np.int64], context: Context
) -> NDArray[np.int64] | None:
    """Group of each person; None where there are not two of them."""
    _, known = coded(context.variable(cluster), waves.scored)
    found = np.full(len(rows), -1)
    for column in rows.T[::-1]:
        own = np.where(column >= 0, known[column], -1)
        found = np.where(own >= 0, own, found)
    if len(np.unique(found[found >= 0])) < 2:
        return None
    alone = found < 0
    found[alone] = found.max() + 1 + np.arange(alone.sum())
    return found


def lines(scale: Scale, layout: Layout, declared: Declared) -> tuple[list[Line], list[LeftOut]]:
    """Items that every wave asked, and those that one did not or that do not vary in one."""
    new = {old: name for name, old in declared.replaced.items()}
    reworded = _reworded(layout)
    found: list[Line] = []
    out: list[LeftOut] = []
    for item in (item.id for item in scale.items if item.id not in declared.replaced):
        columns = tuple(
            _asked(layout, item, new.get(item), w) for w in range(len(layout.labels))
        )
        if reason := _lacking(layout, columns):
            out.append(LeftOut(item=item, reason=reason))
            continue
        since = layout.begins(declared.changed.get(item))
        otherwise = since or len(set(columns)) > 1 or item in reworded
        found.append(Line(item, columns, changed=otherwise))
    return found, out


def _reworded(layout: Layout) -> frozenset[str]:
    """Items in other words in some of the answers: waves answer several versions."""
    told = layout.waves.questionnaire.replaces
    versions = {one for label in layout.labels for one in layout.waves.versions.get(label, ())}
    if told is None or len(versions) < 2:
        return frozenset()
    return frozenset(told.reworded)


def _asked(layout: Layout, old: str, new: str | None, w: int) -> str:
    """Which of two items a wave asks: the new one, where it has answers."""
    if new and not np.isnan(layout.column(new, w)).all():
        return new
    return old


def _lacking(layout: Layout, columns: Sequence[str]) -> Reason | None:
    for w, name in enumerate(columns):
        values = layout.column(name, w)
        values = values[~np.isnan(values)]
        if not values.size:
            return "not_every_wave"
        if np.ptp(values) == 0:
            return "constant"
    return None


def wide(layout: Layout, some: Sequence[Line]) -> Mapping[str, Array]:
    """Columns of items by wave, named as `name` says."""
    return dict(_wide(layout, some))


def _wide(layout: Layout, some: Sequence[Line]) -> Iterator[tuple[str, Array]]:
    for line in some:
        for w, column in enumerate(line.columns):
            yield name(line.item, w), layout.column(column, w)


def name(variable: str, w: int) -> str:
    """A variable in a wave, as models call it: ``w2_me1``."""
    return f"w{w + 1}_{variable}"
