"""Are the scales apart? (table T10)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import combinations
from operator import itemgetter

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.measurement import (
    Measured,
    average_variance,
    fitted,
    measured,
)
from cpsurvey.analysis.numbers import number
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.discriminant.data import (
    LENIENT,
    STRICT,
    Band,
    Discriminant,
    Draws,
    Kind,
    Measurement,
    Pair,
    Scale,
)
from cpsurvey.kinds.discriminant.options import DiscriminantOptions
from cpsurvey.payload import Interval, Limits, limits
from cpsurvey.results import Caveat, Result
from cpsurvey.sem.moments.polychoric import LIMIT, influences, pairs, polychoric
from cpsurvey.sem.semfit import Parameter, SemFit
from cpsurvey.stats import resampled
from cpsurvey.stats.association import correlations
from cpsurvey.stats.htmt import htmt

Array = NDArray[np.float64]
BANDS: tuple[tuple[float, Band], ...] = ((0.80, "none"), (0.90, "marginal"), (1.00, "moderate"))
"""Upper limit of the latent correlation -> problem (Roenkkoe & Cho, 2022)."""


def discriminant(params: DiscriminantOptions, context: Context) -> list[Result[Discriminant]]:
    """HTMT, HTMT2, Fornell-Larcker and latent correlations, with intervals."""
    found = measured(params, context)
    x = context.scored.matrix(found.items)[found.used]
    observed = _observed(x, found, params.bootstrap, context.seed)
    one, two = _ratios(observed, found)
    model, remarks = _model(found, context)
    ave = average_variance(model, found) if model else [None] * len(found.scales)
    data = Discriminant(
        scales=tuple(
            Scale(name=scale, items=len(items), ave=share)
            for (scale, items), share in zip(found.scales.items(), ave, strict=True)
        ),
        correlations=observed.kind,
        n_low=observed.low,
        n_high=observed.high,
        bootstrap=Draws(
            draws=params.bootstrap,
            failed=two.failed,
            unit=context.variable(params.cluster) if params.cluster else None,
        ),
        measurement=Measurement(
            estimator=found.estimator,
            missing=found.missing,
            n=sum(model.nobs),
            admissible=model.admissible,
        )
        if model
        else None,
        pairs=tuple(sorted(_pairs(list(found.scales), one, two, model, ave), key=_distance)),
    )
    caveats = (*found.caveats, *_signs(observed.R, found), *_zeros(observed.R, found), *remarks)
    sample = context.scored.sample(found.used)
    return [Result("discriminant", context.id, sample, data, caveats=caveats)]


@dataclass(frozen=True, slots=True)
class _Observed:
    """Correlations of the items (p, p), of resamples (draws, p, p), and what they rest on."""

    R: Array
    drawn: Array
    kind: Kind
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


@dataclass(frozen=True, slots=True)
class _Ratios:
    """A ratio of every two scales with its percentile limits, (k, k) each.

    `failed` is the most draws any of them lost.
    """

    value: Array
    lower: Array
    upper: Array
    failed: int

    def at(self, i: int, j: int) -> tuple[float | None, Limits]:
        """That of two scales and its interval."""
        return number(self.value[i, j]), limits(self.lower[i, j], self.upper[i, j])


def _ratios(observed: _Observed, found: Measured) -> tuple[_Ratios, _Ratios]:
    """HTMT and HTMT2."""
    whole = htmt(observed.R, found.members)
    drawn = htmt(observed.drawn, found.members)
    return _with_limits(whole.htmt, drawn.htmt), _with_limits(whole.htmt2, drawn.htmt2)


def _with_limits(value: Array, drawn: Array) -> _Ratios:
    lower, upper = np.full(value.shape, np.nan), np.full(value.shape, np.nan)
    lost = np.isnan(drawn).sum(axis=0)
    known = lost < max(1, len(drawn) // 2)
    if len(drawn) and known.any():
        lower[known], upper[known] = np.nanpercentile(drawn[:, known], [2.5, 97.5], axis=0)
    return _Ratios(value, lower, upper, int(lost.max(initial=0)))


def _model(found: Measured, context: Context) -> tuple[SemFit | None, tuple[Caveat, ...]]:
    """Factors of variance one; None where the model could not be fitted."""
    try:
        model = fitted(found, context, found.syntax())
    except CpsurveyError as error:
        values = {"code": error.code, "message": error.message}
        return None, (Caveat("discriminant_no_model", "warning", values),)
    remarks = tuple(Caveat(r.code, r.severity, dict(r.values)) for r in model.remarks)
    return (model if model.converged else None), remarks


def _pairs(
    names: Sequence[str],
    one: _Ratios,
    two: _Ratios,
    model: SemFit | None,
    ave: Sequence[float | None],
) -> Iterator[Pair]:
    """Every two scales with all indices."""
    latent = {frozenset((p.lhs, p.rhs)): p for p in _covariances(model)}
    for i, j in sorted(combinations(range(len(names)), 2), key=itemgetter(1)):
        htmt1, htmt1_ci = one.at(i, j)
        htmt2, htmt2_ci = two.at(i, j)
        shared = latent.get(frozenset((names[i], names[j])))
        r = number(shared.est) if shared else None
        r_ci = limits(shared.ci_lower, shared.ci_upper) if shared else None
        shares = [share for share in (ave[i], ave[j]) if share is not None]
        yield Pair(
            first=names[i],
            second=names[j],
            r=r,
            r_ci=r_ci,
            band=_band(r_ci) if r_ci and len(shares) == 2 else None,
            htmt=htmt1,
            htmt_ci=htmt1_ci,
            htmt2=htmt2,
            htmt2_ci=htmt2_ci,
            meets_strict=None if htmt2 is None else htmt2 < STRICT,
            meets_lenient=None if htmt2 is None else htmt2 < LENIENT,
            excludes_one=None if htmt2_ci is None else htmt2_ci.upper < 1.0,
            fornell_larcker=bool(min(shares) > (r or 0.0) ** 2) if len(shares) == 2 else None,
        )


def _covariances(model: SemFit | None) -> list[Parameter]:
    return [p for p in model.estimates if p.op == "~~" and p.lhs != p.rhs] if model else []


def _distance(pair: Pair) -> float:
    found = (index for index in (pair.htmt2, pair.htmt, pair.r) if index is not None)
    return -abs(next(found, 0.0))


def _band(ends: Interval) -> Band:
    """How much of a problem the farther limit is, whatever the correlation's sign."""
    limit = max(ends.upper, -ends.lower)
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
