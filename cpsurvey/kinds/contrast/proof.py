"""Numbers of a difference of indirect effects, as lavaan calls them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.analysis import models, proof
from cpsurvey.kinds.contrast.data import Contrasted, Line, Standard
from cpsurvey.results import Result
from cpsurvey.sem.semfit import SemFit

SAME = 1e-9


def told(result: Result[Contrasted], fits: Sequence[SemFit]) -> Iterator[proof.Line]:
    """Both effects and their difference in every version, standardised."""
    for line in result.data.lines:
        effects = [line.first, line.second, line.difference]
        there = [one for one in effects if one is not None]
        found = _of(line, fits)
        if found is None:
            yield from proof.counted("not_refitted", (one.est for one in there))
            continue
        fit, names = found
        numbers: list[proof.Number] = []
        for name, one in zip(names, effects, strict=True):
            if one is not None:
                known = {"est.std": one.est, "se": one.se}
                numbers += proof.standardised(name, ":=", "", 0, known)
        yield proof.Told(fit, tuple(numbers))
        yield from proof.counted("monte_carlo", (one.mc for one in there))


def _of(line: Line, fits: Sequence[SemFit]) -> tuple[SemFit, list[str]] | None:
    """The fit whose defined effects these are, and their names."""
    for fit in fits:
        if not fit.admissible or not fit.table.defined:
            continue
        every = models.standardised(fit, 0)
        known = {d.name: s.est for d, s in zip(fit.table.defined, every, strict=True)}
        names = [_named(one, known) for one in (line.first, line.second, line.difference)]
        if all(names):
            return fit, [str(name) for name in names]
    return None


def _named(one: Standard | None, known: dict[str, float | None]) -> str | None:
    for name, value in known.items():
        if one and one.est is not None and value is not None and abs(value - one.est) < SAME:
            return name
    return None
