"""The hypotheses, and the plan they were declared in."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

from cpsurvey.kinds.hypotheses import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.chapter import short_of
from cpsurvey.report.document import Text
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Caveat, Result

SHORT_HASH = 12


def hypotheses(result: Result[Any], words: Words) -> list[Table]:
    """One heading per hypothesis with its verdict, one row per test."""
    data = result.data
    columns = (
        Column("test", words(w.HYP_RESTS_ON), "text"),
        Column("est", words(w.HYP_EST), "dec3"),
        Column("ci", words(lexicon.CI95), "interval"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("pvalue_holm", words(lexicon.P_HOLM), "p", (data["alpha"],)),
        Column("n", words(lexicon.N), "int"),
    )
    rows: list[Row] = []
    for one in data["hypotheses"]:
        rows.append(Row((f"{one['id']}. {title(one, words)}",), role="group"))
        verdict = words(f"verdict_{one['verdict']}", alpha=_alpha(data, words))
        rows += [
            Row((name_of(test, words), *_numbers(test, one["judged"]))) for test in one["tests"]
        ]
        if one["verdict"] == "not_tested":
            verdict += f"{words('colon')}{reason(one, words)}"
        verdict += beside(one, words)
        rows.append(Row((words(w.VERDICT_IS, verdict=verdict), "", "", "", _holm(one), "")))
    notes = (
        words(w.HYP_HOLM_NOTE, count=data["family"]),
        words(w.HYP_ALL_NOTE),
        words(w.HYP_INTERVAL_NOTE),
        words(w.HYP_ASSOCIATION_NOTE),
    )
    return [Table("T0-hypotheses", words(w.T0), columns, tuple(rows), notes)]


def beside(one: Mapping[str, Any], words: Words) -> str:
    """In brackets, what the numbers a verdict rests on must not be read without."""
    found = [Caveat(**c) for test in one["tests"] for c in test.get("caveats", ())]
    said = short_of(found, words)
    return f" ({words.semicolon.join(said)})" if said else ""


def _numbers(test: Mapping[str, Any], judged: str) -> tuple[Any, ...]:
    """Cells of a test; what an interval judges shows no p, which may say otherwise."""
    if test["est"] is None:
        return ("", "", "", "", "")
    p = "" if judged == "interval" or test["pvalue"] is None else test["pvalue"]
    return (test["est"], (test["ci_lower"], test["ci_upper"]), p, "", test["n"])


def _holm(one: Mapping[str, Any]) -> Any:
    return "" if one["pvalue_holm"] is None else one["pvalue_holm"]


def title(one: Mapping[str, Any], words: Words) -> str:
    """What a hypothesis says."""
    return words.label(f"hypothesis.{one['id']}")


def name_of(test: Mapping[str, Any], words: Words) -> str:
    """The number a test is about, in words."""
    if test["named"] == "path":
        for sign in ("=~", "~~", "~"):
            left, found, right = test["name"].partition(sign)
            if found:
                ends = [words.label(left.strip()), words.label(right.strip())]
                if sign == "~":
                    ends.reverse()
                return f" {'↔' if sign == '~~' else '→'} ".join(ends)
    label = words.label(test["name"])
    if test["named"] == "scale":
        return words(w.HYP_SCALE, scale=test["name"])
    return label


def reason(one: Mapping[str, Any], words: Words) -> str:
    """Why a hypothesis was not tested."""
    if one["reason"] == "declared":
        return words.label(f"untested.{one['id']}")
    missing = [test for test in one["tests"] if test["reason"] == one["reason"]]
    name = missing[0]["analysis"] if missing else one["tests"][0]["analysis"]
    return words(f"reason_{one['reason']}", analysis=name)


def _alpha(data: Mapping[str, Any], words: Words) -> str:
    return words.number(data["alpha"], "unit2")


def verdicts(result: Result[Any], words: Words) -> list[str]:
    """One sentence per verdict: which hypotheses it holds for."""
    found: dict[str, list[str]] = {}
    for one in result.data["hypotheses"]:
        found.setdefault(one["verdict"], []).append(one["id"])
    order = [key for key in VERDICTS if key in found]
    alpha = _alpha(result.data, words)
    return [
        f"{', '.join(found[key])}{words('colon')}{words(f'verdict_{key}', alpha=alpha)}."
        for key in order
    ]


def answers(result: Result[Any], words: Words) -> list[str]:
    """Every tested hypothesis as a sentence with its verdict in a word or two."""
    return [
        words(
            w.HYP_ANSWER,
            says=title(one, words) + beside(one, words),
            verdict=words(f"answer_{one['verdict'].removesuffix('_interval')}"),
            id=one["id"],
        )
        for one in result.data["hypotheses"]
        if one["verdict"] != "not_tested"
    ]


VERDICTS = (
    *("supported", "supported_interval", "not_supported", "not_supported_interval"),
    *("opposite", "opposite_interval", "mixed", "not_tested"),
)


def plan(found: Mapping[str, Any] | None, words: Words) -> list[Text | Table]:
    """What was declared before the data, and every deviation from it."""
    if not found:
        return [Text(words(w.PLAN_NONE), "note")]
    said: list[Text | Table] = [
        Text(words(w.PLAN_DECLARED, day=found["declared"], sha256=found["sha256"]))
    ]
    if not found["intact"]:
        said.append(Text(words(w.PLAN_EDITED), "alert"))
    if found["first_data"]:
        days = {"day": found["declared"], "data": found["first_data"]}
        said.append(Text(words(w.PLAN_LATE, **days), "warning"))
    if not found["deviations"]:
        said.append(Text(words(w.PLAN_KEPT)))
        return said
    said.append(_deviations(found["deviations"], words))
    return said


def _deviations(rows: Sequence[Mapping[str, Any]], words: Words) -> Table:
    columns = (
        Column("what", words(w.DEVIATION), "text"),
        Column("name", words(w.DEVIATION_WHERE), "text"),
        Column("before", words(w.DECLARED_VALUE), "text"),
        Column("now", words(w.USED_VALUE), "text"),
    )
    made = tuple(
        Row((words(f"dev_{r['what']}"), r["name"], _value(r, "before"), _value(r, "now")))
        for r in rows
    )
    return Table("T0b-deviations", words(w.T0B), columns, made, (words(w.DEVIATIONS_NOTE),))


def _value(row: Mapping[str, Any], key: str) -> Any:
    value = row[key]
    if value is not None and row["name"] == "sha256":
        return value[:SHORT_HASH]
    return "" if value is None else value
