"""A scale that the same people answered several times: one factor per wave.

Residuals of one item are correlated over the waves; the first wave's factor has mean zero
and variance one.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.ladder import Setting
from cpsurvey.kinds.waves.layout import name
from cpsurvey.parts import Step
from cpsurvey.sem.after.release import Place
from cpsurvey.sem.fit import fit
from cpsurvey.sem.semfit import SemFit

Array = NDArray[np.float64]
ORDER: tuple[Step, ...] = ("metric", "scalar", "strict")


@dataclass(frozen=True, slots=True)
class Longitudinal:
    """A factor in several waves, as a ladder climbs it.

    Parameters
    ----------
    data : mapping of str to (people,) array
        Columns by `layout.name`.
    labels : sequence of str
        Waves.
    cluster : sequence of int or None
    """

    scale: str
    items: Sequence[str]
    data: Mapping[str, Array]
    labels: Sequence[str]
    cluster: Sequence[int] | None = None

    @property
    def factors(self) -> Mapping[str, Sequence[str]]:
        """The one factor."""
        return {self.scale: self.items}

    @property
    def ordinal(self) -> bool:
        """Answers are taken as numbers."""
        return False

    @property
    def later(self) -> range:
        """Waves after the first."""
        return range(1, len(self.labels))

    def places(self, step: Step, item: str) -> list[Place]:
        """Parameters of an item that a step holds equal to those of the first wave."""
        if step == "metric":
            return [(name(self.scale, w), "=~", name(item, w)) for w in self.later]
        if step == "scalar":
            return [(name(item, w), "~1", "") for w in self.later]
        return [(name(item, w), "~~", name(item, w)) for w in self.later]

    def where(self, place: tuple[str, str, str, int]) -> str:
        """Wave of a parameter."""
        return self.labels[int(place[0].partition("_")[0][1:]) - 1]

    def fitted(
        self,
        setting: Setting,
        steps: Sequence[Step],
        freed: Mapping[str, Step],
        like: SemFit | None = None,
    ) -> SemFit:
        """Fit the model in which all `steps` hold, but for the freed items."""
        blank = any(np.isnan(column).any() for column in self.data.values())
        return fit(
            "\n".join(syntax(self.scale, self.items, len(self.labels), steps, freed)),
            self.data,
            kind="cfa",
            estimator=setting.estimator,
            missing="fiml" if blank else "listwise",
            cluster=self.cluster,
            std_lv=True,
            meanstructure=True,
            like=like,
        )


def syntax(
    scale: str,
    items: Sequence[str],
    waves: int,
    steps: Sequence[Step],
    freed: Mapping[str, Step],
) -> Iterator[str]:
    """Lines of the model of one scale; labels hold equal."""

    def held(step: Step, item: str) -> bool:
        at = freed.get(item)
        return step in steps and (at is None or ORDER.index(at) > ORDER.index(step))

    for w in range(waves):
        terms = (
            f"{f'l_{item}*' if held('metric', item) else ''}{name(item, w)}" for item in items
        )
        yield f"{name(scale, w)} =~ {' + '.join(terms)}"
    for item in items:
        for w in range(waves):
            if held("scalar", item):
                yield f"{name(item, w)} ~ i_{item}*1"
            if held("strict", item):
                yield f"{name(item, w)} ~~ r_{item}*{name(item, w)}"
        for one, two in combinations(range(waves), 2):
            yield f"{name(item, one)} ~~ {name(item, two)}"
    for w in range(1, waves):
        if "metric" in steps:
            yield f"{name(scale, w)} ~~ NA*{name(scale, w)}"
        if "scalar" in steps:
            yield f"{name(scale, w)} ~ NA*1"
