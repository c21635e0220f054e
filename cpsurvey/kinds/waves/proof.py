"""Numbers of models over waves, as lavaan calls them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.analysis import proof, rungs
from cpsurvey.kinds.waves.data import Crossed, OverWaves
from cpsurvey.kinds.waves.layout import name
from cpsurvey.results import Result
from cpsurvey.sem.semfit import SemFit


def told(result: Result[OverWaves], fits: Sequence[SemFit]) -> Iterator[proof.Line]:
    """Steps of every scale, and the cross-lagged models; changes are over people."""
    data = result.data
    at = {wave.wave: w for w, wave in enumerate(data.waves)}
    for scale in data.scales:
        own = [fit for fit in fits if name(scale.scale, 0) in fit.table.latent]
        yield from rungs.told(scale.steps, own, ordinal=False)
        for change in scale.changes:
            yield from proof.counted("other_rule", (change.est, change.se, change.std))
    for one in data.crossed:
        found = proof.written(fits, one.syntax)
        if found is None:
            yield from proof.counted("not_refitted", (one.chisq, one.cfi))
        else:
            yield proof.Told(found, tuple(_crossed(one, found, at)))


def _crossed(one: Crossed, found: SemFit, at: dict[str, int]) -> Iterator[proof.Number]:
    names = {m: rungs.version(found, m, ordinal=False) for m in ("cfi", "rmsea")}
    chisq = next((m for m in ("chisq.scaled", "chisq") if found.fit.get(m) == one.chisq), "")
    known = {names["cfi"]: one.cfi, names["rmsea"]: one.rmsea, "srmr": one.srmr, "df": one.df}
    yield from proof.measures({**known, **({chisq: one.chisq} if chisq else {})})
    for path in one.paths:
        if path.role in ("stability", "crossed") and {path.first, path.second} <= at.keys():
            told = {"est": path.est, "se": path.se, "pvalue": path.pvalue}
            told |= {"std.all": path.std, **proof.ends(path.ci)}
            outcome = name(path.outcome, at[path.second])
            yield from proof.parameter(outcome, "~", name(path.source, at[path.first]), 0, told)
