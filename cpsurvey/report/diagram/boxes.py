"""Variables as boxes, as tall as their names need."""

from __future__ import annotations

from cpsurvey.report.diagram.graph import Node
from cpsurvey.report.diagram.laid import Box, Point, Rect, Writing
from cpsurvey.report.lettering import height, wrapped

NAME, UNDER = 8.0, 7.0
"""Sizes of letters: of a variable, and of what stands under it."""
PAD = 0.06
ROUND = 0.13
"""Of the corners of latent variables."""


def box(node: Node, at: Point, wide: float) -> Box:
    """A variable with its name in as many lines as it needs."""
    lines = wrapped(node.label, wide - 2 * PAD, NAME)
    names, under = height(len(lines), NAME), height(1, UNDER) if node.under else 0.0
    rect = Rect.around(at, wide, names + under + 2 * PAD)
    left, right, top = rect.left + PAD, rect.right - PAD, rect.high - PAD
    writings = [Writing(Rect(left, top - names, right, top), lines, NAME)]
    if node.under:
        below = Rect(left, top - names - under, right, top - names)
        writings.append(Writing(below, (node.under,), UNDER))
    return Box(node.name, rect, node.latent, tuple(writings))


def inward(box: Box, off: float, half: float) -> float:
    """How far a rounded corner recedes `off` from the middle of a side `half` long."""
    if not box.latent:
        return 0.0
    radius = min(ROUND, half)
    beyond = abs(off) - (half - radius)
    return float(radius - (radius**2 - beyond**2) ** 0.5) if beyond > 0 else 0.0
