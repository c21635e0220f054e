"""Importance and performance (M3), items behind them, and what to act on (M4)."""

from __future__ import annotations

from typing import Any

from cpsurvey.kinds.ipma import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.known import largest_first
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def constructs(result: Result[Any], words: Words) -> Table:
    """M3: one line per construct, by stage."""
    data = result.data
    columns = (
        Column("construct", words(w.IPMA_CONSTRUCT), "text"),
        Column("importance", words(w.IMPORTANCE), "dec2"),
        Column("importance_ci", words(lexicon.CI95), "interval"),
        Column("performance", words(w.PERFORMANCE), "dec1"),
        Column("performance_ci", words(lexicon.CI95), "interval"),
        Column("potential", words(w.POTENTIAL), "dec1"),
    )
    rows = tuple(Row((words.label(c["id"]), *_numbers(c))) for c in data["constructs"])
    target = words.label(data["target"])
    notes = (words(w.IPMA_NOTE, outcome=data["target"], how=_how(data, words)),)
    return Table(f"M3-{result.id}", words(w.M3, target=target), columns, rows, notes)


def _numbers(line: Any) -> tuple[Any, ...]:
    return (
        line["importance"],
        tuple(line["importance_ci"]),
        line["performance"],
        tuple(line["performance_ci"]),
        line["potential"],
    )


def _how(data: Any, words: Words) -> str:
    errors = data["errors"].upper()
    if data["cluster"]:
        inside = words(lexicon.CLUSTERS_IN, clusters=data["clusters"], variable=data["cluster"])
        return f"{errors}, {inside}"
    return str(errors)


def items(result: Result[Any], words: Words) -> list[Table]:
    """M3b: items by potential, the ten with the most."""
    lines = sorted(result.data["items"], key=lambda i: largest_first(i["potential"]))[:10]
    if not lines:
        return []
    columns = (
        Column("item", words(lexicon.ITEM), "text"),
        Column("construct", words(w.IPMA_CONSTRUCT), "text"),
        Column("importance", words(w.IMPORTANCE), "dec3"),
        Column("performance", words(w.PERFORMANCE), "dec1"),
        Column("performance_ci", words(lexicon.CI95), "interval"),
        Column("potential", words(w.POTENTIAL), "dec1"),
    )
    rows = tuple(
        Row(
            (
                words.pair(i["id"], words.label(i["id"])),
                words.label(i["construct"]),
                i["importance"],
                i["performance"],
                tuple(i["performance_ci"]),
                i["potential"],
            )
        )
        for i in lines
    )
    return [Table(f"M3b-{result.id}", words(w.M3B), columns, rows, (words(w.IPMA_ITEMS_NOTE),))]


def levers(result: Result[Any], words: Words, *, evidence: str = "survey") -> list[Table]:
    """M4: levers by potential; M4b: the condition to change and who decides.

    An action is printed only where the importance can be told from zero.
    """
    lines = result.data["levers"]
    if not lines:
        return []
    columns = (
        Column("lever", words(w.LEVER), "text"),
        Column("importance", words(w.IMPORTANCE), "dec3"),
        Column("importance_ci", words(lexicon.CI95), "interval"),
        Column("performance", words(w.PERFORMANCE), "dec1"),
        Column("performance_ci", words(lexicon.CI95), "interval"),
        Column("potential", words(w.POTENTIAL), "dec1"),
    )
    rows = tuple(
        Row((f"{rank}. {words.label(line['id'])}", *_numbers(line)))
        for rank, line in enumerate(lines, 1)
    )
    notes = (words(f"evidence_{evidence}"), words(w.LEVERS_NOTE))
    made = [Table(f"M4-{result.id}", words(w.M4), columns, rows, notes)]
    sure = [(r, line) for r, line in enumerate(lines, 1) if (line["importance_ci"][0] or 0) > 0]
    heads = (
        Column("lever", words(w.LEVER), "text"),
        Column("action", words(w.ACTION), "text"),
        Column("decides", words(w.DECIDES), "text"),
    )
    rows = tuple(
        Row(
            (
                f"{rank}. {words.label(line['id'])}",
                words.pick(line["action"]),
                words.pick(line["decides"]),
            )
        )
        for rank, line in sure
    )
    note = words(w.ACTIONS_NOTE, shown=len(sure), all=len(lines))
    if sure:
        made.append(Table(f"M4b-{result.id}", words(w.M4B), heads, rows, (note,)))
    return made
