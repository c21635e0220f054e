"""Numbers of a mediation within and between groups that hypotheses may rest on."""

from __future__ import annotations

from cpsurvey.analysis.chains import structure
from cpsurvey.design import Study
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.multilevel.data import Multilevel
from cpsurvey.kinds.multilevel.options import Options
from cpsurvey.results import Result


def names(options: Options, _study: Study) -> Names:
    """Effects of both levels (``ind_1_1w`` within groups, ``ind_1_1b`` between)."""
    return {"effect": [e.name for end in "wb" for e in structure(options, end).effects]}


def find(result: Result[Multilevel], _way: str, name: str) -> Number | None:
    """An effect, with means of groups taken the way that is read."""
    for effect in result.data.read.effects:
        if effect.name == name:
            return Number.of(effect.est, effect.mc, effect.pvalue)
    return None


TARGETS: Targets[Options, Multilevel] = Targets(names, find)
