"""Importance and performance: where things stand, and what goes with the target (M2 to M4)."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace

from cpsurvey.kinds.ipma import actions, figure
from cpsurvey.kinds.ipma import words as w
from cpsurvey.kinds.ipma.data import Ipma, Lever, Line
from cpsurvey.report import columns as c
from cpsurvey.report import imputation
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Pages, Study
from cpsurvey.report.document import Text
from cpsurvey.report.table import Table
from cpsurvey.report.words import Phrase, Words
from cpsurvey.results import Result

IMPORTANCE: c.Column[object] = c.Column("importance", w.IMPORTANCE, "dec2")
IMPORTANCE_CI: c.Column[object] = c.Column("importance_ci", x.CI95, "interval")
LEVEL: tuple[c.Column[object], ...] = (
    c.Column("performance", w.PERFORMANCE, "dec1"),
    c.Column("performance_ci", x.CI95, "interval1"),
    c.Column("potential", w.POTENTIAL, "dec1"),
)


def show(result: Result[Ipma], words: Words, study: Study) -> list[Block]:
    """M3, levels, map, M4."""
    return [
        constructs(result, words),
        figure.levels(result, words),
        figure.placed(result, words),
        *levers(result, words, study),
    ]


def manager(result: Result[Ipma], words: Words, study: Study, beside: Collection[str]) -> Pages:
    """Where things stand, and what can be done."""
    return {
        "levels": _levels(result, words),
        "actions": actions.told(result, words, study, beside),
    }


def _levels(result: Result[Ipma], words: Words) -> Iterator[Block]:
    yield Text(words(w.LEVELS_TEXT))
    yield figure.levels(result, words)
    yield actions.groups(result, words)


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
    if data.imputation:
        notes.append(imputation.note(data.imputation, w.POOLED, words))
    title = words(w.M3, target=words.label(data.target))
    return c.table(f"M3-{result.id}", title, columns, data.constructs, words, notes)


def _how(data: Ipma, words: Words) -> str:
    errors = data.errors.upper()
    if not data.cluster:
        return errors
    inside = words(x.CLUSTERS_IN, clusters=data.clusters, variable=data.cluster)
    return f"{errors}, {inside}"


@dataclass(frozen=True, slots=True)
class _Lever:
    """A lever and the line of its level, below the construct it belongs to."""

    lever: Lever
    line: Line
    construct: Line


def levers(
    result: Result[Ipma], words: Words, study: Study, evidence: Phrase = w.SURVEY_ALONE
) -> Iterator[Table]:
    """M4: levers below their constructs, by potential of these; M4b: what to change, and who.

    An action is printed only where the importance of the construct can be told from zero.
    """
    data = result.data
    lines = {line.id: line for line in (*data.items, *data.constructs)}
    constructs = {line.id: line for line in data.constructs}
    found = [
        _Lever(one, lines[one.of], constructs[lines[one.of].construct]) for one in data.levers
    ]
    if not found:
        return
    note = w.LEVERS_NOTE if x.on_communities(study) else w.LEVERS_NOTE_OWN
    notes = [words(evidence), words(w.OF_CONSTRUCTS), words(note)]
    rows = list(_below_constructs(found))

    def name(line: Line) -> str:
        return words.label(line.id) if line.id in constructs else f"– {words.label(line.id)}"

    columns: list[c.Column[Line]] = [
        c.Column("lever", w.OF_SCALE, "text", at=name),
        replace(IMPORTANCE, kind="dec2"),
        IMPORTANCE_CI,
        *LEVEL,
    ]
    yield c.table(f"M4-{result.id}", words(w.M4), columns, rows, words, notes)
    sure = [one for one in found if (ends := one.construct.importance_ci) and ends.lower > 0]
    if sure:
        heads: list[c.Column[_Lever]] = [
            c.text("lever", w.LEVER, words.label, at="lever.of"),
            c.text("construct", w.CONSTRUCT, words.label, at="construct.id"),
            c.text("action", w.ACTION, words.pick, at="lever.action"),
            c.text("decides", w.DECIDES, words.pick, at="lever.decides"),
        ]
        notes = [words(w.ACTIONS_NOTE, shown=len(sure), all=len(found))]
        yield c.table(f"M4b-{result.id}", words(w.M4B), heads, sure, words, notes)


def _below_constructs(found: Sequence[_Lever]) -> Iterator[Line]:
    """Each construct once, and after it its items that are levers, of which only the level."""
    for construct in dict.fromkeys(one.construct.id for one in found):
        mine = [one for one in found if one.construct.id == construct]
        yield mine[0].construct
        for one in mine:
            if one.line.id != construct:
                yield replace(one.line, importance=None, importance_ci=None, potential=None)
