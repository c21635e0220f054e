"""How sure: the main effects under other choices."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.figures.sensitivity import choices
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import sensitivity as tables
from cpsurvey.results import Result


def _short(result: Result, words: Words) -> Iterator[str]:
    names, rows = result.data["names"], result.data["rows"]
    sound = [row for row in rows if row["effects"] and row["admissible"]]
    others = len(sound) - 1
    if names and rows[0] in sound and others:
        yield from words.lead(
            "sum_sensitivity",
            same=len(names) - len(result.data["differing"]),
            all=len(names),
            choices=others,
        )


@chapter("sensitivity", short=_short)
def sensitivity(result: Result, words: Words, _study: Study) -> Sequence[Block]:
    """T25, its picture, and every number."""
    picture = choices(result, words)
    made = tables.sensitivity(result, words)
    return [*made[:1], *([picture] if picture else []), *made[1:]]
