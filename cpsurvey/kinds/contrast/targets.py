"""Numbers of a contrast that hypotheses may rest on."""

from __future__ import annotations

from typing import get_args

from cpsurvey.design import Study
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.contrast.data import Contrasted, Version
from cpsurvey.kinds.contrast.options import Options
from cpsurvey.results import Result


def names(options: Options, _study: Study) -> Names:
    """The difference in every version; its name is known only after the analysis."""
    if options.effect is None:
        return {"effect": None}
    return {"effect": [f"{options.effect}.{one}" for one in get_args(Version)]}


def find(result: Result[Contrasted], _way: str, name: str) -> Number | None:
    """``effect: diff.whole``, ``effect: diff.without`` and so on, standardised."""
    effect, _, version = name.partition(".")
    if effect != result.data.effect:
        return None
    for line in result.data.lines:
        if line.version == version and line.difference:
            return Number.of(line.difference.est, line.difference.mc, line.difference.mc_p)
    return None


TARGETS: Targets[Options, Contrasted] = Targets(names, find)
