"""Whether items mean the same in all languages or groups."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from cpsurvey.report.chapter import Block, Study, chapter
from cpsurvey.report.figures import invariance as figures
from cpsurvey.report.phrases import Words
from cpsurvey.report.tables import invariance as tables
from cpsurvey.results import Result


def _short(result: Result, words: Words) -> Iterator[str]:
    data = result.data
    if data["method"] == "dif":
        flagged = [line for line in data["dif"] if line["flag"] in ("moderate", "large")]
        judged = [line for line in data["dif"] if line["flag"]]
        yield words(
            "sum_dif",
            groups=tables.group_names(data, words),
            k=len(judged),
            flagged=len(flagged),
        )
    elif data["models"]:
        whole = [m for m in data["models"] if m["means"] and not m["partial"]]
        partly = [m for m in data["models"] if m["means"] and m["partial"]]
        said = words(
            "sum_invariance",
            groups=tables.group_names(data, words),
            k=len(data["models"]),
            whole=len(whole),
            partly=len(partly),
        )
        doubted = tables.doubted(data)
        yield said + (" " + words("sum_inv_doubted", k=len(doubted)) if doubted else "")


@chapter("invariance", short=_short)
def invariance(result: Result, words: Words, _study: Study) -> Sequence[Block]:
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
