"""Numbers of the main model under other choices, as lavaan calls them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.analysis import proof
from cpsurvey.kinds.sensitivity.data import Line, Sensitivity
from cpsurvey.results import Result
from cpsurvey.sem.semfit import SemFit


def told(result: Result[Sensitivity], fits: Sequence[SemFit]) -> Iterator[proof.Line]:
    """Every choice with a solution; intervals of draws are the engine's."""
    for line in result.data.rows:
        found = proof.having(fits, line.fit)
        if found is None:
            yield from proof.counted("not_refitted", line.fit.values())
            continue
        yield proof.Told(found, tuple(_numbers(line)))
        yield from proof.counted("monte_carlo", (one.mc for one in line.effects))
        yield from proof.counted("monte_carlo", (one.std_ci for one in line.effects))


def _numbers(line: Line) -> Iterator[proof.Number]:
    yield from proof.measures(line.fit)
    for one in line.effects:
        known = {"est": one.est, "se": one.se, "std.all": one.std_all}
        yield from proof.parameter(one.name, ":=", "", 0, known)
