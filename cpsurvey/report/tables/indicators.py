"""Indicators described: definitions, rates, self-reports, who is missing (T21d to T21i)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from cpsurvey.report.phrases import Words
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.results import Result


def definitions(result: Result, words: Words) -> Table:
    """What each indicator counts, its model and its direction."""
    columns = (
        Column("indicator", words("kpi_indicator"), "text"),
        Column("definition", words("kpi_definition"), "text"),
        Column("direction", words("kpi_direction"), "text"),
        Column("model", words("kpi_model"), "text"),
        Column("min", words("kpi_min"), "int"),
        Column("periods", words("kpi_periods"), "text"),
    )
    rows = [
        Row(
            (
                words.label(e["indicator"]),
                words.pick(e["definition"]),
                words(f"kpi_direction_{e['direction']}"),
                words(f"kpi_type_{e['type']}"),
                e["min_exposure"],
                _span(e["periods"], words),
            )
        )
        for e in result.data["indicators"]
    ]
    said = [
        words("kpi_direction_said", variable=e["indicator"], reason=e["direction_reason"])
        for e in result.data["indicators"]
        if e["direction_reason"] and e["direction"] != "none"
    ]
    return Table(f"T21h-{result.id}", words("kpi_defs"), columns, tuple(rows), tuple(said))


def _span(periods: Sequence[str], words: Words) -> str:
    named = [period for period in periods if period]
    if not named:
        return words("kpi_all_periods")
    if len(named) == 1:
        return named[0]
    return words("kpi_span", first=named[0], last=named[-1])


def _grouped(found: Iterable[tuple[str, tuple[Any, ...]]], words: Words) -> tuple[Row, ...]:
    """Rows under the name of their indicator, given as (indicator, cells)."""
    rows: list[Row] = []
    last = None
    for indicator, cells in found:
        if indicator != last:
            rows.append(Row((words.label(indicator),), role="group"))
            last = indicator
        rows.append(Row(cells))
    return tuple(rows)


def rates(result: Result, words: Words) -> Table:
    """T21d: agents, contacts, mean and spread."""
    columns = (
        Column("version", words("kpi_contacts"), "text"),
        Column("unit", words("kpi_unit"), "text"),
        Column("agents", words("kpi_agents"), "int"),
        Column("contacts", words("kpi_number"), "int"),
        Column("mean", words("kpi_mean"), "dec2"),
        Column("sd", words("kpi_sd"), "dec2"),
        Column("thin", words("kpi_thin"), "int"),
    )
    found = (
        (
            e["indicator"],
            (
                words(f"kpi_{v['version']}"),
                words(f"kpi_unit_{e['type']}"),
                *(v[c.key] for c in columns[2:]),
            ),
        )
        for e in result.data["indicators"]
        for v in e["versions"]
    )
    notes = (words("kpi_rates_note"),)
    rows = _grouped(found, words)
    return Table(f"T21d-{result.id}", words("T21d"), columns, rows, notes)


def convergence(result: Result, words: Words) -> Table | None:
    """T21e: an indicator with the self-report of the same work, and with the other."""
    found = result.data["convergence"]
    if not found:
        return None
    columns = (
        Column("version", words("kpi_contacts"), "text"),
        Column("self_report", words("kpi_self_report"), "text"),
        Column("expected", words("kpi_expected"), "text"),
        Column("n", words("n"), "int"),
        Column("r", words("kpi_r"), "unit2"),
        Column("ci", words("ci95"), "interval"),
        Column("other", words("kpi_other_r"), "unit2"),
    )
    cells = (
        (
            c["indicator"],
            (
                words(f"kpi_{c['version']}"),
                words.label(c["self_report"]),
                words(f"kpi_expected_{c['expected']}"),
                c["n"],
                c["r"],
                (c["ci_lower"], c["ci_upper"]),
                c["others"][0]["r"] if c["others"] else None,
            ),
        )
        for c in found
    )
    notes = (words("kpi_convergence_note"),)
    rows = _grouped(cells, words)
    return Table(f"T21e-{result.id}", words("T21e"), columns, rows, notes)


def correlations(result: Result, words: Words) -> Table | None:
    """T21f: every version of every indicator with every score."""
    found = result.data["correlations"]
    scores = list(dict.fromkeys(c["score"] for c in found))
    if not scores:
        return None
    columns = (
        Column("version", words("kpi_contacts"), "text"),
        *(Column(score, words.label(score), "unit2") for score in scores),
    )
    r = {(c["indicator"], c["version"], c["score"]): c["r"] for c in found}
    keys = dict.fromkeys((c["indicator"], c["version"]) for c in found)
    cells = (
        (
            indicator,
            (
                words(f"kpi_{version}"),
                *(r.get((indicator, version, score)) for score in scores),
            ),
        )
        for indicator, version in keys
    )
    notes = (words("kpi_correlations_note"),)
    rows = _grouped(cells, words)
    return Table(f"T21f-{result.id}", words("T21f"), columns, rows, notes)


def selection(result: Result, words: Words) -> Table | None:
    """T21g: respondents beside the others."""
    columns = (
        Column("version", words("kpi_contacts"), "text"),
        Column("respondents", words("kpi_respondents"), "int"),
        Column("mean_respondents", words("kpi_mean"), "dec2"),
        Column("others", words("kpi_others"), "int"),
        Column("mean_others", words("kpi_mean"), "dec2"),
        Column("difference", words("kpi_gap"), "dec3"),
        Column("ci", words("ci95"), "interval"),
    )
    cells = (
        (
            e["indicator"],
            (
                words(f"kpi_{s['version']}"),
                *(s[c.key] for c in columns[1:6]),
                (s["ci_lower"], s["ci_upper"]),
            ),
        )
        for e in result.data["indicators"]
        for s in e["selection"]
    )
    rows = _grouped(cells, words)
    if not rows:
        return None
    notes = (words("kpi_selection_note"),)
    return Table(f"T21g-{result.id}", words("T21g"), columns, rows, notes)


def set_aside(result: Result, words: Words) -> Table | None:
    """T21i: rows and cells of the files that were not used, by rule."""
    found = result.data["quarantine"]
    if not found:
        return None
    columns = (
        Column("rule", words("rule"), "text"),
        Column("indicator", words("kpi_indicator"), "text"),
        Column("count", words("count"), "int"),
    )
    rows = tuple(
        Row(
            (
                words(f"kpi_rule_{one['rule']}"),
                words.label(one["indicator"]) if one["indicator"] else words("whole_row"),
                one["count"],
            )
        )
        for one in found
    )
    return Table(f"T21i-{result.id}", words("T21i"), columns, rows)
