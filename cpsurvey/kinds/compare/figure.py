"""Means of groups, side by side."""

from __future__ import annotations

from cpsurvey.kinds.compare import words as w
from cpsurvey.kinds.compare.data import Comparison
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.known import gaps, known, minus
from cpsurvey.report.words import Words

COLOURS = (draw.BLUE, "#b2182b", "#67a9cf", "#ef8a62", "#1b7837", "#762a83")
MARKERS = "osD^vP"


def means(name: str, one: Comparison, words: Words) -> Figure | None:
    """A dot and an interval per group and score."""
    scores, count = one.scores, len(one.groups)
    if not known(mean.mean for score in scores for mean in score.means):
        return None
    high = max(0.36, 0.15 * count + 0.12) * len(scores)
    figure, axes = draw.new(6.8, high + 1.0)
    axes.set_position((0.34, 0.62 / (high + 1.0), 0.64, high / (high + 1.0)))
    step = 0.76 / max(1, count)
    for at, group in enumerate(one.groups):
        places = [len(scores) - 1 - i + 0.38 - step * (at + 0.5) for i in range(len(scores))]
        rows = [score.means[at] for score in scores]
        lower = [minus(row.mean, row.ci.lower) if row.ci else None for row in rows]
        upper = [minus(row.ci.upper, row.mean) if row.ci else None for row in rows]
        axes.errorbar(
            gaps(row.mean for row in rows),
            places,
            xerr=[gaps(lower), gaps(upper)],
            fmt=MARKERS[at % len(MARKERS)],
            color=COLOURS[at % len(COLOURS)],
            markersize=4.5,
            linewidth=1.4,
            label=draw.wrapped(words.answer(one.by, group), 26),
        )
    axes.set_ylim(-0.6, len(scores) - 0.4)
    labels = [words.label(s.score) for s in reversed(scores)]
    draw.name_rows(axes, labels)
    axes.set_xlabel(words(w.MEANS_AXIS))
    draw.across(axes, words, 1)
    figure.legend(loc="upper center", bbox_to_anchor=(0.5, 1.0), ncols=3)
    title = words(w.FIGURE, variable=one.by)
    return draw.finish(figure, f"fig-{name}", title, words, f"T27-{name}")
