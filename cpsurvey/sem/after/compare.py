"""Tests between models: Wald tests of constraints, differences of chi-square."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.inference import casewise
from cpsurvey.sem.inference.asymptotic import invert
from cpsurvey.sem.inference.measures import chisq_pvalue
from cpsurvey.sem.language.expression import Node
from cpsurvey.sem.language.syntax import parse_constraints
from cpsurvey.sem.moments.sample import GroupSample
from cpsurvey.sem.objective.constraints import Functions
from cpsurvey.sem.objective.leastsquares import LeastSquares
from cpsurvey.sem.objective.ram import Ram
from cpsurvey.sem.semfit import SemFit

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Difference:
    """A chi-square test with its degrees of freedom.

    Parameters
    ----------
    scaling : float or None
        Divisor of the plain difference; None when nothing is scaled.
    shift : float
        Added after scaling.
    """

    chisq: float
    df: int
    pvalue: float | None
    method: str
    scaling: float | None = None
    shift: float = 0.0


def wald(fitted: SemFit, constraints: str) -> Difference:
    """Wald test that constraints hold together: h' (J V J')^-1 h.

    Where errors have few degrees of freedom p is that of F.

    Parameters
    ----------
    constraints : str
        Lines such as ``p == 0``; names are labels of the model.

    Raises
    ------
    CpsurveyError
        CPS301 not understood, CPS302 an unknown label.
    """
    nodes = [Node("-", parts=(c.left, c.right)) for c in parse_constraints(constraints)]
    functions = Functions(fitted.table, nodes)
    try:
        h = functions.value(fitted.theta)
    except KeyError as missing:
        raise CpsurveyError(
            "CPS302",
            f"the test uses {missing}, which labels no parameter",
            fix="label the parameter in the model: y ~ b*x",
        ) from None
    J = functions.jacobian(fitted.theta)
    x, df = float(h @ np.linalg.solve(J @ fitted.vcov @ J.T, h)), fitted.reference.df
    p = (
        chisq_pvalue(x, len(h))
        if np.isinf(df)
        else float(special.fdtrc(len(h), df, x / len(h)))
    )
    return Difference(x, len(h), p, "wald")


def difference(restricted: SemFit, general: SemFit, method: str = "default") -> Difference:
    """Likelihood-ratio test of two nested models fitted to the same data.

    Parameters
    ----------
    method : str
        ``plain``; ``satorra.bentler.2001`` (scaled difference from both scaling factors,
        the default after MLR and MLM); ``satorra.2000`` (scaled by the general model's own
        moments, and shifted where the models' tests are; the default for ordered variables).

    Raises
    ------
    CpsurveyError
        CPS303 the models are not comparable, or the scaling is not positive.
    """
    for one in (restricted, general):
        if not one.identified:
            raise CpsurveyError(
                "CPS303",
                "a model that is not identified cannot be compared",
                fix="fix or equate parameters until its remarks say nothing of it",
            )
    df = restricted.test.df - general.test.df
    x = restricted.test.chisq - general.test.chisq
    if df <= 0 or restricted.nobs != general.nobs:
        raise CpsurveyError(
            "CPS303",
            "the models cannot be compared: the first must be nested in the second, on the "
            "same rows",
            fix="give the restricted model first, and fit both to the same data",
        )
    saturated = general.test.df == 0  # nothing of it is scaled
    scaled = restricted.test.scaling is not None
    scaled = scaled and (saturated or general.test.scaling is not None)
    if method == "default":
        weighed = general.model.estimator in ("dwls", "wlsmv")  # plain squares have no p
        method = "satorra.2000" if weighed else "satorra.bentler.2001"
        method = method if scaled or weighed else "plain"
    if method == "plain":
        return Difference(x, df, chisq_pvalue(x, df), method)
    c0, c1 = restricted.test.scaling or 1.0, general.test.scaling or 1.0
    if method == "satorra.bentler.2001":
        scaling = (restricted.test.df * c0 - general.test.df * c1) / df
    elif method == "satorra.2000":
        return _satorra_2000(restricted, general, x, df)
    else:
        raise CpsurveyError(
            "CPS303",
            f"no difference test is called '{method}'",
            fix="known: default, plain, satorra.bentler.2001, satorra.2000",
        )
    if scaling <= 0:
        raise CpsurveyError(
            "CPS303",
            "the scaling factor of the difference is not positive",
            fix="compare by method satorra.2000, which cannot be negative",
        )
    return Difference(x / scaling, df, chisq_pvalue(x / scaling, df), method, scaling)


def _satorra_2000(restricted: SemFit, general: SemFit, x: float, df: int) -> Difference:
    """Difference with its mean, or mean and variance, made those of chi-square.

    Satorra (2000); scaled and shifted as in Asparouhov and Muthen (2010, Mplus Web Notes).
    The restrictions A are the directions of the general model that the restricted one's
    moments do not span.
    """
    model = general.model
    J = model.constraints.jacobian(general.theta)
    D1 = _derivatives(general)
    D0 = _derivatives(restricted)
    H = np.linalg.lstsq(D1, D0, rcond=None)[0]
    left, values, _ = np.linalg.svd(H)
    rank = H.shape[1] if len(values) >= H.shape[1] else len(values)
    rank = min(rank, D1.shape[1] - df)
    A = left[:, rank:].T
    bread = invert(_information(general), J).inverse
    meat = _meat(general)
    inner = A @ bread @ A.T
    outer = A @ bread @ meat @ bread @ A.T
    product = np.linalg.solve(inner, outer)
    mean = float(np.trace(product))
    if not general.test.shift:
        scaled = x * df / mean
        return Difference(scaled, df, chisq_pvalue(scaled, df), "satorra.2000", mean / df)
    a = float(np.sqrt(df / np.trace(product @ product)))
    shift = df - a * mean
    scaled = a * x + shift
    return Difference(scaled, df, chisq_pvalue(scaled, df), "satorra.2000", 1.0 / a, shift)


def _information(fitted: SemFit) -> Array:
    """Information per case; groups weigh by n under least squares too, as in `_meat`."""
    model = fitted.model
    if isinstance(model.objective, LeastSquares):
        total = np.zeros((model.table.nfree, model.table.nfree))
        for group, n in zip(model.objective.groups, model.sizes, strict=True):
            D = group.jacobian(fitted.theta)
            total += n / model.n * (D.T @ group.weigh(D))
        return total
    at = model.objective.curvature(fitted.theta)
    return at.expected if fitted.settings.information == "expected" else at.observed


def _derivatives(fitted: SemFit) -> Array:
    """Derivatives of all groups' moments, stacked."""
    model = fitted.model
    if isinstance(model.objective, LeastSquares):
        return np.concatenate([g.jacobian(fitted.theta) for g in model.objective.groups])
    return np.concatenate(
        [
            casewise.moment_derivatives(ram, sample, fitted.theta)[0]
            if ram.means
            else _covariance_derivatives(ram, sample, fitted.theta)
            for ram, sample in zip(model.rams, model.samples, strict=True)
        ]
    )


def _covariance_derivatives(ram: Ram, sample: GroupSample, theta: Array) -> Array:
    rows, columns = np.tril_indices(ram.p)
    return ram.jacobian(ram.geometry(theta, sample.cov), rows, columns)


def _meat(fitted: SemFit) -> Array:
    """Cross-products of the moments' scores per case, at the model."""
    model = fitted.model
    if isinstance(model.objective, LeastSquares):
        total = np.zeros((model.table.nfree, model.table.nfree))
        groups = model.objective.groups
        weighed = [group.weigh(group.jacobian(fitted.theta)) for group in groups]
        spread = model.objective.spread(weighed)
        for WD, GWD, n in zip(weighed, spread, model.sizes, strict=True):
            total += n / model.n * (WD.T @ GWD)
        return total
    chunks = [
        (s, casewise.moment_scores(r, s, fitted.theta, model.exogenous))
        for r, s in zip(model.rams, model.samples, strict=True)
    ]
    return casewise.outer_products(chunks, model.table.nfree) / model.n
