"""Shares of variance between groups, outcome by outcome."""

from __future__ import annotations

from cpsurvey.kinds.variance import words as w
from cpsurvey.kinds.variance.data import ByLevel
from cpsurvey.report import canvas as draw
from cpsurvey.report import lexicon as x
from cpsurvey.report.document import Figure
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def variance(result: Result[ByLevel], words: Words) -> Figure | None:
    """One dot and interval per outcome and level above the person."""
    rows = [
        (one.outcome, level.group, level.share, level.ci)
        for one in result.data.outcomes
        for level in one.shares
        if level.group is not None and level.share is not None
    ]
    if not rows:
        return None
    several = len(result.data.groups) > 1
    figure, axes = draw.new(6.8, 0.9 + 0.36 * len(rows))
    labels = []
    for at, (outcome, group, share, ci) in enumerate(reversed(rows)):
        draw.estimate(axes, at, 100.0 * share, [100.0 * end for end in ci or ()], draw.BLUE)
        text = words.label(outcome)
        text += f" ({words.label(group)})" if several else ""
        labels.append(text)
    draw.name_rows(axes, labels)
    axes.set_xlim(left=0)
    axes.set_xlabel(words(x.SHARE_OF))
    draw.across(axes, words, 0)
    return draw.finish(figure, f"fig-{result.id}", words(w.FIGURE), words, "T23")
