"""What this study could see (P1): power by sample size, the smallest effect, the curves."""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.kinds.power import words as w
from cpsurvey.kinds.power.data import Power, Seen
from cpsurvey.kinds.power.figure import curves
from cpsurvey.kinds.power.naming import named
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.known import below, known
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def short(result: Result[Power], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    data = result.data
    own = [size.n for size in data.sizes].index(data.n)
    for effect in data.effects[:2]:
        yield from words.lead(
            w.IN_SHORT,
            effect=named(effect, words),
            at=_size(data.n, data.teams, words),
            value=words.number(effect.value, "unit2"),
            power=words.number(effect.power[own], "percent"),
        )


def show(result: Result[Power], words: Words, _study: Study) -> list[Block]:
    """Power by sample size, the smallest effect, and the curves."""
    return [table(result, words), curves(result, words)]


def _size(n: int, teams: int | None, words: Words) -> str:
    if teams:
        return words(w.AT_TEAMS, n=n, teams=teams)
    return f"n = {words.number(n, 'int')}"


def table(result: Result[Power], words: Words) -> Table:
    """One line per effect and path: assumed value, power at every size, smallest effect."""
    data = result.data

    def name(row: Seen) -> str:
        return named(row, words)

    def power(at: int) -> c.Column[Seen]:
        size = data.sizes[at]
        heading = _size(size.n, size.teams, words)
        return c.Column(f"n{size.n}", heading, "unit2", at=lambda row: row.power[at])

    columns: list[c.Column[Seen]] = [
        c.Column("effect", x.EFFECT, "text", at=name),
        c.Column("value", w.ASSUMED, "unit2"),
        *(power(at) for at in range(len(data.sizes))),
        c.Column("smallest", w.SMALLEST, "unit2"),
    ]
    rows: list[Seen | c.Heading] = []
    if data.effects:
        rows += [c.Heading(words(w.CHAINS)), *data.effects]
    rows += [c.Heading(words(w.PATHS)), *data.paths]
    return c.table(f"P1-{result.id}", words(w.P1), columns, rows, words, [_how(data, words)])


def _how(data: Power, words: Words) -> str:
    scores = known(one.reliability for one in data.reliability if below(one.reliability, 1.0))
    return words(
        w.NOTE,
        replications=data.replications,
        how=words(w.ERRORS[data.errors]),
        n=data.n,
        icc=words.number(data.icc, "unit2"),
        low=words.number(min(scores, default=1.0), "unit2"),
        high=words.number(max(scores, default=1.0), "unit2"),
    )
