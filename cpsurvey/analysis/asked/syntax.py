"""Models without what was not asked.

A factor does with the indicators that were asked, one of the second order with two of its
factors. Without any it is left out of a measurement model; where something is regressed on
it, or it on something, the model is another one, and is not fitted.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from cpsurvey.sem.language.statements import Relation, Syntax
from cpsurvey.sem.language.syntax import RELATIONS, parse
from cpsurvey.sem.language.tokens import Token, tokenize

SIDES = 2
"""Factors that one of the second order needs."""


@dataclass(frozen=True, slots=True)
class Left:
    """What is left of a model.

    Parameters
    ----------
    text : str
        The model without what is gone.
    gone : tuple of str
        Variables and factors that were taken out ...
    missing : tuple of str
        ... and those it cannot do without: there is no such model.
    """

    text: str
    gone: tuple[str, ...] = ()
    missing: tuple[str, ...] = ()


def without(text: str, absent: Collection[str], controls: Collection[str]) -> Left:
    """A model without the variables `absent`, of which it may lose `controls` as predictors."""
    syntax = parse(text)
    gone = _gone(syntax, absent)
    touched = [r for r in syntax.relations if _names(r) & gone]
    if not touched:
        return Left(text)
    missing = list(dict.fromkeys(_needed(syntax, touched, gone, controls)))
    if len(touched) == len(syntax.relations):
        missing = missing or sorted(gone)
    if missing:
        return Left(text, tuple(sorted(gone)), tuple(missing))
    return Left(_rewritten(text, gone), tuple(sorted(gone)))


def _names(relation: Relation) -> set[str]:
    return {relation.lhs, relation.rhs, *relation.lhs.split(":"), *relation.rhs.split(":")}


def _gone(syntax: Syntax, absent: Collection[str]) -> set[str]:
    """Everything without answers: variables, and factors without indicators."""
    of: dict[str, list[str]] = {}
    for relation in syntax.relations:
        if relation.op == "=~":
            of.setdefault(relation.lhs, []).append(relation.rhs)
    named = {name for relation in syntax.relations for name in _names(relation)}
    gone = {name for name in named if name in absent and name not in of}
    while True:
        more = {
            factor
            for factor, parts in of.items()
            if factor not in gone and _empty([p for p in parts if p not in gone], parts, of)
        }
        if not more:
            return gone
        gone |= more


def _empty(left: Sequence[str], parts: Sequence[str], factors: Collection[str]) -> bool:
    second = all(part in factors for part in parts) and len(parts) >= SIDES
    return len(left) < (SIDES if second else 1)


def _needed(
    syntax: Syntax, touched: Sequence[Relation], gone: set[str], controls: Collection[str]
) -> Iterator[str]:
    """What a model cannot lose: sides of a path, and paths whose label is used elsewhere."""
    used = {name for d in syntax.defined for name in d.node.names()}
    used |= {n for c in syntax.constraints for e in (c.left, c.right) for n in e.names()}
    for relation in touched:
        here = sorted(_names(relation) & gone)
        if used & set(relation.modifier.labels):
            yield from here
        elif relation.op == "~":
            yield from (name for name in here if name not in controls or name == relation.lhs)


def _rewritten(text: str, gone: Collection[str]) -> str:
    """The text without every side and term that is gone."""
    made: list[str] = []
    at = 0
    for statement in _statements(tokenize(text)):
        start, end = statement[0].offset, statement[-1].end
        made += [text[at:start], _statement(text, statement, gone)]
        at = end
    return "".join([*made, text[at:]])


def _statements(tokens: Sequence[Token]) -> Iterator[list[Token]]:
    found: list[Token] = []
    for token in tokens:
        if token.kind not in ("break", "end"):
            found.append(token)
        elif found:
            yield found
            found = []


def _statement(text: str, tokens: Sequence[Token], gone: Collection[str]) -> str:
    whole = text[tokens[0].offset : tokens[-1].end]
    place = next((i for i, token in enumerate(tokens) if token.text in RELATIONS), None)
    if place is None or any(token.text in (":=", "==", "<", ">") for token in tokens):
        return whole
    sides = [_terms(tokens[:place]), _terms(tokens[place + 1 :])]
    kept = [[term for term in side if not _variables(term) & set(gone)] for side in sides]
    if kept == sides:
        return whole
    if not all(kept):
        return ""
    left, right = (
        " + ".join(text[term[0].offset : term[-1].end] for term in side) for side in kept
    )
    return f"{left} {tokens[place].text} {right}"


def _terms(tokens: Sequence[Token]) -> list[list[Token]]:
    found: list[list[Token]] = [[]]
    depth = 0
    for token in tokens:
        depth += {"(": 1, ")": -1}.get(token.text, 0) if token.kind == "op" else 0
        if token.text == "+" and token.kind == "op" and depth == 0:
            found.append([])
        else:
            found[-1].append(token)
    return found


def _variables(term: Sequence[Token]) -> set[str]:
    """Names after the last star of a term, those of a product one by one."""
    stars = [i for i, token in enumerate(term) if token.text == "*" and token.kind == "op"]
    return {t.text for t in term[(stars[-1] + 1 if stars else 0) :] if t.kind == "name"}
