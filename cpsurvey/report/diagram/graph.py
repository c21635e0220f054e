"""What a path diagram shows, before anything has a place."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from cpsurvey.payload import Interval
from cpsurvey.report.rounding import Kind
from cpsurvey.report.words import Words

Stroke = Literal["apart", "open", "unknown"]
"""The interval leaves out zero, or includes it, or there is none."""


@dataclass(frozen=True, slots=True)
class Value:
    """An estimate, its interval, and whether this leaves out zero (None: unknown).

    `sign` stands before it where it is another number than the others (``b =``); `unit`: it
    cannot exceed one; `limits`: what it is held against in the table that has it, too.
    """

    est: float | None
    ci: Interval | None = None
    apart: bool | None = None
    sign: str = ""
    unit: bool = False
    limits: tuple[float, ...] = ()

    @property
    def stroke(self) -> Stroke:
        """How its arrow is drawn."""
        sure = self.ci.apart if self.ci else self.apart
        return "unknown" if sure is None else "apart" if sure else "open"

    def lines(self, words: Words) -> tuple[str, ...]:
        """The estimate, and under it the interval where there is one."""
        kind: Kind = "unit2" if self.unit else "dec2"
        shown, ends = words.estimate(self.est, self.ci, *self.limits, kind=kind).values()
        shown = f"{self.sign}\u00a0{shown}" if self.sign else shown
        return (shown, ends) if self.ci else (shown,)

    def said(self, words: Words) -> str:
        """The same in a sentence; nothing where there is no estimate."""
        return "" if self.est is None else " ".join(self.lines(words))


@dataclass(frozen=True, slots=True)
class Node:
    """A variable; `under` is what stands below its name (R²)."""

    name: str
    label: str
    latent: bool = True
    under: str = ""


@dataclass(frozen=True, slots=True)
class Arrow:
    """A path from `tail` to `head`; with `onto` it points at the path between these two."""

    tail: str
    head: str
    value: Value
    onto: tuple[str, str] | None = None


@dataclass(frozen=True, slots=True)
class Bow:
    """A covariance."""

    first: str
    second: str
    value: Value


@dataclass(frozen=True, slots=True)
class Panel:
    """One picture of a structure; `title` where there are several (within, between)."""

    nodes: tuple[Node, ...]
    arrows: tuple[Arrow, ...]
    bows: tuple[Bow, ...] = ()
    title: str = ""


@dataclass(frozen=True, slots=True)
class Added:
    """A moderator from another analysis, its arrow onto a path, and what this is called."""

    node: Node
    arrow: Arrow
    named: str


def with_added(panel: Panel, added: Iterable[Added]) -> Panel:
    """The panel with arrows onto those of its paths that it has, the first of each."""
    nodes = {node.name: node for node in panel.nodes}
    there = {(arrow.tail, arrow.head) for arrow in panel.arrows}
    arrows = {(arrow.tail, arrow.head, arrow.onto): arrow for arrow in panel.arrows}
    for one in added:
        onto = one.arrow.onto
        if onto in there and one.node.name not in onto:
            nodes.setdefault(one.node.name, one.node)
            arrows.setdefault((one.node.name, "", onto), one.arrow)
    return replace(panel, nodes=tuple(nodes.values()), arrows=tuple(arrows.values()))


@dataclass(frozen=True, slots=True)
class Item:
    """An indicator of a factor and its loading."""

    label: str
    value: Value


@dataclass(frozen=True, slots=True)
class Factor:
    """A factor with its own indicators, and the factors of lower order that it explains."""

    node: Node
    items: tuple[Item, ...] = ()
    facets: tuple[tuple[str, Value], ...] = ()


@dataclass(frozen=True, slots=True)
class Measured:
    """One picture of a measurement model."""

    factors: tuple[Factor, ...]
    bows: tuple[Bow, ...] = ()
    title: str = ""
