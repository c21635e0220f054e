"""The answers to every item, as they were given: scales that share their answers together."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from cpsurvey.kinds.items import words as w
from cpsurvey.kinds.items.data import Item, Items, Scale
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.words import Words
from cpsurvey.results import Result

MOST = 25
"""Items in one picture: what fits on a page."""
LEAST_SHARE = 0.095
"""Narrower pieces have no room for their number."""
PER_LINE = 4
"""Names of answers beside each other."""
LINE, HEADING = 0.29, 0.32
"""Inches an item and the name of a scale take."""
ABOVE, BELOW = 0.05, 0.62
WIDTH, LEFT = 6.8, 0.41


@dataclass(frozen=True, slots=True)
class _Line:
    """An item with its shares; a scale's name when there are none."""

    text: str
    shares: tuple[float, ...] = ()


Options = tuple[tuple[int, str], ...]
"""Codes and labels that items are answered with."""


def answers(result: Result[Items], words: Words, k: int) -> list[Figure]:
    """Stacked shares of the answers to each item; items with fewer than `k` are left out."""
    kinds: dict[Options, list[Scale]] = {}
    for scale in result.data.scales:
        items = tuple(i for i in scale.items if sum(d.n for d in i.distribution) >= k)
        if items:
            kinds.setdefault(_options(items, words), []).append(replace(scale, items=items))
    made: list[Figure] = []
    for options, scales in kinds.items():
        for some in _pages(scales):
            made.append(_picture(some, options, words, f"fig-answers-{len(made) + 1}"))
    return made


def _options(items: Sequence[Item], words: Words) -> Options:
    """Those of the item that has most."""
    fullest = max(items, key=lambda item: len(item.distribution))
    return tuple((d.code, words.answer(fullest.item, d.code)) for d in fullest.distribution)


def _pages(scales: Sequence[Scale]) -> Iterator[list[Scale]]:
    """Scales in pictures of about the same length; a scale too long for one is divided."""
    parts = [
        replace(scale, items=scale.items[at : at + MOST])
        for scale in scales
        for at in range(0, len(scale.items), MOST)
    ]
    left = sum(len(part.items) for part in parts)
    page: list[Scale] = []
    count = 0
    for part in parts:
        goal = left / -(-left // MOST)
        size = len(part.items)
        if page and (count + size > MOST or count >= goal):
            yield page
            left -= count
            page, count = [], 0
        page.append(part)
        count += size
    if page:
        yield page


def _picture(scales: Sequence[Scale], options: Options, words: Words, name: str) -> Figure:
    codes = [code for code, _ in options]
    lines: list[_Line] = []
    for scale in scales:
        lines.append(_Line(words.label(scale.scale)))
        lines += [_Line(words.label(item.item), _shares(item, codes)) for item in scale.items]
    height = sum(LINE if line.shares else HEADING for line in lines)
    names = [draw.wrapped(label, 24) for _, label in options]
    below = max(BELOW, _below(names))
    figure, axes = draw.new(WIDTH, ABOVE + height + below, below=below)
    place = axes.get_position()
    axes.set_position((LEFT, place.y0, 0.985 - LEFT, height / (ABOVE + height + below)))
    axes.set_axis_off()
    low = max(_before(line.shares) for line in lines)
    high = max(sum(line.shares) - _before(line.shares) for line in lines)
    edge = -low - 0.012 * (low + high)
    axes.set_xlim(-low, high)
    axes.set_ylim(height, 0)
    axes.axvline(0.0, color=draw.MUTED, linewidth=0.7, linestyle=(0, (3, 2)), zorder=0)
    colours = _colours(len(codes))
    boxes: list[tuple[float, float, float, float]] = []
    fills: list[str] = []
    top = 0.0
    for line in lines:
        top += LINE if line.shares else HEADING
        if not line.shares:
            left = -low - (LEFT / (0.985 - LEFT) - 0.01) * (low + high)
            axes.text(left, top - 0.09, line.text, weight="bold", fontsize=8.5, va="center")
            continue
        middle = top - LINE / 2
        (label,), size, _ = draw.fitted([line.text], LEFT * WIDTH - 0.12, LINE, 7)
        axes.text(edge, middle, label, ha="right", va="center", fontsize=size, linespacing=1.0)
        begin = -_before(line.shares)
        for at, share in enumerate(line.shares):
            half = 0.37 * LINE
            boxes.append((begin, middle - half, begin + share, middle + half))
            fills.append(colours[at])
            if share >= LEAST_SHARE:
                ink = "white" if at in (0, len(codes) - 1) else draw.INK
                _centred(axes, begin + share / 2, middle, f"{100 * share:.0f}", ink)
            begin += share
    axes.boxes(boxes, fills, edgecolor="white", linewidth=0.7)
    _legend(figure, colours, names)
    scales_shown = ", ".join(words.label(scale.scale) for scale in scales)
    return draw.finish(
        figure, name, words(w.FIGURE, scales=scales_shown), words, alt=w.FIGURE_ALT
    )


def _before(shares: Sequence[float]) -> float:
    """What lies left of the middle of the answers: half of the middle one, if there is one."""
    half, odd = divmod(len(shares), 2)
    return sum(shares[:half]) + (shares[half] / 2 if odd else 0.0)


def _centred(axes: Any, x: float, y: float, text: str, ink: str) -> None:
    axes.text(x, y, text, ha="center", va="center_baseline", fontsize=6.5, color=ink)


def _below(names: Sequence[str]) -> float:
    """Inches that the answers' names take: they fill columns from above."""
    rows = -(-len(names) // PER_LINE)
    columns = [names[at : at + rows] for at in range(0, len(names), rows)]
    most = max(sum(name.count("\n") + 1 for name in some) for some in columns)
    return 0.13 * most + 0.06 * rows + 0.14


def _legend(figure: Any, colours: Sequence[str], labels: Sequence[str]) -> None:
    figure.legend(
        [draw.patch(colour) for colour in colours],
        labels,
        loc="lower center",
        ncols=PER_LINE,
        fontsize=7,
        handlelength=1.1,
        columnspacing=1.2,
        labelcolor=draw.MUTED,
        borderaxespad=0.1,
    )


def _shares(item: Item, codes: Sequence[int]) -> tuple[float, ...]:
    """Share of each answer, in the order of `codes`."""
    counts = {answer.code: answer.n for answer in item.distribution}
    total = sum(counts.values())
    return tuple(counts.get(code, 0) / total for code in codes)


def _colours(count: int) -> list[str]:
    steps = len(draw.FROM_LOW_TO_HIGH) - 1
    return [draw.FROM_LOW_TO_HIGH[round(i * steps / max(1, count - 1))] for i in range(count)]
