"""Indirect effects: paths (T17) and effects by outcome (T18)."""

from __future__ import annotations

from typing import Any

from cpsurvey.kinds.mediation import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def mediation(result: Result[Any], words: Words) -> list[Table]:
    """T17 and T18."""
    if not result.data["effects"]:
        return []
    return [_paths(result, words), _effects(result, words)]


def named(effect: Any, words: Words) -> str:
    """What an effect is called."""
    if effect["role"] == "specific":
        path = " → ".join(words.label(name) for name in effect["path"])
        return words(w.SPECIFIC, path=path)
    if effect["role"] == "difference":
        return words(
            w.DIFFERENCE_OF,
            first=words.label(effect["outcome"]),
            second=words.label(effect["other"]),
        )
    return words(effect["role"])


def _paths(result: Result[Any], words: Words) -> Table:
    data = result.data
    columns = (
        Column("path", words(lexicon.PATH), "text"),
        Column("est", words(lexicon.B), "dec3"),
        Column("se", words(lexicon.SE), "dec3"),
        Column("z", words(lexicon.Z), "dec2"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("ci", words(lexicon.CI95), "interval"),
        Column("std_all", words(lexicon.STD), "dec2"),
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
    title = words(w.T17M, source=words.label(data["source"]))
    return Table(f"T17-{result.id}", title, columns, tuple(rows), (_how(data, words),))


def _how(data: Any, words: Words) -> str:
    clusters = ""
    if data["cluster"]:
        clusters = words.semicolon + words(
            lexicon.CLUSTERS_IN, clusters=data["clusters"], variable=data["cluster"]
        )
    return words(
        w.MEDIATION_HOW,
        estimator=data["estimator"].upper(),
        missing=words(data["missing"]),
        measured=words(f"by_{data['measured']}"),
        clusters=clusters,
    )


def _effects(result: Result[Any], words: Words) -> Table:
    data = result.data
    drawn = data["bootstrap"]
    corrected = any(e["bc_lower"] is not None for e in data["effects"])
    columns = [
        Column("effect", words(lexicon.EFFECT), "text"),
        Column("est", words(lexicon.B), "dec3"),
        Column("se", words(lexicon.SE), "dec3"),
        Column("mc", words(lexicon.MC_CI), "interval"),
    ]
    columns += [Column("boot", words(lexicon.BOOT_CI), "interval")] if drawn else []
    columns += [Column("bc", words(w.BC_CI), "interval")] if corrected else []
    columns.append(Column("std_all", words(lexicon.STD), "dec2"))
    rows: list[Row] = []
    before = None
    for e in data["effects"]:
        heading = (
            words(lexicon.DIFFERENCES)
            if e["role"] == "difference"
            else words(lexicon.TO_OUTCOME, outcome=e["outcome"])
        )
        if heading != before:
            before = heading
            rows.append(Row((heading,), role="group"))
        cells: list[Any] = [named(e, words), e["est"], e["se"]]
        cells.append((e["mc_lower"], e["mc_upper"]))
        cells += [(e["boot_lower"], e["boot_upper"])] if drawn else []
        cells += [(e["bc_lower"], e["bc_upper"])] if corrected else []
        rows.append(Row((*cells, e["std_all"])))
    notes = [words(lexicon.EFFECTS_NOTE)]
    if drawn:
        kind = words(f"draws_of_{drawn['kind']}")
        notes.append(words(lexicon.BOOT_NOTE, **{**drawn, "kind": kind}))
    notes += [words(w.BC_NOTE)] if corrected else []
    title = words(w.T18M, source=words.label(data["source"]))
    return Table(f"T18-{result.id}", title, tuple(columns), tuple(rows), tuple(notes))
