"""Which layer a variable stands in, and its place there (Sugiyama's layout, by igraph).

Arrows that go through several layers get a place in each, so that nothing stands in their
way; they are put in here, as versions of igraph give them back in different forms.
"""

from __future__ import annotations

import itertools
from collections.abc import Sequence
from dataclasses import dataclass

from cpsurvey.graphs import igraph
from cpsurvey.report.diagram.graph import Panel


@dataclass(frozen=True, slots=True)
class Ordered:
    """Layers from 0 and places across, in steps of one.

    `chains`: the places an arrow goes through, in the order of the panel's arrows; places
    from ``len(names)`` on are of no variable. `junctions`: path -> the place at which another
    arrow points at it.
    """

    names: tuple[str, ...]
    layer: tuple[int, ...]
    across: tuple[float, ...]
    chains: tuple[tuple[int, ...], ...]
    junctions: dict[tuple[str, str], int]

    @property
    def depth(self) -> int:
        """How many layers there are."""
        return max(self.layer) + 1

    def spread(self, wide: float, narrow: float, step: float) -> tuple[float, ...]:
        """Places across in inches, from 0: variables are `wide`, what goes through `narrow`.

        What stands in line stays in line; no two of a layer come nearer than `step`.
        """
        found: dict[float, float] = {}
        pairs = self._beside()
        for value in sorted(set(self.across)):
            before = [
                found[self.across[left]]
                + (self._size(left, wide, narrow) + self._size(right, wide, narrow)) / 2
                + step
                for left, right in pairs
                if self.across[right] == value
            ]
            found[value] = max([*before, *(list(found.values())[-1:]), 0.0])
        return tuple(found[value] for value in self.across)

    def breadth(self, wide: float, narrow: float, step: float) -> float:
        """From the outer side of the first box to that of the last."""
        places = self.spread(wide, narrow, step)
        sizes = [self._size(at, wide, narrow) / 2 for at in range(len(places))]
        first = min(place - size for place, size in zip(places, sizes, strict=True))
        return max(place + size for place, size in zip(places, sizes, strict=True)) - first

    def _size(self, at: int, wide: float, narrow: float) -> float:
        return wide if at < len(self.names) else narrow

    def _beside(self) -> list[tuple[int, int]]:
        """Neighbours of one layer, left and right."""
        found = []
        for one in set(self.layer):
            mine = sorted(
                (at for at, of in enumerate(self.layer) if of == one),
                key=self.across.__getitem__,
            )
            found += list(itertools.pairwise(mine))
        return found


def ordered(panel: Panel) -> Ordered:
    """Layers and places of a panel's variables and arrows."""
    names = tuple(node.name for node in panel.nodes)
    index = {name: at for at, name in enumerate(names)}
    onto = list(dict.fromkeys(arrow.onto for arrow in panel.arrows if arrow.onto))
    junctions = {path: len(names) + at for at, path in enumerate(onto)}
    routes: list[list[int]] = []
    for arrow in panel.arrows:
        if arrow.onto:
            routes.append([index[arrow.tail], junctions[arrow.onto]])
            continue
        by = junctions.get((arrow.tail, arrow.head))
        between = [] if by is None else [by]
        routes.append([index[arrow.tail], *between, index[arrow.head]])
    edges = [pair for route in routes for pair in itertools.pairwise(route)]
    layer = _layers(len(names) + len(junctions), edges)
    chains = tuple(tuple(_through(route, layer)) for route in routes)
    return Ordered(names, tuple(layer), _across(layer, chains), chains, junctions)


def _layers(many: int, edges: Sequence[tuple[int, int]]) -> list[int]:
    """Longest ways from where nothing points at.

    What comes first stands near what follows; outcomes stand side by side at the end.
    """
    forward = _without_circles(many, edges)
    layer = [0] * many
    for _ in range(many):
        for tail, head in forward:
            layer[head] = max(layer[head], layer[tail] + 1)
    fed = {head for _, head in forward}
    for at in range(many):
        after = [layer[head] for tail, head in forward if tail == at]
        if at not in fed and after:
            layer[at] = min(after) - 1
    first, last = min(layer), max(layer)
    feeding = {tail for tail, _ in forward}
    return [
        (one if at in feeding or at not in fed else last) - first
        for at, one in enumerate(layer)
    ]


def _without_circles(many: int, edges: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The edges, those that close a circle turned round."""
    after: list[list[int]] = [[] for _ in range(many)]
    for tail, head in edges:
        after[tail].append(head)
    fed = {head for _, head in edges}
    state = [0] * many
    turned: set[tuple[int, int]] = set()

    def visit(at: int) -> None:
        state[at] = 1
        for head in after[at]:
            if state[head] == 1:
                turned.add((at, head))
            elif state[head] == 0:
                visit(head)
        state[at] = 2

    for at in sorted(range(many), key=lambda one: one in fed):
        if state[at] == 0:
            visit(at)
    found = [(b, a) if (a, b) in turned else (a, b) for a, b in edges]
    return [(a, b) for a, b in found if a != b]


def _through(route: Sequence[int], layer: list[int]) -> list[int]:
    """A route with a new place in every layer it passes; these are added to `layer`."""
    found = [route[0]]
    for tail, head in itertools.pairwise(route):
        step = 1 if layer[head] > layer[tail] else -1
        for between in range(layer[tail] + step, layer[head], step):
            layer.append(between)
            found.append(len(layer) - 1)
        found.append(head)
    return found


def _across(layer: Sequence[int], chains: Sequence[Sequence[int]]) -> tuple[float, ...]:
    """Places in the layers, from 0."""
    steps = dict.fromkeys(
        (min(pair, key=layer.__getitem__), max(pair, key=layer.__getitem__))
        for chain in chains
        for pair in itertools.pairwise(chain)
    )
    graph = igraph().Graph(n=len(layer), edges=list(steps), directed=True)
    placed = graph.layout_sugiyama(layers=list(layer), hgap=1, vgap=1, maxiter=200)
    across = _apart(layer, [point[0] for point in placed.coords[: len(layer)]])
    return tuple(round(one - min(across), 6) for one in across)


def _apart(layer: Sequence[int], across: list[float]) -> list[float]:
    """Places of one layer at least one step from each other, whatever came back."""
    for one in set(layer):
        mine = sorted((at for at, of in enumerate(layer) if of == one), key=across.__getitem__)
        for before, at in itertools.pairwise(mine):
            across[at] = max(across[at], across[before] + 1.0)
    return across
