"""Shares of variance between groups, outcome by outcome."""

from __future__ import annotations

import textwrap

from cpsurvey.kinds.variance import words as w
from cpsurvey.kinds.variance.data import ByLevel
from cpsurvey.report import lexicon as x
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
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def variance(result: Result[ByLevel], words: Words) -> Figure | None:
    """One dot and interval per outcome and level above the person."""
    from matplotlib.ticker import FuncFormatter

    rows = [
        (one.outcome, level.group, level.share, level.ci)
        for one in result.data.outcomes
        for level in one.shares
        if level.group is not None and level.share is not None
    ]
    if not rows:
        return None
    several = len(result.data.groups) > 1
    figure, axes = new(6.8, 0.9 + 0.36 * len(rows))
    labels = []
    for at, (outcome, group, share, ci) in enumerate(reversed(rows)):
        estimate(axes, at, 100.0 * share, [100.0 * end for end in ci or ()], BLUE)
        text = words.label(outcome)
        text += f" ({words.label(group)})" if several else ""
        labels.append("\n".join(textwrap.wrap(text, 34, max_lines=2, placeholder=" …")))
    name_rows(axes, labels)
    axes.set_xlim(left=0)
    axes.set_xlabel(words(x.SHARE_OF))
    axes.grid(axis="x", color=RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.xaxis.set_major_formatter(FuncFormatter(lambda v, _: number(v, words.language, 0)))
    alt = words(x.ALT_SEE, table="T23")
    return finish(figure, f"fig-{result.id}", words(w.FIGURE), alt)
