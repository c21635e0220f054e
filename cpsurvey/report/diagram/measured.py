"""Where factors and their items stand: each factor beside a column of its items.

Factors of higher order stand left of those that they explain. Items that are too many for
the page are told by the range of their loadings.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from cpsurvey.report.diagram import bows, labels
from cpsurvey.report.diagram import words as w
from cpsurvey.report.diagram.boxes import NAME, PAD, box, inward
from cpsurvey.report.diagram.graph import Bow, Factor, Item, Measured, Node, Value
from cpsurvey.report.diagram.grid import named
from cpsurvey.report.diagram.laid import Box, Laid, Line, Point, Rect, Writing
from cpsurvey.report.diagram.layout import PAGE, TALLEST
from cpsurvey.report.known import known
from cpsurvey.report.lettering import height, longest_word, width, wrapped
from cpsurvey.report.loadings import ends
from cpsurvey.report.words import Words

ITEM = 7.0
"""Size of the letters of items."""
ROW = 0.165
"""Height of an item."""
BETWEEN = 0.14
"""Between factors."""
FAN, STEP = 0.42, 0.75
"""From a factor to its items, and to the factors that it explains."""
MOST_ITEMS = 8
"""Of a factor, beyond which only the range of loadings is shown."""
MOST_NAME = 1.3
"""Widest item box; longer names take more lines."""
MOST_DRAWN = 3
"""Correlations of factors that are drawn as curves, and factors that stand in one column."""
APART, NARROWEST = 0.25, 0.85
"""Between two columns; width of a factor in one of them."""


@dataclass(frozen=True, slots=True)
class _Sizes:
    """Widths of columns, and whether items and intervals are shown."""

    factor: float
    item: float
    value: float
    ranges: bool
    short: bool

    @property
    def card(self) -> float:
        return self.factor + FAN + self.item + 0.05 + self.value


def laid(model: Measured, words: Words) -> Laid:
    """All factors in the fullest form that the page has room for."""
    found = Laid()
    for ranges, short in ((False, False), (False, True), (True, False)):
        found = _tried(model, words, ranges=ranges, short=short)
        if found.height <= TALLEST and found.width <= PAGE + 0.001:
            break
    return found


def range_of(items: Sequence[Item], words: Words) -> str:
    """Smallest and largest loading."""
    found = ends((item.value.est for item in items), words)
    if not found:
        return words(w.UNKNOWN)
    low, high = found
    return low if low == high else words(w.RANGE, low=low, high=high)


def _tried(model: Measured, words: Words, *, ranges: bool, short: bool) -> Laid:
    levels = _levels(model.factors)
    deep = max(levels.values(), default=0)
    sizes = _sizes(model, words, deep, ranges=ranges, short=short)
    firsts = _in_order(model.factors)
    side_by_side = (
        not (deep or model.bows) and len(firsts) > MOST_DRAWN and 2 * sizes.card + APART <= PAGE
    )
    curved = model.bows if len(model.bows) <= MOST_DRAWN and not side_by_side else ()
    left = 0.9 if curved else 0.0
    if left + sizes.card + deep * (sizes.factor + STEP) > PAGE:
        left = 0.0
    columns = [firsts]
    if side_by_side:
        half = -(-len(firsts) // 2)
        columns = [firsts[:half], firsts[half:]]
    found = Laid(short=short and any(i.value.ci for f in model.factors for i in f.items))
    for at, column in enumerate(columns):
        x = deep * (sizes.factor + STEP) + at * (PAGE - sizes.card)
        _column(found, column, x, sizes, words)
    _above(found, model.factors, levels, sizes, words)
    if curved:
        _curves(found, curved, words)
    return found


def _levels(factors: Sequence[Factor]) -> dict[str, int]:
    """Order of each factor beyond the first."""
    by = {one.node.name: one for one in factors}
    level = dict.fromkeys(by, 0)
    for _ in factors:
        for one in factors:
            below = [level[facet] for facet, _ in one.facets if facet in level]
            if below:
                level[one.node.name] = min(max(below) + 1, len(factors))
    return level


def _in_order(factors: Sequence[Factor]) -> list[Factor]:
    """Factors with items of their own or without facets, those of one whole together."""
    by = {one.node.name: one for one in factors}
    found: dict[str, Factor] = {}

    def take(one: Factor) -> None:
        if one.items or not one.facets:
            found.setdefault(one.node.name, one)
        for facet, _ in one.facets:
            if facet in by and facet not in found:
                take(by[facet])

    explained = {facet for one in factors for facet, _ in one.facets}
    for one in sorted(factors, key=lambda f: (f.node.name in explained, not f.facets)):
        take(one)
    return list(found.values())


def _sizes(model: Measured, words: Words, deep: int, *, ranges: bool, short: bool) -> _Sizes:
    items = [item for one in model.factors for item in one.items]
    longest = max((width(item.label, ITEM) for item in items), default=0.3)
    value = max(
        (
            width(text, ITEM)
            for one in model.factors
            for text in _texts(one, words, ranges=ranges, short=short)
        ),
        default=0.3,
    )
    word = max(longest_word(one.node.label, NAME) for one in model.factors) + 2 * PAD + 0.01
    item = min(max(longest + 0.1, 0.4), MOST_NAME)
    if ranges or any(len(one.items) > MOST_ITEMS for one in model.factors):
        item = max(item if not ranges else 0.0, 0.62)
    room = PAGE - deep * STEP - FAN - item - value - 0.06
    factor = min(max(1.2, min(word, 1.5)), room / (deep + 1))
    halved = (PAGE - APART) / 2 - FAN - item - value - 0.08
    if (
        not deep
        and len(model.factors) > MOST_DRAWN
        and halved >= max(NARROWEST, min(word, 1.0))
    ):
        factor = min(factor, halved)
    return _Sizes(factor, item, value + 0.02, ranges, short)


def _texts(factor: Factor, words: Words, *, ranges: bool, short: bool) -> list[str]:
    """What stands beside its items."""
    if _told(factor, ranges=ranges):
        return [range_of(factor.items, words)]
    return [_said(item.value, words, short=short) for item in factor.items]


def _told(factor: Factor, *, ranges: bool) -> bool:
    """Whether only the range of its loadings is told."""
    return len(factor.items) > (1 if ranges else MOST_ITEMS)


def _said(value: Value, words: Words, *, short: bool) -> str:
    return " ".join(value.lines(words)[: 1 if short else 2])


def _column(
    found: Laid, factors: Sequence[Factor], x: float, sizes: _Sizes, words: Words
) -> None:
    """Factors below each other, each with its items at its right."""
    y = 0.0
    for factor in factors:
        rows = _rows(factor, sizes, words)
        tall = sum(row.high - row.low for row, *_ in rows)
        node = box(factor.node, (0.0, 0.0), sizes.factor)
        own = node.rect.high - node.rect.low
        room = max(tall, own)
        node = node.moved((x + sizes.factor / 2, y - room / 2))
        found.boxes.append(node)
        top = y - (room - tall) / 2
        for rect, lines, value, label, name in rows:
            place = rect.moved((x + sizes.factor + FAN, top - rect.high))
            top = place.low
            _item(found, node, place, lines, value, label, name)
        y -= room + BETWEEN


_Row = tuple[Rect, tuple[str, ...], Value, str, str]


def _rows(factor: Factor, sizes: _Sizes, words: Words) -> list[_Row]:
    """Size of each item's box, its name, loading and how this is written."""
    if not factor.items:
        return []
    if _told(factor, ranges=sizes.ranges):
        values = [item.value for item in factor.items]
        all_apart = all(value.stroke == "apart" for value in values)
        whole = Value(None, None, all_apart if known(v.est for v in values) else None)
        text = words(w.ITEMS, n=len(values))
        rect = Rect(0.0, 0.0, sizes.item, 0.3)
        return [(rect, (text,), whole, range_of(factor.items, words), "*")]
    rows = []
    for item in factor.items:
        lines = wrapped(item.label, sizes.item - 0.1, ITEM)
        rect = Rect(0.0, 0.0, sizes.item, max(ROW, height(len(lines), ITEM) + 0.05))
        said = _said(item.value, words, short=sizes.short)
        rows.append((rect, lines, item.value, said, item.label))
    return rows


def _item(
    found: Laid,
    factor: Box,
    place: Rect,
    lines: tuple[str, ...],
    value: Value,
    said: str,
    name: str,
) -> None:
    inner = Rect(place.left, place.low + 0.015, place.right, place.high - 0.015)
    middle = (inner.low + inner.high) / 2
    tall = height(len(lines), ITEM)
    text = Writing(
        Rect.around(inner.centre, inner.right - inner.left - 0.02, tall), lines, ITEM
    )
    found.boxes.append(Box(f"{factor.name}={name}", inner, latent=False, writings=(text,)))
    x, y = factor.rect.right, factor.rect.centre[1]
    half = factor.rect.high - y
    off = max(-half * 0.7, min(half * 0.7, (middle - y) * 0.35))
    start = (x - inward(factor, off, half), y + off)
    of = f"{factor.name}={name}"
    found.lines.append(Line(of, (start, (inner.left, middle)), value.stroke))
    high = height(1, ITEM)
    left = inner.right + 0.05
    rect = Rect(left, middle - high / 2, left + width(said, ITEM) + 0.01, middle + high / 2)
    found.writings.append(Writing(rect, (said,), ITEM, left=True, of=of))


def _above(
    found: Laid,
    factors: Sequence[Factor],
    levels: dict[str, int],
    sizes: _Sizes,
    words: Words,
) -> None:
    """Factors of higher order, left of the middle of those that they explain."""
    deep = max(levels.values(), default=0)
    lines: list[Line] = []
    values: list[Value] = []
    for factor in sorted(factors, key=lambda one: levels[one.node.name]):
        level = levels[factor.node.name]
        if not level:
            continue
        boxes = {one.name: one for one in found.boxes}
        node = boxes.get(factor.node.name)
        if node is None:
            mine = [boxes[name].rect.centre[1] for name, _ in factor.facets if name in boxes]
            x = (deep - level) * (sizes.factor + STEP) + sizes.factor / 2
            node = _free(factor.node, (x, sum(mine) / len(mine)), sizes.factor, found.boxes)
            found.boxes.append(node)
        for name, value in factor.facets:
            if name in boxes:
                lines.append(_down(node, boxes[name], value))
                values.append(value)
    said = [one.lines(words) for one in values]
    writings, wrong = labels.placed(lines, said, found.boxes)
    if wrong >= labels.HARD:
        writings, wrong = labels.placed(lines, [one[:1] for one in said], found.boxes)
        found.short = True
    found.lines += lines
    found.writings += writings


def _free(node: Node, at: Point, wide: float, taken: Sequence[Box]) -> Box:
    """The box at this height, or as near below it as there is room."""
    made = box(node, at, wide)
    while any(made.rect.meets(one.rect, 0.08) for one in taken):
        made = made.moved((0.0, -0.1))
    return made


def _down(upper: Box, lower: Box, value: Value) -> Line:
    """From a factor to one that it explains."""
    off = max(-0.1, min(0.1, (lower.rect.centre[1] - upper.rect.centre[1]) * 0.1))
    half = (upper.rect.high - upper.rect.low) / 2
    off = max(-half * 0.6, min(half * 0.6, off))
    start = (upper.rect.right - inward(upper, off, half), upper.rect.centre[1] + off)
    end = (lower.rect.left, lower.rect.centre[1])
    return Line(named(upper.name, lower.name), (start, end), value.stroke)


def _curves(found: Laid, drawn: Sequence[Bow], words: Words) -> None:
    boxes = {one.name: one for one in found.boxes}
    mine = [bow for bow in drawn if bow.first in boxes and bow.second in boxes]
    arcs, _ = bows.drawn(mine, boxes, found.lines, left=True)
    said = [bow.value.lines(words) for bow in mine]
    writings, wrong = labels.placed(arcs, said, found.boxes)
    if wrong < labels.HARD:
        found.lines += arcs
        found.writings += writings
