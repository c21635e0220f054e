"""Paths and effects of a structural model, its outcomes side by side."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from cpsurvey.kinds.models import article_words as w
from cpsurvey.kinds.models import tables
from cpsurvey.kinds.models.data import Model
from cpsurvey.parts import Effect
from cpsurvey.report.article.hooks import Pieces
from cpsurvey.report.article.pieces import joined, picked, under
from cpsurvey.report.table import Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Estimate, Result

SIDES = 2
"""Outcomes that fit beside each other on a page."""
UNDER = "\x1f"
"""Between a source and what its effect is."""
_LABEL = re.compile(r"[A-Za-z_]\w*")


@dataclass(frozen=True, slots=True)
class _Graph:
    """The labelled arrows of a model: who stands at either end."""

    paths: Mapping[str, Estimate] = field(default_factory=dict)

    @classmethod
    def of(cls, estimates: Sequence[Estimate]) -> _Graph:
        return cls({e.label: e for e in estimates if e.op == "~" and e.label})

    def chain(self, product: str) -> tuple[str, ...]:
        """Variables a product of arrows passes through, from source to outcome."""
        arrows = [self.paths[name] for name in _LABEL.findall(product)]
        return (arrows[0].rhs, *(arrow.lhs for arrow in arrows))

    def leads(self, name: str) -> bool:
        """Whether a variable explains another."""
        return any(arrow.rhs == name for arrow in self.paths.values())


def pieces(result: Result[Model], words: Words) -> Pieces:
    """Effects on outcomes by outcome, joined; then what leads to what stands between."""
    shown = list(_sides(result, words))
    if shown:
        notes = (words(w.R2_NOTE, shares=tables.explained(result, words)),)
        yield "effects", replace(under(joined(shown), UNDER), notes=notes)
    for table in _steps(result, words):
        yield "steps", table


def _steps(result: Result[Model], words: Words) -> Iterator[Table]:
    """Labelled paths that are no effect of the table above, which has other intervals."""
    effects = {e.expression for e in result.data.effects}
    arrows = [e for e in result.estimates if e.op == "~"]
    between = [e for e in arrows if e.label and e.label not in effects]
    for table in tables.paths(result, words) if between else ():
        rows = [row for row, e in zip(table.rows, arrows, strict=True) if e in between]
        kept = picked(table, {"path": "", "b": "", "std": "", "std_ci": words(w.STD_CI)}, rows)
        named = (f"{words.label(e.rhs)} → {words.label(e.lhs)}" for e in between)
        yield replace(
            kept,
            rows=tuple(
                replace(row, cells={**row.cells, "path": name})
                for row, name in zip(kept.rows, named, strict=True)
            ),
        )


def _outcomes(result: Result[Model]) -> list[str]:
    """What is explained and explains nothing, in the order of the model."""
    arrows = [e for e in result.estimates if e.op == "~"]
    sources = {e.rhs for e in arrows}
    return list(dict.fromkeys(e.lhs for e in arrows if e.lhs not in sources))


def _sides(result: Result[Model], words: Words) -> Iterator[Table]:
    """For every outcome a table whose rows are called after source and way."""
    graph = _Graph.of(result.estimates)
    whole = next(iter(tables.effects(result, words)), None)
    if whole is None:
        return
    named = [
        (_called(effect, graph, words), row)
        for effect, row in zip(result.data.effects, whole.rows, strict=True)
    ]
    outcomes = _outcomes(result)
    for outcome in outcomes[:SIDES]:
        if mine := [(name, row) for (name, end), row in named if end == outcome]:
            yield _side(whole, outcome, mine, words)


def _side(whole: Table, outcome: str, mine: Sequence[tuple[str, Row]], words: Words) -> Table:
    columns = {"effect": "", "est": "", "std": "", "std_mc": words(w.STD_CI)}
    kept = picked(whole, columns, [row for _, row in mine])
    rows = (
        replace(row, cells={**row.cells, "effect": name})
        for (name, _), row in zip(mine, kept.rows, strict=True)
    )
    return Table("effects", words.label(outcome), kept.columns, tuple(rows))


def _called(effect: Effect, graph: _Graph, words: Words) -> tuple[str, str]:
    """Name of an effect without its outcome, and the outcome; empty where they are many."""
    products = effect.expression.replace(" ", "").split("+")
    try:
        chains = [graph.chain(part) for part in products]
    except (KeyError, IndexError):
        return "", ""
    ends = {(chain[0], chain[-1]) for chain in chains}
    if len(ends) > 1 or any("(" in part or "-" in part for part in products):
        return "", ""
    ((_, outcome),) = ends
    return _name(chains, graph, words), outcome


def _name(chains: Sequence[tuple[str, ...]], graph: _Graph, words: Words) -> str:
    source, outcome = chains[0][0], chains[0][-1]
    return f"{words.label(source)}{UNDER}{_way(chains, source, outcome, graph, words)}"


def _way(
    chains: Sequence[tuple[str, ...]], source: str, outcome: str, graph: _Graph, words: Words
) -> str:
    """What an effect is: total, direct, through whom."""
    ways = [chain[1:-1] for chain in chains]
    if len(ways) > 1:
        return words(w.TOTAL if () in ways else w.INDIRECT)
    if not ways[0]:
        whole = {arrow.lhs for arrow in graph.paths.values() if arrow.rhs == source}
        others = [one for one in whole - {outcome} if graph.leads(one)]
        return words(w.DIRECT if others else w.TOTAL)
    return words(w.THROUGH, path=" → ".join(words.label(name) for name in ways[0]))
