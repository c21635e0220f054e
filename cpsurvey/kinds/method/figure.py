"""Reliability of every scale: due to the scale, to method, to error."""

from __future__ import annotations

from collections.abc import Sequence

from cpsurvey.kinds.method import words as w
from cpsurvey.kinds.method.data import Part, Reliability
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.words import Words

COLOURS: dict[Part, str] = {"substantive": draw.BLUE, "method": "#ef8a62", "error": "#e4e7eb"}


def method(found: Sequence[Reliability], id: str, words: Words) -> Figure | None:
    """Stacked shares of the variance of each scale's sum."""
    rows = [
        (row.scale, {"substantive": own, "method": method, "error": 1.0 - own - method})
        for row in reversed(found)
        if (own := row.substantive) is not None and (method := row.method) is not None
    ]
    if not rows:
        return None
    figure, axes = draw.new(6.8, 0.8 + 0.34 * len(rows), below=0.62)
    begins = [0.0] * len(rows)
    for part, colour in COLOURS.items():
        sizes = [shares[part] for _, shares in rows]
        axes.barh(range(len(rows)), sizes, left=begins, height=0.7, color=colour, edgecolor="w")
        for at, size in enumerate(sizes):
            if size >= 0.06:
                text = words.number(size, "unit2")
                middle = begins[at] + size / 2
                ink = "white" if colour == draw.BLUE else draw.INK
                axes.text(middle, at, text, ha="center", va="center", fontsize=7, color=ink)
        begins = [begin + size for begin, size in zip(begins, sizes, strict=True)]
    labels = [words.label(scale) for scale, _ in rows]
    draw.name_rows(axes, labels)
    axes.set_xlim(0, 1)
    axes.set_xticks([])
    axes.frame_at()
    draw.legend(
        axes,
        (0.5, 0.5 / (0.8 + 0.34 * len(rows))),
        [draw.patch(colour) for colour in COLOURS.values()],
        [words(w.PARTS[part]) for part in COLOURS],
        ncols=3,
        fontsize=7.5,
    )
    return draw.finish(figure, f"fig-method-{id}", words(w.FIGURE), words, f"T14r-{id}")
