"""The paths of a mediation as a path diagram."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.mediation.data import Mediation, Path
from cpsurvey.report.diagram import figure
from cpsurvey.report.diagram import words as w
from cpsurvey.report.diagram.graph import Added, Arrow, Node, Panel, Value, with_added
from cpsurvey.report.document import Figure, Text
from cpsurvey.report.words import Words
from cpsurvey.results import Result

FEW_CONTROLS = 3
"""Paths of control variables that are drawn."""


def structure(
    result: Result[Mediation],
    words: Words,
    added: Sequence[Added] = (),
    name: str = "fig-paths",
) -> Figure | Text | None:
    """Source, mediators and outcomes, with what is `added` to them (a moderator)."""
    data = result.data
    left_out = _controls(data)
    paths = [path for path in data.paths if path.predictor not in left_out]
    shares = {line.variable: line.r2 for line in data.r2}
    names = dict.fromkeys((data.source, *data.mediators, *data.outcomes))
    names |= dict.fromkeys(path.predictor for path in paths)

    def node(variable: str) -> Node:
        r2 = shares.get(variable)
        under = "" if r2 is None else words(w.R2, r2=words.number(r2, "unit2"))
        return Node(variable, words.label(variable), data.measured == "items", under)

    arrows = [Arrow(path.predictor, path.outcome, _value(path)) for path in paths]
    panel = with_added(Panel(tuple(map(node, names)), tuple(arrows)), added)
    known_ends = any(path.std_ci for path in paths)
    said = [words(w.STANDARDISED if known_ends else w.STANDARDISED_ALONE)]
    if left_out:
        said.append(words(w.CONTROLS, names=[words.label(name) for name in left_out]))
    title = words(w.STRUCTURE, model=words(w.FROM, source=words.label(data.source)))
    said += [*figure.cautions(result, words), *figure.told(added, [panel], words)]
    return figure.structure([panel], f"{name}-{result.id}", title, said, words)


def _value(path: Path) -> Value:
    return Value(path.std_all, path.std_ci, path.ci.apart if path.ci else None)


def _controls(data: Mediation) -> list[str]:
    """Covariates, where they are too many to be drawn."""
    inner = {data.source, *data.mediators, *data.outcomes}
    found = [path.predictor for path in data.paths if path.predictor not in inner]
    return list(dict.fromkeys(found)) if len(found) > FEW_CONTROLS else []
