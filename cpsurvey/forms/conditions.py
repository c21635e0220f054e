"""``show_if`` in the language of a platform, where it says the same there.

What the questionnaire means: a comparison with a missing answer is not true, and an answer
that counts as missing is missing. What cannot be said so (scores, z values, means of
answered items, reversed items) is not translated.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from decimal import Decimal

from cpsurvey.design import expressions
from cpsurvey.design.expressions import Call, Name, Node, Number, Operation
from cpsurvey.forms.asked import Line

COMPARISONS = ("==", "!=", "<", "<=", ">", ">=")


@dataclass(frozen=True, slots=True)
class Dialect:
    """How a platform writes expressions.

    Parameters
    ----------
    name : callable
        Line -> its answer as a number.
    answered : callable
        Line -> condition that it has an answer which does not count as missing.
    is_code : callable
        Line and code -> condition that the answer is this one.
    signs : mapping of str to str
        Signs that are written otherwise.
    """

    name: Callable[[Line], str]
    answered: Callable[[Line], str]
    is_code: Callable[[Line, int], str]
    signs: Mapping[str, str]


class UntranslatedError(Exception):
    """A part has no counterpart."""


def translated(text: str, lines: Mapping[str, Line], dialect: Dialect) -> str | None:
    """A condition in `dialect`; None where it does not say the same there."""
    node = expressions.parse(text)
    try:
        if (one := _one_answer(node, lines, dialect)) is not None:
            return one
        said = _written(node, lines, dialect)
        if not (isinstance(node, Operation) and node.sign in COMPARISONS):
            said = f"{said} {dialect.signs.get('==', '==')} 1"
        names = dict.fromkeys(expressions.names(node))
        guards = [dialect.answered(_line(name, lines)) for name in names]
    except UntranslatedError:
        return None
    return " and ".join([*guards, said])


def _one_answer(node: Node, lines: Mapping[str, Line], dialect: Dialect) -> str | None:
    """``question == 1``, which needs no guard."""
    if not (isinstance(node, Operation) and node.sign == "=="):
        return None
    if not (isinstance(node.left, Name) and isinstance(node.right, Number)):
        return None
    line = _line(node.left.name, lines)
    code = int(node.right.value)
    if line.options is None or code != node.right.value or code not in line.options.codes:
        return None
    return dialect.is_code(line, code)


def _line(name: str, lines: Mapping[str, Line]) -> Line:
    """The line of a name that has a number to compare."""
    line = lines.get(name)
    numbers = line is not None and (
        line.type in ("integer", "decimal") or (line.type == "select_one" and line.options)
    )
    if line is None or not numbers or getattr(line.source, "reverse", False):
        raise UntranslatedError
    return line


def _written(node: Node, lines: Mapping[str, Line], dialect: Dialect) -> str:
    if isinstance(node, Number):
        return number(node.value)
    if isinstance(node, Name):
        return dialect.name(_line(node.name, lines))
    if isinstance(node, Call):
        raise UntranslatedError
    left = _written(node.left, lines, dialect)
    right = _written(node.right, lines, dialect)
    sign = dialect.signs.get(node.sign, node.sign)
    left, right = (
        f"({side})" if isinstance(part, Operation) else side
        for side, part in ((left, node.left), (right, node.right))
    )
    return f"{left} {sign} {right}"


def number(value: float) -> str:
    """A number without exponent, which neither platform reads."""
    text = format(Decimal(repr(value)), "f")
    return text.rstrip("0").rstrip(".") if "." in text else text
