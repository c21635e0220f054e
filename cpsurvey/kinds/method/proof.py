"""Numbers of the models of common-method variance, as lavaan calls them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.analysis import proof
from cpsurvey.kinds.method.data import Fitted, Method, Model, Test
from cpsurvey.results import Result
from cpsurvey.sem.semfit import SemFit

MEASURES = ("cfi", "tli", "rmsea", "srmr")


def told(result: Result[Method], fits: Sequence[SemFit]) -> Iterator[proof.Line]:
    """Every model and every test between two of them; what follows from them is derived."""
    data = result.data
    known: dict[Model, SemFit] = {}
    for line in data.models:
        found = _of(line, fits)
        if found is None:
            yield from proof.counted("not_refitted", (line.chisq, line.cfi, line.rmsea))
            continue
        known[line.model] = found
        yield proof.Told(found, tuple(proof.measures(_named(line, found))))
    technique = data.technique
    tests = [data.single, *(technique.tests if technique else ())]
    tests += [one.test for one in data.ulmc]
    for test in tests:
        yield from _tested(test, known)
    if technique is not None:
        for scale in technique.reliability:
            parts = (scale.baseline, scale.substantive, scale.method, scale.share)
            yield from proof.counted("derived", parts)
        for pair in technique.sensitivity:
            every = (pair.baseline, pair.retained, pair.s05, pair.s01)
            yield from proof.counted("derived", every)
    for one in data.ulmc:
        yield from proof.counted("derived", (one.method, one.substantive))


def _suffix(line: Fitted) -> str:
    return ".scaled" if line.scaling is not None else ""


def _named(line: Fitted, found: SemFit) -> dict[str, float | None]:
    """A line's measures by lavaan's names."""
    end = _suffix(line)
    named = {f"chisq{end}": line.chisq, f"pvalue{end}": line.pvalue}
    named |= {"df": line.df, "npar": line.npar, "chisq.scaling.factor": line.scaling}
    for measure in MEASURES:
        every = (f"{measure}{suffix}" for suffix in (".robust", ".scaled", ""))
        there = [name for name in every if found.fit.get(name) is not None]
        named[there[0] if there else measure] = getattr(line, measure)
    return named


def _of(line: Fitted, fits: Sequence[SemFit]) -> SemFit | None:
    end = _suffix(line)
    known = {f"chisq{end}": line.chisq, "df": line.df, "srmr": line.srmr}
    return proof.having(fits, known) if line.chisq is not None else None


def _tested(test: Test | None, known: dict[Model, SemFit]) -> Iterator[proof.Line]:
    if test is None or test.method is None:
        return
    one, other = known.get(test.restricted), known.get(test.general)
    if one is None or other is None:
        yield from proof.counted("not_refitted", (test.chisq,))
        return
    numbers = tuple(proof.difference(test.chisq, test.df, test.pvalue))
    yield proof.Told(one, numbers, other, test.method)
