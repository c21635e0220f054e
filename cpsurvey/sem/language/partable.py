"""From statements to a parameter table, with the terms lavaan's wrappers add.

Rules follow the documentation of lavaan's ``sem()``, ``cfa()`` and ``growth()`` (Rosseel,
2012, doi:10.18637/jss.v048.i02).
"""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import combinations, combinations_with_replacement
from typing import TypeVar

from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.sem.language.settings import Settings
from cpsurvey.sem.language.statements import Modifier, Relation, Syntax
from cpsurvey.sem.language.table import Partable, Row, finish, fixed

T = TypeVar("T")

EQUALITIES = (
    "loadings",
    "intercepts",
    "means",
    "thresholds",
    "regressions",
    "residuals",
    "residual.covariances",
    "lv.variances",
    "lv.covariances",
)
"""What ``group_equal`` may name."""


def variables(syntax: Syntax) -> tuple[list[str], list[str]]:
    """Observed and latent names of a model, in lavaan's order."""
    latent = list(dict.fromkeys(r.lhs for r in syntax.relations if r.op == "=~"))
    known = set(latent)
    indicators = [r.rhs for r in syntax.relations if r.op == "=~" and r.rhs not in known]
    outcomes = [r.lhs for r in syntax.relations if r.op == "~" and r.lhs not in known]
    predictors = [r.rhs for r in syntax.relations if r.op == "~" and r.rhs not in known]
    others = [
        name
        for r in syntax.relations
        if r.op in ("~~", "~1", "|")
        for name in ((r.lhs, r.rhs) if r.op == "~~" else (r.lhs,))
        if name not in known
    ]
    return list(dict.fromkeys([*indicators, *outcomes, *predictors, *others])), latent


def covariates(syntax: Syntax) -> tuple[list[str], list[str]]:
    """Observed variables that predict and are neither explained nor measured.

    Then those of them whose moments the model says nothing of: they can be taken as given.
    """
    observed, latent = variables(syntax)
    relations = syntax.relations
    inner = {r.lhs for r in relations if r.op == "~"} | set(latent)
    inner |= {r.rhs for r in relations if r.op == "=~"}
    predictors = {r.rhs for r in relations if r.op == "~"}
    touched = {
        name
        for r in relations
        if r.op in ("~~", "~1")
        for name in ((r.lhs, r.rhs) if r.op == "~~" else (r.lhs,))
    }
    found = [v for v in observed if v in predictors - inner]
    return found, [v for v in found if v not in touched]


def needs_means(syntax: Syntax) -> bool:
    """Whether the text itself names an intercept."""
    return any(r.op == "~1" for r in syntax.relations)


def build(syntax: Syntax, settings: Settings) -> Partable:
    """Write the parameter table of a model.

    Raises
    ------
    CpsurveyError
        CPS303 an option or a modifier does not fit the model.
    """
    _check(settings)
    maker = _Maker(syntax, settings)
    return maker.table()


def _check(settings: Settings) -> None:
    for name in settings.group_equal:
        if name not in EQUALITIES:
            raise CpsurveyError(
                "CPS303",
                f"'{name}' cannot be held equal across groups",
                fix=did_you_mean(name, EQUALITIES),
            )


class _Maker:
    def __init__(self, syntax: Syntax, settings: Settings) -> None:
        self.syntax, self.settings = syntax, settings
        self.observed, self.latent = variables(syntax)
        relations = syntax.relations
        self.indicators = {r.rhs for r in relations if r.op == "=~"}
        self.outcomes = {r.lhs for r in relations if r.op == "~"}
        self.predictors = {r.rhs for r in relations if r.op == "~"}
        self.covariates, given = covariates(syntax)
        self.exogenous = given if settings.fixed_x else []
        self.written = {_key(r.lhs, r.op, r.rhs) for r in relations}

    # ------------------------------------------------------------------ all rows
    def table(self) -> Partable:
        rows = self._equal_across_groups(self.rows())
        return finish(
            rows, self.observed, self.latent, self.exogenous, self.syntax, self.settings
        )

    def rows(self) -> list[Row]:
        """Every row of every group, without what ties groups together."""
        written, added = self.syntax.relations, self._added()
        rows: list[Row] = []
        for group in range(1, self.settings.ngroups + 1):
            rows += [self._row(r, group, True) for r in written]
            rows += [self._row(r, group, False) for r in added]
        return rows

    def _added(self) -> list[Relation]:
        """Variances, covariances, intercepts and thresholds the text leaves out."""
        found: list[Relation] = []
        single = self._single_indicators()
        for lhs, op, rhs in self._wanted():
            if _key(lhs, op, rhs) in self.written:
                continue
            self.written.add(_key(lhs, op, rhs))
            perfect = op == "~~" and lhs == rhs and lhs in single
            modifier = Modifier(fixed=(0.0,)) if perfect else Modifier()
            found.append(Relation(lhs, op, rhs, modifier, 0))
        return found

    def _wanted(self) -> Iterator[tuple[str, str, str]]:
        """Every automatic term, in lavaan's order."""
        ordered = self.settings.ordered
        for name in self.observed:
            for level in range(1, self.settings.nlevels.get(name, 0)):
                yield name, "|", f"t{level}"
        for name in self.observed:
            if name not in self.covariates or name in ordered:
                yield name, "~~", name
        for name in self.latent:
            yield name, "~~", name
        for names in self._covarying():
            for one, other in combinations(names, 2):
                yield one, "~~", other
        for one, other in combinations_with_replacement(self.covariates, 2):
            yield one, "~~", other
        for name in filter(ordered.__contains__, self.observed):
            yield name, "~*~", name
        if self.settings.meanstructure:
            for name in (*self.observed, *self.latent):
                yield name, "~1", ""

    def _single_indicators(self) -> set[str]:
        """Only indicators of their factor: the residual is fixed at zero."""
        by_factor: dict[str, list[str]] = {}
        for r in self.syntax.relations:
            if r.op == "=~":
                by_factor.setdefault(r.lhs, []).append(r.rhs)
        return {names[0] for names in by_factor.values() if len(names) == 1}

    def _covarying(self) -> Iterable[list[str]]:
        """Exogenous factors; outcomes that predict nothing."""
        yield [v for v in self.latent if v not in self.indicators | self.outcomes]
        yield [
            v
            for v in (*self.latent, *self.observed)
            if v in self.outcomes - self.predictors - self.indicators
        ]

    # ------------------------------------------------------------------- one row
    def _row(self, relation: Relation, group: int, user: bool) -> Row:
        modifier = relation.modifier
        row = Row(relation.lhs, relation.op, relation.rhs, group, user=user)
        fixed = _of(modifier.fixed, group, self, relation)
        label = _of(modifier.labels, group, self, relation)
        start = _of(modifier.start, group, self, relation)
        row = replace(row, label=label or "", start=math.nan if start is None else start)
        if fixed is not None:
            return row if math.isnan(fixed) else replace(row, value=fixed)
        return self._default(row, user)

    def _default(self, row: Row, user: bool) -> Row:
        """Fix what lavaan fixes unless the text says otherwise."""
        settings = self.settings
        if row.op == "=~":
            if self._is_marker(row) and not settings.std_lv:
                return replace(row, value=1.0)
        elif row.op == "~~":
            if {row.lhs, row.rhs} <= set(self.exogenous):
                return replace(row, sample=True, value=math.nan, free=-2)
            if row.lhs == row.rhs and row.lhs in self.latent and settings.std_lv:
                freed = row.group > 1 and "loadings" in settings.group_equal
                return row if freed else replace(row, value=1.0)
            if row.lhs == row.rhs and row.lhs in settings.ordered:
                if settings.parameterization == "delta":
                    return replace(row, value=math.nan, free=-3)
                freed = row.group > 1 and "thresholds" in settings.group_equal
                return row if freed else replace(row, value=1.0)
        elif row.op == "~*~":
            if settings.parameterization == "theta":
                return replace(row, value=math.nan, free=-3)
            freed = row.group > 1 and "thresholds" in settings.group_equal
            return row if freed else replace(row, value=1.0)
        elif row.op == "~1" and not user:
            return self._intercept(row)
        return row

    def _intercept(self, row: Row) -> Row:
        settings = self.settings
        if row.lhs in self.exogenous:
            return replace(row, sample=True, free=-2)
        if row.lhs in settings.ordered:
            return replace(row, value=0.0)
        if row.lhs in self.latent:
            shifted = {"intercepts", "thresholds"} & set(settings.group_equal)
            freed = row.group > 1 and shifted and "means" not in settings.group_equal
            return row if freed or settings.kind == "growth" else replace(row, value=0.0)
        if settings.kind == "growth" and row.lhs in self.indicators:
            return replace(row, value=0.0)
        return row

    def _is_marker(self, row: Row) -> bool:
        first = next(r for r in self.syntax.relations if r.op == "=~" and r.lhs == row.lhs)
        return first.rhs == row.rhs

    # ---------------------------------------------------------------- equalities
    def _equal_across_groups(self, rows: list[Row]) -> list[Row]:
        equal = set(self.settings.group_equal)
        asked = {_squeezed(text): text for text in self.settings.group_partial}
        names = {_squeezed(row.name): row.name for row in rows}
        for text in asked.keys() - names.keys():
            raise CpsurveyError(
                "CPS303",
                f"'group_partial' names '{asked[text]}', which the model does not have",
                fix=did_you_mean(asked[text], sorted(names.values())),
            )
        if not equal:
            return rows
        first = {row.name: row for row in rows if row.group == 1}
        done = []
        for row in rows:
            kind = self._equality(row)
            if kind not in equal or _squeezed(row.name) in asked or fixed(row):
                done.append(row)
            elif row.group == 1:
                done.append(row if row.label else replace(row, label=f".{row.name}"))
            elif fixed(first[row.name]) or row.label:
                done.append(row)
            else:
                shared = first[row.name].label or f".{row.name}"
                done.append(replace(row, label=shared))
        return done

    def _equality(self, row: Row) -> str:
        latent = row.lhs in self.latent
        if row.op == "=~":
            return "loadings"
        if row.op == "~":
            return "regressions"
        if row.op == "|":
            return "thresholds"
        if row.op == "~1":
            if latent:
                return "means"
            return "" if row.lhs in self.exogenous else "intercepts"
        if row.op == "~~":
            if {row.lhs, row.rhs} & set(self.covariates):
                return ""
            if row.lhs == row.rhs:
                return "lv.variances" if latent else "residuals"
            return "lv.covariances" if latent else "residual.covariances"
        return ""


def rows_of(syntax: Syntax, settings: Settings) -> list[Row]:
    """Rows of a model, written and added, before they are numbered."""
    return _Maker(syntax, settings).rows()


def _key(lhs: str, op: str, rhs: str) -> tuple[str, ...]:
    return (op, *sorted((lhs, rhs))) if op == "~~" else (op, lhs, rhs)


def _squeezed(name: str) -> str:
    """A parameter's name however it is spaced, with backticks or without."""
    return name.replace("`", "").replace(" ", "")


def _of(values: Sequence[T], group: int, maker: _Maker, relation: Relation) -> T | None:
    """Entry of a modifier for one group: one entry serves all groups."""
    if not values:
        return None
    if len(values) == 1:
        return values[0]
    if len(values) != maker.settings.ngroups:
        raise CpsurveyError(
            "CPS303",
            f"a modifier holds {len(values)} values for {maker.settings.ngroups} group(s)",
            where=f"model, line {relation.line}",
            fix="give c() one value per group",
        )
    return values[group - 1]


__all__ = [
    "EQUALITIES",
    "Partable",
    "Row",
    "build",
    "covariates",
    "finish",
    "needs_means",
    "rows_of",
    "variables",
]
