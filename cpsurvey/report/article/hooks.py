"""What the folder of a kind may say in an article, in its file ``article``.

``methods(results, words, study)`` says what was done, ``tables(results, words, study)`` gives
tables or parts of them, ``told(results, words, study, plain)`` what was found, and
``plain(result, name, words)`` an effect in plain units, ``figures(results, words)`` pictures
that are smaller than those of the chapter. All of them are given results that were done, and
any of them may lack.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any, Literal

from cpsurvey.report.chapter import Chapter, chapters
from cpsurvey.report.document import Figure
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result, ResultSet, sound

Topic = Literal[
    "design",
    "sample",
    "instrument",
    "indicators",
    "plan",
    "missing",
    "power",
    "common",
    "analysis",
    "software",
]
"""Sections of the methods, in their order."""
Place = Literal[
    "flow",
    "respondents",
    "correlations",
    "rivals",
    "scales",
    "effects",
    "steps",
    "reversed",
    "moderation",
    "indicators",
]
"""Where a piece of a table belongs."""
Finding = Literal[
    "key", "fit", "local", "measurement", "hypotheses", "indicators", "robustness"
]
"""Where something that was found is told; ``key``: among the key findings."""
Figures = Iterator[Figure]
Methods = Iterator[tuple[Topic, str]]
Pieces = Iterator[tuple[Place, Table]]
Told = Iterator[tuple[Finding, str]]
Plain = Callable[[str, str], str]
"""Analysis and name of an effect in, the effect in plain units out; empty where unknown."""


Say = Callable[[Result[Any], Words], Iterable[str]]


def in_short(place: Finding, results: Iterable[Result[Any]], words: Words, say: Say) -> Told:
    """What sound results say in short, at one place."""
    for result in results:
        if sound(result):
            for line in say(result, words):
                yield place, line


def each(results: ResultSet) -> Iterator[tuple[Chapter, list[Result[Any]], Any]]:
    """Chapters with something done, their results, and what their folder says in articles."""
    for chapter in chapters():
        mine = [one for one in chapter.mine(results.results) if one.done and one.data]
        if mine:
            yield chapter, mine, chapter.kinds[0].article()


def call(module: Any, name: str, *given: Any) -> list[Any]:
    """What one of the functions gives; nothing where it lacks."""
    function = getattr(module, name, None)
    return list(function(*given)) if function else []
