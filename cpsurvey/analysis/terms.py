"""Terms of a regression: a little formula language, parsed and never evaluated.

::

    formula := term ("+" term)*
    term    := factor (":" factor)* | factor ("*" factor)+
    factor  := NAME | "C(" NAME ")" | "poly(" NAME "," DEGREE ")"

``a:b`` is a product, ``a*b`` its parts and the product, ``C(x)`` one column per answer but
the first (the reference), ``poly(x, 2)`` powers of x minus its mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations, product
from typing import TYPE_CHECKING

import numpy as np
from numpy.typing import NDArray

from cpsurvey.design import Questionnaire
from cpsurvey.errors import CpsurveyError

if TYPE_CHECKING:
    from cpsurvey.scoring import Scored

HIGHEST_DEGREE = 4
_FACTOR = re.compile(
    r"\s*(?:C\(\s*(?P<choice>[A-Za-z_]\w*)\s*\)"
    r"|poly\(\s*(?P<power>[A-Za-z_]\w*)\s*,\s*(?P<degree>\d)\s*\)"
    r"|(?P<name>[A-Za-z_]\w*)(?!\w*\())\s*"
)


@dataclass(frozen=True, slots=True)
class Factor:
    """A variable, as it is (``x``), as categories (``C``) or as powers (``poly``)."""

    name: str
    role: str = "x"
    degree: int = 1


Term = tuple[Factor, ...]


@dataclass(frozen=True, slots=True)
class Part:
    """One factor of a column.

    Parameters
    ----------
    number : float
        Power, or code of the category it stands for.
    base : (n,) array
        The variable itself.
    middle : float
        What powers are taken around.
    """

    label: str
    factor: Factor
    values: NDArray[np.float64]
    base: NDArray[np.float64]
    number: float = 1.0
    middle: float = 0.0


@dataclass(frozen=True, slots=True)
class Column:
    """One column of a design matrix; `parts` are what it is the product of."""

    term: str
    values: NDArray[np.float64]
    parts: tuple[Part, ...] = ()


def parse(formula: str) -> list[Term]:
    """Terms of a formula, products spread out, nothing twice.

    Raises
    ------
    CpsurveyError
        CPS409 with the place where it stops being one.
    """
    found: list[Term] = []
    at = 0
    while True:
        factors, signs, at = _product(formula, at)
        for term in _spread(factors, signs, formula):
            if term not in found:
                found.append(term)
        if at == len(formula):
            return found
        if formula[at] != "+":
            _refuse(formula, at)
        at += 1


def _product(formula: str, at: int) -> tuple[list[Factor], set[str], int]:
    factors: list[Factor] = []
    signs: set[str] = set()
    while True:
        match = _FACTOR.match(formula, at)
        if match is None:
            _refuse(formula, at)
        assert match is not None
        factors.append(_factor(match, formula))
        at = match.end()
        if at == len(formula) or formula[at] not in ":*":
            return factors, signs, at
        signs.add(formula[at])
        at += 1


def _factor(match: re.Match[str], formula: str) -> Factor:
    if match["choice"]:
        return Factor(match["choice"], "C")
    if match["power"]:
        degree = int(match["degree"])
        if not 1 <= degree <= HIGHEST_DEGREE:
            raise CpsurveyError(
                "CPS409",
                f"'{formula}': a power of {degree}",
                fix=f"use a degree from 1 to {HIGHEST_DEGREE}",
            )
        return Factor(match["power"], "poly", degree)
    return Factor(match["name"])


def _spread(factors: Sequence[Factor], signs: set[str], formula: str) -> list[Term]:
    if signs == {":", "*"}:
        raise CpsurveyError(
            "CPS409",
            f"'{formula}' mixes ':' and '*' in one product",
            fix="write the products out: a + b + a:b",
        )
    if "*" not in signs:
        return [tuple(factors)]
    sizes = range(1, len(factors) + 1)
    return [chosen for size in sizes for chosen in combinations(factors, size)]


def _refuse(formula: str, at: int) -> None:
    place = f"'{formula[at]}' (place {at + 1})" if at < len(formula) else "its end"
    raise CpsurveyError(
        "CPS409",
        f"'{formula}' is not understood at {place}",
        fix="write a + b + a:b, a*b, C(x) or poly(x, 2)",
    )


def variables(formula: str) -> list[str]:
    """Variables a formula uses, each once."""
    return list(dict.fromkeys(f.name for term in parse(formula) for f in term))


def written(term: Term) -> str:
    """A term as a formula says it."""
    ways = {"C": "C({0})", "poly": "poly({0}, {1})"}
    return ":".join(ways.get(f.role, "{0}").format(f.name, f.degree) for f in term)


def named(formula: str, questionnaire: Questionnaire) -> list[str]:
    """Every name a column of the formula may have; which category is first is not known."""
    found: list[str] = []
    for term in parse(formula):
        labels = [list(_labels(factor, questionnaire)) for factor in term]
        found += [":".join(chosen) for chosen in product(*labels)]
    return found


def _labels(factor: Factor, questionnaire: Questionnaire) -> Iterator[str]:
    if factor.role == "poly":
        yield from (f"{factor.name}^{power}" for power in range(1, factor.degree + 1))
    elif factor.role == "C":
        options = questionnaire.options_of(factor.name)
        yield from (f"{factor.name}={code:g}" for code in (options.codes if options else ()))
    else:
        yield factor.name


def columns(
    formula: str,
    scored: Scored,
    questionnaire: Questionnaire,
    merged: Mapping[str, frozenset[float]] | None = None,
) -> list[Column]:
    """Columns of a formula; categories nobody chose have none.

    Parameters
    ----------
    merged : mapping of str to frozenset of float
        Variable -> codes that are one category together, the last one.
    """
    found = []
    for term in parse(formula):
        choices = [list(_parts(f, scored, questionnaire, merged or {})) for f in term]
        for parts in product(*choices):
            name = ":".join(part.label for part in parts)
            values = np.asarray(np.prod([part.values for part in parts], axis=0))
            found.append(Column(name, values, parts))
    return found


def other(name: str, scored: Scored, questionnaire: Questionnaire) -> float:
    """Number of the category that merged answers make: above every code."""
    options = questionnaire.options_of(name)
    codes = [option.code for option in options.options] if options else []
    return float(max([*codes, np.nanmax(scored.values[name])]) + 1)


def _parts(
    factor: Factor,
    scored: Scored,
    questionnaire: Questionnaire,
    merged: Mapping[str, frozenset[float]],
) -> Iterator[Part]:
    x = scored.values[factor.name]
    rest = []
    if factor.role == "C" and (few := merged.get(factor.name)):
        rest = [other(factor.name, scored, questionnaire)]
        x = np.where(np.isin(x, list(few)), rest[0], x)
    known = x[~np.isnan(x)]
    if factor.role == "poly":
        middle = float(known.mean()) if known.size else 0.0
        for power in range(1, factor.degree + 1):
            label = f"{factor.name}^{power}"
            yield Part(label, factor, (x - middle) ** power, x, power, middle)
    elif factor.role == "C":
        options = questionnaire.options_of(factor.name)
        met = {float(code) for code in np.unique(known)}
        ordered = [*map(float, options.codes), *rest] if options else sorted(met)
        for code in [code for code in ordered if code in met][1:]:
            values = np.where(np.isnan(x), np.nan, (x == code).astype(float))
            yield Part(f"{factor.name}={code:g}", factor, values, x, code)
    else:
        yield Part(factor.name, factor, x, x)


def without_parts(names: Sequence[str]) -> list[str]:
    """Products whose parts are not all among `names`: their coefficient reads otherwise."""
    return [
        name
        for name in names
        if ":" in name and not all(part in names for part in name.split(":"))
    ]


def deviation(column: Column, used: NDArray[np.bool_]) -> float:
    """Standard deviation; of a product, the product of its parts' deviations.

    A product is never standardised itself: its coefficient would no longer be the change
    of a slope (Aiken & West, 1991).
    """
    return float(np.prod([part.values[used].std(ddof=1) for part in column.parts]))
