"""Differences that hypotheses may rest on."""

from __future__ import annotations

from cpsurvey.design import Study
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.paired.data import Paired
from cpsurvey.kinds.paired.options import Options
from cpsurvey.results import Result


def names(options: Options, _study: Study) -> Names:
    """Every pair that was asked for, as the effect ``first - second``."""
    return {"effect": [f"{first}-{second}" for first, second in options.pairs]}


def find(result: Result[Paired], _way: str, name: str) -> Number | None:
    """The difference ``first - second``."""
    wanted = "".join(name.split())
    for row in result.data.differences:
        if f"{row.first}-{row.second}" == wanted:
            return Number.of(row.est, row.ci, row.pvalue)
    return None


TARGETS: Targets[Options, Paired] = Targets(names, find)
