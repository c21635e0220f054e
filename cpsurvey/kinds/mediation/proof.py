"""Numbers of a mediation, as lavaan calls them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.analysis import proof
from cpsurvey.kinds.mediation.data import Mediation
from cpsurvey.results import Result
from cpsurvey.sem.semfit import SemFit


def told(result: Result[Mediation], fits: Sequence[SemFit]) -> Iterator[proof.Line]:
    """Paths, effects and explained variances; intervals of draws are the engine's."""
    data = result.data
    if data.natural:
        for effect in data.effects:
            yield from proof.counted("monte_carlo", (effect.mc,))
        return
    found = proof.having(fits, result.fit)
    if found is None:
        yield from proof.counted("not_refitted", result.fit.values())
        return
    numbers = (*proof.measures(result.fit), *_paths(data, found), *_effects(data))
    yield proof.Told(found, numbers)
    for effect in data.effects:
        yield from proof.counted("monte_carlo", (effect.mc,))
        yield from proof.counted("bootstrap", (effect.boot, effect.bc))


def _paths(data: Mediation, found: SemFit) -> Iterator[proof.Number]:
    """Paths in the order of the model, whose covariates have columns of their own."""
    outcomes = {path.outcome for path in data.paths}
    rows = [p for p in found.estimates if p.op == "~" and p.lhs in outcomes]
    for row, path in zip(rows, data.paths, strict=True):
        known = {"est": path.est, "se": path.se, "z": path.z, "pvalue": path.pvalue}
        known |= {"std.all": path.std_all, **proof.ends(path.ci)}
        yield from proof.parameter(row.lhs, "~", row.rhs, 0, known)
        yield from proof.standardised(row.lhs, "~", row.rhs, 0, proof.ends(path.std_ci))


def _effects(data: Mediation) -> Iterator[proof.Number]:
    for one in data.effects:
        known = {"est": one.est, "se": one.se, "z": one.z, "pvalue": one.pvalue}
        known |= {"std.all": one.std_all, **proof.ends(one.ci)}
        yield from proof.parameter(one.name, ":=", "", 0, known)
        version = one.standard
        if version and version.metric == "all":
            ends = {"est.std": version.est, "se": version.se, **proof.ends(version.ci)}
            yield from proof.standardised(one.name, ":=", "", 0, ends)
    for share in data.r2:
        yield from proof.explained(share.variable, 0, share.r2)
