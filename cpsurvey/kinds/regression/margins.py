"""Average marginal effects of a regression, at values of moderators too, and predictions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.analysis import terms as grammar
from cpsurvey.analysis.numbers import number
from cpsurvey.analysis.regression_data import Data
from cpsurvey.kinds.regression.counterfactual import At, derivative, matrix
from cpsurvey.kinds.regression.inference import tested
from cpsurvey.stats import margins as averages

Array = NDArray[np.float64]
QUANTILES = (0.16, 0.50, 0.84)
"""Low, middle and high moderator, as in `moderation`."""
FEW = 5
"""A variable with no more values than this is shown at each of them."""
POINTS = 15


@dataclass(frozen=True, slots=True)
class _Model:
    """A fit with what its averages need."""

    family: str
    b: Array
    vcov: Array
    offset: Array
    columns: Sequence[grammar.Column]
    used: NDArray[np.bool_]
    df: Any

    def tested(self, found: averages.Margin) -> dict[str, Any]:
        """Estimate with its delta-method error, test and interval."""
        return tested(found.est, found.se(self.vcov), self.df(found.gradient))

    def slope(self, variable: str, at: At | None = None) -> dict[str, Any]:
        """Average effect of a small change of `variable`."""
        X = matrix(self.columns, self.used, at)
        D = derivative(self.columns, self.used, variable, at)
        return self.tested(averages.slope(self.family, self.b, X, D, self.offset))

    def contrast(self, variable: str, code: float, first: float, at: At | None = None) -> Any:
        """Average difference between two categories."""
        one = matrix(self.columns, self.used, {**(at or {}), variable: code})
        zero = matrix(self.columns, self.used, {**(at or {}), variable: first})
        return self.tested(averages.contrast(self.family, self.b, one, zero, self.offset))

    def level(self, at: At) -> dict[str, Any]:
        """Average predicted outcome."""
        X = matrix(self.columns, self.used, at)
        return self.tested(averages.level(self.family, self.b, X, self.offset))


def wanted(data: Data, family: str) -> bool:
    """Whether averages say more than the coefficients: links, products, powers."""
    return family != "gaussian" or any(
        len(c.parts) > 1 or c.parts[0].factor.role == "poly" for c in data.columns()
    )


def found(fit: Any, data: Data, family: str, errors: str, focal: str) -> dict[str, Any]:
    """Effects of every variable, of products at moderator values, predictions of `focal`."""

    def df(gradient: Array) -> float:
        if errors == "cr2":
            return float(fit.clustered.df_of(gradient))
        return float(fit.df[errors][0])

    offset = np.zeros(len(data.y)) if data.offset is None else data.offset
    model = _Model(family, fit.b, fit.vcov[errors], offset, data.columns(), data.used, df)
    roles = _roles(model.columns)
    effects = [row for name in roles for row in _effects(model, name, roles)]
    return {
        "effects": effects,
        "conditional": list(_conditional(model, roles)),
        "predicted": _predicted(model, focal, roles),
    }


def _roles(columns: Sequence[grammar.Column]) -> dict[str, str]:
    """Variable -> how it enters, in the order of the columns."""
    found: dict[str, str] = {}
    for column in columns:
        for part in column.parts:
            found.setdefault(part.factor.name, part.factor.role)
    return found


def _effects(
    model: _Model, name: str, roles: dict[str, str], at: At | None = None
) -> Iterator[dict[str, Any]]:
    if roles[name] != "C":
        yield {"term": name, "of": "slope", **model.slope(name, at)}
        return
    first, *others = _values(model, name)
    for code in others:
        row = model.contrast(name, code, first, at)
        yield {"term": f"{name}={code:g}", "of": "contrast", **row}


def _values(model: _Model, name: str) -> list[float]:
    """All values of a variable."""
    base = next(p.base for c in model.columns for p in c.parts if p.factor.name == name)
    return [float(v) for v in np.unique(base[model.used])]


def _chosen(model: _Model, name: str) -> list[float]:
    """Values a moderator is looked at: its own when few, else quantiles."""
    values = _values(model, name)
    if len(values) <= FEW:
        return values
    base = next(p.base for c in model.columns for p in c.parts if p.factor.name == name)
    return [float(q) for q in np.quantile(base[model.used], QUANTILES)]


def _pairs(columns: Sequence[grammar.Column]) -> list[tuple[str, str]]:
    """Products of two variables, in order: what is moderated, and by what."""
    pairs: list[tuple[str, str]] = []
    for column in columns:
        names = list(dict.fromkeys(part.factor.name for part in column.parts))
        if len(names) == 2 and (names[0], names[1]) not in pairs:
            pairs.append((names[0], names[1]))
    return pairs


def _conditional(model: _Model, roles: dict[str, str]) -> Iterator[dict[str, Any]]:
    for variable, moderator in _pairs(model.columns):
        rows = [
            {"at": number(value), **row}
            for value in _chosen(model, moderator)
            for row in _effects(model, variable, roles, {moderator: value})
        ]
        yield {"variable": variable, "moderator": moderator, "rows": rows}


def _predicted(model: _Model, focal: str, roles: dict[str, str]) -> dict[str, Any]:
    """Average predictions along the focal variable, a line per value of its moderator."""
    column = next(c for c in model.columns if c.term == focal)
    names = list(dict.fromkeys(part.factor.name for part in column.parts))
    variable = names[0]
    partner = [m for v, m in _pairs(model.columns) if v == variable and m in names]
    moderator = partner[0] if partner else None
    values = _values(model, variable)
    if len(values) > FEW and roles[variable] != "C":
        base = next(p.base for c in model.columns for p in c.parts if p.factor.name == variable)
        low, high = np.quantile(base[model.used], [0.05, 0.95])
        values = [float(v) for v in np.linspace(low, high, POINTS)]
    lines = []
    for at in _chosen(model, moderator) if moderator else [None]:
        fixed = {} if moderator is None or at is None else {moderator: at}
        points = [
            {"x": number(x), **_bare(model.level({**fixed, variable: x}))} for x in values
        ]
        lines.append({"at": at, "points": points})
    return {"variable": variable, "moderator": moderator, "lines": lines}


def _bare(row: dict[str, Any]) -> dict[str, Any]:
    return {key: row[key] for key in ("est", "se", "ci_lower", "ci_upper")}
