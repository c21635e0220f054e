"""Average marginal effects of a regression, at values of moderators too, and predictions."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import terms as grammar
from cpsurvey.analysis.inference import Tested, tested
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.regression_data import Data
from cpsurvey.kinds.regression.coefficients import Fit, df_of
from cpsurvey.kinds.regression.counterfactual import At, derivative, matrix
from cpsurvey.kinds.regression.data import (
    Effect,
    EffectAt,
    Family,
    Line,
    Margins,
    Moderated,
    Point,
    Predicted,
)
from cpsurvey.parts import Errors
from cpsurvey.stats import margins as averages

Array = NDArray[np.float64]
QUANTILES = (0.16, 0.50, 0.84)
"""Low, middle and high moderator, as in `moderation`."""
FEW = 5
"""A variable with no more values than this is shown at each of them."""
POINTS = 15


@dataclass(frozen=True, slots=True)
class _Model:
    """A fit with what its averages need.

    Over completed data sets an average is that of theirs, one set after the other: all below
    each other they would be as many times as large.
    """

    family: Family
    b: Array
    vcov: Array
    data: Sequence[Data]
    df: Callable[[Array], float]

    @property
    def columns(self) -> Sequence[grammar.Column]:
        """Predictors, of the first data set."""
        return self.data[0].columns()

    def tested(self, found: averages.Margin) -> Tested:
        """Delta-method error, test and interval."""
        return tested(found.est, found.se(self.vcov), self.df(found.gradient))

    def slope(self, variable: str, at: At) -> averages.Margin:
        """Average effect of a small change of `variable`."""

        def one(data: Data) -> averages.Margin:
            X = matrix(data.columns(), data.used, at)
            D = derivative(data.columns(), data.used, variable, at)
            return averages.slope(self.family, self.b, X, D, _offset(data))

        return averages.mean_of(map(one, self.data))

    def contrast(self, variable: str, code: float, first: float, at: At) -> averages.Margin:
        """Average difference between two categories."""

        def one(data: Data) -> averages.Margin:
            there, base = (
                matrix(data.columns(), data.used, {**at, variable: x}) for x in (code, first)
            )
            return averages.contrast(self.family, self.b, there, base, _offset(data))

        return averages.mean_of(map(one, self.data))

    def level(self, at: At) -> averages.Margin:
        """Average predicted outcome."""

        def one(data: Data) -> averages.Margin:
            X = matrix(data.columns(), data.used, at)
            return averages.level(self.family, self.b, X, _offset(data))

        return averages.mean_of(map(one, self.data))

    def base(self, variable: str) -> Array:
        """A variable as it is, of every data set."""
        return np.concatenate([_base(one, variable) for one in self.data])


def _base(data: Data, variable: str) -> Array:
    parts = (part for column in data.columns() for part in column.parts)
    return next(part.base for part in parts if part.factor.name == variable)[data.used]


def _offset(data: Data) -> Array:
    return np.zeros(len(data.y)) if data.offset is None else data.offset


def wanted(data: Data, family: Family) -> bool:
    """Whether averages say more than the coefficients: links, products, powers."""
    return family != "gaussian" or any(
        len(c.parts) > 1 or c.parts[0].factor.role == "poly" for c in data.columns()
    )


def found(
    fit: Fit, data: Sequence[Data], family: Family, errors: Errors, focal: str
) -> Margins:
    """Effects of every variable, of products at moderator values, predictions of `focal`.

    `data`: the respondents, or all completed data sets of them.
    """

    def df(gradient: Array) -> float:
        return df_of(fit, gradient, errors)

    model = _Model(family, fit.b, fit.vcov[errors], data, df)
    roles = _roles(model.columns)
    return Margins(
        effects=tuple(
            Effect(term=term, of=of, est=number(one.est), **model.tested(one))
            for name in roles
            for term, of, one in _effects(model, name, roles, {})
        ),
        conditional=tuple(_conditional(model, roles)),
        predicted=_predicted(model, focal, roles),
    )


def _roles(columns: Sequence[grammar.Column]) -> dict[str, str]:
    """Variable -> how it enters, in the order of the columns."""
    found: dict[str, str] = {}
    for column in columns:
        for part in column.parts:
            found.setdefault(part.factor.name, part.factor.role)
    return found


def _effects(
    model: _Model, name: str, roles: dict[str, str], at: At
) -> Iterator[tuple[str, Literal["slope", "contrast"], averages.Margin]]:
    if roles[name] != "C":
        yield name, "slope", model.slope(name, at)
        return
    first, *others = _values(model, name)
    for code in others:
        yield f"{name}={code:g}", "contrast", model.contrast(name, code, first, at)


def _values(model: _Model, name: str) -> list[float]:
    """All values of a variable."""
    return [float(v) for v in np.unique(model.base(name))]


def _chosen(model: _Model, name: str) -> list[float]:
    """Values a moderator is looked at: its own when few, else quantiles."""
    values = _values(model, name)
    if len(values) <= FEW:
        return values
    return [float(q) for q in np.quantile(model.base(name), QUANTILES)]


def _pairs(columns: Sequence[grammar.Column]) -> list[tuple[str, str]]:
    """Products of two variables, in order: what is moderated, and by what."""
    pairs: list[tuple[str, str]] = []
    for column in columns:
        names = list(dict.fromkeys(part.factor.name for part in column.parts))
        if len(names) == 2 and (names[0], names[1]) not in pairs:
            pairs.append((names[0], names[1]))
    return pairs


def _conditional(model: _Model, roles: dict[str, str]) -> Iterator[Moderated]:
    for variable, moderator in _pairs(model.columns):
        rows = tuple(
            EffectAt(
                at=number(value), term=term, of=of, est=number(one.est), **model.tested(one)
            )
            for value in _chosen(model, moderator)
            for term, of, one in _effects(model, variable, roles, {moderator: value})
        )
        yield Moderated(variable=variable, moderator=moderator, rows=rows)


def _predicted(model: _Model, focal: str, roles: dict[str, str]) -> Predicted:
    """Average predictions along the focal variable, a line per value of its moderator."""
    column = next(c for c in model.columns if c.term == focal)
    names = list(dict.fromkeys(part.factor.name for part in column.parts))
    variable = names[0]
    partner = [m for v, m in _pairs(model.columns) if v == variable and m in names]
    moderator = partner[0] if partner else None
    values = _values(model, variable)
    if len(values) > FEW and roles[variable] != "C":
        low, high = np.quantile(model.base(variable), [0.05, 0.95])
        values = [float(v) for v in np.linspace(low, high, POINTS)]
    if moderator is None:
        lines = [_line(model, variable, values, None, {})]
    else:
        chosen = _chosen(model, moderator)
        lines = [_line(model, variable, values, at, {moderator: at}) for at in chosen]
    return Predicted(variable=variable, moderator=moderator, lines=tuple(lines))


def _line(
    model: _Model, variable: str, values: Sequence[float], at: float | None, fixed: At
) -> Line:
    points = []
    for x in values:
        one = model.level({**fixed, variable: x})
        test = model.tested(one)
        points.append(Point(x=number(x), est=number(one.est), se=test["se"], ci=test["ci"]))
    return Line(at=at, points=tuple(points))
