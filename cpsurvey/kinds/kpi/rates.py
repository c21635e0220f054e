"""One indicator on its predictors: routine and non-routine stacked, errors by cluster."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import stats as distributions

from cpsurvey.analysis.complete import refuse_repeats
from cpsurvey.analysis.context import LEVEL
from cpsurvey.analysis.numbers import number
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.kpi.joining import Rates
from cpsurvey.stats import counts, mixedlogit, rates

Array = NDArray[np.float64]
FAMILY: dict[str, rates.Family] = {
    "binomial": "binomial",
    "count": "poisson",
    "log": "gaussian",
    "linear": "gaussian",
}
RATIOS = ("binomial", "count", "log")
"""Types whose coefficients are logarithms of ratios: odds, rates, times."""
SCALED_APART = 1.5
"""A dispersion above this calls for a second look at counts."""


@dataclass(frozen=True, slots=True)
class Design:
    """Rows of one or two versions, one below the other.

    Parameters
    ----------
    apart : (n, v * p) array
        Each version with columns of its own.
    shared : (n, v * p) array
        All rows, then what the second version has on top: the differences.
    swapped : bool
        Whether there are two versions.
    """

    y: Array
    n: Array
    apart: Array
    shared: Array
    group: NDArray[np.int64]
    agent: NDArray[np.int64]
    swapped: bool


def design(
    versions: Sequence[Rates], x: Sequence[Array], used: NDArray[np.bool_], group: Any
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
        y=np.concatenate([one.y[rows] for one in versions]),
        n=np.concatenate([one.n[rows] for one in versions]),
        apart=apart,
        shared=shared,
        group=np.tile(group[rows], v),
        agent=np.tile(rows, v),
        swapped=v == 2,
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


def model(kind: str, made: Design, names: Sequence[str], errors: str) -> dict[str, Any] | None:
    """Fit the stacked model; terms per version, and their differences.

    None when it does not converge or runs off: then it has no errors either.
    """
    family = FAMILY[kind]
    size = made.n if family != "gaussian" else None
    fit = rates.glm(made.y, made.apart, family, size)
    if fit.separated or not fit.converged:
        return None
    p = len(names)
    versions = made.apart.shape[1] // p
    terms = []
    se, df, other = _errors(fit, made.apart, made, errors)
    for k in range(versions):
        rows = slice(k * (len(made.y) // versions), (k + 1) * (len(made.y) // versions))
        for j, name in enumerate(names):
            i = k * p + j
            entry = {"term": name, "place": k, **_test(fit.b[i], se[i], df[i])}
            entry |= {f"se_{what}": number(value[i]) for what, value in other.items()}
            entry |= _ratio(kind, entry) if name != "intercept" else {}
            if kind == "binomial":
                share = fit.mu[rows] / made.n[rows]
                entry["points"] = number(fit.b[i] * float(np.mean(share * (1.0 - share))))
            terms.append(entry)
    differences: list[dict[str, Any]] = []
    if made.swapped:
        again = rates.glm(made.y, made.shared, family, size)
        se, df, _ = _errors(again, made.shared, made, errors)
        for j, name in enumerate(names):
            i = p + j
            entry = {"term": name, **_test(again.b[i], se[i], df[i])}
            entry |= _ratio(kind, entry) if name != "intercept" else {}
            differences.append(entry)
    return {
        "agents": len(made.y) // versions,
        "contacts": [
            number(part.sum()) if kind in ("binomial", "count") else None
            for part in np.split(made.n, versions)
        ],
        "clusters": len(np.unique(made.group)),
        "dispersion": number(fit.dispersion) if family != "gaussian" else None,
        "terms": terms,
        "differences": differences,
    }


def _errors(
    fit: rates.Glm, X: Array, made: Design, errors: str
) -> tuple[Array, Array, dict[str, Array]]:
    """Errors that are interpreted, their degrees of freedom, and the other kinds."""
    two, one = rates.clustered(fit, X, made.group)
    cr1 = np.sqrt(np.diag(one))
    groups = len(np.unique(made.group))
    kinds = {"cr1": cr1, "cr2": two.se, "model": np.sqrt(np.diag(fit.vcov))}
    if errors == "cr1":
        return cr1, np.full(len(cr1), groups - 1.0), kinds
    return two.se, two.df, kinds


def _test(b: float, se: float, df: float) -> dict[str, Any]:
    with np.errstate(divide="ignore", invalid="ignore"):
        t = b / se
    reach = float(distributions.t.ppf((1 + LEVEL) / 2, df)) * se
    return {
        "b": number(b),
        "se": number(se),
        "df": number(df),
        "t": number(t),
        "pvalue": number(2 * distributions.t.sf(abs(t), df)),
        "ci_lower": number(b - reach),
        "ci_upper": number(b + reach),
    }


def _ratio(kind: str, entry: dict[str, Any]) -> dict[str, Any]:
    """The same as a ratio of odds, rates or times."""
    names = {"ratio": "b", "ratio_lower": "ci_lower", "ratio_upper": "ci_upper"}
    if kind not in RATIOS:
        return dict.fromkeys(names)
    return {
        name: None if entry[of] is None else number(np.exp(min(entry[of], 700.0)))
        for name, of in names.items()
    }


def over_dispersed(made: Design, names: Sequence[str]) -> dict[str, Any] | None:
    """Negative binomial on the same rows of counts, versions apart."""
    versions = made.apart.shape[1] // len(names)
    rows = np.split(np.arange(len(made.y)), versions)
    p = len(names)
    found: list[dict[str, Any]] = []
    thetas = []
    for k, place in enumerate(rows):
        X = made.apart[place][:, k * p : (k + 1) * p]
        fit = counts.negative_binomial(made.y[place], X, made.n[place])
        if not fit.converged:
            return None
        thetas.append(number(fit.theta))
        for j, name in enumerate(names):
            entry = {"term": name, "place": k, **_test(fit.b[j], fit.se[j], np.inf)}
            found.append({**entry, "df": None})
    return {"theta": thetas, "terms": found}


def mixed(made: Design, names: Sequence[str]) -> dict[str, Any]:
    """Logistic regression with an intercept per agent on the same rows."""
    start = rates.glm(made.y, made.shared, "binomial", made.n).b
    fit = mixedlogit.mixed_logit(made.y, made.n, made.shared, made.agent, start=start)
    p = len(names)
    terms = []
    for j, name in enumerate(names):
        pieces = [("routine" if made.swapped else "overall", np.eye(len(fit.b))[j])]
        if made.swapped:
            more = np.eye(len(fit.b))[p + j]
            pieces += [("nonroutine", pieces[0][1] + more), ("difference", more)]
        for what, c in pieces:
            entry = _test(float(c @ fit.b), float(np.sqrt(c @ fit.vcov @ c)), np.inf)
            terms.append({"term": name, "version": what, **entry, "df": None})
    return {
        "converged": fit.converged,
        "sd": number(fit.sd),
        "nodes": mixedlogit.NODES,
        "terms": terms,
    }
