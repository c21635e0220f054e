"""Signs of careless answers: counts by rule, and by number of soft rules broken."""

from __future__ import annotations

from typing import Any

from cpsurvey.kinds.screening import words as w
from cpsurvey.kinds.screening.data import Flags, Rule, Screening
from cpsurvey.report import canvas as draw
from cpsurvey.report.document import Figure
from cpsurvey.report.losses import loss
from cpsurvey.report.words import Words
from cpsurvey.results import Result

LIGHT = "#9db8d6"


def rule_name(rule: Rule, words: Words) -> str:
    """What a rule is called."""
    if rule.rule == "attention" and rule.threshold.get("count") == 1:
        return words(w.ATTENTION_ONE)
    return loss(rule.rule, words)


def screening(result: Result[Screening], words: Words, k: int) -> Figure | None:
    """Bars by rule, split into flagged by it alone and by others too; bars by soft rules."""
    lines = [rule for rule in result.data.rules if rule.flagged]
    none = sum(line.n for line in result.data.flags if not line.flags)
    flags = [line for line in result.data.flags if line.flags]
    if not lines or not flags:
        return None
    height = 1.3 + 0.36 * len(lines)
    figure, left = draw.new(6.8, height)
    bottom, tall = 0.65 / height, 1.0 - 1.1 / height
    left.set_position((0.31, bottom, 0.36, tall))
    right = draw.beside(figure, (0.76, bottom, 0.22, tall))
    _rules(left, lines, words, k)
    _flags(right, flags, words, none)
    return draw.finish(figure, f"fig-{result.id}", words(w.FIGURE), words, "T3")


def _rules(axes: Any, lines: list[Rule], words: Words, k: int) -> None:
    """One bar per rule; groups below `k` in one colour."""
    most = max(line.flagged for line in lines)
    used = {"only": False, "with": False, "small": False}
    for at, line in enumerate(reversed(lines)):
        n, both = line.flagged, line.overlap
        if both is None:
            axes.barh(at, n, height=0.66, color=draw.MUTED)
            used["small"] = True
        else:
            axes.barh(at, both, height=0.66, color=draw.BLUE)
            axes.barh(at, n - both, left=both, height=0.66, color=LIGHT)
            used["with"], used["only"] = True, True
        axes.text(n + 0.02 * most, at, str(n), va="center", fontsize=7.5)
    axes.set_yticks(
        range(len(lines)),
        [draw.wrapped(rule_name(line, words), 30) for line in reversed(lines)],
    )
    axes.set_xlim(0, 1.14 * most)
    axes.set_xlabel(words(w.RESPONDENTS))
    draw.ruled(axes, "x")
    axes.xaxis.at_most(5, whole=True)
    names = {
        "with": (draw.BLUE, words(w.WITH)),
        "only": (LIGHT, words(w.ONLY)),
        "small": (draw.MUTED, words(w.FLAGGED, k=k)),
    }
    shown = [names[name] for name in names if used[name]]
    axes.legend(
        [draw.patch(colour) for colour, _ in shown],
        [text for _, text in shown],
        loc="lower left",
        bbox_to_anchor=(-0.02, 1.0),
        ncols=len(shown),
        fontsize=7.5,
        handlelength=1.0,
        borderaxespad=0.2,
    )


def _flags(axes: Any, flags: list[Flags], words: Words, none: int) -> None:
    """Respondents by how many soft rules they break, from one on."""
    most = max(line.n for line in flags)
    axes.bar([line.flags for line in flags], [line.n for line in flags], color=draw.BLUE)
    for line in flags:
        if line.n:
            place = line.n + 0.02 * most
            axes.text(line.flags, place, str(line.n), ha="center", fontsize=7.5)
    axes.set_xticks([line.flags for line in flags])
    axes.set_ylim(0, 1.1 * most)
    axes.set_xlabel(words(w.SOFT_BROKEN, none=none))
    draw.ruled(axes, "y")
    axes.yaxis.at_most(5, whole=True)
