"""Indicators described: definitions, rates, self-reports, who is missing (T21d to T21i)."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any

from cpsurvey.kinds.kpi import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def definitions(result: Result[Any], words: Words) -> Table:
    """What each indicator counts, its model and its direction."""
    columns = (
        Column("indicator", words(w.KPI_INDICATOR), "text"),
        Column("definition", words(w.KPI_DEFINITION), "text"),
        Column("direction", words(w.KPI_DIRECTION), "text"),
        Column("model", words(w.KPI_MODEL), "text"),
        Column("min", words(w.KPI_MIN), "int"),
        Column("periods", words(w.KPI_PERIODS), "text"),
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
        words(w.KPI_DIRECTION_SAID, variable=e["indicator"], reason=e["direction_reason"])
        for e in result.data["indicators"]
        if e["direction_reason"] and e["direction"] != "none"
    ]
    return Table(f"T21h-{result.id}", words(w.KPI_DEFS), columns, tuple(rows), tuple(said))


def _span(periods: Sequence[str], words: Words) -> str:
    named = [period for period in periods if period]
    if not named:
        return words(w.KPI_ALL_PERIODS)
    if len(named) == 1:
        return named[0]
    return words(w.KPI_SPAN, first=named[0], last=named[-1])


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


def rates(result: Result[Any], words: Words) -> Table:
    """T21d: agents, contacts, mean and spread."""
    columns = (
        Column("version", words(w.KPI_CONTACTS), "text"),
        Column("unit", words(w.KPI_UNIT), "text"),
        Column("agents", words(w.KPI_AGENTS), "int"),
        Column("contacts", words(w.KPI_NUMBER), "int"),
        Column("mean", words(w.KPI_MEAN), "dec2"),
        Column("sd", words(w.KPI_SD), "dec2"),
        Column("thin", words(w.KPI_THIN), "int"),
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
    notes = (words(w.KPI_RATES_NOTE),)
    rows = _grouped(found, words)
    return Table(f"T21d-{result.id}", words(w.T21D), columns, rows, notes)


def convergence(result: Result[Any], words: Words) -> Table | None:
    """T21e: an indicator with the self-report of the same work, and with the other."""
    found = result.data["convergence"]
    if not found:
        return None
    columns = (
        Column("version", words(w.KPI_CONTACTS), "text"),
        Column("self_report", words(w.KPI_SELF_REPORT), "text"),
        Column("expected", words(w.KPI_EXPECTED), "text"),
        Column("n", words(lexicon.N), "int"),
        Column("r", words(w.KPI_R), "unit2"),
        Column("ci", words(lexicon.CI95), "interval"),
        Column("other", words(w.KPI_OTHER_R), "unit2"),
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
    notes = (words(w.KPI_CONVERGENCE_NOTE),)
    rows = _grouped(cells, words)
    return Table(f"T21e-{result.id}", words(w.T21E), columns, rows, notes)


def correlations(result: Result[Any], words: Words) -> Table | None:
    """T21f: every version of every indicator with every score."""
    found = result.data["correlations"]
    scores = list(dict.fromkeys(c["score"] for c in found))
    if not scores:
        return None
    columns = (
        Column("version", words(w.KPI_CONTACTS), "text"),
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
    notes = (words(w.KPI_CORRELATIONS_NOTE),)
    rows = _grouped(cells, words)
    return Table(f"T21f-{result.id}", words(w.T21F), columns, rows, notes)


def selection(result: Result[Any], words: Words) -> Table | None:
    """T21g: respondents beside the others."""
    columns = (
        Column("version", words(w.KPI_CONTACTS), "text"),
        Column("respondents", words(w.KPI_RESPONDENTS), "int"),
        Column("mean_respondents", words(w.KPI_MEAN), "dec2"),
        Column("others", words(w.KPI_OTHERS), "int"),
        Column("mean_others", words(w.KPI_MEAN), "dec2"),
        Column("difference", words(w.KPI_GAP), "dec3"),
        Column("ci", words(lexicon.CI95), "interval"),
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
    notes = (words(w.KPI_SELECTION_NOTE),)
    return Table(f"T21g-{result.id}", words(w.T21G), columns, rows, notes)


def set_aside(result: Result[Any], words: Words) -> Table | None:
    """T21i: rows and cells of the files that were not used, by rule."""
    found = result.data["quarantine"]
    if not found:
        return None
    columns = (
        Column("rule", words(lexicon.RULE), "text"),
        Column("indicator", words(w.KPI_INDICATOR), "text"),
        Column("count", words(lexicon.COUNT), "int"),
    )
    rows = tuple(
        Row(
            (
                words(f"kpi_rule_{one['rule']}"),
                words.label(one["indicator"]) if one["indicator"] else words(lexicon.WHOLE_ROW),
                one["count"],
            )
        )
        for one in found
    )
    return Table(f"T21i-{result.id}", words(w.T21I), columns, rows)
