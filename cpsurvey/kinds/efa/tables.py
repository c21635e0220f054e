"""Exploratory factors (T6)."""

from __future__ import annotations

from typing import Any

from cpsurvey.kinds.dimensions.tables import how
from cpsurvey.kinds.efa import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.known import least_size
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def efa(result: Result[Any], words: Words) -> list[Table]:
    """T6: pattern; T6b: what the factors carry and how they correlate."""
    return [_pattern(result, words), _factors(result, words)]


def _pattern(result: Result[Any], words: Words) -> Table:
    data = result.data
    k = data["factors"]
    columns = (
        Column("item", words(lexicon.ITEM), "text"),
        Column("scale", words(lexicon.SCALE), "text"),
        *(Column(f"f{j}", words(w.EFA_FACTOR_N, number=j), "unit2") for j in range(1, k + 1)),
        Column("h2", words(w.EFA_H2), "unit2"),
        Column("flag", words(w.EFA_FLAG), "text"),
    )
    rows = []
    for one in data["rows"]:
        faint = (
            2 + j for j, v in enumerate(one["loadings"]) if not least_size(v, data["salient"])
        )
        rows.append(
            Row(
                (
                    item_text(one["item"], words),
                    words.label(one["scale"]),
                    *one["loadings"],
                    one["h2"],
                    ", ".join(words(f"efa_flag_{flag}") for flag in one["flags"]),
                ),
                faint=frozenset(faint),
            )
        )
    note = words(
        w.EFA_NOTE,
        extraction=words(f"extraction_{data['extraction']}"),
        rotation=words(f"rotation_{data['rotation']}"),
        salient=words.number(data["salient"], "unit2"),
        weak=words.number(data["weak"], "unit2"),
    )
    notes = (how(data, words), note, _number_of_factors(data, words), _fit(data, words))
    name = f"T6-{result.id}"
    return Table(name, words(w.T6), columns, tuple(rows), (*notes, words(w.EFA_EXPLORATORY)))


def item_text(item: str, words: Words) -> str:
    """Id and label of an item, or its id where no label may be shown."""
    label = words.label(item)
    return item if label == item else words.pair(item, label)


def _number_of_factors(data: Any, words: Words) -> str:
    return words(
        f"efa_chosen_{data['chosen']}",
        suggested=data["suggested"],
        axes=words.number(data["suggested_axes"], "int"),
    )


def _fit(data: Any, words: Words) -> str:
    rmsr = words.number(data["rmsr"], "unit3")
    if data["chisq"] is None:
        return words(w.EFA_RMSR, rmsr=rmsr, df=data["df"])
    return words(
        w.EFA_FIT,
        df=data["df"],
        chisq=words.number(data["chisq"], "dec2"),
        p=words.p(data["pvalue"]),
        tli=words.number(data["tli"], "unit2"),
        rmsea=words.number(data["rmsea"], "unit3"),
        ci=words.number((data["rmsea_lower"], data["rmsea_upper"]), "interval3"),
        rmsr=rmsr,
    )


def _factors(result: Result[Any], words: Words) -> Table:
    data = result.data
    k = data["factors"]
    oblique = k > 1 and data["rotation"] != "varimax"
    columns = [
        Column("factor", words(w.EFA_FACTOR), "text"),
        Column("explained", words(w.EFA_EXPLAINED), "dec2"),
        Column("share", words(w.EFA_SHARE), "percent"),
    ]
    if oblique:
        columns += [
            Column(f"f{j}", words(w.EFA_FACTOR_N, number=j), "unit2") for j in range(1, k)
        ]
    rows = []
    for i in range(k):
        cells: list[Any] = [words(w.EFA_FACTOR_N, number=i + 1)]
        cells += [data["explained"][i], data["explained_share"][i]]
        if oblique:
            cells += [data["phi"][i][j] if j < i else "" for j in range(k - 1)]
        rows.append(Row(tuple(cells)))
    notes = (words(w.EFA_PHI),) if oblique else ()
    return Table(f"T6b-{result.id}", words(w.T6B), tuple(columns), tuple(rows), notes)
