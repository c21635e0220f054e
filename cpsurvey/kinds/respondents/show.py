"""Respondents by background and group (T2), counts below k hidden."""

from __future__ import annotations

from collections.abc import Collection, Iterator

from cpsurvey.kinds.respondents import words as w
from cpsurvey.kinds.respondents.data import Amount, Category, Respondents, Sizes
from cpsurvey.parts import Mark
from cpsurvey.report import columns as c
from cpsurvey.report import lexicon as x
from cpsurvey.report.chapter import Block, Pages, Study
from cpsurvey.report.hidden import hidden_notes, told
from cpsurvey.report.table import Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def show(result: Result[Respondents], words: Words, study: Study) -> list[Block]:
    """T2 and the sizes of groups."""
    k = study["k"]
    made = [characteristics(result.data, words, k, _several(result))]
    made += [amounts(result.data, words, k)] if result.data.amounts else []
    made += [sizes(result.data, words, k)] if result.data.groups else []
    return [table for table in made if table.rows]


def characteristics(
    data: Respondents, words: Words, k: int, several: Collection[str] = ()
) -> Table:
    """T2; to questions among `several` more than one answer was possible."""
    rows: list[tuple[str, Category] | c.Heading] = []
    for one in data.characteristics:
        many = one.variable in several
        heading = words(w.SEVERAL, variable=one.variable) if many else words.label(one.variable)
        rows.append(c.Heading(heading))
        rows += [(words.answer(one.variable, each.code), each) for each in one.categories]
        if one.missing != 0:
            mark = one.missing_mark
            missing = Category(code="", n=one.missing, share=None, mark=mark)
            rows.append((words(w.MISSING), missing))
    marks = {one.missing_mark for one in data.characteristics}
    marks |= {each.mark for one in data.characteristics for each in one.categories}
    columns: list[c.Column[tuple[str, Category]]] = [
        c.Column("characteristic", w.CHARACTERISTIC, "text", at=lambda _row: ""),
        c.Column("category", w.CATEGORY, "text", at=lambda row: row[0]),
        c.Column("n", x.N, "int", at=lambda row: told(row[1].mark, row[1].n, words, k)),
        c.Column("percent", x.PERCENT, "percent", at=lambda row: row[1].share),
    ]
    beside = [words(w.SEVERAL_NOTE)] if several else []
    notes = [*beside, *hidden_notes(marks, words, k)]
    return c.table("T2-respondents", words(w.T2), columns, rows, words, notes)


def amounts(data: Respondents, words: Words, k: int) -> Table:
    """T2c: questions answered by a number."""
    columns: list[c.Column[Amount]] = [
        c.text("variable", x.VARIABLE, words.label),
        c.Column("n", x.N, "int", at=lambda row: told(row.mark, row.n, words, k)),
        c.Column("mean", x.MEAN, "dec2"),
        c.Column("sd", x.SD, "dec2"),
    ]
    notes = hidden_notes({row.mark for row in data.amounts}, words, k)
    return c.table("T2c-numbers", words(w.T2C), columns, data.amounts, words, notes)


def _several(result: Result[Respondents]) -> set[str]:
    said = [
        str(one.values["variables"]) for one in result.caveats if one.code == "several_answers"
    ]
    return {name for names in said for name in names.split(", ")}


def sizes(data: Respondents, words: Words, k: int) -> Table:
    """T2b; of the extremes nothing where one of them is below `k`."""

    def smallest(one: Sizes) -> object:
        return told("small" if one.below_k else "shown", one.size_min, words, k)

    def largest(one: Sizes) -> object:
        return told("withheld" if one.below_k else "shown", one.size_max, words, k)

    columns: list[c.Column[Sizes]] = [
        c.text("variable", x.VARIABLE, words.label),
        c.Column("count", w.GROUPS, "int"),
        c.Column("size_mean", w.SIZE_MEAN, "dec2"),
        c.Column("size_min", w.SIZE_MIN, "int", at=smallest),
        c.Column("size_max", w.SIZE_MAX, "int", at=largest),
    ]
    hidden = any(one.below_k for one in data.groups)
    notes = hidden_notes({"small", "withheld"}, words, k) if hidden else ()
    return c.table("T2b-groups", words(w.T2B), columns, data.groups, words, notes)


def manager(
    result: Result[Respondents], words: Words, study: Study, _beside: Collection[str]
) -> Pages:
    """M5: groups that formed by themselves, in numbers only."""
    return {"together": _together(result.data, words, study["k"])}


def _together(data: Respondents, words: Words, k: int) -> Iterator[Table]:
    rows: list[tuple[str, Category] | c.Heading] = []
    marks: set[Mark] = set()
    for one in data.characteristics:
        if one.variable in ("group_exists", "group_cross_team"):
            rows.append(c.Heading(words.label(one.variable)))
            rows += [(words.answer(one.variable, each.code), each) for each in one.categories]
            marks |= {each.mark for each in one.categories}
    columns: list[c.Column[tuple[str, Category]]] = [
        c.Column("answer", w.ANSWER_GIVEN, "text", at=lambda row: row[0]),
        c.Column(
            "share",
            x.PERCENT,
            "percent",
            at=lambda row: told(row[1].mark, row[1].share, words, k),
        ),
    ]
    if rows:
        notes = hidden_notes(marks, words, k)
        yield c.table("M5-groups", words(w.M5), columns, rows, words, notes)
