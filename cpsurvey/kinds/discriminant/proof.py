"""Correlations of factors, as lavaan calls them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.analysis import proof
from cpsurvey.kinds.discriminant.data import Discriminant
from cpsurvey.results import Result
from cpsurvey.sem.semfit import SemFit


def told(result: Result[Discriminant], fits: Sequence[SemFit]) -> Iterator[proof.Line]:
    """Factors have variance one: their covariances are correlations, with delta limits."""
    data = result.data
    if not fits or data.measurement is None:
        return
    numbers: list[proof.Number] = []
    for pair in data.pairs:
        known = {"est": pair.r, **proof.ends(pair.r_ci)}
        numbers += proof.parameter(pair.first, "~~", pair.second, 0, known)
        ratios = (pair.htmt, pair.htmt_ci, pair.htmt2, pair.htmt2_ci)
        yield from proof.counted("other_rule", ratios)
    yield proof.Told(fits[-1], tuple(numbers))
    yield from proof.counted("derived", (one.ave for one in data.scales))
