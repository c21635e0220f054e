"""Regressions: terms of the last block, and what each block adds (T16)."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from cpsurvey.kinds.regression import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.document import Text
from cpsurvey.report.table import NBSP, Column, Kind, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def regression(result: Result[Any], words: Words) -> list[Table]:
    """T16 and the table of its blocks."""
    data = result.data
    last = data["blocks"][-1]
    outcome = data["outcome"]
    columns = (
        Column("predictor", words(lexicon.PREDICTOR), "text"),
        Column("b", words(lexicon.B), "dec3"),
        Column("se", words(lexicon.SE), "dec3"),
        Column("df", words(lexicon.DF), _df(last["terms"])),
        Column("t", words(lexicon.T), "dec2"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("ci", words(lexicon.CI95), "interval"),
        Column("beta", words(w.BETA), "dec2"),
        Column("vif", words(w.VIF), "dec2"),
    )
    rows = [
        Row(
            (
                words(lexicon.INTERCEPT)
                if t["term"] == "intercept"
                else words.label(t["term"]),
                t["b"],
                t["se"],
                t["df"],
                t["t"],
                t["pvalue"],
                (t["ci_lower"], t["ci_upper"]),
                t["beta"] if t["term"] != "intercept" else "",
                t["vif"] if t["term"] != "intercept" else "",
            )
        )
        for t in last["terms"]
    ]
    summary = words(
        w.R2_NOTE,
        r2=words.number(last["r2"], "unit2"),
        adj=words.number(last["adj_r2"], "unit2"),
    )
    return [
        Table(
            f"T16-{result.id}",
            words(w.T16, outcome=outcome),
            columns,
            tuple(rows),
            _notes(data, summary, words),
        ),
        _blocks(result, words),
    ]


def errors_note(data: Any, words: Words) -> str:
    """Which errors are printed."""
    if data["cluster"] and data["errors"] in ("cr1", "cr2"):
        values = {"clusters": data["clusters"], "variable": data["cluster"]}
        return words(f"errors_{data['errors']}", **values)
    return words(f"errors_{data['errors']}")


def _notes(data: Any, summary: str, words: Words) -> tuple[str, ...]:
    looked = data["diagnostics"]
    notes = [summary, errors_note(data, words), _diagnostics(looked, words)]
    if looked.get("reset_p") is not None:
        notes.append(
            words(
                w.RESET,
                df=f"{looked['reset_df1']},{NBSP}{looked['reset_df2']}",
                F=words.number(looked["reset_f"], "dec2"),
                p=words.p(looked["reset_p"]),
            )
        )
    return tuple(notes)


def without_each(result: Result[Any], words: Words) -> list[Text]:
    """How far one group moves the focal coefficient, in a sentence."""
    found = result.data.get("influence")
    if not found:
        return []
    values = {
        "variable": found["term"],
        "groups": found["groups"],
        "lowest": words.number(found["lowest"], "dec3"),
        "highest": words.number(found["highest"], "dec3"),
        "b": words.number(found["b"], "dec3"),
        "change": words.number(found["largest_change"], "dec2"),
    }
    said = words(w.WITHOUT_EACH, **values)
    terms = result.data["blocks"][-1]["terms"]
    term = next(t for t in terms if t["term"] == found["term"])
    ends = (term["ci_lower"] or 0.0, term["ci_upper"] or 0.0)
    fragile = found["sign_changes"] and ends[0] * ends[1] > 0
    if fragile:
        said += " " + words(w.WITHOUT_SIGN, count=found["sign_changes"])
    if found["failed"]:
        said += " " + words(w.WITHOUT_FAILED, count=found["failed"])
    return [Text(said, "warning" if fragile else "note")]


def _blocks(result: Result[Any], words: Words) -> Table:
    columns = (
        Column("block", words(w.BLOCK), "text"),
        Column("r2", words(lexicon.R2), "unit3"),
        Column("delta_r2", words(w.DELTA_R2), "unit3"),
        Column("f2", words(w.F2), "dec3"),
        Column("f_change", words(w.F_CHANGE), "dec2"),
        Column("df", words(lexicon.DF), "text"),
        Column("p_change", words(lexicon.P), "p"),
        Column("wald_p", words(w.P_ROBUST), "p"),
    )
    rows = [
        Row(
            (
                f"{b['block']}. + {', '.join(entered(b['added'], words))}",
                *(b[c.key] for c in columns[1:5]),
                f"{b['df1']},{NBSP}{b['df2']}",
                b["p_change"],
                b["wald_p"],
            )
        )
        for b in result.data["blocks"]
    ]
    title = words(w.T16B, outcome=result.data["outcome"])
    note = words(f"block_test_{result.data['errors']}")
    return Table(f"T16b-{result.id}", title, columns, tuple(rows), (note,))


def _df(terms: Sequence[Any]) -> Kind:
    """Whole degrees of freedom without decimals; Satterthwaite's with."""
    return (
        "int"
        if all(t["df"] == round(t["df"]) for t in terms if t["df"] is not None)
        else "dec2"
    )


def _diagnostics(found: Any, words: Words) -> str:
    return words(
        w.DIAGNOSTICS,
        bp=words.number(found["bp"], "dec2"),
        df=found["bp_df"],
        p=words.p(found["bp_pvalue"]),
        skew=words.number(found["skew"], "dec2"),
        kurtosis=words.number(found["kurtosis"], "dec2"),
        cook=words.number(found["max_cook"], "unit2"),
        leverage=words.number(found["max_leverage"], "unit2"),
    )


def entered(terms: Sequence[str], words: Words) -> list[str]:
    """Labels of what a block adds, the answers of a choice under its own name."""
    whole = [":".join(part.partition("=")[0] for part in term.split(":")) for term in terms]
    return [words.label(name) for name in dict.fromkeys(whole)]
