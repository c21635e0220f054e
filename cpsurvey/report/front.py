"""The page to open first: what the study is, and what kinds show on it in tables."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import partial
from typing import Any

from cpsurvey.report import columns as c
from cpsurvey.report import documents_words as w
from cpsurvey.report import people
from cpsurvey.report.chapter import Chapter
from cpsurvey.report.document import Figure, Text
from cpsurvey.report.guard import Guarded
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import ResultSet, sound

Shown = list[Text | Table | Figure]


@dataclass(frozen=True, slots=True)
class _Fact:
    what: str
    value: str


def facts(results: ResultSet, words: Words) -> Shown:
    """When, who, with what, and which kind of evidence it is."""
    lines = [_Fact(words(what), said) for what, said in _facts(results, words) if said]
    columns: list[c.Column[_Fact]] = [
        c.Column("what", w.WHAT, "text"),
        c.Column("value", w.HERE, "text"),
    ]
    return [c.table("study", words(w.FACTS), columns, lines, words)]


def _facts(results: ResultSet, words: Words) -> Iterator[tuple[Any, str]]:
    study = results.study
    if asked := study.get("question"):
        yield w.QUESTION, words.pick(asked)
    yield w.FIELD, _days(study.get("answered") or {}, words)
    yield w.PEOPLE, _people(results, words)
    groups = study.get("groups") or {}
    said = [words(w.IN_GROUPS[role], n=n) for role, n in groups.items() if role in w.IN_GROUPS]
    yield w.GROUPS, ", ".join(said)
    asked = study["questionnaire"]
    status = asked.get("status_label") or {}
    instrument = words(w.VERSION_OF, id=asked["id"], version=asked["version"])
    yield w.INSTRUMENT, ". ".join([instrument, *([words.pick(status)] if status else [])])
    yield w.NATURE, words(_nature(results.provenance.get("plan")))


def _days(answered: Mapping[str, str], words: Words) -> str:
    since, until = answered.get("since"), answered.get("until")
    if not since or not until:
        return ""
    if since == until:
        return words(w.ON_DAY, day=since)
    return words(w.FROM_TO, since=since, until=until)


def _people(results: ResultSet, words: Words) -> str:
    counted = [r.sample for r in results.results if r.kind == "flow"]
    if not counted:
        return ""
    answered, used = people.answered(results), counted[0].used
    before = people.earlier(results)
    rest = words(w.EARLIER, n=before) if before else ""
    invited = results.study.get("invited")
    if not invited or invited < answered:
        return words(w.ANSWERED, answered=answered, used=used) + rest
    share = words.number(answered / invited, "percent")
    said = words(w.OF_INVITED, answered=answered, invited=invited, share=share, used=used)
    return said + rest


def _nature(plan: Mapping[str, Any] | None) -> Any:
    if not plan:
        return w.NO_PLAN
    if not plan["intact"]:
        return w.BROKEN_PLAN
    return w.LATE_PLAN if plan["first_data"] else w.CONFIRMATORY


def fronts(
    results: ResultSet, words: Words, found: Sequence[Chapter], guard: Guarded
) -> tuple[Shown, set[str]]:
    """What kinds show first, in the order of the report, and which kinds these are.

    A kind shows there what its show module's ``front(result, words, study)`` gives; its
    lines in short are then not said again.
    """
    shown: Shown = []
    told: set[str] = set()
    for chapter in found:
        for kind in chapter.kinds:
            mine = [r for r in results.results if r.kind == kind.name and r.data and sound(r)]
            front = getattr(kind.shower(), "front", None) if mine else None
            if front is None:
                continue
            show = partial(front, mine[0], words, results.study)
            blocks = guard("first page", kind.name, show)
            if blocks:
                shown += blocks
                told.add(kind.name)
    return shown, told
