"""Pages for people who decide: the same results, few words, no p-values (M1 to M7)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cpsurvey.kinds.ipma import tables
from cpsurvey.kinds.ipma.figure import levels, placed
from cpsurvey.kinds.kpi.figure import effects as ratios
from cpsurvey.kinds.kpi.tables import points
from cpsurvey.report import lexicon, manager_words
from cpsurvey.report.build import blocks, frame
from cpsurvey.report.document import Document, Section, Text
from cpsurvey.report.guard import Guarded, unguarded
from cpsurvey.report.hidden import hidden_notes, told
from cpsurvey.report.summary import careful
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result, ResultSet, sound


def build(
    results: ResultSet, language: str, others: dict[str, str], *, guard: Guarded = unguarded
) -> Document | None:
    """The manager's pages in `language`; None when nothing was asked that they show."""
    words = Words(language, results.labels)
    found = next((r for r in results.results if r.kind == "ipma" and r.data), None)
    if found is None:
        return None
    if not sound(found):
        return _nothing("mgr_unsound", results, words, others)
    if found.sample.used < results.study["k"]:
        return _nothing("mgr_too_few", results, words, others)
    written = {
        "who": lambda: _who(results, words),
        "levels": lambda: _levels(found, words),
        "map": lambda: _map(found, words),
        "actions": lambda: _actions(found, results, words),
        "together": lambda: _together(results, words),
        "indicators": lambda: _indicators(results, words),
        "limits": lambda: _limits(results, words),
    }
    sections = tuple(
        Section(name, title, blocks(title, write, words, guard))
        for name, write in written.items()
        for title in (words(f"mgr_{name}"),)
    )
    return _document(results, words, others, sections)


def _nothing(key: str, results: ResultSet, words: Words, others: dict[str, str]) -> Document:
    """Pages that say nothing but why: too few people, or numbers nobody should act on."""
    text = Text(words(key, k=results.study["k"]))
    sections = (
        Section("who", words(manager_words.MGR_WHO), (text,)),
        Section("limits", words(manager_words.MGR_LIMITS), tuple(_limits(results, words))),
    )
    return _document(results, words, others, sections)


def _document(
    results: ResultSet, words: Words, others: dict[str, str], sections: tuple[Section, ...]
) -> Document:
    study = results.study
    return Document(
        language=words.language,
        title=words.pick(study["title"]),
        subtitle=words(manager_words.MGR_SUBTITLE),
        banner=words(lexicon.SIMULATED) if study["simulated"] else "",
        sections=tuple(section for section in sections if section.blocks),
        words=frame(words),
        others=others,
        name="manager",
    )


def _one(results: ResultSet, kind: str) -> Result[Any] | None:
    """The first sound result of a kind; pages for managers quote no other."""
    return next((r for r in results.results if r.kind == kind and r.data and sound(r)), None)


def _who(results: ResultSet, words: Words) -> Iterator[Any]:
    """M1: how many answered, and what is not shown."""
    flow = _one(results, "flow")
    if flow is not None:
        yield Text(words(manager_words.MGR_ANSWERED, n=flow.sample.used, rows=flow.sample.read))
    yield Text(words(manager_words.MGR_HIDDEN, k=results.study["k"]), "note")


def _levels(found: Result[Any], words: Words) -> Iterator[Any]:
    """M2."""
    yield Text(words(manager_words.MGR_LEVELS_TEXT))
    picture = levels(found, words)
    if picture:
        yield picture


def _map(found: Result[Any], words: Words) -> Iterator[Any]:
    """M3."""
    yield Text(words(manager_words.MGR_MAP_TEXT, outcome=found.data["target"]))
    picture = placed(found, words)
    if picture:
        yield picture


def _actions(found: Result[Any], results: ResultSet, words: Words) -> Iterator[Any]:
    """M4."""
    evidence = "kpi" if _one(results, "kpi") is not None else "survey"
    yield from tables.levers(found, words, evidence=evidence)


def _together(results: ResultSet, words: Words) -> Iterator[Any]:
    """M5: groups that formed by themselves, in numbers only."""
    respondents = _one(results, "respondents")
    if respondents is None:
        return
    asked = [
        c
        for c in respondents.data.characteristics
        if c.variable in ("group_exists", "group_cross_team")
    ]
    rows: list[Row] = []
    for line in asked:
        rows.append(Row((words.label(line.variable),), role="group"))
        for category in line.categories:
            label = words.answer(line.variable, category.code)
            shown = told(category.mark, category.share, words, results.study["k"])
            rows.append(Row((label, shown)))
    if rows:
        columns = (
            Column("answer", words(manager_words.ANSWER_GIVEN), "text"),
            Column("share", words(lexicon.PERCENT), "percent"),
        )
        marks = {category.mark for line in asked for category in line.categories}
        notes = tuple(hidden_notes(marks, words, results.study["k"]))
        yield Table("M5-groups", words(manager_words.M5), columns, tuple(rows), notes)


def _indicators(results: ResultSet, words: Words) -> Iterator[Any]:
    """M6: what the indicators say, where there are any."""
    found = _one(results, "kpi")
    if found is None:
        return
    yield Text(words(manager_words.MGR_INDICATORS_TEXT))
    for text in points(found.data, words):
        yield Text(careful(found, text, words))
    picture = ratios(found, words)
    if picture:
        yield picture
    undirected = [
        words.label(e["indicator"])
        for e in found.data["indicators"]
        if e["direction"] == "none"
    ]
    if undirected:
        yield Text(words("kpi_no_direction", variables=", ".join(undirected)), "note")


def _limits(results: ResultSet, words: Words) -> Iterator[Any]:
    """M7: what not to do with these pages."""
    status = results.study["questionnaire"].get("status_label") or {}
    if status:
        yield Text(words(lexicon.STATUS, text=words.pick(status)), "note")
    for key in ("mgr_limit_association", "mgr_limit_persons", "mgr_limit_create"):
        yield Text(words(key))
    yield Text(words(manager_words.MGR_LIMIT_TACIT))
