"""Numbers of an interaction of latent variables, as lavaan calls them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.analysis import proof
from cpsurvey.kinds.moderation.data import Latent, Moderation
from cpsurvey.results import Result
from cpsurvey.sem.semfit import SemFit


def told(result: Result[Moderation], fits: Sequence[SemFit]) -> Iterator[proof.Line]:
    """Products of indicators; the interaction by likelihood (LMS) is the engine's."""
    latent = result.data.latent_interaction
    if latent is None:
        return
    found = proof.written(fits, latent.syntax)
    if found is None:
        yield from proof.counted("not_refitted", (one.est for one in latent.terms))
    else:
        yield proof.Told(found, tuple(_numbers(latent, found)))
    yield from proof.counted("derived", (latent.std_interaction,))
    if lms := latent.lms:
        yield from proof.counted("lms", (lms.chisq, lms.pvalue))
        for line in (*lms.terms, *lms.conditional):
            yield from proof.counted("lms", (line.est, line.se, line.pvalue, line.ci))


def _numbers(latent: Latent, found: SemFit) -> Iterator[proof.Number]:
    fit = latent.fit
    known = {"chisq.scaled": fit.chisq, "df": fit.df, "pvalue.scaled": fit.pvalue}
    known |= {"cfi.robust": fit.cfi, "rmsea.robust": fit.rmsea, "srmr": fit.srmr}
    yield from proof.measures(known)
    at = {p.label or p.lhs: p for p in found.estimates if p.label or p.op == ":="}
    for line in (*latent.terms, *latent.conditional):
        row = at[line.name]
        told = {"est": line.est, "se": line.se, "pvalue": line.pvalue, **proof.ends(line.ci)}
        yield from proof.parameter(row.lhs, row.op, row.rhs, 0, told)
