"""How sure: the main effects under other choices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cpsurvey.kinds.sensitivity import tables
from cpsurvey.kinds.sensitivity import words as w
from cpsurvey.kinds.sensitivity.figure import choices
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Any], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    names, rows = result.data["names"], result.data["rows"]
    sound = [row for row in rows if row["effects"] and row["admissible"]]
    others = len(sound) - 1
    if names and rows[0] in sound and others:
        yield from words.lead(
            w.SUM_SENSITIVITY,
            same=len(names) - len(result.data["differing"]),
            all=len(names),
            choices=others,
        )


def show(result: Result[Any], words: Words, _study: Study) -> Sequence[Block]:
    """T25, its picture, and every number."""
    picture = choices(result, words)
    made = tables.sensitivity(result, words)
    return [*made[:1], *([picture] if picture else []), *made[1:]]
