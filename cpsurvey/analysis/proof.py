"""Which numbers of a report lavaan can compute, too, and of which model each of them is.

A kind that fits models has a module `proof` with ``told(result, fits)``: the numbers of its
stored result, each under the name lavaan has for it, beside the model it was read from.
"""

from __future__ import annotations

import importlib
import importlib.util
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any, Literal

from cpsurvey.kind import Kind
from cpsurvey.parts import LocalFit
from cpsurvey.payload import Interval
from cpsurvey.results import Estimate, Result
from cpsurvey.sem.semfit import SemFit

What = Literal[
    "parameter",
    "standardised",
    "fit",
    "explained",
    "difference",
    "change",
    "residual",
    "modification",
]
"""Where lavaan has it: `parameterEstimates`, `standardizedSolution`, `fitMeasures`,
`lavInspect(, "rsquare")`, `lavTestLRT`, one fit measure less that of another model,
`residuals(, "cor")`, `modindices`."""
Shown = Literal["dec2", "dec3", "unit2", "unit3", "p", "int"]
"""How a report prints it (`report/rounding.py`)."""
Absent = Literal[
    "monte_carlo",
    "bootstrap",
    "lms",
    "derived",
    "imputed",
    "other_rule",
    "clustered",
    "improper",
    "not_compared",
    "not_identified",
    "not_refitted",
]
"""Why lavaan has no such number."""
SHOWN: Mapping[str, Shown] = {
    **dict.fromkeys(("est", "se", "ci.lower", "ci.upper"), "dec3"),
    **dict.fromkeys(("z", "std.all", "std.lv", "rsquare"), "dec2"),
    **dict.fromkeys(("chisq", "chisq.scaled", "aic", "bic", "bic2", "logl"), "dec2"),
    **dict.fromkeys(("unrestricted.logl", "Chisq diff"), "dec2"),
    **dict.fromkeys(("df", "npar", "ntotal", "Df diff"), "int"),
    **dict.fromkeys(("pvalue", "pvalue.scaled", "Pr(>Chisq)"), "p"),
    **dict.fromkeys(("residual", "mi", "epc", "sepc.all"), "dec2"),
    "chisq.scaling.factor": "dec3",
}
MEASURES = (
    *("npar", "chisq", "df", "pvalue", "chisq.scaled", "df.scaled", "pvalue.scaled"),
    *("chisq.scaling.factor", "cfi", "tli", "cfi.scaled", "tli.scaled", "cfi.robust"),
    *("tli.robust", "rmsea", "rmsea.ci.lower", "rmsea.ci.upper", "rmsea.scaled"),
    *("rmsea.ci.lower.scaled", "rmsea.ci.upper.scaled", "rmsea.robust"),
    *("rmsea.ci.lower.robust", "rmsea.ci.upper.robust", "srmr", "srmr_within"),
    *("srmr_between", "logl", "aic", "bic"),
)
"""Measures that tables print."""


@dataclass(frozen=True, slots=True)
class Number:
    """A number as lavaan calls it; `block` is a group or level, from 1, 0 where there are none.

    A fit measure has neither `lhs` nor `rhs`; a defined parameter has the operator ``:=``.
    """

    what: What
    statistic: str
    value: float
    lhs: str = ""
    op: str = ""
    rhs: str = ""
    block: int = 0

    @property
    def of_errors(self) -> bool:
        """Whether it rests on how the answers' statistics vary."""
        if self.what in ("parameter", "standardised"):
            return self.statistic in ("se", "z", "pvalue", "ci.lower", "ci.upper")
        scaled = self.statistic.endswith((".scaled", ".robust", ".scaling.factor"))
        return scaled or self.what == "difference"

    @property
    def shown(self) -> Shown:
        """How a report prints it."""
        return SHOWN.get(self.statistic, "unit3" if self.what in ("fit", "change") else "dec3")


@dataclass(frozen=True, slots=True)
class Told:
    """Numbers of one model; `other` is the one it is compared with, by lavaan's `method`."""

    fit: SemFit
    numbers: tuple[Number, ...]
    other: SemFit | None = None
    method: str = "default"


@dataclass(frozen=True, slots=True)
class Beyond:
    """So many numbers that lavaan does not have."""

    why: Absent
    count: int


def in_lavaan(line: Told) -> tuple[Told, list[Beyond]]:
    """What lavaan can compute of some numbers, and how many it cannot.

    With ordered variables lavaan 0.6 ignores clusters without a word: estimates and plain
    measures are the same, but errors, and what is scaled by them, are not. It gives no
    explained variance above one.
    """
    settings, left = line.fit.settings, []
    rules: list[tuple[Absent, Callable[[Number], bool]]] = [
        ("improper", lambda one: one.what == "explained" and one.value > 1.0)
    ]
    if settings.clustered and settings.least_squares:
        rules.append(("clustered", lambda one: one.of_errors))
    for why, absent in rules:
        if lost := [one for one in line.numbers if absent(one)]:
            left.append(Beyond(why, len(lost)))
            line = replace(line, numbers=tuple(n for n in line.numbers if n not in lost))
    return line, left


Line = Told | Beyond
Teller = Callable[[Result[Any], Sequence[SemFit]], Iterable[Line]]


def teller(kind: Kind) -> Teller | None:
    """What tells a kind's numbers; None where it fits no models."""
    module = f"{kind.show.rpartition('.')[0]}.proof"
    if importlib.util.find_spec(module) is None:
        return None
    found: Teller = importlib.import_module(module).told
    return found


# ----------------------------------------------------------------- numbers by their names
def estimates(rows: Iterable[Estimate], fit: SemFit) -> Iterator[Number]:
    """Parameters of a result; what is fixed has no error, and is compared as estimate alone."""
    for row in rows:
        known = {"est": row.est, "std.lv": row.std_lv, "std.all": row.std_all}
        if row.se:
            known |= {"se": row.se, "z": row.z, "pvalue": row.pvalue}
            known |= {"ci.lower": row.ci_lower, "ci.upper": row.ci_upper}
        block = 0 if row.op == ":=" or len(fit.groups) < 2 else row.group
        yield from parameter(row.lhs, row.op, row.rhs, block, known)
        ends = {"ci.lower": row.std_ci_lower, "ci.upper": row.std_ci_upper}
        yield from _named("standardised", ends, row.lhs, row.op, row.rhs, block)


def parameter(
    lhs: str, op: str, rhs: str, block: int, known: Mapping[str, float | None]
) -> Iterator[Number]:
    """What is known of one parameter."""
    yield from _named("parameter", known, lhs, op, rhs, block)


def standardised(
    lhs: str, op: str, rhs: str, block: int, known: Mapping[str, float | None]
) -> Iterator[Number]:
    """What is known of one standardised parameter, with delta errors."""
    yield from _named("standardised", known, lhs, op, rhs, block)


def _named(
    what: What,
    known: Mapping[str, float | None],
    lhs: str = "",
    op: str = "",
    rhs: str = "",
    block: int = 0,
) -> Iterator[Number]:
    for statistic, value in known.items():
        if value is not None:
            yield Number(what, statistic, float(value), lhs, op, rhs, block)


def measures(known: Mapping[str, float | int | None]) -> Iterator[Number]:
    """Fit measures that tables print, by their names."""
    yield from _named("fit", {name: known.get(name) for name in MEASURES})


def explained(variable: str, block: int, value: float | None) -> Iterator[Number]:
    """Variance explained of a variable."""
    yield from _named("explained", {"rsquare": value}, variable, "r2", "", block)


def difference(chisq: float | None, df: float | None, pvalue: float | None) -> Iterator[Number]:
    """Test of two nested models."""
    known = {"Chisq diff": chisq, "Df diff": df, "Pr(>Chisq)": pvalue}
    yield from _named("difference", known)


def local_fit(found: LocalFit | None, fit: SemFit) -> Iterator[Number]:
    """Residual correlations and modification indices that are listed."""
    several = len(fit.groups) > 1
    for one in found.residuals if found else ():
        known = {"residual": one.residual}
        block = one.group if several else 0
        yield from _named("residual", known, one.first, "~~", one.second, block)
    for line in found.modifications if found else ():
        known = {"mi": line.mi, "epc": line.epc, "sepc.all": line.sepc}
        block = line.group if several else 0
        yield from _named("modification", known, line.lhs, line.op, line.rhs, block)


def change(known: Mapping[str, float | None]) -> Iterator[Number]:
    """Measures of a model less those of another."""
    yield from _named("change", known)


def ends(interval: Interval | None) -> dict[str, float | None]:
    """Limits by lavaan's names."""
    lower, upper = interval or (None, None)
    return {"ci.lower": lower, "ci.upper": upper}


# -------------------------------------------------------------------------- whose they are
def having(fits: Sequence[SemFit], known: Mapping[str, float | int | None]) -> SemFit | None:
    """The fit that has exactly these measures: numbers of one fit are no other's."""
    told = {name: value for name, value in known.items() if value is not None}
    for fit in fits:
        if told and all(fit.fit.get(name) == value for name, value in told.items()):
            return fit
    return None


def written(fits: Sequence[SemFit], syntax: str) -> SemFit | None:
    """The first fit of a model with this text."""
    return next((fit for fit in fits if fit.syntax.text == syntax), None)


def counted(why: Absent, found: Iterable[object]) -> Iterator[Beyond]:
    """Numbers that are there, of those lavaan does not have."""
    count = sum(2 if isinstance(one, Interval) else one is not None for one in found)
    if count:
        yield Beyond(why, count)
