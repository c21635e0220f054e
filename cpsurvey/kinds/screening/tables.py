"""Who answered carefully, and the main model at each stage of screening (T3)."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from cpsurvey.kinds.models.tables import headline
from cpsurvey.kinds.screening import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.table import DASH, Column, Row, Table
from cpsurvey.report.words import Words, by_key
from cpsurvey.results import Result

LONG = 24
"""Letters of a label beyond which it stands above its numbers."""


def rule_name(line: Mapping[str, Any], words: Words) -> str:
    """What a rule is called."""
    if line["rule"] == "attention" and line["threshold"].get("count") == 1:
        return words(w.SCR_ATTENTION_ONE)
    return words(line["rule"])


def threshold(line: Mapping[str, Any], words: Words) -> str:
    """From where on a rule counts, in words."""
    shown = {name: _plain(value, name, words) for name, value in line["threshold"].items()}
    key = f"scr_t_{line['rule']}"
    if line["rule"] == "attention" and line["threshold"].get("count", 1) > 1:
        key += "_all"
    if line["rule"] == "reversed_pairs" and "pairs" not in shown:
        key += "_none"
    if line["rule"] == "attention" and not shown:
        return ""
    return words(key, **shown)


def _plain(value: float | None, name: str, words: Words) -> str:
    """A threshold as the study file writes it."""
    if value is None:
        return DASH
    text = f"{100 * value if name == 'share' else value:g}"
    if words.language == "fr":
        return text.replace(".", ",")
    return text.replace("0.", ".", 1) if name in ("p", "value") else text


def screening(result: Result[Any], words: Words, k: int) -> list[Table]:
    """T3: rule by rule, hard ones first."""
    data = result.data
    rows: list[Row] = []
    limit = data["soft_limit"]
    for hard in (True, False):
        lines = [line for line in data["rules"] if line["hard"] is hard]
        if not lines:
            continue
        name = "hard_rules" if hard else "soft_rules_one" if limit == 1 else "soft_rules"
        rows.append(Row((words(f"scr_{name}", limit=limit),), role="group"))
        rows += [_rule(line, words) for line in lines]
    rows += _totals(data, words)
    notes = [words(w.SCR_NOTE, answered=data["answered"])]
    if reasons := _not_judged(data["rules"], words):
        notes.append(words(w.SCR_NOT_JUDGED, rules=reasons))
    if any(line["overlap"] is None and not line["reason"] for line in data["rules"]):
        notes.append(words(w.SCR_SMALL, k=k))
    if any(not line["hard"] for line in data["rules"]):
        notes.append(words(w.SCR_GONE if data["stage"] == "soft" else "scr_kept"))
    columns = (
        Column("rule", words(lexicon.RULE), "text"),
        Column("threshold", words(w.SCR_THRESHOLD), "text"),
        Column("judged", words(w.SCR_JUDGED), "int"),
        Column("flagged", words(w.SCR_N_FLAGGED), "int"),
        Column("share", words(lexicon.PERCENT), "percent"),
        Column("excluded", words(w.SCR_N_EXCLUDED), "int"),
        Column("overlap", words(w.SCR_ALSO_OTHER), "int"),
    )
    return [Table("T3-screening", words(w.SCR_T3), columns, tuple(rows), tuple(notes))]


def _rule(line: Mapping[str, Any], words: Words) -> Row:
    name, limit = rule_name(line, words), threshold(line, words)
    if line["reason"]:
        return Row((name, limit, 0, None, None, None, None))
    share = line["flagged"] / line["judged"] if line["judged"] else None
    return Row(
        (
            name,
            limit,
            line["judged"],
            line["flagged"],
            share,
            line["excluded"],
            line["overlap"],
        )
    )


def _totals(data: Mapping[str, Any], words: Words) -> list[Row]:
    """How many break a hard rule, enough soft ones, or either."""
    answered = data["answered"] or 1
    limit = data["soft_limit"]
    soft = sum(line["n"] for line in data["flags"] if line["flags"] >= limit)
    kept = sum(line["n"] - line["hard"] for line in data["flags"] if line["flags"] >= limit)
    hard = data["answered"] - data["hard"]
    gone = data["stage"] == "soft"
    lines = (
        (words(w.SCR_ANY_HARD), hard, hard),
        (words(w.SCR_SOFT_OR_MORE, limit=limit), soft, soft if gone else soft - kept),
        (words(w.SCR_HARD_OR_SOFT), hard + kept, hard + kept if gone else hard),
    )
    return [
        Row((name, "", data["answered"], n, n / answered, out, None), role="foot")
        for name, n, out in lines
    ]


def _not_judged(lines: list[dict[str, Any]], words: Words) -> str:
    return words.semicolon.join(
        f"{rule_name(line, words)} ({words('scr_why_' + line['reason'])})"
        for line in lines
        if line["reason"]
    )


def stages(result: Result[Any], words: Words) -> list[Table]:
    """The main model's fit and effects with all, without hard exclusions, careful only."""
    found = result.data["models"]
    if not found or not any(stage["fit"] for stage in found["stages"]):
        return []
    return [_fit(result, found, words), *_effects(found, words)]


def _fit(result: Result[Any], found: Mapping[str, Any], words: Words) -> Table:
    columns = (
        Column("sample", words(w.SCR_SAMPLE), "text"),
        Column("n", words(lexicon.N), "int"),
        Column("chisq", words(lexicon.CHISQ), "dec2"),
        Column("df", words(lexicon.DF), "int"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("cfi", words(lexicon.CFI), "unit3"),
        Column("rmsea", words(lexicon.RMSEA), "unit3"),
        Column("srmr", words(lexicon.SRMR), "unit3"),
    )
    rows = []
    for stage in found["stages"]:
        shown = headline(replace(result, fit=stage["fit"] or {}))
        mark = "*" if stage["stage"] == result.data["stage"] else ""
        mark += " †" if stage["reason"] == "inadmissible" else ""
        star = {0: mark} if mark else {}
        cells = [shown[name] for name in ("chisq", "df", "pvalue", "cfi", "rmsea", "srmr")]
        rows.append(
            Row((words(f"scr_stage_{stage['stage']}"), stage["used"], *cells), marks=star)
        )
    notes = [words(w.SCR_MODELS_NOTE)]
    if len({stage["n"] for stage in found["stages"]}) < len(found["stages"]):
        notes.append(words(w.SCR_SAME_PEOPLE))
    if any(stage["reason"] == "inadmissible" for stage in found["stages"]):
        notes.append(words(lexicon.FIT_DAGGER))
    title = words(w.SCR_T3_FIT, model=words.label(found["model"]))
    return Table("T3b-screening-fit", title, columns, tuple(rows), tuple(notes))


def _effects(found: Mapping[str, Any], words: Words) -> list[Table]:
    done = [stage for stage in found["stages"] if stage["effects"]]
    if not done:
        return []
    first = done[0]["effects"]
    loadings = first[0]["op"] == "=~"
    columns = [Column("effect", words(lexicon.PATH if loadings else "effect"), "text")]
    for stage in done:
        head = words(f"scr_short_{stage['stage']}")
        head += " †" if stage["reason"] == "inadmissible" else ""
        columns.append(Column(f"est_{stage['stage']}", head, "dec2"))
        if not loadings:
            columns.append(Column(f"ci_{stage['stage']}", words(w.SCR_CI), "interval"))
    # six numbers leave a label little room; one in a line of its own takes the others along
    long = not loadings and any(len(_effect(e, words)) > LONG for e in first)
    by_name = [{e["name"]: e for e in stage["effects"]} for stage in done]
    rows: list[Row] = []
    for effect in first:
        name = _effect(effect, words)
        cells: list[Any] = ["" if long else name]
        for of_stage in by_name:
            e = of_stage.get(effect["name"], {})
            cells.append(e.get("est"))
            if not loadings:
                cells.append((e.get("ci_lower"), e.get("ci_upper")))
        rows += [Row((name,), role="group")] if long else []
        rows.append(Row(tuple(cells)))
    note = words(
        "scr_note_" + {":=": "effects", "~": "paths", "=~": "loadings"}[first[0]["op"]]
    )
    title = words(w.SCR_T3_EFFECTS, model=words.label(found["model"]))
    return [Table("T3c-screening-effects", title, tuple(columns), tuple(rows), (note,))]


def _effect(effect: Mapping[str, Any], words: Words) -> str:
    if effect["op"] == ":=":
        return words.label(effect["name"])
    left, right = words.label(effect["lhs"]), words.label(effect["rhs"])
    return f"{right} → {left}" if effect["op"] == "~" else f"{left} → {right}"


def why(reason: str, words: Words) -> str:
    """Why a sample was not fitted."""
    key = f"scr_reason_{reason}"
    return words(key) if by_key(key) else words(w.SCR_REASON_FEW, code=reason)
