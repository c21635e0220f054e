"""Importance and performance: where things stand, and what goes with the target (M2 to M4)."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass, replace

from cpsurvey.kinds.ipma import figure
from cpsurvey.kinds.ipma import words as w
from cpsurvey.kinds.ipma.data import Ipma, Lever, Line
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Pages, Study
from cpsurvey.report.document import Text
from cpsurvey.report.known import largest_first
from cpsurvey.report.table import Table
from cpsurvey.report.words import Phrase, Words
from cpsurvey.results import Result

MOST_ITEMS = 10
IMPORTANCE: c.Column[object] = c.Column("importance", w.IMPORTANCE, "dec3")
IMPORTANCE_CI: c.Column[object] = c.Column("importance_ci", x.CI95, "interval")
LEVEL: tuple[c.Column[object], ...] = (
    c.Column("performance", w.PERFORMANCE, "dec1"),
    c.Column("performance_ci", x.CI95, "interval"),
    c.Column("potential", w.POTENTIAL, "dec1"),
)


def show(result: Result[Ipma], words: Words, study: Study) -> list[Block]:
    """M3, levels, map, M4."""
    return [
        constructs(result, words),
        figure.levels(result, words),
        figure.placed(result, words),
        *items(result, words),
        *levers(result, words, study),
    ]


def manager(result: Result[Ipma], words: Words, study: Study, beside: Collection[str]) -> Pages:
    """M2 to M4: where things stand, what goes with it, what can be done."""
    return {
        "levels": _levels(result, words),
        "map": _map(result, words),
        "actions": levers(
            result, words, study, w.BESIDE_KPI if "kpi" in beside else w.SURVEY_ALONE
        ),
    }


def _levels(result: Result[Ipma], words: Words) -> Iterator[Block]:
    yield Text(words(w.LEVELS_TEXT))
    yield figure.levels(result, words)


def _map(result: Result[Ipma], words: Words) -> Iterator[Block]:
    yield Text(words(w.MAP_TEXT, outcome=result.data.target))
    yield figure.placed(result, words)


def constructs(result: Result[Ipma], words: Words) -> Table:
    """M3: one line per construct, by stage."""
    data = result.data

    columns: list[c.Column[Line]] = [
        c.text("construct", w.CONSTRUCT, words.label, at="id"),
        replace(IMPORTANCE, kind="dec2"),
        IMPORTANCE_CI,
        *LEVEL,
    ]
    notes = [words(w.NOTE, outcome=data.target, how=_how(data, words))]
    title = words(w.M3, target=words.label(data.target))
    return c.table(f"M3-{result.id}", title, columns, data.constructs, words, notes)


def _how(data: Ipma, words: Words) -> str:
    errors = data.errors.upper()
    if not data.cluster:
        return errors
    inside = words(x.CLUSTERS_IN, clusters=data.clusters, variable=data.cluster)
    return f"{errors}, {inside}"


def items(result: Result[Ipma], words: Words) -> Iterator[Table]:
    """M3b: the items with the most potential."""

    def name(line: Line) -> str:
        return words.pair(line.id, words.label(line.id))

    columns: list[c.Column[Line]] = [
        c.Column("item", x.ITEM, "text", at=name),
        c.text("construct", w.CONSTRUCT, words.label),
        IMPORTANCE,
        *LEVEL,
    ]
    rows = sorted(result.data.items, key=lambda item: largest_first(item.potential))
    if rows:
        notes = [words(w.ITEMS_NOTE)]
        title = words(w.M3B)
        yield c.table(f"M3b-{result.id}", title, columns, rows[:MOST_ITEMS], words, notes)


@dataclass(frozen=True, slots=True)
class _Ranked:
    """A lever, and the line of what it is a lever of."""

    rank: int
    lever: Lever
    line: Line


def levers(
    result: Result[Ipma], words: Words, study: Study, evidence: Phrase = w.SURVEY_ALONE
) -> Iterator[Table]:
    """M4: levers by potential; M4b: the condition to change and who decides.

    An action is printed only where the importance can be told from zero.
    """
    data = result.data
    lines = {line.id: line for line in (*data.items, *data.constructs)}
    rows = [_Ranked(rank, one, lines[one.of]) for rank, one in enumerate(data.levers, 1)]

    def name(row: _Ranked) -> str:
        return f"{row.rank}. {words.label(row.lever.of)}"

    lever: c.Column[_Ranked] = c.Column("lever", w.LEVER, "text", at=name)
    numbers = [one.of("line", key=one.key) for one in (IMPORTANCE, IMPORTANCE_CI, *LEVEL)]
    if rows:
        note = w.LEVERS_NOTE if x.on_communities(study) else w.LEVERS_NOTE_OWN
        notes = [words(evidence), words(note)]
        columns: list[c.Column[_Ranked]] = [lever, *numbers]
        yield c.table(f"M4-{result.id}", words(w.M4), columns, rows, words, notes)
    sure = [row for row in rows if (ends := row.line.importance_ci) and ends.lower > 0]
    if sure:
        heads: list[c.Column[_Ranked]] = [
            lever,
            c.text("action", w.ACTION, words.pick, at="lever.action"),
            c.text("decides", w.DECIDES, words.pick, at="lever.decides"),
        ]
        notes = [words(w.ACTIONS_NOTE, shown=len(sure), all=len(rows))]
        yield c.table(f"M4b-{result.id}", words(w.M4B), heads, sure, words, notes)
