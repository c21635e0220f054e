"""Effects within and between groups: paths (T17) and effects (T18), both ways."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from cpsurvey.kinds.multilevel import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.effects import named_row as named
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result

PARTS = ("within", "between", "contextual")


def read(result: Result[Any]) -> Mapping[str, Any]:
    """The way of estimation the program reads."""
    found: Mapping[str, Any] = result.data["ways"][result.data["interpreted"]]
    return found


def multilevel(result: Result[Any], words: Words) -> list[Table]:
    """T17 and T18 of the way that is read; the other way's effects beside them."""
    return [_paths(result, words), _effects(result, words)]


def _paths(result: Result[Any], words: Words) -> Table:
    data = result.data
    columns = [Column("path", words(lexicon.PATH), "text")]
    for part in PARTS[:2]:
        named_part = words(f"ml_{part}")
        columns += [
            Column(
                f"b_{part}", words(w.ML_PART, part=named_part, rest=words(lexicon.B)), "dec3"
            ),
            Column(f"ci_{part}", words(lexicon.CI95), "interval"),
            Column(f"p_{part}", words(lexicon.P), "p"),
        ]
    pairs: dict[tuple[str, str], dict[str, Any]] = {}
    for p in read(result)["paths"]:
        pairs.setdefault((p["outcome"], p["predictor"]), {})[p["part"]] = p
    rows: list[Row] = []
    before = None
    for (outcome, predictor), found in pairs.items():
        if outcome != before:
            before = outcome
            rows.append(Row((words.label(outcome),), role="group"))
        cells: list[Any] = [f"← {words.label(data['covariates'].get(predictor, predictor))}"]
        for part in PARTS[:2]:
            p = found.get(part)
            cells += [p["b"], (p["ci_lower"], p["ci_upper"]), p["pvalue"]] if p else [None] * 3
        rows.append(Row(tuple(cells)))
    shares = ", ".join(
        f"{words.label(v['variable'])} {words.number(v['icc1'], 'unit2')}"
        f" / {words.number(v['icc2'], 'unit2')}"
        for v in data["variables"]
    )
    notes = (_how(data, words), words(w.ML_ICC_NOTE, shares=shares))
    title = words(w.T17L, source=words.label(data["source"]))
    return Table(f"T17-{result.id}", title, tuple(columns), tuple(rows), notes)


def _how(data: Mapping[str, Any], words: Words) -> str:
    return words(f"ml_how_{data['interpreted']}", groups=data["groups"], variable=data["group"])


def _effects(result: Result[Any], words: Words) -> Table:
    data = result.data
    other = "observed" if data["interpreted"] == "latent" else "latent"
    beside = data["ways"].get(other)
    columns = [
        Column("effect", words(lexicon.EFFECT), "text"),
        Column("est", words(lexicon.B), "dec3"),
        Column("se", words(lexicon.SE), "dec3"),
        Column("mc", words(lexicon.MC_CI), "interval"),
    ]
    if beside:
        columns += [
            Column("est_other", words(f"ml_by_{other}"), "dec3"),
            Column("mc_other", words(lexicon.MC_CI), "interval"),
        ]
    twins = {e["name"]: e for e in beside["effects"]} if beside else {}
    rows: list[Row] = []
    before = None
    for e in sorted(read(result)["effects"], key=lambda e: PARTS.index(e["part"])):
        heading = (e["part"], e["outcome"] if e["role"] != "difference" else None)
        if heading != before:
            before = heading
            rows.append(Row((_heading(e, words),), role="group"))
        cells: list[Any] = [named(e, words), e["est"], e["se"], (e["mc_lower"], e["mc_upper"])]
        if beside:
            twin = twins[e["name"]]
            cells += [twin["est"], (twin["mc_lower"], twin["mc_upper"])]
        rows.append(Row(tuple(cells)))
    notes = [words(lexicon.EFFECTS_NOTE), words(w.ML_CONTEXTUAL_NOTE)]
    if beside and not beside["admissible"]:
        notes.append(words(w.ML_OTHER_INADMISSIBLE))
    title = words(w.T18L, source=words.label(data["source"]))
    return Table(f"T18-{result.id}", title, tuple(columns), tuple(rows), tuple(notes))


def _heading(effect: Mapping[str, Any], words: Words) -> str:
    part = words(f"ml_{effect['part']}")
    if effect["role"] == "difference":
        return words(w.ML_PART, part=part, rest=words(lexicon.DIFFERENCES))
    return words(
        w.ML_PART, part=part, rest=words(lexicon.TO_OUTCOME, outcome=effect["outcome"])
    )
