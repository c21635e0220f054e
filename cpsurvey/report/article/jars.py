"""Where each point of the reporting standards stands, by what the documents hold (JARS)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from cpsurvey.report import columns as c
from cpsurvey.report.article import jars_words as w
from cpsurvey.report.document import Document, Figure
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words

JARS = "TJ-jars"


@dataclass(frozen=True, slots=True)
class _Point:
    """One point.

    Parameters
    ----------
    parts : tuple of str
        Ids of the article's sections that speak of it.
    tables : tuple of str
        Ids of the article's tables and figures, or how they begin.
    codes : tuple of str
        Codes of tables of the supplement.
    needs : str
        What must be there for the point to be met, where that is more than a section: the
        beginning of an id of a table of the article, or a code.
    """

    area: w.Area
    item: w.Item
    absent: w.Missing
    parts: tuple[str, ...] = ()
    tables: tuple[str, ...] = ()
    codes: tuple[str, ...] = ()
    needs: str = ""


_FIGURE_1 = "fig-"
POINTS = (
    _Point("front", "process", "authors"),
    _Point("front", "abstract", "no_model", ("key",), needs="T8"),
    _Point("front", "theory", "authors"),
    _Point("front", "direction", "authors", codes=("T29",), needs="T29"),
    _Point("method", "participants", "not_run", ("sample",), ("T1-",), ("T2",)),
    _Point("method", "response", "not_run", ("design", "sample")),
    _Point("method", "measures", "not_run", ("instrument",), codes=("T7",)),
    _Point("method", "simulated", "not_run", ("design",)),
    _Point("method", "plan", "not_run", ("plan",), ("T0b-",)),
    _Point("method", "power", "not_run", ("power",), codes=("T0",)),
    _Point("method", "careless", "not_run", ("sample",), codes=("T3",), needs="T3"),
    _Point("method", "missing", "not_run", ("missing",), codes=("T3m",), needs="T3m"),
    _Point("method", "specification", "no_model", codes=("T9", "T17"), needs="T8"),
    _Point("method", "estimation", "not_run", ("analysis",)),
    _Point("method", "clusters", "not_run", ("analysis",)),
    _Point("method", "criteria", "no_model", ("analysis", "model"), codes=("T8c",), needs="T8"),
    _Point("method", "multiplicity", "not_run", ("analysis",), codes=("T0",)),
    _Point("method", "software", "not_run", ("software",), codes=("T26",)),
    _Point("results", "descriptive", "not_run", ("scales",), ("T11-",), needs="T11"),
    _Point("results", "distributions", "not_run", codes=("T4",)),
    _Point("results", "solutions", "no_model", ("limits",), codes=("T8",), needs="T8"),
    _Point("results", "global", "no_model", ("model",), codes=("T8",), needs="T8"),
    _Point("results", "local", "no_model", ("model",), codes=("T12",), needs="T12"),
    _Point("results", "rivals", "no_model", ("scales",), ("T8-",), ("T8",), needs="T8"),
    _Point("results", "measurement", "not_run", ("scales",), ("T8-",), ("T7", "T9", "T10")),
    _Point("results", "invariance", "no_groups", ("scales",), codes=("T13",), needs="T13"),
    _Point(
        "results", "estimates", "no_model", (), (_FIGURE_1, "T18-"), ("T17", "T16"), needs="T17"
    ),
    _Point("results", "indirect", "no_indirect", (), ("T18-",), ("T18",), needs="T18"),
    _Point("results", "interactions", "no_interaction", (), ("T0c-",), ("T19",), needs="T19"),
    _Point("results", "indicators", "no_indicators", (), ("T21",), ("T21",), needs="T21"),
    _Point("results", "equivalent", "no_model", ("robustness",), codes=("T29",), needs="T29"),
    _Point("results", "robustness", "not_run", ("robustness",), codes=("T25", "T25a")),
    _Point("discussion", "limits", "not_run", ("limits",)),
    _Point("discussion", "general", "authors"),
    _Point("discussion", "materials", "not_run", ("availability",), codes=("T26",)),
    _Point("discussion", "ethics", "authors"),
)


def jars(article: Document, whole: Document, words: Words) -> Table:
    """Every point with its places; where it has none, why.

    Parameters
    ----------
    article : Document
        Its tables and pictures counted.
    whole : Document
        Every chapter.
    """
    codes = {table.code for table in whole.tables() if table.number}

    def where(point: _Point) -> str:
        met = not point.needs or point.needs in codes
        places = list(_places(point, article, codes)) if met else []
        return ", ".join(places) or words(w.ABSENT[point.absent])

    columns: list[c.Column[_Point]] = [
        c.Column("point", w.POINT, "text", at=lambda point: words(w.ITEMS[point.item])),
        c.Column("where", w.WHERE, "text", at=where),
    ]
    rows = c.grouped(POINTS, lambda point: words(w.AREAS[point.area]))
    return c.table(JARS, words(w.TITLE), columns, rows, words, [words(w.NOTE)])


def _places(point: _Point, article: Document, codes: set[str]) -> Iterator[str]:
    yield from (one.title for one in article.sections if one.id in point.parts)
    for section in article.sections:
        for block in section.blocks:
            if isinstance(block, Table | Figure) and block.id.startswith(point.tables):
                word = article.words["table" if isinstance(block, Table) else "figure"]
                yield f"{word} {block.number}"
    yield from (code for code in point.codes if code in codes)
