"""Measurement invariance: the ladder, items, factor means; DIF of small groups (T13)."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from cpsurvey.kinds.invariance import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result
from cpsurvey.stats.invariance import CHEUNG_RENSVOLD, CONFIGURAL

Data = Mapping[str, Any]


def group_name(data: Data, code: str, words: Words) -> str:
    """Label of a group."""
    return words.answer(data["by"], code)


def group_names(data: Data, words: Words) -> str:
    """All groups that are compared, in one line."""
    return ", ".join(group_name(data, g["group"], words) for g in data["groups"])


def _groups_note(data: Data, words: Words) -> str:
    names = [f"{group_name(data, g['group'], words)} ({g['n']})" for g in data["groups"]]
    return words(w.INV_GROUPS, reference=names[0], others=", ".join(names[1:]))


# ------------------------------------------------------------------------- the ladder
def ladder(result: Result[Any], words: Words) -> list[Table]:
    """T13: one line per model, and the items that were freed."""
    at = result.data["limits"]
    columns = (
        Column("model", words(lexicon.MODEL), "text"),
        Column("chisq", words(lexicon.CHISQ), "dec2"),
        Column("df", words(lexicon.DF), "int"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("cfi", words(lexicon.CFI), "unit3", CONFIGURAL[:1]),
        Column("rmsea", words(lexicon.RMSEA), "unit3"),
        Column("srmr", words(lexicon.SRMR), "unit3", CONFIGURAL[1:]),
        Column("dcfi", words(w.INV_DCFI), "unit3", (at["cfi"], CHEUNG_RENSVOLD)),
        Column("drmsea", words(w.INV_DRMSEA), "unit3", (at["rmsea"],)),
        Column("dsrmr", words(w.INV_DSRMR), "unit3", (at["srmr"], at["srmr_metric"])),
        Column("dchisq", words(w.INV_DCHISQ), "dec2"),
        Column("ddf", words(w.INV_DDF), "int"),
        Column("dpvalue", words(lexicon.P), "p"),
        Column("chen", words(w.INV_CHEN), "text"),
        Column("cheung_rensvold", words(w.INV_CHEUNG), "text"),
    )
    rows: list[Row] = []
    for model in result.data["models"]:
        rows += _model_rows(model, words)
    notes = tuple(_ladder_notes(result.data, words))
    by = words.label(result.data["by"])
    made = [Table(f"T13-{result.id}", words(w.T13, by=by), columns, tuple(rows), notes)]
    freed = list(_freed_rows(result.data, words))
    return [*made, _freed(result, freed, words)] if freed else made


def _model_rows(model: Data, words: Words) -> Iterator[Row]:
    names = ", ".join(words.label(scale) for scale in model["scales"])
    yield Row((f"{names}{words('inv_colon')}{outcome(model, words)}",), role="group")
    for step in model["steps"]:
        name = words(f"inv_{step['step']}")
        if step["freed"]:
            items = ", ".join(f["item"] for f in step["freed"])
            name = words(w.INV_WITH_FREED, step=name, items=items)
        if not step["converged"]:
            yield Row((name, *[None] * 12, words(w.INV_NOT_CONVERGED), ""))
            continue
        decision = words(f"inv_{step['decision']}")
        first = step["step"] == "configural"
        judged = step["chen"] is not None
        yield Row(
            (
                name if step["admissible"] else f"{name} †",
                *(step[key] for key in _FIT),
                *("" if first else step[key] for key in _CHANGES),
                words(f"inv_{step['chen']}") if judged else decision,
                words(f"inv_{step['cheung_rensvold']}") if judged else "",
            )
        )


_FIT = ("chisq", "df", "pvalue", "cfi", "rmsea", "srmr")
_CHANGES = ("dcfi", "drmsea", "dsrmr", "dchisq", "ddf", "dpvalue")


def outcome(model: Data, words: Words) -> str:
    """How far a set of scales came, in a few words."""
    if not model["steps"]:
        return words(f"inv_{model['stopped']}")
    reached = words(f"inv_{model['reached']}") if model["reached"] else words(w.INV_NOTHING)
    key = "inv_reached_partly" if model["partial"] else "inv_reached"
    stop = words(f"inv_stop_{model['stopped']}") if model["stopped"] else ""
    return words(key, step=reached.lower()) + stop


def _ladder_notes(data: Data, words: Words) -> Iterator[str]:
    yield _groups_note(data, words)
    ordinal = data["method"] == "ordinal"
    yield words(w.INV_HOW_ORDINAL if ordinal else f"inv_how_{data['estimator']}")
    at = {
        name: words.number(value, "unit3")
        for name, value in data["limits"].items()
        if name != "variant"
    }
    yield words(f"inv_rule_{data['limits']['variant']}", **at)
    yield words(f"inv_decides_{data['rule']}")
    if ordinal or len(data["groups"]) > 2:
        yield words(w.INV_RULE_CAUTION)
    yield words(w.INV_CONFIGURAL_NOTE)
    yield words(w.INV_PARTIAL_NOTE)
    if any(not step["admissible"] for m in data["models"] for step in m["steps"]):
        yield words(lexicon.INV_DAGGER)


def _freed_rows(data: Data, words: Words) -> Iterator[Row]:
    for model in data["models"]:
        seen: set[str] = set()
        for step in model["steps"]:
            for one in step["freed"]:
                if one["item"] in seen:
                    continue
                seen.add(one["item"])
                yield from _changes(data, one, words)


def _changes(data: Data, one: Data, words: Words) -> Iterator[Row]:
    """One line per parameter and group; what they share stands in the first."""
    for at, change in enumerate(one["change"]):
        first = at == 0
        yield Row(
            (
                _item(one["item"], words) if first else "",
                _parameter(one["parameter"], change, data, words),
                change["epc"],
                *(one[key] if first else "" for key in ("chisq", "df", "pvalue")),
            )
        )


def _parameter(kind: str, change: Data, data: Data, words: Words) -> str:
    text = words(f"inv_par_{kind}")
    text += f" {change['parameter'][1:]}" if kind == "thresholds" else ""
    return f"{text}, {group_name(data, change['group'], words)}"


def _freed(result: Result[Any], rows: list[Row], words: Words) -> Table:
    columns = (
        Column("item", words(lexicon.ITEM), "text"),
        Column("parameter", words(w.INV_PARAMETER), "text"),
        Column("epc", words(w.INV_EPC), "dec3"),
        Column("chisq", words(w.INV_SCORE), "dec2"),
        Column("df", words(lexicon.DF), "int"),
        Column("pvalue", words(lexicon.P), "p"),
    )
    notes = [words(w.INV_EPC_NOTE)]
    if result.data["method"] == "ordinal":
        notes.append(words(w.INV_RANK_ONLY))
    return Table(f"T13b-{result.id}", words(w.T13B), columns, tuple(rows), tuple(notes))


def _item(item: str, words: Words) -> str:
    label = words.label(item)
    return item if label == item else words.pair(item, label)


# ------------------------------------------------------------------ distances, means
def distances(result: Result[Any], words: Words) -> list[Table]:
    """T13c: parameters of each item in both groups, and d_MACS."""
    data = result.data
    lines = [line for m in data["models"] for line in m["items"]]
    if not lines:
        return []
    several = len(data["groups"]) > 2
    reference = group_name(data, data["groups"][0]["group"], words)
    focal = words(w.INV_OTHER) if several else group_name(data, lines[0]["group"], words)
    named = words(w.INV_ONE_AND_TWO, reference=reference, focal=focal)
    columns = (
        Column("item", words(lexicon.ITEM), "text"),
        *((Column("group", words(w.INV_GROUP), "text"),) if several else ()),
        Column("loading_reference", "λ₁", "dec2"),
        Column("loading", "λ₂", "dec2"),
        Column("intercept_reference", "ν₁", "dec2"),
        Column("intercept", "ν₂", "dec2"),
        Column("dmacs", words(w.INV_DMACS), "dec2"),
        Column("signed", words(w.INV_SIGNED), "dec2"),
        Column("score", words(w.INV_SCORE), "dec2"),
        Column("holm", words(w.INV_HOLM), "p"),
    )
    rows: list[Row] = []
    before = None
    for line in lines:
        if line["scale"] != before:
            before = line["scale"]
            rows.append(Row((words.label(before),), role="group"))
        freed = line["freed"]
        rows.append(
            Row(
                (
                    _item(line["item"], words) + (words(w.INV_FREED_MARK) if freed else ""),
                    *((group_name(data, line["group"], words),) if several else ()),
                    *(line[c] for c in _NUMBERS),
                    "" if freed else line["chisq"],
                    "" if freed else line["holm"],
                )
            )
        )
    ordinal = data["method"] == "ordinal"
    df = next((line["df"] for line in lines if line["df"]), "")
    notes = [named, words(w.INV_DISTANCE_NOTE, df=df)]
    if any(m["stepped"] for m in data["models"]):
        notes.append(words(w.INV_STEPPED))
    notes.append(words(w.INV_DMACS_ORDINAL if ordinal else "inv_dmacs_note"))
    title = words(w.T13C, by=words.label(data["by"]))
    return [Table(f"T13c-{result.id}", title, columns, tuple(rows), tuple(notes))]


_NUMBERS = (
    "loading_reference",
    "loading",
    "intercept_reference",
    "intercept",
    "dmacs",
    "signed",
)


def means(result: Result[Any], words: Words) -> list[Table]:
    """T13d: factor means where (partial) scalar invariance holds."""
    data = result.data
    lines = [line for m in data["models"] for line in m["means"]]
    if not lines:
        return []
    columns = (
        Column("scale", words(lexicon.SCALE), "text"),
        Column("est", words(w.INV_MEAN), "dec2"),
        Column("se", words(lexicon.SE), "dec2"),
        Column("ci", words(lexicon.CI95), "interval"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("basis", words(w.INV_BASIS), "text"),
    )
    partial = {scale for m in data["models"] if m["partial"] for scale in m["scales"]}
    weak = {scale for model in doubted(data) for scale in model["scales"]}
    rows = tuple(
        Row(
            (
                f"{words.label(line['scale'])}, {group_name(data, line['group'], words)}",
                line["est"],
                line["se"],
                (line["ci_lower"], line["ci_upper"]),
                line["pvalue"],
                words(w.INV_BASIS_PARTIAL if line["scale"] in partial else "inv_basis_full"),
            ),
            marks={5: " ‡"} if line["scale"] in weak else {},
        )
        for line in lines
    )
    notes = [
        words(w.INV_MEANS_NOTE, reference=group_name(data, data["groups"][0]["group"], words))
    ]
    if weak:
        other = words(w.INV_CHEUNG if data["rule"] == "chen" else "inv_chen")
        notes.append(words(w.INV_DOUBTED, other=other))
    return [Table(f"T13d-{result.id}", words(w.T13D), columns, rows, tuple(notes))]


def doubted(data: Data) -> list[Data]:
    """Models whose means are compared though one rule, not the one that decides, objects."""
    other = "cheung_rensvold" if data["rule"] == "chen" else "chen"
    return [
        model
        for model in data["models"]
        if model["means"] and any(s[other] == "does_not_meet" for s in _accepted(model))
    ]


def _accepted(model: Data) -> Iterator[Data]:
    """The last line of every step, as far as the scalar one: those that means rest on."""
    last = {step["step"]: step for step in model["steps"]}
    yield from (step for name, step in last.items() if name != "strict")


# --------------------------------------------------------------------- small groups
_DIF = ("n", "r2", "uniform", "change", "mcfadden", "chisq", "df", "pvalue")


def dif(result: Result[Any], words: Words) -> Table:
    """T13e: what the group adds to the rest score, item by item."""
    data = result.data
    several = len(data["groups"]) > 2
    columns = (
        Column("item", words(lexicon.ITEM), "text"),
        Column("n", words(lexicon.N), "int"),
        Column("r2", words(w.DIF_R2), "unit3"),
        Column("uniform", words(w.DIF_UNIFORM), "unit3"),
        Column("change", words(w.DIF_CHANGE), "unit3", (0.035, 0.070)),
        Column("mcfadden", words(w.DIF_MCFADDEN), "unit3"),
        Column("chisq", words(lexicon.CHISQ), "dec2"),
        Column("df", words(lexicon.DF), "int"),
        Column("pvalue", words(lexicon.P), "p"),
        *(() if several else (Column("b", words(w.DIF_B), "dec2"),)),
        Column("flag", words(w.DIF_FLAG), "text"),
    )
    rows: list[Row] = []
    before = None
    for line in data["dif"]:
        if line["scale"] != before:
            before = line["scale"]
            rows.append(Row((words.label(before),), role="group"))
        shift = line["b"][0]["b"] if line["b"] else None
        rows.append(
            Row(
                (
                    _item(line["item"], words),
                    *(line[c] for c in _DIF),
                    *(() if several else (shift,)),
                    words(f"dif_{line['flag']}") if line["flag"] else words(w.DIF_NONE),
                )
            )
        )
    notes = (_groups_note(data, words), words(w.DIF_NOTE), words(w.DIF_FLAG_NOTE))
    title = words(w.T13E, by=words.label(data["by"]))
    return Table(f"T13e-{result.id}", title, columns, tuple(rows), notes)
