"""Rival measurement models: fit (T8), loadings (T9), local fit (T12)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cpsurvey.report.phrases import Words
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.tables import loadings as marks
from cpsurvey.report.tables.models import headline_of
from cpsurvey.results import Result

Data = Mapping[str, Any]


def fit(result: Result, words: Words) -> list[Table]:
    """T8: fit of every model, then each against the correlated factors."""
    lines = result.data["models"]
    kinds: dict[str, Any] = {
        "chisq": "dec2",
        "df": "int",
        "p": "p",
        "scaling": "dec3",
        "cfi": "unit3",
        "tli": "unit3",
        "rmsea": "unit3",
        "ci90": "interval",
        "srmr": "unit3",
    }
    model = Column("model", words("model"), "text")
    columns = (model, *(Column(key, words(key), kind) for key, kind in kinds.items()))
    shown = [(_name(line, words), *headline_of(line["fit"]).values()) for line in lines]
    alone = tuple(Row(cells[:10]) for cells in shown)
    notes = tuple(_fit_notes(result, words))
    against = (
        model,
        Column("aic", words("aic"), "dec2"),
        Column("bic", words("bic"), "dec2"),
        Column("delta_cfi", words("rivals_delta_cfi"), "unit3"),
        Column("delta_chisq", words("rivals_delta"), "dec2"),
        Column("delta_df", words("df"), "int"),
        Column("delta_p", words("p"), "p"),
    )
    base = shown[0][5]
    compared = tuple(
        Row(
            (
                cells[0],
                *cells[10:12],
                None if None in (cells[5], base) or not at else cells[5] - base,
                *_difference(line["difference"], words),
            )
        )
        for at, (cells, line) in enumerate(zip(shown, lines, strict=True))
    )
    title = titled(words("T8r"), result, words)
    other = titled(words("T8c"), result, words)
    more = (words("rivals_delta_note"), *_compared_notes(result, words))
    return [
        Table(f"T8-{result.id}", title, columns, alone, notes),
        Table(f"T8-{result.id}-compared", other, against, compared, more),
    ]


def titled(text: str, result: Result, words: Words) -> str:
    """Say which analysis it is where it was given a name."""
    return text if result.id == "rivals" else f"{text} ({words.label(result.id)})"


def _name(line: Data, words: Words) -> str:
    text = words(f"rivals_{line['model']}")
    if not line["converged"]:
        return f"{text}: {words('rivals_no')}"
    return text if line["admissible"] else f"{text} †"


def _difference(found: Data | None, words: Words) -> tuple[Any, ...]:
    if found is None:
        return (None, None, None)
    if "reason" in found:
        return (words(f"rivals_{found['reason']}"), None, None)
    return (found["chisq"], found["df"], found["pvalue"])


def _fit_notes(result: Result, words: Words) -> Iterator[str]:
    data = result.data
    how = f"{data['estimator'].upper()}, {words(data['missing'])}"
    yield words("rivals_how", how=how, n=data["models"][0]["n"])
    yield words("fit_note")
    if any(line["converged"] and not line["admissible"] for line in data["models"]):
        yield words("rivals_dagger")


def _compared_notes(result: Result, words: Words) -> Iterator[str]:
    data = result.data
    yield from _second_order(data, words)
    by_name = {line["model"]: line for line in data["models"]}
    if (by_name["bifactor"]["difference"] or {}).get("reason") == "not_nested":
        yield words("rivals_bifactor_note")
    if data["general"]:
        yield words(
            "rivals_general_note",
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
            yield words("rivals_two", composite=name)
        elif len(one["of"]) == 3:
            yield words("rivals_three_same" if same else "rivals_three", composite=name)


def wording(result: Result, words: Words) -> Table | None:
    """Loadings of the reversed items on the factor of their wording."""
    found = result.data["wording"]
    if not found or not found["loadings"]:
        return None
    columns = (
        Column("item", words("item"), "text"),
        Column("std", words("std"), "unit2"),
        Column("ci", words("ci95"), "interval"),
    )
    rows = tuple(
        Row((item(row["item"], words), row["std"], (row["ci_lower"], row["ci_upper"])))
        for row in found["loadings"]
    )
    title = titled(words("T9w"), result, words)
    return Table(
        f"T9-{result.id}-wording", title, columns, rows, (words("rivals_wording_note"),)
    )


def wording_sentence(found: Data, words: Words) -> str:
    """What wording takes; what is not shown is not said to be absent."""
    tested = found["difference"]
    if not tested or "reason" in tested or found["share_upper"] is None:
        return words("rivals_wording_untested")
    said = {
        "df": tested["df"],
        "chisq": words.number(tested["chisq"], "dec2"),
        "p": words.p(tested["pvalue"]),
        "share": words.number(found["share"], "percent"),
        "upper": words.number(max(0.0, found["share_upper"]), "percent"),
    }
    if found["share"] > 0 and tested["pvalue"] is not None and tested["pvalue"] < 0.05:
        low = words.number(max(0.0, found["share_lower"]), "percent")
        return words("rivals_wording_shown", low=low, **said)
    return words("rivals_wording_not_shown", **said)


def item(name: str, words: Words) -> str:
    """An item with its label."""
    label = words.label(name)
    return label if label == name else f"{name}: {label}"


def loadings(result: Result, words: Words) -> list[Table]:
    """T9: the correlated factors in full; standardised loadings of all rivals beside."""
    reference = result.data["models"][0]
    if not reference["loadings"]:
        return []
    columns = (
        Column("item", words("item"), "text"),
        Column("b", words("b"), "dec3"),
        Column("se", words("se"), "dec3"),
        Column("std", words("std"), "unit2"),
        Column("r2", words("r2"), "unit2"),
        Column("mark", words("loading_mark"), "text"),
    )
    rows: list[Row] = []
    before = ""
    for row in reference["loadings"]:
        if row["factor"] != before:
            before = row["factor"]
            rows.append(Row((words.label(before),), role="group"))
        cells = (item(row["item"], words), row["est"], row["se"], row["std"], row["r2"])
        rows.append(Row((*cells, marks.mark(row["std"], words))))
    title = titled(words("T9", model=words("rivals_correlated")), result, words)
    notes = (words("loading_note"), words("rivals_std_note"))
    return [
        Table(f"T9-{result.id}", title, columns, tuple(rows), notes),
        *_beside(result, words),
    ]


def _beside(result: Result, words: Words) -> list[Table]:
    """Standardised loadings of every item in every model that converged."""
    shown: list[tuple[str, str, dict[str, float | None]]] = []
    for line in result.data["models"]:
        if not line["loadings"] or line["model"] == "uniqueness":
            continue
        added = set(line["added"])
        parts = {True: "added", False: "own"}
        for is_added, part in parts.items():
            found = {
                row["item"]: row["std"]
                for row in line["loadings"]
                if (row["factor"] in added) == is_added
            }
            if any(name in found for items in result.data["scales"].values() for name in items):
                key = f"{line['model']}_{part}"
                shown.append((key, words(f"rivals_col_{key}"), found))
    columns = (
        Column("item", words("item"), "text"),
        *(Column(key, heading, "unit2") for key, heading, _ in shown),
    )
    rows: list[Row] = []
    for scale, items in result.data["scales"].items():
        rows.append(Row((words.label(scale),), role="group"))
        rows += [Row((name, *(found.get(name) for _, _, found in shown))) for name in items]
    upper = [Row((words("rivals_upper"),), role="group"), *_upper(result, words, shown)]
    if len(upper) > 1:
        rows += upper
    title = titled(words("T9r"), result, words)
    notes = (words("rivals_beside_note"),)
    return [Table(f"T9-{result.id}-all", title, columns, tuple(rows), notes)]


def _upper(
    result: Result, words: Words, shown: list[tuple[str, str, dict[str, float | None]]]
) -> Iterator[Row]:
    """Loadings of scales on their composite."""
    found = {line["model"]: line for line in result.data["models"]}.get("second_order")
    if found is None:
        return
    at = next((i for i, (key, *_) in enumerate(shown) if key == "second_order_own"), None)
    for row in found["loadings"]:
        if row["factor"] in found["added"] and at is not None:
            cells: list[Any] = [f"{words.label(row['factor'])} → {words.label(row['item'])}"]
            cells += [None] * len(shown)
            cells[at + 1] = row["std"]
            yield Row(tuple(cells))
