"""Numbers of both orders of a model, as lavaan calls them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.analysis import proof
from cpsurvey.kinds.direction.data import Direction, Order
from cpsurvey.results import Result
from cpsurvey.sem.semfit import SemFit


def told(result: Result[Direction], fits: Sequence[SemFit]) -> Iterator[proof.Line]:
    """Both fits and their standardised effects; bounds of omitted causes are the engine's."""
    data = result.data
    for order in data.orders:
        found = proof.having(fits, order.fit)
        if found is None:
            yield from proof.counted("not_refitted", order.fit.values())
            continue
        numbers = (*proof.measures(order.fit), *_effects(data, order.order))
        yield proof.Told(found, numbers)
    for one in data.effects:
        turned = (one.forward, one.reversed)
        yield from proof.counted("monte_carlo", (side.mc for side in turned if side))
        yield from proof.counted("other_rule", (one.rho, one.rho_ci))
    for bound in data.robust:
        yield from proof.counted("other_rule", (bound.partial_r2, bound.value, bound.reach))


def _effects(data: Direction, order: Order) -> Iterator[proof.Number]:
    for one in data.effects:
        side = one.forward if order == "forward" else one.reversed
        if side is not None:
            known = {"est.std": side.est, "se": side.se}
            yield from proof.standardised(one.name, ":=", "", 0, known)
