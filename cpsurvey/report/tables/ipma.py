"""Importance and performance (M3), items behind them, and what to act on (M4)."""

from __future__ import annotations

from typing import Any

from cpsurvey.report.known import largest_first
from cpsurvey.report.phrases import Words
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.results import Result


def constructs(result: Result, words: Words) -> Table:
    """M3: one line per construct, by stage."""
    data = result.data
    columns = (
        Column("construct", words("ipma_construct"), "text"),
        Column("importance", words("importance"), "dec2"),
        Column("importance_ci", words("ci95"), "interval"),
        Column("performance", words("performance"), "dec1"),
        Column("performance_ci", words("ci95"), "interval"),
        Column("potential", words("potential"), "dec1"),
    )
    rows = tuple(Row((words.label(c["id"]), *_numbers(c))) for c in data["constructs"])
    target = words.label(data["target"])
    notes = (words("ipma_note", outcome=data["target"], how=_how(data, words)),)
    return Table(f"M3-{result.id}", words("M3", target=target), columns, rows, notes)


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
        inside = words("clusters_in", clusters=data["clusters"], variable=data["cluster"])
        return f"{errors}, {inside}"
    return str(errors)


def items(result: Result, words: Words) -> list[Table]:
    """M3b: items by potential, the ten with the most."""
    lines = sorted(result.data["items"], key=lambda i: largest_first(i["potential"]))[:10]
    if not lines:
        return []
    columns = (
        Column("item", words("item"), "text"),
        Column("construct", words("ipma_construct"), "text"),
        Column("importance", words("importance"), "dec3"),
        Column("performance", words("performance"), "dec1"),
        Column("performance_ci", words("ci95"), "interval"),
        Column("potential", words("potential"), "dec1"),
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
    return [Table(f"M3b-{result.id}", words("M3b"), columns, rows, (words("ipma_items_note"),))]


def levers(result: Result, words: Words, *, evidence: str = "survey") -> list[Table]:
    """M4: levers by potential; M4b: the condition to change and who decides.

    An action is printed only where the importance can be told from zero.
    """
    lines = result.data["levers"]
    if not lines:
        return []
    columns = (
        Column("lever", words("lever"), "text"),
        Column("importance", words("importance"), "dec3"),
        Column("importance_ci", words("ci95"), "interval"),
        Column("performance", words("performance"), "dec1"),
        Column("performance_ci", words("ci95"), "interval"),
        Column("potential", words("potential"), "dec1"),
    )
    rows = tuple(
        Row((f"{rank}. {words.label(line['id'])}", *_numbers(line)))
        for rank, line in enumerate(lines, 1)
    )
    notes = (words(f"evidence_{evidence}"), words("levers_note"))
    made = [Table(f"M4-{result.id}", words("M4"), columns, rows, notes)]
    sure = [(r, line) for r, line in enumerate(lines, 1) if (line["importance_ci"][0] or 0) > 0]
    heads = (
        Column("lever", words("lever"), "text"),
        Column("action", words("action"), "text"),
        Column("decides", words("decides"), "text"),
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
    note = words("actions_note", shown=len(sure), all=len(lines))
    if sure:
        made.append(Table(f"M4b-{result.id}", words("M4b"), heads, rows, (note,)))
    return made
