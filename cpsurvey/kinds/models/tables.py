"""Models: fit, loadings, factor correlations, paths, effects (T8, T9, T10, T17, T18)."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import fields
from typing import Any

from cpsurvey.kinds.models import words as w
from cpsurvey.report import lexicon
from cpsurvey.report import loadings as marks
from cpsurvey.report.chapter import in_short, of_test
from cpsurvey.report.fit import measures
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Estimate, Result, admissible

_NAME = re.compile(r"[A-Za-z_]\w*")
"""Names in the expression of an effect."""


def fit(results: Sequence[Result[Any]], words: Words) -> list[Table]:
    """T8: one line per model, scaled and robust where they are there."""
    columns = (
        Column("model", words(lexicon.MODEL), "text"),
        Column("estimator", words(w.ESTIMATOR), "text"),
        Column("n", words(lexicon.N), "int"),
        Column("chisq", words(lexicon.CHISQ), "dec2"),
        Column("df", words(lexicon.DF), "int"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("scaling", words(lexicon.SCALING), "dec3"),
        Column("cfi", words(lexicon.CFI), "unit3"),
        Column("tli", words(lexicon.TLI), "unit3"),
        Column("rmsea", words(lexicon.RMSEA), "unit3"),
        Column("rmsea_ci", words(lexicon.CI90), "interval3"),
        Column("srmr", words(lexicon.SRMR), "unit3"),
        Column("aic", words(lexicon.AIC), "dec2"),
        Column("bic", words(lexicon.BIC), "dec2"),
    )
    rows = [_fit_row(result, words) for result in results]
    fiml = any(r.data["missing"] == "fiml" and r.fit.get("chisq.scaled") for r in results)
    notes = [words(lexicon.FIT_NOTE), *((words(w.FIT_FIML_NOTE),) if fiml else ())]
    if not all(admissible(result) for result in results):
        notes.append(words(lexicon.FIT_DAGGER))
    for result in results:
        if admissible(result) and (said := [*in_short(result, words), *of_test(result, words)]):
            what = words.semicolon.join(said)
            notes.append(f"‡ {words.pair(words.label(result.data['model']), what)}.")
    return [Table("T8-fit", words(w.T8), columns, tuple(rows), tuple(notes))]


def headline(result: Result[Any]) -> dict[str, Any]:
    """Measures to show, for rows that are written by place."""
    shown = measures(result.fit)
    ends = tuple(shown.rmsea_ci or (None, None))
    return {f.name: getattr(shown, f.name) for f in fields(shown)} | {"rmsea_ci": ends}


def name_of(result: Result[Any], words: Words) -> str:
    """A model by its label, marked where nothing of it may be read or only with care."""
    name = words.label(result.data.get("model", result.id))
    if not admissible(result):
        return f"{name} †"
    with_care = in_short(result, words) or of_test(result, words)
    return f"{name} ‡" if with_care else name


def _fit_row(result: Result[Any], words: Words) -> Row:
    shown = headline(result)
    name = name_of(result, words)
    missing = words(result.data["missing"])
    return Row(
        (
            name,
            f"{result.data['estimator'].upper()}, {missing}",
            result.sample.used,
            *shown.values(),
        )
    )


def about(result: Result[Any], words: Words) -> str:
    """Sentence on estimator, sample and parameters."""
    data = result.data
    how = f"{data['estimator'].upper()}, {words(data['missing'])}"
    if data.get("cluster"):
        how += words.semicolon + words(
            lexicon.CLUSTERS_IN, clusters=data["clusters"], variable=data["cluster"]
        )
    lost = ""
    if result.sample.dropped:
        lost = words(w.LOST_IN, reasons=words.reasons(result.sample.dropped))
    return words(
        w.MODEL_NOTE, estimator=how, n=result.sample.used, lost=lost, npar=data["npar"]
    )


def loadings(result: Result[Any], words: Words) -> list[Table]:
    """T9: loadings by factor, with explained variance."""
    rows_in = [e for e in result.estimates if e.op == "=~"]
    if not rows_in:
        return []
    r2 = {(line["variable"], line["group"]): line["r2"] for line in result.data["r2"]}
    columns = (
        Column("item", words(lexicon.ITEM), "text"),
        Column("b", words(lexicon.B), "dec3"),
        Column("se", words(lexicon.SE), "dec3"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("std", words(lexicon.STD), "dec2", marks.LIMITS),
        Column("r2", words(lexicon.R2), "unit2"),
        Column("mark", words(lexicon.LOADING_MARK), "unit2"),
    )
    rows: list[Row] = []
    before: tuple[str, int] | None = None
    for e in rows_in:
        if (e.lhs, e.group) != before:
            before = (e.lhs, e.group)
            suffix = _group(result, words, e.group)
            rows.append(Row((words.label(e.lhs) + suffix,), role="group"))
        label = words.label(e.rhs)
        text = (
            label
            if label == e.rhs or e.rhs in result.data["latent"]
            else words.pair(e.rhs, label)
        )
        cells = (text, e.est, _se(e), e.pvalue, e.std_all, r2.get((e.rhs, e.group)))
        rows.append(Row((*cells, marks.mark(e.std_all, words))))
    title = words(lexicon.T9, model=words.label(result.data["model"]))
    notes = (about(result, words), words(lexicon.LOADING_NOTE))
    return [Table(f"T9-{result.id}", title, columns, tuple(rows), notes)]


def factor_correlations(result: Result[Any], words: Words) -> list[Table]:
    """T10: standardised covariances of the factors, with p."""
    latent = set(result.data["latent"])
    pairs = [
        e
        for e in result.estimates
        if e.op == "~~" and e.lhs != e.rhs and {e.lhs, e.rhs} <= latent
    ]
    if not pairs:
        return []
    columns = (
        Column("pair", words(w.FACTOR), "text"),
        Column("r", "r", "unit2"),
        Column("b", words(lexicon.B), "dec3"),
        Column("se", words(lexicon.SE), "dec3"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("ci", words(lexicon.CI95), "interval"),
    )
    explained = {e.lhs for e in result.estimates if e.op == "~"}
    left = [bool({e.lhs, e.rhs} & explained) for e in pairs]
    rows = tuple(
        Row(
            (
                f"{words.label(e.lhs)} ↔ {words.label(e.rhs)}{_group(result, words, e.group)}",
                e.std_all,
                e.est,
                e.se,
                e.pvalue,
                (e.ci_lower, e.ci_upper),
            ),
            marks={0: " †"} if residual else {},
        )
        for e, residual in zip(pairs, left, strict=True)
    )
    title = words(w.T10, model=words.label(result.data["model"]))
    notes = [about(result, words)]
    if any(left):
        notes.insert(0, words(w.RESIDUAL_NOTE))
    return [Table(f"T10-{result.id}", title, columns, rows, tuple(notes))]


def paths(result: Result[Any], words: Words) -> list[Table]:
    """T17: regressions among variables and factors."""
    found = [e for e in result.estimates if e.op == "~"]
    if not found:
        return []
    used = {part for e in result.data["effects"] for part in _NAME.findall(e["expression"])}
    columns = (
        Column("path", words(lexicon.PATH), "text"),
        Column("b", words(lexicon.B), "dec3"),
        Column("se", words(lexicon.SE), "dec3"),
        Column("z", words(lexicon.Z), "dec2"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("ci", words(lexicon.CI95), "interval"),
        Column("std", words(lexicon.STD), "dec2"),
    )
    rows = tuple(
        Row(
            (
                f"{words.label(e.rhs)} → {words.label(e.lhs)}{_group(result, words, e.group)}"
                + (f" [{e.label}]" if e.label in used else ""),
                e.est,
                _se(e),
                e.z,
                e.pvalue,
                (e.ci_lower, e.ci_upper),
                e.std_all,
            )
        )
        for e in found
    )
    outcomes = {e.lhs for e in found}
    shares = ", ".join(
        f"{words.label(line['variable'])} {words.number(line['r2'], 'unit2')}"
        for line in result.data["r2"]
        if line["variable"] in outcomes and line["r2"] is not None
    )
    notes = (words(w.PATHS_NOTE, r2=shares), about(result, words))
    title = words(w.T17, model=words.label(result.data["model"]))
    return [Table(f"T17-{result.id}", title, columns, rows, notes)]


def effects(result: Result[Any], words: Words) -> list[Table]:
    """T18: what ``:=`` defines."""
    found = result.data["effects"]
    if not found:
        return []
    bootstrapped = any(e["boot_lower"] is not None for e in found)
    columns = [
        Column("effect", words(lexicon.EFFECT), "text"),
        Column("expression", "=", "text"),
        Column("est", words(lexicon.B), "dec3"),
        Column("se", words(lexicon.SE), "dec3"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("mc_ci", words(lexicon.MC_CI), "interval"),
        Column("std", words(lexicon.STD), "dec2"),
    ]
    if bootstrapped:
        columns.insert(6, Column("boot_ci", words(lexicon.BOOT_CI), "interval"))
    written = {e["name"]: f"({e['expression']})" for e in found}
    rows = []
    for e in found:
        cells: list[Any] = [
            words.label(e["name"]),
            _NAME.sub(lambda part: written.get(part[0], part[0]), e["expression"]),
            e["est"],
            e["se"],
            e["pvalue"],
        ]
        cells.append((e["mc_lower"], e["mc_upper"]))
        if bootstrapped:
            cells.append((e["boot_lower"], e["boot_upper"]))
        cells.append(e["std_all"])
        rows.append(Row(tuple(cells)))
    title = words(w.T18, model=words.label(result.data["model"]))
    notes = [words(lexicon.EFFECTS_NOTE)]
    drawn = result.data.get("bootstrap")
    if drawn:
        kind = words(f"draws_of_{drawn['kind']}")
        notes.append(words(lexicon.BOOT_NOTE, **{**drawn, "kind": kind}))
    return [Table(f"T18-{result.id}", title, tuple(columns), tuple(rows), tuple(notes))]


def _se(e: Estimate) -> Any:
    """Error of a free parameter; fixed ones have none."""
    return e.se if e.se else None


def _group(result: Result[Any], words: Words, group: int) -> str:
    groups = result.data["groups"]
    if result.data.get("two_level"):
        level = words(f"level_{groups[group - 1]}", variable=result.data["cluster"])
        return f" ({level})"
    return f" ({groups[group - 1]})" if len(groups) > 1 else ""
