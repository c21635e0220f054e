"""Mixed models: people in teams, random intercepts and slopes, contextual effects (T20)."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import imputed, levels, outcomes, predictors
from cpsurvey.analysis import terms as grammar
from cpsurvey.analysis.complete import complete_rows, refuse_empty, refuse_exact, refuse_repeats
from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.analysis.enough import of_groups
from cpsurvey.analysis.inference import standardised, tested
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.pooledfit import PooledFit
from cpsurvey.analysis.regression_data import Asked, members
from cpsurvey.analysis.terms import Column
from cpsurvey.engines import ols as engine
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.mixed.data import (
    Contextual,
    Fixed,
    Groups,
    MixedModel,
    Random,
    SlopeTest,
)
from cpsurvey.kinds.mixed.options import Options
from cpsurvey.results import Caveat, Result
from cpsurvey.stats import pooling
from cpsurvey.stats.mixed import Mixed, Term, mixed
from cpsurvey.stats.tails import chi2_above, t_apart

Array = NDArray[np.float64]
WAYS = "or use 'kind: regression' with its family (binomial, poisson) and 'cluster'"


MOST = 0.5
"""Share of completed data sets whose fits are singular, above which the pooled one is."""


@dataclass(frozen=True, slots=True)
class _Design:
    """Complete rows, their fixed part and their groups."""

    y: Array
    X: Array
    names: list[str]
    groups: list[tuple[str, NDArray[np.int64]]]
    used: NDArray[np.bool_]
    columns: list[Column]

    def ratios(self) -> Array:
        """Deviation of each column over the outcome's; of the intercept nothing is made."""
        named = {c.term: grammar.deviation(c, self.used) for c in self.columns}
        parted = self.X.std(axis=0, ddof=1)
        spread = [named.get(n, parted[i]) for i, n in enumerate(self.names)]
        return np.asarray(np.array(spread) / self.y.std(ddof=1))

    def terms(self, slopes: Sequence[str] = ()) -> list[Term]:
        """Random terms; `slopes` differ between the first groups."""
        found = [levels.intercepts(name, group) for name, group in self.groups]
        if slopes:
            columns = [self.X[:, self.names.index(name)] for name in slopes]
            first = found[0]
            design = np.column_stack([first.design, *columns])
            found[0] = Term(first.name, first.group, design)
        return found


def run(params: Options, context: Context) -> list[Result[MixedModel]]:
    """Fit by restricted likelihood; fixed effects with Satterthwaite's degrees of freedom."""
    taken = outcomes.linear([params.outcome], params.linear, context, WAYS)
    made = _completed(params, context)
    designs = [_design(params, one) for one in made.contexts]
    design = designs[0]
    slopes, tests, fits = _slopes(params, designs)
    full, lost = (fits[0], {}) if len(fits) == 1 else _pooled(fits, design.names)
    whole = None
    if len(fits) == 1:
        whole = mixed(design.y, design.X, design.terms(slopes), reml=False, errors=False)
    groups = _groups(designs)
    caveats = [
        *predictors.caveats(design.columns, context),
        *taken,
        *levels.crossing(context, params.groups),
        *imputed.caveats(made, lost, context),
    ]
    for place, group in enumerate(groups):
        caveats += of_groups(group.variable, group.groups, rests=place == 0)
    data = MixedModel(
        outcome=params.outcome,
        n=len(design.y),
        converged=full.converged,
        fixed=tuple(_fixed(full, designs)),
        contextual=tuple(_contextual(full, design, params)),
        random=tuple(_random(full, design, slopes)),
        groups=tuple(groups),
        slope_tests=tuple(tests),
        marginal_r2=number(full.marginal_r2),
        conditional_r2=number(full.conditional_r2),
        loglik=number(full.loglik) if whole else None,
        deviance=number(-2 * whole.loglik) if whole else None,
        aic=number(whole.aic) if whole else None,
        bic=number(whole.bic) if whole else None,
        parameters=full.parameters,
        imputation=imputed.told(made, lost) if len(fits) > 1 else None,
    )
    sample = context.scored.sample(design.used)
    return [Result("mixed", context.id, sample, data, caveats=(*caveats, *_soundness(full)))]


def _completed(params: Options, context: Context) -> imputed.Several:
    """The answers as they are, or completed several times."""
    if params.missing == "listwise" or not params.predictors:
        return imputed.Several((context,))
    asked = Asked(outcome=params.outcome, formulas=params.predictors, cluster=params.groups[0])
    return imputed.contexts(context, asked)


def _pooled(fits: Sequence[Mixed], names: Sequence[str]) -> tuple[Mixed, dict[str, float]]:
    """By Rubin's rules, variances averaged; and the fraction of missing information."""
    b, V = (np.array([getattr(fit, name) for fit in fits]) for name in ("b", "vcov"))
    rules, complete = pooling.rubin(b, V), np.mean([fit.df for fit in fits], axis=0)
    each = list(zip(np.eye(len(names)), complete, strict=True))
    found = replace(
        fits[0],
        b=rules.b,
        se=rules.se,
        df=np.array([rules.df(e, c) for e, c in each]),
        vcov=rules.total,
        sigma2=float(np.mean([fit.sigma2 for fit in fits])),
        covariances=tuple(
            np.mean(same, axis=0) for same in zip(*(f.covariances for f in fits), strict=True)
        ),
        singular=bool(np.mean([fit.singular for fit in fits]) > MOST),
        converged=all(fit.converged for fit in fits),
        fixed_variance=float(np.mean([fit.fixed_variance for fit in fits])),
        random_variance=float(np.mean([fit.random_variance for fit in fits])),
    )
    lost = [rules.lost(e, c) for e, c in each]
    return found, dict(zip(names, lost, strict=True))


def _design(params: Options, context: Context) -> _Design:
    scored = context.scored
    groups = [context.group(name) for name in params.groups]
    plain = [term for term in params.predictors if term not in params.split]
    columns = [c for t in plain for c in predictors.columns(t, context)]
    split = [scored.values[name] for name in params.split]
    named = {params.outcome: scored.values[params.outcome]}
    named |= {c.term: c.values for c in columns} | dict(zip(params.split, split, strict=True))
    holes: dict[str, Array] = {}
    for name in params.groups:
        holes |= members(context, name)
    refuse_empty({**named, **holes})
    used = complete_rows(named.values())
    for group in groups:
        used &= group >= 0
    predictors.check(columns, used, context)
    names, parts = ["intercept"], [np.ones(int(used.sum()))]
    for column in columns:
        names.append(column.term)
        parts.append(column.values[used])
    coded = [
        (context.variable(name), levels.members(context, name, used)) for name in params.groups
    ]
    for name, values in zip(params.split, split, strict=True):
        if not used.any():
            break
        within, between = levels.parted(values[used], coded[0][1])
        names += [f"{name}.within", f"{name}.between"]
        parts += [within, between]
    found = _Design(
        scored.values[params.outcome][used], np.column_stack(parts), names, coded, used, columns
    )
    _refuse(found, params.outcome)
    return found


def _refuse(design: _Design, outcome: str) -> None:
    n, p = design.X.shape
    if n < p + 3:
        raise CpsurveyError(
            "CPS404",
            f"{n} complete respondents are too few for {p - 1} predictors",
            fix="leave out predictors with many missing answers",
        )
    for name, group in design.groups:
        count = int(group.max()) + 1
        if count < 2 or count >= n:
            raise CpsurveyError(
                "CPS408",
                f"'{name}' makes {count} groups of {n} complete respondents",
                fix="name a group with at least two members in at least two groups",
            )
    still = [
        name
        for name, x in zip(design.names[1:], design.X[:, 1:].T, strict=True)
        if np.ptp(x) == 0
    ]
    if np.ptp(design.y) == 0 or still:
        raise CpsurveyError(
            "CPS405",
            f"{', '.join(still) or outcome}: everybody analysed has the same value",
            fix="leave it out of the analysis",
        )
    if p > 1:
        refuse_repeats(design.X[:, 1:], design.names[1:])
        refuse_exact(outcome, design.y, design.X[:, 1:], design.names[1:])


def _fit(design: _Design, slopes: Sequence[str]) -> Mixed:
    try:
        return mixed(design.y, design.X, design.terms(slopes))
    except ValueError as error:
        raise CpsurveyError(
            "CPS404", str(error), fix="simplify the random part, or leave this analysis out"
        ) from None


def _slopes(
    params: Options, designs: Sequence[_Design]
) -> tuple[list[str], list[SlopeTest], list[Mixed]]:
    """Random slopes that are kept, their tests, and the fits with them.

    They are tried one after another: the test's p is a mixture of two chi-squares. Self &
    Liang (1987); Stram & Lee (1994, doi:10.2307/2533455): adding the k-th random effect has
    the distribution half chi2(k - 1), half chi2(k). Over completed data sets the statistic
    is pooled as D2.
    """
    kept: list[str] = []
    tests: list[SlopeTest] = []
    before = [_fit(one, ()) for one in designs]
    for name in params.slopes:
        place = f"{name}.within" if name in params.split else name
        try:
            after = [
                mixed(one.y, one.X, one.terms([*kept, place]), errors=False) for one in designs
            ]
        except ValueError:
            tests.append(
                SlopeTest(variable=name, lrt=None, pvalue=None, singular=None, kept=False)
            )
            continue
        size = len(kept) + 1
        lrt = _difference(before, after, size)
        p = 0.5 * (chi2_above(lrt, size) + chi2_above(lrt, size + 1))
        singular = bool(np.mean([one.singular for one in after]) > MOST)
        keep = bool(p < 1 - LEVEL and not singular and all(one.converged for one in after))
        tests.append(
            SlopeTest(
                variable=name,
                lrt=number(lrt),
                pvalue=number(p),
                singular=singular,
                kept=keep,
            )
        )
        if keep:
            kept.append(place)
            before = after
    return kept, tests, [_fit(one, kept) for one in designs] if kept else before


def _difference(before: Sequence[Mixed], after: Sequence[Mixed], size: int) -> float:
    apart = [2 * (a.loglik - b.loglik) for a, b in zip(after, before, strict=True)]
    if len(apart) > 1:
        apart = [pooling.d2(np.array(apart), size).f * size]
    return max(0.0, float(apart[0]))


def _fixed(full: Mixed, designs: Sequence[_Design]) -> Iterator[Fixed]:
    """Fixed effects, with CR2 errors of plain least squares beside them."""
    lines = [engine.ols(one.y, one.X[:, 1:], one.groups[0][1]) for one in designs]
    least = lines[0] if len(lines) == 1 else PooledFit.of(lines)
    se, df = least.se["cr2"], least.df["cr2"]
    p_robust = t_apart(least.b / se, df)
    ratios = np.mean([one.ratios() for one in designs], axis=0)
    for i, name in enumerate(designs[0].names):
        test = tested(full.b[i], full.se[i], full.df[i])
        yield Fixed(
            term=name,
            b=number(full.b[i]),
            **test,
            **standardised(float(ratios[i]) if i else None, full.b[i], test["ci"]),
            b_cr2=number(least.b[i]),
            se_cr2=number(se[i]),
            df_cr2=number(df[i]),
            pvalue_cr2=number(p_robust[i]),
        )


def _contextual(full: Mixed, design: _Design, params: Options) -> Iterator[Contextual]:
    """Between minus within slope; degrees of freedom of the between slope."""
    for name in params.split:
        w, b = design.names.index(f"{name}.within"), design.names.index(f"{name}.between")
        est = full.b[b] - full.b[w]
        se = np.sqrt(full.vcov[b, b] + full.vcov[w, w] - 2 * full.vcov[b, w])
        test = tested(est, se, full.df[b])
        yield Contextual(
            variable=name,
            within=number(full.b[w]),
            between=number(full.b[b]),
            est=number(est),
            se=test["se"],
            df=test["df"],
            pvalue=test["pvalue"],
            ci=test["ci"],
        )


def _random(full: Mixed, design: _Design, slopes: Sequence[str]) -> Iterator[Random]:
    """Variances, standard deviations and correlations of the random effects; the residual."""
    for place, ((name, _), G) in enumerate(zip(design.groups, full.covariances, strict=True)):
        effects = ["intercept", *(slopes if place == 0 else ())]
        for i, effect in enumerate(effects):
            spread = np.sqrt(G[i, i] * G[0, 0])
            r = G[i, 0] / spread if i and spread > 0 else None
            yield _spread(G[i, i], name, effect, r)
    yield _spread(full.sigma2)


def _spread(
    variance: float,
    group: str | None = None,
    effect: str | None = None,
    correlation: float | None = None,
) -> Random:
    return Random(
        group=group,
        effect=effect,
        variance=number(variance),
        sd=number(np.sqrt(variance)),
        correlation=None if correlation is None else number(correlation),
    )


def _groups(designs: Sequence[_Design]) -> list[Groups]:
    """Groups, and their share of the outcome's variance without predictors."""
    shares = np.mean([_shares(one) for one in designs], axis=0)
    return [
        Groups(variable=name, groups=int(group.max()) + 1, icc=number(share))
        for (name, group), share in zip(designs[0].groups, shares, strict=True)
    ]


def _shares(design: _Design) -> list[float]:
    alone = mixed(design.y, np.ones((len(design.y), 1)), design.terms(), errors=False)
    parts = [float(G[0, 0]) for G in alone.covariances]
    return [part / (sum(parts) + alone.sigma2) for part in parts]


def _soundness(full: Mixed) -> Iterator[Caveat]:
    if not full.converged:
        yield Caveat("mixed_not_converged", "inadmissible", {})
    if full.singular:
        yield Caveat("mixed_singular", "warning", {})
