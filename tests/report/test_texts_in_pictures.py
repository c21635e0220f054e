"""Texts in every picture of every kind: inside the frame, none over another, none cut."""

from __future__ import annotations

import itertools
import math
from dataclasses import replace

import pytest
from golden import book

from cpsurvey.report import canvas
from cpsurvey.report.diagram.main import structural_figure
from cpsurvey.report.document import Figure
from cpsurvey.report.lettering import extent
from cpsurvey.report.words import Words

STORED = book.stored()
TOUCH = 0.72
"""Points by which two texts may come into each other: rims of letters."""


class Texts:
    """A pen that keeps where texts are drawn."""

    def __init__(self):
        self.found = []

    def path(self, steps, look, within=None):
        pass

    def marks(self, shape, places, look, within=None):
        pass

    def text(self, place, text, size, colour, *, anchor="start", weight="normal", angle=0.0):
        wide, tall, down = extent(text, size, weight)
        left = -wide * {"start": 0.0, "middle": 0.5, "end": 1.0}[anchor]
        turn = math.radians(angle)
        c, s = math.cos(turn), math.sin(turn)
        corners = [
            (place[0] + c * u - s * v, place[1] + s * u + c * v)
            for u in (left, left + wide)
            for v in ((-down, tall - down) if u == left else (tall - down, -down))
        ]
        if text.strip():
            self.found.append((text, corners))


def texts_of(figure):
    """The texts that are drawn, each with its corners, and the size of the frame."""
    made = figure.drawing.made() if hasattr(figure.drawing, "made") else None
    if made is None:
        return [], (0, 0)
    pen = Texts()
    made.draw(pen)
    return pen.found, made.points


def apart(one, other):
    """Whether a line parallel to a side of one of two rectangles separates them."""
    for (x0, y0), (x1, y1) in itertools.chain(
        itertools.pairwise(one), itertools.pairwise(other)
    ):
        length = math.hypot(x1 - x0, y1 - y0) or 1.0
        across = (-(y1 - y0) / length, (x1 - x0) / length)
        first, second = (
            [x * across[0] + y * across[1] for x, y in rect] for rect in (one, other)
        )
        if min(first) > max(second) - TOUCH or min(second) > max(first) - TOUCH:
            return True
    return False


def faults(figure):
    """What is wrong with the texts of a picture."""
    found, (wide, tall) = texts_of(figure)
    for text, corners in found:
        if any(not (-1 <= x <= wide + 1 and -1 <= y <= tall + 1) for x, y in corners):
            yield f"{figure.id}: outside: {text}"
        if "…" in text:
            yield f"{figure.id}: cut: {text}"
    for (text, one), (other_text, other) in itertools.combinations(found, 2):
        if not apart(one, other):
            yield f"{figure.id}: over each other: {text} | {other_text}"


def figures(results, language):
    found = {}
    for document in book.documents(results, language):
        for section in document.sections:
            for block in section.blocks:
                if isinstance(block, Figure):
                    found.setdefault(block.id, block)
    main = structural_figure(results, Words(language, results.labels))
    return [*found.values(), *([main] if main else [])]


@pytest.mark.parametrize(
    ("name", "language"), [*((name, "fr") for name in STORED), ("few", "en")]
)
def test_texts_stay_inside_and_apart(name, language):
    said = [fault for figure in figures(STORED[name], language) for fault in faults(figure)]
    assert said == []


def longer(text):
    """A label of sixty letters."""
    more = " dans le travail quotidien des équipes du centre d'appels"
    return text if len(text) < 3 else (text + more)[:60].rstrip()


def test_labels_of_sixty_letters_stay_inside_and_apart():
    results = STORED["agents"]
    labels = {
        name: {language: longer(text) for language, text in texts.items()}
        for name, texts in results.labels.items()
    }
    said = [
        fault
        for figure in figures(replace(results, labels=labels), "fr")
        for fault in faults(figure)
    ]
    assert said == []


def test_the_check_sees_texts_that_are_wrong():
    figure, axes = canvas.new(4, 2)
    axes.set_axis_off()
    for x, y, text in ((0.5, 0.5, "first"), (0.52, 0.5, "second"), (0.99, 0.9, "far too long")):
        axes.text(x, y, text, transform=figure.transFigure)
    axes.text(0.1, 0.2, "cut …", transform=figure.transFigure)
    seen = list(faults(canvas.finish(figure, "f", "t", Words("en", {}))))
    assert [one.split(": ")[1] for one in seen] == ["outside", "cut", "over each other"]
