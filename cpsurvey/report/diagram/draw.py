"""A laid out diagram as a picture, with what its lines mean."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import Any

from cpsurvey.report import canvas
from cpsurvey.report.diagram import words as w
from cpsurvey.report.diagram.boxes import ROUND
from cpsurvey.report.diagram.laid import Box, Laid, Line, Point, Rect, Writing
from cpsurvey.report.diagram.layout import PAGE
from cpsurvey.report.lettering import LEADING, height, width
from cpsurvey.report.words import Words

MARGIN = 0.06
TITLE, KEY = 8.5, 7.0
"""Sizes of letters of panels' titles and of the key."""
SAMPLE = 0.3
"""Length of a line of the key."""
COLOURS = {"apart": canvas.INK, "open": "#52606d", "unknown": "#52606d"}
DASHES: dict[str, Any] = {"apart": "-", "open": (0, (4, 2.5)), "unknown": (0, (1, 2))}


def page(
    panels: Sequence[tuple[str, Laid]], words: Words, *, key: bool = True
) -> tuple[Laid, float]:
    """Panels below each other with their titles, the key at the end; and the height of all.

    The lower left corner is that of the picture; everything is inside its frame.
    """
    whole = Laid()
    top = 0.0
    for title, part in panels:
        if title:
            tall = height(1, TITLE)
            rect = Rect(MARGIN, top - tall, PAGE + MARGIN, top)
            whole.writings.append(Writing(rect, (title,), TITLE, "bold", left=True))
            top -= tall + 0.08
        bounds = part.bounds
        left = MARGIN + (PAGE - part.width) / 2
        whole.add(part.moved((left - bounds.left, top - bounds.high)))
        top -= part.height + 0.2
    if key:
        whole.add(_key(whole, words, top))
    tall = -whole.bounds.low + 2 * MARGIN
    return whole.moved((0.0, tall - MARGIN)), tall


def _key(whole: Laid, words: Words, top: float) -> Laid:
    """One line, or more, of what strokes mean."""
    found = Laid()
    x, y = MARGIN, top
    tall = height(1, KEY)
    entries: list[tuple[Any, str]] = [
        (Line("", (), stroke), words(phrase))
        for stroke, phrase in w.KEY.items()
        if any(line.stroke == stroke for line in whole.lines)
    ]
    if any(line.double for line in whole.lines):
        entries.append((Line("", (), "apart", double=True), words(w.KEY_BOW)))
    if len({box.latent for box in whole.boxes}) > 1:
        entries.append((Box("", Rect(0, 0, 0, 0), latent=True), words(w.KEY_LATENT)))
        entries.append((Box("", Rect(0, 0, 0, 0), latent=False), words(w.KEY_OBSERVED)))
    if whole.short:
        told = bool([one for one in whole.writings if one.of])
        entries.append((None, words(w.SHORT if told else w.SHORTER)))
    for sample, text in entries:
        wide = width(text, KEY) + 0.02
        before = 0.0 if sample is None else SAMPLE + 0.06
        if x > MARGIN and x + before + wide > PAGE + MARGIN:
            x, y = MARGIN, y - tall - 0.03
        middle = y - tall / 2
        if isinstance(sample, Line):
            ends = ((x, middle), (x + SAMPLE, middle))
            found.lines.append(Line("", ends, sample.stroke, sample.double))
        elif isinstance(sample, Box):
            rect = Rect(x, middle - 0.05, x + SAMPLE, middle + 0.05)
            found.boxes.append(Box("", rect, sample.latent))
        x += before
        found.writings.append(Writing(Rect(x, y - tall, x + wide, y), (text,), KEY, left=True))
        x += wide + 0.18
    return found


def picture(panels: Sequence[tuple[str, Laid]], words: Words, *, key: bool = True) -> Any:
    """A figure of matplotlib."""
    whole, tall = page(panels, words, key=key)
    wide = PAGE + 2 * MARGIN
    figure, axes = canvas.new(wide, tall)
    axes.set_position((0, 0, 1, 1))
    axes.set_xlim(0, wide)
    axes.set_ylim(0, tall)
    axes.axis("off")
    for line in whole.lines:
        _line(axes, line)
    for box in whole.boxes:
        _box(axes, box)
    for writing in whole.writings:
        if writing.of:
            _ground(axes, writing.rect)
    for writing in whole.texts():
        _text(axes, writing)
    return figure


def _line(axes: Any, line: Line) -> None:
    colour = COLOURS[line.stroke]
    xs, ys = zip(*line.points, strict=True)
    thick = 1.2 if line.stroke == "apart" else 1.0
    axes.plot(
        xs,
        ys,
        color=colour,
        linewidth=thick,
        linestyle=DASHES[line.stroke],
        solid_joinstyle="round",
    )
    _head(axes, line.points[-2], line.points[-1], colour)
    if line.double:
        _head(axes, line.points[1], line.points[0], colour)


def _head(axes: Any, before: Point, at: Point, colour: str) -> None:
    angle = math.atan2(at[1] - before[1], at[0] - before[0])
    corners = [at]
    for turn in (2.75, -2.75):
        corners.append(
            (at[0] + 0.085 * math.cos(angle + turn), at[1] + 0.085 * math.sin(angle + turn))
        )
    xs, ys = zip(*corners, strict=True)
    axes.fill(xs, ys, color=colour, linewidth=0)


def _box(axes: Any, box: Box) -> None:
    from matplotlib.patches import FancyBboxPatch

    rect = box.rect
    tall = rect.high - rect.low
    rounded = f"round,pad=0,rounding_size={min(ROUND, tall / 2)}"
    patch = FancyBboxPatch(
        (rect.left, rect.low),
        rect.right - rect.left,
        tall,
        boxstyle=rounded if box.latent else "square,pad=0",
        linewidth=0.9,
        facecolor="#f4f7fa" if box.latent else "white",
        edgecolor=canvas.INK,
        zorder=3,
    )
    axes.add_patch(patch)


def _ground(axes: Any, rect: Rect) -> None:
    """White behind an estimate, so that its own line does not run through it."""
    xs = (rect.left, rect.right, rect.right, rect.left)
    ys = (rect.low, rect.low, rect.high, rect.high)
    axes.fill(xs, ys, color="white", linewidth=0, zorder=2.5)


def _text(axes: Any, writing: Writing) -> None:
    rect, size = writing.rect, writing.size
    leading = LEADING * size / 72
    x = rect.left if writing.left else rect.centre[0]
    top = rect.centre[1] + leading * (len(writing.lines) - 1) / 2
    for at, line in enumerate(writing.lines):
        axes.text(
            x,
            top - at * leading,
            line,
            fontsize=size,
            fontweight=writing.weight,
            ha="left" if writing.left else "center",
            va="center_baseline",
            zorder=4,
        )
