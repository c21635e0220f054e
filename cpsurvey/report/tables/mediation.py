"""Indirect effects: paths (T17) and effects by outcome (T18)."""

from __future__ import annotations

from typing import Any

from cpsurvey.report.phrases import Words
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.results import Result


def mediation(result: Result, words: Words) -> list[Table]:
    """T17 and T18."""
    if not result.data["effects"]:
        return []
    return [_paths(result, words), _effects(result, words)]


def named(effect: Any, words: Words) -> str:
    """What an effect is called."""
    if effect["role"] == "specific":
        path = " → ".join(words.label(name) for name in effect["path"])
        return words("specific", path=path)
    if effect["role"] == "difference":
        return words(
            "difference_of",
            first=words.label(effect["outcome"]),
            second=words.label(effect["other"]),
        )
    return words(effect["role"])


def _paths(result: Result, words: Words) -> Table:
    data = result.data
    columns = (
        Column("path", words("path"), "text"),
        Column("est", words("b"), "dec3"),
        Column("se", words("se"), "dec3"),
        Column("z", words("z"), "dec2"),
        Column("pvalue", words("p"), "p"),
        Column("ci", words("ci95"), "interval"),
        Column("std_all", words("std"), "dec2"),
    )
    rows: list[Row] = []
    shares = {line["variable"]: line["r2"] for line in data["r2"]}
    before = None
    for p in data["paths"]:
        if p["outcome"] != before:
            before = p["outcome"]
            share = words.number(shares.get(before), "unit2")
            rows.append(Row((f"{words.label(before)} (R² = {share})",), role="group"))
        predictor = words.label(data["covariates"].get(p["predictor"], p["predictor"]))
        rows.append(
            Row(
                (
                    f"← {predictor}",
                    *(p[c.key] for c in columns[1:5]),
                    (p["ci_lower"], p["ci_upper"]),
                    p["std_all"],
                )
            )
        )
    title = words("T17m", source=words.label(data["source"]))
    return Table(f"T17-{result.id}", title, columns, tuple(rows), (_how(data, words),))


def _how(data: Any, words: Words) -> str:
    clusters = ""
    if data["cluster"]:
        clusters = words.semicolon + words(
            "clusters_in", clusters=data["clusters"], variable=data["cluster"]
        )
    return words(
        "mediation_how",
        estimator=data["estimator"].upper(),
        missing=words(data["missing"]),
        measured=words(f"by_{data['measured']}"),
        clusters=clusters,
    )


def _effects(result: Result, words: Words) -> Table:
    data = result.data
    drawn = data["bootstrap"]
    corrected = any(e["bc_lower"] is not None for e in data["effects"])
    columns = [
        Column("effect", words("effect"), "text"),
        Column("est", words("b"), "dec3"),
        Column("se", words("se"), "dec3"),
        Column("mc", words("mc_ci"), "interval"),
    ]
    columns += [Column("boot", words("boot_ci"), "interval")] if drawn else []
    columns += [Column("bc", words("bc_ci"), "interval")] if corrected else []
    columns.append(Column("std_all", words("std"), "dec2"))
    rows: list[Row] = []
    before = None
    for e in data["effects"]:
        heading = (
            words("differences")
            if e["role"] == "difference"
            else words("to_outcome", outcome=e["outcome"])
        )
        if heading != before:
            before = heading
            rows.append(Row((heading,), role="group"))
        cells: list[Any] = [named(e, words), e["est"], e["se"]]
        cells.append((e["mc_lower"], e["mc_upper"]))
        cells += [(e["boot_lower"], e["boot_upper"])] if drawn else []
        cells += [(e["bc_lower"], e["bc_upper"])] if corrected else []
        rows.append(Row((*cells, e["std_all"])))
    notes = [words("effects_note")]
    if drawn:
        kind = words(f"draws_of_{drawn['kind']}")
        notes.append(words("boot_note", **{**drawn, "kind": kind}))
    notes += [words("bc_note")] if corrected else []
    title = words("T18m", source=words.label(data["source"]))
    return Table(f"T18-{result.id}", title, tuple(columns), tuple(rows), tuple(notes))
