"""A model as it was written: relations, definitions and constraints."""

from __future__ import annotations

from dataclasses import dataclass, field

from cpsurvey.sem.language.expression import Node


@dataclass(frozen=True, slots=True)
class Modifier:
    """What stands before the star; one entry per group, or one for all.

    Parameters
    ----------
    fixed : tuple of float or None
        Fixed values; NaN frees the parameter (``NA*x``).
    labels : tuple of str
        Labels; equal labels are equal parameters.
    start : tuple of float
        Starting values.
    equal : str
        Parameter this one equals (``equal("f=~x1")``), or ``""``.
    """

    fixed: tuple[float | None, ...] = ()
    labels: tuple[str, ...] = ()
    start: tuple[float, ...] = ()
    equal: str = ""


@dataclass(frozen=True, slots=True)
class Relation:
    """One parameter the text names; `level` is 1 (within) or 2 (between) in blocks."""

    lhs: str
    op: str
    rhs: str
    modifier: Modifier
    line: int
    level: int = 0


@dataclass(frozen=True, slots=True)
class Defined:
    """``name := expression``."""

    name: str
    node: Node
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Constraint:
    """``left op right``."""

    left: Node
    op: str
    right: Node
    text: str
    line: int


@dataclass(frozen=True, slots=True)
class Syntax:
    """A model as it was written."""

    relations: tuple[Relation, ...] = ()
    defined: tuple[Defined, ...] = ()
    constraints: tuple[Constraint, ...] = ()
    text: str = field(default="", compare=False)

    @property
    def two_level(self) -> bool:
        """Whether the model is written in blocks, one per level."""
        return any(relation.level for relation in self.relations)

    def at_level(self, level: int) -> Syntax:
        """The relations of one level, as a model of its own without definitions."""
        return Syntax(tuple(r for r in self.relations if r.level == level), text=self.text)
