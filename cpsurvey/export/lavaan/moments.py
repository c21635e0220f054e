"""Moments for outsiders: what models are fitted to by ML and WLSMV, and no answer of anybody.

One sample for all models, those who answered everything that any of them has: two samples
that few people are apart would tell what these answered.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

import numpy as np
from numpy.typing import NDArray

from cpsurvey.errors import CpsurveyError
from cpsurvey.export.formats.csv import lines
from cpsurvey.export.lavaan import text
from cpsurvey.export.lavaan.names import Names, quoted, remark
from cpsurvey.sem.fit import fit
from cpsurvey.sem.language.partable import needs_means, variables
from cpsurvey.sem.language.syntax import Syntax
from cpsurvey.sem.semfit import SemFit

Array = NDArray[np.float64]
PER_VARIABLE = 2
"""People per variable at least: the products of fewer could only be theirs."""
MOST_ORDERED = 60
"""Ordered variables of one model at most: their NACOV has a row per pair."""
SHOWN = ("chisq", "df", "cfi", "tli", "rmsea", "srmr")
"""Measures that moments alone give."""


@dataclass(frozen=True, slots=True)
class Asked:
    """A model to be fitted to moments: plain ML, or WLSMV of its ordered items."""

    id: str
    syntax: Syntax
    kind: str
    std_lv: bool
    ordered: tuple[str, ...] = ()

    @property
    def observed(self) -> tuple[str, ...]:
        """Its observed variables."""
        return tuple(variables(self.syntax)[0])


@dataclass(frozen=True, slots=True)
class Sample:
    """Who answered everything, and what they answered: no part of it is written."""

    names: tuple[str, ...]
    used: NDArray[np.bool_]
    values: Array

    def column(self, name: str) -> Array:
        """A variable of theirs."""
        return np.asarray(self.values[:, self.names.index(name)])


def sample(models: Sequence[Asked], values: Mapping[str, Array]) -> Sample:
    """Those who answered all variables of all models."""
    names = tuple(dict.fromkeys(name for one in models for name in one.observed))
    matrix = np.column_stack([values[name] for name in names])
    used = np.asarray(~np.isnan(matrix).any(axis=1))
    return Sample(names, used, matrix[used])


def too_few(found: Sample, ordered: Iterable[str], k: int, every: Mapping[str, Array]) -> str:
    """Why these moments would tell of few people; empty where they do not.

    Parameters
    ----------
    every : mapping of str to (n,) array
        Answers of everybody: means of all of them stand in the report beside.
    """
    n, p = found.values.shape
    least = max(k, PER_VARIABLE * p)
    if n < least:
        return f"{n} people answered all {p} variables, {least} are needed"
    for name in found.names:
        left = int((~np.isnan(every[name]) & ~found.used).sum())
        if 0 < left < k:
            return f"{left} of those who answered '{name}' are not among the {n}"
    yes_no = [name for name in found.names if len(np.unique(found.column(name))) == 2]
    for name in (*yes_no, *ordered):
        counts = np.unique(found.column(name), return_counts=True)[1]
        if counts.min() < k:
            return f"fewer than {k} people gave one of the answers to '{name}'"
    for at, one in enumerate(yes_no):
        for other in yes_no[:at]:
            both = np.column_stack([found.column(one), found.column(other)])
            if np.unique(both, axis=0, return_counts=True)[1].min() < k:
                return f"fewer than {k} people are alike in '{one}' and '{other}'"
    return ""


def files(models: Sequence[Asked], found: Sample, head: Sequence[str]) -> dict[str, bytes]:
    """Every file by its name.

    Raises
    ------
    CpsurveyError
        Of the engine, where not one model can be fitted.
    """
    fits = {one.id: _fitted(one, found) for one in models}
    there = {name: fit for name, fit in fits.items() if fit is not None}
    names = Names(n for one in models for n in (*text.names(one.syntax), *one.observed))
    cov = np.atleast_2d(np.cov(found.values, rowvar=False))
    own = [names(name) for name in found.names]
    told = {
        "covariances.csv": _square(own, cov),
        "means.csv": lines(
            [
                ("variable", "n", "mean"),
                *(
                    (n, len(found.values), _short(m))
                    for n, m in zip(own, _means(found), strict=True)
                ),
            ]
        ).encode(),
        "expected.csv": lines(
            [
                ("model", "what", "lhs", "op", "rhs", "statistic", "value"),
                *_expected(there, names),
            ]
        ).encode(),
        "moments.R": _script([one for one in models if one.id in there], names, head),
    }
    for one in models:
        if one.ordered and one.id in there:
            told |= dict(_ordered(one, there[one.id], names))
    return told


def _means(found: Sample) -> Array:
    return np.asarray(found.values.mean(axis=0))


def _fitted(one: Asked, found: Sample) -> SemFit | None:
    """The model on these people; None where it has no solution there."""
    try:
        if one.ordered:
            data = {name: found.column(name) for name in one.observed}
            model = fit(
                one.syntax,
                data,
                kind=one.kind,
                estimator="wlsmv",
                ordered=one.ordered,
                std_lv=one.std_lv,
            )
        else:
            model = fit(
                one.syntax,
                kind=one.kind,
                sample_cov=np.cov(found.values, rowvar=False),
                sample_mean=_means(found),
                sample_names=found.names,
                nobs=len(found.values),
                std_lv=one.std_lv,
                meanstructure=_has_means(one),
            )
    except CpsurveyError:
        return None
    return model if model.converged and model.identified else None


def _has_means(one: Asked) -> bool:
    return needs_means(one.syntax) or one.kind == "growth"


def _expected(fits: Mapping[str, SemFit], names: Names) -> Iterator[tuple[object, ...]]:
    """What the engine finds from the same moments."""
    for id_, found in fits.items():
        scaled = [f"{name}.scaled" for name in SHOWN[:5]] if found.settings.ordered else []
        for name in (*SHOWN, *scaled):
            if (value := found.fit.get(name)) is not None:
                yield (id_, "fit", "", "", "", name, value)
        for p in found.estimates:
            if p.op == "~*~":
                continue
            right = p.rhs if p.op in ("|", ":=") else names(p.rhs)
            key = (id_, "parameter", names(p.lhs), p.op, right)
            for name, number in (("est", p.est), ("se", p.se), ("std.all", p.std_all)):
                if number is not None:
                    yield (*key, name, number)


def _ordered(one: Asked, found: SemFit, names: Names) -> Iterator[tuple[str, bytes]]:
    """Thresholds, correlations, and how both vary."""
    told = found.model.samples[0].polychoric
    assert told is not None
    assert told.gamma is not None
    own = [names(name) for name in found.table.observed]
    cuts = [
        (name, f"t{at}", _short(cut))
        for name, those in zip(own, told.thresholds, strict=True)
        for at, cut in enumerate(those, 1)
    ]
    yield (
        f"{one.id}-thresholds.csv",
        lines([("variable", "threshold", "value"), *cuts]).encode(),
    )
    yield f"{one.id}-correlations.csv", _square(own, told.R)
    below = [[_short(x) for x in row[: at + 1]] for at, row in enumerate(told.gamma)]
    yield f"{one.id}-nacov.csv", lines(below).encode()


def _square(names: Sequence[str], matrix: Array) -> bytes:
    rows = [(name, *map(_short, row)) for name, row in zip(names, matrix.tolist(), strict=True)]
    return lines([("variable", *names), *rows]).encode()


def _short(value: float) -> float:
    """Ten digits."""
    return float(f"{value:.10g}")


def _script(models: Sequence[Asked], names: Names, head: Sequence[str]) -> bytes:
    """Static part around the models, each a call with its options."""
    told = []
    for one in models:
        model = quoted(f"\n{text.written(one.syntax, names)}\n")
        options = [f"std.lv = {'TRUE' if one.std_lv else 'FALSE'}"]
        if one.ordered:
            made = f"ordinal({quoted(one.id)})"
        else:
            made = "continuous"
            options.append(f"meanstructure = {'TRUE' if _has_means(one) else 'FALSE'}")
        told.append(
            f"models[[{quoted(one.id)}]] <- function() with_moments(\n"
            f"  {quoted(one.kind)}, {model},\n  {made}, {', '.join(options)})"
        )
    own = resources.files(__package__).joinpath("moments.R").read_text("utf-8")
    first = "\n".join(f"# {remark(line)}" for line in head)
    return f"{first}\n{own.replace('# MODELS', chr(10).join(told))}".encode()
