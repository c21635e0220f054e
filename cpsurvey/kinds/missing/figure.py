"""Where answers are missing, as a strip of shades."""

from __future__ import annotations

import itertools
from typing import Any

from cpsurvey.kinds.missing import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.canvas import RULE, beside, finish, new
from cpsurvey.report.document import Figure
from cpsurvey.report.known import known
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def strip(result: Result[Any], words: Words) -> Figure | None:
    """Bands of respondents by items; the darker, the more is missing."""
    from matplotlib.collections import PolyCollection
    from matplotlib.colors import LinearSegmentedColormap

    data = result.data
    shares, sizes = data["bands"]["shares"], data["bands"]["sizes"]
    top = max((share for row in shares for share in known(row)), default=0.0)
    if not top:
        return None
    scales: list[str] = []
    begins: list[int] = []
    for at, item in enumerate(data["items"]):
        if not scales or scales[-1] != item["scale"]:
            scales.append(item["scale"])
            begins.append(at)
    figure, axes = new(6.8, 3.4)
    axes.set_position((0.09, 0.2, 0.82, 0.77))
    colours = LinearSegmentedColormap.from_list("missing", ["#f4f6f8", "#67a9cf", "#0b3c6f"])
    edges = [0.0]
    for size in sizes:
        edges.append(edges[-1] + size)
    axes.set_facecolor(colours(0.0))
    boxes, found = [], []
    for row, (high, low) in zip(shares, itertools.pairwise(edges), strict=True):
        for at, share in enumerate(row):
            if share:  # most cells are empty: they need no drawing
                x0, x1 = at - 0.5, at + 0.5
                boxes.append([(x0, high), (x1, high), (x1, low), (x0, low)])
                found.append(share)
    mesh = PolyCollection(boxes, array=found, cmap=colours, linewidths=0)
    mesh.set_clim(0.0, top)
    axes.add_collection(mesh, autolim=False)
    axes.set_xlim(-0.5, len(data["items"]) - 0.5)
    for begin in begins[1:]:
        axes.axvline(begin - 0.5, color="white", linewidth=1.4)
    axes.set_ylim(edges[-1], 0)
    ends = [*begins[1:], len(data["items"])]
    middles = [(b + e - 1) / 2 for b, e in zip(begins, ends, strict=True)]
    axes.set_xticks(
        middles, scales, rotation=55, ha="right", fontsize=7, rotation_mode="anchor"
    )
    axes.set_ylabel(words(w.FIG_MISSING_Y), fontsize=8)
    axes.tick_params(length=0, labelsize=7)
    axes.spines[:].set_color(RULE)
    bar = figure.colorbar(mesh, cax=beside(figure, (0.925, 0.2, 0.018, 0.77)))
    marks = (0.0, top / 2.0, top)
    bar.set_ticks(marks, labels=[words.number(100 * mark, "int") for mark in marks])
    bar.ax.tick_params(labelsize=7, length=0)
    bar.outline.set_visible(False)
    bar.set_label(words(w.FIG_MISSING_SCALE), fontsize=7.5, labelpad=2)
    alt = words(lexicon.ALT_SEE, table="T3m")
    return finish(figure, f"fig-{result.id}", words(w.FIG_MISSING), alt)
