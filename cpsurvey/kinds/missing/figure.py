"""Where answers are missing, as a strip of shades."""

from __future__ import annotations

import itertools
import math
import textwrap
from collections.abc import Iterator, Sequence
from typing import Any

from cpsurvey.kinds.missing import words as w
from cpsurvey.kinds.missing.data import Missing
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.known import known
from cpsurvey.report.lettering import width
from cpsurvey.report.words import Words
from cpsurvey.results import Result

SHADES = ((0xF4, 0xF6, 0xF8), (0x67, 0xA9, 0xCF), (0x0B, 0x3C, 0x6F))
"""Of nothing missing, of half as much as most, and of most."""
STEPS = 100
"""Shades in the key."""
WIDE, TALL = 6.8, 2.7
"""Inches of the picture, without the names of scales under it."""
ACROSS = 0.82
"""Share of its width that is the strip's."""
SIZE, TURNED = 7.0, 70.0
"""Of these names: points, degrees."""
LETTERS = 23
"""In a line of a name that is not longer than two of them."""
APART = 0.28
"""Inches between two names of two lines."""


def strip(result: Result[Missing], words: Words) -> Figure | None:
    """Bands of respondents by items; the darker, the more is missing."""
    data = result.data
    top = max((share for band in data.bands for share in known(band.shares)), default=0.0)
    if not top:
        return None
    scales = [item.scale for item in data.items]
    starts = [at for at, one in enumerate(scales) if not at or scales[at - 1] != one]
    ends = [*starts[1:], len(scales)]
    middles = [(b + e - 1) / 2 for b, e in zip(starts, ends, strict=True)]
    shown = list(_with_room(middles, APART * len(scales) / (WIDE * ACROSS)))
    names = [_in_lines(words.label(scales[starts[at]])) for at in shown]
    longest = max(width(line, SIZE) for name in names for line in name.split("\n"))
    below = longest * math.sin(math.radians(TURNED)) + 0.2
    tall = below + TALL
    figure, axes = draw.new(WIDE, tall)
    bottom, up = below / tall, (TALL - 0.1) / tall
    axes.set_position((0.09, bottom, ACROSS, up))
    edges = [0, *itertools.accumulate(band.n for band in data.bands)]
    axes.set_facecolor(_shade(0.0))
    boxes, found = [], []
    for band, (high, low) in zip(data.bands, itertools.pairwise(edges), strict=True):
        for at, share in enumerate(band.shares):
            if share:  # most cells are empty: they need no drawing
                boxes.append((at - 0.5, low, at + 0.5, high))
                found.append(_shade(share / top))
    axes.boxes(boxes, found)
    axes.set_xlim(-0.5, len(scales) - 0.5)
    for begin in starts[1:]:
        axes.axvline(begin - 0.5, color="white", linewidth=1.4)
    axes.set_ylim(edges[-1], 0)
    places = [middles[at] for at in shown]
    axes.set_xticks(places, names, rotation=TURNED, ha="right", fontsize=SIZE)
    axes.set_ylabel(words(w.RESPONDENTS), fontsize=8)
    axes.tick_params(length=0, labelsize=7)
    _key(draw.beside(figure, (0.925, bottom, 0.018, up)), top, words)
    return draw.finish(figure, f"fig-{result.id}", words(w.FIGURE), words, "T3m")


def _with_room(middles: Sequence[float], apart: float) -> Iterator[int]:
    """Which scales are named: of many that are close to each other not every one."""
    last = -math.inf
    for at, middle in enumerate(middles):
        if middle - last >= apart:
            last = middle
            yield at


def _in_lines(label: str) -> str:
    """A name in two lines at most, all of it."""
    letters = LETTERS
    while len(lines := textwrap.wrap(label, letters)) > 2:
        letters += 1
    return "\n".join(lines)


def _shade(share: float) -> str:
    """From pale to dark."""
    at = min(1.0, share) * (len(SHADES) - 1)
    low = min(int(at), len(SHADES) - 2)
    pair = zip(SHADES[low], SHADES[low + 1], strict=True)
    return "#{:02x}{:02x}{:02x}".format(*(round(a + (b - a) * (at - low)) for a, b in pair))


def _key(axes: Any, top: float, words: Words) -> None:
    """What shades mean."""
    ends = [top * at / STEPS for at in range(STEPS + 1)]
    boxes = [(0.0, low, 1.0, high) for low, high in itertools.pairwise(ends)]
    axes.boxes(boxes, [_shade(at / (STEPS - 1)) for at in range(STEPS)])
    axes.set_xlim(0.0, 1.0)
    axes.set_ylim(0.0, top)
    axes.set_xticks([])
    marks = (0.0, top / 2.0, top)
    axes.set_yticks(marks, [words.number(100 * mark, "int") for mark in marks], fontsize=7)
    axes.yaxis.tick_right()
    axes.set_ylabel(words(w.BAR), fontsize=7.5, labelpad=2)
    axes.frame_at()
