"""The first page: what a reader needs before any detail, in a dozen lines."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from typing import Any

from cpsurvey.report.chapter import Chapter, in_short
from cpsurvey.report.document import Section, Text
from cpsurvey.report.guard import FAULT, Guarded, unguarded
from cpsurvey.report.phrases import Words
from cpsurvey.results import Result, ResultSet, admissible, sound, too_few

LINES = 12
"""What a first page holds; the rest stands at the head of its chapter."""
FIRST = (
    ("flow", 1),
    ("hypotheses", 7),
    ("sem", 2),
    ("mediation", 2),
    ("moderation", 2),
    ("kpi", 1),
    ("sensitivity", 1),
    ("multilevel_mediation", 2),
    ("reliability", 1),
    ("method", 1),
    ("invariance", 1),
    ("screening", 1),
    ("power", 2),
)
"""Kinds in the order of the first page, with their lines as long as others need room."""


def summary(
    results: ResultSet,
    words: Words,
    found: Sequence[tuple[str, Chapter]],
    guard: Guarded = unguarded,
) -> Section:
    """In short: what is not sound, the question's answer, and how to take it."""
    blocks: list[Text] = []
    counted = max((r.sample.used for r in results.results), default=0)
    smallest = results.study.get("k") or 0
    if 0 < counted < smallest:
        blocks.append(Text(words("sum_few", n=counted, k=smallest), "alert"))
    for phrase, chosen in (
        ("sum_unsound", [r for r in results.results if not admissible(r)]),
        ("sum_too_few", [r for r in results.results if too_few(r)]),
        ("sum_not_done", [r for r in results.results if _not_done(r)]),
    ):
        if chosen:
            names = ", ".join(dict.fromkeys(_title(r, words) for r in chosen))
            blocks.append(Text(words(phrase, names=names), "alert"))
    said = {
        kind: guard("first page", kind, partial(_lines, results, kind, one, words))
        for _, one in found
        for kind in one.kinds
    }
    if failed := [kind for kind, lines in said.items() if lines is None]:
        names = ", ".join(words(f"section_{kind}") for kind in failed)
        blocks.append(Text(words("chapter_fault", names=names, code=FAULT), "alert"))
    said = {kind: lines or [] for kind, lines in said.items()}
    blocks += [Text(line) for line in _chosen(said)]
    status = results.study["questionnaire"].get("status_label") or {}
    if status:
        blocks.append(Text(words("status", text=words.pick(status)), "note"))
    blocks.append(Text(words("sum_association"), "note"))
    return Section("summary", words("section_summary"), tuple(blocks))


def leads(mine: Sequence[Result], chapter: Chapter, words: Words) -> list[Text]:
    """What a chapter found, for its head."""
    say = chapter.short
    if say is None:
        return []
    return [
        Text(careful(r, line, words), "lead")
        for r in mine
        if r.data and sound(r)
        for line in say(r, words)
    ]


def careful(result: Result, line: str, words: Words) -> str:
    """A line with what its result's caveats want said wherever a number of it is read."""
    said = in_short(result, words)
    if not said:
        return line
    return f"{line.removesuffix('.')} ({words.semicolon.join(said)})."


def _not_done(result: Result) -> bool:
    return any(caveat.severity == "not_done" for caveat in result.caveats)


def _lines(results: ResultSet, kind: str, chapter: Chapter, words: Words) -> list[str]:
    say: Any = chapter.first or chapter.short
    mine = [r for r in results.results if r.kind == kind and r.data and sound(r)]
    if say is None:
        return []
    return [careful(r, line, words) for r in mine for line in say(r, words)]


def _chosen(said: dict[str, list[str]]) -> list[str]:
    """Lines in the order of the first page: quotas first, then what there is room for."""
    known = [kind for kind, _ in FIRST]
    order = [*known, *(kind for kind in said if kind not in known)]
    most = dict(FIRST)
    taken = dict.fromkeys(order, 0)
    room = LINES
    for whole in (False, True):
        for kind in order:
            there = len(said.get(kind, ())) - taken[kind]
            wanted = there if whole else min(there, most.get(kind, 1))
            taken[kind] += min(wanted, room)
            room -= min(wanted, room)
    return [line for kind in order for line in said.get(kind, ())[: taken[kind]]]


def _title(result: Result, words: Words) -> str:
    """What an analysis is called in the report."""
    if result.data.get("model"):
        return words.label(result.data["model"])
    if result.data.get("outcome"):
        return words.label(result.data["outcome"])
    return words.label(result.id)
