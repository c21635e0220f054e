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
    x : tuple of (agents, p) arrays
        Predictors in each version; there may be many data sets, so that what is made of them
        is made when asked for.
    """

    versions: tuple[Version, ...]
    y: Array
    n: Array
    x: tuple[Array, ...]
    group: NDArray[np.int64]
    agent: NDArray[np.int64]

    @property
    def agents(self) -> int:
        """Rows of one version."""
        return len(self.y) // len(self.versions)

    @property
    def apart(self) -> Array:
        """(n, v * p): each version with columns of its own."""
        count, p, v = self.agents, self.x[0].shape[1], len(self.x)
        made = np.zeros((v * count, v * p))
        for k, block in enumerate(self.x):
            made[k * count : (k + 1) * count, k * p : (k + 1) * p] = block
        return made

    @property
    def shared(self) -> Array:
        """(n, v * p): all rows, then what the second version has on top, the differences."""
        made = self.apart
        if len(self.x) == 2:
            made[self.agents :, : self.x[0].shape[1]] = self.x[1]
        return made

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
    v, known = len(versions), {id(matrix): matrix[rows] for matrix in x}
    return Design(
        versions=tuple(versions),
        y=np.concatenate([one.y[rows] for one in versions.values()]),
        n=np.concatenate([one.n[rows] for one in versions.values()]),
        x=tuple(known[id(matrix)] for matrix in x),
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
    two, p = len(made.versions) == 2, len(names)
    each = np.eye(p * len(made.versions))
    asked = np.concatenate([each, each[p:] - each[:p]]) if two else each
    whole = _together(
        [_solved(fit, one, errors, asked) for fit, one in zip(found, sets, strict=True)]
    )
    differences: list[Term] = []
    for i, name in enumerate(names if two else (), len(each)):
        test = _coefficient(whole.b[i], whole.se[i], whole.df[i])
        ratio = _ratio(kind, name, test)
        differences.append(Term(term=name, version="difference", **test, **ratio))
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
        lost={name: max(whole.lost[i : len(each) : p]) for i, name in enumerate(names)},
    )


@dataclass(frozen=True, slots=True)
class _Solved:
    """Combinations of coefficients with the errors that are interpreted and the others."""

    b: Array
    se: Array
    df: Array
    others: Mapping[Kept, Array]
    lost: Sequence[float] = ()


def _solved(found: rates.Glm, made: Design, errors: Errors, asked: Array) -> _Solved:
    """`asked`: (k, v * p) combinations of the coefficients."""
    two, one = rates.clustered(found, made.apart, made.group)

    def se(vcov: Array) -> Array:
        return np.asarray(np.sqrt(np.einsum("ka,ab,kb->k", asked, vcov, asked)))

    if errors == "cr1":
        df = np.full(len(asked), len(np.unique(made.group)) - 1.0)
    else:
        df = np.array([two.df_of(row) for row in asked])
    others: dict[Kept, Array] = {"cr1": se(one), "cr2": se(two.vcov), "model": se(found.vcov)}
    chosen = others["cr1" if errors == "cr1" else "cr2"]
    return _Solved(asked @ found.b, chosen, df, others, [0.0] * len(asked))


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
    for k, version in enumerate(made.versions):
        rows = made.rows(k)
        X = made.x[k]
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
