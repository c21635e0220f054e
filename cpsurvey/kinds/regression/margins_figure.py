"""Predictions along a predictor, calibration, and a coefficient without each team."""

from __future__ import annotations

import textwrap
from typing import Any

from cpsurvey.kinds.regression import words as w
from cpsurvey.kinds.regression.margins_tables import value_of
from cpsurvey.report import lexicon
from cpsurvey.report.canvas import BLUE, INK, MUTED, RULE, SERIES, finish, new, number
from cpsurvey.report.document import Figure
from cpsurvey.report.known import gaps, least
from cpsurvey.report.words import Words
from cpsurvey.results import Result

WORTH_A_LOOK = 0.5
"""Standard errors one group must move a coefficient by to be drawn; less is a sentence."""
BAND = "#c6dbef"
COLOURS = tuple(colour for colour, _ in SERIES)
STYLES = tuple(style for _, style in SERIES)


def predictions(result: Result[Any], words: Words) -> Figure | None:
    """Average predicted outcome along the focal predictor, a line per moderator value."""
    found = result.data.get("margins")
    if not found:
        return None
    shown = found["predicted"]
    if any(None in _point(p) for line in shown["lines"] for p in line["points"]):
        return None
    figure, axes = new(6.8, 3.4)
    axes.set_position((0.12, 0.16, 0.55 if shown["moderator"] else 0.84, 0.8))
    lines = shown["lines"]
    for at, line in enumerate(lines):
        style = {"color": COLOURS[at % 5], "linestyle": STYLES[at % 5]}
        if len(lines) == 1:
            style = {"color": BLUE, "linestyle": "-"}
        _line(axes, line, style, shown, words)
    axes.set_xlabel(_short(words.label(shown["variable"])))
    axes.set_ylabel(_short(_outcome(result.data, words)))
    _dress(axes, words, _places(lines))
    if shown["variable"] + "=" in "".join(p["term"] for p in found["effects"]):
        codes = [p["x"] for p in lines[0]["points"]]
        axes.set_xticks(codes, [value_of(shown["variable"], c, words) for c in codes])
    if shown["moderator"]:
        axes.legend(
            title=_short(words.label(shown["moderator"])),
            loc="center left",
            bbox_to_anchor=(1.02, 0.5),
            fontsize=8,
            title_fontsize=8,
            frameon=False,
        )
    title = words(w.FIG_PREDICTIONS, outcome=result.data["outcome"])
    alt = words(lexicon.ALT_SEE, table=f"T16c-{result.id}")
    return finish(figure, f"fig-predictions-{result.id}", title, alt)


def _point(point: Any) -> list[float | None]:
    return [point[name] for name in ("x", "est", "ci_lower", "ci_upper")]


def _line(axes: Any, line: Any, style: Any, shown: Any, words: Words) -> None:
    x = [p["x"] for p in line["points"]]
    lower = [p["ci_lower"] for p in line["points"]]
    upper = [p["ci_upper"] for p in line["points"]]
    est = [p["est"] for p in line["points"]]
    label = value_of(shown["moderator"], line["at"], words) if shown["moderator"] else None
    if len(x) <= 5:
        reach = [[e - low for e, low in zip(est, lower, strict=True)],
                 [up - e for e, up in zip(est, upper, strict=True)]]  # fmt: skip
        axes.errorbar(x, est, yerr=reach, fmt="o", markersize=4, label=label, **style)
        return
    axes.fill_between(x, lower, upper, color=style["color"], alpha=0.15, linewidth=0)
    axes.plot(x, est, label=label, **style)


def _outcome(data: Any, words: Words) -> str:
    key = "trials" if data["trials"] else data["family"]
    return words(f"predicted_{key}", outcome=data["outcome"])


def _places(lines: Any) -> int:
    top = max(abs(p["ci_upper"]) for line in lines for p in line["points"])
    return 2 if top < 1 else 1 if top < 50 else 0


def calibration(result: Result[Any], words: Words) -> Figure | None:
    """Observed against predicted means, in slices so that no respondent is a point."""
    slices = [
        s
        for s in result.data["diagnostics"]["slices"]
        if None not in (s["se"], s["fitted"], s["observed"])
    ]
    if len(slices) < 3:
        return None
    figure, axes = new(6.8, 3.2)
    axes.set_position((0.12, 0.17, 0.5, 0.79))
    at = [s["fitted"] for s in slices]
    axes.plot([min(at), max(at)], [min(at), max(at)], color=MUTED, linewidth=0.8,
              linestyle=(0, (4, 3)))  # fmt: skip
    axes.errorbar(
        at,
        [s["observed"] for s in slices],
        yerr=[2 * s["se"] for s in slices],
        fmt="o",
        color=BLUE,
        markersize=4,
        linewidth=1.2,
    )
    axes.set_xlabel(words(w.MEAN_PREDICTED))
    axes.set_ylabel(words(w.MEAN_OBSERVED))
    _dress(axes, words, 2 if max(at) < 1 else 1)
    title = words(w.FIG_CALIBRATION, outcome=result.data["outcome"])
    alt = words(lexicon.ALT_SEE, table=f"T16-{result.id}")
    return finish(figure, f"fig-calibration-{result.id}", title, alt)


def without_each(result: Result[Any], words: Words) -> Figure | None:
    """The focal coefficient without each team in turn, sorted: no team can be recognised."""
    found = result.data.get("influence")
    if not found or not least(found["largest_change"], WORTH_A_LOOK):
        return None
    term = next(t for t in result.data["blocks"][-1]["terms"] if t["term"] == found["term"])
    if None in (term["ci_lower"], term["ci_upper"], found["b"]):
        return None
    figure, axes = new(6.8, 2.4)
    axes.set_position((0.12, 0.22, 0.84, 0.72))
    count = len(found["values"])
    axes.axhspan(term["ci_lower"], term["ci_upper"], color=BAND, linewidth=0, alpha=0.5)
    axes.axhline(found["b"], color=BLUE, linewidth=1)
    axes.axhline(0, color=INK, linewidth=0.8)
    axes.plot(range(1, count + 1), gaps(found["values"]), "o", color=BLUE, markersize=3)
    axes.set_xlim(0, count + 1)
    axes.set_xlabel(words(w.WITHOUT_EACH_X, count=count))
    axes.set_ylabel("b")
    axes.set_xticks([])
    _dress(axes, words, 2, both=False)
    title = words(w.FIG_WITHOUT, variable=found["term"], outcome=result.data["outcome"])
    alt = words(lexicon.ALT_SEE, table=f"T16-{result.id}")
    return finish(figure, f"fig-without-{result.id}", title, alt)


def _dress(axes: Any, words: Words, places: int, *, both: bool = True) -> None:
    from matplotlib.ticker import FuncFormatter

    axes.grid(color=RULE, linewidth=0.6)
    axes.set_axisbelow(True)
    axes.yaxis.set_major_formatter(
        FuncFormatter(lambda v, _: number(v, words.language, places))
    )
    if both:
        axes.xaxis.set_major_formatter(FuncFormatter(lambda v, _: number(v, words.language, 1)))


def _short(text: str) -> str:
    return "\n".join(textwrap.wrap(text, 40, max_lines=2, placeholder=" …"))
