"""Numbers of a mediation that hypotheses may rest on."""

from __future__ import annotations

from cpsurvey.analysis import targets
from cpsurvey.design import Study
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.mediation.data import Mediation
from cpsurvey.kinds.mediation.options import Options
from cpsurvey.results import Result


def names(_options: Options, _study: Study) -> Names:
    """Known only after the analysis."""
    return {"effect": None, "path": None}


def find(result: Result[Mediation], way: str, name: str) -> Number | None:
    """An effect, or a path ``outcome ~ predictor``."""
    if way == "effect":
        return targets.effect(result.data.effects, name)
    wanted = "".join(name.split())
    for p in result.data.paths:
        if f"{p.outcome}~{p.predictor}" == wanted:
            return Number.of(p.est, p.ci, p.pvalue)
    return None


TARGETS: Targets[Options, Mediation] = Targets(names, find)
