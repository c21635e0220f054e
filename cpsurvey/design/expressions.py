"""The little language of derived variables: parsed, never evaluated as Python.

::

    comparison := sum (("==" | "!=" | "<" | "<=" | ">" | ">=") sum)?
    sum        := product (("+" | "-") product)*
    product    := factor (("*" | "/") factor)*
    factor     := "-" factor | NUMBER | NAME | NAME "(" arguments ")" | "(" comparison ")"
    arguments  := argument ("," argument)*
    argument   := NAME ".." NAME | comparison

``me1..me5`` stands for me1, me2, me3, me4, me5. ``#`` starts a comment.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import NoReturn

from cpsurvey.errors import CpsurveyError, did_you_mean

FUNCTIONS = ("mean", "sum", "z", "centre", "value")
COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")
ONE_ARGUMENT = ("z", "centre", "value")
MAX_DEPTH = 50
MAX_SIGNS = 200
"""Of operations in one expression: each lies inside the next."""
MAX_RANGE = 1000
"""Names that one range stands for."""

_TOKEN = re.compile(
    r"\s*(?:(?P<number>\d+(?:\.\d+)?(?!\.\d))|(?P<name>[A-Za-z_][A-Za-z0-9_]*)"
    r"|(?P<sign>\.\.|==|!=|<=|>=|[-+*/(),<>]))"
)
_RANGE_END = re.compile(r"([A-Za-z_][A-Za-z0-9_]*?)(\d+)")


@dataclass(frozen=True, slots=True)
class Number:
    """A constant."""

    value: float


@dataclass(frozen=True, slots=True)
class Name:
    """A variable."""

    name: str


@dataclass(frozen=True, slots=True)
class Call:
    """A function of its arguments."""

    function: str
    arguments: tuple[Node, ...]


@dataclass(frozen=True, slots=True)
class Operation:
    """Two sides and a sign: arithmetic, or a comparison that gives 0 or 1."""

    sign: str
    left: Node
    right: Node


Node = Number | Name | Call | Operation


def parse(text: str, *, where: str | None = None) -> Node:
    """Parse one expression.

    Raises
    ------
    CpsurveyError
        CPS012 with a caret under the first character that does not fit.
    """
    parser = _Parser(text.split("#")[0].rstrip(), where)
    node = parser.comparison()
    parser.expect_end()
    return node


def names(node: Node) -> Iterator[str]:
    """Every variable an expression uses, in order, repeats included."""
    if isinstance(node, Name):
        yield node.name
    elif isinstance(node, Call):
        for argument in node.arguments:
            yield from names(argument)
    elif isinstance(node, Operation):
        yield from names(node.left)
        yield from names(node.right)


class _Parser:
    def __init__(self, text: str, where: str | None) -> None:
        self.text = text
        self.where = where
        self.depth = 0
        self.signs = 0
        self.tokens: list[tuple[str, str, int]] = []
        position = 0
        while position < len(text):
            found = _TOKEN.match(text, position)
            if not found:
                start = position + len(text[position:]) - len(text[position:].lstrip())
                self.fail("this character does not belong here", start)
            kind = str(found.lastgroup)
            self.tokens.append((kind, found[kind], found.start(kind)))
            position = found.end()
        self.at = 0

    def fail(self, message: str, column: int, fix: str = "") -> NoReturn:
        raise CpsurveyError(
            "CPS012",
            f"{message}\n  {self.text}\n  {' ' * column}^",
            where=self.where,
            fix=fix or "use names, numbers, + - * /, comparisons, " + ", ".join(FUNCTIONS),
        )

    def peek(self, *signs: str) -> bool:
        return self.at < len(self.tokens) and self.tokens[self.at][1] in signs

    def take(self) -> tuple[str, str, int]:
        if self.at == len(self.tokens):
            self.fail("the expression ends too early", len(self.text))
        self.at += 1
        return self.tokens[self.at - 1]

    def expect(self, sign: str) -> None:
        if not self.peek(sign):
            column = self.tokens[self.at][2] if self.at < len(self.tokens) else len(self.text)
            self.fail(f"'{sign}' is missing", column)
        self.at += 1

    def expect_end(self) -> None:
        if self.at < len(self.tokens):
            self.fail("nothing more was expected", self.tokens[self.at][2])

    def comparison(self) -> Node:
        self.depth += 1
        if self.depth > MAX_DEPTH:
            self.fail("too many brackets inside each other", 0)
        node = self.sum()
        if self.peek(*COMPARISONS):
            sign = self.take()[1]
            node = Operation(sign, node, self.sum())
        self.depth -= 1
        return node

    def sum(self) -> Node:
        node = self.product()
        while self.peek("+", "-"):
            node = Operation(self.sign(), node, self.product())
        return node

    def product(self) -> Node:
        node = self.factor()
        while self.peek("*", "/"):
            node = Operation(self.sign(), node, self.factor())
        return node

    def sign(self) -> str:
        self.signs += 1
        if self.signs > MAX_SIGNS:
            column = self.tokens[self.at][2]
            self.fail("this is too long", column, "use sum(a, b, ...), or more variables")
        return self.take()[1]

    def factor(self) -> Node:
        negative = False
        while self.peek("-"):
            self.take()
            negative = not negative
        node = self.atom()
        return Operation("-", Number(0.0), node) if negative else node

    def atom(self) -> Node:
        kind, text, column = self.take()
        if kind == "number":
            return Number(float(text))
        if kind == "name":
            return self.call(text, column) if self.peek("(") else Name(text)
        if text != "(":
            self.fail(f"'{text}' is not expected here", column)
        node = self.comparison()
        self.expect(")")
        return node

    def call(self, function: str, column: int) -> Call:
        if function not in FUNCTIONS:
            self.fail(
                f"there is no function '{function}'", column, did_you_mean(function, FUNCTIONS)
            )
        self.expect("(")
        arguments = [*self.argument()]
        while self.peek(","):
            self.take()
            arguments += self.argument()
        self.expect(")")
        if function in ONE_ARGUMENT and len(arguments) != 1:
            self.fail(f"'{function}' takes one argument, not {len(arguments)}", column)
        if function == "value" and not isinstance(arguments[0], Name):
            self.fail("'value' takes the name of a question", column)
        return Call(function, tuple(arguments))

    def argument(self) -> list[Node]:
        node = self.comparison()
        if not self.peek(".."):
            return [node]
        column = self.take()[2]
        _, last, end_column = self.take()
        if not isinstance(node, Name):
            self.fail("a range goes from name to name (me1..me5)", column)
        start, end = _RANGE_END.fullmatch(node.name), _RANGE_END.fullmatch(last)
        if not start or not end or start[1] != end[1]:
            self.fail("a range counts up within one name (me1..me5)", end_column)
        if max(len(start[2]), len(end[2])) > 9:
            self.fail("the numbers of a range have nine digits at most", end_column)
        if int(start[2]) > int(end[2]):
            self.fail("a range counts up within one name (me1..me5)", end_column)
        if int(end[2]) - int(start[2]) >= MAX_RANGE:
            self.fail(f"a range stands for {MAX_RANGE} names at most", end_column)
        return [Name(f"{start[1]}{i}") for i in range(int(start[2]), int(end[2]) + 1)]
