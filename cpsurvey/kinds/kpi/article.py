"""Indicators, in the article."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from cpsurvey.kinds.kpi import article_words as w
from cpsurvey.kinds.kpi import effect_tables, figure, parts_tables, show
from cpsurvey.kinds.kpi import parts_words as pw
from cpsurvey.kinds.kpi import words as kind_words
from cpsurvey.kinds.kpi.data import Effect, Entry, Kpi, Part
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.article.hooks import Figures, Methods, Pieces, Plain, Told
from cpsurvey.report.article.pieces import picked
from cpsurvey.report.chapter import Study
from cpsurvey.report.summary import careful
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result, sound

Results = Sequence[Result[Kpi]]


def methods(results: Results, words: Words, _study: Study) -> Methods:
    """What was counted, the reason map, the models, and what stands in their way."""
    result = results[0]
    data = result.data
    for entry in data.indicators:
        definition = words.pick(entry.definition) if entry.definition else ""
        kind = words(w.TYPES[entry.type])
        said = w.DEFINED if definition else w.UNDEFINED
        names = {"variable": entry.indicator, "kind": kind}
        yield (
            "indicators",
            words(said, **names, **({"definition": definition} if definition else {})),
        )
    if data.reasons:
        yield (
            "indicators",
            words(
                w.REASONS,
                id=data.reasons.id,
                release=data.reasons.version,
                decided=data.reasons.decided,
            ),
        )
    if not effect_tables.fitted(data):
        yield "indicators", words(w.NO_MODEL)
        return
    cluster = effect_tables.cluster(data, words)
    held = effect_tables.controls(data, words)
    yield "indicators", words(w.ERRORS[data.errors], cluster=cluster, controls=held)
    if data.source and any(entry.parts for entry in data.indicators):
        yield "indicators", words(w.PARTS)
    if any(entry.parts and entry.parts.corrected for entry in data.indicators):
        yield "indicators", words(w.CORRECTED)
    if data.marker and any(entry.negative for entry in data.indicators):
        yield "indicators", words(w.NEGATIVE, marker=words.label(data.marker))


@dataclass(frozen=True, slots=True)
class _Line:
    """One kind of contact of an indicator, its effects by what they are."""

    entry: Entry
    version: Part
    effects: Mapping[str, Effect]


def tables(results: Results, words: Words, _study: Study) -> Pieces:
    """Total, direct and indirect beside each other; without a source the effects of T21."""
    result = results[0]
    found = _parts(result, words)
    if found is not None:
        yield "indicators", found
        return
    for table in effect_tables.effects(result, words):
        keys = ("version", "change", "change_ci", "effect", "ci", "pvalue_holm")
        yield "indicators", replace(picked(table, keys), title="")


def _parts(result: Result[Kpi], words: Words) -> Table | None:
    data = result.data
    rows = [line for entry in data.indicators if entry.parts for line in _lines(entry)]
    if not rows:
        return None
    roles = [role for role in w.ROLES if any(role in line.effects for line in rows)]
    columns: list[c.Column[_Line]] = [
        c.text("version", kind_words.CONTACTS, words.of(kind_words.VERSIONS)),
    ]
    for role in roles:
        columns += _of_role(role)
    columns.append(c.Column("pvalue_holm", w.P_TOTAL, "p", at=_holm))
    lines = c.grouped(rows, lambda line: _heading(line, words))
    return c.table("indicators", "", columns, lines, words)


def _lines(entry: Entry) -> Iterator[_Line]:
    """Kinds of contacts in their order; one way through a single mediator is the indirect."""
    effects = entry.parts.effects if entry.parts else ()
    for version in dict.fromkeys(one.version for one in effects):
        mine: dict[str, Effect] = {one.role: one for one in effects if one.version == version}
        if "indirect" not in mine and "through" in mine:
            mine["indirect"] = mine["through"]
        yield _Line(entry, version, mine)


def _of_role(role: w.Role) -> list[c.Column[_Line]]:
    def est(line: _Line) -> float | str | None:
        one = line.effects.get(role)
        if one is None or one.est is None:
            return "" if one is None else None
        return parts_tables.times(line.entry) * one.est

    def ci(line: _Line) -> tuple[float, ...] | str | None:
        one = line.effects.get(role)
        if one is None or one.ci is None:
            return "" if one is None else None
        return tuple(parts_tables.times(line.entry) * end for end in one.ci)

    return [
        c.Column(f"est_{role}", w.ROLES[role], "dec2", at=est),
        c.Column(f"ci_{role}", x.CI95, "interval", at=ci),
    ]


def _holm(line: _Line) -> float | str | None:
    one = line.effects.get("total")
    return "" if one is None else one.pvalue_holm


def _heading(line: _Line, words: Words) -> str:
    agents = line.entry.parts.agents if line.entry.parts else 0
    unit = words(pw.CHANGES[line.entry.type])
    return words(pw.UNIT_AGENTS, variable=line.entry.indicator, unit=unit, agents=agents)


def figures(results: Results, words: Words) -> Figures:
    """Total and direct effects alone."""
    found = figure.parts(results[0], words, ("total", "direct"))
    if found is not None:
        yield replace(found, id=f"{found.id}-short")


def told(results: Results, words: Words, _study: Study, _plain: Plain) -> Told:
    """The lines in short; the negative control; indicators without a model."""
    result = results[0]
    if not sound(result):
        yield "indicators", words(w.UNSOUND)
        return
    lines = [careful(result, line, words) for line in show.short(result, words)]
    for at, line in enumerate(lines):
        yield "indicators", line
        if at == 0:
            yield "key", line
    for line in parts_tables.control_said(result.data, words):
        yield "indicators", line
    for entry in result.data.indicators:
        if entry.reason and entry.reason in kind_words.WHY:
            yield "indicators", words(kind_words.WHY[entry.reason], variable=entry.indicator)
