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
from cpsurvey.report.words import Words
from cpsurvey.results import Result

SHADES = ((0xF4, 0xF6, 0xF8), (0x67, 0xA9, 0xCF), (0x0B, 0x3C, 0x6F))
"""Of nothing missing, of half as much as most, and of most."""
STEPS = 100
"""Shades in the key."""
LOW = 0.32
"""Share of the picture under the strip, for names of scales."""
LETTERS = 23
"""Of a line of a name, at most."""
APART = 0.13
"""Inches between two names of one line."""


def strip(result: Result[Missing], words: Words) -> Figure | None:
    """Bands of respondents by items; the darker, the more is missing."""
    data = result.data
    top = max((share for band in data.bands for share in known(band.shares)), default=0.0)
    if not top:
        return None
    scales = [item.scale for item in data.items]
    starts = [at for at, one in enumerate(scales) if not at or scales[at - 1] != one]
    ends = [*starts[1:], len(scales)]
    figure, axes = draw.new(6.8, 3.9)
    axes.set_position((0.09, LOW, 0.82, 0.97 - LOW))
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
    middles = [(b + e - 1) / 2 for b, e in zip(starts, ends, strict=True)]
    apart = APART * len(scales) / (6.8 * 0.82)
    named = list(_with_room(middles, apart))
    lines = 2 if len(named) * 2 * APART < 6.8 * 0.82 else 1
    names = [_name(words.label(scales[starts[at]]), lines) for at in named]
    axes.set_xticks([middles[at] for at in named], names, rotation=55, ha="right", fontsize=7)
    axes.set_ylabel(words(w.RESPONDENTS), fontsize=8)
    axes.tick_params(length=0, labelsize=7)
    _key(draw.beside(figure, (0.925, LOW, 0.018, 0.97 - LOW)), top, words)
    return draw.finish(figure, f"fig-{result.id}", words(w.FIGURE), words, "T3m")


def _with_room(middles: Sequence[float], apart: float) -> Iterator[int]:
    """Which scales are named: of many that are close to each other not every one."""
    last = -math.inf
    for at, middle in enumerate(middles):
        if middle - last >= apart:
            last = middle
            yield at


def _name(label: str, lines: int) -> str:
    """In so many lines; what has no room is left out."""
    return "\n".join(
        textwrap.wrap(label, LETTERS, max_lines=lines, placeholder=" …", break_long_words=True)
    )


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
