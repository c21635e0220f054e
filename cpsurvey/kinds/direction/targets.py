"""Numbers of a direction that hypotheses may rest on."""

from __future__ import annotations

from cpsurvey.design import Study
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.direction.data import Direction
from cpsurvey.kinds.direction.options import Options, indirect
from cpsurvey.results import Result

WAYS = ("rho", "forward", "reversed")
"""After the name of an effect and a point."""


def names(options: Options, study: Study) -> Names:
    """Every indirect effect: its bound, and itself in both orders."""
    found = indirect(options, study)
    if found is None:
        return {"effect": None}
    return {"effect": [f"{chain.name}.{way}" for chain in found for way in WAYS]}


def find(result: Result[Direction], _way: str, name: str) -> Number | None:
    """``effect: ind.rho``, ``effect: ind.forward``, ``effect: ind.reversed``."""
    effect, _, what = name.partition(".")
    one = next((one for one in result.data.effects if one.name == effect), None)
    if one is None:
        return None
    if what == "rho":
        return Number.of(one.rho, one.rho_ci, None)
    found = {"forward": one.forward, "reversed": one.reversed}.get(what)
    return Number.of(found.est, found.mc, None) if found else None


TARGETS: Targets[Options, Direction] = Targets(names, find)
