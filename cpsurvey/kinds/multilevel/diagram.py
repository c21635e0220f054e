"""Paths within and between groups, each level a path diagram."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.multilevel import words as w
from cpsurvey.kinds.multilevel.data import Level, Multilevel, Path, Way
from cpsurvey.report.diagram import figure
from cpsurvey.report.diagram import words as d
from cpsurvey.report.diagram.graph import Added, Arrow, Node, Panel, Value, with_added
from cpsurvey.report.document import Figure, Text
from cpsurvey.report.words import Words
from cpsurvey.results import Result, admissible

FEW_CONTROLS = 3
"""Paths of control variables that are drawn, at one level."""
LEVELS: tuple[Level, ...] = ("within", "between")


def structure(
    result: Result[Multilevel],
    words: Words,
    added: Sequence[Added] = (),
    name: str = "fig-paths",
) -> Figure | Text | None:
    """The way that is read: a panel within and one between groups."""
    data = result.data
    way = data.read
    inner = {data.source, *data.mediators, *data.outcomes}
    outer = [path.predictor for path in way.paths if path.predictor not in inner]
    left_out = list(dict.fromkeys(outer)) if len(outer) > 2 * FEW_CONTROLS else []
    panels = [_panel(way, level, left_out, words) for level in LEVELS]
    panels[0] = with_added(panels[0], added)
    said = [words(d.RAW)]
    if left_out:
        said.append(words(d.CONTROLS, names=[words.label(name) for name in left_out]))
    if not way.admissible and admissible(result):
        said.append(words(d.INADMISSIBLE))
    title = words(d.STRUCTURE, model=words(d.FROM, source=words.label(data.source)))
    said += [*figure.cautions(result, words), *figure.told(added, panels, words)]
    return figure.structure(panels, f"{name}-{result.id}", title, said, words)


def _panel(way: Way, level: Level, left_out: list[str], words: Words) -> Panel:
    paths = [p for p in way.paths if p.part == level and p.predictor not in left_out]
    names = dict.fromkeys(name for p in paths for name in (p.predictor, p.outcome))
    nodes = tuple(Node(name, words.label(name), latent=False) for name in names)
    arrows = tuple(Arrow(p.predictor, p.outcome, _value(p)) for p in paths)
    return Panel(nodes, arrows, title=words(w.PARTS[level]))


def _value(path: Path) -> Value:
    return Value(path.b, path.ci)
