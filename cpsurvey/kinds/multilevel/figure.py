"""Indirect effects within and between groups, side by side."""

from __future__ import annotations

import textwrap
from typing import Any

from cpsurvey.kinds.multilevel import words as w
from cpsurvey.kinds.multilevel.tables import read
from cpsurvey.report import lexicon
from cpsurvey.report.canvas import (
    BLUE,
    INK,
    RULE,
    estimate,
    finish,
    name_rows,
    new,
    number,
)
from cpsurvey.report.document import Figure
from cpsurvey.report.effects import named_row as named
from cpsurvey.report.known import apart, known
from cpsurvey.report.words import Words
from cpsurvey.results import Result

COLOURS = {"within": BLUE, "between": "#c2570c"}
SHOWN = ("specific", "total_indirect", "direct")


def multilevel(result: Result[Any], words: Words) -> Figure | None:
    """Two dots and intervals per effect; filled where the interval leaves out zero."""
    from matplotlib.ticker import FuncFormatter

    effects = read(result)["effects"]
    twins = {e["name"][:-1]: e for e in effects if e["part"] == "between"}
    rows = [
        e
        for e in effects
        if e["part"] == "within"
        and e["role"] in SHOWN
        and known([e["mc_lower"], twins[e["name"][:-1]]["mc_lower"]])
    ]
    if not rows:
        return None
    figure, axes = new(6.8, 1.15 + 0.48 * len(rows), below=0.75)
    labels = []
    for at, e in enumerate(reversed(rows)):
        for shift, one in ((0.15, e), (-0.15, twins[e["name"][:-1]])):
            ends = [one["mc_lower"], one["mc_upper"]]
            colour = COLOURS[one["part"]]
            estimate(axes, at + shift, one["est"], ends, colour, hollow=not apart(ends))
        text = f"{named(e, words)} → {words.label(e['outcome'])}"
        labels.append("\n".join(textwrap.wrap(text, 36, max_lines=2, placeholder=" …")))
    axes.axvline(0.0, color=INK, linewidth=0.8)
    name_rows(axes, labels, 7.5)
    axes.set_ylim(-0.6, len(rows) - 0.4)
    axes.grid(axis="x", color=RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda v, _: number(v, words.language, 2)))
    for part, colour in COLOURS.items():
        axes.plot([], [], "o-", color=colour, label=words(f"ml_{part}"))
    axes.legend(
        loc="upper center",
        bbox_to_anchor=(0.66, 0.3 / (1.15 + 0.48 * len(rows))),
        bbox_transform=figure.transFigure,
        ncols=2,
        fontsize=8,
        frameon=False,
    )
    title = words(w.FIG_MULTILEVEL, source=words.label(result.data["source"]))
    alt = words(lexicon.ALT_SEE, table=f"T18-{result.id}")
    return finish(figure, f"fig-multilevel-{result.id}", title, alt)
