"""The first page: what a reader needs before any detail, in a dozen lines."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from functools import partial
from math import sqrt, tanh
from typing import Any

from cpsurvey import kind as kinds
from cpsurvey.report import lexicon, people
from cpsurvey.report.asked import in_short as asked_in_short
from cpsurvey.report.chapter import Chapter, in_short
from cpsurvey.report.document import Section, Text
from cpsurvey.report.guard import FAULT, Guarded, unguarded
from cpsurvey.report.imported import warned
from cpsurvey.report.informed import untold
from cpsurvey.report.words import Words
from cpsurvey.results import Result, ResultSet, admissible, sound, too_few

MANY = 200
"""Respondents from which a first page need not say how little it can show."""
FEWEST_FOR_REACH = 5
Z_OF_REACH = 1.959964 + 0.841621
"""Standard errors of an effect that is seen four times in five."""
LINES = 12
"""What a first page holds; the rest stands at the head of its chapter."""


def summary(
    results: ResultSet,
    words: Words,
    found: Sequence[Chapter],
    guard: Guarded = unguarded,
    told: Collection[str] = (),
) -> Section:
    """In short: what is not sound, the question's answer, and how to take it.

    Parameters
    ----------
    told : collection of str
        Kinds that the page shows otherwise: of them there are no lines.
    """
    blocks: list[Text] = []
    counted = people.analysed(results)
    smallest = results.study.get("k") or 0
    if 0 < counted < smallest:
        blocks.append(Text(words(lexicon.SUM_FEW, n=counted, k=smallest), "alert"))
    for phrase, those in (
        (lexicon.SUM_UNSOUND, [r for r in results.results if not admissible(r)]),
        (lexicon.SUM_TOO_FEW, [r for r in results.results if too_few(r)]),
        (lexicon.SUM_NOT_CARRIED, [r for r in results.results if _not_carried(r)]),
        (lexicon.SUM_NOT_DONE, [r for r in results.results if not_done(r)]),
    ):
        if those:
            names = list(dict.fromkeys(called(r, words) for r in those))
            blocks.append(Text(words(phrase, names=names), "alert"))
    if FEWEST_FOR_REACH <= counted < MANY:
        r = words.number(reach(counted), "unit2")
        blocks.append(Text(words(lexicon.SUM_REACH, n=counted, r=r), "warning"))
    blocks += asked_in_short(results.study.get("held") or {}, words)
    said = {
        kind.name: guard(
            "first page", kind.name, partial(_lines, results, kind.name, one, words)
        )
        for one in found
        for kind in one.kinds
        if kind.name not in told
    }
    if failed := [kind for kind, lines in said.items() if lines is None]:
        headings = {kind.name: one.heading for one in found for kind in one.kinds}
        names = [words(headings[kind]) for kind in failed]
        blocks.append(Text(words(lexicon.CHAPTER_FAULT, names=names, code=FAULT), "alert"))
    said = {kind: lines or [] for kind, lines in said.items()}
    last = guard("first page", "hypotheses", lambda: list(_last(results, found, words, told)))
    lines = chosen(said, places(found))
    blocks += map(Text, _together(lines, said.get("hypotheses", ()), last or ()))
    blocks += warned(results.provenance, words)
    blocks += untold(results.provenance, words)
    status = results.study["questionnaire"].get("status_label") or {}
    if status:
        blocks.append(Text(words(lexicon.STATUS, text=words.pick(status)), "note"))
    blocks.append(Text(words(lexicon.SUM_ASSOCIATION), "note"))
    return Section("summary", words(lexicon.SECTION_SUMMARY), tuple(blocks))


def leads(mine: Sequence[Result[Any]], chapter: Chapter, words: Words) -> list[Text]:
    """What a chapter found, for its head."""
    return [
        Text(careful(r, line, words), "lead")
        for r in mine
        if r.data and sound(r)
        for line in chapter.short(r, words)
    ]


def careful(result: Result[Any], line: str, words: Words) -> str:
    """A line with what its result's caveats want said wherever a number of it is read."""
    said = in_short(result, words)
    if not said:
        return line
    return f"{line.removesuffix('.')} ({words.semicolon.join(said)})."


def _not_carried(result: Result[Any]) -> bool:
    return any(caveat.code == "not_carried" for caveat in result.caveats)


def reach(n: int) -> float:
    """Correlation that `n` respondents show with power .80 at .05 (Fisher's z)."""
    return tanh(Z_OF_REACH / sqrt(n - 3))


def not_done(result: Result[Any]) -> bool:
    """Whether an analysis was asked for and could not be done."""
    return any(caveat.severity == "not_done" for caveat in result.caveats)


def _carries(result: Result[Any]) -> bool:
    """Whether a line of it may stand on the first page: its tests hold their level."""
    return sound(result) and not any(caveat.code == "low_df" for caveat in result.caveats)


def _lines(results: ResultSet, kind: str, chapter: Chapter, words: Words) -> list[str]:
    mine = [r for r in results.results if r.kind == kind and r.data and _carries(r)]
    return [careful(r, line, words) for r in mine for line in chapter.first(r, words)]


def _last(
    results: ResultSet, found: Sequence[Chapter], words: Words, told: Collection[str]
) -> Iterator[str]:
    for chapter in found:
        for result in chapter.mine(results.results):
            if result.data and sound(result) and result.kind not in told:
                yield from chapter.last(result, words)


def chosen(said: Mapping[str, Sequence[str]], places: Sequence[tuple[str, int]]) -> list[str]:
    """Lines in the order of the first page: quotas first, then what there is room for.

    Parameters
    ----------
    places : sequence of (kind, lines)
        Kinds that have a place, in order, and their lines as long as others need room.
    """
    known = [kind for kind, _ in places]
    order = [*known, *(kind for kind in said if kind not in known)]
    most = dict(places)
    taken = dict.fromkeys(order, 0)
    room = LINES
    for whole in (False, True):
        for kind in order:
            there = len(said.get(kind, ())) - taken[kind]
            wanted = there if whole else min(there, most.get(kind, 1))
            taken[kind] += min(wanted, room)
            room -= min(wanted, room)
    return [line for kind in order for line in list(said.get(kind, ()))[: taken[kind]]]


def _together(lines: Sequence[str], judged: Sequence[str], last: Sequence[str]) -> list[str]:
    """Hypotheses without a verdict after those with one; where there is none, at the end."""
    at = max(
        (place for place, line in enumerate(lines, 1) if line in judged), default=len(lines)
    )
    return [*lines[:at], *last, *lines[at:]]


def places(found: Iterable[Chapter]) -> list[tuple[str, int]]:
    """Kinds that have a place on the first page, in its order, with their lines."""
    there = [
        (kind.first_page.place, kind.name, kind.first_page.lines)
        for one in found
        for kind in one.kinds
        if kind.first_page
    ]
    return [(name, lines) for _, name, lines in sorted(there)]


def called(result: Result[Any], words: Words) -> str:
    """What an analysis is called: its label, else the heading of its chapter and its id."""
    name = (result.data and result.data.subject) or result.id
    label = words.label(name)
    kind = kinds.found().get(result.kind)
    if label != name or kind is None:
        return label
    return f"{words(kind.words().SECTION)} ({result.id})"
