"""The parameter table: its rows, and how free parameters are numbered."""

from __future__ import annotations

import math
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace

from cpsurvey.errors import CpsurveyError, did_you_mean
from cpsurvey.sem.language.settings import Settings
from cpsurvey.sem.language.statements import Constraint, Defined, Syntax


@dataclass(frozen=True, slots=True)
class Row:
    """One parameter of one group.

    Parameters
    ----------
    op : str
        ``=~ ~ ~~ ~1 | ~*~``.
    group : int
        From 1.
    free : int
        Place in the vector of free parameters, or -1 when fixed.
    value : float
        Fixed value; NaN when free.
    sample : bool
        Fixed at the sample's moment (exogenous covariates).
    start : float
        Starting value the user gave, or NaN.
    """

    lhs: str
    op: str
    rhs: str
    group: int = 1
    free: int = -1
    value: float = math.nan
    sample: bool = False
    label: str = ""
    start: float = math.nan
    user: bool = False

    @property
    def name(self) -> str:
        """Lavaan's name of the parameter, without its group."""
        return f"{self.lhs}{self.op}{self.rhs}"


@dataclass(frozen=True, slots=True)
class Partable:
    """All parameters of a model.

    Parameters
    ----------
    rows : tuple of Row
        As written, then what was added; group by group.
    observed : tuple of str
        Observed variables, in the order of the moment matrices.
    latent : tuple of str
        Latent variables.
    exogenous : tuple of str
        Observed exogenous covariates whose moments are fixed.
    names : tuple of str
        One name per free parameter: its label, or lhs-op-rhs with its group.
    """

    rows: tuple[Row, ...]
    observed: tuple[str, ...]
    latent: tuple[str, ...]
    exogenous: tuple[str, ...]
    names: tuple[str, ...]
    labels: dict[str, int]
    defined: tuple[Defined, ...]
    constraints: tuple[Constraint, ...]
    settings: Settings

    @property
    def nfree(self) -> int:
        """Free parameters, before ``==`` constraints."""
        return len(self.names)

    @property
    def covariates(self) -> tuple[str, ...]:
        """Observed predictors that nothing predicts or measures, fixed or random."""
        inner = {r.lhs for r in self.rows if r.op == "~"}
        inner |= {r.rhs for r in self.rows if r.op == "=~"}
        predictors = {r.rhs for r in self.rows if r.op == "~"} - inner
        return tuple(name for name in self.observed if name in predictors)


def finish(
    rows: list[Row],
    observed: Sequence[str],
    latent: Sequence[str],
    exogenous: Sequence[str],
    syntax: Syntax,
    settings: Settings,
) -> Partable:
    """Number the free parameters and check the names that definitions use."""
    rows = _held(_resolve_equal(syntax, rows))
    rows, names, labels = _number(rows, settings)
    table = Partable(
        rows=tuple(rows),
        observed=tuple(observed),
        latent=tuple(latent),
        exogenous=tuple(exogenous),
        names=tuple(names),
        labels=labels,
        defined=in_order(syntax.defined),
        constraints=syntax.constraints,
        settings=settings,
    )
    _check_names(table)
    return table


def in_order(defined: Sequence[Defined]) -> tuple[Defined, ...]:
    """Definitions, each behind those it uses; as written where that is so already.

    Raises
    ------
    CpsurveyError
        CPS301 one name defined twice, or definitions that need each other.
    """
    waiting = list(defined)
    names = {d.name for d in defined}
    done: list[Defined] = []
    while waiting:
        known = {d.name for d in done}
        ready = [d for d in waiting if set(d.node.names()) & names <= known]
        if not ready or ready[0].name in known:
            one = ready[0] if ready else waiting[0]
            what = "is defined twice" if ready else "is defined by itself"
            raise CpsurveyError(
                "CPS301",
                f"'{one.name}' {what}",
                where=f"model, line {one.line}",
                fix="give every ':=' a name of its own, made of labels and other definitions",
            )
        done.append(ready[0])
        waiting.remove(ready[0])
    return tuple(done)


def _resolve_equal(syntax: Syntax, rows: list[Row]) -> list[Row]:
    """Give the parameters that ``equal()`` names the label of the other."""
    wanted = {
        (r.lhs, r.op, r.rhs): r.modifier.equal for r in syntax.relations if r.modifier.equal
    }
    if not wanted:
        return rows
    labels = {row.label for row in rows if row.label}
    names = {row.name for row in rows}
    done = []
    targets = set(wanted.values()) - labels
    for target in targets - names:
        raise CpsurveyError(
            "CPS303",
            f"equal() names '{target}', which the model does not have",
            fix=did_you_mean(target, sorted(names | labels)),
        )
    for row in rows:
        aim = wanted.get((row.lhs, row.op, row.rhs))
        if aim:
            label = aim if aim in labels else f".{aim}"
            done.append(replace(row, label=label, value=math.nan, free=-1))
        elif row.name in targets:
            done.append(replace(row, label=row.label or f".{row.name}"))
        else:
            done.append(row)
    return done


def _held(rows: list[Row]) -> list[Row]:
    """Fix what shares the label of a fixed parameter at its value: one label, one number."""
    values: dict[str, float] = {}
    for row in rows:
        if not row.label or math.isnan(row.value):
            continue
        value = values.setdefault(row.label, row.value)
        if value != row.value:
            raise CpsurveyError(
                "CPS303",
                f"'{row.label}' labels paths that are fixed at {value:g} and at {row.value:g}",
                fix="give each its own label, or free the first path of a factor: NA*x",
            )
    return [
        replace(row, value=values[row.label]) if row.label in values and not fixed(row) else row
        for row in rows
    ]


def fixed(row: Row) -> bool:
    """Whether a row is no free parameter."""
    return not math.isnan(row.value) or row.free < -1


def _number(rows: list[Row], settings: Settings) -> tuple[list[Row], list[str], dict[str, int]]:
    """Number the free parameters; equal labels share a number."""
    names: list[str] = []
    labels: dict[str, int] = {}
    done = []
    for row in rows:
        if fixed(row):
            done.append(row)
            continue
        at = labels.get(row.label) if row.label else None
        if at is None:
            at = len(names)
            plain = row.label and not row.label.startswith(".")
            block = "l" if settings.two_level else "g"
            suffix = f".{block}{row.group}" if settings.ngroups > 1 and row.group > 1 else ""
            names.append(row.label if plain else f"{row.name}{suffix}")
            if row.label:
                labels[row.label] = at
        done.append(replace(row, free=at))
    return done, names, labels


def _check_names(table: Partable) -> None:
    """Constraints and defined parameters use labels, or earlier definitions."""
    known = {*table.names, *table.labels}
    held = {row.label for row in table.rows if row.label and row.free < 0}
    known |= held
    for defined in table.defined:
        if defined.name in table.labels or defined.name in held:
            raise CpsurveyError(
                "CPS301",
                f"'{defined.name}' is the label of a parameter, and defined by ':='",
                where=f"model, line {defined.line}",
                fix="give the definition another name",
            )
        _known(defined.node.names(), known, f"'{defined.name} :='", defined.line)
        known.add(defined.name)
    for constraint in table.constraints:
        names = [*constraint.left.names(), *constraint.right.names()]
        _known(names, known, f"'{constraint.text}'", constraint.line)


def _known(names: Iterable[str], known: set[str], what: str, line: int) -> None:
    for name in names:
        if name not in known:
            shown = sorted(n for n in known if n.isidentifier())
            raise CpsurveyError(
                "CPS302",
                f"{what} uses '{name}', which labels no parameter",
                where=f"model, line {line}",
                fix=did_you_mean(name, shown)
                if shown
                else f"label a path of the model: y ~ {name}*x",
            )
