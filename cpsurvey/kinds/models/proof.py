"""Numbers of a measurement or structural model, as lavaan calls them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.analysis import proof
from cpsurvey.kinds.models.data import Model
from cpsurvey.results import Result
from cpsurvey.sem.semfit import SemFit


def told(result: Result[Model], fits: Sequence[SemFit]) -> Iterator[proof.Line]:
    """Fit, parameters, explained variances, effects; intervals of draws are the engine's."""
    data = result.data
    found = proof.having(fits, result.fit)
    if data.imputation is not None or found is None or not found.identified:
        why: proof.Absent = "not_refitted" if found is None else "not_identified"
        why = "imputed" if data.imputation else why
        if result.estimates and result.fit:
            every = [e.est for e in result.estimates] + [e.se or None for e in result.estimates]
            yield from proof.counted(why, [*every, *result.fit.values()])
        return
    yield proof.Told(found, tuple(_numbers(result, found)))
    standard = [one.standard for one in data.effects if one.standard]
    for group in (data.effects, standard):
        yield from proof.counted("monte_carlo", (one.mc for one in group))
        yield from proof.counted("bootstrap", (one.boot for one in group))


def _numbers(result: Result[Model], found: SemFit) -> Iterator[proof.Number]:
    data = result.data
    yield from proof.measures(result.fit)
    yield from proof.estimates(result.estimates, found)
    for one in data.r2:
        block = one.group if len(found.groups) > 1 else 0
        yield from proof.explained(one.variable, block, one.r2)
    for effect in data.effects:
        version = effect.standard
        if version and version.metric == "all":
            known = {"est.std": version.est, "se": version.se, **proof.ends(version.ci)}
            yield from proof.standardised(effect.name, ":=", "", 0, known)
    yield from proof.local_fit(data.local_fit, found)
