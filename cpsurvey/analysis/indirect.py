"""The indirect effects of a model, and the model with every arrow among them turned round."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import combinations, pairwise

from cpsurvey.sem.language.expression import Node
from cpsurvey.sem.language.statements import Defined, Modifier, Relation, Syntax

Path = tuple[str, ...]
Edge = tuple[str, str]
"""From, to."""
MOST = 64
"""Ways of one effect beyond which it is not taken apart."""


@dataclass(frozen=True, slots=True)
class Chain:
    """An indirect effect: every way from its source to its outcome."""

    name: str
    paths: tuple[Path, ...]

    @property
    def source(self) -> str:
        """Where it begins."""
        return self.paths[0][0]

    @property
    def outcome(self) -> str:
        """Where it ends."""
        return self.paths[0][-1]


def chains(syntax: Syntax) -> list[Chain]:
    """Definitions that are sums of products of paths from one variable to another."""
    edges = {
        r.modifier.labels[0]: (r.rhs, r.lhs)
        for r in syntax.relations
        if r.op == "~" and len(r.modifier.labels) == 1
    }
    known = {d.name: d.node for d in syntax.defined}
    found = []
    for defined in syntax.defined:
        products = _products(defined.node, known)
        paths = [_path([edges[name] for name in p]) for p in products if set(p) <= set(edges)]
        whole = len(paths) == len(products) > 0 and all(len(path) > 2 for path in paths)
        if whole and len({(path[0], path[-1]) for path in paths}) == 1:
            found.append(Chain(defined.name, tuple(paths)))
    return found


@dataclass(frozen=True, slots=True)
class Contrast:
    """A difference of two indirect effects of one source."""

    name: str
    first: Chain
    second: Chain


def contrasts(syntax: Syntax) -> list[Contrast]:
    """Definitions that are one named indirect effect less another of the same source."""
    known = {chain.name: chain for chain in chains(syntax)}
    found = []
    for defined in syntax.defined:
        sides = [part.name for part in defined.node.parts if part.op == "name"]
        if defined.node.op == "-" and len(sides) == 2 and set(sides) <= set(known):
            first, second = (known[name] for name in sides)
            if first.source == second.source and first.outcome != second.outcome:
                found.append(Contrast(defined.name, first, second))
    return found


def _products(node: Node, known: Mapping[str, Node]) -> list[tuple[str, ...]]:
    """A sum of products of names, product by product; nothing of what is none."""
    if node.op == "name":
        inner = known.get(node.name)
        return _products(inner, known) if inner else [(node.name,)]
    parts = [_products(part, known) for part in node.parts]
    if node.op not in ("+", "*") or not all(parts):
        return []
    left, right = parts
    if node.op == "+":
        return left + right if len(left) + len(right) <= MOST else []
    found = [(*one, *other) for one in left for other in right]
    return found if len(found) <= MOST else []


def _path(edges: Sequence[Edge]) -> Path:
    """Variables that edges pass in order, whatever order they are written in."""
    after = dict(edges)
    begins = set(after) - set(after.values())
    if len(after) != len(edges) or len(begins) != 1:
        return ()
    path = [begins.pop()]
    while path[-1] in after and len(path) <= len(edges):
        path.append(after[path[-1]])
    return tuple(path) if len(path) == len(edges) + 1 else ()


@dataclass(frozen=True, slots=True)
class Structure:
    """Variables on the ways of a model's indirect effects, causes before consequences.

    Parameters
    ----------
    edges : tuple of (from, to)
        Every regression among `nodes`.
    covariates : tuple of str
        Other predictors of any of them.
    """

    nodes: tuple[str, ...]
    edges: tuple[Edge, ...]
    covariates: tuple[str, ...]

    def parents(self, node: str) -> list[str]:
        """What acts on a node, among the nodes."""
        return [one for one, other in self.edges if other == node]

    @property
    def sources(self) -> list[str]:
        """Nodes on which no other acts."""
        return [node for node in self.nodes if not self.parents(node)]

    @property
    def ends(self) -> list[str]:
        """Nodes that act on no other."""
        return [node for node in self.nodes if all(one != node for one, _ in self.edges)]


def structure(syntax: Syntax, found: Sequence[Chain]) -> Structure | None:
    """The part of a model that its indirect effects pass; None where it goes in a circle."""
    names = {name for chain in found for path in chain.paths for name in path}
    regressions = [r for r in syntax.relations if r.op == "~"]
    edges = tuple((r.rhs, r.lhs) for r in regressions if {r.lhs, r.rhs} <= names)
    others = [r.rhs for r in regressions if r.lhs in names and r.rhs not in names]
    nodes: list[str] = []
    while len(nodes) < len(names):
        free = [n for n in names if n not in nodes and _before(n, edges) <= set(nodes)]
        if not free:
            return None
        nodes += sorted(free)
    return Structure(tuple(nodes), edges, tuple(dict.fromkeys(others)))


def _before(node: str, edges: Sequence[Edge]) -> set[str]:
    return {one for one, other in edges if other == node}


def plain(syntax: Syntax, where: Structure) -> bool:
    """Whether paths among the nodes are free, each by itself: only then can they be turned."""
    used = [r for r in syntax.relations if r.op == "~" and {r.lhs, r.rhs} <= set(where.nodes)]
    labels = [label for r in used for label in r.modifier.labels]
    free = all(not r.modifier.fixed and not r.modifier.equal for r in used)
    return free and not syntax.constraints and len(set(labels)) == len(labels)


def complete(where: Structure) -> bool:
    """Whether every node acts on every later one, sources and ends apart.

    An omitted cause of a mediator and an outcome then changes no implied moment.
    """
    for end in where.nodes:
        parents = set(where.parents(end))
        for parent in parents:
            if not set(where.parents(parent)) <= parents:
                return False
    return True


def written(syntax: Syntax, where: Structure, found: Sequence[Chain], *, back: bool) -> Syntax:
    """The model in one order, the same covariates in every equation of its nodes."""
    nodes = set(where.nodes)
    edges = [(b, a) if back else (a, b) for a, b in where.edges]
    labels = {edge: f"p{at}_" for at, edge in enumerate(edges)}
    kept = [
        r
        for r in syntax.relations
        if not (r.op == "~" and r.lhs in nodes and r.rhs in {*nodes, *where.covariates})
    ]
    more = [Relation(b, "~", a, Modifier(labels=(labels[a, b],)), 0) for a, b in edges]
    more += [Relation(n, "~", c, Modifier(), 0) for n in where.nodes for c in where.covariates]
    there = {frozenset((r.lhs, r.rhs)) for r in kept if r.op == "~~"}
    pairs = [*combinations(where.sources, 2), *combinations(where.ends, 2)]
    for one, other in pairs:
        if frozenset((one, other)) not in there:
            more.append(Relation(one, "~~", other, Modifier(), 0))
    defined = tuple(_defined(chain, labels, back=back) for chain in found)
    return replace(syntax, relations=(*kept, *more), defined=defined, constraints=())


def _defined(chain: Chain, labels: Mapping[Edge, str], *, back: bool) -> Defined:
    """The effect as a sum of products; turned round, from its outcome to its source."""
    products = []
    for path in chain.paths:
        way = path[::-1] if back else path
        products.append([labels[edge] for edge in pairwise(way)])
    node = _folded("+", [_folded("*", [Node("name", name=n) for n in p]) for p in products])
    text = " + ".join("*".join(p) for p in products)
    return Defined(chain.name, node, text, 0)


def _folded(op: str, nodes: Sequence[Node]) -> Node:
    first, *others = nodes
    for other in others:
        first = Node(op, parts=(first, other))
    return first
