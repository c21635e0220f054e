"""The step of each scale (TV), evidence by source, items, retests (TVb to TVd)."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from cpsurvey.kinds.evidence import words as w
from cpsurvey.kinds.evidence.data import Evidence, Item, OfScale, Retest
from cpsurvey.kinds.evidence.lines import Line, lines
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Study
from cpsurvey.report.items import item_text
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


@dataclass(frozen=True, slots=True)
class _Spoken:
    """How languages are called in the tables: not at all where there is one."""

    words: Words
    several: bool

    def scale(self, scale: str, language: str) -> str:
        """A scale, with its language where there are several."""
        label = self.words.label(scale)
        return f"{label} · {language}" if self.several else label


def short(result: Result[Evidence], words: Words) -> Iterator[str]:
    """How many scales are on which step."""
    counts = Counter(one.status for one in result.data.scales)
    said = [
        words(w.AT_STEP, count=counts[s], step=words(w.STATUSES[s]))
        for s in w.STATUSES
        if counts[s]
    ]
    scales = {one.scale for one in result.data.scales}
    yield words(w.IN_SHORT, total=len(scales), steps=", ".join(said))


def show(result: Result[Evidence], words: Words, _study: Study) -> list[Block]:
    """The step of each scale, what it rests on, then items and retests where there are any."""
    data = result.data
    spoken = _Spoken(words, len({one.language for one in data.scales}) > 1)
    made: list[Block] = [status(data, words), sources(data, words, spoken)]
    if data.items:
        made.append(items(data, words, spoken))
    if data.retests:
        made.append(retests(data, words, spoken))
    return made


def status(data: Evidence, words: Words) -> Table:
    """TV: one line per scale and language."""

    def name(one: OfScale) -> str:
        return words.label(one.scale)

    def lacking(one: OfScale) -> str:
        return words.semicolon.join(words(w.LACKS[lack]) for lack in one.lacking)

    def also(one: OfScale) -> str:
        return ", ".join(words(w.STATUSES[step]) for step in one.also)

    columns: list[c.Column[OfScale]] = [
        c.Column("scale", x.SCALE, "text", at=name),
        c.Column("language", w.LANGUAGE, "text"),
        c.text("status", w.STATUS, words.of(w.STATUSES)),
        c.Column("lacking", w.NEXT, "text", at=lacking),
        c.Column("also", w.ALSO, "text", at=also),
    ]
    notes = [words(w.STATUS_NOTE), *([words(w.ROLES[data.role])] if data.role else [])]
    return c.table("TV-status", words(w.TV_STATUS), columns, data.scales, words, notes)


def sources(data: Evidence, words: Words, spoken: _Spoken) -> Table:
    """TVb: one line per piece of evidence, one for all sources that have none."""
    columns: list[c.Column[Line]] = [
        c.Column("source", w.SOURCE, "text"),
        c.Column("evidence", w.EVIDENCE, "text"),
        c.N,
        c.Column("day", w.DATE, "text"),
        c.Column("result", w.RESULT, "text"),
    ]
    rows: list[Line | c.Heading] = []
    for one in data.scales:
        rows.append(c.Heading(spoken.scale(one.scale, one.language)))
        rows += lines(one, words)
    return c.table("TVb-evidence", words(w.TV), columns, rows, words, [words(w.NOTE)])


def items(data: Evidence, words: Words, spoken: _Spoken) -> Table:
    """TVc: one line per item and language of which anything is said."""

    def name(item: Item) -> str:
        return item_text(item.item, words)

    def back(item: Item) -> str:
        return words(w.JUDGEMENTS[item.back]) if item.back else ""

    columns: list[c.Column[Item]] = [
        c.Column("item", x.ITEM, "text", at=name),
        c.Column("experts", w.EXPERTS, "int", at=_counted("experts")),
        c.Column("icvi", w.ICVI, "unit2"),
        c.Column("chance", w.CHANCE, "unit3"),
        c.Column("kappa", w.KAPPA, "unit2"),
        c.Column("clear", w.CLEAR, "unit2"),
        c.Column("judges", w.JUDGES, "int", at=_counted("judges")),
        c.Column("p_sa", w.P_SA, "unit2"),
        c.Column("needed", w.NEEDED, "unit2", at=_needed),
        c.Column("c_sv", w.C_SV, "unit2"),
        c.Column("people", w.PEOPLE, "int", at=_counted("people")),
        c.Column("troubled", w.TROUBLED, "int", at=_told("troubled")),
        c.Column("back", w.BACK_SAYS, "text", at=back),
    ]
    rows = c.grouped(data.items, lambda item: spoken.scale(item.scale, item.language))
    return c.table("TVc-items", words(w.TV_ITEMS), columns, rows, words, [words(w.ITEMS_NOTE)])


def _needed(item: Item) -> float | None:
    """Smallest p_sa beyond chance, from the smallest c_sv."""
    return None if item.critical is None else (1.0 + item.critical) / 2.0


def _counted(field: str) -> Callable[[Item], object]:
    """A count, nothing where nobody was asked."""
    return lambda item: getattr(item, field) or ""


def _told(field: str) -> Callable[[Item], object]:
    def found(item: Item) -> object:
        value = getattr(item, field)
        return "" if value is None else value

    return found


def retests(data: Evidence, words: Words, spoken: _Spoken) -> Table:
    """TVd: one line per scale and language."""

    def name(one: Retest) -> str:
        return spoken.scale(one.scale, one.language or "")

    def both(one: Retest) -> str:
        return f"{one.first} → {one.second}"

    columns: list[c.Column[Retest]] = [
        c.Column("scale", x.SCALE, "text", at=name),
        c.Column("waves", w.WAVES, "text", at=both),
        c.N,
        c.Column("icc", w.ICC, "unit2"),
        c.UNIT_CI,
        c.SD,
        c.Column("sem", w.SEM, "dec2"),
        c.Column("smallest", w.SMALLEST, "dec2"),
    ]
    notes = [words(w.RETEST_NOTE)]
    return c.table("TVd-retest", words(w.TV_RETEST), columns, data.retests, words, notes)
