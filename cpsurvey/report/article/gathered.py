"""What the folders of all kinds say in the article, put together once."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import partial
from typing import Any

from cpsurvey.report.article import hooks
from cpsurvey.report.article.hooks import Finding, Place, Topic
from cpsurvey.report.guard import Guarded
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
    silent: list[str] = field(default_factory=list)


def gather(results: ResultSet, words: Words, guard: Guarded) -> Gathered:
    """Ask every chapter that has something done; one that fails leaves the others."""
    found = Gathered()
    plain = partial(_plain, results, words)
    for chapter, mine, module in hooks.each(results):
        if module is None:
            found.silent.append(words(chapter.heading))
            continue
        ask = partial(_asked, module, mine, words, results.study, plain)
        for name, given in (guard("article", chapter.name, ask) or {}).items():
            for place, one in given:
                there = getattr(found, name)[place]
                if one not in there:
                    there.append(one)
                    if name == "methods":
                        of = found.paragraphs[place]
                        of.setdefault(chapter.part, []).append(one)
    return found


def _asked(
    module: Any, mine: list[Any], words: Words, study: Any, plain: hooks.Plain
) -> dict[str, list[Any]]:
    return {
        "methods": hooks.call(module, "methods", mine, words, study),
        "pieces": hooks.call(module, "tables", mine, words, study),
        "told": hooks.call(module, "told", mine, words, study, plain),
    }


def _plain(results: ResultSet, words: Words, analysis: str, name: str) -> str:
    """An effect in plain units, by the folder of the analysis it is of."""
    for _, mine, module in hooks.each(results):
        for result in mine:
            if result.id == analysis and (say := getattr(module, "plain", None)):
                said: str = say(result, name, words)
                return said
    return ""
