"""Does an effect depend on how routine work is? Interactions and their regions (T19)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import outcomes, predictors
from cpsurvey.analysis import terms as grammar
from cpsurvey.analysis.complete import refuse_empty, refuse_exact, refuse_repeats
from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.analysis.enough import of_respondents
from cpsurvey.analysis.numbers import number, row
from cpsurvey.analysis.regression_data import members
from cpsurvey.engines import ols as engine
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.moderation import latent as latent_product
from cpsurvey.kinds.moderation.options import Options
from cpsurvey.kinds.regression.options import Errors
from cpsurvey.kinds.regression.run import about_clusters
from cpsurvey.results import Caveat, Result
from cpsurvey.stats.moderation import johnson_neyman, slopes

Array = NDArray[np.float64]
QUANTILES = (0.16, 0.50, 0.84)
"""Low, middle and high moderator: one deviation from the mean where it is normal."""
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


def moderation(params: Options, context: Context) -> list[Result[Any]]:
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
    caveats = [
        *predictors.caveats(data.covariates, context),
        *taken,
        *about_clusters(params.interpreted, clusters, terms),
        *of_respondents(len(data.y), len(terms)),
    ]
    found: dict[str, Any] = {
        "outcome": params.outcome,
        "predictor": params.predictor,
        "moderator": params.moderator,
        "errors": params.interpreted,
        "cluster": context.variable(params.cluster) if params.cluster else None,
        "clusters": clusters,
        "level": LEVEL,
        "n": len(data.y),
        "terms": terms,
        "r2": number(fit.r2),
        "delta_r2": number(fit.r2 - without.r2),
        "f2": number((fit.r2 - without.r2) / (1 - fit.r2)),
        **_shape(fit, data, params),
        "mediated": _mediated(fit, data, params, context.study.file.study.seed),
        "latent_interaction": None,
    }
    if params.latent:
        found["latent_interaction"], more = latent_product.fitted(params, context)
        caveats += more
    if not found["region"]["inside"] and found["region"]["share"] not in (0.0, 1.0):
        caveats.append(Caveat("region_outside", "note", {}))
    return [
        Result(
            kind="moderation",
            id=context.id,
            sample=context.scored.sample(data.used),
            data=found,
            caveats=tuple(caveats),
        )
    ]


def _data(params: Options, context: Context) -> _Data:
    scored = context.scored
    covariates = predictors.columns(params.covariates, context) if params.covariates else []
    asked = [params.outcome, params.predictor, params.moderator]
    asked += [params.source] if params.source else []
    named = {n: scored.values[n] for n in asked} | {c.term: c.values for c in covariates}
    refuse_empty({**named, **members(context, params.cluster)})
    everything = np.column_stack(list(named.values()))
    used = np.asarray(~np.isnan(everything).any(axis=1))
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


def _terms(fit: engine.Ols, names: list[str], errors: Errors) -> list[dict[str, Any]]:
    from scipy import stats

    se, df = fit.se[errors], fit.df[errors]
    t = fit.b / se
    p = np.asarray(2 * stats.t.sf(np.abs(t), df))
    reach = np.asarray(stats.t.ppf((1 + LEVEL) / 2, df) * se)
    return [
        {
            "term": name,
            "b": number(fit.b[i]),
            "se": number(se[i]),
            "df": number(df[i]),
            "t": number(t[i]),
            "pvalue": number(p[i]),
            "ci_lower": number(fit.b[i] - reach[i]),
            "ci_upper": number(fit.b[i] + reach[i]),
        }
        for i, name in enumerate(["intercept", *names])
    ]


PLACES = (1, 3)
"""Of the predictor and of the product among the coefficients."""


def _shape(fit: engine.Ols, data: _Data, params: Options) -> dict[str, Any]:
    """Conditional effects, region of significance, and the curve that is drawn."""
    b = [float(fit.b[i]) for i in PLACES]
    V = fit.vcov[params.interpreted][np.ix_(PLACES, PLACES)]
    # Satterthwaite's df differ by coefficient; the smaller one holds for both.
    df = float(min(fit.df[params.interpreted][i] for i in PLACES))
    low, high = float(data.w.min()), float(data.w.max())
    chosen = np.quantile(data.w, QUANTILES)
    at = slopes(b, V, chosen, df, LEVEL)
    curve = slopes(b, V, np.linspace(low, high, POINTS), df, LEVEL)
    region = johnson_neyman(b, V, data.w, df, level=LEVEL, fdr=params.fdr)
    ends = np.quantile(data.x, [0.05, 0.95])
    rest = float(fit.fitted.mean() - fit.b[1] * data.x.mean() - fit.b[2] * data.w.mean())
    rest -= float(fit.b[3] * np.mean(data.x * data.w))
    return {
        "df": number(df),
        "quantiles": list(QUANTILES),
        "conditional": [
            {
                "at": number(at.at[i]),
                "effect": number(at.effect[i]),
                "se": number(at.se[i]),
                "t": number(at.t[i]),
                "pvalue": number(at.pvalue[i]),
                "ci_lower": number(at.lower[i]),
                "ci_upper": number(at.upper[i]),
                "line": row(rest + fit.b[2] * at.at[i] + at.effect[i] * ends),
            }
            for i in range(len(chosen))
        ],
        "line_x": row(ends),
        "region": {
            "range": [low, high],
            "roots": list(region.roots),
            "inside": list(region.inside),
            "outward": region.outward,
            "share": number(region.share),
            "critical": number(region.critical),
            "fdr": params.fdr,
        },
        "curve": {
            "at": row(curve.at),
            "effect": row(curve.effect),
            "lower": row(curve.lower),
            "upper": row(curve.upper),
        },
    }


def _mediated(
    fit: engine.Ols, data: _Data, params: Options, seed: int
) -> dict[str, Any] | None:
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
    names = [str(params.source), params.moderator, f"{params.source}:{params.moderator}"]
    refuse_repeats(X, [*names[: len(first)], *(c.term for c in data.covariates)])
    stage = engine.ols(data.x, X, data.clusters)
    a_places = [1, 3] if params.first_stage else [1]
    a_names = ["a1", "a3"][: len(a_places)]
    rng = np.random.default_rng(seed)
    drawn = dict(zip(a_names, _draw(stage, a_places, params, rng).T, strict=True))
    drawn |= dict(zip(["b1", "b3"], _draw(fit, list(PLACES), params, rng).T, strict=True))
    point: dict[str, Any] = dict(zip(a_names, stage.b[a_places], strict=True))
    point |= dict(zip(["b1", "b3"], fit.b[list(PLACES)], strict=True))
    values = np.quantile(data.w, QUANTILES)

    def at(w: float, of: Mapping[str, Any]) -> Any:
        return (of["a1"] + of.get("a3", 0.0) * w) * (of["b1"] + of["b3"] * w)

    rows = [
        {"name": name, "at": number(w), **_interval(at(w, point), at(w, drawn))}
        for name, w in zip(("low", "middle", "high"), values, strict=True)
    ]
    difference = at(values[2], point) - at(values[0], point)
    spread = at(values[2], drawn) - at(values[0], drawn)
    rows.append({"name": "high_minus_low", "at": None, **_interval(difference, spread)})
    if not params.first_stage:
        index = _interval(point["a1"] * point["b3"], drawn["a1"] * drawn["b3"])
        rows.append({"name": "index", "at": None, **index})
    return {
        "source": params.source,
        "first_stage": params.first_stage,
        "draws": DRAWS,
        "a": number(point["a1"]),
        "effects": rows,
    }


def _draw(
    fit: engine.Ols, places: list[int], params: Options, rng: np.random.Generator
) -> Array:
    V = fit.vcov[params.interpreted][np.ix_(places, places)]
    values, vectors = np.linalg.eigh(V)
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    return np.asarray(fit.b[places] + rng.standard_normal((DRAWS, len(places))) @ root.T)


def _interval(estimate: Any, drawn: Any) -> dict[str, float | None]:
    lower, upper = np.percentile(drawn, [50 * (1 - LEVEL), 50 * (1 + LEVEL)])
    return {
        "est": number(estimate),
        "se": number(np.std(drawn, ddof=1)),
        "mc_lower": number(lower),
        "mc_upper": number(upper),
    }
