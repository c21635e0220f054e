"""One indicator on its predictors: routine and non-routine stacked, errors by cluster."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal, TypedDict

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import inference
from cpsurvey.analysis.complete import refuse_repeats
from cpsurvey.analysis.numbers import number
from cpsurvey.design.kpi import Type, Version
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.kpi.data import (
    Errors,
    Mixed,
    NegativeBinomial,
    Part,
    Term,
    Tested,
)
from cpsurvey.kinds.kpi.joining import Rates
from cpsurvey.payload import Interval, limits
from cpsurvey.stats import counts, mixedlogit, pooling, rates

Array = NDArray[np.float64]
FAMILY: dict[Type, rates.Family] = {
    "binomial": "binomial",
    "count": "poisson",
    "log": "gaussian",
    "linear": "gaussian",
}
Kept = Literal["cr1", "cr2", "model"]
"""Kinds of errors."""
RATIOS = ("binomial", "count", "log")
"""Types whose coefficients are logarithms of ratios: odds, rates, times."""
LARGEST = 700.0
"""Logarithms above this have no number."""
SCALED_APART = 1.5
"""A dispersion above this calls for a second look at counts."""


@dataclass(frozen=True, slots=True)
class Design:
    """Rows of one or two versions, one below the other.

    Parameters
    ----------
    versions : tuple of str
        One, or routine and non-routine.
    apart : (n, v * p) array
        Each version with columns of its own.
    shared : (n, v * p) array
        All rows, then what the second version has on top: the differences.
    """

    versions: tuple[Version, ...]
    y: Array
    n: Array
    apart: Array
    shared: Array
    group: NDArray[np.int64]
    agent: NDArray[np.int64]

    @property
    def agents(self) -> int:
        """Rows of one version."""
        return len(self.y) // len(self.versions)

    def rows(self, at: int) -> slice:
        """Rows of the version `at`."""
        return slice(at * self.agents, (at + 1) * self.agents)


def design(
    versions: Mapping[Version, Rates],
    x: Sequence[Array],
    used: NDArray[np.bool_],
    group: NDArray[np.int64],
) -> Design:
    """Stack the versions of the agents `used`; `x` has one (m, p) matrix per version."""
    rows = np.flatnonzero(used)
    count = len(rows)
    blocks = [matrix[rows] for matrix in x]
    v, p = len(versions), blocks[0].shape[1]
    apart = np.zeros((v * count, v * p))
    for k, block in enumerate(blocks):
        apart[k * count : (k + 1) * count, k * p : (k + 1) * p] = block
    shared = apart.copy()
    if v == 2:
        shared[count:, :p] = blocks[1]
    return Design(
        versions=tuple(versions),
        y=np.concatenate([one.y[rows] for one in versions.values()]),
        n=np.concatenate([one.n[rows] for one in versions.values()]),
        apart=apart,
        shared=shared,
        group=np.tile(group[rows], v),
        agent=np.tile(rows, v),
    )


def refuse_what_repeats(x: Array, names: Sequence[str]) -> None:
    """Refuse predictors that do not vary or repeat each other.

    Raises
    ------
    CpsurveyError
        CPS405 or CPS406.
    """
    still = [name for name, column in zip(names, x.T[1:], strict=True) if np.ptp(column) == 0]
    if still:
        raise CpsurveyError(
            "CPS405",
            f"{', '.join(still)}: all agents have the same value",
            fix="leave it out of the analysis",
        )
    refuse_repeats(x[:, 1:], names)


@dataclass(frozen=True, slots=True)
class Fitted:
    """The main model: terms version by version, their differences, Pearson's dispersion.

    `lost`: fraction of missing information, by term; zero where nothing was imputed.
    """

    terms: tuple[Term, ...]
    differences: tuple[Term, ...]
    dispersion: float | None
    lost: Mapping[str, float]


def fit(
    kind: Type, sets: Sequence[Design], names: Sequence[str], errors: Errors
) -> Fitted | None:
    """Fit the stacked model; None when it does not converge or runs off: no errors either.

    Over several completed data sets the coefficients are pooled by Rubin's rules.
    """
    family, made = FAMILY[kind], sets[0]
    sizes = [one.n if family != "gaussian" else None for one in sets]
    found = [
        rates.glm(one.y, one.apart, family, size) for one, size in zip(sets, sizes, strict=True)
    ]
    if any(one.separated or not one.converged for one in found):
        return None
    differences: list[Term] = []
    if len(made.versions) == 2:
        again = _together(
            [
                _solved(rates.glm(one.y, one.shared, family, size), one.shared, one, errors)
                for one, size in zip(sets, sizes, strict=True)
            ]
        )
        for i, name in enumerate(names, len(names)):
            test = _coefficient(again.b[i], again.se[i], again.df[i])
            ratio = _ratio(kind, name, test)
            differences.append(Term(term=name, version="difference", **test, **ratio))
    whole = _together(
        [_solved(fit, one.apart, one, errors) for fit, one in zip(found, sets, strict=True)]
    )
    steepness = {
        version: float(np.mean([_steepness(f, d, k) for f, d in zip(found, sets, strict=True)]))
        if kind == "binomial"
        else np.nan
        for k, version in enumerate(made.versions)
    }
    dispersion = np.mean([one.dispersion for one in found])
    return Fitted(
        terms=tuple(_terms(kind, whole, steepness, names)),
        differences=tuple(differences),
        dispersion=number(dispersion) if family != "gaussian" else None,
        lost={name: max(whole.lost[i :: len(names)]) for i, name in enumerate(names)},
    )


@dataclass(frozen=True, slots=True)
class _Solved:
    """Coefficients (p,) with the errors that are interpreted and the others."""

    b: Array
    se: Array
    df: Array
    others: Mapping[Kept, Array]
    lost: Sequence[float] = ()


def _solved(found: rates.Glm, X: Array, made: Design, errors: Errors) -> _Solved:
    return _Solved(found.b, *_errors(found, X, made, errors), [0.0] * len(found.b))


def _together(sets: Sequence[_Solved]) -> _Solved:
    """Rubin's rules, coefficient by coefficient; df of Barnard & Rubin (1999)."""
    if len(sets) == 1:
        return sets[0]
    one = np.ones(1)
    b, complete = np.array([s.b for s in sets]), np.mean([s.df for s in sets], axis=0)

    def pooled(errors: Sequence[Array]) -> list[pooling.Pooled]:
        each = zip(b.T, np.array(errors).T, strict=True)
        return [pooling.rubin(q[:, None], (se**2)[:, None, None]) for q, se in each]

    own = pooled([s.se for s in sets])
    kinds = sets[0].others
    return _Solved(
        b.mean(axis=0),
        np.array([rule.se[0] for rule in own]),
        np.array([rule.df(one, df) for rule, df in zip(own, complete, strict=True)]),
        {k: np.array([r.se[0] for r in pooled([s.others[k] for s in sets])]) for k in kinds},
        [rule.lost(one, df) for rule, df in zip(own, complete, strict=True)],
    )


def _terms(
    kind: Type, found: _Solved, steepness: Mapping[Version, float], names: Sequence[str]
) -> Iterator[Term]:
    for k, (version, steep) in enumerate(steepness.items()):
        for i, name in enumerate(names, k * len(names)):
            test = _coefficient(found.b[i], found.se[i], found.df[i])
            yield Term(
                term=name,
                version=version,
                points=number(found.b[i] * steep),
                points_ci=test["ci"] and limits(*(end * steep for end in test["ci"])),
                se_cr1=number(found.others["cr1"][i]),
                se_cr2=number(found.others["cr2"][i]),
                se_model=number(found.others["model"][i]),
                **test,
                **_ratio(kind, name, test),
            )


def _steepness(found: rates.Glm, made: Design, k: int) -> float:
    """Mean change of the share of version `k` per unit of the log odds."""
    share = found.mu[made.rows(k)] / made.n[made.rows(k)]
    return float(np.mean(share * (1.0 - share)))


def _errors(
    found: rates.Glm, X: Array, made: Design, errors: Errors
) -> tuple[Array, Array, dict[Kept, Array]]:
    """Errors that are interpreted, their degrees of freedom, and all kinds there are."""
    two, one = rates.clustered(found, X, made.group)
    cr1 = np.sqrt(np.diag(one))
    groups = len(np.unique(made.group))
    if errors == "cr1":
        se, df = cr1, np.full(len(cr1), groups - 1.0)
    else:
        se, df = two.se, two.df
    return se, df, {"cr1": cr1, "cr2": two.se, "model": np.sqrt(np.diag(found.vcov))}


class _Coefficient(inference.Tested):
    b: float | None


def _coefficient(b: float, se: float, df: float = np.inf) -> _Coefficient:
    return {"b": number(b), **inference.tested(b, se, df)}


class _Ratio(TypedDict):
    ratio: float | None
    ratio_ci: Interval | None


def _ratio(kind: Type, name: str, test: _Coefficient) -> _Ratio:
    """The same as a ratio of odds, rates or times, where it is one."""
    if kind not in RATIOS or name == "intercept":
        return {"ratio": None, "ratio_ci": None}
    ends = test["ci"] and limits(*(_exp(end) for end in test["ci"]))
    return {"ratio": None if test["b"] is None else _exp(test["b"]), "ratio_ci": ends}


def _exp(value: float) -> float:
    return float(np.exp(min(value, LARGEST)))


def over_dispersed(made: Design, names: Sequence[str]) -> NegativeBinomial | None:
    """Negative binomial on the same rows of counts, versions apart."""
    terms: list[Tested] = []
    theta: dict[Version, float | None] = {}
    p = len(names)
    for k, version in enumerate(made.versions):
        rows = made.rows(k)
        X = made.apart[rows, k * p : (k + 1) * p]
        found = counts.negative_binomial(made.y[rows], X, made.n[rows])
        if not found.converged:
            return None
        theta[version] = number(found.theta)
        for name, b, se in zip(names, found.b, found.se, strict=True):
            terms.append(Tested(term=name, version=version, **_coefficient(b, se)))
    return NegativeBinomial(theta=theta, terms=tuple(terms))


def mixed(made: Design, names: Sequence[str]) -> Mixed:
    """Logistic regression with an intercept per agent on the same rows."""
    start = rates.glm(made.y, made.shared, "binomial", made.n).b
    found = mixedlogit.mixed_logit(made.y, made.n, made.shared, made.agent, start=start)
    terms: list[Tested] = []
    unit = np.eye(len(found.b))
    for j, name in enumerate(names):
        pieces: list[tuple[Part, Array]] = [(made.versions[0], unit[j])]
        if len(made.versions) == 2:
            more = unit[len(names) + j]
            pieces += [(made.versions[1], unit[j] + more), ("difference", more)]
        for version, c in pieces:
            test = _coefficient(float(c @ found.b), float(np.sqrt(c @ found.vcov @ c)))
            terms.append(Tested(term=name, version=version, **test))
    return Mixed(
        converged=found.converged,
        sd=number(found.sd),
        nodes=mixedlogit.NODES,
        terms=tuple(terms),
    )
