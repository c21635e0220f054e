"""Variables in a ring, for structures with more paths than there is room for estimates."""

from __future__ import annotations

import math
from collections.abc import Mapping

from cpsurvey.report.diagram.boxes import box
from cpsurvey.report.diagram.graph import Panel
from cpsurvey.report.diagram.grid import named
from cpsurvey.report.diagram.laid import Box, Laid, Line, Point, Rect

APART = 0.08
"""Between boxes, at least."""


def laid(panel: Panel, page: float, tallest: float) -> Laid:
    """Boxes in a ring, straight lines between them, no estimates."""
    boxes = _ring(panel, page, tallest)
    lines = []
    for arrow in panel.arrows:
        head = arrow.onto or arrow.head
        if isinstance(head, tuple):
            ends = (boxes[head[0]].rect.centre, boxes[head[1]].rect.centre)
            target = ((ends[0][0] + ends[1][0]) / 2, (ends[0][1] + ends[1][1]) / 2)
        else:
            target = _border(boxes[head].rect, boxes[arrow.tail].rect.centre)
        start = _border(boxes[arrow.tail].rect, target)
        of = named(arrow.tail, arrow.head, arrow.onto)
        lines.append(Line(of, (start, target), arrow.value.stroke))
    for bow in panel.bows:
        first, second = boxes[bow.first].rect, boxes[bow.second].rect
        ends = (_border(first, second.centre), _border(second, first.centre))
        lines.append(Line(f"{bow.first}~{bow.second}", ends, bow.value.stroke, double=True))
    return Laid(list(boxes.values()), lines, [], short=True)


def _ring(panel: Panel, page: float, tallest: float) -> Mapping[str, Box]:
    """As low as it can be without an overlap."""
    many = len(panel.nodes)
    found: dict[str, Box] = {}
    for wide in (1.2, 1.0, 0.85, 0.7):
        for tall in (0.5, 0.65, 0.8, 1.0):
            found = {}
            for at, node in enumerate(panel.nodes):
                turn = 2 * math.pi * at / many
                x = math.sin(turn) * (page - wide) / 2
                y = math.cos(turn) * (tall * tallest - 1.0) / 2
                found[node.name] = box(node, (x, y), wide)
            if _free([one.rect for one in found.values()]):
                return found
    return found


def _free(rects: list[Rect]) -> bool:
    return not any(
        one.meets(other, APART) for at, one in enumerate(rects) for other in rects[:at]
    )


def _border(rect: Rect, towards: Point) -> Point:
    """Where a line from the middle of a box leaves it."""
    x, y = rect.centre
    dx, dy = towards[0] - x, towards[1] - y
    share = min(
        (rect.right - rect.left) / 2 / abs(dx) if dx else math.inf,
        (rect.high - rect.low) / 2 / abs(dy) if dy else math.inf,
    )
    return x + dx * min(share, 1.0), y + dy * min(share, 1.0)
