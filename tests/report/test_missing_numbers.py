"""A number that could not be computed is a dash, and nothing that was drawn or said of it.

Every number of the stored golden results is taken away in turn: one of its kind, then all.
"""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import asdict, is_dataclass, replace
from functools import cache
from typing import Any

import pytest
from golden import book

from cpsurvey import stored
from cpsurvey.kind import named
from cpsurvey.kinds.models import words as models
from cpsurvey.report import canvas, known, manager
from cpsurvey.report.chapter import Chapter, chapters
from cpsurvey.report.document import Figure, Text
from cpsurvey.report.summary import _lines, leads
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Estimate, Result, ResultSet


def _labelled(results: ResultSet) -> ResultSet:
    """The same with no answer called None."""
    return stored.read(stored.write(results).replace('"None"', '"Nobody"'))


STORED = {name: _labelled(results) for name, results in book.stored().items()}
Path = tuple[str, ...]
EVERY = "*"
MANAGERS = {"flow", "ipma", "kpi", "respondents"}
"""Kinds that pages for managers quote."""
PRINTED = re.compile(r"\b(None(?! of\b)|nan|inf)\b")


def numbers(value: Any, path: Path = ()) -> Iterator[Path]:
    """Paths of the floats below `value`, one for all elements of a list."""
    if isinstance(value, float):
        yield path
    elif isinstance(value, dict):
        for key, one in value.items():
            yield from numbers(one, (*path, key))
    elif isinstance(value, list | tuple):
        for one in value:
            yield from numbers(one, (*path, EVERY))


def without(value: Any, path: Path, left: list[int]) -> Any:
    """`value` with None at `path`, as often as `left` says."""
    if not path:
        if isinstance(value, float) and left[0]:
            left[0] -= 1
            return None
        return value
    first, *rest = path
    if first == EVERY and isinstance(value, list | tuple):
        return [without(one, tuple(rest), left) for one in value]
    if isinstance(value, dict) and first in value:
        return {**value, first: without(value[first], tuple(rest), left)}
    return value


def parts(result: Result) -> dict[str, Any]:
    rows = [{name: getattr(e, name) for name in Estimate.__slots__} for e in result.estimates]
    data = asdict(result.data) if is_dataclass(result.data) else result.data
    return {"data": data, "fit": result.fit, "estimates": rows}


def lacking(result: Result, path: Path, count: int) -> Result:
    """The result without the number at `path`: the first `count` of them."""
    found = without(parts(result), path, [count])
    rows = tuple(Estimate(**row) for row in found["estimates"])
    data = found["data"]
    if is_dataclass(result.data):
        data = stored.payload(named(result.kind), json.loads(json.dumps(_whole(data))))
    return replace(result, data=data, fit=found["fit"], estimates=rows)


def _whole(value: Any) -> Any:
    """The same without intervals that lack a limit: there are none in a payload."""
    if isinstance(value, dict):
        if value.keys() == {"lower", "upper"} and None in value.values():
            return None
        return {key: _whole(one) for key, one in value.items()}
    return [_whole(one) for one in value] if isinstance(value, list | tuple) else value


@cache
def cases() -> list[tuple[str, int, Path, int]]:
    """Set, place of the result, path, how many are taken away."""
    found = {
        (result.kind, path, count): (name, at, path, count)
        for name, results in STORED.items()
        for at, result in enumerate(results.results)
        for path in dict.fromkeys(numbers(parts(result)))
        for count in (1, 10**9)
    }
    return list(found.values())


def shown(results: ResultSet, changed: Result, language: str, *, drawn: bool) -> Iterator[str]:
    """All that is printed where a result appears."""
    words = Words(language, results.labels)
    for chapter in chapters():
        if changed.kind not in [kind.name for kind in chapter.kinds]:
            continue
        for block in _chapter(results, changed, chapter, words):
            yield from _printed(block, language, drawn=drawn)
        yield from _lines(results, changed.kind, chapter, words)
    few = manager.build(results, language, {}) if changed.kind in MANAGERS else None
    for section in few.sections if few else ():
        for block in section.blocks:
            yield from _printed(block, language, drawn=drawn)


def _chapter(
    results: ResultSet, changed: Result, chapter: Chapter, words: Words
) -> Iterator[Any]:
    groups = chapter.groups(results.results)
    mine = next(group for group in groups if changed in group)
    yield from chapter.write(mine, words, results.study)
    yield from leads([changed], chapter, words)


def _printed(block: Any, language: str, *, drawn: bool) -> Iterator[str]:
    if isinstance(block, Text):
        yield block.text
    elif isinstance(block, Table):
        yield " ".join([block.title, *block.notes])
        for row in block.rows:
            yield " ".join(block.shown(row, language) if row.role != "group" else [row.heading])
    else:
        assert isinstance(block, Figure), block
        yield f"{block.title} {block.alt}"
        if drawn:
            yield re.sub(r"<[^>]*>", " ", block.svg)


def check(case: tuple[str, int, Path, int], language: str, *, drawn: bool) -> None:
    name, at, path, count = case
    results = STORED[name]
    changed = lacking(results.results[at], path, count)
    every = [*results.results]
    every[at] = changed
    for text in shown(replace(results, results=every), changed, language, drawn=drawn):
        assert not PRINTED.search(text), (case, text)


KINDS = sorted({STORED[name].results[at].kind for name, at, _, _ in cases()})
SOME = 10
"""One case in so many is tried in every run."""


def of_kind(kind: str) -> list[tuple[str, int, Path, int]]:
    return [case for case in cases() if STORED[case[0]].results[case[1]].kind == kind]


@pytest.mark.parametrize("kind", KINDS)
def test_a_number_that_is_missing_is_neither_printed_nor_drawn(kind):
    for case in of_kind(kind)[::SOME]:
        check(case, "fr", drawn=False)


@pytest.mark.slow
@pytest.mark.parametrize("kind", KINDS)
def test_every_number_may_be_missing(kind):
    for at, case in enumerate(of_kind(kind)):
        check(case, book.LANGUAGES[at % 2], drawn=at % SOME == 1)


@pytest.fixture
def words():
    return Words("en", {})


def test_a_lead_without_its_number_is_not_said(words):
    said = {"effect": "a", "est": words.number(None, "dec2"), "ci": "[1, 2]"}
    assert list(words.lead(models.IN_SHORT_EFFECT, **said)) == []
    assert len(list(words.lead(models.IN_SHORT_EFFECT, **{**said, "est": "1.50"}))) == 1


def test_a_number_that_is_missing_meets_no_threshold():
    assert not known.below(None, 1.0)
    assert not known.least(None, 1.0)
    assert not known.below(1.0, None)
    assert not known.least_size(None, 0.0)
    assert not known.apart((0.5, None))
    assert known.apart((0.5, 1.0))


def test_a_number_that_is_missing_comes_last_also_after_those_below_zero():
    values = [0.5, None, -1.0, 2.0]
    assert sorted(values, key=known.largest_first) == [2.0, 0.5, -1.0, None]


def test_a_picture_leaves_out_what_is_missing_and_keeps_the_rest():
    _, axes = canvas.new(3, 3)
    canvas.estimate(axes, 0, 0.5, (None, 1.0), "k")
    canvas.estimate(axes, 1, None, (0.1, 0.9), "k")
    canvas.estimate(axes, 2, None, (None, None), "k")
    assert [line.xs for line in axes.drawn] == [[0.5], [0.1, 0.9]]


@pytest.mark.parametrize("kind", ["dimensions", "efa", "compare", "variance", "aggregation"])
def test_without_any_number_there_is_no_picture(kind):
    name, at = next(
        (name, at)
        for name, results in STORED.items()
        for at, result in enumerate(results.results)
        if result.kind == kind and result.data
    )
    results = STORED[name]
    changed = results.results[at]
    for path in dict.fromkeys(numbers({"data": parts(changed)["data"]})):
        changed = lacking(changed, path, 10**9)
    words = Words("en", results.labels)
    (chapter,) = [one for one in chapters() if one.name == kind]
    blocks = chapter.write([changed], words, results.study)
    assert [block for block in blocks if isinstance(block, Figure)] == []
    assert [block for block in blocks if isinstance(block, Table)]
