"""Where answers are missing, as a strip of shades."""

from __future__ import annotations

import itertools

from cpsurvey.kinds.missing import words as w
from cpsurvey.kinds.missing.data import Missing
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.known import known
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def strip(result: Result[Missing], words: Words) -> Figure | None:
    """Bands of respondents by items; the darker, the more is missing."""
    from matplotlib.collections import PolyCollection
    from matplotlib.colors import LinearSegmentedColormap

    data = result.data
    top = max((share for band in data.bands for share in known(band.shares)), default=0.0)
    if not top:
        return None
    scales = [item.scale for item in data.items]
    starts = [at for at, one in enumerate(scales) if not at or scales[at - 1] != one]
    ends = [*starts[1:], len(scales)]
    figure, axes = draw.new(6.8, 3.4)
    axes.set_position((0.09, 0.2, 0.82, 0.77))
    colours = LinearSegmentedColormap.from_list("missing", ["#f4f6f8", "#67a9cf", "#0b3c6f"])
    edges = [0, *itertools.accumulate(band.n for band in data.bands)]
    axes.set_facecolor(colours(0.0))
    boxes, found = [], []
    for band, (high, low) in zip(data.bands, itertools.pairwise(edges), strict=True):
        for at, share in enumerate(band.shares):
            if share:  # most cells are empty: they need no drawing
                x0, x1 = at - 0.5, at + 0.5
                boxes.append([(x0, high), (x1, high), (x1, low), (x0, low)])
                found.append(share)
    mesh = PolyCollection(boxes, array=found, cmap=colours, linewidths=0)
    mesh.set_clim(0.0, top)
    axes.add_collection(mesh, autolim=False)
    axes.set_xlim(-0.5, len(scales) - 0.5)
    for begin in starts[1:]:
        axes.axvline(begin - 0.5, color="white", linewidth=1.4)
    axes.set_ylim(edges[-1], 0)
    middles = [(b + e - 1) / 2 for b, e in zip(starts, ends, strict=True)]
    names = [scales[at] for at in starts]
    axes.set_xticks(middles, names, rotation=55, ha="right", fontsize=7, rotation_mode="anchor")
    axes.set_ylabel(words(w.RESPONDENTS), fontsize=8)
    axes.tick_params(length=0, labelsize=7)
    axes.spines[:].set_color(draw.RULE)
    bar = figure.colorbar(mesh, cax=draw.beside(figure, (0.925, 0.2, 0.018, 0.77)))
    marks = (0.0, top / 2.0, top)
    bar.set_ticks(marks, labels=[words.number(100 * mark, "int") for mark in marks])
    bar.ax.tick_params(labelsize=7, length=0)
    bar.outline.set_visible(False)
    bar.set_label(words(w.BAR), fontsize=7.5, labelpad=2)
    return draw.finish(figure, f"fig-{result.id}", words(w.FIGURE), words, "T3m")
