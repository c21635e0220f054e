"""All hypotheses in one look."""

from __future__ import annotations

import textwrap
from typing import Any

from cpsurvey.kinds.hypotheses import words as w
from cpsurvey.kinds.hypotheses.tables import name_of
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
    number,
)
from cpsurvey.report.document import Figure
from cpsurvey.report.words import Words
from cpsurvey.results import Result

RED = "#b2182b"
COLOURS = {
    "supported": BLUE,
    "supported_interval": BLUE,
    "opposite": RED,
    "opposite_interval": RED,
}


def forest(result: Result[Any], words: Words) -> Figure | None:
    """Every tested number with its interval; filled where the hypothesis is supported."""
    from matplotlib.ticker import FuncFormatter

    rows = [
        (one, test)
        for one in result.data["hypotheses"]
        for test in one["tests"]
        if test["est"] is not None and test["ci_lower"] is not None
    ]
    if not rows:
        return None
    figure, axes = new(6.8, 0.8 + 0.36 * len(rows), below=0.55)
    left, top = 0.42, 0.98
    height = 0.36 * len(rows) / (0.8 + 0.36 * len(rows))
    axes.set_position((left, top - height - 0.02, 0.56, height))
    for at, (one, test) in enumerate(reversed(rows)):
        _row(axes, at, one, test)
    axes.axvline(0.0, color=INK, linewidth=0.8)
    axes.set_ylim(-0.6, len(rows) - 0.4)
    name_rows(axes, [_label(one, test, words) for one, test in reversed(rows)], 8)
    axes.grid(axis="x", color=RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda v, _: number(v, words.language, 1)))
    axes.set_xlabel(words(w.HYP_AXIS), fontsize=8)
    alt = words(lexicon.ALT_SEE, table="T0")
    return finish(figure, f"fig-{result.id}", words(w.FIG_HYPOTHESES), alt)


def _row(axes: Any, at: int, one: Any, test: Any) -> None:
    colour = COLOURS.get(one["verdict"], MUTED)
    ends = [test["ci_lower"], test["ci_upper"]]
    estimate(axes, at, test["est"], ends, colour, hollow=one["verdict"] not in COLOURS)


def _label(one: Any, test: Any, words: Words) -> str:
    text = f"{one['id']}  {name_of(test, words)}"
    return "\n".join(textwrap.wrap(text, 42, max_lines=2, placeholder=" …"))
