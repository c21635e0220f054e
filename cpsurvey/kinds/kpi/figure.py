"""Indicators as pictures: ratios with intervals, and how rates are distributed."""

from __future__ import annotations

from collections.abc import Collection
from typing import Any, get_args

from cpsurvey.design.kpi import Version
from cpsurvey.kinds.kpi import parts_words as pw
from cpsurvey.kinds.kpi import words as w
from cpsurvey.kinds.kpi.data import Effect, Entry, Kpi, Role
from cpsurvey.kinds.kpi.effect_tables import fitted
from cpsurvey.kinds.kpi.parts_tables import named, shown, times
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.known import gaps, known
from cpsurvey.report.words import Words
from cpsurvey.results import Result

COLOURS: dict[Version, str] = {
    "routine": draw.MUTED,
    "nonroutine": draw.BLUE,
    "overall": draw.INK,
}


def effects(result: Result[Kpi], words: Words) -> Figure | None:
    """Ratios of every predictor and indicator that has them, both versions."""
    rows = [
        (entry, model, name)
        for entry, model in fitted(result.data)
        for name in result.data.predictors
        if known(term.ratio for term in model.of(name))
    ]
    if not rows:
        return None
    figure, axes = draw.new(6.8, 1.05 + 0.5 * len(rows), below=0.62)
    labels = []
    for at, (entry, model, name) in enumerate(reversed(rows)):
        terms = model.of(name)
        for k, (version, term) in enumerate(zip(model.versions, terms, strict=True)):
            y = at + (0.0 if len(terms) == 1 else 0.16 - 0.32 * k)
            draw.estimate(axes, y, term.ratio, term.ratio_ci, COLOURS[version], size=5)
        labels.append(f"{words.label(entry.indicator)} – {words.label(name)}")
    axes.axvline(1.0, color=draw.INK, linewidth=0.8)
    draw.name_rows(axes, labels)
    axes.set_ylim(-0.6, len(rows) - 0.4)
    draw.across(axes, words, 2)
    _legend(axes, {v for _, model, _ in rows for v in model.versions}, words)
    title = words(w.FIG_EFFECTS)
    return draw.finish(figure, f"fig-kpi-{result.id}", title, words, f"T21-{result.id}")


def parts(
    result: Result[Kpi], words: Words, roles: Collection[Role] = get_args(Role)
) -> Figure | None:
    """A panel for each indicator: total and parts, routine beside non-routine."""
    data = result.data
    panels = [(entry, _rows(entry, roles)) for entry in data.indicators if entry.parts]
    if not panels or data.source is None:
        return None
    heights = [0.30 * len(rows) + 0.72 for _, rows in panels]
    figure, first = draw.new(6.8, sum(heights) + 0.42)
    whole, top = sum(heights) + 0.42, sum(heights) + 0.42
    for (entry, rows), height in zip(panels, heights, strict=True):
        place = (0.34, (top - height + 0.38) / whole, 0.64, (height - 0.72) / whole)
        axes = draw.beside(figure, place)
        top -= height
        for at, (_, several) in enumerate(reversed(rows)):
            for k, one in enumerate(several):
                y = at + (0.0 if len(several) == 1 else 0.16 - 0.32 * k)
                scale = times(entry)
                ends = one.ci and [scale * end for end in one.ci]
                est = None if one.est is None else scale * one.est
                draw.estimate(axes, y, est, ends, COLOURS[one.version], size=5)  # type: ignore[index]
        draw.at_zero(axes)
        draw.name_rows(axes, [named(several[0], words) for _, several in reversed(rows)], 8)
        axes.set_ylim(-0.6, len(rows) - 0.4)
        draw.across(axes, words, 1)
        unit = words(pw.CHANGES[entry.type])
        text = words(pw.UNIT_HEAD, variable=entry.indicator, unit=unit)
        size = 9 if len(text) < 55 else 7
        axes.set_title(draw.wrapped(text, 72), loc="left", fontsize=size, color=draw.INK)
    first.set_axis_off()
    first.set_position((0.0, 0.0, 1.0, 0.3 / whole))
    versions: set[Version] = {v for e, _ in panels if e.model for v in e.model.versions}
    _legend(first, versions, words)
    title = words(pw.FIG_PARTS, source=words.label(data.source))
    return draw.finish(figure, f"fig-kpi-parts-{result.id}", title, words, f"T21j-{result.id}")


def _rows(entry: Entry, roles: Collection[Role]) -> list[tuple[str, list[Effect]]]:
    """Each part with its effect in every kind of contact."""
    found: dict[str, list[Effect]] = {}
    for one in shown(entry.parts.effects if entry.parts else ()):
        if one.version != "difference" and one.role in roles:
            found.setdefault(f"{one.role} {one.through}", []).append(one)
    return list(found.items())


def _legend(axes: Any, versions: set[Version], words: Words) -> None:
    shown = [v for v in COLOURS if v in versions]
    handles = [draw.sample(COLOURS[v], "o") for v in shown]
    names = [words(w.VERSIONS[v]) for v in shown]
    draw.legend(axes, (0.65, 0.0), handles, names, ncols=3, loc="lower center")


def rates(entry: Entry, result: Result[Kpi], words: Words) -> Figure | None:
    """Fitted distributions of agents' rates; below, means of slices, raw and shrunken."""
    curves = [
        (one, one.curve) for one in entry.shrinkage if one.curve and known(one.curve.density)
    ]
    if not curves:
        return None
    figure, axes = draw.new(6.8, 2.9, below=0.9)
    axes.set_position((0.08, 0.31, 0.88, 0.64))
    top = max(max(known(curve.density)) for _, curve in curves)
    for k, (one, curve) in enumerate(curves):
        colour = COLOURS[one.version]
        at, density = gaps(curve.at), gaps(curve.density)
        axes.fill_between(at, density, color=colour, alpha=0.18, linewidth=0)
        axes.plot(at, density, color=colour, linewidth=1.6)
        y = -top * (0.09 + 0.13 * k)
        axes.plot(
            gaps(one.raw),
            [y] * len(one.raw),
            "o",
            color=colour,
            markerfacecolor="white",
            markersize=5,
        )
        low = y - 0.05 * top
        axes.plot(
            gaps(one.shrunken), [low] * len(one.shrunken), "o", color=colour, markersize=4
        )
    axes.axhline(0, color=draw.RULE, linewidth=0.8)
    axes.set_ylim(-top * (0.12 + 0.13 * len(curves)), 1.08 * top)
    axes.set_yticks([])
    axes.frame_at("bottom")
    axes.set_xlabel(words(w.RATE))
    draw.numbers(axes.xaxis, words.language, 2)
    _legend(axes, {one.version for one, _ in curves}, words)
    title = words(w.FIG_RATES, variable=entry.indicator)
    name, table = f"fig-kpi-{entry.indicator}-{result.id}", f"T21d-{result.id}"
    return draw.finish(figure, name, title, words, table, alt=w.FIG_ALT)
