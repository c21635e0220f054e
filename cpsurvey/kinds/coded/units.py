"""Segments of several coders put together: those that overlap by half are one unit."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from cpsurvey.seen.coded import Segment

HALF = 0.5
"""Of the longer of two segments, that they must share to be one unit."""
Span = tuple[int | None, int | None]


@dataclass(slots=True)
class Unit:
    """A stretch of a source with the codes of each coder; `by` lacks who did not mark it."""

    source: int
    span: Span
    by: dict[int, set[str]] = field(default_factory=dict)


def units(segments: Sequence[Segment]) -> list[Unit]:
    """Units of all sources, in order."""
    by_source: dict[int, dict[int, dict[Span, set[str]]]] = defaultdict(
        lambda: defaultdict(dict)
    )
    for one in segments:
        spans = by_source[one.source][one.coder]
        spans.setdefault((one.start, one.end), set()).add(one.code)
    return [unit for source in sorted(by_source) for unit in _of(source, by_source[source])]


def _of(source: int, coders: dict[int, dict[Span, set[str]]]) -> Iterator[Unit]:
    """Units of a source: the spans of its first coder, which those of the others join."""
    found: list[Unit] = []
    for coder in sorted(coders):
        for span in sorted(coders[coder], key=_order):
            unit = _nearest(span, [one for one in found if coder not in one.by])
            if unit is None:
                unit = Unit(source, span)
                found.append(unit)
            unit.by[coder] = coders[coder][span]
    yield from sorted(found, key=lambda one: _order(one.span))


def _order(span: Span) -> tuple[int, int]:
    return (-1, -1) if span[0] is None or span[1] is None else (span[0], span[1])


def _nearest(span: Span, those: Sequence[Unit]) -> Unit | None:
    best = max(those, key=lambda one: shared(span, one.span), default=None)
    return best if best is not None and shared(span, best.span) >= HALF else None


def shared(one: Span, other: Span) -> float:
    """Share of the longer span that two have in common; a whole source is one span."""
    if None in one or None in other:
        return float(one == other)
    (a, b), (c, d) = one, other
    assert a is not None and b is not None and c is not None and d is not None  # noqa: PT018
    return max(min(b, d) - max(a, c), 0) / max(b - a, d - c)
