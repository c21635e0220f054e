"""What the folders of all kinds say in the article, put together once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from cpsurvey.report.article import hooks
from cpsurvey.report.article.hooks import Finding, Place, Topic
from cpsurvey.report.chapter import noted
from cpsurvey.report.document import Figure
from cpsurvey.report.documents import Given
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import ResultSet


def _lists() -> Any:
    return defaultdict(list)


@dataclass(frozen=True, slots=True)
class Gathered:
    """Sentences on methods by topic, pieces of tables by place, findings by place.

    `paragraphs` are the sentences on methods by part of the report; `silent` the headings of
    chapters that have results and say nothing in an article.
    """

    methods: Mapping[Topic, list[str]] = field(default_factory=_lists)
    paragraphs: Mapping[Topic, dict[str, list[str]]] = field(
        default_factory=lambda: defaultdict(dict)
    )
    pieces: Mapping[Place, list[Table]] = field(default_factory=_lists)
    told: Mapping[Finding, list[str]] = field(default_factory=_lists)
    figures: list[Figure] = field(default_factory=list)
    silent: list[str] = field(default_factory=list)


def gather(given: Given) -> Gathered:
    """Ask every chapter that has something done; one that fails leaves the others."""
    results, words, guard = given.results, given.words, given.guard
    found = Gathered()
    plain = partial(_plain, results, words)
    for chapter, mine, module in hooks.each(results):
        if module is None:
            found.silent.append(words(chapter.heading))
            continue
        draw = partial(_drawn, module, mine, given)
        found.figures.extend(guard("article", chapter.name, draw) or ())
        ask = partial(_asked, module, mine, words, results.study, plain)
        for name, said in (guard("article", chapter.name, ask) or {}).items():
            for place, one in said:
                _keep(found, name, place, one, chapter.part)
    return found


def _keep(found: Gathered, name: str, place: Any, one: Any, part: str) -> None:
    """Put it where it belongs, each sentence once."""
    there = getattr(found, name)[place]
    if one in there:
        return
    there.append(one)
    if name == "methods":
        found.paragraphs[place].setdefault(part, []).append(one)


def _drawn(module: Any, mine: list[Any], given: Given) -> list[Any]:
    """Pictures, kept from run to run where there is a keeper."""
    write = partial(hooks.call, module, "figures", mine, given.words)
    if not hasattr(module, "figures") or given.pictures is None:
        return write()
    beside = [dict(given.results.study), "article"]
    return given.pictures.blocks(mine, given.words, beside, write)


def _asked(
    module: Any, mine: list[Any], words: Words, study: Any, plain: hooks.Plain
) -> dict[str, list[Any]]:
    pieces = hooks.call(module, "tables", mine, words, study)
    return {
        "methods": hooks.call(module, "methods", mine, words, study),
        "pieces": [(place, _careful(table, mine[0], words)) for place, table in pieces],
        "told": hooks.call(module, "told", mine, words, study, plain),
    }


def _careful(table: Table, result: Any, words: Words) -> Table:
    """Say under it what the numbers of its result must not be read without."""
    (made,) = noted(result, words, [table])
    assert isinstance(made, Table)
    return made


def _plain(results: ResultSet, words: Words, analysis: str, name: str) -> str:
    """An effect in plain units, by the folder of the analysis it is of."""
    for _, mine, module in hooks.each(results):
        for result in mine:
            if result.id == analysis and (say := getattr(module, "plain", None)):
                said: str = say(result, name, words)
                return said
    return ""
