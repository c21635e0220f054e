"""Numbers of rival measurement models that hypotheses may rest on."""

from __future__ import annotations

from cpsurvey.design import Study
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.rivals.data import Embedded, Rivals
from cpsurvey.kinds.rivals.options import RivalOptions
from cpsurvey.payload import Interval, limits
from cpsurvey.results import Result

WAYS = ("one", "sides", "weakest")
"""After the name of a composite and a point."""
WORST, WEAKEST = 0.08, 0.50
"""What the costs in fit and the loadings are held against."""


def names(options: RivalOptions, study: Study) -> Names:
    """Composites within the whole model, and their loadings."""
    chosen = [c for c in study.questionnaire.composites if c.id in options.embedded]
    return {
        "effect": [f"{one.id}.{way}" for one in chosen for way in WAYS],
        "path": [f"{one.id}=~{part}" for one in chosen for part in one.of],
    }


def find(result: Result[Rivals], way: str, name: str) -> Number | None:
    """Positive numbers speak for the composite: see each of them."""
    for one in result.data.embedded:
        if way == "effect" and name.partition(".")[0] == one.composite:
            return {"one": _one, "sides": _apart, "weakest": _weakest}[name.partition(".")[2]](
                one
            )
        for side in one.sides if way == "path" else ():
            if "".join(name.split()) == f"{one.composite}=~{side.scale}":
                return Number.of(side.std, side.ci, side.pvalue)
    return None


def _one(found: Embedded) -> Number | None:
    """By how much the cost of one factor of the second order stays below `WORST`."""
    row = found.rivals[0]
    if row.rmsea is None or row.rmsea_ci is None or row.below is None:
        return None
    ends = limits(WORST - row.rmsea_ci.upper, WORST - row.rmsea_ci.lower)
    return Number.of(WORST - row.rmsea, ends, min(1.0, 2.0 * min(row.below, 1.0 - row.below)))


def _apart(found: Embedded) -> Number | None:
    """What it costs to take the sides for one: above zero where they are several."""
    row = found.rivals[1]
    return Number.of(row.rmsea, row.rmsea_ci, row.difference.pvalue) if row.difference else None


def _weakest(found: Embedded) -> Number | None:
    """By how much the weakest loading is above `WEAKEST`."""
    known = [side for side in found.sides if side.std is not None]
    if not known:
        return None
    side = min(known, key=lambda one: one.std or 0.0)
    ends: Interval | None = None
    if side.ci is not None:
        ends = Interval(side.ci.lower - WEAKEST, side.ci.upper - WEAKEST)
    return Number.of((side.std or 0.0) - WEAKEST, ends, side.above)


TARGETS: Targets[RivalOptions, Rivals] = Targets(names, find)
