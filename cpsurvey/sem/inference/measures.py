"""Fit measures by lavaan's names.

Formulas: Bentler (1990) for CFI and RNI, Tucker & Lewis (1973), Steiger (1990) for RMSEA,
Bentler (1995) for SRMR, McDonald (1989), Hoelter (1983), Joereskog & Soerbom (1993) for GFI;
robust ones by Brosseau-Liard, Savalei & Li (2012) and Brosseau-Liard & Savalei (2014).
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.sem.inference.asymptotic import Test

Array = NDArray[np.float64]
Measures = dict[str, float | int | None]
LEVEL = 0.90
TINY = 1e-8
"""Scaling factor of a test that leaves correlations as they are: it has nothing to correct."""
STEPS = 4
"""Newton's, from eight digits of a noncentrality to all of them."""
_INCREMENTAL = ("cfi", "tli", "nnfi", "rfi", "nfi", "pnfi", "ifi", "rni")
_RMSEA = ("rmsea", "rmsea.ci.lower", "rmsea.ci.upper", "rmsea.pvalue", "rmsea.notclose.pvalue")
_GOODNESS = ("gfi", "gfi.ci.lower", "gfi.ci.upper", "gfi_lisrel", "agfi_lisrel", "pgfi", "mfi")
OF_DF = frozenset(
    f"{name}{suffix}"
    for name in (*_INCREMENTAL, *_RMSEA, *_GOODNESS, "pvalue")
    for suffix in ("", ".scaled", ".robust")
)
"""Measures that mean nothing where a model without degrees of freedom does not fit."""


@dataclass(frozen=True, slots=True)
class GroupFit:
    """Observed and implied moments of one group.

    Parameters
    ----------
    given : int
        Covariates beyond these moments, whose variances lavaan counts as reproduced.
    """

    n: int
    cov: Array
    mean: Array
    implied_cov: Array
    implied_mean: Array
    given: int = 0


def chisq_pvalue(x: float, df: float) -> float | None:
    """Upper tail; None without degrees of freedom."""
    return float(special.chdtrc(df, max(x, 0.0))) if df > 0 else None


def compare(test: Test, baseline: Test, n: int, groups: int) -> Measures:
    """Chi-square and the measures made of it, plain, scaled and robust."""
    out: Measures = {
        "chisq": test.chisq,
        "df": test.df,
        "pvalue": chisq_pvalue(test.chisq, test.df),
        "baseline.chisq": baseline.chisq,
        "baseline.df": baseline.df,
        "baseline.pvalue": chisq_pvalue(baseline.chisq, baseline.df),
    }
    out |= _incremental(test.chisq, test.df, baseline.chisq, baseline.df)
    out |= _rmsea(test.chisq, test.df, n, groups)
    scaled, base = test.scaled, baseline.scaled
    if baseline.scaling is not None and test.df == 0:
        test = replace(test, scaling=1.0)  # nothing is tested, so nothing is scaled
        scaled = test.chisq
    if scaled is None or test.scaling is None:
        return out
    out |= {
        "chisq.scaled": scaled,
        "df.scaled": test.df,
        "pvalue.scaled": chisq_pvalue(scaled, test.df),
        "chisq.scaling.factor": test.scaling,
        "scaling.factor.h0": None,
        "scaling.factor.h1": None,
    }
    if test.shift:
        out["chisq.shift.parameter"] = test.shift
    if base is not None and baseline.scaling is not None:
        out |= {
            "baseline.chisq.scaled": base,
            "baseline.df.scaled": baseline.df,
            "baseline.pvalue.scaled": chisq_pvalue(base, baseline.df),
            "baseline.chisq.scaling.factor": baseline.scaling,
        }
        incremental = _incremental(scaled, test.df, base, baseline.df)
        out |= {f"{name}.scaled": value for name, value in incremental.items()}
        if not test.shift:
            out |= _robust_incremental(test, baseline)
    # With a mean-scaled test chisq is compared with c * df, the mean of its distribution.
    rmsea = _rmsea(scaled, test.df, n, groups)
    printed = rmsea if test.shift else _rmsea(test.chisq, test.scaling * test.df, n, groups)
    out |= {
        f"{name}.scaled": value
        for name, value in printed.items()
        if name not in ("rmsea.ci.level", "rmsea.close.h0", "rmsea.notclose.h0")
    }
    if not test.shift:
        out |= _robust_rmsea(test, n, groups, rmsea)
    return out


def _incremental(x: float, df: int, xb: float, dfb: int) -> Measures:
    excess, base = x - df, xb - dfb
    worst = max(excess, base, 0.0)
    out: Measures = {"cfi": 1.0 - max(excess, 0.0) / worst if worst > 0 else 1.0}
    tli = None
    if df > 0 and base != 0:
        tli = 1.0 - (excess / df) * (dfb / base)
    elif df == 0:
        tli = 1.0
    out |= {"tli": tli, "nnfi": tli}
    out["rfi"] = (xb / dfb - x / df) / (xb / dfb) if df > 0 and xb > 0 else 1.0
    out["nfi"] = (xb - x) / xb if xb > 0 else None
    out["pnfi"] = df / dfb * (xb - x) / xb if xb > 0 and dfb > 0 else None
    out["ifi"] = (xb - x) / (xb - df) if xb != df else None
    out["rni"] = 1.0 - excess / base if base != 0 else None
    return out


def corrected(test: Test, baseline: Test, n: int, groups: int) -> Measures:
    """Robust indices from the corrected tests of model and baseline."""
    if test.df == 0 or test.scaling is None or test.scaling <= TINY:
        return {}
    scaled = _rmsea(test.scaled or 0.0, test.df, n, groups)
    return _robust_incremental(test, baseline) | _robust_rmsea(test, n, groups, scaled)


def _robust_incremental(test: Test, baseline: Test) -> Measures:
    c, cb = test.scaling or 1.0, baseline.scaling or 1.0
    excess = test.chisq - c * test.df
    base = baseline.chisq - cb * baseline.df
    worst = max(excess, base, 0.0)
    cfi = 1.0 - max(excess, 0.0) / worst if worst > 0 else 1.0
    tli = 1.0 - (excess / test.df) * (baseline.df / base) if test.df > 0 and base else None
    rni = 1.0 - excess / base if base else None
    return {"cfi.robust": cfi, "tli.robust": tli, "nnfi.robust": tli, "rni.robust": rni}


def noncentrality(x: float, df: float, probability: float) -> float:
    """Noncentrality at which `x` has that lower-tail probability; 0 when there is none."""
    if special.chndtr(x, df, 0.0) < probability:
        return 0.0
    nc = float(special.chndtrinc(x, df, probability))
    for _ in range(STEPS):
        value = float(special.chndtr(x, df, nc))
        slope = (float(special.chndtr(x, df + 2.0, nc)) - value) / 2.0
        if not slope:
            break
        nc -= (value - probability) / slope
    # beyond what the distribution can be computed for
    return nc if math.isfinite(nc) else max(x - df, 0.0)


def _rmsea(x: float, df: float, n: int, groups: int) -> Measures:
    names = ("rmsea", "rmsea.ci.lower", "rmsea.ci.upper", "rmsea.pvalue")
    if df <= 0:
        return {
            **dict.fromkeys(names[:3], 0.0),
            "rmsea.ci.level": LEVEL,
            "rmsea.pvalue": None,
            "rmsea.close.h0": 0.05,
            "rmsea.notclose.pvalue": None,
            "rmsea.notclose.h0": 0.08,
        }
    tail = (1.0 - LEVEL) / 2.0

    def of(nc: float) -> float:
        return math.sqrt(max(nc, 0.0) / (n * df)) * math.sqrt(groups)

    def below(h0: float) -> float:
        return float(special.chndtr(max(x, 0.0), df, n * df * h0**2 / groups))

    return {
        "rmsea": of(x - df),
        "rmsea.ci.lower": of(noncentrality(max(x, 0.0), df, 1.0 - tail)),
        "rmsea.ci.upper": of(noncentrality(max(x, 0.0), df, tail)),
        "rmsea.ci.level": LEVEL,
        "rmsea.pvalue": 1.0 - below(0.05),
        "rmsea.close.h0": 0.05,
        "rmsea.notclose.pvalue": below(0.08),
        "rmsea.notclose.h0": 0.08,
    }


def _robust_rmsea(test: Test, n: int, groups: int, scaled: Measures) -> Measures:
    c = test.scaling or 1.0
    if test.df == 0:
        return dict.fromkeys(
            ("rmsea.robust", "rmsea.ci.lower.robust", "rmsea.ci.upper.robust"), 0.0
        )
    if c <= 0:
        return {}
    root = math.sqrt(c)
    x = (test.scaled or 0.0) * test.df
    plain = max(test.chisq - c * test.df, 0.0) / (n * test.df)

    def below(h0: float) -> float:
        nc = n * test.df * h0**2 / (c * groups)
        return float(special.chndtr(max(x / test.df, 0.0), test.df, nc))

    lower, upper = scaled["rmsea.ci.lower"], scaled["rmsea.ci.upper"]
    return {
        "rmsea.robust": math.sqrt(plain * groups),
        "rmsea.ci.lower.robust": (lower or 0.0) * root,
        "rmsea.ci.upper.robust": (upper or 0.0) * root,
        "rmsea.pvalue.robust": 1.0 - below(0.05),
        "rmsea.notclose.pvalue.robust": below(0.08),
    }


def likelihood(logl: float, unrestricted: float, npar: int, n: int) -> Measures:
    """Log-likelihoods and information criteria."""
    return {
        "logl": logl,
        "unrestricted.logl": unrestricted,
        "aic": -2.0 * logl + 2.0 * npar,
        "bic": -2.0 * logl + npar * math.log(n),
        "bic2": -2.0 * logl + npar * math.log((n + 2.0) / 24.0),
    }


def absolute(test: Test, npar: int, n: int) -> Measures:
    """Hoelter's N, McDonald's index, expected cross-validation index."""
    out: Measures = {"fmin": test.chisq / n / 2.0}
    for name, level in (("cn_05", 0.05), ("cn_01", 0.01)):
        out[name] = None
        if test.df > 0 and test.chisq > 0:
            out[name] = float(special.chdtri(test.df, level)) / (test.chisq / n) + 1.0
    out["mfi"] = math.exp(-0.5 * (test.chisq - test.df) / n)
    out["ecvi"] = test.chisq / n + 2.0 * npar / n
    return out


def residual_measures(groups: Sequence[GroupFit], means: bool) -> Measures:
    """RMR, SRMR (Bentler's and Mplus's) and CRMR, averaged over groups by size."""
    total = sum(group.n for group in groups)
    out: dict[str, float] = {}
    for group in groups:
        w = group.n / total
        for name, value in _residuals(group, means).items():
            out[name] = out.get(name, 0.0) + w * value
    found: Measures = dict(out)
    return found


def _residuals(group: GroupFit, means: bool) -> dict[str, float]:
    S, Sigma = group.cov, group.implied_cov
    p = len(S)
    lower = np.tril_indices(p)
    strict = np.tril_indices(p, -1)
    sd, sd_hat = np.sqrt(np.diag(S)), np.sqrt(np.abs(np.diag(Sigma)))
    raw = (S - Sigma)[lower]
    bentler = ((S - Sigma) / np.outer(sd, sd))[lower]
    bollen = (S / np.outer(sd, sd) - Sigma / np.outer(sd_hat, sd_hat))[strict]
    diagonal = (np.diag(S) - np.diag(Sigma)) / np.diag(S)

    def root(*parts: Array, given: int = group.given) -> float:
        joined = np.concatenate([*parts, np.zeros(given)])
        return float(np.sqrt(np.mean(joined**2))) if joined.size else 0.0

    out = {
        "rmr_nomean": root(raw),
        "srmr_bentler_nomean": root(bentler),
        "crmr_nomean": root(bollen, given=0),
        "srmr_mplus_nomean": root(bollen, diagonal),
    }
    if means:
        gap = group.mean - group.implied_mean
        if len(gap) == p:
            scaled = group.mean / sd - group.implied_mean / sd_hat
        else:  # thresholds of standard responses
            scaled, sd = gap, np.ones(len(gap))
        out |= {
            "rmr": root(raw, gap),
            "srmr_bentler": root(bentler, gap / sd),
            "crmr": root(bollen, gap / sd, given=0),
            "srmr_mplus": root(bollen, diagonal, scaled),
        }
    else:
        out |= {
            name: out[f"{name}_nomean"]
            for name in ("rmr", "srmr_bentler", "crmr", "srmr_mplus")
        }
    out["srmr"] = out["srmr_bentler"]
    return out


def noncentral_goodness(x: float, df: int, n: int, p: int, *, c: float = 1.0) -> Measures:
    """GFI as a function of noncentrality: n p / (n p + 2 (x - c df)), with its interval.

    Maydeu-Olivares, Ximenez & Revuelta (2024). Unlike the ratio of weighted squares it does
    not depend on whether means are modelled, nor grow as the sample shrinks.

    Parameters
    ----------
    c : float
        Mean of `x` over `df` where the model holds.
    """
    names = ("gfi.ci.lower", "gfi.ci.upper")
    if df <= 0:
        return {"gfi": 1.0, **dict.fromkeys(names, 1.0), "gfi.ci.level": LEVEL}

    def of(excess: float) -> float:
        return n * p / (n * p + 2.0 * max(excess, 0.0))

    t = max(x / c, 0.0)
    tail = (1.0 - LEVEL) / 2.0
    ends = [of(c * noncentrality(t, df, at)) for at in (tail, 1.0 - tail)]
    found = {"gfi": of(x - c * df), **dict(zip(names, ends, strict=True))}
    return {**found, "gfi.ci.level": LEVEL}


def goodness(
    groups: Sequence[GroupFit], means: bool, df: int, npar: int, fixed: NDArray[np.intp]
) -> Measures:
    """LISREL's GFI, AGFI and PGFI, weighted by the model's own normal-theory weights.

    Moments among the `fixed` covariates weigh nothing, but are counted.
    """
    total = sum(group.n for group in groups)
    gfi = 0.0
    for group in groups:
        inverse = np.linalg.inv(group.implied_cov)
        S, R = group.cov.copy(), group.cov - group.implied_cov
        S[np.ix_(fixed, fixed)] = R[np.ix_(fixed, fixed)] = 0.0
        gap, all_of_it = inverse @ R, inverse @ S
        a, b = 0.5 * float(np.sum(gap * gap.T)), 0.5 * float(np.sum(all_of_it * all_of_it.T))
        if means:
            d, m = group.mean - group.implied_mean, group.mean.copy()
            d[fixed] = m[fixed] = 0.0
            a += float(d @ inverse @ d)
            b += float(m @ inverse @ m)
        gfi += group.n / total * (1.0 - a / b)
    k = len(fixed)
    counted = k * (k + 1) // 2 + (k if means else 0)
    return adjusted_goodness(gfi, df, df + npar + len(groups) * counted)


def adjusted_goodness(gfi: float, df: int, moments: int) -> Measures:
    """LISREL's GFI with AGFI and PGFI for `moments` sample statistics."""
    return {
        "gfi_lisrel": gfi,
        "agfi_lisrel": 1.0 - moments / df * (1.0 - gfi) if df > 0 else gfi,
        "pgfi": df / moments * gfi if moments > 0 else None,
    }
