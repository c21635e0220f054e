"""Pages for managers: where groups stand, and at most three things that can be done."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice, pairwise
from statistics import NormalDist

from cpsurvey.kinds.ipma import words as w
from cpsurvey.kinds.ipma.data import Group, Ipma, Level, Lever, Line, Stand
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.document import Text
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result

MOST = 3
"""Actions that are shown."""
DIALS = 6
"""Scales that groups are compared on: those that the target rests on most directly, and it."""
ALPHA = 0.05
Z95 = NormalDist().inv_cdf(1 - ALPHA / 2)


# ---------------------------------------------------------------------------- groups
def groups(result: Result[Ipma], words: Words) -> Table | None:
    """Every group on a few scales: above all people's level, within chance, below."""
    data = result.data
    shown = [level for level in data.levels if level.performance is not None][-DIALS:]
    if len(data.groups) < 2 or not shown:
        return None
    wide = _wider(len(shown) * len(data.groups))

    def cell(level: Level) -> c.Column[Group]:
        return c.Column(
            level.id, words.label(level.id), "text", at=lambda g: _word(g, level, wide, words)
        )

    columns: list[c.Column[Group]] = [
        c.Column(
            "group", words.label(data.by or ""), "text", at=lambda g: _name(g, data, words)
        ),
        *map(cell, shown),
    ]
    notes = [words(w.STANDS_NOTE)]
    title = words(w.STANDS_TITLE)
    return c.table(f"M2-{result.id}", title, columns, data.groups, words, notes)


def _name(group: Group, data: Ipma, words: Words) -> str:
    return words.answer(data.by or "", group.group)


def _word(group: Group, whole: Level, wide: float, words: Words) -> str:
    level = next((one for one in group.levels if one.id == whole.id), None)
    stand = level and stands(level, whole, wide)
    return words(w.STANDS[stand]) if stand else ""


def stands(level: Level, whole: Level, wide: float) -> Stand | None:
    """Where a group stands by its whole interval, `wide` times that of 95 %."""
    if level.performance is None or level.ci is None or whole.performance is None:
        return None
    low = level.performance - wide * (level.performance - level.ci.lower)
    high = level.performance + wide * (level.ci.upper - level.performance)
    if low > whole.performance:
        return "above"
    return "below" if high < whole.performance else "within"


def _wider(count: int) -> float:
    """What widens a 95 % interval for that many at once (Bonferroni)."""
    return NormalDist().inv_cdf(1 - ALPHA / (2 * count)) / Z95


# --------------------------------------------------------------------------- actions
@dataclass(frozen=True, slots=True)
class _Action:
    """A lever whose scale goes with the target beyond chance; `wide` as of `_importance`."""

    lever: Lever
    construct: Line
    wide: float

    @property
    def ends(self) -> tuple[float, float]:
        """Potential at both ends of the importance's interval."""
        ends, level = _importance(self.construct, self.wide), self.construct.performance
        assert ends is not None
        assert level is not None
        return ends[0] * (100 - level), ends[1] * (100 - level)


def _importance(line: Line, wide: float) -> tuple[float, float] | None:
    """The importance's interval, `wide` times that of 95 %."""
    est, ci = line.importance, line.importance_ci
    if est is None or ci is None:
        return None
    return est - wide * (est - ci.lower), est + wide * (ci.upper - est)


def told(
    result: Result[Ipma], words: Words, study: Study, beside: Collection[str]
) -> Iterator[Block]:
    """At most three actions, and whether they stand in an order."""
    found = list(_actions(result.data))
    if not found:
        yield Text(words(w.NO_ACTION))
        return
    ordered = in_order([one.ends for one in found])
    yield Text(words(w.IN_ORDER if ordered else w.NO_ORDER, count=len(found)))
    columns: list[c.Column[_Action]] = [
        c.text("action", w.ACTION, words.pick, at="lever.action"),
        c.text("construct", w.CONCERNS, words.label, at="construct.id"),
        c.Column("performance", w.PERFORMANCE, "int", at=_whole),
        c.text("decides", w.DECIDES, words.pick, at="lever.decides"),
    ]
    note = w.LEVERS_NOTE if x.on_communities(study) else w.LEVERS_NOTE_OWN
    notes = [words(w.BESIDE_KPI if "kpi" in beside else w.SURVEY_ALONE), words(note)]
    yield c.table(f"M4-{result.id}", words(w.M4B), columns, found, words, notes)


def _whole(one: _Action) -> int | None:
    return None if one.construct.performance is None else round(one.construct.performance)


def _actions(data: Ipma) -> Iterator[_Action]:
    """One lever of each scale that goes with the target beyond chance, most potential first.

    Chance is ruled out over all scales together, as on the other pages.
    """
    wide = _wider(sum(line.importance_ci is not None for line in data.constructs) or 1)
    of = {line.id: line.construct for line in (*data.items, *data.constructs)}
    sure = sorted(
        (
            line
            for line in data.constructs
            if (ends := _importance(line, wide))
            and ends[0] > 0
            and line.performance is not None
        ),
        key=lambda line: -(line.potential or 0.0),
    )
    found = (
        _Action(lever, line, wide)
        for line in sure
        if (lever := next((one for one in data.levers if of[one.of] == line.id), None))
    )
    yield from islice(found, MOST)


def in_order(ends: Sequence[tuple[float, float]]) -> bool:
    """Whether each comes surely before the next: their intervals do not meet."""
    return len(ends) > 1 and all(one[0] > after[1] for one, after in pairwise(ends))
