"""Mixed models (T20) and variance by level (T23)."""

from __future__ import annotations

from typing import Any

from cpsurvey.kinds.mixed import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def mixed(result: Result[Any], words: Words) -> list[Table]:
    """T20: fixed effects, random effects and, where asked for, contextual effects."""
    made = [_fixed(result, words), _random(result, words)]
    if result.data["contextual"]:
        made.append(_contextual(result, words))
    return made


def term(name: str, words: Words) -> str:
    """Label of a predictor, or of its part within or between groups."""
    if name == "intercept":
        return words(lexicon.INTERCEPT)
    whole, _, part = name.partition(".")
    if part in ("within", "between"):
        return words(f"part_{part}", variable=whole)
    return words.label(name)


def _fixed(result: Result[Any], words: Words) -> Table:
    data = result.data
    columns = (
        Column("predictor", words(lexicon.PREDICTOR), "text"),
        Column("b", words(lexicon.B), "dec3"),
        Column("se", words(lexicon.SE), "dec3"),
        Column("df", words(lexicon.DF), "int"),
        Column("t", words(lexicon.T), "dec2"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("ci", words(lexicon.CI95), "interval"),
        Column("se_cr2", words(w.SE_CR2), "dec3"),
        Column("pvalue_cr2", words(w.P_CR2), "p"),
    )
    rows = tuple(
        Row(
            (
                term(f["term"], words),
                *(f[c.key] for c in columns[1:6]),
                (f["ci_lower"], f["ci_upper"]),
                *(f[c.key] for c in columns[7:]),
            )
        )
        for f in data["fixed"]
    )
    groups = ", ".join(
        words.pair(words.label(g["variable"]), g["groups"]) for g in data["groups"]
    )
    note = words(
        w.MIXED_NOTE,
        groups=groups,
        marginal=words.number(data["marginal_r2"], "unit2"),
        conditional=words.number(data["conditional_r2"], "unit2"),
        deviance=words.number(data["deviance"], "dec2"),
        aic=words.number(data["aic"], "dec2"),
    )
    robust = words(w.MIXED_CR2_NOTE, variable=data["groups"][0]["variable"])
    title = words(w.T20, outcome=data["outcome"])
    return Table(f"T20-{result.id}", title, columns, rows, (note, robust))


def _random(result: Result[Any], words: Words) -> Table:
    data = result.data
    columns = (
        Column("effect", words(w.RANDOM_EFFECT), "text"),
        Column("variance", words(w.VARIANCE_OF), "dec3"),
        Column("sd", words(lexicon.SD), "dec3"),
        Column("correlation", words(w.CORRELATION), "unit2"),
    )
    rows = [
        Row(
            (
                words.pair(words.label(r["group"]), term(r["effect"], words)),
                r["variance"],
                r["sd"],
                r["correlation"] if r["effect"] != "intercept" else "",
            )
        )
        for r in data["random"]
    ]
    residual = data["residual"]
    sd = None if residual is None else residual**0.5
    rows.append(Row((words(w.RESIDUAL), residual, sd, "")))
    notes = [
        words(w.MIXED_ICC, variable=i["group"], icc=words.number(i["icc"], "unit2")) + "."
        for i in data["icc"]
    ]
    notes += [_slope(test, words) for test in data["slope_tests"]]
    if data["slope_tests"]:
        notes.append(words(w.SLOPE_NOTE))
    title = words(w.T20R, outcome=data["outcome"])
    return Table(f"T20r-{result.id}", title, columns, tuple(rows), tuple(notes))


def _slope(test: dict[str, Any], words: Words) -> str:
    if test["lrt"] is None:
        return words(w.SLOPE_IMPOSSIBLE, variable=test["variable"])
    return words(
        w.SLOPE_KEPT if test["kept"] else "slope_left",
        variable=test["variable"],
        lrt=words.number(test["lrt"], "dec2"),
        p=words.p(test["pvalue"]),
    )


def _contextual(result: Result[Any], words: Words) -> Table:
    columns = (
        Column("variable", words(lexicon.PREDICTOR), "text"),
        Column("within", words(w.WITHIN), "dec3"),
        Column("between", words(w.BETWEEN), "dec3"),
        Column("est", words(w.DIFFERENCE), "dec3"),
        Column("se", words(lexicon.SE), "dec3"),
        Column("df", words(lexicon.DF), "int"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("ci", words(lexicon.CI95), "interval"),
    )
    rows = tuple(
        Row(
            (
                words.label(c["variable"]),
                *(c[k.key] for k in columns[1:7]),
                (c["ci_lower"], c["ci_upper"]),
            )
        )
        for c in result.data["contextual"]
    )
    title = words(w.T20C, outcome=result.data["outcome"])
    return Table(f"T20c-{result.id}", title, columns, rows, (words(w.CONTEXTUAL_NOTE),))


def variance(result: Result[Any], words: Words) -> list[Table]:
    """T23: one line per outcome and level."""
    columns = (
        Column("level", words(w.OUTCOME), "text"),
        Column("share", words(lexicon.SHARE_OF), "percent"),
        Column("ci", words(lexicon.CI95), "text"),
    )
    rows: list[Row] = []
    for one in result.data["outcomes"]:
        rows.append(Row((words.label(one["outcome"]),), role="group"))
        for share in one["shares"]:
            name = share["group"]
            label = words(w.RESIDUAL_PERSON) if name == "residual" else words.label(name)
            ends = [words.number(share[e], "percent") for e in ("ci_lower", "ci_upper")]
            separator = "\u00a0; " if words.language == "fr" else ", "
            rows.append(Row((label, share["share"], f"[{separator.join(ends)}]")))
    return [
        Table("T23-variance", words(w.T23), columns, tuple(rows), (words(w.VARIANCE_NOTE),))
    ]
