"""Does an effect depend on how routine work is? Interactions and their regions (T19)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import outcomes, predictors
from cpsurvey.analysis import terms as grammar
from cpsurvey.analysis.complete import complete_rows, refuse_empty, refuse_exact, refuse_repeats
from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.analysis.enough import of_errors, of_respondents
from cpsurvey.analysis.inference import tested
from cpsurvey.analysis.numbers import number, row
from cpsurvey.analysis.regression_data import members
from cpsurvey.engines import ols as engine
from cpsurvey.errors import CpsurveyError
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
from cpsurvey.parts import Errors, Term
from cpsurvey.payload import limits
from cpsurvey.results import Caveat, Result
from cpsurvey.sem.after.uncertain import beyond
from cpsurvey.stats.moderation import Slopes, johnson_neyman, slopes

Array = NDArray[np.float64]
Named = Literal["low", "middle", "high"]
QUANTILES = (0.16, 0.50, 0.84)
"""Low, middle and high moderator: one deviation from the mean where it is normal."""
CHOSEN: tuple[Named, ...] = ("low", "middle", "high")
TWO: tuple[Named, ...] = ("low", "high")
"""Of a moderator of two values."""
POINTS = 41
DRAWS = 20_000
SMALLEST_SPREAD = 1e-8
WAYS = (
    "or use 'kind: regression' with its family (binomial, poisson) and the product 'a*b', "
    "whose effects at values of the moderator are shown"
)


@dataclass(frozen=True, slots=True)
class _Data:
    """Complete rows; columns by name, covariates last."""

    y: Array
    x: Array
    w: Array
    source: Array | None
    covariates: list[grammar.Column]
    clusters: NDArray[np.int64] | None
    used: NDArray[np.bool_]


def moderation(params: Options, context: Context) -> list[Result[Moderation]]:
    """Regress with the product of predictor and moderator; everything follows from it."""
    explained = [params.outcome, *([params.predictor] if params.source else [])]
    taken = outcomes.linear(explained, params.linear, context, WAYS)
    data = _data(params, context)
    columns = [data.x, data.w, data.x * data.w]
    names = [params.predictor, params.moderator, f"{params.predictor}:{params.moderator}"]
    if data.source is not None:
        columns.append(data.source)
        names.append(str(params.source))
    others = [c.values[data.used] for c in data.covariates]
    names += [c.term for c in data.covariates]
    X = np.column_stack([*columns, *others])
    _refuse(params, X, names, data.y)
    fit = engine.ols(data.y, X, data.clusters)
    without = engine.ols(data.y, np.delete(X, 2, axis=1), data.clusters)
    terms = _terms(fit, names, params.interpreted)
    clusters = None if data.clusters is None else len(np.unique(data.clusters))
    shape = _Shape.of(fit, params.interpreted)
    two = len(np.unique(data.w)) == len(TWO)
    region = None if two else _region(shape, data, fdr=params.fdr)
    caveats = [
        *predictors.caveats(data.covariates, context),
        *taken,
        *of_errors(params.interpreted, clusters, terms),
        *of_respondents(len(data.y), len(terms)),
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
        errors=params.interpreted,
        cluster=context.variable(params.cluster) if params.cluster else None,
        clusters=clusters,
        level=LEVEL,
        n=len(data.y),
        terms=terms,
        r2=number(fit.r2),
        delta_r2=number(fit.r2 - without.r2),
        f2=number((fit.r2 - without.r2) / (1 - fit.r2)),
        df=number(shape.df),
        quantiles=() if two else QUANTILES,
        conditional=tuple(_conditional(shape, fit, data, ends)),
        line_x=tuple(row(ends)),
        region=region,
        curve=() if two else tuple(_curve(shape, data)),
        mediated=_mediated(fit, data, params, context.seed),
        latent_interaction=latent,
    )
    sample = context.scored.sample(data.used)
    return [Result("moderation", context.id, sample, found, caveats=tuple(caveats))]


def _data(params: Options, context: Context) -> _Data:
    scored = context.scored
    covariates = predictors.columns(params.covariates, context) if params.covariates else []
    asked = [params.outcome, params.predictor, params.moderator]
    asked += [params.source] if params.source else []
    named = {n: scored.values[n] for n in asked} | {c.term: c.values for c in covariates}
    refuse_empty({**named, **members(context, params.cluster)})
    used = complete_rows(named.values())
    groups = context.group(params.cluster) if params.cluster else None
    if groups is not None:
        used &= groups >= 0
        robust = params.interpreted in ("cr1", "cr2")
        if robust and len(np.unique(groups[used])) == 1:
            raise CpsurveyError(
                "CPS408", "all complete respondents are in one group", fix="use errors: hc3"
            )
    predictors.check([*_alone(context, asked[1:]), *covariates], used, context)
    columns = [scored.values[n][used] for n in asked]
    return _Data(
        y=columns[0],
        x=columns[1],
        w=columns[2],
        source=columns[3] if params.source else None,
        covariates=covariates,
        clusters=None if groups is None else groups[used],
        used=used,
    )


def _alone(context: Context, names: Sequence[str]) -> Iterator[grammar.Column]:
    """Predictor and moderator as columns."""
    for name in names:
        yield from predictors.columns(name, context)


def _refuse(params: Options, X: Array, names: list[str], y: Array) -> None:
    if len(y) < X.shape[1] + 3:
        raise CpsurveyError(
            "CPS404",
            f"{len(y)} complete respondents are too few for {X.shape[1]} predictors",
            fix="leave out covariates with many missing answers",
        )
    still = [name for name, x in zip(names, X.T, strict=True) if np.ptp(x) < SMALLEST_SPREAD]
    still += [params.outcome] if np.ptp(y) < SMALLEST_SPREAD else []
    if still:
        raise CpsurveyError(
            "CPS405",
            f"{', '.join(still)}: everybody analysed has the same value",
            fix="an effect cannot depend on what does not vary; leave it out",
        )
    refuse_repeats(X, names)
    refuse_exact(params.outcome, y, X, names)


def _terms(fit: engine.Ols, names: list[str], errors: Errors) -> tuple[Term, ...]:
    rows = zip(["intercept", *names], fit.b, fit.se[errors], fit.df[errors], strict=True)
    return tuple(Term(term=t, b=number(b), **tested(b, se, df)) for t, b, se, df in rows)


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
    def of(cls, fit: engine.Ols, errors: Errors) -> _Shape:
        """Satterthwaite's df differ by coefficient; the smaller one holds for both."""
        first, second = (float(fit.b[i]) for i in PLACES)
        df = float(min(fit.df[errors][i] for i in PLACES))
        V = fit.vcov[errors][np.ix_(PLACES, PLACES)]
        return cls((first, second), V, df, float(fit.df[errors][PLACES[1]]))

    def slopes(self, at: Array) -> Slopes:
        """Effects at values of the moderator."""
        return slopes(self.b, self.V, at, self.df, LEVEL)


def _conditional(
    shape: _Shape, fit: engine.Ols, data: _Data, ends: Array
) -> Iterator[Conditional]:
    """Effects at low, middle, high moderator, and the fitted lines between `ends`."""
    names, values = _chosen(data.w)
    at = shape.slopes(values)
    rest = float(fit.fitted.mean() - fit.b[1] * data.x.mean() - fit.b[2] * data.w.mean())
    rest -= float(fit.b[3] * np.mean(data.x * data.w))
    for i, name in enumerate(names):
        line = rest + fit.b[2] * at.at[i] + at.effect[i] * ends
        yield _effect(name, at, i, number(at.at[i]), line)
    if names == TWO:
        gained = ((0.0, shape.b[1]), np.diag([0.0, shape.V[1, 1]]))
        apart = slopes(*gained, [np.ptp(values)], shape.df_product, LEVEL)
        yield _effect("difference", apart, 0, None, np.empty(0))


def _chosen(w: Array) -> tuple[tuple[Named, ...], Array]:
    """Values of the moderator to look at: both of two, else its quantiles."""
    values = np.unique(w)
    if len(values) == len(TWO):
        return TWO, values
    return CHOSEN, np.quantile(w, QUANTILES)


def _effect(name: Chosen, found: Slopes, i: int, at: float | None, line: Array) -> Conditional:
    return Conditional(
        name=name,
        at=at,
        effect=number(found.effect[i]),
        se=number(found.se[i]),
        t=number(found.t[i]),
        pvalue=number(found.pvalue[i]),
        ci=limits(found.lower[i], found.upper[i]),
        line=tuple(row(line)),
    )


def _region(shape: _Shape, data: _Data, *, fdr: bool) -> Region:
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


def _curve(shape: _Shape, data: _Data) -> Iterator[Along]:
    found = shape.slopes(np.linspace(data.w.min(), data.w.max(), POINTS))
    for at, effect, *ends in zip(found.at, found.effect, found.lower, found.upper, strict=True):
        yield Along(at=number(at), effect=number(effect), ci=limits(*ends))


def _mediated(fit: engine.Ols, data: _Data, params: Options, seed: int) -> Mediated | None:
    """Source -> predictor -> outcome at low, middle, high moderator, by Monte Carlo.

    The second stage's index is a1 * b3, the first stage's a3 * b1 (Hayes, 2015,
    doi:10.1080/00273171.2014.962683); with both the effect is quadratic in the moderator
    and only differences of conditional effects are given.
    """
    if data.source is None:
        return None
    s = data.source
    first = [s, data.w, s * data.w] if params.first_stage else [s]
    X = np.column_stack([*first, *(c.values[data.used] for c in data.covariates)])
    steps = [str(params.source), params.moderator, f"{params.source}:{params.moderator}"]
    refuse_repeats(X, [*steps[: len(first)], *(c.term for c in data.covariates)])
    stage = engine.ols(data.x, X, data.clusters)
    a_places = PLACES if params.first_stage else PLACES[:1]
    rng = np.random.default_rng(seed)
    a = _drawn(stage, a_places, params.interpreted, rng)
    b = _drawn(fit, PLACES, params.interpreted, rng)
    if not params.first_stage:
        a = np.column_stack([a, np.zeros(len(a))])

    def at(w: float) -> Array:
        return np.asarray((a[:, 0] + a[:, 1] * w) * (b[:, 0] + b[:, 1] * w))

    names, values = _chosen(data.w)
    effects = [_indirect(name, at(w), w) for name, w in zip(names, values, strict=True)]
    effects.append(_indirect("high_minus_low", at(values[-1]) - at(values[0])))
    if not params.first_stage:
        effects.append(_indirect("index", a[:, 0] * b[:, 1]))
    return Mediated(
        source=str(params.source),
        first_stage=params.first_stage,
        draws=DRAWS,
        a=number(a[0, 0]),
        effects=tuple(effects),
    )


def _drawn(
    fit: engine.Ols, places: tuple[int, ...], errors: Errors, rng: np.random.Generator
) -> Array:
    """The estimates, and below them draws from their distribution."""
    V = fit.vcov[errors][np.ix_(places, places)]
    values, vectors = np.linalg.eigh(V)
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    b = fit.b[list(places)]
    return np.vstack([b, b + rng.standard_normal((DRAWS, len(places))) @ root.T])


def _indirect(name: Through, values: Array, at: float | None = None) -> Indirect:
    """An effect from its estimate and the draws below it."""
    est, drawn = values[0], values[1:]
    lower, upper = np.percentile(drawn, [50 * (1 - LEVEL), 50 * (1 + LEVEL)])
    return Indirect(
        name=name,
        at=None if at is None else number(at),
        est=number(est),
        se=number(np.std(drawn, ddof=1)),
        mc=limits(lower, upper),
        pvalue=beyond(drawn[:, None])[0],
    )
