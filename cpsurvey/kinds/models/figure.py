"""The effects of a model as a picture."""

from __future__ import annotations

from typing import Any

from cpsurvey.report import lexicon
from cpsurvey.report.canvas import (
    BLUE,
    INK,
    MUTED,
    RULE,
    estimate,
    finish,
    name_rows,
    new,
    numbers,
    wrapped,
)
from cpsurvey.report.document import Figure
from cpsurvey.report.known import apart
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def effects(result: Result[Any], words: Words) -> Figure | None:
    """Defined effects with their Monte Carlo intervals."""
    rows = [e for e in result.data["effects"] if e["mc_lower"] is not None]
    if not rows:
        return None
    figure, axes = new(6.8, 0.9 + 0.32 * len(rows))
    for at, effect in enumerate(reversed(rows)):
        ends = [effect["mc_lower"], effect["mc_upper"]]
        sure = apart(ends)
        estimate(axes, at, effect["est"], ends, BLUE if sure else MUTED, hollow=not sure)
    axes.axvline(0.0, color=INK, linewidth=0.8)
    name_rows(axes, [wrapped(words.label(e["name"]), 38) for e in reversed(rows)], 8.5)
    axes.grid(axis="x", color=RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    numbers(axes.xaxis, words.language, 2)
    model = words.label(result.data["model"])
    alt = words(lexicon.ALT_SEE, table="T18")
    return finish(
        figure, f"fig-effects-{result.id}", words(lexicon.FIG_EFFECTS, model=model), alt
    )
