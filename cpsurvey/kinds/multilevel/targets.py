"""Numbers of a mediation within and between groups that hypotheses may rest on."""

from __future__ import annotations

from cpsurvey.analysis.chains import structure
from cpsurvey.design import Study
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.multilevel.data import Multilevel
from cpsurvey.kinds.multilevel.options import Options
from cpsurvey.results import Result


def names(options: Options, _study: Study) -> Names:
    """Effects of both levels (``ind_1_1w`` within groups, ``ind_1_1b`` between), paths."""
    chain = structure(options)
    paths = [
        f"{outcome}~{term.partition('*')[2]}"
        for outcome, right in chain.equations
        for term in right.split(" + ")
    ]
    return {
        "effect": [e.name for end in "wb" for e in structure(options, end).effects],
        "path": paths,
    }


def find(result: Result[Multilevel], way: str, name: str) -> Number | None:
    """An effect, or a path within groups; means of groups taken the way that is read."""
    if way == "path":
        wanted = "".join(name.split())
        for path in result.data.read.paths:
            if path.part == "within" and f"{path.outcome}~{path.predictor}" == wanted:
                return Number.of(path.b, path.ci, path.pvalue, path.df)
        return None
    for effect in result.data.read.effects:
        if effect.name == name:
            return Number.of(effect.est, effect.mc, effect.pvalue)
    return None


TARGETS: Targets[Options, Multilevel] = Targets(names, find)
