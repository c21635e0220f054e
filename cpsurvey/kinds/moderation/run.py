"""Does an effect depend on how routine work is? Interactions and their regions (T19)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import imputed, outcomes, predictors
from cpsurvey.analysis.complete import refuse_repeats
from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.analysis.enough import of_errors, of_respondents
from cpsurvey.analysis.inference import standardised, tested
from cpsurvey.analysis.numbers import number, row
from cpsurvey.analysis.pooledfit import PooledFit
from cpsurvey.engines import ols as engine
from cpsurvey.kinds.moderation import latent as latent_product
from cpsurvey.kinds.moderation.data import (
    Along,
    Chosen,
    Conditional,
    Indirect,
    Mediated,
    Moderation,
    Region,
    Through,
)
from cpsurvey.kinds.moderation.options import Options
from cpsurvey.kinds.moderation.rows import Rows, completed, refuse, rows, stacked
from cpsurvey.parts import Errors, Standing
from cpsurvey.payload import limits
from cpsurvey.results import Caveat, Result
from cpsurvey.sem.after.uncertain import beyond
from cpsurvey.stats import pooling
from cpsurvey.stats.moderation import Slopes, johnson_neyman, slopes

Array = NDArray[np.float64]
Clusters = NDArray[np.int64] | None
Fit = engine.Ols | PooledFit[engine.Ols]
Named = Literal["low", "middle", "high"]
QUANTILES = (0.16, 0.50, 0.84)
"""Low, middle and high moderator: one deviation from the mean where it is normal."""
CHOSEN: tuple[Named, ...] = ("low", "middle", "high")
TWO: tuple[Named, ...] = ("low", "high")
"""Of a moderator of two values."""
POINTS = 41
DRAWS = 20_000
WAYS = (
    "or use 'kind: regression' with its family (binomial, poisson) and the product 'a*b', "
    "whose effects at values of the moderator are shown"
)


def moderation(params: Options, context: Context) -> list[Result[Moderation]]:
    """Regress with the product of predictor and moderator; everything follows from it."""
    explained = [params.outcome, *([params.predictor] if params.source else [])]
    taken = outcomes.linear(explained, params.linear, context, WAYS)
    made = completed(params, context)
    formula = params.covariates
    sets, covariates = [], []
    for one in made.contexts:
        covariates = predictors.columns(formula, one) if formula else []
        sets.append(rows(params, one, covariates))
    names = [params.predictor, params.moderator, f"{params.predictor}:{params.moderator}"]
    names += [params.source] if params.source else []
    names += [c.term for c in covariates]
    refuse(params, sets[0], names)
    fit, r2 = _fitted([(one.y, one.design, one.clusters) for one in sets])
    without = _fitted([(one.y, np.delete(one.design, 2, axis=1), None) for one in sets])[1]
    data, n, errors = stacked(sets), len(sets[0].y), params.interpreted
    terms = _terms(fit, names, errors, data.ratios)
    lost = _lost(fit, terms, errors)
    clusters = None if data.clusters is None else len(np.unique(data.clusters))
    shape = _Shape.of(fit, errors)
    two = len(np.unique(sets[0].w)) == len(TWO)
    region = None if two else _region(shape, data, fdr=params.fdr)
    caveats = [
        *predictors.caveats(covariates, context),
        *taken,
        *of_errors(errors, clusters, terms),
        *of_respondents(n, len(terms)),
        *imputed.caveats(made, lost, context),
    ]
    latent = None
    if params.latent:
        latent, more = latent_product.fitted(params, context)
        caveats += more
    if region and not region.inside and region.share not in (0.0, 1.0):
        caveats.append(Caveat("region_outside", "note", {}))
    ends = np.quantile(data.x, [0.05, 0.95])
    found = Moderation(
        outcome=params.outcome,
        predictor=params.predictor,
        moderator=params.moderator,
        errors=errors,
        cluster=context.variable(params.cluster) if params.cluster else None,
        clusters=clusters,
        level=LEVEL,
        n=n,
        terms=terms,
        r2=number(r2),
        delta_r2=number(r2 - without),
        f2=number((r2 - without) / (1 - r2)),
        df=number(shape.df),
        quantiles=() if two else QUANTILES,
        conditional=tuple(_conditional(shape, fit, data, ends)),
        line_x=tuple(row(ends)),
        region=region,
        curve=() if two else tuple(_curve(shape, data)),
        mediated=_mediated(fit, sets, params, [c.term for c in covariates], context.seed),
        latent_interaction=latent,
        imputation=imputed.told(made, lost) if isinstance(fit, PooledFit) else None,
    )
    sample = context.scored.sample(sets[0].used)
    return [Result("moderation", context.id, sample, found, caveats=tuple(caveats))]


def _fitted(sets: Sequence[tuple[Array, Array, Clusters]]) -> tuple[Fit, float]:
    """A regression of every set, read like one, and the variance it explains."""
    fits = [engine.ols(y, X, clusters) for y, X, clusters in sets]
    if len(fits) == 1:
        return fits[0], fits[0].r2
    return PooledFit.of(fits), pooling.r2(np.array([one.r2 for one in fits]))


def _lost(fit: Fit, terms: Sequence[Standing], errors: Errors) -> dict[str, float]:
    """Fraction of missing information by term."""
    if not isinstance(fit, PooledFit):
        return {}
    return dict(zip((t.term for t in terms), fit.lost[errors].tolist(), strict=True))


def _terms(fit: Fit, names: list[str], errors: Errors, ratios: Array) -> tuple[Standing, ...]:
    given = ["intercept", *names], fit.b, fit.se[errors], fit.df[errors], [None, *ratios]
    found = []
    for term, b, se, df, ratio in zip(*given, strict=True):
        test = tested(b, se, df)
        also = standardised(ratio, b, test["ci"])
        found.append(Standing(term=term, b=number(b), **test, **also))
    return tuple(found)


PLACES = (1, 3)
"""Of the predictor and of the product among the coefficients."""


@dataclass(frozen=True, slots=True)
class _Shape:
    """Coefficients of predictor and product, their covariance, and df that hold for both."""

    b: tuple[float, float]
    V: Array
    df: float
    df_product: float

    @classmethod
    def of(cls, fit: Fit, errors: Errors) -> _Shape:
        """Satterthwaite's df differ by coefficient; the smaller one holds for both."""
        first, second = (float(fit.b[i]) for i in PLACES)
        df = float(min(fit.df[errors][i] for i in PLACES))
        V = fit.vcov[errors][np.ix_(PLACES, PLACES)]
        return cls((first, second), V, df, float(fit.df[errors][PLACES[1]]))

    def slopes(self, at: Array) -> Slopes:
        """Effects at values of the moderator."""
        return slopes(self.b, self.V, at, self.df, LEVEL)


def _conditional(shape: _Shape, fit: Fit, data: Rows, ends: Array) -> Iterator[Conditional]:
    """Effects at low, middle, high moderator, and the fitted lines between `ends`."""
    names, values = _chosen(data.w)
    at = shape.slopes(values)
    rest = float(data.y.mean() - fit.b[1] * data.x.mean() - fit.b[2] * data.w.mean())
    rest -= float(fit.b[3] * np.mean(data.x * data.w))
    for i, name in enumerate(names):
        line = rest + fit.b[2] * at.at[i] + at.effect[i] * ends
        yield _effect(name, at, i, number(at.at[i]), line, float(data.ratios[0]))
    if names == TWO:
        gained = ((0.0, shape.b[1]), np.diag([0.0, shape.V[1, 1]]))
        apart = slopes(*gained, [np.ptp(values)], shape.df_product, LEVEL)
        yield _effect("difference", apart, 0, None, np.empty(0), float(data.ratios[0]))


def _chosen(w: Array) -> tuple[tuple[Named, ...], Array]:
    """Values of the moderator to look at: both of two, else its quantiles."""
    values = np.unique(w)
    if len(values) == len(TWO):
        return TWO, values
    return CHOSEN, np.quantile(w, QUANTILES)


def _effect(
    name: Chosen, found: Slopes, i: int, at: float | None, line: Array, ratio: float
) -> Conditional:
    ends = limits(found.lower[i], found.upper[i])
    return Conditional(
        name=name,
        at=at,
        effect=number(found.effect[i]),
        se=number(found.se[i]),
        t=number(found.t[i]),
        pvalue=number(found.pvalue[i]),
        ci=ends,
        line=tuple(row(line)),
        **standardised(ratio, float(found.effect[i]), ends),
    )


def _region(shape: _Shape, data: Rows, *, fdr: bool) -> Region:
    found = johnson_neyman(shape.b, shape.V, data.w, shape.df, level=LEVEL, fdr=fdr)
    return Region(
        low=float(data.w.min()),
        high=float(data.w.max()),
        roots=found.roots,
        inside=found.inside,
        outward=found.outward,
        share=number(found.share),
        critical=number(found.critical),
        fdr=fdr,
    )


def _curve(shape: _Shape, data: Rows) -> Iterator[Along]:
    found = shape.slopes(np.linspace(data.w.min(), data.w.max(), POINTS))
    for at, effect, *ends in zip(found.at, found.effect, found.lower, found.upper, strict=True):
        yield Along(at=number(at), effect=number(effect), ci=limits(*ends))


def _mediated(
    fit: Fit, sets: Sequence[Rows], params: Options, covariates: Sequence[str], seed: int
) -> Mediated | None:
    """Source -> predictor -> outcome at low, middle, high moderator, by Monte Carlo.

    The second stage's index is a1 * b3, the first stage's a3 * b1 (Hayes, 2015,
    doi:10.1080/00273171.2014.962683); with both the effect is quadratic in the moderator
    and only differences of conditional effects are given.
    """
    if params.source is None:
        return None
    steps = [params.source, params.moderator, f"{params.source}:{params.moderator}"]
    first = steps if params.first_stage else steps[:1]
    stages = [_first_stage(one, len(first)) for one in sets]
    refuse_repeats(stages[0][1], [*first, *covariates])
    stage, _ = _fitted(stages)
    a_places = PLACES if params.first_stage else PLACES[:1]
    rng = np.random.default_rng(seed)
    a = _drawn(stage, a_places, params.interpreted, rng)
    b = _drawn(fit, PLACES, params.interpreted, rng)
    if not params.first_stage:
        a = np.column_stack([a, np.zeros(len(a))])

    def at(w: float) -> Array:
        return np.asarray((a[:, 0] + a[:, 1] * w) * (b[:, 0] + b[:, 1] * w))

    data = stacked(sets)
    names, values = _chosen(data.w)
    ratio = float(data.ratios[len(steps)])  # of the source, which stands after the product
    effects = [_indirect(n, at(w), ratio, w) for n, w in zip(names, values, strict=True)]
    effects.append(_indirect("high_minus_low", at(values[-1]) - at(values[0]), ratio))
    if not params.first_stage:
        spread = float(data.w.std(ddof=1))
        effects.append(_indirect("index", a[:, 0] * b[:, 1], ratio * spread))
    return Mediated(
        source=params.source,
        first_stage=params.first_stage,
        draws=DRAWS,
        a=number(a[0, 0]),
        effects=tuple(effects),
    )


def _first_stage(one: Rows, count: int) -> tuple[Array, Array, Clusters]:
    """What explains the predictor: the source, and where it is moderated its product too."""
    s = one.source
    assert s is not None
    columns = [s, one.w, s * one.w][:count]
    return one.x, np.column_stack([*columns, one.beside]), one.clusters


def _drawn(
    fit: Fit, places: tuple[int, ...], errors: Errors, rng: np.random.Generator
) -> Array:
    """The estimates, and below them draws from their distribution."""
    V = fit.vcov[errors][np.ix_(places, places)]
    values, vectors = np.linalg.eigh(V)
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    b = fit.b[list(places)]
    return np.vstack([b, b + rng.standard_normal((DRAWS, len(places))) @ root.T])


def _indirect(name: Through, values: Array, ratio: float, at: float | None = None) -> Indirect:
    """An effect from its estimate and the draws below it."""
    est, drawn = values[0], values[1:]
    ends = limits(*np.percentile(drawn, [50 * (1 - LEVEL), 50 * (1 + LEVEL)]))
    return Indirect(
        name=name,
        at=None if at is None else number(at),
        est=number(est),
        se=number(np.std(drawn, ddof=1)),
        mc=ends,
        pvalue=beyond(drawn[:, None])[0],
        **standardised(ratio, float(est), ends),
    )
