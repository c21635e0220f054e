"""Derived variables without what was not asked."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from decimal import Decimal

from cpsurvey.design import expressions
from cpsurvey.design.expressions import Call, Name, Node, Number, Operation

PARTS = ("mean", "sum")
"""Functions of several arguments, which can do without some of them."""


def without(
    derived: Mapping[str, str], absent: Collection[str]
) -> tuple[dict[str, str], set[str]]:
    """Derived variables by what is left of them, and the names of which nothing is left."""
    left: dict[str, str] = {}
    gone: set[str] = set()
    for name, text in derived.items():  # each uses earlier ones only
        if name in absent:
            gone.add(name)
            continue
        if not gone.union(absent) & set(expressions.names(expressions.parse(text))):
            left[name] = text
            continue
        node = _less(expressions.parse(text), {*absent, *gone})
        if node is None:
            gone.add(name)
        else:
            left[name] = written(node)
    return left, gone


def _less(node: Node, absent: Collection[str]) -> Node | None:
    if isinstance(node, Number):
        return node
    if isinstance(node, Name):
        return None if node.name in absent else node
    if isinstance(node, Operation):
        left, right = _less(node.left, absent), _less(node.right, absent)
        return Operation(node.sign, left, right) if left and right else None
    arguments = [_less(argument, absent) for argument in node.arguments]
    kept = tuple(argument for argument in arguments if argument is not None)
    whole = len(kept) == len(arguments)
    return Call(node.function, kept) if kept and (whole or node.function in PARTS) else None


def written(node: Node) -> str:
    """An expression as text that reads as the same one."""
    if isinstance(node, Number):
        return format(Decimal(repr(node.value)), "f")
    if isinstance(node, Name):
        return node.name
    if isinstance(node, Call):
        return f"{node.function}({', '.join(map(written, node.arguments))})"
    return f"({written(node.left)} {node.sign} {written(node.right)})"
