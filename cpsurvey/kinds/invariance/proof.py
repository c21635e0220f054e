"""Numbers of the steps of measurement invariance, as lavaan calls them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.analysis import proof, rungs
from cpsurvey.kinds.invariance.data import Invariance, Ladder
from cpsurvey.results import Result
from cpsurvey.sem.semfit import SemFit


def told(result: Result[Invariance], fits: Sequence[SemFit]) -> Iterator[proof.Line]:
    """Every ladder; what rests on score tests and on other rules is the engine's."""
    data = result.data
    ordinal = data.method == "ordinal"
    for ladder in data.models:
        own = [fit for fit in fits if {*ladder.scales} == {*fit.table.latent}]
        yield from rungs.told(ladder.steps, own, ordinal=ordinal)
        yield from _means(ladder, own, [one.group for one in data.groups], ordinal=ordinal)
        yield from proof.counted("not_compared", (one.chisq for one in ladder.freed))
        for gap in ladder.items:
            yield from proof.counted("not_compared", (gap.chisq, gap.holm))
            yield from proof.counted("derived", (gap.dmacs, gap.signed))
    for line in data.dif:
        yield from proof.counted("other_rule", (line.r2, line.change, line.chisq))


def _means(
    ladder: Ladder, fits: Sequence[SemFit], groups: Sequence[str], *, ordinal: bool
) -> Iterator[proof.Line]:
    """Factor means of the last model whose intercepts are held equal."""
    held = [rung for rung in ladder.steps if rung.step == "scalar" and rung.chisq is not None]
    found = rungs.fitted(held[-1], fits, ordinal=ordinal) if held else None
    numbers: list[proof.Number] = []
    for mean in ladder.means:
        known = {"est": mean.est, "se": mean.se, "z": mean.z, "pvalue": mean.pvalue}
        known |= proof.ends(mean.ci)
        block = groups.index(mean.group) + 1
        numbers += proof.parameter(mean.scale, "~1", "", block, known)
    if found is not None and numbers:
        yield proof.Told(found, tuple(numbers))
