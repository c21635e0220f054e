"""Indirect effects by the strength of an omitted cause."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any

from cpsurvey.kinds.direction import words as w
from cpsurvey.kinds.direction.data import Direction, Through
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.known import gaps
from cpsurvey.report.words import Words
from cpsurvey.results import Result

NEAR = 0.6
"""Omitted causes are shown up to this strength, or somewhat beyond the last that undoes one."""
MOST = 3
"""Lines that can be told apart in one picture."""


def by_rho(
    result: Result[Direction], called: Callable[[Through], str], words: Words
) -> Figure | None:
    """One line per effect on the first outcome, the interval of the widest as a band.

    `called` names an effect.
    """
    shown = drawn(result.data)
    if not shown:
        return None
    figure, axes = draw.new(6.8, 3.6)
    axes.set_position((0.1, 0.16, 0.86, 0.66))
    widest = max(shown, key=lambda one: len(one.paths))
    at = gaps(point.rho for point in widest.curve)
    lower, upper = zip(*(point.ci or (None, None) for point in widest.curve), strict=True)
    axes.fill_between(at, gaps(lower), gaps(upper), color="#c6dbef", linewidth=0)
    for (colour, style), one in zip(draw.SERIES, shown, strict=False):
        look = {"color": colour, "linestyle": style}
        look["label"] = draw.wrapped(called(one), 40)
        axes.plot(gaps(p.rho for p in one.curve), gaps(p.est for p in one.curve), **look)
    axes.axhline(0, color=draw.INK, linewidth=0.8)
    axes.axvline(0, color=draw.MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
    axes.set_xlabel(words(w.AXIS))
    draw.legend(axes, (0.5, 1.0), ncols=2)
    draw.ruled(axes)
    _near(axes, shown, widest)
    draw.numbers(axes.xaxis, words.language, 2)
    draw.numbers(axes.yaxis, words.language)
    title = words(w.FIGURE)
    return draw.finish(figure, f"fig-direction-{result.id}", title, words, f"T29c-{result.id}")


def _near(axes: Any, shown: Sequence[Through], widest: Through) -> None:
    """Keep to where effects vanish: towards ±1 they grow without limit."""
    far = max(NEAR, *(abs(one.rho or 0.0) + 0.1 for one in shown))
    heights = [p.est for one in shown for p in one.curve if abs(p.rho or 0.0) <= far]
    for point in widest.curve:
        if abs(point.rho or 0.0) <= far:
            heights += point.ci or ()
    known = [height for height in heights if height is not None]
    if known:
        axes.set_xlim(-far, far)
        axes.set_ylim(min(0.0, *known) - 0.05, max(0.0, *known) + 0.05)


def drawn(data: Direction) -> list[Through]:
    """Effects on the first outcome whose course is known, the widest among them."""
    known = [one for one in data.effects if len(one.curve) > 1]
    mine = [one for one in known if one.outcome == known[0].outcome]
    mine.sort(key=lambda one: -len(one.paths))
    return mine[:MOST]
