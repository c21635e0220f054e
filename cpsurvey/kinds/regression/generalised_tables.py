"""Regressions of choices, counts and amounts: coefficients, ratios, blocks (T16)."""

from __future__ import annotations

from typing import Any

from cpsurvey.kinds.regression import words as w
from cpsurvey.kinds.regression.tables import entered, errors_note
from cpsurvey.report import lexicon
from cpsurvey.report.table import NBSP, Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def generalised(result: Result[Any], words: Words) -> list[Table]:
    """T16 with ratios, and the table of its blocks."""
    return [_terms(result, words), _blocks(result, words)]


def ratio_name(data: Any, words: Words) -> str:
    """Odds ratio, rate ratio or ratio of means."""
    return words(
        {"binomial": "ratio_odds", "poisson": "ratio_rate"}.get(data["family"], "ratio")
    )


def _terms(result: Result[Any], words: Words) -> Table:
    data = result.data
    last = data["blocks"][-1]
    normal = all(t["df"] is None for t in last["terms"])
    columns = (
        Column("predictor", words(lexicon.PREDICTOR), "text"),
        Column("b", words(lexicon.B), "dec3"),
        Column("se", words(lexicon.SE), "dec3"),
        *(() if normal else (Column("df", words(lexicon.DF), "dec2"),)),
        Column("t", words(lexicon.Z if normal else "t"), "dec2"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("ratio", ratio_name(data, words), "dec2"),
        Column("ci", words(lexicon.CI95), "interval"),
        Column("vif", words(w.VIF), "dec2"),
    )
    rows = [
        Row(
            (
                words(lexicon.INTERCEPT) if first else words.label(t["term"]),
                *(t[c.key] for c in columns[1:-3]),
                t["ratio"],
                (t["ratio_lower"], t["ratio_upper"]),
                "" if first else t["vif"],
            )
        )
        for t in last["terms"]
        for first in (t["term"] == "intercept",)
    ]
    notes = [words(f"family_{_model(data)}", **_sizes(data, words)), errors_note(data, words)]
    return Table(
        f"T16-{result.id}",
        words(w.T16, outcome=data["outcome"]),
        columns,
        tuple(rows),
        (*notes, _fit(data, words)),
    )


def _model(data: Any) -> str:
    return "trials" if data["trials"] else data["family"]


def _sizes(data: Any, words: Words) -> dict[str, str]:
    named = {"trials": data["trials"], "exposure": data["exposure"]}
    shown = {key: words.label(name) for key, name in named.items() if name}
    over = words(w.FAMILY_OVER, **shown) if data["exposure"] else ""
    return {**shown, "over": over}


def _fit(data: Any, words: Words) -> str:
    last, looked = data["blocks"][-1], data["diagnostics"]
    parts = []
    if last["mcfadden"] is not None:
        parts.append(
            words(
                w.PSEUDO_R2,
                mcfadden=words.number(last["mcfadden"], "unit3"),
                nagelkerke=words.number(last["nagelkerke"], "unit3"),
                aic=words.number(last["aic"], "dec2"),
            )
        )
    else:
        parts.append(words(w.DEVIANCE_R2, r2=words.number(last["deviance_r2"], "unit3")))
    if looked["auc"] is not None:
        parts.append(words(w.AUC, auc=words.number(looked["auc"], "unit3")))
    if looked["pearson_p"] is not None:
        parts.append(
            words(
                w.DISPERSION,
                ratio=words.number(last["dispersion"], "dec2"),
                p=words.p(looked["pearson_p"]),
            )
        )
    parts.append(
        words(
            w.GLM_INFLUENCE,
            cook=words.number(looked["max_cook"], "unit2"),
            leverage=words.number(looked["max_leverage"], "unit2"),
        )
    )
    return " ".join(parts)


def _blocks(result: Result[Any], words: Words) -> Table:
    data = result.data
    by_f = data["blocks"][-1]["f_change"] is not None
    fit = (
        (Column("deviance_r2", words(w.DEVIANCE_R2_HEAD), "unit3"),)
        if by_f
        else (
            Column("mcfadden", words(w.MCFADDEN), "unit3"),
            Column("nagelkerke", words(w.NAGELKERKE), "unit3"),
        )
    )
    columns = (
        Column("block", words(w.BLOCK), "text"),
        *fit,
        Column("change", words(w.F_CHANGE if by_f else "deviance_change"), "dec2"),
        Column("df", words(lexicon.DF), "text"),
        Column("p_change", words(lexicon.P), "p"),
        Column("wald_p", words(w.P_ROBUST), "p"),
    )
    rows = [
        Row(
            (
                f"{b['block']}. + {', '.join(entered(b['added'], words))}",
                *(b[c.key] for c in fit),
                b["f_change"] if by_f else b["deviance_change"],
                f"{b['df1']},{NBSP}{b['df2']}" if by_f else str(b["df1"]),
                b["p_change"],
                b["wald_p"],
            )
        )
        for b in data["blocks"]
    ]
    note = words(f"glm_block_test_{data['errors']}")
    title = words(w.T16B, outcome=data["outcome"])
    return Table(f"T16b-{result.id}", title, columns, tuple(rows), (note,))
