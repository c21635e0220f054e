"""Whether items mean the same in all languages or groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from cpsurvey.kinds.invariance import figure as figures
from cpsurvey.kinds.invariance import tables
from cpsurvey.kinds.invariance import words as w
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Any], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    data = result.data
    if data["method"] == "dif":
        flagged = [line for line in data["dif"] if line["flag"] in ("moderate", "large")]
        judged = [line for line in data["dif"] if line["flag"]]
        yield words(
            w.SUM_DIF,
            groups=tables.group_names(data, words),
            k=len(judged),
            flagged=len(flagged),
        )
    elif data["models"]:
        whole = [m for m in data["models"] if m["means"] and not m["partial"]]
        partly = [m for m in data["models"] if m["means"] and m["partial"]]
        said = words(
            w.SUM_INVARIANCE,
            groups=tables.group_names(data, words),
            k=len(data["models"]),
            whole=len(whole),
            partly=len(partly),
        )
        doubted = tables.doubted(data)
        yield said + (" " + words(w.SUM_INV_DOUBTED, k=len(doubted)) if doubted else "")


def show(result: Result[Any], words: Words, _study: Study) -> Sequence[Block]:
    """T13, what was freed, distances per item, factor means; or DIF of small groups."""
    data = result.data
    if data["method"] == "dif":
        return [tables.dif(result, words), *figures.dif(result, words)]
    if not data["models"]:
        return []
    return [
        *tables.ladder(result, words),
        *figures.distances(result, words),
        *tables.distances(result, words),
        *tables.means(result, words),
    ]
