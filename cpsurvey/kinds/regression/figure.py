"""Pictures of a regression; people are drawn in slices, so that no respondent is a point."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cpsurvey.kinds.regression import words as w
from cpsurvey.kinds.regression.data import Line, Predicted, Regression, Residuals, Slice
from cpsurvey.payload import Interval
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.known import gaps, least
from cpsurvey.report.words import Words
from cpsurvey.results import Result

WORTH_A_LOOK = 0.5
"""Standard errors one group must move a coefficient by to be drawn; less is a sentence."""
FEW = 5
"""No more points than this stand apart; more make a line."""
FEWEST_SLICES = 3
BAND = "#c6dbef"
WIDTH = 40
Points = Sequence[tuple[float, float, Interval]]


def predictions(result: Result[Regression], words: Words) -> Figure | None:
    """Average predicted outcome along the focal predictor, a line per moderator value."""
    data = result.data
    if data.margins is None:
        return None
    shown, effects = data.margins.predicted, data.margins.effects
    lines = [_points(line) for line in shown.lines]
    if any(
        len(points) < len(line.points) for points, line in zip(lines, shown.lines, strict=True)
    ):
        return None
    figure, axes = draw.new(6.8, 3.4)
    axes.set_position((0.12, 0.2, 0.55 if shown.moderator else 0.84, 0.76))
    for at, points in enumerate(lines):
        colour, style = (
            (draw.BLUE, "-") if len(lines) == 1 else draw.SERIES[at % len(draw.SERIES)]
        )
        look = {"color": colour, "linestyle": style, "label": _label(shown, at, words)}
        _draw(axes, points, look)
    outcome = words(w.PREDICTED[data.explained], outcome=data.outcome)
    draw.name_axes(axes, words.label(shown.variable), outcome, WIDTH)
    _dress(axes, words, _places(lines))
    if f"{shown.variable}=" in "".join(effect.term for effect in effects):
        codes = [value for value, _, _ in lines[0]]
        axes.set_xticks(codes, [w.value_of(shown.variable, code, words) for code in codes])
    if shown.moderator:
        axes.legend(
            title=draw.wrapped(words.label(shown.moderator), 24),
            loc="center left",
            bbox_to_anchor=(1.02, 0.5),
        )
    title = words(w.FIG_PREDICTIONS, outcome=data.outcome)
    return draw.finish(
        figure, f"fig-predictions-{result.id}", title, words, f"T16c-{result.id}"
    )


def _points(line: Line) -> Points:
    """Those that are known."""
    return [
        (p.x, p.est, p.ci)
        for p in line.points
        if p.x is not None and p.est is not None and p.ci is not None
    ]


def _label(shown: Predicted, at: int, words: Words) -> str | None:
    if shown.moderator is None:
        return None
    return w.value_of(shown.moderator, shown.lines[at].at, words)


def _draw(axes: Any, points: Points, look: dict[str, object]) -> None:
    at = [value for value, _, _ in points]
    est = [value for _, value, _ in points]
    if len(points) <= FEW:
        reach = [[e - ci.lower for _, e, ci in points], [ci.upper - e for _, e, ci in points]]
        axes.errorbar(at, est, yerr=reach, fmt="o", markersize=4, **look)
        return
    lower, upper = [ci.lower for _, _, ci in points], [ci.upper for _, _, ci in points]
    axes.fill_between(at, lower, upper, color=look["color"], alpha=0.15, linewidth=0)
    axes.plot(at, est, **look)


def _places(lines: Sequence[Points]) -> int:
    top = max(abs(ci.upper) for points in lines for _, _, ci in points)
    return 2 if top < 1 else 1 if top < 50 else 0


def diagnostics(result: Result[Regression], words: Words) -> Figure | None:
    """Residuals of a linear regression, else observed against predicted means."""
    looked = result.data.diagnostics
    known = [s for s in looked.slices if None not in (s.se, s.fitted, s.mean)]
    if len(known) < FEWEST_SLICES:
        return None
    if isinstance(looked, Residuals):
        return _residuals(result, looked, known, words)
    return _calibration(result, known, words)


def _residuals(
    result: Result[Regression], looked: Residuals, known: Sequence[Slice], words: Words
) -> Figure:
    """Mean residual by fitted value, and quantiles against the normal."""
    figure, left = draw.new(6.8, 2.9)
    left.set_position((0.11, 0.19, 0.36, 0.74))
    right = draw.beside(figure, (0.60, 0.19, 0.38, 0.74))
    _slices(left, known)
    left.axhline(0, color=draw.INK, linewidth=0.8)
    left.set_xlabel(words(w.FITTED_VALUES))
    left.set_ylabel(words(w.MEAN_RESIDUAL))
    normal = gaps(q.normal for q in looked.quantiles)
    right.plot(normal, normal, color=draw.MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
    residual = gaps(q.residual for q in looked.quantiles)
    right.plot(normal, residual, "o", color=draw.BLUE, markersize=4)
    right.set_xlabel(words(w.NORMAL_QUANTILE))
    right.set_ylabel(words(w.RESIDUAL_QUANTILE))
    for axes in (left, right):
        _dress(axes, words, 1)
    title = words(w.FIG_RESIDUALS, outcome=result.data.outcome)
    return draw.finish(figure, f"fig-residuals-{result.id}", title, words, f"T16-{result.id}")


def _calibration(result: Result[Regression], known: Sequence[Slice], words: Words) -> Figure:
    figure, axes = draw.new(6.8, 3.2)
    axes.set_position((0.12, 0.17, 0.5, 0.79))
    at = gaps(s.fitted for s in known)
    ends = [min(at), max(at)]
    axes.plot(ends, ends, color=draw.MUTED, linewidth=0.8, linestyle=(0, (4, 3)))
    _slices(axes, known)
    axes.set_xlabel(words(w.MEAN_PREDICTED))
    axes.set_ylabel(words(w.MEAN_OBSERVED))
    _dress(axes, words, 2 if max(at) < 1 else 1)
    title = words(w.FIG_CALIBRATION, outcome=result.data.outcome)
    return draw.finish(figure, f"fig-calibration-{result.id}", title, words, f"T16-{result.id}")


def _slices(axes: Any, known: Sequence[Slice]) -> None:
    """Means with two standard errors on either side."""
    reach = [2 * se for se in gaps(s.se for s in known)]
    at, mean = gaps(s.fitted for s in known), gaps(s.mean for s in known)
    axes.errorbar(
        at, mean, yerr=[reach, reach], fmt="o", color=draw.BLUE, markersize=4, linewidth=1.2
    )


def without_each(result: Result[Regression], words: Words) -> Figure | None:
    """The focal coefficient without each team in turn, sorted: no team can be recognised."""
    data, found = result.data, result.data.influence
    if found is None or not least(found.largest_change, WORTH_A_LOOK):
        return None
    ends = next(term.ci for term in data.terms if term.term == found.term)
    if ends is None or found.b is None:
        return None
    figure, axes = draw.new(6.8, 2.4)
    axes.set_position((0.12, 0.22, 0.84, 0.72))
    count = len(found.values)
    axes.axhspan(*ends, color=BAND, linewidth=0, alpha=0.5)
    axes.axhline(found.b, color=draw.BLUE, linewidth=1)
    axes.axhline(0, color=draw.INK, linewidth=0.8)
    axes.plot(range(1, count + 1), gaps(found.values), "o", color=draw.BLUE, markersize=3)
    axes.set_xlim(0, count + 1)
    axes.set_xlabel(words(w.WITHOUT_EACH_X, count=count))
    axes.set_ylabel("b")
    draw.ruled(axes)
    draw.numbers(axes.yaxis, words.language, 2)
    axes.set_xticks([])
    title = words(w.FIG_WITHOUT, variable=found.term)
    return draw.finish(figure, f"fig-without-{result.id}", title, words, f"T16-{result.id}")


def _dress(axes: Any, words: Words, places: int) -> None:
    draw.ruled(axes)
    draw.numbers(axes.xaxis, words.language, 1)
    draw.numbers(axes.yaxis, words.language, places)
