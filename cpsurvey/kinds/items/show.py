"""Items of the scales (T4, pictures of the answers)."""

from __future__ import annotations

from collections.abc import Iterator

from cpsurvey.kinds.items import figure
from cpsurvey.kinds.items import words as w
from cpsurvey.kinds.items.data import Item, Items, Scale
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.items import item_text
from cpsurvey.report.known import times
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def show(result: Result[Items], words: Words, study: Study) -> list[Block]:
    """T4, T4b, and the answers to every item as pictures."""
    made = [items(result.data, words), ends(result.data, words)]
    return [*made, *figure.answers(result, words, study["k"])]


def items(data: Items, words: Words) -> Table:
    """T4: one line per item, scale by scale."""

    def name(item: Item) -> str:
        return _item(item, words)

    columns: list[c.Column[Item]] = [
        c.Column("item", x.ITEM, "text", at=name),
        c.N,
        c.Column("missing_share", w.MISSING_SHARE, "percent"),
        c.MEAN,
        c.SD,
        c.Column("skew", w.SKEW),
        c.Column("kurtosis", w.KURTOSIS),
        c.Column("floor", w.FLOOR, "percent"),
        c.Column("ceiling", w.CEILING, "percent"),
        c.Column("item_rest", w.ITEM_REST, "unit2"),
        c.Column("alpha_if_deleted", w.ALPHA_IF_DELETED, "unit2"),
        c.Column("loading", w.LOADING, "unit2"),
    ]
    notes = [words(w.ITEMS_NOTE), words(w.LOADINGS[data.matrix])]
    if any(item.mode for scale in data.scales for item in scale.items):
        notes.append(words(w.MODE_NOTE))
    return c.table("T4-items", words(w.T4), columns, _by_scale(data, words), words, notes)


def _by_scale(data: Items, words: Words) -> Iterator[Item | c.Heading]:
    for scale in data.scales:
        yield c.Heading(words.label(scale.scale))
        yield from scale.items


def _item(item: Item, words: Words) -> str:
    """Id and label, whether it is reversed, and the way of sharing it speaks of."""
    text = item_text(item.item, words)
    if item.reversed and not text.endswith(")"):
        text += " (I)" if words.language == "fr" else " (R)"
    if not item.mode:
        return text
    known = w.MODES.get(item.mode)
    return f"{text} · {words(known) if known else item.mode}"


def ends(data: Items, words: Words) -> Table:
    """T4b: shares of respondents at the ends of each scale."""

    def possible(scale: Scale) -> str:
        return f"{_end(scale.low, words)}–{_end(scale.high, words)}"

    def flags(scale: Scale) -> str:
        return ", ".join(words(w.ENDS[end]) for end in scale.flagged)

    columns: list[c.Column[Scale]] = [
        c.text("scale", x.SCALE, words.label),
        c.N,
        c.Column("range", w.RANGE, "text", at=possible),
        c.Column("floor", w.FLOOR, "percent"),
        c.Column("ceiling", w.CEILING, "percent"),
        c.Column("flag", w.FLAG, "text", at=flags),
    ]
    note = words(w.ENDS_NOTE, share=words.number(times(data.edge, 100.0), "int"))
    return c.table("T4b-ends", words(w.T4B), columns, data.scales, words, [note])


def _end(value: float | None, words: Words) -> str:
    """A possible score: whole where it is whole."""
    return words.number(value, "int" if value is None or value == round(value) else "dec2")
