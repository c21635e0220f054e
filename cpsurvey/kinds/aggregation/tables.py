"""Individuals and teams (T15): resemblance, agreement, what they allow."""

from __future__ import annotations

from typing import Any

from cpsurvey.kinds.aggregation import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.known import known
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result

JUDGED = ("icc1", "icc2", "rwgj", "rwgj_moderate", "ad")


def aggregation(result: Result[Any], words: Words) -> list[Table]:
    """T15 in three tables of one line per scale."""
    return [_resemblance(result, words), _agreement(result, words), _decision(result, words)]


def _resemblance(result: Result[Any], words: Words) -> Table:
    data = result.data
    columns = [
        Column("scale", words(lexicon.SCALE), "text"),
        Column("icc1", "ICC(1)", "unit2", (0.05,)),
        Column("icc1_ci", words(lexicon.CI95), "interval"),
        Column("F", "F", "dec2"),
        Column("pvalue", words(lexicon.P), "p"),
        Column("icc2", "ICC(2)", "unit2", (0.60,)),
        Column("icc2_ci", words(lexicon.CI95), "interval"),
    ]
    sizes = known(s["size"] for s in data["scales"])
    notes = [
        words(
            w.AGGREGATION_NOTE,
            variable=data["group"],
            groups=max(s["groups"] for s in data["scales"]),
            size=words.number(max(sizes, default=None), "dec2"),
        )
    ]
    if not data["equal_sizes"]:
        columns.insert(3, Column("icc1_k0", words(w.AGGREGATION_K0), "unit2"))
        notes.append(words(w.AGGREGATION_K0_NOTE))
    rows = tuple(
        Row((words.label(s["scale"]), *(s[c.key] for c in columns[1:]))) for s in data["scales"]
    )
    return Table("T15-aggregation", words(w.T15), tuple(columns), rows, tuple(notes))


def _agreement(result: Result[Any], words: Words) -> Table:
    """One line per scale: medians by null, and the share of agreeing groups."""
    data = result.data
    nulls = max((s["rwgj"] for s in data["scales"]), key=len)
    columns = [
        Column("scale", words(lexicon.SCALE), "text"),
        *(
            Column(
                f"rwgj_{n['null']}",
                words(f"null_{n['null']}"),
                "unit2",
                (0.70,),
            )
            for n in nulls
        ),
        Column("agreeing", words(w.AGREEING), "percent"),
        Column("lindell", "r*wg", "unit2"),
        Column("ad", "AD", "dec2"),
        Column("chance", words(w.AGGREGATION_BEYOND), "p"),
    ]
    rows = tuple(Row(tuple(_agreed(s, len(nulls), words))) for s in data["scales"])
    draws = max((s["chance"]["draws"] for s in data["scales"] if s["chance"]), default=0)
    note = words(
        w.AGGREGATION_AGREE_NOTE,
        smallest=data["smallest"],
        draws=draws,
        counted=max(s["counted"] for s in data["scales"]),
    )
    return Table("T15a-agreement", words(w.T15A), tuple(columns), rows, (note,))


def _agreed(scale: Any, nulls: int, words: Words) -> list[Any]:
    medians = [n["median"] for n in scale["rwgj"]]
    medians += [None] * (nulls - len(medians))
    return [
        words.label(scale["scale"]),
        *medians,
        scale["rwgj"][0]["share"],
        scale["lindell"],
        scale["ad"],
        scale["chance"]["pvalue"] if scale["chance"] else None,
    ]


def _decision(result: Result[Any], words: Words) -> Table:
    data = result.data
    columns = (
        Column("scale", words(lexicon.SCALE), "text"),
        Column("intended", words(w.AGGREGATION_INTENDED), "text"),
        *(Column(key, words(f"judged_{key}"), "text") for key in JUDGED),
        Column("found", words(w.AGGREGATION_FOUND), "text"),
    )
    rows = tuple(
        Row(
            (
                words.label(s["scale"]),
                words(f"aggregation_{s['intended']}"),
                *(words(f"judged_{s['judged'][key]}") for key in JUDGED),
                words(f"found_{s['found']}"),
            )
        )
        for s in data["scales"]
    )
    note = words(
        w.AGGREGATION_DECISION_NOTE,
        smallest=data["smallest"],
        small="–" if data["too_small"] is None else data["too_small"],
        groups=data["groups"],
        response=_response(data["response"], words),
    )
    return Table("T15d-decision", words(w.T15D), columns, rows, (note,))


def _response(found: Any, words: Words) -> str:
    if found is None:
        return words(w.AGGREGATION_NO_RESPONSE)
    return words(
        w.AGGREGATION_RESPONSE,
        half=found["half"],
        known=found["known"],
        median=words.number(found["median"], "percent"),
    )
