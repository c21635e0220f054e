"""Arithmetic over parameter names, for ``:=`` and constraints; nothing else is possible."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import numpy as np

from cpsurvey.sem.language.tokens import Token, complaint

Value = Any
"""A number or an array of numbers, real or complex."""


def _absolute(x: Value) -> Value:
    return x * np.sign(np.real(x))


FUNCTIONS: dict[str, Callable[[Value], Value]] = {
    "sqrt": np.sqrt,
    "exp": np.exp,
    "log": np.log,
    "abs": _absolute,
    "sin": np.sin,
    "cos": np.cos,
    "tan": np.tan,
    "tanh": np.tanh,
    "atan": np.arctan,
}


@dataclass(frozen=True, slots=True)
class Node:
    """A number, a name, or an operation on nodes."""

    op: str
    value: float = 0.0
    name: str = ""
    parts: tuple[Node, ...] = ()

    def names(self) -> Iterator[str]:
        """Names it uses, in order."""
        if self.op == "name":
            yield self.name
        for part in self.parts:
            yield from part.names()

    def evaluate(self, values: Mapping[str, Value]) -> Value:
        """Its value; arrays and complex numbers work element by element."""
        if self.op == "number":
            return np.float64(self.value)
        if self.op == "name":
            return values[self.name]
        found = [part.evaluate(values) for part in self.parts]
        if self.op == "call":
            return FUNCTIONS[self.name](found[0])
        if self.op == "neg":
            return -found[0]
        left, right = found
        if self.op == "+":
            return left + right
        if self.op == "-":
            return left - right
        if self.op == "*":
            return left * right
        with np.errstate(all="ignore"):  # what has no value is not a number
            return np.divide(left, right) if self.op == "/" else np.power(left, right)


DEEPEST = 200
"""Levels of operations inside each other; a sum of as many terms has as many."""


def parse(tokens: list[Token], at: int, text: str) -> tuple[Node, int]:
    """Read an expression from `tokens` at `at`; returns it and the place behind it."""
    reader = _Reader(tokens, at, text)
    try:
        node = reader.sum()
    except RecursionError:
        node = None
    if node is None or _depth(node) > DEEPEST:
        fix = "write it in parts: a := ..., b := a + ..."
        raise complaint(text, tokens[at], "this expression is too long or nested too deep", fix)
    return node, reader.at


def _depth(node: Node) -> int:
    """Levels of an expression, counted without going down them one inside the other."""
    level, deep = [node], 0
    while level:
        level, deep = [part for one in level for part in one.parts], deep + 1
    return deep


class _Reader:
    def __init__(self, tokens: list[Token], at: int, text: str) -> None:
        self.tokens, self.at, self.text = tokens, at, text

    def _is(self, *texts: str) -> bool:
        token = self.tokens[self.at]
        return token.kind == "op" and token.text in texts

    def _take(self) -> Token:
        self.at += 1
        return self.tokens[self.at - 1]

    def sum(self) -> Node:
        node = self.product()
        while self._is("+", "-"):
            op = self._take().text
            node = Node(op, parts=(node, self.product()))
        return node

    def product(self) -> Node:
        node = self.signed()
        while self._is("*", "/"):
            op = self._take().text
            node = Node(op, parts=(node, self.signed()))
        return node

    def signed(self) -> Node:
        if self._is("-"):
            self._take()
            return Node("neg", parts=(self.signed(),))
        if self._is("+"):
            self._take()
            return self.signed()
        return self.power()

    def power(self) -> Node:
        node = self.atom()
        if self._is("^", "**"):
            self._take()
            return Node("^", parts=(node, self.signed()))
        return node

    def atom(self) -> Node:
        token = self._take()
        if token.kind == "number":
            return Node("number", value=float(token.text))
        if token.text == "(" and token.kind == "op":
            node = self.sum()
            if not self._is(")"):
                raise complaint(self.text, self.tokens[self.at], "expected ')'")
            self._take()
            return node
        if token.kind == "name":
            if not self._is("("):
                return Node("name", name=token.text)
            if token.text not in FUNCTIONS:
                known = ", ".join(FUNCTIONS)
                message = f"'{token.text}' is not a function of models"
                raise complaint(self.text, token, message, f"known: {known}")
            self._take()
            node = self.sum()
            if not self._is(")"):
                raise complaint(self.text, self.tokens[self.at], "expected ')'")
            self._take()
            return Node("call", name=token.text, parts=(node,))
        shown = f"'{token.text}'" if token.kind not in ("break", "end") else "the end"
        raise complaint(self.text, token, f"expected a number or a parameter, found {shown}")
