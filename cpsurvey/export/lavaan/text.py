"""A model as lavaan reads it: its own text, or its statements written out again."""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterator
from itertools import groupby

from cpsurvey.errors import CpsurveyError
from cpsurvey.export.lavaan.names import safe
from cpsurvey.sem.language.expression import Node
from cpsurvey.sem.language.statements import Relation, Syntax
from cpsurvey.sem.language.syntax import parse

Name = Callable[[str], str]
_PARAMETER = re.compile(r"(.+?)(=~|~~|~1$|~|\|)(.*)")


def names(syntax: Syntax) -> Iterator[str]:
    """Every name of a model: variables, labels, effects."""
    for one in syntax.relations:
        yield from (name for name in (one.lhs, one.rhs) if name)
        yield from one.modifier.labels
    for defined in syntax.defined:
        yield from (defined.name, *defined.node.names())
    for constraint in syntax.constraints:
        yield from (*constraint.left.names(), *constraint.right.names())


def written(syntax: Syntax, name: Name) -> str:
    """The model: as it stands, where lavaan reads the same there."""
    if _as_it_stands(syntax):
        return syntax.text.strip("\n")
    return "\n".join(_lines(syntax, name))


def _as_it_stands(syntax: Syntax) -> bool:
    text = syntax.text
    if not text.strip() or not text.isascii() or "`" in text or "**" in text:
        return False
    if syntax.two_level or not all(map(safe, names(syntax))):
        return False
    try:
        return parse(text) == syntax
    except CpsurveyError:
        return False


def _lines(syntax: Syntax, name: Name) -> Iterator[str]:
    for level, those in groupby(sorted(syntax.relations, key=_level), key=_level):
        if level:
            yield f"level: {level}"
        yield from (_relation(one, name) for one in those)
    for one in syntax.defined:
        yield f"{name(one.name)} := {expression(one.node, name)}"
    for held in syntax.constraints:
        left, right = (expression(node, name) for node in (held.left, held.right))
        yield f"{left} {held.op} {right}"


def _level(one: Relation) -> int:
    return one.level


def _relation(one: Relation, name: Name) -> str:
    op, right = ("~", "1") if one.op == "~1" else (one.op, _right(one, name))
    terms = [f"{told}*{right}" for told in _modifiers(one, name)]
    return f"{name(one.lhs)} {op} {' + '.join(terms or [right])}"


def _right(one: Relation, name: Name) -> str:
    return one.rhs if one.op == "|" else name(one.rhs)


def _modifiers(one: Relation, name: Name) -> Iterator[str]:
    """Each in a term of its own, as lavaan has several of one parameter."""
    told = one.modifier
    if told.fixed:
        yield _several([_number(value) for value in told.fixed])
    if told.labels:
        several = len(told.labels) > 1
        labels = [name(label) for label in told.labels]
        yield _several([f'"{label}"' for label in labels]) if several else labels[0]
    if told.start:
        yield f"start({', '.join(map(_number, told.start))})"
    if told.equal:
        yield f'equal("{parameter(told.equal, name)}")'


def parameter(said: str, name: Name) -> str:
    """A parameter as `equal` and `group.partial` name it: ``f=~x1``, ``x1~1``."""
    found = _PARAMETER.fullmatch(said)
    if found is None:
        return said
    left, op, right = (part.strip() for part in found.groups())
    kept = op == "|" or right in ("1", "")
    return f"{name(left)}{op}{right if kept else name(right)}"


def _several(those: list[str]) -> str:
    return those[0] if len(those) == 1 else f"c({', '.join(those)})"


def _number(value: float | None) -> str:
    return "NA" if value is None or math.isnan(value) else repr(float(value))


def expression(node: Node, name: Name) -> str:
    """An expression, with every part of it in brackets."""
    if node.op == "number":
        return repr(float(node.value))
    if node.op == "name":
        return name(node.name)
    parts = [expression(part, name) for part in node.parts]
    if node.op == "call":
        return f"{node.name}({parts[0]})"
    if node.op == "neg":
        return f"(-{parts[0]})"
    return f"({parts[0]} {node.op} {parts[1]})"
