"""Are the scales apart? (table T10)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.measurement import (
    Measured,
    average_variance,
    fitted,
    measured,
)
from cpsurvey.analysis.numbers import table
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.discriminant.options import DiscriminantOptions
from cpsurvey.results import Caveat, Result
from cpsurvey.sem.moments.polychoric import LIMIT, influences, pairs, polychoric
from cpsurvey.sem.semfit import SemFit
from cpsurvey.stats import resampled
from cpsurvey.stats.association import correlations
from cpsurvey.stats.htmt import htmt

Array = NDArray[np.float64]
STRICT, LENIENT = 0.85, 0.90
"""Cut-offs of HTMT: distinct constructs, close ones (Henseler et al., 2015)."""
BANDS = ((0.80, "none"), (0.90, "marginal"), (1.00, "moderate"))
"""Upper limit of the latent correlation -> problem (Roenkkoe & Cho, 2022)."""


def discriminant(params: DiscriminantOptions, context: Context) -> list[Result[Any]]:
    """HTMT, HTMT2, Fornell-Larcker and latent correlations, with intervals."""
    found = measured(params, context)
    x = context.scored.matrix(found.items)[found.used]
    observed = _observed(x, found, params.bootstrap, context.study.file.study.seed)
    ratios = htmt(observed.R, found.members)
    drawn = htmt(observed.drawn, found.members)
    lower, upper, failed = _interval(drawn.htmt2)
    one_lower, one_upper, _ = _interval(drawn.htmt)
    latent, remarks = _latent(found, context)
    data: dict[str, Any] = {
        "scales": list(found.scales),
        "items": {scale: len(items) for scale, items in found.scales.items()},
        "correlations": observed.kind,
        "n_low": observed.low,
        "n_high": observed.high,
        "htmt": table(ratios.htmt),
        "htmt_lower": table(one_lower),
        "htmt_upper": table(one_upper),
        "htmt2": table(ratios.htmt2),
        "htmt2_lower": table(lower),
        "htmt2_upper": table(upper),
        "bootstrap": {
            "draws": params.bootstrap,
            "failed": failed,
            "unit": context.variable(params.cluster) if params.cluster else None,
            "first_order": observed.kind == "polychoric",
        },
        "cutoffs": [STRICT, LENIENT],
        "measurement": latent,
    }
    data["pairs"] = _pairs(data)
    caveats = (*found.caveats, *_signs(observed.R, found), *_zeros(observed.R, found), *remarks)
    sample = context.scored.sample(found.used)
    return [
        Result(kind="discriminant", id=context.id, sample=sample, data=data, caveats=caveats)
    ]


@dataclass(frozen=True, slots=True)
class _Observed:
    """Correlations of the items (p, p), of resamples (draws, p, p), and what they rest on."""

    R: Array
    drawn: Array
    kind: str
    low: int
    high: int


def _observed(x: Array, found: Measured, draws: int, seed: int) -> _Observed:
    """Pair by pair over those who answered both, polychoric where items are ordered."""
    cluster = None if found.cluster is None else found.cluster[found.used]
    drawn = resampled.weights(np.random.default_rng(seed), len(x), draws, cluster)
    pearson = correlations(x)
    low, high = int(pearson.n.min()), int(pearson.n.max())
    if found.estimator != "wlsmv":
        return _Observed(pearson.r, resampled.correlations(x, drawn), "pearson", low, high)
    whole = polychoric(x, gamma=False)
    i, j = pairs(x.shape[1])
    rho = whole.R[i, j] + (drawn - 1.0) @ influences(x, whole)
    many = np.tile(np.eye(x.shape[1]), (draws, 1, 1))
    many[:, i, j] = many[:, j, i] = np.clip(rho, -LIMIT, LIMIT)
    return _Observed(whole.R, many, "polychoric", low, high)


def _interval(drawn: Array) -> tuple[Array, Array, int]:
    """Percentile limits of every ratio, and the most draws any of them lost."""
    k = drawn.shape[-1]
    lower, upper = np.full((k, k), np.nan), np.full((k, k), np.nan)
    lost = np.isnan(drawn).sum(axis=0)
    known = lost < max(1, len(drawn) // 2)
    if len(drawn) and known.any():
        lower[known], upper[known] = np.nanpercentile(drawn[:, known], [2.5, 97.5], axis=0)
    return lower, upper, int(lost.max(initial=0))


def _latent(
    found: Measured, context: Context
) -> tuple[dict[str, Any] | None, tuple[Caveat, ...]]:
    """Correlations of the factors with intervals, AVE; None where the model failed."""
    try:
        model = fitted(found, context, found.syntax())
    except CpsurveyError as error:
        values = {"code": error.code, "message": error.message}
        return None, (Caveat("discriminant_no_model", "warning", values),)
    remarks = tuple(Caveat(r.code, r.severity, dict(r.values)) for r in model.remarks)
    if not model.converged:
        return None, remarks
    r, lower, upper = _factor_correlations(model, list(found.scales))
    return {
        "estimator": found.estimator,
        "missing": found.missing,
        "n": sum(model.nobs),
        "admissible": model.admissible,
        "r": table(r),
        "lower": table(lower),
        "upper": table(upper),
        "ave": average_variance(model, found),
    }, remarks


def _factor_correlations(model: SemFit, scales: list[str]) -> tuple[Array, Array, Array]:
    """Covariances of factors of variance one, with Wald limits."""
    k = len(scales)
    place = {scale: i for i, scale in enumerate(scales)}
    r, lower, upper = np.eye(k), np.full((k, k), np.nan), np.full((k, k), np.nan)
    for p in model.estimates:
        if p.op == "~~" and p.lhs in place and p.rhs in place and p.lhs != p.rhs:
            i, j = place[p.lhs], place[p.rhs]
            r[i, j] = r[j, i] = p.est
            if p.ci_lower is not None and p.ci_upper is not None:
                lower[i, j] = lower[j, i] = p.ci_lower
                upper[i, j] = upper[j, i] = p.ci_upper
    return r, lower, upper


def _pairs(data: dict[str, Any]) -> list[dict[str, Any]]:
    """Every two scales with all indices, closest first."""
    found = [_pair(data, j, i) for i in range(len(data["scales"])) for j in range(i)]
    return sorted(found, key=_distance)


def _distance(pair: dict[str, Any]) -> float:
    for name in ("htmt2", "htmt", "r"):
        if pair[name] is not None:
            return -abs(float(pair[name]))
    return 0.0


def _pair(data: dict[str, Any], i: int, j: int) -> dict[str, Any]:
    latent = data["measurement"]
    r, lower, upper = (
        latent[name][i][j] if latent else None for name in ("r", "lower", "upper")
    )
    ave = [latent["ave"][k] for k in (i, j)] if latent else []
    known = bool(ave) and None not in ave
    two, two_upper = data["htmt2"][i][j], data["htmt2_upper"][i][j]
    return {
        "first": data["scales"][i],
        "second": data["scales"][j],
        "r": r,
        "r_lower": lower,
        "r_upper": upper,
        "band": _band(lower, upper) if known else None,
        "htmt": data["htmt"][i][j],
        "htmt2": two,
        "htmt2_lower": data["htmt2_lower"][i][j],
        "htmt2_upper": two_upper,
        "meets_strict": None if two is None else two < STRICT,
        "meets_lenient": None if two is None else two < LENIENT,
        "excludes_one": None if two_upper is None else two_upper < 1.0,
        "fornell_larcker": bool(min(ave) > (r or 0.0) ** 2) if known else None,
    }


def _band(lower: float | None, upper: float | None) -> str | None:
    """How much of a problem the farther limit is, whatever the correlation's sign."""
    if lower is None or upper is None:
        return None
    limit = max(upper, -lower)
    return next((band for below, band in BANDS if limit < below), "severe")


def _signs(R: Array, found: Measured) -> Iterator[Caveat]:
    """Items that go against their scale: absolute values would hide them."""
    for (scale, items), places in zip(found.scales.items(), found.members, strict=True):
        main = np.linalg.eigh(np.nan_to_num(R[np.ix_(places, places)]))[1][:, -1]
        main = main * np.sign(main.sum() or 1.0)
        against = [item for item, weight in zip(items, main, strict=True) if weight < -0.1]
        if len(items) == 2 and against:
            against = items  # of two, either may be the wrong one
        if against:
            values = {"variables": ", ".join(against), "scale": scale}
            yield Caveat("discriminant_keyed", "warning", values)


def _zeros(R: Array, found: Measured) -> Iterator[Caveat]:
    """Correlations of exactly zero, which have no logarithm, and unknown ones."""
    rows, columns = np.tril_indices(len(R), -1)
    for code, hit in (
        ("discriminant_zero", R[rows, columns] == 0.0),
        ("discriminant_unknown", np.isnan(R[rows, columns])),
    ):
        at = np.flatnonzero(hit)
        if len(at):
            first, second = found.items[columns[at[0]]], found.items[rows[at[0]]]
            values = {"pairs": len(at), "first": first, "second": second}
            yield Caveat(code, "warning", values)
