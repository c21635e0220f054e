"""Natural direct and indirect effects: where a mediator or an outcome is yes/no or a count.

A product of coefficients is no effect there. Equations of their own families, and means of
the outcome with each part of the source moved by itself (Imai, Keele & Tingley, 2010,
doi:10.1037/a0020761), by the engine of indicators (`stats.decomposition`). There is no full
information of such equations: whoever lacks something is kept by multiple imputation.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import imputed, predictors
from cpsurvey.analysis.chains import Asked, structure
from cpsurvey.analysis.complete import complete_rows, refuse_empty
from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.analysis.enough import of_clusters
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.outcomes import Kind
from cpsurvey.analysis.regression_data import members
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.mediation.data import Mediation, Natural, Through
from cpsurvey.kinds.mediation.options import Options
from cpsurvey.payload import limits
from cpsurvey.results import Caveat, Result
from cpsurvey.scoring import standardise
from cpsurvey.stats import decomposition as d
from cpsurvey.stats import pooling
from cpsurvey.stats.natural import Kind as Family

Array = NDArray[np.float64]
FAMILY: Mapping[Kind | None, Family] = {
    "yes_no": "binomial",
    "count": "poisson",
    None: "gaussian",
}


def natural(
    options: Options, context: Context, special: Mapping[str, Kind], taken: Sequence[Caveat]
) -> list[Result[Mediation]]:
    """Effects of the source on every outcome, through mediators side by side.

    Raises
    ------
    CpsurveyError
        CPS443 what these effects do not know: a row of mediators, factors, a bootstrap.
        CPS404 too few respondents. CPS441 an equation runs off.
    """
    _refuse(options, special)
    several = _completed(options, context)
    used, solved = np.zeros(context.scored.n, dtype=bool), []
    rng = np.random.default_rng(context.seed)
    for one in several.contexts:
        used, found = _solved(options, one, special, rng, d.DRAWS // len(several.contexts))
        solved.append(found)
    effects = tuple(_effects(options, d.together(solved)))
    count = len(np.unique(context.group(options.cluster)[used])) if options.cluster else None
    names = (options.source, *options.mediators, *options.outcomes)
    lost = _lost(options, solved)
    told = imputed.told(several, lost) if len(several.contexts) > 1 else None
    data = Mediation(
        source=options.source,
        mediators=options.mediators,
        outcomes=options.outcomes,
        serial=False,
        measured="scores",
        syntax="",
        estimator="ml",
        missing="listwise",
        cluster=context.variable(options.cluster) if options.cluster else None,
        clusters=count,
        converged=True,
        admissible=True,
        npar=0,
        paths=(),
        r2=(),
        draws=d.DRAWS // len(several.contexts) * len(several.contexts),
        effects=effects,
        bootstrap=None,
        natural=Natural(
            kinds={name: special.get(name, "number") for name in names},
            per_unit=_two(context.scored.values[options.source]),
            imputation=told,
        ),
    )
    caveats = (*taken, *of_clusters(count), *imputed.caveats(several, lost, context))
    sample = context.scored.sample(used)
    return [Result("mediation", context.id, sample, data, caveats=caveats)]


def _refuse(options: Options, special: Mapping[str, Kind]) -> None:
    name = next(iter(special))
    asked = {
        "serial": (options.serial, "effects through a row of mediators are not told apart"),
        "latent": (options.latent, "factors are measured by linear models"),
        "bootstrap": (options.bootstrap > 0, "intervals leave out every cluster in turn"),
    }
    for option, (given, why) in asked.items():
        if given:
            raise CpsurveyError(
                "CPS443",
                f"'{name}' is yes/no or a count, so that effects are natural ones, and {why}",
                fix=f"leave out '{option}', or add 'linear: [{name}]' for a linear model",
            )


def _completed(options: Options, context: Context) -> imputed.Several:
    if options.missing == "listwise":
        return imputed.Several((context,))
    formulas = [options.source, *options.mediators, *options.outcomes]
    formulas += [options.covariates] if options.covariates else []
    groups = context.group(options.cluster) if options.cluster else None
    rows = np.ones(context.scored.n, dtype=bool) if groups is None else groups >= 0
    return imputed.beside(context, formulas, (), rows, groups)


def _solved(
    options: Options,
    context: Context,
    special: Mapping[str, Kind],
    rng: np.random.Generator,
    draws: int,
) -> tuple[NDArray[np.bool_], tuple[d.Decomposed, ...]]:
    """Who was analysed, and the effects on each outcome."""
    values = context.scored.values
    names = (options.source, *options.mediators, *options.outcomes)
    covariates = predictors.columns(options.covariates, context) if options.covariates else []
    named = {n: values[n] for n in names} | {c.term: c.values for c in covariates}
    refuse_empty({**named, **members(context, options.cluster)})
    used = complete_rows(named.values())
    group = np.arange(context.scored.n)
    if options.cluster:
        group = context.group(options.cluster)
        used &= group >= 0
    predictors.check(covariates, used, context)
    width = len(names) + len(covariates)
    if used.sum() < width + 3 or len(np.unique(group[used])) < 3:
        raise CpsurveyError(
            "CPS404",
            f"{int(used.sum())} complete respondents are too few for {width} variables",
            fix="leave out covariates with many missing answers",
        )

    def column(name: str) -> Array:
        x = values[name][used]
        return x if special.get(name) != "yes_no" else _indicator(x)

    source = values[options.source][used]
    outcomes = []
    for name in options.outcomes:
        family = FAMILY[special.get(name)]
        size = None if family == "gaussian" else np.ones(int(used.sum()))
        outcomes.append(d.Outcome(column(name), family, size))
    beside = [c.values[used] for c in covariates]
    found = d.decompose(
        outcomes,
        _indicator(source) - 0.5 if _two(source) else standardise(source),
        np.column_stack([column(name) for name in options.mediators]),
        np.column_stack([np.zeros((int(used.sum()), 0)), *beside]),
        group[used],
        rng,
        kinds=[FAMILY[special.get(name)] for name in options.mediators],
        draws=draws,
    )
    if found is None:
        raise CpsurveyError(
            "CPS441",
            "an equation of these effects runs off: something tells an answer for sure",
            fix="leave out what tells it, or categories that few chose",
        )
    return used, found


def _two(x: Array) -> bool:
    return len(np.unique(x[~np.isnan(x)])) == 2


def _indicator(x: Array) -> Array:
    """The larger of two values against the other."""
    return np.asarray(x == x.max(), dtype=float)


def _effects(options: Options, found: Sequence[d.Decomposed]) -> Iterator[Through]:
    """By the names that effects of a chain have; differences of outcomes have no unit."""
    for asked in structure(options).effects:
        if asked.role == "difference":
            continue
        one = found[options.outcomes.index(asked.outcome)]
        yield Through(**_described(asked, _chosen(asked, one, options)))


def _lost(options: Options, solved: Sequence[Sequence[d.Decomposed]]) -> dict[str, float]:
    """Fraction of missing information of every effect."""
    found: dict[str, float] = {}
    for asked in structure(options).effects if len(solved) > 1 else ():
        if asked.role != "difference":
            at = options.outcomes.index(asked.outcome)
            same = [_chosen(asked, one[at], options) for one in solved]
            b = np.array([[one.est] for one in same])
            V = np.array([[[one.drawn.var(ddof=1)]] for one in same])
            found[asked.name] = pooling.rubin(b, V).lost(np.ones(1), np.inf)
    return found


def _chosen(asked: Asked, one: d.Decomposed, options: Options) -> d.Effect:
    if asked.role == "specific":
        return one.through[options.mediators.index(asked.path[0])]
    return {"direct": one.direct, "total": one.implied}.get(asked.role, one.indirect)


def _described(asked: Asked, effect: d.Effect) -> dict[str, Any]:
    return {
        **asdict(asked),
        "expression": "",
        "est": number(effect.est),
        "se": number(np.std(effect.drawn, ddof=1)),
        "z": None,
        "pvalue": None,
        "ci": None,
        "mc": limits(*effect.interval(LEVEL)),
        "boot": None,
        "std_all": None,
        "mc_p": effect.pvalue,
        "bc": None,
    }
