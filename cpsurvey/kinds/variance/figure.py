"""Shares of variance between groups, outcome by outcome."""

from __future__ import annotations

import textwrap
from typing import Any

from cpsurvey.kinds.variance import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.canvas import (
    BLUE,
    RULE,
    estimate,
    finish,
    name_rows,
    new,
    number,
)
from cpsurvey.report.document import Figure
from cpsurvey.report.known import times
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def variance(result: Result[Any], words: Words) -> Figure | None:
    """One dot and interval per outcome and level above the person."""
    from matplotlib.ticker import FuncFormatter

    rows = [
        (one["outcome"], share)
        for one in result.data["outcomes"]
        for share in one["shares"]
        if share["group"] != "residual" and share["share"] is not None
    ]
    if not rows:
        return None
    several = len(result.data["groups"]) > 1
    figure, axes = new(6.8, 0.9 + 0.36 * len(rows))
    labels = []
    for at, (outcome, share) in enumerate(reversed(rows)):
        ends = [times(share[end], 100.0) for end in ("ci_lower", "ci_upper")]
        estimate(axes, at, 100.0 * share["share"], ends, BLUE)
        text = words.label(outcome)
        text += f" ({words.label(share['group'])})" if several else ""
        labels.append("\n".join(textwrap.wrap(text, 34, max_lines=2, placeholder=" …")))
    name_rows(axes, labels)
    axes.set_xlim(left=0)
    axes.set_xlabel(words(lexicon.SHARE_OF))
    axes.grid(axis="x", color=RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda v, _: number(v, words.language, 0)))
    alt = words(lexicon.ALT_SEE, table="T23")
    return finish(figure, f"fig-{result.id}", words(w.FIG_VARIANCE), alt)
