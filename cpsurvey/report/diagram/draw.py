"""A laid out diagram as a picture, with what its lines mean."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cpsurvey.report.diagram import words as w
from cpsurvey.report.diagram.laid import Box, Laid, Line, Rect, Writing
from cpsurvey.report.diagram.layout import PAGE
from cpsurvey.report.diagram.sheet import Sheet
from cpsurvey.report.lettering import height, width
from cpsurvey.report.words import Words

MARGIN = 0.06
TITLE, KEY = 8.5, 7.0
"""Sizes of letters of panels' titles and of the key."""
SAMPLE = 0.3
"""Length of a line of the key."""


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
    """All panels as one drawing."""
    whole, tall = page(panels, words, key=key)
    return Sheet(whole, (72 * (PAGE + 2 * MARGIN), 72 * tall))
