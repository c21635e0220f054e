"""Numbers of a decomposition of variance that hypotheses may rest on."""

from __future__ import annotations

from cpsurvey.design import Study
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.variance.data import ByLevel
from cpsurvey.kinds.variance.options import Options
from cpsurvey.results import Result


def names(_options: Options, _study: Study) -> Names:
    """Known only after the analysis."""
    return {"scale": None}


def find(result: Result[ByLevel], _way: str, name: str) -> Number | None:
    """Share of the first groups in the variance of an outcome."""
    for row in result.data.outcomes:
        if row.outcome == name:
            return Number.of(row.shares[0].share, row.shares[0].ci, None)
    return None


TARGETS: Targets[Options, ByLevel] = Targets(names, find)
