"""The mistakes: where in a file each can be made, and what the file says then."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations
from pathlib import Path

COMPARED = {
    ast.Lt: "<=",
    ast.LtE: "<",
    ast.Gt: ">=",
    ast.GtE: ">",
    ast.Eq: "!=",
    ast.NotEq: "==",
    ast.Is: "is not",
    ast.IsNot: "is",
    ast.In: "not in",
    ast.NotIn: "in",
}
REVERSED = {ast.Lt: ">", ast.Gt: "<", ast.LtE: ">", ast.GtE: "<"}
COMPUTED = {ast.Add: "-", ast.Sub: "+", ast.Mult: "/", ast.Div: "*", ast.Pow: "*"}
COMPUTED_SIGNS = ("+", "-", "*", "/", "**")
TWINS = (
    ("lower", "upper"),
    ("low", "high"),
    ("est", "se"),
    ("cfi", "tli"),
    ("r", "n"),
    ("first", "second"),
    ("min", "max"),
    ("mean", "sd"),
    ("pvalue", "est"),
    ("EST", "SE"),
    ("CFI", "RMSEA"),
    ("MEAN", "SD"),
    ("df1", "df2"),
    ("icc1", "icc2"),
)
"""Names that are taken for each other."""


@dataclass(frozen=True, slots=True)
class Mutant:
    """One mistake: characters `start` to `end` of a file become `text`."""

    file: Path
    line: int
    what: str
    start: int
    end: int
    text: str

    def apply(self, source: str) -> str:
        """The file with the mistake."""
        return source[: self.start] + self.text + source[self.end :]


def mutants(file: Path) -> list[Mutant]:
    """Every mistake that can be made in a file, outside docstrings and types."""
    source = file.read_text(encoding="utf-8")
    places = _Places(source)
    tree = ast.parse(source)
    found: list[Mutant] = []
    for node in _code(tree):
        for what, start, end, text in _of(node, places):
            if source[start:end] != text:
                found.append(Mutant(file, node.lineno, what, start, end, text))
    return found


class _Places:
    """From line and column (in bytes) to a place in the text."""

    def __init__(self, source: str) -> None:
        self.source = source
        self._lines = source.splitlines(keepends=True)
        self._starts = [0]
        for line in self._lines:
            self._starts.append(self._starts[-1] + len(line))

    def at(self, line: int, column: int) -> int:
        text = self._lines[line - 1].encode()[:column].decode()
        return self._starts[line - 1] + len(text)

    def span(self, node: ast.expr) -> tuple[int, int]:
        end_line, end_column = node.end_lineno or 0, node.end_col_offset or 0
        return self.at(node.lineno, node.col_offset), self.at(end_line, end_column)

    def text(self, node: ast.expr) -> str:
        start, end = self.span(node)
        return self.source[start:end]


Change = tuple[str, int, int, str]


def _code(tree: ast.Module) -> Iterator[ast.expr]:
    """Expressions inside functions; annotations and the words of messages are left out."""
    skipped: set[int] = set()
    for node in ast.walk(tree):
        hints = [getattr(node, "annotation", None), getattr(node, "returns", None)]
        if isinstance(node, ast.Raise):
            hints.append(node.exc)
        for hint in hints:
            skipped |= {id(one) for one in ast.walk(hint)} if hint is not None else set()
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            skipped.add(id(node.value))
        if isinstance(node, ast.JoinedStr):
            skipped |= {id(one) for one in node.values if isinstance(one, ast.Constant)}
    for function in ast.walk(tree):
        if isinstance(function, ast.FunctionDef):
            for statement in function.body:
                for node in ast.walk(statement):
                    if isinstance(node, ast.expr) and id(node) not in skipped:
                        yield node


def _of(node: ast.expr, places: _Places) -> Iterator[Change]:
    match node:
        case ast.Compare(ops=[_]):
            yield from _comparison(node, places)
        case ast.BinOp() | ast.BoolOp() | ast.UnaryOp(op=ast.Not()):
            yield from _operation(node, places)
        case ast.Constant(value=bool() as value):
            yield "constant", *places.span(node), str(not value)
        case ast.Constant(value=int() | float() as value):
            yield "constant", *places.span(node), repr(value + 1)
        case ast.IfExp(test=test, body=body, orelse=orelse):
            start, end = places.span(node)
            if "\n" not in places.source[start:end]:
                text = f"{places.text(orelse)} if {places.text(test)} else {places.text(body)}"
                yield "choice", start, end, text
        case ast.Attribute(attr=name):
            end = places.span(node)[1]
            for one, other in TWINS:
                if name in (one, other):
                    yield "field", end - len(name), end, other if name == one else one
        case ast.Call(keywords=keywords) if len(keywords) > 1:
            yield from _exchanged(node, places)


def _comparison(node: ast.Compare, places: _Places) -> Iterator[Change]:
    between = places.span(node.left)[1], places.span(node.comparators[0])[0]
    op = type(node.ops[0])
    if op in COMPARED:
        yield "comparison", *between, f" {COMPARED[op]} "
    if op in REVERSED:
        yield "comparison", *between, f" {REVERSED[op]} "


def _operation(node: ast.expr, places: _Places) -> Iterator[Change]:
    match node:
        case ast.UnaryOp(operand=operand):
            yield "negation", *places.span(node), places.text(operand)
        case ast.BoolOp(op=op, values=[first, second, *_]):
            start, end = places.span(first)[1], places.span(second)[0]
            old, new = ("and", "or") if isinstance(op, ast.And) else ("or", "and")
            yield "logic", start, end, places.source[start:end].replace(old, new)
        case ast.BinOp(left=left, op=op, right=right) if type(op) in COMPUTED:
            start, end = places.span(left)[1], places.span(right)[0]
            said = places.source[start:end]
            sign = said.strip(" ()")
            texts = isinstance(left, ast.JoinedStr) or isinstance(right, ast.JoinedStr)
            if sign in COMPUTED_SIGNS and not texts:
                yield "arithmetic", start, end, said.replace(sign, COMPUTED[type(op)])


def _exchanged(node: ast.Call, places: _Places) -> Iterator[Change]:
    """The values of two neighbouring keywords change places."""
    named = [one for one in node.keywords if one.arg]
    for first, second in list(combinations(named, 2))[:3]:
        a, b = places.span(first.value), places.span(second.value)
        if a[1] <= b[0]:
            between = places.source[a[1] : b[0]]
            text = f"{places.text(second.value)}{between}{places.text(first.value)}"
            yield "exchange", a[0], b[1], text
