"""One model fitted to several completed data sets, pooled into what reads like one fit.

For models that have no full information: of ordered answers, and by least squares. Estimates
and errors by Rubin's rules, with normal tests as the engine has them. The chi-square, and the
baseline's, is D2 (Li, Meng, Raghunathan & Rubin, 1991) of the naive statistics, scaled and
shifted by the mean correction, as semTools does it by default.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey import parts
from cpsurvey.analysis import models
from cpsurvey.analysis.complete import refuse_empty
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.imputed import LOST, UNSETTLED
from cpsurvey.analysis.model_options import Options, text_of
from cpsurvey.analysis.numbers import number
from cpsurvey.results import Caveat
from cpsurvey.sem.inference.asymptotic import Test
from cpsurvey.sem.inference.groups import group_fits
from cpsurvey.sem.inference.measures import (
    GroupFit,
    Measures,
    absolute,
    compare,
    residual_measures,
)
from cpsurvey.sem.inference.standardize import Standardized
from cpsurvey.sem.language.partable import variables
from cpsurvey.sem.language.syntax import Syntax, parse
from cpsurvey.sem.semfit import SemFit, parameters
from cpsurvey.stats import imputation, pooling

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class ImputedFit:
    """A pooled fit, its imputation (None where nothing was missing), what is said of it."""

    found: SemFit
    imputation: parts.Imputation | None
    caveats: tuple[Caveat, ...] = ()


def fitted(params: Options, context: Context, kind: str) -> tuple[ImputedFit, Syntax]:
    """Impute what the model observes, fit every data set, pool."""
    syntax = parse(text_of(params, context.study))
    observed, _ = variables(syntax)
    data = {name: context.scored.values[name] for name in observed}
    refuse_empty(data)
    groups = context.group(params.cluster) if params.cluster else None
    rows = ~np.isnan(np.column_stack(list(data.values()))).all(axis=1)
    rows = rows if groups is None else rows & (groups >= 0)
    lacking = np.isnan(np.column_stack([column[rows] for column in data.values()]))
    incomplete = int(lacking.any(axis=1).sum())
    if not incomplete:
        return ImputedFit(models.fit_syntax(syntax, params, context, kind), None), syntax
    m = imputation.needed(incomplete / int(rows.sum()))
    made = imputation.impute(
        [imputation.Variable(column[rows]) for column in data.values()],
        m,
        context.seed,
        groups=None if groups is None else groups[rows],
    )
    fits = []
    for i, columns in enumerate(made.sets):
        full = {name: column.copy() for name, column in data.items()}
        for name, values in zip(full, columns, strict=True):
            full[name][rows] = values
        fits.append(models.fit_syntax(syntax, params, context, kind, completed=full))
        context.progress(i + 1, m)
    unsettled = float(np.nanmax(made.unsettled))
    return _told(fits, incomplete, unsettled), syntax


def _told(fits: Sequence[SemFit], incomplete: int, unsettled: float) -> ImputedFit:
    usable = [f for f in fits if f.converged and f.identified and np.isfinite(f.vcov).all()]
    if len(usable) < 2:
        return ImputedFit(fits[0], None)
    found, lost = pool(usable)
    worst = float(lost.max(initial=0.0))
    told = parts.Imputation(
        sets=len(usable), incomplete=incomplete, lost=number(worst), unsettled=unsettled
    )
    said = []
    if unsettled > UNSETTLED:
        said.append(Caveat("imputation_unsettled", "warning", {"ratio": unsettled}))
    if worst > LOST:
        count = int((lost > LOST).sum())
        said.append(Caveat("imputed_parameters", "warning", {"count": count}))
    if failed := len(fits) - len(usable):
        values = {"failed": failed, "sets": len(fits)}
        said.append(Caveat("imputed_sets_failed", "warning", values))
    return ImputedFit(found, told, tuple(said))


def pool(fits: Sequence[SemFit]) -> tuple[SemFit, Array]:
    """The pooled fit, and the fraction of missing information of every free parameter.

    What is remarked is what is remarked of most of the fits.
    """
    first = fits[0]
    rules = pooling.rubin(np.array([f.theta for f in fits]), np.array([f.vcov for f in fits]))
    moves = np.diag(rules.total) > 0
    unit = np.eye(len(rules.b))
    lost = np.array(
        [rules.lost(e, np.inf) if m else 0.0 for e, m in zip(unit, moves, strict=True)]
    )
    test = _d2([f.test for f in fits])
    baseline = _d2([f.baseline for f in fits if f.baseline])
    often = Counter(r.code for f in fits for r in {r.code: r for r in f.remarks}.values())
    kept = {code for code, count in often.items() if 2 * count > len(fits)}
    every = {r.code: r for f in reversed(fits) for r in f.remarks if r.code in kept}
    remarks = tuple(every.values())
    standard = Standardized(first.table, first.model.rams, first.model.samples)
    found = replace(
        first,
        theta=rules.b,
        vcov=rules.total,
        iterations=max(f.iterations for f in fits),
        estimates=tuple(
            parameters(first.table, standard, rules.b, rules.total, first.reference)
        ),
        admissible=all(remark.severity != "inadmissible" for remark in remarks),
        fit=_measures(fits, rules.b, test, baseline),
        r2=tuple(_explained(fits)),
        remarks=remarks,
        test=test,
        baseline=baseline,
    )
    return found, lost


def _explained(fits: Sequence[SemFit]) -> Iterator[tuple[str, int, float]]:
    """Mean R² of what every fit explains; one with a negative variance has none."""
    every = [{(name, group): value for name, group, value in f.r2} for f in fits]
    for name, group in every[0]:
        if all((name, group) in one for one in every):
            yield name, group, float(np.mean([one[name, group] for one in every]))


def _d2(tests: Sequence[Test]) -> Test:
    """D2 as a chi-square, with the mean correction."""
    df = tests[0].df
    if df <= 0:
        return tests[0]
    chisq = max(pooling.d2(np.array([t.chisq for t in tests]), df).f * df, 0.0)
    scalings = [t.scaling for t in tests if t.scaling is not None]
    if len(scalings) < len(tests):
        return Test(chisq, df)
    return Test(chisq, df, float(np.mean(scalings)), float(np.mean([t.shift for t in tests])))


def _measures(fits: Sequence[SemFit], theta: Array, test: Test, baseline: Test) -> Measures:
    """Measures of the pooled tests, and residuals of the mean moments.

    Others rest on a likelihood or a correction of one data set, and are left out.
    """
    model = fits[0].model
    out: Measures = dict.fromkeys(fits[0].fit)
    npar = fits[0].npar
    if fits[0].two_level:
        out |= {"npar": npar, "ntotal": sum(fits[0].nobs)}
        return out | compare(test, baseline, sum(fits[0].nobs), 1)
    groups = [
        _mean_moments(g) for g in zip(*(group_fits(f.model, theta) for f in fits), strict=True)
    ]
    out |= {"npar": npar, "ntotal": model.n}
    out |= compare(test, baseline, model.counted, len(model.samples))
    out |= absolute(test, npar, model.counted)
    out |= residual_measures(groups, model.table.settings.meanstructure)
    if model.table.settings.ordered:
        out["srmr"] = out["srmr_bentler_nomean"]
        out |= dict.fromkeys(("ecvi", "pvalue", "baseline.pvalue"))
    return out


def _mean_moments(same: Sequence[GroupFit]) -> GroupFit:
    """One group of all data sets, its observed moments averaged."""
    return replace(
        same[0],
        cov=np.mean([g.cov for g in same], axis=0),
        mean=np.mean([g.mean for g in same], axis=0),
        implied_cov=np.mean([g.implied_cov for g in same], axis=0),
        implied_mean=np.mean([g.implied_mean for g in same], axis=0),
    )
