"""Rival measurement models: fit (T8), loadings (T9), local fit (T12)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cpsurvey.kinds.rivals import words as w
from cpsurvey.report import lexicon
from cpsurvey.report import loadings as marks
from cpsurvey.report.fit import Measures, measures
from cpsurvey.report.known import below, minus
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result

Data = Mapping[str, Any]
MEASURES = {"p": "pvalue", "ci90": "rmsea_ci"}
"""Headings -> measures, where they differ."""
BESIDE = (
    "correlated_own",
    "one_factor_added",
    "second_order_own",
    "bifactor_added",
    "bifactor_own",
    "wording_free_added",
)
"""Loadings shown beside each other; the others hardly differ from the first."""


def fit(result: Result[Any], words: Words) -> list[Table]:
    """T8: fit of every model, then each against the correlated factors."""
    lines = result.data["models"]
    kinds: dict[str, Any] = {
        "chisq": "dec2",
        "df": "int",
        "p": "p",
        "cfi": "unit3",
        "tli": "unit3",
        "rmsea": "unit3",
        "ci90": "interval3",
        "srmr": "unit3",
    }
    model = Column("model", words(lexicon.MODEL), "text")
    columns = (model, *(Column(key, words(key), kind) for key, kind in kinds.items()))
    found = [measures(line["fit"]) for line in lines]
    names = [_name(line, words) for line in lines]
    alone = tuple(
        Row((name, *(_measure(one, key) for key in kinds)))
        for name, one in zip(names, found, strict=True)
    )
    notes = tuple(_fit_notes(result, words))
    against = (
        model,
        Column("scaling", words(lexicon.SCALING), "dec3"),
        Column("aic", words(lexicon.AIC), "dec2"),
        Column("bic", words(lexicon.BIC), "dec2"),
        Column("delta_cfi", words(w.RIVALS_DELTA_CFI), "unit3"),
        Column("delta_chisq", words(w.RIVALS_DELTA), "dec2"),
        Column("delta_df", words(lexicon.DF), "int"),
        Column("delta_p", words(lexicon.P), "p"),
    )
    base = found[0].cfi
    compared = tuple(
        Row(
            (
                name,
                *(getattr(one, key) for key in ("scaling", "aic", "bic")),
                None if one is found[0] else minus(one.cfi, base),
                *_difference(line["difference"], words),
            )
        )
        for name, one, line in zip(names, found, lines, strict=True)
    )
    title = titled(words(w.T8R), result, words)
    other = titled(words(w.T8C), result, words)
    more = (words(w.RIVALS_DELTA_NOTE), *_compared_notes(result, words))
    return [
        Table(f"T8-{result.id}", title, columns, alone, notes),
        Table(f"T8-{result.id}-compared", other, against, compared, more),
    ]


def _measure(found: Measures, key: str) -> Any:
    value = getattr(found, MEASURES.get(key, key))
    return tuple(value or (None, None)) if key == "ci90" else value


def titled(text: str, result: Result[Any], words: Words) -> str:
    """Say which analysis it is where it was given a name."""
    return text if result.id == "rivals" else f"{text} ({words.label(result.id)})"


def _name(line: Data, words: Words) -> str:
    text = words(f"rivals_{line['model']}")
    if not line["converged"]:
        return words.pair(text, words(w.RIVALS_NO))
    return text if line["admissible"] else f"{text} †"


def _difference(found: Data | None, words: Words) -> tuple[Any, ...]:
    if found is None:
        return (None, None, None)
    if "reason" in found:
        return (words(f"rivals_{found['reason']}"), None, None)
    return (found["chisq"], found["df"], found["pvalue"])


def _fit_notes(result: Result[Any], words: Words) -> Iterator[str]:
    data = result.data
    how = f"{data['estimator'].upper()}, {words(data['missing'])}"
    yield words(w.RIVALS_HOW, how=how, n=data["models"][0]["n"])
    yield words(lexicon.FIT_NOTE)
    if any(line["converged"] and not line["admissible"] for line in data["models"]):
        yield words(w.RIVALS_DAGGER)


def _compared_notes(result: Result[Any], words: Words) -> Iterator[str]:
    data = result.data
    yield from _second_order(data, words)
    by_name = {line["model"]: line for line in data["models"]}
    if (by_name["bifactor"]["difference"] or {}).get("reason") == "not_nested":
        yield words(w.RIVALS_BIFACTOR_NOTE)
    if data["general"]:
        yield words(
            w.RIVALS_GENERAL_NOTE,
            omega=words.number(data["general"]["omega_h"], "unit2"),
            ecv=words.number(data["general"]["ecv"], "unit2"),
        )


def _second_order(data: Data, words: Words) -> Iterator[str]:
    """Why a second-order model fits as it does."""
    found = {line["model"]: line for line in data["models"]}.get("second_order")
    if found is None:
        return
    same = (found["difference"] or {}).get("reason") == "same"
    for one in data["composites"]:
        name = words.label(one["composite"])
        if one["equal"]:
            yield words(w.RIVALS_TWO, composite=name)
        elif len(one["of"]) == 3:
            yield words(w.RIVALS_THREE_SAME if same else "rivals_three", composite=name)


def wording(result: Result[Any], words: Words) -> Table | None:
    """Loadings of the reversed items on the factor of their wording."""
    found = result.data["wording"]
    if not found or not found["loadings"]:
        return None
    columns = (
        Column("item", words(lexicon.ITEM), "text"),
        Column("std", words(lexicon.STD), "unit2"),
        Column("ci", words(lexicon.CI95), "interval"),
    )
    rows = tuple(
        Row((item(row["item"], words), row["std"], (row["ci_lower"], row["ci_upper"])))
        for row in found["loadings"]
    )
    title = titled(words(w.T9W), result, words)
    return Table(
        f"T9-{result.id}-wording", title, columns, rows, (words(w.RIVALS_WORDING_NOTE),)
    )


def wording_sentence(found: Data, words: Words) -> str:
    """What wording takes; what is not shown is not said to be absent."""
    tested = found["difference"]
    if not tested or "reason" in tested or None in (found["share"], found["share_upper"]):
        return words(w.RIVALS_WORDING_UNTESTED)
    said = {
        "df": tested["df"],
        "chisq": words.number(tested["chisq"], "dec2"),
        "p": words.p(tested["pvalue"]),
        "share": words.number(found["share"], "percent"),
        "upper": words.number(max(0.0, found["share_upper"]), "percent"),
    }
    if found["share"] > 0 and below(tested["pvalue"], 0.05):
        lower = found["share_lower"]
        low = words.number(None if lower is None else max(0.0, lower), "percent")
        return words(w.RIVALS_WORDING_SHOWN, low=low, **said)
    return words(w.RIVALS_WORDING_NOT_SHOWN, **said)


def item(name: str, words: Words) -> str:
    """An item with its label."""
    label = words.label(name)
    return label if label == name else words.pair(name, label)


def loadings(result: Result[Any], words: Words) -> list[Table]:
    """T9: the correlated factors in full; standardised loadings of all rivals beside."""
    reference = result.data["models"][0]
    if not reference["loadings"]:
        return []
    columns = (
        Column("item", words(lexicon.ITEM), "text"),
        Column("b", words(lexicon.B), "dec3"),
        Column("se", words(lexicon.SE), "dec3"),
        Column("std", words(lexicon.STD), "unit2", marks.LIMITS),
        Column("r2", words(lexicon.R2), "unit2"),
        Column("mark", words(lexicon.LOADING_MARK), "unit2"),
    )
    rows: list[Row] = []
    before = ""
    for row in reference["loadings"]:
        if row["factor"] != before:
            before = row["factor"]
            rows.append(Row((words.label(before),), role="group"))
        cells = (item(row["item"], words), row["est"], row["se"], row["std"], row["r2"])
        rows.append(Row((*cells, marks.mark(row["std"], words))))
    title = titled(words(lexicon.T9, model=words(w.RIVALS_CORRELATED)), result, words)
    notes = (words(lexicon.LOADING_NOTE), words(w.RIVALS_STD_NOTE))
    return [
        Table(f"T9-{result.id}", title, columns, tuple(rows), notes),
        *_beside(result, words),
    ]


def _beside(result: Result[Any], words: Words) -> list[Table]:
    """Standardised loadings of every item in the models that converged, then composites."""
    shown: list[tuple[str, dict[str, float | None]]] = []
    for line in result.data["models"]:
        added = set(line["added"])
        for part in ("added", "own"):
            key = f"{line['model']}_{part}"
            found = {
                row["item"]: row["std"]
                for row in line["loadings"]
                if (row["factor"] in added) == (part == "added")
            }
            if found and key in BESIDE:
                shown.append((key, found))
    columns = (
        Column("item", words(lexicon.ITEM), "text"),
        *(Column(key, words(f"rivals_col_{key}"), "unit2") for key, _ in shown),
    )
    rows: list[Row] = []
    for scale, items in result.data["scales"].items():
        rows.append(Row((words.label(scale),), role="group"))
        rows += [Row((name, *(found.get(name) for _, found in shown))) for name in items]
    title = titled(words(w.T9R), result, words)
    note = words(w.RIVALS_BESIDE_NOTE)
    return [
        Table(f"T9-{result.id}-all", title, columns, tuple(rows), (note,)),
        *_composites(result, words),
    ]


def _composites(result: Result[Any], words: Words) -> Iterator[Table]:
    """Loadings of scales on their composite."""
    found = {line["model"]: line for line in result.data["models"]}.get("second_order")
    if found is None or not found["loadings"]:
        return
    columns = (
        Column("scale", words(lexicon.SCALE), "text"),
        Column("b", words(lexicon.B), "dec3"),
        Column("se", words(lexicon.SE), "dec3"),
        Column("std", words(lexicon.STD), "unit2", marks.LIMITS),
        Column("r2", words(lexicon.R2), "unit2"),
        Column("mark", words(lexicon.LOADING_MARK), "unit2"),
    )
    rows: list[Row] = []
    before = ""
    for row in found["loadings"]:
        if row["factor"] not in found["added"]:
            continue
        if row["factor"] != before:
            before = row["factor"]
            rows.append(Row((words.label(before),), role="group"))
        values = (row["est"], row["se"], row["std"], row["r2"], marks.mark(row["std"], words))
        rows.append(Row((words.label(row["item"]), *values)))
    title = titled(words(lexicon.T9, model=words(w.RIVALS_SECOND_ORDER)), result, words)
    yield Table(f"T9-{result.id}-composites", title, columns, tuple(rows))
