"""From rows read to respondents analysed, as a picture: what is left, and what left why."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cpsurvey.kinds.flow import words as w
from cpsurvey.kinds.flow.data import Flow, Stage
from cpsurvey.report import canvas
from cpsurvey.report.diagram.boxes import box
from cpsurvey.report.diagram.draw import picture
from cpsurvey.report.diagram.graph import Node
from cpsurvey.report.diagram.laid import Box, Laid, Line
from cpsurvey.report.document import Figure
from cpsurvey.report.losses import loss
from cpsurvey.report.words import Words

LEFT, RIGHT = 2.2, 2.9
"""Widths of what is left and of what was lost, in inches."""
AWAY, DOWN = 0.5, 0.16
"""From what is left to what was lost, and between boxes below each other."""
ENDS = ("rows_read", "analysed")
"""Stages that nobody is lost at."""
Step = tuple[str, tuple[str, ...]]
"""What is left, and what was lost on the way to it, in words."""


def flow(data: Flow, words: Words) -> Figure | None:
    """Boxes from above: rows read, analysed, answered carefully; the lost at their right."""
    steps = _steps(data.stages, words)
    if len(steps) < 2:
        return None

    def make() -> Any:
        return picture([("", laid(steps))], words, key=False)

    told = [f"{left} ({', '.join(lost)})" if lost else left for left, lost in steps]
    return canvas.later(make, "fig-flow", words(w.FIGURE), " → ".join(told) + ".")


def _steps(stages: Sequence[Stage], words: Words) -> list[Step]:
    found: list[Step] = []
    lost: list[str] = []
    for at, stage in enumerate(stages):
        name = loss(stage.stage, words)
        last = at == len(stages) - 1
        if stage.lost:
            reason = loss(stage.reason, words) if last and stage.reason else name
            lost.append(words(w.GONE, stage=reason, n=stage.lost))
        if stage.stage in ENDS or at == 0 or last:
            found.append((words(w.LEFT, stage=name, n=stage.n), tuple(lost)))
            lost = []
    return found


def laid(steps: Sequence[Step]) -> Laid:
    """What is left in a column, what was lost beside the line from one to the next."""
    found = Laid()
    y = 0.0
    before: Box | None = None
    for left, lost in steps:
        for text in lost:
            one = _below(text, LEFT + AWAY, RIGHT, y)
            middle = one.rect.centre[1]
            found.boxes.append(one)
            ends = ((LEFT / 2, middle), (one.rect.left, middle))
            found.lines.append(Line(text, ends, "apart"))
            y = one.rect.low - DOWN / 2
        own = _below(left, 0.0, LEFT, y - DOWN / 2)
        if before is not None:
            ends = ((LEFT / 2, before.rect.low), (LEFT / 2, own.rect.high))
            found.lines.append(Line(left, ends, "apart"))
        found.boxes.append(own)
        before = own
        y = own.rect.low - DOWN
    return found


def _below(text: str, left: float, wide: float, top: float) -> Box:
    """A box with its upper side at `top`."""
    made = box(Node(text, text, latent=False), (0.0, 0.0), wide)
    return made.moved((left + wide / 2, top - made.rect.high))
