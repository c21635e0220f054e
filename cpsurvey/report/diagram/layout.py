"""Where variables, paths and estimates of a structure stand on a page of 16 cm."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace

from cpsurvey.report.diagram import bows, circle, labels
from cpsurvey.report.diagram.boxes import NAME, PAD
from cpsurvey.report.diagram.graph import Arrow, Bow, Panel
from cpsurvey.report.diagram.grid import NARROW, Grid, Plan
from cpsurvey.report.diagram.laid import Laid
from cpsurvey.report.diagram.layers import Ordered, ordered
from cpsurvey.report.lettering import longest_word
from cpsurvey.report.words import Words

PAGE = 6.3
"""Width of a diagram in inches, that of a page in Word."""
TALLEST = 8.2
MOST_IN_FULL = 30
"""Paths of which intervals are tried for."""
LOOSER = (1.0, 1.5, 2.2, 3.2, 4.5)
"""By how much more room is given where less did not do."""
FINE = 6.0
"""What may be wrong with a way that is taken: estimates off the middle, names in many lines."""
LEAST = 0.6
"""Width of a box."""
BETWEEN = 0.14
"""Between boxes beside each other, at least."""


def laid(panel: Panel, words: Words) -> Laid:
    """A panel in the best of several ways; nothing in it stands over anything else.

    Where intervals find no room, estimates stand alone; where these find none, variables
    stand in a ring and lines are all that is drawn.
    """
    order = ordered(panel)
    many = len(panel.arrows) + len(panel.bows)
    for short in (False, True)[many > MOST_IN_FULL :]:
        found, wrong = _best(panel, order, _plans(panel, order, words, short=short), words)
        if found and wrong < labels.HARD:
            return found
    return circle.laid(panel, PAGE, TALLEST)


def _best(
    panel: Panel, order: Ordered, levels: Iterable[list[Plan]], words: Words
) -> tuple[Laid | None, float]:
    """The better way of the first level at which little is wrong, or the best of all."""
    best: Laid | None = None
    least = math.inf
    for plans in levels:
        for plan in plans:
            found, wrong = _tried(panel, order, plan, words, least)
            if wrong < least:
                best, least = found, wrong
        if least < FINE:
            break
    return best, least


def _plans(panel: Panel, order: Ordered, words: Words, *, short: bool) -> Iterator[list[Plan]]:
    """Ways worth trying, from the most to the least compact."""
    values: tuple[Arrow | Bow, ...] = (*panel.arrows, *panel.bows)
    rooms = [labels.room(_lines(one, words, short=short)) for one in values]
    wide, tall = (max(sides) for sides in zip(*rooms, strict=True))
    word = max(longest_word(node.label, NAME) for node in panel.nodes) + 2 * PAD + 0.01
    for more in LOOSER:
        found = []
        if along := _columns(order.depth, wide + 0.22, word):
            step = 0.14 * more + (tall if panel.bows else 0.0)
            found.append(Plan("beside", *along, step, short))
        if across := _rows(order, word):
            gap = (tall + 0.25) * (0.6 + 0.5 * more)
            found.append(Plan("below", across[0], gap, across[1], short))
        yield found


def _lines(one: Arrow | Bow, words: Words, *, short: bool) -> tuple[str, ...]:
    return one.value.lines(words)[: 1 if short else 2]


def _columns(depth: int, gap: float, word: float) -> tuple[float, float] | None:
    """Width of boxes and of the room between layers beside each other, where both fit."""
    box = (PAGE - (depth - 1) * gap) / depth
    if box < max(0.8, min(word, 1.1)):
        return None
    box = min(box, 1.5)
    return box, min((PAGE - depth * box) / max(1, depth - 1), 1.7)


def _rows(order: Ordered, word: float) -> tuple[float, float] | None:
    """Width of boxes of layers below each other, and the room beside them, where they fit."""
    for box in (1.6, 1.4, 1.25, 1.1, 1.0, 0.9, 0.8, 0.7):
        if box < min(word, 0.9):
            break
        for step in (0.9, 0.6, 0.4, 0.25, BETWEEN):
            if order.breadth(box, NARROW, step) <= PAGE:
                return box, step
    return None


def _tried(
    panel: Panel, order: Ordered, plan: Plan, words: Words, least: float
) -> tuple[Laid | None, float]:
    """The panel laid out in one way, and what is wrong with it.

    Nothing is said where it stands out by so much that another way, of which `least` is
    wrong, is better wherever its estimates would stand.
    """
    bare, wrong, found = _drawn(panel, order, plan), 0.0, None
    for at in range(4):
        if bare.laid.width <= PAGE:
            found, wrong = _said(panel, plan, words, bare)
        over = (found or bare.laid).width - PAGE
        narrower = _narrower(plan, order, over + 0.01) if over > 0 else plan
        if at == 3 or narrower == plan:
            break
        plan = narrower
        bare, found = _drawn(panel, order, plan), None
    if found is None:
        if _beyond(bare.laid) >= least:
            return None, math.inf
        found, wrong = _said(panel, plan, words, bare)
    names = sum(max(0, len(box.writings[0].lines) - 2) for box in found.boxes)
    return found, wrong + _beyond(found) + 0.2 * found.height + 0.8 * names


def _beyond(one: Laid) -> float:
    """What is wrong with what stands out of the page."""
    too_wide, too_tall = max(0.0, one.width - PAGE), max(0.0, one.height - TALLEST)
    return 100 * labels.HARD * (too_wide + too_tall)


def _narrower(plan: Plan, order: Ordered, over: float) -> Plan:
    """The same with room for what stood out at the sides."""
    if plan.down:
        room = PAGE - over
        while plan.step > BETWEEN / 2 and order.breadth(plan.wide, NARROW, plan.step) > room:
            plan = replace(plan, step=plan.step - 0.04)
        while plan.wide > LEAST and order.breadth(plan.wide, NARROW, plan.step) > room:
            plan = replace(plan, wide=plan.wide - 0.04)
        return plan
    many = order.depth
    less = over / (1.5 * many - 1)
    return replace(plan, wide=max(plan.wide - less / 2, LEAST), gap=max(plan.gap - less, 0.3))


@dataclass(frozen=True, slots=True)
class _Drawn:
    """Boxes and lines without estimates, and how many boxes are gone through."""

    laid: Laid
    hit: float


def _drawn(panel: Panel, order: Ordered, plan: Plan) -> _Drawn:
    grid = Grid.of(panel, order, plan)
    lines = list(grid.lines())
    arcs, hit = bows.drawn(panel.bows, {one.name: one for one in grid.boxes}, lines)
    return _Drawn(Laid(grid.boxes, [*lines, *arcs]), hit)


def _said(panel: Panel, plan: Plan, words: Words, bare: _Drawn) -> tuple[Laid, float]:
    """The same with estimates, and what is wrong with it."""
    boxes, lines = bare.laid.boxes, bare.laid.lines
    values: tuple[Arrow | Bow, ...] = (*panel.arrows, *panel.bows)
    said = [_lines(one, words, short=plan.short) for one in values]
    writings, wrong = labels.placed(lines, said, boxes)
    cut = plan.short and any(one.value.ci for one in values)
    return Laid(boxes, lines, writings, short=cut), wrong + 50 * bare.hit
