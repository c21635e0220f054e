"""Steps of a ladder of measurement invariance, as lavaan calls their numbers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from cpsurvey.analysis import proof
from cpsurvey.parts import Rung
from cpsurvey.sem.semfit import SemFit

VERSIONS: Mapping[str, Sequence[str]] = {
    **dict.fromkeys(("chisq", "pvalue"), (".scaled", "")),
    **dict.fromkeys(("cfi", "rmsea", "srmr"), (".robust", ".scaled", "")),
}
"""Which version of a measure a step shows, the first there is."""
ORDERED: Mapping[str, Sequence[str]] = dict.fromkeys(VERSIONS, (".scaled", ""))


def told(
    steps: Sequence[Rung], fits: Sequence[SemFit], *, ordinal: bool
) -> Iterator[proof.Line]:
    """Every step, what it loses, and its test; of the model each is compared with."""
    before: SemFit | None = None
    for rung in steps:
        found = fitted(rung, fits, ordinal=ordinal)
        if found is None:
            yield from proof.counted("not_refitted", (rung.chisq, rung.cfi, rung.rmsea))
            continue
        names = {name: version(found, name, ordinal=ordinal) for name in VERSIONS}
        known = {lavaan: getattr(rung, name) for name, lavaan in names.items()}
        yield proof.Told(found, tuple(proof.measures({**known, "df": rung.df})))
        if before is not None:
            changes = {names["cfi"]: rung.dcfi, names["rmsea"]: rung.drmsea}
            changes[names["srmr"]] = rung.dsrmr
            yield proof.Told(found, tuple(proof.change(changes)), before)
            test = tuple(proof.difference(rung.dchisq, rung.ddf, rung.dpvalue))
            yield proof.Told(found, test, before)
        if rung.decision != "does_not_meet" or before is None:
            before = found


def fitted(rung: Rung, fits: Sequence[SemFit], *, ordinal: bool) -> SemFit | None:
    """The model of a step."""
    for found in fits:
        chisq = found.fit.get(version(found, "chisq", ordinal=ordinal))
        same = chisq == rung.chisq and found.test.df == rung.df
        if rung.chisq is not None and same and found.fit.get("srmr") == rung.srmr:
            return found
    return None


def version(found: SemFit, name: str, *, ordinal: bool) -> str:
    """Name of the version of a measure that a step shows."""
    every = (ORDERED if ordinal else VERSIONS)[name]
    there = (name + one for one in every if found.fit.get(name + one) is not None)
    return next(there, name)
