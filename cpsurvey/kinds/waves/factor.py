"""A scale's ladder over the waves, and the changes of its factor's mean."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.ladder import Climb, Compared, Measured, Setting, climb
from cpsurvey.analysis.numbers import number
from cpsurvey.cutoffs import CHEN, variant
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.waves.data import People, Rule, Silent
from cpsurvey.kinds.waves.layout import Layout, Line, name, wide
from cpsurvey.kinds.waves.longitudinal import Longitudinal
from cpsurvey.parts import Step
from cpsurvey.payload import Interval, limits
from cpsurvey.sem.inference.reference import Reference
from cpsurvey.sem.semfit import SemFit

Array = NDArray[np.float64]
STEPS: tuple[Step, ...] = ("configural", "metric", "scalar")
ANCHORS = 2
"""Items of a factor that stay the same in every wave."""


@dataclass(frozen=True, slots=True)
class Shift:
    """A change of the factor's mean between two waves, in SD of the first wave.

    `freest` is the item whose release moves it nearest to zero, or beyond, to `least`;
    `stands`: it leaves out zero on the same side whichever item is free.
    """

    est: float | None
    se: float | None
    ci: Interval | None
    pvalue: float | None
    freest: str | None
    least: float | None
    stands: bool


@dataclass(frozen=True, slots=True)
class Ground:
    """How far a scale came, and with what; `silent`: why its means are not compared."""

    climb: Climb | None
    model: Compared
    setting: Setting
    silent: Silent | None

    @property
    def scalar(self) -> SemFit | None:
        """The model that the means rest on."""
        return self.climb.best.get("scalar") if self.climb and not self.silent else None

    @property
    def freed(self) -> Mapping[str, Step]:
        """Items that are not held equal."""
        return self.climb.freed if self.climb else {}

    @property
    def held(self) -> list[str]:
        """Items that are."""
        return [
            i for items in self.model.factors.values() for i in items if i not in self.freed
        ]


def ground(
    scale: str, some: Sequence[Line], layout: Layout, people: People, rule: Rule
) -> Ground:
    """Climb the ladder of a scale; items asked otherwise are free from the first step."""
    sizes = [int(n) for n in layout.there.sum(axis=0)]
    setting = Setting("mlr", rule, False, CHEN[variant(sizes)])  # noqa: FBT003
    build = _panel if people == "same" else _sections
    model = build(scale, some, layout)
    changed: dict[str, Step] = {line.item: "metric" for line in some if line.changed}
    return climbed(model, setting, changed)


def climbed(model: Compared, setting: Setting, changed: Mapping[str, Step]) -> Ground:
    """The ladder of a model whose `changed` items are never held."""
    items = sum(map(len, model.factors.values()))
    if items - len(changed) < max(ANCHORS, (items + 1) // 2):
        return Ground(None, model, setting, "few_items")
    try:
        found = climb(model, setting, changed)
    except CpsurveyError:
        return Ground(None, model, setting, "not_fitted")
    return Ground(found, model, setting, _silent(found))


def _silent(found: Climb) -> Silent | None:
    """Why means must not be compared."""
    first = found.rows[0]
    if found.stopped == "not_converged":
        return "not_converged"
    if first.decision == "does_not_meet":
        return "configural"
    if found.stopped:
        return "not_met"
    if any(found.rows[-1].decision == word for word in ("cannot_be_judged", "does_not_meet")):
        return "not_judged"
    return None if found.best["scalar"].admissible else "inadmissible"


def _panel(scale: str, some: Sequence[Line], layout: Layout) -> Compared:
    return Longitudinal(
        scale,
        [line.item for line in some],
        wide(layout, some),
        layout.labels,
        None if layout.cluster is None else layout.cluster.tolist(),
    )


def _sections(scale: str, some: Sequence[Line], layout: Layout) -> Compared:
    """Waves as groups of different people."""
    places = [np.flatnonzero(layout.there[:, w]) for w in range(len(layout.labels))]
    columns = {
        line.item: np.concatenate(
            [layout.column(line.columns[w], w)[who] for w, who in enumerate(places)]
        )
        for line in some
    }
    clusters = layout.cluster
    return Measured(
        scale,
        {scale: [line.item for line in some]},
        columns,
        [layout.labels[w] for w, who in enumerate(places) for _ in who],
        layout.labels,
        cluster=None if clusters is None else [int(clusters[i]) for who in places for i in who],
    )


# ---------------------------------------------------------------------- means of the factor
def shifts(on: Ground, scale: str, pairs: Sequence[tuple[int, int]]) -> list[Shift]:
    """Changes between pairs of waves, and whether each stands whichever item is free."""
    base = on.scalar
    assert base is not None  # asked only where means may be compared
    freer = {item: on.model.fitted(on.setting, STEPS, {**on.freed, item: "scalar"}, base)
             for item in on.held}  # fmt: skip
    return [_shift(base, freer, scale, pair) for pair in pairs]


def _shift(
    base: SemFit, freer: Mapping[str, SemFit], scale: str, pair: tuple[int, int]
) -> Shift:
    est, se = contrast(base, scale, *pair)
    against = base.reference
    low, high = _ends(est, se, against)
    nearest: tuple[float, str] | None = None
    stands = low > 0 or high < 0
    for item, one in freer.items():
        own, error = contrast(one, scale, *pair)
        ends = _ends(own, error, one.reference)
        stands &= one.converged and (ends[0] > 0 if est > 0 else ends[1] < 0)
        towards = own * np.sign(est)
        if nearest is None or towards < nearest[0]:
            nearest = (float(towards), item)
    least = None if nearest is None else number(nearest[0] * np.sign(est))
    return Shift(
        est=number(est),
        se=number(se),
        ci=limits(low, high),
        pvalue=number(against.pvalue(est / se)) if se > 0 else None,
        freest=nearest[1] if nearest else None,
        least=least,
        stands=bool(stands),
    )


def _ends(est: float, se: float, against: Reference) -> tuple[float, float]:
    reach = against.reach * se
    return est - reach, est + reach


def contrast(fitted: SemFit, scale: str, first: int, second: int) -> tuple[float, float]:
    """Mean of the factor in the second wave less that in the first, with its error."""
    one, two = _mean(fitted, scale, first), _mean(fitted, scale, second)
    weights = np.zeros(len(fitted.theta))
    for (_, free), sign in ((one, -1.0), (two, 1.0)):
        if free >= 0:
            weights[free] += sign
    variance = float(weights @ fitted.vcov @ weights)
    return two[0] - one[0], float(np.sqrt(variance)) if variance > 0 else float("nan")


def _mean(fitted: SemFit, scale: str, w: int) -> tuple[float, int]:
    """Mean of a wave's factor and its place among the free parameters."""
    several = len(fitted.nobs) > 1
    for p in fitted.estimates:
        if p.op == "~1" and (
            (p.lhs == scale and p.group == w + 1) if several else p.lhs == name(scale, w)
        ):
            return p.est, p.free
    return 0.0, -1
