"""Numbers of places in networks that hypotheses may rest on."""

from __future__ import annotations

from cpsurvey.design import Study
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.position.data import Measure, Position
from cpsurvey.kinds.position.options import Options
from cpsurvey.results import Result

MEASURES: tuple[Measure, ...] = ("indegree", "confirmed", "returned", "core")


def names(options: Options, _study: Study) -> Names:
    """Involvement and outcomes, each with a place: cop.indegree, perf_ad.core."""
    every = (*options.involvement, *options.outcomes)
    return {"scale": [f"{name}.{measure}" for name in every for measure in MEASURES]}


def find(result: Result[Position], _way: str, name: str) -> Number | None:
    """Standardised slope of involvement, or of an outcome, on a place."""
    for one in result.data.agrees:
        if f"{one.involvement}.{one.measure}" == name:
            return Number.of(one.b, one.ci, one.pvalue, one.df)
    for outcome in result.data.outcomes:
        called = f"{outcome.outcome}.{outcome.version}" if outcome.version else outcome.outcome
        for slope in outcome.slopes if not outcome.peers else ():
            if slope.role == "place" and f"{called}.{slope.name}" == name:
                return Number.of(slope.b, slope.ci, slope.pvalue, slope.df)
    return None


TARGETS: Targets[Options, Position] = Targets(names, find)
