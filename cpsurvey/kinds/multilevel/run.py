"""Indirect effects within and between teams, apart (1-1-1 mediation; tables T17, T18).

Two ways. A model of two levels takes team means as latent, free of the error of small
teams (Preacher, Zyphur & Zhang, 2010, doi:10.1037/a0020141). Regressions on deviations from
the team means and on the means themselves (Zhang, Zyphur & Preacher, 2009,
doi:10.1177/1094428108327450), with CR2 errors, need fewer teams, but their part between
teams is drawn towards the part within by the error of the means. The program says which one
it reads, and why; both are in the results.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import asdict, dataclass, replace
from typing import TypedDict, get_args

import numpy as np
from numpy.typing import NDArray

from cpsurvey import parts
from cpsurvey.analysis import imputed, imputed_models, models, outcomes, predictors
from cpsurvey.analysis.chains import WAYS, Asked, structure
from cpsurvey.analysis.complete import complete_rows, refuse_empty
from cpsurvey.analysis.context import LEVEL, Context
from cpsurvey.analysis.enough import FEW, of_groups
from cpsurvey.analysis.inference import standardised, tested
from cpsurvey.analysis.levels import parted, sample
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.regression_data import Asked as Imputing
from cpsurvey.analysis.regression_data import members
from cpsurvey.errors import CpsurveyError
from cpsurvey.kinds.multilevel.data import (
    Effect,
    Level,
    Multilevel,
    Part,
    Path,
    Reason,
    Variable,
    Way,
)
from cpsurvey.kinds.multilevel.options import Options
from cpsurvey.payload import Limits, limits
from cpsurvey.results import Caveat, Result, Scalar
from cpsurvey.sem.after import standard
from cpsurvey.sem.after.uncertain import beyond
from cpsurvey.sem.fit import fit
from cpsurvey.sem.language.syntax import parse
from cpsurvey.sem.semfit import SemFit
from cpsurvey.stats import pooling
from cpsurvey.stats.agreement import icc
from cpsurvey.stats.robust import cr2

Array = NDArray[np.float64]
DIFFERS = 0.05
"""Variables whose groups do not differ at this level have no part between them to explain."""
LEVELS: tuple[Level, ...] = get_args(Level)
ENDS = "w", "b"
"""What labels of each level end in."""
COMPARED = ("specific", "total_indirect", "direct")
"""Effects of which the two levels are held against each other."""


@dataclass(frozen=True, slots=True)
class _Data:
    """Complete rows: variables and covariates by column name, team of each."""

    columns: dict[str, Array]
    terms: dict[str, str]
    group: NDArray[np.int64]
    used: NDArray[np.bool_]

    @property
    def groups(self) -> int:
        return int(self.group.max()) + 1


def multilevel_mediation(params: Options, context: Context) -> list[Result[Multilevel]]:
    """Fit both ways, and choose the one to read."""
    taken = outcomes.linear((*params.mediators, *params.outcomes), params.linear, context, WAYS)
    made = _completed(params, context)
    sets = [_data(params, one) for one in made.contexts]
    data = sets[0]
    effects = _effects(params)
    text = _syntax(params, data, effects)
    latent, reason = _latent(text, sets)
    seed = context.seed
    observed, lost = _observed(params, sets, effects, text, seed)
    group = context.variable(params.group)
    caveats = [*taken, *of_groups(group, data.groups), *imputed.caveats(made, lost, context)]
    if reason:
        values: dict[str, Scalar] = {"variable": group, "groups": data.groups}
        caveats.append(Caveat(f"multilevel_{reason}", "warning", values))
    payload = Multilevel(
        source=params.source,
        mediators=params.mediators,
        outcomes=params.outcomes,
        serial=params.serial,
        group=group,
        groups=data.groups,
        n=len(data.group),
        covariates=data.terms,
        syntax=text,
        interpreted="observed" if reason else "latent",
        reason=reason,
        level=LEVEL,
        draws=models.DRAWS,
        variables=tuple(_variables(params, sets)),
        observed=observed,
        latent=_two_level(latent, data, effects, seed) if latent and latent.converged else None,
        imputation=imputed.told(made, lost) if len(sets) > 1 else None,
    )
    who = sample(context, context.group(params.group), data.used)
    measures = {} if reason or latent is None else dict(latent.fit)
    said = tuple(caveats)
    return [
        Result("multilevel_mediation", context.id, who, payload, fit=measures, caveats=said)
    ]


# ------------------------------------------------------------------------ what is asked
def _completed(params: Options, context: Context) -> imputed.Several:
    """The answers as they are, or completed several times."""
    if params.missing == "listwise":
        return imputed.Several((context,))
    first, *others = params.outcomes
    formulas = [params.source, *params.mediators, *others]
    formulas += [params.covariates] if params.covariates else []
    asked = Imputing(outcome=first, formulas=tuple(formulas), cluster=params.group)
    return imputed.contexts(context, asked)


def _data(params: Options, context: Context) -> _Data:
    scored = context.scored
    names = (params.source, *params.mediators, *params.outcomes)
    columns = {name: scored.values[name] for name in names}
    found = predictors.numbered(params.covariates, context)
    columns |= {name: column.values for name, column in found.items()}
    terms = {name: column.term for name, column in found.items()}
    named = {terms.get(name, name): column for name, column in columns.items()}
    refuse_empty({**named, **members(context, params.group)})
    group = context.group(params.group)
    used = (group >= 0) & complete_rows(columns.values())
    predictors.check(list(found.values()), used, context)
    kept = {name: values[used] for name, values in columns.items()}
    codes = np.unique(group[used], return_inverse=True)[1]
    count = int(codes.max()) + 1 if len(codes) else 0
    if count < 3 or count == len(codes):
        raise CpsurveyError(
            "CPS410",
            f"'{params.group}' does not split the {len(codes)} complete respondents into "
            "three groups and more, some with two members",
            fix="name another group, or use kind 'mediation' with 'cluster'",
        )
    flat = [name for name, values in kept.items() if np.ptp(values) == 0]
    flat += [
        name
        for name, values in kept.items()
        if name not in flat and not np.abs(parted(values, codes)[0]).max() > 1e-9
    ]
    if flat:
        raise CpsurveyError(
            "CPS404",
            f"{', '.join(flat)} does not vary within '{params.group}'",
            fix="every variable of this analysis needs a part within and one between groups",
        )
    return _Data(kept, terms, codes.astype(np.int64), used)


def _effects(params: Options) -> list[tuple[Part, Asked]]:
    """Effects of both levels, and how far the indirect ones are apart."""
    within, between = (structure(params, end).effects for end in ENDS)
    found: list[tuple[Part, Asked]] = [("within", e) for e in within]
    found += [("between", e) for e in between]
    for inner, outer in zip(within, between, strict=True):
        if outer.role in COMPARED:
            name, apart = f"{outer.name[:-1]}c", f"{outer.name} - {inner.name}"
            found.append(("contextual", replace(outer, name=name, expression=apart)))
    return found


def _syntax(params: Options, data: _Data, effects: Sequence[tuple[Part, Asked]]) -> str:
    lines: list[str] = []
    more = "".join(f" + {name}" for name in data.terms)
    for level, end in enumerate(ENDS, 1):
        written = structure(params, end)
        lines.append(f"level: {level}")
        lines += [f"{outcome} ~ {right}{more}" for outcome, right in written.equations]
        lines += written.extra
    lines += [f"{e.name} := {e.expression}" for _, e in effects]
    return "\n".join(lines)


def _variables(params: Options, sets: Sequence[_Data]) -> Iterator[Variable]:
    """How much of each variable lies between groups, and how sure the group means are."""
    for name in (params.source, *params.mediators, *params.outcomes):
        found = [icc(one.columns[name], one.group) for one in sets]
        first, second = np.mean([(one.icc1, one.icc2) for one in found], axis=0)
        yield Variable(variable=name, icc1=number(first), icc2=number(second))


# ---------------------------------------------------------------------- latent team means
def _latent(text: str, sets: Sequence[_Data]) -> tuple[SemFit | None, Reason | None]:
    """The model of two levels, and why it is not the one to read."""
    data = sets[0]
    try:
        found = fit(text, data.columns, cluster=data.group.tolist())
        if len(sets) > 1 and found.converged and data.groups >= FEW:
            others = (fit(text, one.columns, cluster=one.group.tolist()) for one in sets[1:])
            usable = [one for one in (found, *others) if one.converged and one.identified]
            found = imputed_models.pool(usable)[0] if len(usable) > 1 else found
    except CpsurveyError:
        return None, "not_fitted"
    if data.groups < FEW:
        return found, "few"
    if not found.converged:
        return found, "not_converged"
    if not found.admissible:
        return found, "inadmissible"
    sure = all(icc(x, data.group).pvalue < DIFFERS for x in data.columns.values())
    return found, None if sure else "alike"


def _two_level(
    found: SemFit, data: _Data, effects: Sequence[tuple[Part, Asked]], seed: int
) -> Way:
    described = models.effects(found, seed, metric="all")
    rows = [p for p in found.estimates if p.op == "~"]
    known = standard.some(found, "all", "~") if found.identified else [None] * len(rows)
    return Way(
        admissible=found.admissible,
        remarks=tuple(remark.code for remark in found.remarks),
        paths=tuple(
            Path(
                outcome=p.lhs,
                predictor=data.terms.get(p.rhs, p.rhs),
                part=LEVELS[p.group - 1],
                b=number(p.est),
                se=p.se,
                df=None,
                pvalue=p.pvalue,
                ci=limits(p.ci_lower, p.ci_upper),
                beta=std.est if std else None,
                beta_ci=limits(*std.ci) if std else None,
            )
            for p, std in zip(rows, known, strict=True)
        ),
        effects=tuple(
            Effect(
                part=part,
                **asdict(asked),
                est=e.est,
                se=e.se,
                pvalue=e.mc_p,
                mc=e.mc,
                **_standard(part, e),
            )
            for (part, asked), e in zip(effects, described, strict=True)
        ),
    )


# -------------------------------------------------------------------- observed team means
def _observed(
    params: Options,
    sets: Sequence[_Data],
    effects: Sequence[tuple[Part, Asked]],
    text: str,
    seed: int,
) -> tuple[Way, dict[str, float]]:
    """Regressions on both parts of every predictor, CR2 errors, Monte Carlo intervals.

    Draws are from a multivariate t per equation, with the smallest of its Satterthwaite
    degrees of freedom. An effect that is one path has the test and interval of this path.
    Also the fraction of missing information by predictor, the largest.
    """
    halves = [_halves(one) for one in sets]
    spreads = {
        name: np.mean([[np.std(half) for half in one[name]] for one in halves], axis=0)
        for name in sets[0].columns
    }
    lost: dict[str, float] = {}
    rng = np.random.default_rng(seed)
    drawn: dict[str, Array] = {}
    point: dict[str, float] = {}
    paths: list[Path] = []
    single: dict[str, Path] = {}
    within, between = (structure(params, end).equations for end in ENDS)
    for (outcome, inner), (_, outer) in zip(within, between, strict=True):
        labels, predictors = _labels([inner, outer])
        names = [*predictors, *sets[0].terms]
        found = _equation(outcome, names, sets, halves)
        terms = [sets[0].terms.get(name, name) for name in names]
        ratios = np.concatenate([spreads[name] / spreads[outcome] for name in names])
        mine = list(_paths(outcome, terms, found, ratios))
        paths += mine
        for term, share in zip(np.repeat(terms, 2), found.lost[1:], strict=True):
            lost[term] = max(lost.get(term, 0.0), float(share))
        where = [1 + 2 * names.index(p) + (label[-1] == "b") for label, p in labels]
        df = float(max(np.min(found.df[where]), 1.0))
        draws = _multivariate_t(rng, found.b[where], found.vcov[np.ix_(where, where)], df)
        for k, (label, _) in enumerate(labels):
            point[label], drawn[label] = float(found.b[where[k]]), draws[:, k]
            single[label] = mine[where[k] - 1]
    defined = {d.name: d.node for d in parse(text).defined}
    made = []
    for part, asked in effects:
        node = defined[asked.name]
        point[asked.name] = float(node.evaluate(point))
        drawn[asked.name] = np.asarray(node.evaluate(drawn))
        path = single.get(node.name) if node.op == "name" else None
        spread = np.subtract(*np.percentile(drawn[asked.name], [84.13, 15.87])) / 2
        ci = path.ci if path else limits(*np.percentile(drawn[asked.name], [2.5, 97.5]))
        ratio = _ratio(params.source, part, asked, spreads)
        made.append(
            Effect(
                part=part,
                **asdict(asked),
                est=number(point[asked.name]),
                se=path.se if path else number(spread),
                pvalue=path.pvalue if path else beyond(drawn[asked.name][:, None])[0],
                mc=ci,
                std_all=number(point[asked.name] * ratio) if ratio else None,
                std_ci=limits(ci.lower * ratio, ci.upper * ratio) if ci and ratio else None,
            )
        )
    way = Way(admissible=True, remarks=(), paths=tuple(paths), effects=tuple(made))
    return way, lost


Halves = Mapping[str, Sequence[Array]]


def _halves(data: _Data) -> Halves:
    """Every variable within groups and between them."""
    return {name: parted(values, data.group) for name, values in data.columns.items()}


@dataclass(frozen=True, slots=True)
class _Equation:
    """Least squares with CR2 errors; over completed data sets by Rubin's rules."""

    b: Array
    vcov: Array
    df: Array
    lost: Array


def _equation(
    outcome: str, names: Sequence[str], sets: Sequence[_Data], halves: Sequence[Halves]
) -> _Equation:
    fits = []
    for data, parts_ in zip(sets, halves, strict=True):
        columns = (half for name in names for half in parts_[name])
        X = np.column_stack([np.ones(len(data.group)), *columns])
        y = data.columns[outcome]
        b = np.asarray(np.linalg.lstsq(X, y, rcond=None)[0], dtype=float)
        fits.append((b, cr2(X, y - X @ b, data.group)))
    b, errors = fits[0]
    if len(fits) == 1:
        return _Equation(b, errors.vcov, errors.df, np.zeros(len(b)))
    rules = pooling.rubin(np.array([b for b, _ in fits]), np.array([e.vcov for _, e in fits]))
    complete = np.mean([e.df for _, e in fits], axis=0)
    each = list(zip(np.eye(len(b)), complete, strict=True))
    return _Equation(
        rules.b,
        rules.total,
        np.array([rules.df(e, df) for e, df in each]),
        np.array([rules.lost(e, df) for e, df in each]),
    )


class Standard(TypedDict):
    """Fields of an effect."""

    std_all: float | None
    std_ci: Limits


def _standard(part: Part, effect: parts.Effect) -> Standard:
    """In standard deviations of the level; levels have different ones, so no difference."""
    if part == "contextual":
        return Standard(std_all=None, std_ci=None)
    found = effect.standard
    return Standard(std_all=effect.std_all, std_ci=found.mc if found else None)


def _ratio(source: str, part: Part, asked: Asked, spreads: Mapping[str, Array]) -> float | None:
    """Standard deviation of the source over the outcome's, at the level of the effect.

    Differences between levels, or between outcomes, have no such ratio.
    """
    if part == "contextual" or asked.role == "difference":
        return None
    at = LEVELS.index(part)
    first, last = (float(spreads[name][at]) for name in (source, asked.outcome))
    return first / last if last > 0 else None


def _labels(rights: Sequence[str]) -> tuple[list[tuple[str, str]], list[str]]:
    """(label, predictor) of every term of an equation's two parts; predictors in order."""
    labels: list[tuple[str, str]] = []
    for right in rights:
        for term in right.split(" + "):
            label, _, predictor = term.partition("*")
            labels.append((label, predictor))
    return labels, list(dict.fromkeys(predictor for _, predictor in labels))


def _paths(
    outcome: str, terms: Sequence[str], found: _Equation, ratios: Array
) -> Iterator[Path]:
    b, se, df = found.b, np.sqrt(np.diag(found.vcov)), found.df
    for i, term in enumerate(terms):
        for half, level in enumerate(LEVELS):
            k = 1 + 2 * i + half
            test = tested(b[k], se[k], df[k])
            yield Path(
                outcome=outcome,
                predictor=term,
                part=level,
                b=number(b[k]),
                se=test["se"],
                df=test["df"],
                pvalue=test["pvalue"],
                ci=test["ci"],
                **standardised(float(ratios[k - 1]), b[k], test["ci"]),
            )


def _multivariate_t(rng: np.random.Generator, b: Array, V: Array, df: float) -> Array:
    values, vectors = np.linalg.eigh((V + V.T) / 2)
    root = vectors * np.sqrt(np.maximum(values, 0.0))
    normal = rng.standard_normal((models.DRAWS, len(b))) @ root.T
    return np.asarray(b + normal * np.sqrt(df / rng.chisquare(df, models.DRAWS))[:, None])
