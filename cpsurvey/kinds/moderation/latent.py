"""Latent interactions by products of indicators, double-mean-centred.

Each indicator of the predictor is multiplied by one of the moderator, both centred, and
the product is centred again, so that no constraint on means is needed (Lin, Wen, Marsh &
Lin, 2010, doi:10.1080/10705511.2010.488999). Pairs are matched in order.
"""

from __future__ import annotations

from typing import Any

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.analysis import predictors
from cpsurvey.analysis.carried import parameters
from cpsurvey.analysis.complete import complete_rows
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.enough import of_respondents
from cpsurvey.analysis.inference import standardised
from cpsurvey.analysis.numbers import number
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.moderation.data import Coefficient, Latent, LatentFit, Line, Lms
from cpsurvey.kinds.moderation.options import Options
from cpsurvey.payload import limits
from cpsurvey.results import Caveat, Scalar
from cpsurvey.sem.after.standard import Part
from cpsurvey.sem.after.uncertain import Uncertain
from cpsurvey.sem.fit import fit
from cpsurvey.sem.inference.standardize import Standardized
from cpsurvey.sem.lms import Interaction, difference, fit_lms
from cpsurvey.sem.semfit import Parameter, SemFit

Array = NDArray[np.float64]
TERMS: tuple[Coefficient, ...] = ("b1", "b2", "b3")
EFFECTS: tuple[Coefficient, ...] = ("low", "middle", "high")
WEIGHTS: dict[Coefficient, tuple[int, int, int]] = {
    "b1": (1, 0, 0),
    "b2": (0, 1, 0),
    "b3": (0, 0, 1),
    "low": (1, 0, -1),
    "middle": (1, 0, 0),
    "high": (1, 0, 1),
}
"""Of `TERMS`, where the moderator has variance one."""


def fitted(params: Options, context: Context) -> tuple[Latent | None, list[Caveat]]:
    """The interaction of latent variables: robust maximum likelihood, complete rows."""
    indicators = _indicators(params, context)
    data, products = _columns(params, context, indicators)
    covariates = [name for name in data if name.startswith("cov_")]
    syntax = _syntax(params, indicators, products, covariates)
    cluster = context.clusters(params.cluster)
    few = _few(syntax, data, context)
    if few and few[0].severity == "note":
        return None, few
    try:
        found = fit(
            syntax, data, estimator="mlr", cluster=cluster, meanstructure=True, fixed_x=True
        )
    except CpsurveyError as error:
        return None, [Caveat("latent_not_done", "warning", {"message": error.message})]
    if not found.converged:
        return None, [Caveat("latent_not_converged", "warning", {})]
    remarks = [Caveat(r.code, _softer(r.severity), dict(r.values)) for r in found.remarks]
    caveats = [*few, *remarks]
    spreads = _spreads(found, "ly" if params.outcome in indicators else params.outcome)
    lms = _by_likelihood(params, indicators, data, covariates, spreads)
    if lms is None:
        caveats.append(Caveat("lms_not_done", "note", {}))
    return _described(found, params, indicators, len(products), lms), caveats


def _few(syntax: str, data: dict[str, Array], context: Context) -> list[Caveat]:
    """What so many respondents allow this model; a plan nobody made for them goes without."""
    n = int(complete_rows(list(data.values())).sum())
    free = parameters(syntax)
    if free is None or not of_respondents(n, free):
        return []
    chosen = context.study.plan_from == "study"
    values: dict[str, Scalar] = {"n": n, "parameters": free}
    if n <= free and not chosen:
        return [Caveat("latent_not_carried", "note", values)]
    return [Caveat("latent_few", "warning", values)]


def _by_likelihood(
    params: Options,
    indicators: dict[str, list[str]],
    data: dict[str, Array],
    covariates: list[str],
    spreads: tuple[float, float] | None,
) -> Lms | None:
    """The same interaction without products of indicators (LMS); errors ignore groups.

    The moderator has variance one: effects are those at so many of its deviations. They are
    standardised by the `spreads` of predictor and outcome in the model of products, which
    both models measure by the same first indicators.
    """
    outcome = params.outcome
    names = {"lx": indicators[params.predictor], "lw": indicators[params.moderator]}
    if outcome in indicators:
        names["ly"] = indicators[outcome]
        outcome = "ly"
    if any(len(items) < 2 for items in names.values()):
        return None
    model = Interaction("lx", "lw", outcome, names, covariates)
    try:
        found, linear = fit_lms(model, data), fit_lms(model, data, product=False, errors=False)
    except (CpsurveyError, np.linalg.LinAlgError):
        return None
    if not (found.converged and linear.converged):
        return None
    chisq, df, p = difference(found, linear)
    at = [found.names.index(name) for name in TERMS]
    b, V = found.est[at], found.vcov[np.ix_(at, at)]
    return Lms(
        n=found.n,
        nodes=found.nodes,
        chisq=number(chisq),
        df=df,
        pvalue=number(p),
        terms=tuple(_combined(name, b, V, spreads) for name in TERMS),
        conditional=tuple(_combined(name, b, V, spreads) for name in EFFECTS),
    )


def _combined(
    name: Coefficient, b: Array, V: Array, spreads: tuple[float, float] | None
) -> Line:
    """A sum of coefficients with its error."""
    weights = np.array(WEIGHTS[name], float)
    est, se = float(weights @ b), float(np.sqrt(weights @ V @ weights))
    ends = limits(est - 1.959964 * se, est + 1.959964 * se)
    ratio = None
    if spreads:
        ratio = (1.0 if name == "b2" else spreads[0]) / spreads[1]
    return Line(
        name=name,
        est=number(est),
        se=number(se),
        pvalue=number(2.0 * special.ndtr(-abs(est / se))),
        ci=ends,
        **standardised(ratio, est, ends),
    )


def _softer(severity: str) -> str:
    """The latent model is the second view here: it warns, it does not condemn the run."""
    return "warning" if severity == "inadmissible" else severity


def _indicators(params: Options, context: Context) -> dict[str, list[str]]:
    if isinstance(params.latent, dict):
        return {name: list(given) for name, given in params.latent.items()}
    scales = context.questionnaire.scale_by_id
    wanted = (params.predictor, params.moderator, params.outcome)
    return {
        name: context.available(item.id for item in scales[name].items)
        for name in wanted
        if name in scales
    }


def _columns(
    params: Options, context: Context, indicators: dict[str, list[str]]
) -> tuple[dict[str, Array], list[str]]:
    values = context.scored.values
    data = {name: values[name] for names in indicators.values() for name in names}
    if params.outcome not in indicators:
        data[params.outcome] = values[params.outcome]
    formula = params.covariates
    columns = predictors.columns(formula, context) if formula else []
    more = {f"cov_{i}": column.values for i, column in enumerate(columns)}
    if params.source:
        more["cov_source"] = values[params.source]
    complete = complete_rows([*data.values(), *more.values()])
    predictors.check(columns, complete, context)
    products = []
    pairs = zip(indicators[params.predictor], indicators[params.moderator], strict=False)
    for i, (x, w) in enumerate(pairs):
        product = _centred(values[x], complete) * _centred(values[w], complete)
        data[f"prod_{i}"] = _centred(product, complete)
        products.append(f"prod_{i}")
    return {**data, **more}, products


def _centred(x: Array, rows: NDArray[np.bool_]) -> Array:
    return np.where(rows, x - x[rows].mean() if rows.any() else x, np.nan)


def _syntax(
    params: Options,
    indicators: dict[str, list[str]],
    products: list[str],
    covariates: list[str],
) -> str:
    lines = [
        f"lx =~ {' + '.join(indicators[params.predictor])}",
        f"lw =~ {' + '.join(indicators[params.moderator])}",
        f"lxw =~ {' + '.join(products)}",
    ]
    outcome = params.outcome
    if outcome in indicators:
        lines.append(f"ly =~ {' + '.join(indicators[outcome])}")
        outcome = "ly"
    terms = ["b1*lx", "b2*lw", "b3*lxw", *covariates]
    lines += [
        f"{outcome} ~ {' + '.join(terms)}",
        "lx ~~ vx*lx",
        "lw ~~ vw*lw",
        "low := b1 - b3*sqrt(vw)",
        "middle := b1 + 0*b3",
        "high := b1 + b3*sqrt(vw)",
    ]
    return "\n".join(lines)


def _described(
    found: SemFit,
    params: Options,
    indicators: dict[str, list[str]],
    products: int,
    lms: Lms | None,
) -> Latent:
    named = {p.label or p.lhs: p for p in found.estimates if p.label or p.op == ":="}
    outcome = "ly" if params.outcome in indicators else params.outcome
    std = _standard(found, outcome)
    return Latent(
        syntax=found.syntax.text,
        n=sum(found.nobs),
        products=products,
        admissible=found.admissible,
        fit=LatentFit(
            chisq=_measure(found, "chisq.scaled"),
            df=_measure(found, "df"),
            pvalue=_measure(found, "pvalue.scaled"),
            cfi=_measure(found, "cfi.robust"),
            rmsea=_measure(found, "rmsea.robust"),
            srmr=_measure(found, "srmr"),
        ),
        std_interaction=std["b3"].est,
        terms=tuple(_line(named[name], name, std[name]) for name in TERMS),
        conditional=tuple(_line(named[name], name, std[name]) for name in EFFECTS),
        lms=lms,
    )


def _measure(found: SemFit, name: str) -> float | None:
    value = found.fit.get(name)
    return None if value is None else number(value)


def _standard(found: SemFit, outcome: str) -> dict[Coefficient, Uncertain]:
    """Every line in deviations of the factors and of the outcome, by the delta method.

    The product is per deviation of both its parts, not of the product factor.
    """
    names = ["lx", "lw", "lxw", outcome]
    part = Part(found.model, names)
    row = {r.label: r.free for r in part.table.rows if r.label in TERMS}
    at = [part.standard.rams[0].place[name] for name in names]

    def values(on: Standardized, theta: Any) -> Any:
        total = on.spread(theta)[0][0]
        x, w, _, y = (np.sqrt(total[..., i, i]) for i in at)
        b1, b2, b3 = (theta[..., row[name]] for name in TERMS)
        slopes = [(b1 + step * b3 * w) * x / y for step in (-1, 0, 1)]
        return np.stack([b1 * x / y, b2 * w / y, b3 * x * w / y, *slopes], axis=-1)

    return dict(zip((*TERMS, *EFFECTS), part.intervals(found, values, None), strict=True))


def _spreads(found: SemFit, outcome: str) -> tuple[float, float] | None:
    """Deviations of predictor and outcome."""
    part = Part(found.model, ["lx", outcome])
    total = part.standard.spread(found.theta)[0][0]
    x, y = (
        float(total[i, i]) for i in (part.standard.rams[0].place[n] for n in ("lx", outcome))
    )
    return (float(np.sqrt(x)), float(np.sqrt(y))) if x > 0 and y > 0 else None


def _line(p: Parameter, name: Coefficient, std: Uncertain) -> Line:
    return Line(
        name=name,
        est=number(p.est),
        se=p.se,
        pvalue=p.pvalue,
        ci=limits(p.ci_lower, p.ci_upper),
        beta=std.est,
        beta_ci=limits(*std.ci),
    )
