"""Simple slopes, and the effect along the moderator."""

from __future__ import annotations

import textwrap
from typing import Any

from cpsurvey.kinds.moderation import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.canvas import (
    BLUE,
    INK,
    MUTED,
    RULE,
    beside,
    finish,
    new,
    number,
)
from cpsurvey.report.document import Figure
from cpsurvey.report.known import gaps, known
from cpsurvey.report.words import Words
from cpsurvey.results import Result

LINES = (("#67a9cf", (0, (1, 2))), ("#4a7fb5", (0, (5, 3))), (BLUE, "-"))


def moderation(result: Result[Any], words: Words) -> Figure | None:
    """Left: fitted lines at three moderator values. Right: Johnson-Neyman's picture."""
    from matplotlib.ticker import FuncFormatter

    data = result.data
    if not (known(data["curve"]["at"]) and known(data["curve"]["effect"])):
        return None
    figure, left = new(6.8, 3.3)
    left.set_position((0.09, 0.2, 0.38, 0.76))
    right = beside(figure, (0.60, 0.2, 0.38, 0.76))
    _slopes(left, data, words)
    _region(right, data, words)
    for axes in (left, right):
        axes.grid(color=RULE, linewidth=0.6)
        axes.set_axisbelow(True)
        for axis in (axes.xaxis, axes.yaxis):
            axis.set_major_formatter(FuncFormatter(lambda v, _: number(v, words.language, 1)))
    labels = {k: words.label(data[k]) for k in ("predictor", "moderator", "outcome")}
    title = words(w.FIG_SLOPES, **labels) + ". " + words(w.FIG_REGION, **labels)
    alt = words(lexicon.ALT_SEE, table=f"T19c-{result.id}")
    return finish(figure, f"fig-moderation-{result.id}", title, alt)


def _short(text: str) -> str:
    return "\n".join(textwrap.wrap(text, 32, max_lines=2, placeholder=" …"))


def _slopes(axes: Any, data: Any, words: Words) -> None:
    names = ("low", "middle", "high")
    for name, (colour, style), one in zip(names, LINES, data["conditional"], strict=True):
        axes.plot(
            gaps(data["line_x"]),
            gaps(one["line"]),
            color=colour,
            linestyle=style,
            label=words(name),
        )
    axes.set_xlabel(_short(words.label(data["predictor"])))
    axes.set_ylabel(_short(words.label(data["outcome"])))
    axes.legend(
        title=_short(words.label(data["moderator"])),
        fontsize=7,
        title_fontsize=7,
        frameon=False,
        loc="best",
    )


def _region(axes: Any, data: Any, words: Words) -> None:
    curve = {name: gaps(values) for name, values in data["curve"].items()}
    axes.fill_between(curve["at"], curve["lower"], curve["upper"], color="#c6dbef", linewidth=0)
    axes.plot(curve["at"], curve["effect"], color=BLUE)
    axes.axhline(0, color=INK, linewidth=0.8)
    for root in known(data["region"]["inside"]):
        axes.axvline(root, color=MUTED, linewidth=1, linestyle=(0, (4, 3)))
    at = known(data["curve"]["at"])
    axes.set_xlim(at[0], at[-1])
    axes.set_xlabel(_short(words.label(data["moderator"])))
    axes.set_ylabel(_short(words(w.EFFECT_OF, predictor=words.label(data["predictor"]))))
