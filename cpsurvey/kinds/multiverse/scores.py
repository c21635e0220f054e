"""Scores made of other items, or with another rule about missing answers."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import Context
from cpsurvey.design.scales import Composite, Item, Scale, fewest_valid
from cpsurvey.kinds.multiverse.data import Items, Missing
from cpsurvey.scoring import mean_of, standardise

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Way:
    """How a score is made."""

    items: Items
    missing: Missing


@dataclass(frozen=True, slots=True)
class Scores:
    """Scores of one sample.

    Parameters
    ----------
    overlapping : collection of str
        Items that share their wording with one of another scale.
    noninvariant : collection of str
        Items that measure otherwise in some group.
    """

    context: Context
    overlapping: Collection[str]
    noninvariant: Collection[str] = ()

    def of(self, name: str, way: Way) -> Array | None:
        """Score called `name`; None where no item of a scale is left."""
        questionnaire = self.context.questionnaire
        if scale := questionnaire.scale_by_id.get(name):
            return self._scale(scale, way)
        found = next((c for c in questionnaire.composites if c.id == name), None)
        return self._composite(found, way) if found else self.context.scored.values[name]

    def _composite(self, composite: Composite, way: Way) -> Array | None:
        parts = [self.of(part, way) for part in composite.of]
        known = [part for part in parts if part is not None]
        if len(known) < len(parts):
            return None
        if composite.standardise:
            known = [standardise(part) for part in known]
        return np.asarray(np.mean(known, axis=0))

    def _scale(self, scale: Scale, way: Way) -> Array | None:
        kept = [item for item in scale.items if self.keeps(item, way.items)]
        whole = len(kept) == len(scale.items)
        if whole and way.missing == "declared":
            return self.context.scored.values[scale.id]
        if not kept:
            return None
        columns = [self.context.scored.values[item.id] for item in kept]
        found = mean_of(columns, _needed(scale, len(kept), way.missing))
        return found * len(scale.items) if scale.scoring.method == "sum" else found

    def keeps(self, item: Item, items: Items) -> bool:
        """Whether an item is part of a score."""
        return {
            "all": True,
            "no_reversed": not item.reverse,
            "no_overlap": item.id not in self.overlapping,
            "short": item.short,
            "invariant": item.id not in self.noninvariant,
        }[items]


def _needed(scale: Scale, count: int, missing: Missing) -> int:
    if missing == "any_item":
        return 1
    if missing == "every_item":
        return count
    return scale.min_valid if count == len(scale.items) else fewest_valid(count)


def scales_of(name: str, context: Context) -> list[Scale]:
    """Scales that a variable is made of."""
    questionnaire = context.questionnaire
    if scale := questionnaire.scale_by_id.get(name):
        return [scale]
    found = next((c for c in questionnaire.composites if c.id == name), None)
    return [s for part in found.of for s in scales_of(part, context)] if found else []


def parts_of(name: str, context: Context) -> tuple[str, ...]:
    """Parts of a composite."""
    found = next((c for c in context.questionnaire.composites if c.id == name), None)
    return found.of if found else ()
