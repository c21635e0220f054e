"""Missing answers by item, group, pattern and reason (T3)."""

from __future__ import annotations

from typing import Any

from cpsurvey.kinds.missing import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.items import item_text
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result

QUARTILES = ("lowest", "quarter", "median", "three_quarters", "highest")
MOST_ITEMS = 15
"""Items listed; T4 has all of them."""
NAMED = 4
"""Items of a pattern that are named."""


def missing(result: Result[Any], words: Words, k: int) -> list[Table]:
    """Items and patterns always; groups and reasons where there are any."""
    data = result.data
    made = [_items(result, words), _patterns(data, words, k)]
    if data["groups"]["rows"] and data["share"]:
        made.append(_groups(data, words, k))
    if data["by"] and data["by"]["rows"] and data["reasons"]:
        made.append(_by(data, words, k))
    return made


def _reason(reason: str, words: Words) -> str:
    """Heading of a reason; one the report does not know goes by its name."""
    found = words(f"reason_{reason}")
    return f"{reason}\u00a0%" if found == f"reason_{reason}" else found


def _items(result: Result[Any], words: Words) -> Table:
    data = result.data
    several = data["reasons"] if len(data["reasons"]) > 1 else []
    columns = (
        Column("item", words(lexicon.ITEM), "text"),
        Column("n", words(lexicon.N), "int"),
        Column("missing", words(w.MISSING_N), "int"),
        Column("share", words(lexicon.PERCENT), "percent"),
        *(Column(reason, _reason(reason, words), "percent") for reason in several),
    )
    listed = sorted((i for i in data["items"] if i["missing"]), key=lambda i: -i["missing"])
    rows = [
        Row(
            (
                item_text(i["item"], words),
                i["n"],
                i["missing"],
                i["share"],
                *(i["reasons"][r] / (i["n"] + i["missing"]) for r in several),
            )
        )
        for i in listed[:MOST_ITEMS]
    ]
    if len(listed) > MOST_ITEMS:
        least, most = (listed[at]["missing"] for at in (-1, MOST_ITEMS))
        label = words(w.MISSING_OTHER_ITEMS, items=len(listed) - MOST_ITEMS)
        rows.append(Row((label, "", f"{least}–{most}" if least < most else str(least))))
    notes = [
        words(
            w.MISSING_ITEMS_NOTE,
            share=words.number(data["share"], "percent"),
            complete=data["complete"],
            n=result.sample.used,
        )
    ]
    if "not_applicable" in data["reasons"]:
        notes.append(words(w.MISSING_NOT_APPLICABLE))
    if data["mcar"]:
        test = data["mcar"]
        notes.append(
            words(
                w.MISSING_MCAR,
                df=test["df"],
                d2=words.number(test["d2"], "dec2"),
                p=words.p(test["pvalue"]),
                items=test["items"],
                patterns=test["patterns"],
            )
        )
    return Table(f"T3m-{result.id}", words(w.T3M), columns, tuple(rows), tuple(notes))


def _patterns(data: Any, words: Words, k: int) -> Table:
    columns = (
        Column("pattern", words(w.MISSING_PATTERN), "text"),
        Column("n", words(lexicon.N), "int"),
        Column("share", words(lexicon.PERCENT), "percent"),
    )
    rows = [Row((_named(p["missing"], words), p["n"], p["share"])) for p in data["patterns"]]
    rest = data["pattern_rest"]
    if rest["patterns"]:
        total = rest["n"] + sum(p["n"] for p in data["patterns"])
        label = words(w.MISSING_REST, patterns=rest["patterns"])
        rows.append(Row((label, rest["n"], rest["n"] / total)))
    note = words(w.MISSING_PATTERN_NOTE, k=k)
    return Table("T3p-patterns", words(w.T3P), columns, tuple(rows), (note,))


def _named(items: list[str], words: Words) -> str:
    if not items:
        return words(w.MISSING_NOTHING)
    shown = ", ".join(items[:NAMED])
    more = len(items) - NAMED
    return words(w.MISSING_MORE, shown=shown, more=more) if more > 0 else shown


def _groups(data: Any, words: Words, k: int) -> Table:
    """Quartiles over groups: which group has which share is told of none."""
    groups = data["groups"]
    columns = (
        Column("what", "", "text"),
        *(Column(key, words(f"missing_{key}"), "percent") for key in QUARTILES),
    )
    rows = tuple(
        Row((words(f"missing_of_{line['what']}"), *line["quartiles"]))
        for line in groups["rows"]
    )
    note = words(w.MISSING_K_NOTE, k=k, shown=groups["shown"], count=groups["count"])
    title = words(w.T3G, variable=data["group"])
    return Table("T3g-groups", title, columns, rows, (note,))


def _mean(groups: Any, key: str) -> float | None:
    """Over the people of groups; none where one is not known."""
    if any(g[key] is None for g in groups):
        return None
    return float(sum(g["n"] * g[key] for g in groups) / sum(g["n"] for g in groups))


def _by(data: Any, words: Words, k: int) -> Table:
    by = data["by"]
    label = words.label(by["variable"])
    columns = (
        Column("category", label, "text"),
        Column("n", words(lexicon.N), "int"),
        *(Column(reason, _reason(reason, words), "percent") for reason in data["reasons"]),
    )
    rows = tuple(
        Row(
            (
                words.answer(by["variable"], row["category"]),
                row["n"],
                *(row["shares"].get(reason, 0.0) for reason in data["reasons"]),
            )
        )
        for row in by["rows"]
    )
    note = words(w.MISSING_BY_NOTE, k=k)
    return Table("T3r-reasons", words(w.T3R, variable=by["variable"]), columns, rows, (note,))
