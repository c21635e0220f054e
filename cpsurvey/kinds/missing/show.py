"""Missing answers by item, pattern, group and reason (T3, a picture)."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cpsurvey.kinds.missing import words as w
from cpsurvey.kinds.missing.data import (
    NOT_APPLICABLE,
    By,
    Category,
    Groups,
    Item,
    Missing,
    NotApplicable,
    Pattern,
    Quartiles,
)
from cpsurvey.kinds.missing.figure import strip
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.items import item_text
from cpsurvey.report.table import Table
from cpsurvey.report.words import Phrase, Words
from cpsurvey.results import Result

MOST_ITEMS = 15
"""Items listed; T4 has all of them."""
NAMED = 4
"""Items of a pattern that are named."""


def short(result: Result[Missing], words: Words) -> Iterator[str]:
    """Lines at the head of the chapter, and on the first page where there is room."""
    data = result.data
    share = words.number(data.share, "percent")
    n = result.sample.used
    yield from words.lead(w.IN_SHORT, share=share, complete=data.complete, n=n)


def show(result: Result[Missing], words: Words, study: Study) -> list[Block]:
    """Where, together with what and why answers are missing, and a picture of it."""
    data, k = result.data, study["k"]
    made: list[Block] = [items(result, words)]
    if data.share == 0:
        return made
    made.append(patterns(data, words, k))
    if data.groups.rows and data.share:
        made.append(groups(data.groups, data.group, words, k))
    if data.by and data.by.rows and data.reasons:
        made.append(reasons(data.by, data.reasons, words, k))
    if data.not_applicable:
        made.append(not_applicable(data, words, k))
    return [*made, strip(result, words)]


def _reason(reason: str) -> Phrase | str:
    """Heading of a reason; one the report does not know goes by its name."""
    return w.REASONS.get(reason, f"{reason}\u00a0%")


@dataclass(frozen=True, slots=True)
class _Line:
    """An item, or those that are not listed, by falling number of missing answers."""

    item: Item | None
    others: tuple[Item, ...] = ()


def items(result: Result[Missing], words: Words) -> Table:
    """T3m: items by falling number of missing answers, and why these are missing."""
    data = result.data
    listed = sorted((i for i in data.items if i.missing), key=lambda i: -i.missing)
    rows = [_Line(one) for one in listed[:MOST_ITEMS]]
    if rest := tuple(listed[MOST_ITEMS:]):
        rows.append(_Line(None, rest))

    def name(line: _Line) -> str:
        if line.item:
            return item_text(line.item.item, words)
        return words(w.OTHER_ITEMS, items=len(line.others))

    def n(line: _Line) -> int | str:
        return line.item.n if line.item else ""

    def missing(line: _Line) -> int | str:
        if line.item:
            return line.item.missing
        least, most = line.others[-1].missing, line.others[0].missing
        low, high = (words.number(end, "int") for end in (least, most))
        return f"{low}–{high}" if least < most else low

    def why(reason: str) -> Callable[[_Line], float | None]:
        return lambda line: (
            line.item.reasons[reason] / (line.item.n + line.item.missing) if line.item else None
        )

    columns: list[c.Column[_Line]] = [
        c.Column("item", x.ITEM, "text", at=name),
        c.Column("n", x.N, "int", at=n),
        c.Column("missing", w.COUNT, "int", at=missing),
        c.Column("share", x.PERCENT, "percent", at="item.share"),
    ]
    for reason in data.reasons if len(data.reasons) > 1 else ():
        key = c.own_key(reason, columns)
        columns.append(c.Column(key, _reason(reason), "percent", at=why(reason)))
    notes = _notes(result, words)
    return c.table(f"T3m-{result.id}", words(w.T3M), columns, rows, words, notes)


def _notes(result: Result[Missing], words: Words) -> Iterator[str]:
    data = result.data
    share = words.number(data.share, "percent")
    yield words(w.ITEMS_NOTE, share=share, complete=data.complete, n=result.sample.used)
    if NOT_APPLICABLE in data.reasons:
        yield words(w.NOT_APPLICABLE)
    if test := data.mcar:
        yield words(
            w.MCAR,
            df=test.df,
            d2=words.number(test.d2, "dec2"),
            p=words.p(test.pvalue),
            items=test.items,
            patterns=test.patterns,
        )


def patterns(data: Missing, words: Words, k: int) -> Table:
    """T3p: what is missing together; patterns of few are one row."""

    def pattern(row: Pattern) -> str:
        return words(w.REST, patterns=rest.patterns) if row is last else _named(row, words)

    rest, rows = data.pattern_rest, list(data.patterns)
    total = rest.n + sum(one.n for one in rows)
    last = Pattern(missing=(), n=rest.n, share=rest.n / total if total else None)
    if rest.patterns:
        rows.append(last)
    columns: list[c.Column[Pattern]] = [
        c.Column("pattern", w.PATTERN, "text", at=pattern),
        c.N,
        c.Column("share", x.PERCENT, "percent"),
    ]
    note = words(w.PATTERN_NOTE, k=k)
    return c.table("T3p-patterns", words(w.T3P), columns, rows, words, [note])


def _named(pattern: Pattern, words: Words) -> str:
    if not pattern.missing:
        return words(w.NOTHING)
    shown = ", ".join(pattern.missing[:NAMED])
    more = len(pattern.missing) - NAMED
    return words(w.MORE, shown=shown, more=more) if more > 0 else shown


def groups(found: Groups, variable: str, words: Words, k: int) -> Table:
    """T3g: quartiles over groups; which group has which share is told of none."""
    columns: list[c.Column[Quartiles]] = [
        c.text("what", "", words.of(w.OF)),
        c.Column("lowest", w.LOWEST, "percent"),
        c.Column("quarter", w.QUARTER, "percent"),
        c.Column("median", w.MEDIAN, "percent"),
        c.Column("three_quarters", w.THREE_QUARTERS, "percent"),
        c.Column("highest", w.HIGHEST, "percent"),
    ]
    note = words(w.K_NOTE, k=k, shown=found.shown, count=found.count)
    title = words(w.T3G, variable=variable)
    return c.table("T3g-groups", title, columns, found.rows, words, [note])


def reasons(by: By, known: tuple[str, ...], words: Words, k: int) -> Table:
    """T3r: why answers are missing, by category of a variable."""

    def share(reason: str) -> Callable[[Category], float | None]:
        return lambda row: row.shares.get(reason, 0.0)

    columns: list[c.Column[Category]] = [
        c.text(
            "category", words.label(by.variable), lambda code: words.answer(by.variable, code)
        ),
        c.N,
    ]
    for reason in known:
        key = c.own_key(reason, columns)
        columns.append(c.Column(key, _reason(reason), "percent", at=share(reason)))
    title = words(w.T3R, variable=by.variable)
    return c.table("T3r-reasons", title, columns, by.rows, words, [words(w.BY_NOTE, k=k)])


def not_applicable(data: Missing, words: Words, k: int) -> Table:
    """T3s: scales that do not apply to some people's work, by category of a variable."""

    def share(category: str) -> Callable[[NotApplicable], float | None]:
        return lambda row: row.shares.get(category)

    columns: list[c.Column[NotApplicable]] = [
        c.text("scale", x.SCALE, words.label),
        c.Column("people", w.PEOPLE, "int"),
        c.Column("share", x.PERCENT, "percent"),
    ]
    notes, title = [words(w.NOT_APPLICABLE_NOTE)], words(w.T3S)
    if by := data.by:
        title = words(w.T3S_BY, variable=by.variable)
        notes.append(words(w.BY_NOTE, k=k))
        for row in by.rows:
            key = c.own_key(f"{by.variable}_{row.category}", columns)
            heading = f"{words.answer(by.variable, row.category)}\u00a0%"
            columns.append(c.Column(key, heading, "percent", at=share(row.category)))
    return c.table("T3s-not-applicable", title, columns, data.not_applicable, words, notes)
