"""Numbers of rival measurement models, as lavaan calls them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.analysis import proof
from cpsurvey.kinds.rivals.data import Difference, Embedded, Fitted, Rivals
from cpsurvey.results import Result
from cpsurvey.sem.semfit import SemFit


def told(result: Result[Rivals], fits: Sequence[SemFit]) -> Iterator[proof.Line]:
    """Every rival with its loadings, its test against the correlated factors."""
    data = result.data
    base = proof.having(fits, data.models[0].fit)
    for model in data.models:
        found = proof.having(fits, model.fit)
        if found is None:
            yield from proof.counted("not_refitted", model.fit.values())
            continue
        yield proof.Told(found, tuple(proof.measures(model.fit)))
        if found.identified:
            yield proof.Told(found, tuple(_numbers(data, model, found)))
        else:  # other loadings fit as well
            yield from proof.counted("not_identified", (one.est for one in model.loadings))
        yield from _test(model.difference, found, base)
    for one in data.embedded:
        yield from _embedded(one, data, fits, base)
    general = data.general
    if general is not None:
        yield from proof.counted("derived", (general.omega_h, general.ecv))


def _numbers(data: Rivals, model: Fitted, found: SemFit) -> Iterator[proof.Number]:
    for one in model.loadings:
        known = {"est": one.est, "se": one.se, "std.all": one.std}
        yield from proof.parameter(one.factor, "=~", one.item, 0, known)
    for item, r2 in {one.item: one.r2 for one in model.loadings}.items():
        yield from proof.explained(item, 0, r2)
    wording = data.wording
    if wording and model.model == "wording":
        known = {"est": wording.share, **proof.ends(wording.ci)}
        yield from proof.parameter(wording.factor, "~~", wording.factor, 0, known)
    if wording and model.model == "wording_free":
        for loading in wording.loadings:
            known = {"est.std": loading.std, **proof.ends(loading.ci)}
            yield from proof.standardised(wording.factor, "=~", loading.item, 0, known)
    if model.model == "correlated":
        yield from proof.local_fit(data.local_fit, found)


def _test(test: Difference | None, one: SemFit, other: SemFit | None) -> Iterator[proof.Line]:
    if test is not None and other is not None:
        numbers = tuple(proof.difference(test.chisq, test.df, test.pvalue))
        yield proof.Told(one, numbers, other, test.method)


def _embedded(
    one: Embedded, data: Rivals, fits: Sequence[SemFit], base: SemFit | None
) -> Iterator[proof.Line]:
    """Standardised sides of the composite; both tests against the correlated factors."""
    below = {
        "second_order": set(one.of),
        "one_factor": {item for part in one.of for item in data.scales[part]},
    }
    for rival in one.rivals:
        inner = rival.model == "second_order"
        factors = one.others + 1 + (len(one.of) if inner else 0)
        found = _of(fits, one.composite, below[rival.model], factors)
        if found is None:
            yield from proof.counted("not_refitted", (rival.difference,))
            continue
        yield from _test(rival.difference, found, base)
        yield proof.Told(found, tuple(_sides(one)) if inner else ())
        yield from proof.counted("derived", (rival.rmsea, rival.rmsea_ci, rival.below))
    yield from proof.counted("derived", (one.omega_h, *(side.above for side in one.sides)))


def _of(fits: Sequence[SemFit], composite: str, below: set[str], factors: int) -> SemFit | None:
    """The fit with so many factors in which a composite is measured by these."""
    for fit in fits:
        rows = fit.table.rows
        loads = {row.rhs for row in rows if row.op == "=~" and row.lhs == composite}
        if loads == below and len(fit.table.latent) == factors:
            return fit
    return None


def _sides(one: Embedded) -> Iterator[proof.Number]:
    for side in one.sides:
        known = {"est.std": side.std, "se": side.se, "pvalue": side.pvalue}
        known |= proof.ends(side.ci)
        yield from proof.standardised(one.composite, "=~", side.scale, 0, known)
