"""lavaan's model language: text in, statements out; what is not understood is an error.

``=~`` is measured by, ``~`` is regressed on, ``~~`` covaries with, ``~ 1`` has the
intercept, ``|`` has the thresholds, ``:=`` is defined as, ``==``, ``<`` and ``>``
constrain. Nothing is ever evaluated as Python.
"""

from __future__ import annotations

import math
import re
import unicodedata
from dataclasses import replace
from functools import lru_cache
from typing import Any

from cpsurvey.errors import CpsurveyError
from cpsurvey.sem.language import expression
from cpsurvey.sem.language.statements import Constraint, Defined, Modifier, Relation, Syntax
from cpsurvey.sem.language.tokens import Token, complaint, tokenize
from cpsurvey.sem.language.unread import misfit, refuse_unsupported

RELATIONS = ("=~", "~", "~~", "|")
CONSTRAINTS = ("==", "<", ">")
NOT_FITTED = {
    "<~": (
        "composites",
        "make the composite a column of the data, or measure a factor by its parts with =~",
    ),
    "~*~": (
        "scales written by hand",
        "leave the line out: every ordered variable has its scale",
    ),
}
_MODIFIES = ("fixed", "labels", "start", "equal")
LEVELS = {"1": 1, "within": 1, "2": 2, "between": 2}


@lru_cache(maxsize=64)
def parse(text: str) -> Syntax:
    """Read a model; one that is asked for again is not read again.

    Raises
    ------
    CpsurveyError
        CPS301 with line, column and a caret under what does not fit.
    """
    reader = _Reader(text)
    return reader.read()


def parse_constraints(text: str) -> tuple[Constraint, ...]:
    """Read lines of constraints alone.

    Raises
    ------
    CpsurveyError
        CPS301 not understood, or something other than constraints.
    """
    return _Reader(text).only_constraints()


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = unicodedata.normalize("NFC", text)  # as names of columns are read
        self.tokens = tokenize(self.text)
        self.at = 0
        self.relations: dict[tuple[str, str, str, int], Relation] = {}
        self.begun: dict[tuple[str, str, str, int], int] = {}
        self.level = 0
        self.defined: list[Defined] = []
        self.constraints: list[Constraint] = []

    # -------------------------------------------------------------------- walking
    @property
    def token(self) -> Token:
        return self.tokens[self.at]

    def take(self) -> Token:
        token = self.token
        self.at += 1
        return token

    def fail(self, message: str, token: Token | None = None, fix: str = "") -> CpsurveyError:
        return complaint(self.text, token or self.token, message, fix)

    def read(self) -> Syntax:
        while self.token.kind != "end":
            if self.token.kind == "break":
                self.take()
            else:
                self.statement()
        if not self.relations:
            raise CpsurveyError(
                "CPS301",
                "the model is empty",
                fix="write at least one line such as 'f =~ x1 + x2 + x3'",
            )
        self._check_levels()
        self._check_arrows()
        return Syntax(
            tuple(self.relations.values()),
            tuple(self.defined),
            tuple(self.constraints),
            self.text,
        )

    def only_constraints(self) -> tuple[Constraint, ...]:
        while self.token.kind != "end":
            if self.token.kind == "break":
                self.take()
            else:
                self.statement()
        if self.relations or self.defined or not self.constraints:
            raise CpsurveyError(
                "CPS301",
                "these lines are to hold constraints alone",
                fix="write constraints only, such as 'a == b'",
            )
        return tuple(self.constraints)

    def _check_levels(self) -> None:
        levels = {relation.level for relation in self.relations.values()}
        if len(levels - {0}) > 0 and levels != {1, 2}:
            what = "a line stands before 'level: 1'" if 0 in levels else "one level is missing"
            raise CpsurveyError(
                "CPS301",
                f"{what} in a model of two levels",
                fix="write 'level: 1' with its lines, then 'level: 2' with its own",
            )

    def _check_arrows(self) -> None:
        """A loading and a regression on the factor are one path."""
        for lhs, op, rhs, level in self.relations:
            if op == "~" and (rhs, "=~", lhs, level) in self.relations:
                raise CpsurveyError(
                    "CPS301",
                    f"'{lhs} ~ {rhs}' is the loading '{rhs} =~ {lhs}' once more",
                    where=f"model, line {self.relations[lhs, op, rhs, level].line}",
                    fix="leave one of the two out",
                )

    def _begin_level(self) -> None:
        self.take()  # level
        self.take()  # :
        named = self.take()
        if named.text not in LEVELS:
            raise self.fail(
                f"'{named.text}' is not a level", named, "levels are 1 (within) and 2 (between)"
            )
        self.level = LEVELS[named.text]

    def statement(self) -> None:
        if self.token.text == "level" and self.tokens[self.at + 1].text == ":":
            self._begin_level()
            return
        refuse_unsupported(self.text, self.tokens[self.at :])
        op = self._operator()
        if op is None:
            raise self.fail(
                "this line has no operator",
                fix="a line relates two sides by =~, ~, ~~, |, :=, ==, < or >",
            )
        if op.text == ":=":
            self._definition()
        elif op.text in CONSTRAINTS:
            self._constraint()
        else:
            self._relations()
        if self.token.kind not in ("break", "end"):
            raise misfit(self.text, self.tokens, self.token)

    def _operator(self) -> Token | None:
        for token in self.tokens[self.at :]:
            if token.kind in ("break", "end"):
                return None
            if token.kind == "op" and token.text in (*RELATIONS, ":=", *CONSTRAINTS):
                return token
            if token.kind == "op" and token.text in NOT_FITTED:
                what, instead = NOT_FITTED[token.text]
                raise self.fail(f"'{token.text}' ({what}) is not fitted", token, instead)
        return None

    # ---------------------------------------------------------------- expressions
    def _definition(self) -> None:
        name = self._name("a name for the defined parameter")
        self.take()  # :=
        start = self.token
        node, self.at = expression.parse(self.tokens, self.at, self.text)
        self.defined.append(Defined(name.text, node, self._written(start), name.line))

    def _constraint(self) -> None:
        start = self.token
        left, self.at = expression.parse(self.tokens, self.at, self.text)
        op = self.take()
        right, self.at = expression.parse(self.tokens, self.at, self.text)
        self.constraints.append(
            Constraint(left, op.text, right, self._written(start), start.line)
        )

    def _written(self, start: Token) -> str:
        last = self.tokens[self.at - 1]
        return "".join(self.text[start.offset : last.end].split())

    # ------------------------------------------------------------------ relations
    def _relations(self) -> None:
        start = self.at
        left = [self._name("a variable")]
        while self.token.text == "+":
            self.take()
            left.append(self._name("a variable"))
        op = self.take()
        if op.text not in RELATIONS:
            raise misfit(self.text, self.tokens, op)
        while True:
            modifier, right = self._term(op.text)
            for name in left:
                self._add(name, op.text, right, modifier, start)
            if self.token.text != "+":
                return
            self.take()

    def _add(self, lhs: Token, op: str, rhs: Token, modifier: Modifier, start: int) -> None:
        named = rhs.text
        if op == "~" and rhs.kind == "number":
            if rhs.text != "1":
                raise self.fail("an intercept is written '~ 1'", rhs)
            op, named = "~1", ""
        elif rhs.kind == "number":
            raise self.fail("a number needs '*' and a variable after it", rhs)
        if op == "|" and not re.fullmatch(r"t\d+", named):
            raise self.fail("thresholds are called t1, t2, ...", rhs)
        if op in ("~", "=~") and lhs.text == named:
            verb = "regressed on" if op == "~" else "measured by"
            raise self.fail(f"'{named}' cannot be {verb} itself", rhs)
        key = (lhs.text, op, named, self.level)
        if op == "~~" and (named, op, lhs.text, self.level) in self.relations:
            key = (named, op, lhs.text, self.level)
        before = self.relations.get(key)
        if before is not None:
            modifier = self._both(before.modifier, modifier, self.begun[key] == start, rhs)
        line = before.line if before else lhs.line
        self.begun[key] = start
        self.relations[key] = Relation(key[0], op, key[2], modifier, line, self.level)

    def _both(self, old: Modifier, new: Modifier, together: bool, at: Token) -> Modifier:
        """One modifier of two; in one line a term may stand twice, for a label and a start."""
        pairs = [(getattr(old, f), getattr(new, f)) for f in _MODIFIES]
        if any(a and b and a != b for a, b in pairs) or not (together or old == new):
            raise self.fail(
                "this path stands twice, with different modifiers",
                at,
                "keep one of the two; a label and a fixed value go together as a*0.5*x",
            )
        return Modifier(*(b or a for a, b in pairs))

    def _name(self, wanted: str) -> Token:
        token = self.take()
        if token.kind != "name":
            shown = f"'{token.text}'" if token.kind not in ("break", "end") else "the end"
            raise self.fail(f"expected {wanted}, found {shown}", token)
        return self._product(token)

    def _product(self, token: Token) -> Token:
        """`token`, with the names that colons join to it."""
        while self.token.text == ":" and self.tokens[self.at + 1].kind == "name":
            self.take()
            other = self.take()
            text = f"{token.text}:{other.text}"
            token = replace(token, text=text, width=other.end - token.offset)
        return token

    def _term(self, op: str) -> tuple[Modifier, Token]:
        modifier = Modifier()
        while True:
            at = self.at
            kind, found = self._factor()
            if self.token.text not in ("*", "?"):
                token = self.tokens[at]
                if kind == "name":
                    token = replace(token, text=str(found))
                elif kind != "number" or self.at != at + 1:
                    named = f"a column's name is written in backticks: `{token.text}`"
                    fix = named if self.at == at + 1 else ""
                    raise self.fail("a modifier needs '*' and a variable after it", token, fix)
                if kind == "number" and not (op == "~" and token.text == "1"):
                    fix = "an intercept of zero is written '0*1'" if op == "~" else ""
                    if self.token.kind == "name" and self.token.offset == token.end:
                        whole = self.text[token.offset : self.token.end]
                        fix = f"a name that begins with a digit stands in backticks: `{whole}`"
                    raise self.fail("a number needs '*' and a variable after it", token, fix)
                return modifier, token
            if kind == "name":
                kind, found = "labels", (str(found),)
            elif kind == "number":
                kind, found = "fixed", (float(found),)
            if self.take().text == "?":  # lavaan's other way to write start()
                if kind != "fixed":
                    raise self.fail("expected a number before '?'", self.tokens[at])
                kind = "start"
            modifier = replace(modifier, **{kind: found})

    def _factor(self) -> tuple[str, Any]:  # noqa: C901  one branch per way of writing
        token = self.take()
        if token.text == "-":
            number = self.take()
            if number.kind != "number":
                raise self.fail("expected a number after '-'", number)
            return "number", -float(number.text)
        if token.kind == "number":
            return "number", float(token.text)
        if token.kind == "string":
            return "labels", (token.text,)
        if token.kind != "name":
            shown = f"'{token.text}'" if token.kind not in ("break", "end") else "the end"
            raise self.fail(f"expected a variable or a modifier, found {shown}", token)
        if self.token.text != "(":
            if token.text == "NA":
                return "fixed", (math.nan,)
            return "name", self._product(token).text
        arguments = self._arguments()
        if token.text == "c":
            if all(isinstance(a, float) for a in arguments):
                return "fixed", tuple(arguments)
            if all(isinstance(a, str) for a in arguments):
                return "labels", tuple(arguments)
            raise self.fail("c() holds numbers or labels, not both", token)
        if token.text == "start" and all(isinstance(a, float) for a in arguments):
            return "start", tuple(arguments)
        if token.text == "label" and all(isinstance(a, str) for a in arguments):
            return "labels", tuple(arguments)
        if token.text == "equal" and len(arguments) == 1 and isinstance(arguments[0], str):
            return "equal", arguments[0].replace(" ", "")
        raise self.fail(
            f"'{token.text}(...)' is not a modifier cpsurvey knows",
            token,
            "write a bound as a constraint: label the path a, and add a line 'a > 0'"
            if token.text in ("lower", "upper")
            else "known: c(), start(), label(), equal(), NA",
        )

    def _arguments(self) -> list[float | str]:
        self.take()  # (
        found: list[float | str] = []
        while True:
            token = self.take()
            if token.text == "-":
                token = self.take()
                if token.kind != "number":
                    raise self.fail("expected a number after '-'", token)
                found.append(-float(token.text))
            elif token.kind == "number":
                found.append(float(token.text))
            elif token.text == "NA" and token.kind == "name":
                found.append(math.nan)
            elif token.kind in ("name", "string"):
                found.append(token.text)
            else:
                raise self.fail("expected a number or a label", token)
            closing = self.take()
            if closing.text == ")":
                return found
            if closing.text != ",":
                raise self.fail("expected ',' or ')'", closing)


__all__ = [
    "Constraint",
    "Defined",
    "Modifier",
    "Relation",
    "Syntax",
    "complaint",
    "parse",
    "parse_constraints",
]
