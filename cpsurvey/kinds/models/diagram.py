"""Measurement and structure of a model as path diagrams."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from cpsurvey.kinds.models.data import Model
from cpsurvey.kinds.models.words import LEVELS
from cpsurvey.payload import limits
from cpsurvey.report import loadings as marks
from cpsurvey.report.diagram import figure
from cpsurvey.report.diagram import words as w
from cpsurvey.report.diagram.graph import (
    Added,
    Arrow,
    Bow,
    Factor,
    Item,
    Measured,
    Node,
    Panel,
    Value,
    with_added,
)
from cpsurvey.report.document import Figure, Text
from cpsurvey.report.known import known
from cpsurvey.report.words import Words
from cpsurvey.results import Estimate, Result

FEW_CONTROLS = 3
"""Paths of control variables that are drawn."""
FEW_BOWS = 6
"""Covariances that are drawn."""
FEW_CORRELATIONS = 3
"""The same of a measurement model."""
_NAME = re.compile(r"[A-Za-z_]\w*")


def structure(
    result: Result[Model], words: Words, added: Sequence[Added] = (), name: str = "fig-paths"
) -> Figure | Text | None:
    """Paths among variables and factors, with what is `added` to them (a moderator)."""
    data = result.data
    if not data.solved or not any(e.op == "~" for e in result.estimates):
        return None
    left_out = _controls(result)
    panels = [_panel(result, group, left_out, added, words) for group in _groups(data)]
    said = [_measure((e for e in result.estimates if e.op == "~"), words)]
    if left_out:
        said.append(words(w.CONTROLS, names=[words.label(name) for name in left_out]))
    if more := sum(many for _, many in panels):
        said.append(words(w.BOWS, n=more))
    title = words(w.STRUCTURE, model=words.label(data.model))
    drawn = [panel for panel, _ in panels]
    said += [*_warnings(result, words), *figure.told(added, drawn, words)]
    return figure.structure(drawn, f"{name}-{result.id}", title, said, words)


def measurement(result: Result[Model], words: Words) -> Figure | None:
    """Factors with their items and loadings."""
    data = result.data
    if not data.solved or not any(e.op == "=~" for e in result.estimates):
        return None
    models = [_measured(result, group, words) for group in _groups(data)]
    said = [_measure((e for e in result.estimates if e.op == "=~"), words)]
    correlations = [e for e in _among_factors(result, 1) if e.std_all is not None]
    if len(correlations) > FEW_CORRELATIONS:
        values = known(e.std_all for e in correlations)
        low, high = (words.number(end(values), "unit2") for end in (min, max))
        said.append(words(w.CORRELATIONS, low=low, high=high))
    residual = sum(_residual(e, set(data.latent)) for e in result.estimates)
    if residual:
        said.append(words(w.BOWS, n=residual))
    title = words(w.MEASURED, model=words.label(data.model))
    said += _warnings(result, words)
    return figure.measured(models, f"fig-measured-{result.id}", title, said, words)


def _measure(shown: Iterable[Estimate], words: Words) -> str:
    """What the numbers are."""
    known_ends = any(e.std_ci_lower is not None for e in shown)
    return words(w.STANDARDISED if known_ends else w.STANDARDISED_ALONE)


def _groups(data: Model) -> list[int]:
    """Both levels, or the first group."""
    return [1, 2] if data.two_level else [1]


def _warnings(result: Result[Model], words: Words) -> Iterator[str]:
    """What a reader must know beside the picture."""
    data = result.data
    if not data.two_level and len(data.groups) > 1:
        yield words(w.GROUP, name=data.groups[0], n=len(data.groups))
    yield from figure.cautions(result, words)


def _title(data: Model, group: int, words: Words) -> str:
    if not data.two_level:
        return ""
    return words(LEVELS[data.groups[group - 1]], variable=data.cluster)


def value(e: Estimate) -> Value:
    """The standardised estimate, as its table has it.

    Where its interval is unknown, the plain one says of zero.
    """
    plain = limits(e.ci_lower, e.ci_upper)
    fixed = not e.se
    return Value(
        e.std_all,
        limits(e.std_ci_lower, e.std_ci_upper),
        None if plain is None or fixed else plain.apart,
        unit=e.op == "~~",
        limits=marks.LIMITS if e.op == "=~" else (),
    )


def _node(name: str, data: Model, shares: dict[str, float | None], words: Words) -> Node:
    r2 = shares.get(name)
    under = "" if r2 is None else words(w.R2, r2=words.number(r2, "unit2"))
    return Node(name, words.label(name), name in data.latent, under)


def _panel(
    result: Result[Model],
    group: int,
    left_out: Sequence[str],
    added: Sequence[Added],
    words: Words,
) -> tuple[Panel, int]:
    """One level or group, and how many covariances it leaves out."""
    data = result.data
    mine = [e for e in result.estimates if e.group == group]
    paths = [e for e in mine if e.op == "~" and e.rhs not in left_out]
    outcomes = {e.lhs for e in paths}
    names = dict.fromkeys(name for e in paths for name in (e.rhs, e.lhs))
    shares = {r.variable: r.r2 for r in data.r2 if r.group == group and r.variable in outcomes}
    nodes = [_node(name, data, shares, words) for name in names]
    arrows = [Arrow(e.rhs, e.lhs, value(e)) for e in paths]
    bows = [
        Bow(e.lhs, e.rhs, value(e))
        for e in mine
        if e.op == "~~" and e.lhs != e.rhs and {e.lhs, e.rhs} <= set(names) and e.se
    ]
    few = bows if len(bows) <= FEW_BOWS else []
    panel = Panel(tuple(nodes), tuple(arrows), tuple(few), _title(data, group, words))
    return with_added(panel, added), len(bows) - len(few)


def _controls(result: Result[Model]) -> list[str]:
    """Control variables, where they are too many to be drawn.

    They are observed, nothing acts on them, and what is of interest rests on others: on
    factors, or on the paths that defined effects are made of.
    """
    data = result.data
    paths = [e for e in result.estimates if e.op == "~" and e.group == 1]
    explained = {e.lhs for e in paths}
    used = {part for e in data.effects for part in _NAME.findall(e.expression)}
    telling = {e.rhs for e in paths if e.rhs in data.latent or (e.label and e.label in used)}
    if not telling:
        return []
    outer = {e.rhs for e in paths} - explained - telling - set(data.latent)
    found = [e for e in paths if e.rhs in outer]
    if len(found) <= FEW_CONTROLS:
        return []
    return list(dict.fromkeys(e.rhs for e in found))


def _measured(result: Result[Model], group: int, words: Words) -> Measured:
    data = result.data
    latent = set(data.latent)
    by: dict[str, list[Estimate]] = {}
    for e in result.estimates:
        if e.op == "=~" and e.group == group:
            by.setdefault(e.lhs, []).append(e)
    lower = {e.rhs for found in by.values() for e in found if e.rhs in latent}
    names = [*by, *(name for name in sorted(lower) if name not in by)]
    shares = {r.variable: r.r2 for r in data.r2 if r.group == group and r.variable in lower}
    factors = [
        Factor(
            _node(name, data, shares, words),
            tuple(_items((e for e in by.get(name, ()) if e.rhs not in latent), words)),
            tuple((e.rhs, value(e)) for e in by.get(name, ()) if e.rhs in latent),
        )
        for name in names
    ]
    found = list(_among_factors(result, group))
    few = found if len(found) <= FEW_CORRELATIONS else []
    bows = tuple(Bow(e.lhs, e.rhs, value(e)) for e in few)
    return Measured(tuple(factors), bows, _title(data, group, words))


def _items(found: Iterable[Estimate], words: Words) -> Iterator[Item]:
    """Items by their names, which stand in the table of loadings."""
    for e in found:
        short = e.rhs if len(e.rhs) < len(words.label(e.rhs)) else words.label(e.rhs)
        yield Item(short, value(e))


def _among_factors(result: Result[Model], group: int) -> Iterator[Estimate]:
    """Covariances of factors that nothing explains; others are of the structure."""
    explained = {e.lhs for e in result.estimates if e.op == "~"}
    latent = set(result.data.latent) - explained
    for e in result.estimates:
        shown = e.op == "~~" and e.lhs != e.rhs and {e.lhs, e.rhs} <= latent
        if shown and e.group == group and e.std_all is not None and e.se:
            yield e


def _residual(e: Estimate, latent: set[str]) -> bool:
    """A covariance among items."""
    return bool(
        e.op == "~~"
        and e.lhs != e.rhs
        and not {e.lhs, e.rhs} & latent
        and e.se
        and e.group == 1
    )
