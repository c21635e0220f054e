"""Cut-offs of fit tailored to a model, by simulation from it (tables T8c and T8d)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import models
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.model_options import missing_of
from cpsurvey.analysis.numbers import number
from cpsurvey.cutoffs import HU_BENTLER
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.cutoffs.data import Cut, Cutoffs, Left, Level, Measure, Omitted, Statistic
from cpsurvey.kinds.cutoffs.options import Options
from cpsurvey.parts import FitIndex
from cpsurvey.results import Caveat, Result
from cpsurvey.sem.after import misspecified, tsize
from cpsurvey.sem.after.simulated import Drawn, Normal
from cpsurvey.sem.after.simulated_ordered import Ordered
from cpsurvey.sem.semfit import SemFit
from cpsurvey.stats import tailored

Array = NDArray[np.float64]
MANY_LOST = 0.05
"""Share of samples without a solution that is said."""
ENOUGH = 0.5
"""Share of samples with a solution from which there are cut-offs."""


@dataclass(frozen=True, slots=True)
class _Population:
    """A level, what is left out there, and the fit of samples from it."""

    level: int
    omitted: Sequence[misspecified.Omitted]
    drawn: Drawn

    @property
    def fitted(self) -> int:
        return len(self.drawn.values["srmr"])


def cutoffs(params: Options, context: Context) -> list[Result[Cutoffs]]:
    """Compare a model's fit with that of samples in which it is right, or wrong."""
    found, syntax = models.fitted(params, context, _kind(params, context))
    name = params.model or context.id
    _refuse(found, name)
    left, populations, impossible = _populations(found, params, context)
    statistic = _statistic(found)
    data = Cutoffs(
        model=name,
        syntax=syntax.text,
        estimator=params.estimator,
        missing=missing_of(params, syntax),
        cluster=context.variable(params.cluster) if params.cluster else None,
        n=sum(found.nobs),
        df=found.test.df,
        draws=params.replications,
        left=left,
        statistic=statistic,
        levels=tuple(_level(one) for one in populations),
        measures=tuple(_measures(found, statistic, populations)),
    )
    sample = models.sample_of(found, context)
    caveats = tuple(_caveats(data, impossible))
    return [Result("cutoffs", context.id, sample, data, caveats=caveats)]


def _kind(params: Options, context: Context) -> str:
    """As the model's own analysis fits it, so that it need not be fitted again."""
    named = params.model and context.questionnaire.models[params.model].kind
    return "cfa" if named == "cfa" else "sem"


def _refuse(found: SemFit, name: str) -> None:
    """Models that no sample can be drawn from, or fitted to."""
    loadings = [] if found.two_level else misspecified.measured(found).loadings
    factors = [one.factor for one in loadings]
    wrong = next((w for w in loadings if abs(w.std) >= 1 and factors.count(w.factor) > 1), None)
    n, p = sum(found.nobs), len(found.table.observed)
    problems = (
        (found.two_level, "a model of two levels", "read the fit of each level"),
        (not found.converged, "it did not converge", "see its own analysis"),
        (not found.admissible, "its solution is not admissible", "see its own analysis"),
        (not found.identified, "it is not identified", "see its own analysis"),
        (
            found.settings.ordered and found.table.exogenous,
            "its ordered answers are modelled given covariates "
            f"({', '.join(found.table.exogenous)}), from which no samples are drawn",
            "ask for the cut-offs of its measurement alone, a model without covariates",
        ),
        (found.test.df <= 0, "it is saturated, its fit tests nothing", "leave it out"),
        (
            wrong is not None,
            f"'{wrong.item if wrong else ''}' has a standardised loading of 1 or more",
            "see the loadings of its own analysis",
        ),
        (n <= p + 1, f"{n} respondents are too few for {p} variables", "collect more answers"),
    )
    for broken, message, fix in problems:
        if broken:
            raise CpsurveyError("CPS445", f"{name}: {message}", fix=fix)


def _populations(
    found: SemFit, params: Options, context: Context
) -> tuple[Left, list[_Population], int]:
    """Samples of every population, the first one that of the model itself."""
    left, lists = misspecified.omitted(found, params.levels)
    n = sum(found.nobs)
    draw = Ordered(found, n) if found.settings.ordered else Normal.of(found, n)
    done: list[_Population] = []
    for level, omitted in enumerate([[], *lists]):
        context.progress(level, len(lists) + 1)
        moments = misspecified.population(found, omitted)
        if moments is not None:
            rng = np.random.default_rng([context.seed, level])
            drawn = draw.drawn(*moments, params.replications, rng)
            done.append(_Population(level, omitted, drawn))
    enough = [one for one in done if one.fitted >= ENOUGH * params.replications]
    if not enough or enough[0].level > 0:
        raise CpsurveyError(
            "CPS445",
            "samples drawn from the model could not be fitted",
            fix="collect more answers, or simplify the model",
        )
    return left, enough, len(lists) + 1 - len(enough)


def _statistic(found: SemFit) -> Statistic:
    if found.fit.get("chisq.scaled") is None:
        return "plain"
    return (
        "scaled" if found.fit.get("cfi.robust") is None or found.settings.ordered else "robust"
    )


def _level(one: _Population) -> Level:
    omitted = (
        Omitted(lhs=o.lhs, op=o.op, rhs=o.rhs, value=number(o.value)) for o in one.omitted
    )
    return Level(level=one.level, omitted=tuple(omitted), fitted=one.fitted)


def _measures(
    found: SemFit, statistic: Statistic, populations: Sequence[_Population]
) -> Iterator[Measure]:
    suffix = "" if statistic == "plain" else f".{statistic}"
    sizes: Mapping[FitIndex, float | None] = dict(
        zip(("rmsea", "cfi"), tsize.of(found.fit), strict=True)
    )
    for measure, fixed in HU_BENTLER.items():
        observed = found.fit.get(measure if measure == "srmr" else f"{measure}{suffix}")
        cuts = tuple(_cuts(measure, populations))
        yield Measure(
            measure=measure,
            observed=None if observed is None else number(observed),
            fixed=fixed,
            cuts=cuts,
            worse=_worse(measure, observed, cuts),
            tsize=sizes.get(measure),
        )


def _cuts(measure: FitIndex, populations: Sequence[_Population]) -> Iterator[Cut]:
    true = populations[0].drawn.values[measure]
    good = measure == "cfi"
    for one in populations:
        values = one.drawn.values[measure]
        if one.level:
            cut = tailored.between(true, values, high_is_good=good)
        else:
            cut = tailored.right(values, high_is_good=good)
        low, median, high = (number(np.quantile(values, at)) for at in (0.05, 0.5, 0.95))
        yield Cut(
            level=one.level,
            low=low,
            median=median,
            high=high,
            cutoff=None if cut.value is None else number(cut.value),
            sensitivity=number(cut.sensitivity),
            error=None if cut.error is None else number(cut.error),
        )


def _worse(measure: FitIndex, observed: float | None, cuts: Sequence[Cut]) -> int | None:
    """The last level whose cut-off the measure is worse than."""
    if observed is None:
        return None
    sign = -1.0 if measure == "cfi" else 1.0
    known = [(one.level, one.cutoff) for one in cuts if one.cutoff is not None]
    beyond = [
        level
        for level, cut in known
        if (sign * observed >= sign * cut if level else sign * observed > sign * cut)
    ]
    return max(beyond, default=None)


def _caveats(data: Cutoffs, impossible: int) -> Iterator[Caveat]:
    if data.left == "nothing":
        yield Caveat("cutoffs_nothing", "note", {})
    elif not any(one.judged for one in data.measures):
        yield Caveat("cutoffs_apart", "note", {})
    if impossible:
        yield Caveat("cutoffs_impossible", "note", {"levels": impossible})
    lost = max(1.0 - one.fitted / data.draws for one in data.levels)
    if lost > MANY_LOST:
        yield Caveat("cutoffs_lost", "warning", {"share": round(100 * lost)})
