"""Respondents who lack something an analysis needs, kept in it by multiple imputation.

What is imputed is what the analysis uses: scale scores and answers, not the items behind
them. A score has a rule of its own for the items somebody skipped; who falls below it mostly
skipped the scale, so that items would tell little more, at many times the cost. Products and
powers are made again of their completed parts.

Nothing is imputed of whom nothing is known, nor a group, an exposure, or a number of trials
(these are counted, not answered), nor the successes that belong to them.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

import numpy as np
from numpy.typing import NDArray

from cpsurvey import parts
from cpsurvey.analysis import predictors
from cpsurvey.analysis.context import Context
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.regression_data import (
    Asked,
    Data,
    Gathered,
    counted,
    gather,
    refuse,
    suits,
)
from cpsurvey.analysis.terms import Column, Part
from cpsurvey.design import Questionnaire, expressions
from cpsurvey.errors import CpsurveyError
from cpsurvey.results import Caveat
from cpsurvey.stats import imputation

Array = NDArray[np.float64]
Flags = NDArray[np.bool_]
Key = tuple[str, bool]
"""A variable, and whether its numbers are names."""
DOES_NOT_APPLY = "not_applicable"
"""Name of the reason that an answer 'does not apply to my work' counts as."""
UNSETTLED = 1.2
"""Potential scale reduction above which chains disagree (Gelman & Rubin, 1992)."""
LOST = 0.5
"""Fraction of missing information above which a number is more model than answers."""


@dataclass(frozen=True, slots=True)
class Completed:
    """Data sets without holes, all of the same respondents; one where nothing is missing.

    Parameters
    ----------
    incomplete : int
        Respondents of whom something was imputed.
    unsettled : float
        Largest potential scale reduction of what was imputed.
    unable : int
        Respondents who said of something that it does not apply, and had it imputed.
    """

    data: tuple[Data, ...]
    incomplete: int = 0
    unsettled: float = 1.0
    unable: int = 0


@dataclass(frozen=True, slots=True)
class Several:
    """Contexts whose answers have no holes where an analysis looks; else as `Completed`."""

    contexts: tuple[Context, ...]
    incomplete: int = 0
    unsettled: float = 1.0
    unable: int = 0


def completed(context: Context, asked: Asked, auxiliary: str = "") -> Completed:
    """As `regression_data.prepare`, several times over.

    Raises
    ------
    CpsurveyError
        As there, and CPS404 where a variable has too few answers to draw from.
    """
    found = gather(context, asked)
    drawn = _drawn(context, found, auxiliary)
    data = tuple(drawn.data()) if drawn.made else (drawn.plain,)
    refuse(data[0], found)
    return Completed(data, drawn.incomplete, drawn.unsettled, drawn.unable)


def contexts(context: Context, asked: Asked, auxiliary: str = "") -> Several:
    """The answers completed several times, for analyses that take them from a context.

    Whoever `completed` leaves out keeps the holes.

    Raises
    ------
    CpsurveyError
        As `completed`, but for what can only be refused of a whole regression.
    """
    drawn = _drawn(context, gather(context, asked), auxiliary)
    found = tuple(map(context.completed, drawn.values())) or (context,)
    return Several(found, drawn.incomplete, drawn.unsettled, drawn.unable)


def beside(
    context: Context,
    formulas: Sequence[str],
    helping: Sequence[Array],
    rows: Flags,
    groups: NDArray[np.int64] | None = None,
) -> Several:
    """The variables of formulas completed several times, whatever is explained by them.

    Parameters
    ----------
    helping : sequence of (respondents,) arrays
        What is explained, or helps to tell what is missing; never missing in `rows`.
    rows : (respondents,) array
        Whom the analysis can keep; who said nothing of the formulas is left out.
    groups : (respondents,) array, optional
        Number of each one's group.

    Raises
    ------
    CpsurveyError
        CPS404 a variable has too few answers to draw from, CPS444 few people are told.
    """
    columns = [c for formula in formulas for c in predictors.columns(formula, context)]
    bases = _bases(columns)
    used = rows & ~np.isnan(np.column_stack(list(bases.values()))).all(axis=1)
    variables = [imputation.Variable(b[used], key[1]) for key, b in bases.items()]
    holes = np.isnan(np.column_stack([one.values for one in variables]))
    incomplete = int(holes.any(axis=1).sum())
    if not incomplete:
        return Several((context,))
    variables += [imputation.Variable(one[used]) for one in helping]
    names = [name for name, _ in bases]
    _refuse_few(variables, [*names, *("an indicator" for _ in helping)])
    made = imputation.impute(
        variables,
        imputation.needed(incomplete / int(used.sum())),
        context.seed,
        terms=[],
        groups=None if groups is None else groups[used],
    )
    sets = []
    for one in made.sets:
        filled = zip(names, one[: len(names)], strict=True)
        sets.append(context.completed({name: _over(used, v) for name, v in filled}))
    unable = int(_unable(names, holes, used, context).sum())
    return Several(tuple(sets), incomplete, float(np.nanmax(made.unsettled)), unable)


@dataclass(frozen=True, slots=True)
class _Drawn:
    """What was drawn for the rows of `plain`: nothing where nothing is missing."""

    plain: Data
    asked: Asked
    bases: Mapping[Key, Array]
    y: _Outcome
    made: tuple[tuple[Array, ...], ...] = ()
    incomplete: int = 0
    unsettled: float = 1.0
    unable: int = 0

    def data(self) -> Iterator[Data]:
        """The regression's data, their holes filled."""
        return (_filled(self.plain, self.y, one, self.bases) for one in self.made)

    def values(self) -> Iterator[dict[str, Array]]:
        """Every variable over all respondents, the outcome among them."""
        used, name = self.plain.used, self.asked.outcome
        for one in self.made:
            columns = [self.y.values(one[0], self.plain.y), *one[1:]]
            names = [name, *(n for n, _ in self.bases)]
            yield {n: _over(used, v) for n, v in zip(names, columns, strict=True)}


def _over(used: Flags, values: Array) -> Array:
    """Values of the rows `used` over all respondents; NaN for the others."""
    found = np.full(len(used), np.nan)
    found[used] = values
    return found


def _drawn(context: Context, found: Gathered, auxiliary: str) -> _Drawn:
    asked = found.asked
    helping = predictors.columns(auxiliary, context) if auxiliary else []
    own = _bases([c for block in found.blocks for c in block])
    known = _rows(found, list(own.values()))
    used = known & found.exposed
    plain = found.data(used, counted(context.scored, known, used))
    suits(plain, asked.outcome, asked.family)
    _check(found, used, context)
    holes = np.isnan(np.column_stack([plain.y, *(b[used] for b in own.values())]))
    incomplete = int(holes.any(axis=1).sum())
    bases, y = {**own, **_bases(helping)}, _Outcome.of(plain, asked.family)
    if not incomplete:
        return _Drawn(plain, asked, bases, y)
    variables = [imputation.Variable(y.seen)]
    variables += [imputation.Variable(b[used], key[1]) for key, b in bases.items()]
    _refuse_few(variables, [asked.outcome, *(name for name, _ in bases)])
    made = imputation.impute(
        variables,
        imputation.needed(incomplete / len(plain.y)),
        context.seed,
        outcome=0,
        terms=_terms(plain.columns(), list(bases)),
        groups=plain.clusters,
    )
    names = [asked.outcome, *(name for name, _ in own)]
    unable = int(_unable(names, holes, used, context).sum())
    unsettled = float(np.nanmax(made.unsettled))
    return _Drawn(plain, asked, bases, y, made.sets, incomplete, unsettled, unable)


def _bases(columns: Sequence[Column]) -> dict[Key, Array]:
    """The variables that columns are made of, each once."""
    return {
        (part.factor.name, part.factor.role == "C"): part.base
        for column in columns
        for part in column.parts
    }


def _rows(found: Gathered, bases: Sequence[Array]) -> Flags:
    """Who answered anything, and lacks nothing that is not imputed."""
    rows = ~np.isnan(np.column_stack([found.y, *bases])).all(axis=1)
    for name in (found.asked.trials, found.asked.exposure):
        if name:
            rows &= ~np.isnan(found.columns[name]) & ~np.isnan(found.y)
    return np.asarray(rows if found.groups is None else rows & (found.groups >= 0))


def _check(found: Gathered, used: Flags, context: Context) -> None:
    """That no coefficient tells of few: those who answered are counted, not those imputed."""
    by_variables: dict[tuple[str, ...], list[Column]] = {}
    for column in (c for block in found.blocks for c in block):
        names = tuple(part.factor.name for part in column.parts)
        by_variables.setdefault(names, []).append(column)
    for columns in by_variables.values():
        answered = used & ~np.isnan(columns[0].values)
        predictors.check(columns, answered, context)


def _refuse_few(variables: Sequence[imputation.Variable], names: Sequence[str]) -> None:
    """Refuse to draw a variable from fewer answers than it has predictors."""
    width = sum(
        len(np.unique(v.values[~np.isnan(v.values)])) - 1 if v.categories else 1
        for v in variables
    )
    for variable, name in zip(variables, names, strict=True):
        answers = int((~np.isnan(variable.values)).sum())
        if answers < min(len(variable.values), width + 2):
            raise CpsurveyError(
                "CPS404",
                f"{answers} answers to '{name}' are too few to impute the others from, "
                f"beside {width - 1} other predictors",
                fix=f"leave '{name}' out, or use 'missing: listwise'",
            )


def _terms(columns: Sequence[Column], keys: Sequence[Key]) -> list[tuple[int, ...]]:
    """Products and powers by the places of their variables; the outcome has place 0."""
    places = {key: i for i, key in enumerate(keys, 1)}
    found: list[tuple[int, ...]] = []
    for column in columns:
        term: list[int] = []
        for part in column.parts:
            place = places[part.factor.name, part.factor.role == "C"]
            times = int(part.number) if part.factor.role == "poly" else 1
            term += [place] * times
        found.append(tuple(term))
    return list(dict.fromkeys(t for t in found if len(t) > 1))


@dataclass(frozen=True, slots=True)
class _Outcome:
    """The outcome as the imputation sees it: on the scale of its link where it is a log."""

    seen: Array
    family: str

    @classmethod
    def of(cls, data: Data, family: str) -> _Outcome:
        y = data.y if data.trials is None else data.y / data.trials
        if data.offset is not None:
            return cls(np.log((y + 0.5) / np.exp(data.offset)), "rate")
        if family == "poisson":
            return cls(np.log(y + 0.5), family)
        return cls(np.log(y) if family == "gamma" else y, family)

    def values(self, drawn: Array, y: Array) -> Array:
        """The outcome, its holes from what was drawn."""
        if self.family == "poisson":
            drawn = np.round(np.exp(drawn) - 0.5)
        elif self.family == "gamma":
            drawn = np.exp(drawn)
        return np.where(np.isnan(y), drawn, y)


def _filled(
    data: Data,
    y: _Outcome,
    drawn: Sequence[Array],
    bases: Mapping[Key, Array],
) -> Data:
    """The same data, their holes filled."""
    full = {}
    for key, values in zip(bases, drawn[1:], strict=True):
        full[key] = bases[key].copy()
        full[key][data.used] = values
    blocks = [[_column(column, full) for column in block] for block in data.blocks]
    return replace(data, y=y.values(drawn[0], data.y), blocks=blocks)


def _column(column: Column, full: Mapping[Key, Array]) -> Column:
    made = tuple(_part(part, full) for part in column.parts)
    return Column(column.term, np.asarray(np.prod([p.values for p in made], axis=0)), made)


def _part(part: Part, full: Mapping[Key, Array]) -> Part:
    role = part.factor.role
    base = full[part.factor.name, role == "C"]
    values = base
    if role == "C":
        values = np.where(np.isnan(base), np.nan, (base == part.number).astype(float))
    elif role == "poly":
        values = (base - part.middle) ** part.number
    return replace(part, values=values, base=base)


def _unable(names: Sequence[str], holes: Flags, used: Flags, context: Context) -> Flags:
    """Who said of an item behind something imputed that it does not apply."""
    found = np.zeros(len(holes), dtype=bool)
    for name, hole in zip(names, holes.T, strict=True):
        for item in behind(name, context.questionnaire):
            codes = context.scored.reasons.get(item)
            reasons = context.questionnaire.reasons_of(item)
            chosen = [reason.stored for reason in reasons if reason.name == DOES_NOT_APPLY]
            if codes is not None and chosen:
                found |= hole & np.isin(codes[used], chosen)
    return found


def behind(name: str, questionnaire: Questionnaire) -> set[str]:
    """Items and questions that a variable is made of, itself where it is one."""
    parts: Iterable[str] = ()
    if name in questionnaire.scale_by_id:
        parts = [item.id for item in questionnaire.scale_by_id[name].items]
    elif text := questionnaire.derived.get(name):
        parts = expressions.names(expressions.parse(text))
    else:
        parts = [part for c in questionnaire.composites if c.id == name for part in c.of]
    found = {one for part in parts if part != name for one in behind(part, questionnaire)}
    return found or {name}


def told(found: Completed | Several, lost: Mapping[str, float]) -> parts.Imputation:
    """What a result says of it; `lost` is the fraction of missing information by term."""
    return parts.Imputation(
        sets=_sets(found),
        incomplete=found.incomplete,
        lost=number(max(lost.values(), default=0.0)),
        unsettled=number(found.unsettled),
    )


def caveats(
    found: Completed | Several, lost: Mapping[str, float], context: Context
) -> list[Caveat]:
    """Chains that disagree, coefficients that are draws more than answers, no such calls."""
    said = []
    if found.unsettled > max(UNSETTLED, imputation.by_chance(_sets(found))):
        said.append(Caveat("imputation_unsettled", "warning", {"ratio": found.unsettled}))
    if much := [name for name, share in lost.items() if share > LOST and name != "intercept"]:
        said.append(Caveat("imputed_mostly", "warning", {"variables": ", ".join(much)}))
    if found.unable >= context.k:
        said.append(Caveat("imputed_not_theirs", "note", {"n": found.unable}))
    return said


def _sets(found: Completed | Several) -> int:
    return len(found.data if isinstance(found, Completed) else found.contexts)
