"""Models written otherwise: the order of mediators, more controls, a factor of wording."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cpsurvey.design import Questionnaire
from cpsurvey.sem.language.expression import Node
from cpsurvey.sem.language.partable import variables
from cpsurvey.sem.language.statements import Defined, Modifier
from cpsurvey.sem.language.syntax import Relation, Syntax

WORDING = "wording"
REVERSED = 3
"""Reversed items that make a factor of their own."""


def _relation(lhs: str, op: str, rhs: str, fixed: tuple[float, ...] = ()) -> Relation:
    return Relation(lhs, op, rhs, Modifier(fixed=fixed), 0)


def _endogenous(syntax: Syntax) -> list[str]:
    return list(dict.fromkeys(r.lhs for r in syntax.relations if r.op == "~"))


def more_controls(syntax: Syntax, names: Sequence[str]) -> Syntax | None:
    """Further covariates in every equation."""
    observed, latent = variables(syntax)
    new = [name for name in names if name not in {*observed, *latent}]
    if not new or not _endogenous(syntax):
        return None
    added = [_relation(y, "~", name) for y in _endogenous(syntax) for name in new]
    return replace(syntax, relations=(*syntax.relations, *added))


def with_wording(syntax: Syntax, questionnaire: Questionnaire) -> Syntax | None:
    """A factor of the reversed items, apart from all others; loadings equal."""
    items = questionnaire.items
    measured = [r.rhs for r in syntax.relations if r.op == "=~" and r.rhs in items]
    reversed_ = [name for name in dict.fromkeys(measured) if items[name].reverse]
    observed, latent = variables(syntax)
    if len(reversed_) < REVERSED or WORDING in {*observed, *latent}:
        return None
    loads = [_relation(WORDING, "=~", name, (1.0,)) for name in reversed_]
    after = {*_endogenous(syntax), *(r.rhs for r in syntax.relations if r.op == "=~")}
    apart = [_relation(WORDING, "~~", f, (0.0,)) for f in latent if f not in after]
    return replace(syntax, relations=(*syntax.relations, *loads, *apart))


# ------------------------------------------------------------------ order of mediators
def reversed_order(syntax: Syntax, _questionnaire: Questionnaire) -> Syntax | None:
    """The one path between mediators turned round, in effects too; None elsewhere."""
    arrows = {(r.lhs, r.rhs): _label(r) for r in syntax.relations if r.op == "~"}
    after, before = {left for left, _ in arrows}, {right for _, right in arrows}
    mediators = after & before
    between = [pair for pair in arrows if {*pair} <= mediators]
    if len(between) != 1:
        return None
    late, early = between[0]
    turn = _Turn(
        label=arrows[late, early],
        swap=dict(_exchanged(arrows, late, early)),
        into={found for (left, _), found in arrows.items() if left == early and found},
        out={found for (_, right), found in arrows.items() if right == late and found},
    )
    if not turn.label:
        return None
    turned = tuple(
        replace(r, lhs=early, rhs=late) if (r.op, r.lhs, r.rhs) == ("~", late, early) else r
        for r in syntax.relations
    )
    defined = [_turned(one, turn) for one in syntax.defined]
    if any(one is None for one in defined):
        return None
    return replace(syntax, relations=turned, defined=tuple(one for one in defined if one))


def _label(relation: Relation) -> str:
    labels = relation.modifier.labels
    return labels[0] if labels else ""


def _exchanged(
    arrows: Mapping[tuple[str, str], str], late: str, early: str
) -> Iterator[tuple[str, str]]:
    """Labels of paths into and out of the two mediators, each with its counterpart."""
    other = {late: early, early: late}
    for (left, right), label in arrows.items():
        pair = (other.get(left, left), other.get(right, right))
        if pair != (left, right) and {left, right} != {late, early} and label:
            yield label, arrows.get(pair, "")


@dataclass(frozen=True, slots=True)
class _Turn:
    """Label of the path turned round; other labels with their counterparts.

    `into` are the labels of paths into the mediator that was first, `out` of those out of the
    one that was second: what passes between them from end to end has one of each.
    """

    label: str
    swap: Mapping[str, str]
    into: Collection[str]
    out: Collection[str]


ZERO = Node("number", 0.0)


def _turned(one: Defined, turn: _Turn) -> Defined | None:
    if turn.label not in one.node.names():
        return one
    node = _node(one.node, turn)
    return None if node is None else replace(one, node=node, text=_written(node))


def _node(node: Node, turn: _Turn) -> Node | None:
    """The same sum with the products that pass between the mediators turned round.

    What begins at the first mediator, or ends at the second one, has no such way any more.
    """
    if turn.label not in node.names():
        return node
    if node.op in ("+", "-"):
        left, right = (_node(part, turn) for part in node.parts)
        if left is None or right is None:
            return None
        if right == ZERO:
            return left
        return right if left == ZERO and node.op == "+" else replace(node, parts=(left, right))
    others = [name for name in node.names() if name != turn.label]
    if not _is_product(node) or not all(turn.swap.get(name) for name in others):
        return None
    whole = {*others} & {*turn.into} and {*others} & {*turn.out}
    return _renamed(node, turn.swap) if whole else ZERO


def _is_product(node: Node) -> bool:
    if node.op == "*":
        return all(_is_product(part) for part in node.parts)
    return node.op in ("name", "number")


def _renamed(node: Node, swap: Mapping[str, str]) -> Node:
    name = swap.get(node.name, node.name)
    return replace(node, name=name, parts=tuple(_renamed(part, swap) for part in node.parts))


def _written(node: Node) -> str:
    """An expression of sums and products of names."""
    if node.op == "name":
        return node.name
    if node.op == "number":
        return f"{node.value:g}"
    if node.op == "neg":
        return f"-({_written(node.parts[0])})"
    if node.op == "call":
        return f"{node.name}({_written(node.parts[0])})"
    left, right = node.parts
    first, second = _written(left), _written(right)
    if node.op == "*":
        return f"{_held(left, first)}*{_held(right, second)}"
    if node.op == "-":
        second = _held(right, second)
    if node.op in ("+", "-"):
        return f"{first} {node.op} {second}"
    return f"({first}){node.op}({second})"


def _held(node: Node, text: str) -> str:
    return f"({text})" if node.op in ("+", "-", "neg") else text
