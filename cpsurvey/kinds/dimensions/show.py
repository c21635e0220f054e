"""Whether the items can carry factors, and how many (T5, a picture)."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from cpsurvey.kinds.dimensions import words as w
from cpsurvey.kinds.dimensions.data import Dimensions, Eigenvalue
from cpsurvey.kinds.dimensions.figure import scree
from cpsurvey.report import columns as c
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.items import how
from cpsurvey.report.known import known
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Dimensions], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    data = result.data
    yield words(w.IN_SHORT, items=len(data.items), kept=data.kept)


def show(result: Result[Dimensions], words: Words, _study: Study) -> list[Block]:
    """T5, and the eigenvalues as a picture."""
    return [eigenvalues(result.data, words), scree(result, words)]


def eigenvalues(data: Dimensions, words: Words) -> Table:
    """T5: each beside its limit, both with decimals that tell them apart."""

    def rank(row: Eigenvalue) -> str:
        return str(row.rank)

    columns: list[c.Column[Eigenvalue]] = [
        c.Column("rank", w.RANK, "text", at=rank),
        c.Column("eigenvalue", w.EIGENVALUE, against=_held(lambda row: row.limit)),
        c.Column("limit", w.LIMIT, against=_held(lambda row: row.eigenvalue)),
    ]
    if data.reduced_kept is not None:
        columns += [
            c.Column("reduced", w.REDUCED, against=_held(lambda row: row.reduced_limit)),
            c.Column("reduced_limit", w.REDUCED_LIMIT, against=_held(lambda row: row.reduced)),
        ]
    rows = data.eigenvalues[: max(data.kept, data.reduced_kept or 0) + 3]
    return c.table("T5-factorability", words(w.T5), columns, rows, words, _notes(data, words))


def _held(
    other: Callable[[Eigenvalue], float | None],
) -> Callable[[Eigenvalue], tuple[float, ...]]:
    return lambda row: tuple(known([other(row)]))


def _notes(data: Dimensions, words: Words) -> Iterator[str]:
    yield how(data, words)
    if data.kmo is not None:
        low = min(known(item.msa for item in data.items), default=None)
        yield words(
            w.KMO_NOTE,
            kmo=words.number(data.kmo, "unit2"),
            low=words.number(low, "unit2"),
            chisq=words.number(data.chisq, "dec2"),
            df=data.df,
            p=words.p(data.pvalue),
        )
    yield words(w.PARALLEL_NOTE, kept=data.kept, draws=data.draws)
    if data.reduced_kept is not None:
        yield words(w.AXES_NOTE, kept=data.reduced_kept)
