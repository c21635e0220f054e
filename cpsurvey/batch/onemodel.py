"""What ``cpsurvey sem`` says of a fitted model, as JSON, and its bootstrap."""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from cpsurvey.errors import Exit
from cpsurvey.sem.semfit import SemFit

if TYPE_CHECKING:
    from cpsurvey.sem.after.bootstrap import Bootstrap

SCHEMA = "cpsurvey/sem/1"
_INNER = ("free", "group")
PARTS = (
    "standardized",
    "effects",
    "modindices",
    "residuals",
    "compare",
    "scores",
    "not_computed",
)
Progress = Callable[[int, int], None]


def status(found: SemFit) -> Exit:
    """70 when the solution is no solution, else 0."""
    return Exit.DONE if found.converged and found.admissible else Exit.NOT_CONVERGED


def document(
    found: SemFit,
    *,
    bootstrapped: Mapping[str, Any] | None = None,
    crosscheck: Mapping[str, Any] | None = None,
    **parts: Any,
) -> dict[str, Any]:
    """JSON of a fitted model, with its `PARTS`, null where not asked; names follow lavaan."""
    return {
        "schema": SCHEMA,
        "converged": found.converged,
        "admissible": found.admissible,
        "identified": found.identified,
        "estimator": found.settings.estimator,
        "missing": found.settings.missing,
        "information": found.settings.information,
        "nobs": list(found.nobs),
        **_blocks(found),
        "dropped": dict(found.dropped),
        "npar": found.npar,
        "iterations": found.iterations,
        "estimates": [
            block(found, p.group if p.op != ":=" else 0)
            | {name: plain(value) for name, value in asdict(p).items() if name not in _INNER}
            for p in found.estimates
        ],
        "fit": {name: plain(value) for name, value in found.fit.items()},
        "r2": [
            {"variable": name, **block(found, group), "r2": plain(value)}
            for name, group, value in found.r2
        ],
        "bootstrap": bootstrapped,
        "crosscheck": crosscheck,
        **{name: parts.get(name) for name in PARTS},
        "warnings": [
            {"code": r.code, "severity": r.severity, "message": r.message, "fix": r.fix}
            for r in found.remarks
        ],
    }


def _blocks(found: SemFit) -> dict[str, Any]:
    """Labels of the groups, or of the levels, that estimates belong to."""
    labels = list(found.groups)
    return {"groups": [], "levels": labels} if found.two_level else {"groups": labels}


def block(found: SemFit, number: int) -> dict[str, int]:
    """Where a number belongs, in lavaan's words; what is defined has level 0."""
    return {"group": 1, "level": number} if found.two_level else {"group": max(number, 1)}


def plain(value: Any) -> Any:
    """JSON-safe: no NumPy scalars, no NaN."""
    if isinstance(value, bool | str | None):
        return value
    if isinstance(value, int):
        return value
    number = float(value)
    return number if math.isfinite(number) else None


def resample(
    found: SemFit,
    draws: int,
    seed: int,
    kind: str | None,
    progress: Progress | None,
    *,
    corrected: bool = False,
) -> tuple[Bootstrap, dict[str, Any]]:
    """Draws of a bootstrap, and errors and intervals of parameters and defined effects.

    Percentile intervals, or bias-corrected ones, whose type I error is inflated (Tibbe &
    Montoya, 2022).
    """
    import numpy as np

    from cpsurvey.sem.after.bootstrap import bias_corrected, bootstrap

    drawn = bootstrap(found, draws, seed=seed, kind=kind, progress=progress)
    effects = np.array([p.est for p in found.estimates if p.op == ":="])

    def interval(values: Any, estimate: Any) -> Any:
        return bias_corrected(values, estimate) if corrected else drawn.interval(values)

    lower, upper = interval(drawn.theta, found.theta)
    rows = [
        {
            "name": name,
            "est": plain(found.theta[i]),
            "se": plain(drawn.theta[:, i].std(ddof=1)),
            "ci_lower": plain(lower[i]),
            "ci_upper": plain(upper[i]),
        }
        for i, name in enumerate(found.table.names)
    ]
    if found.table.defined:
        lower, upper = interval(drawn.defined, effects)
        defined = {p.lhs: p.est for p in found.estimates if p.op == ":="}
        rows += [
            {
                "name": d.name,
                "est": plain(defined[d.name]),
                "se": plain(drawn.defined[:, i].std(ddof=1)),
                "ci_lower": plain(lower[i]),
                "ci_upper": plain(upper[i]),
            }
            for i, d in enumerate(found.table.defined)
        ]
    return drawn, {
        "kind": drawn.kind,
        "interval": "bias-corrected" if corrected else "percentile",
        "seed": seed,
        "draws": drawn.draws,
        "failed": drawn.failed,
        "inadmissible": drawn.inadmissible,
        "parameters": rows,
    }
