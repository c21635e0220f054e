"""Common-method variance: tests, models, reliability in parts, correlations (T14)."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from cpsurvey.kinds.method import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.known import below, least, minus
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result

ALPHA = 0.05
WORSE = 0.05
"""Difference of CFI from which one factor is called far worse."""


def method(result: Result[Any], words: Words) -> list[Table]:
    """T14 and its companions."""
    data = result.data
    made = [_tests(result, words)]
    if data["models"]:
        made.append(_models(result, words))
    if data["reliability"]:
        made.append(_reliability(result, words))
    if data["partial"]:
        made.append(_partial(result, words))
    if data["sensitivity"]:
        made.append(_sensitivity(result, words))
    return made


# ------------------------------------------------------------------------------ tests
def _tests(result: Result[Any], words: Words) -> Table:
    data = result.data
    columns = (
        Column("test", words(w.METHOD_TEST), "text"),
        Column("statistic", words(w.METHOD_STATISTIC), "text"),
        Column("df", words(lexicon.DF), "int"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("conclusion", words(w.METHOD_CONCLUSION), "text"),
    )
    rows = [
        *_harman(data, words),
        *_single(data, words),
        *_marker(data, words),
        *_unmeasured(data, words),
        *_crossed(data, words),
        *_taken_out(data, words),
    ]
    notes = [
        words(
            w.METHOD_NOTE, estimator=data["estimator"].upper(), missing=words(data["missing"])
        )
    ]
    if data["detectable"] is not None:
        share = words.number(data["detectable"], "percent")
        notes.append(words(w.METHOD_POWER, share=share))
    same = next((c for c in data["crossed"] if c["same"]), None)
    if same and below(0.0, same["ci_upper"]):
        upper = words.number(same["ci_upper"], "unit2")
        share = words.number(same["ci_upper"], "percent")
        notes.append(words(w.METHOD_CROSSED_NOTE, upper=upper, share=share))
    return Table(f"T14-{result.id}", words(w.T14), columns, tuple(rows), tuple(notes))


def _share(value: float, words: Words) -> str:
    return words(w.METHOD_PERCENT, share=words.number(value, "percent"))


def _harman(data: Any, words: Words) -> Iterator[Row]:
    for key in ("component", "axis"):
        value = data["harman"][key]
        if value is not None:
            name = words(f"method_t_{key}")
            said = words(w.METHOD_C_HARMAN)
            yield Row((name, _share(value, words), "", "", said))


def _difference(name: str, test: Any, said: str, words: Words) -> Row:
    x = test["chisq"]
    shown = words(w.METHOD_DELTA, x=words.number(x, "dec2")) if x is not None else None
    return Row((name, shown, test["df"], test["pvalue"], said))


def _single(data: Any, words: Words) -> Iterator[Row]:
    test = data["single"]
    if test is None:
        return
    cfi = {k: test[f"cfi_{k}"] for k in ("single", "measurement")}
    gap = minus(cfi["measurement"], cfi["single"])
    worse = below(test["pvalue"], ALPHA) and least(gap, WORSE)
    key = "method_c_single_worse" if worse else "method_c_single_close"
    said = words(key, **{k: words.number(v, "unit2") for k, v in cfi.items()})
    if None in (gap, test["pvalue"]):
        said = words(w.METHOD_C_NONE)
    yield _difference(words(w.METHOD_T_SINGLE), test, said, words)


def _marker(data: Any, words: Words) -> Iterator[Row]:
    if not data["tests"]:
        return
    kept = words(f"method_model_{data['retained'] or 'method_c'}")
    for letter, test in zip("cur", data["tests"], strict=False):
        name = words(f"method_t_{letter}", kept=kept)
        yield _difference(name, test, _judged(letter, test, data, words), words)


def _judged(letter: str, test: Any, data: Any, words: Words) -> str:
    if test["pvalue"] is None:
        return words(w.METHOD_C_NONE)
    found = test["pvalue"] < ALPHA
    variance = data["method_variance"]
    share = words.number(variance["average"], "percent") if variance else ""
    if letter == "c":
        return words(w.METHOD_C_FOUND if found else "method_c_not_found", share=share)
    if letter == "r":
        return words(w.METHOD_C_BIASED if found else "method_c_not_biased")
    if not found or variance is None:
        return words(w.METHOD_C_EQUAL if not found else "method_c_none")
    count = variance["significant"]
    return words(w.METHOD_C_UNEQUAL, share=share, count=count, items=data["items"])


def _unmeasured(data: Any, words: Words) -> Iterator[Row]:
    for one in data["ulmc"]:
        name = words(f"method_t_{one['model']}")
        if one["method"] is None:
            yield Row((name, None, None, None, words(w.METHOD_C_NONE)))
            continue
        test = one["test"] or {"df": None, "pvalue": None}
        cells = (name, _share(one["method"], words), test["df"], test["pvalue"])
        yield Row((*cells, words(w.METHOD_C_ULMC)))


def _crossed(data: Any, words: Words) -> Iterator[Row]:
    for one in data["crossed"]:
        name = words(w.METHOD_T_SAME if one["same"] else "method_t_other")
        ends = (one["ci_lower"], one["ci_upper"])
        shown = words(
            w.METHOD_MEAN_R,
            r=words.number(one["mean"], "unit2"),
            ci=words.number(ends, "interval"),
        )
        said = words(w.METHOD_C_CROSSED if one["same"] else "method_c_crossed_other")
        yield Row((f"{name} ({words.label(one['options'])})", shown, "", "", said))


def _taken_out(data: Any, words: Words) -> Iterator[Row]:
    found = data["partial"]
    if found is None:
        return
    pairs = found["pairs"]
    said = words(
        w.METHOD_C_PARTIAL,
        pairs=len(pairs),
        before=sum(below(p["pvalue"], ALPHA) for p in pairs),
        after=sum(below(p["adjusted_p"], ALPHA) for p in pairs),
    )
    shown = words(w.METHOD_R_M, r=words.number(found["r"], "unit3"))
    yield Row((words(w.METHOD_T_PARTIAL), shown, "", "", said))


# ----------------------------------------------------------------------------- models
def _models(result: Result[Any], words: Words) -> Table:
    columns = (
        Column("model", words(lexicon.MODEL), "text"),
        Column("chisq", words(lexicon.CHISQ), "dec2"),
        Column("df", words(lexicon.DF), "int"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("scaling", words(lexicon.SCALING), "dec3"),
        Column("cfi", words(lexicon.CFI), "unit3"),
        Column("rmsea", words(lexicon.RMSEA), "unit3"),
        Column("srmr", words(lexicon.SRMR), "unit3"),
        Column("state", words(w.METHOD_STATE), "text"),
    )
    rows = tuple(
        Row(
            (
                words(f"method_model_{m['model']}"),
                *(m[c.key] for c in columns[1:-1]),
                words(_state(m)),
            )
        )
        for m in result.data["models"]
    )
    note = words(w.METHOD_MODELS_NOTE)
    return Table(f"T14m-{result.id}", words(w.T14M), columns, rows, (note,))


def _state(model: Any) -> str:
    if not model["converged"]:
        return "method_unconverged"
    return "method_sound" if model["admissible"] else "method_unsound"


def _reliability(result: Result[Any], words: Words) -> Table:
    data = result.data
    kept = words(f"method_model_{data['retained']}")
    columns = (
        Column("scale", words(lexicon.SCALE), "text"),
        Column("baseline", words(w.METHOD_MODEL_BASELINE), "unit2"),
        Column("substantive", words(w.METHOD_SUBSTANTIVE), "unit2"),
        Column("method", words(w.METHOD_METHOD), "unit2"),
        Column("share", words(w.METHOD_SHARE), "percent"),
    )
    rows = tuple(
        Row((words.label(s["scale"]), *(s[c.key] for c in columns[1:])))
        for s in data["reliability"]
    )
    note = words(w.METHOD_RELIABILITY_NOTE, kept=kept)
    return Table(f"T14r-{result.id}", words(w.T14R), columns, rows, (note,))


# ----------------------------------------------------------------------- correlations
def _pairs(rows: Any, keys: list[str], words: Words) -> tuple[Row, ...]:
    """A heading for each first scale, and a line for each other."""
    made: list[Row] = []
    heading = None
    for one in rows:
        if one["first"] != heading:
            heading = one["first"]
            made.append(Row((words(w.METHOD_WITH, scale=heading),), "group"))
        made.append(Row((words.label(one["second"]), *(one[key] for key in keys))))
    return tuple(made)


def _partial(result: Result[Any], words: Words) -> Table:
    found = result.data["partial"]
    columns = [
        Column("pair", words(w.METHOD_PAIR), "text"),
        Column("r", words(w.METHOD_R), "unit2"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("adjusted", words(w.METHOD_ADJUSTED), "unit2"),
        Column("t", words(lexicon.T), "dec2"),
        Column("adjusted_p", words(lexicon.P), "p"),
    ]
    if found["largest"] is not None:
        columns.append(Column("conservative", words(w.METHOD_CONSERVATIVE), "unit2"))
    rows = _pairs(found["pairs"], [c.key for c in columns[1:]], words)
    note = _basis(found, words)
    return Table(f"T14p-{result.id}", words(w.T14P), tuple(columns), rows, (note,))


def _basis(found: Any, words: Words) -> str:
    shared = {"df": found["n"] - 3, "n": found["n"]}
    if found["first"] is None:
        return words(w.METHOD_PARTIAL_NONE, **shared)
    shared |= {
        "r": words.number(found["r"], "unit3"),
        "first": words.label(found["first"]),
        "second": words.label(found["second"]),
    }
    if found["basis"] == "smallest":
        return words(w.METHOD_PARTIAL_SMALLEST, **shared)
    largest = words.number(found["largest"], "unit3")
    return words(w.METHOD_PARTIAL_MARKER, largest=largest, **shared)


def _sensitivity(result: Result[Any], words: Words) -> Table:
    data = result.data
    columns = (
        Column("pair", words(w.METHOD_PAIR), "text"),
        Column("baseline", words(w.METHOD_MODEL_BASELINE), "unit2"),
        Column("retained", words(f"method_model_{data['retained']}"), "unit2"),
        Column("s05", words(w.METHOD_MODEL_METHOD_S05), "unit2"),
        Column("s01", words(w.METHOD_MODEL_METHOD_S01), "unit2"),
    )
    rows = _pairs(data["sensitivity"], [c.key for c in columns[1:]], words)
    change, first, second = largest_change(data)
    note = words.lead(
        w.METHOD_SENSITIVITY_NOTE,
        change=words.number(change, "unit2"),
        first=words.label(first),
        second=words.label(second),
    )
    return Table(f"T14s-{result.id}", words(w.T14S), columns, rows, tuple(note))


def largest_change(data: Any) -> tuple[float | None, str, str]:
    """Largest difference of a correlation from the Baseline, in any model with method."""
    changes = [
        (abs(p[key] - p["baseline"]), p["first"], p["second"])
        for p in data["sensitivity"]
        for key in ("retained", "s05", "s01")
        if None not in (p[key], p["baseline"])
    ]
    return max(changes, key=lambda c: c[0], default=(None, "", ""))
