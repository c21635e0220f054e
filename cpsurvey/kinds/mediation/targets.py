"""Numbers of a mediation that hypotheses may rest on."""

from __future__ import annotations

from typing import Any

from cpsurvey.design import Study
from cpsurvey.kind import Names, Number, Targets
from cpsurvey.kinds.mediation.options import Options
from cpsurvey.results import Result


def names(_options: Options, _study: Study) -> Names:
    """Known only after the analysis."""
    return {"effect": None, "path": None}


def find(result: Result[Any], way: str, name: str) -> Number | None:
    """An effect, or a path ``outcome ~ predictor``."""
    if way == "effect":
        return effect(result.data["effects"], name)
    wanted = "".join(name.split())
    for p in result.data["paths"]:
        if f"{p['outcome']}~{p['predictor']}" == wanted:
            return Number(p["est"], p["ci_lower"], p["ci_upper"], p["pvalue"])
    return None


def effect(rows: Any, name: str) -> Number | None:
    """An effect with its Monte Carlo interval, the one that is read where there is one."""
    for row in rows:
        if row["name"] == name:
            end = "mc" if row.get("mc_lower") is not None else "ci"
            ends = row.get(f"{end}_lower"), row.get(f"{end}_upper")
            return Number(row["est"], *ends, row.get("pvalue"))
    return None


TARGETS: Targets[Options, Any] = Targets(names, find)
