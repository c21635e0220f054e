"""Power by sample size, and the smallest effect the study could see."""

from __future__ import annotations

from typing import Any

from cpsurvey.kinds.power import words as w
from cpsurvey.report import lexicon
from cpsurvey.report.known import below
from cpsurvey.report.table import Column, Row, Table
from cpsurvey.report.words import Words
from cpsurvey.results import Result


def named(effect: Any, words: Words) -> str:
    """An effect by what it passes: the label the run gave it, or its chain."""
    label = words.label(effect["name"])
    if label != effect["name"]:
        return label
    first = effect["chain"][0][1]
    steps = [words.label(first), *(words.label(outcome) for outcome, _ in effect["chain"])]
    return " → ".join(steps)


def _teams_at(data: Any) -> list[int | None]:
    """Teams at each size; results of earlier versions do not say."""
    return list(data.get("teams_at") or [None] * len(data["sizes"]))


def _heading(size: int, teams: int | None, words: Words) -> str:
    return words(w.POWER_AT_TEAMS, n=size, teams=teams) if teams else f"n = {size}"


def at_own(data: Any, words: Words) -> str:
    """The study's own size in words, with its teams."""
    return _heading(data["n"], data["teams"], words)


def power(result: Result[Any], words: Words) -> list[Table]:
    """One line per effect and path: assumed value, power at every size, smallest effect."""
    data = result.data
    columns = (
        Column("effect", words(lexicon.EFFECT), "text"),
        Column("value", words(w.ASSUMED), "unit2"),
        *(
            Column(f"n{size}", _heading(size, teams, words), "unit2")
            for size, teams in zip(data["sizes"], _teams_at(data), strict=True)
        ),
        Column("smallest", words(w.SMALLEST), "unit2"),
    )
    rows: list[Row] = []
    if data["effects"]:
        rows.append(Row((words(w.POWER_CHAINS),), role="group"))
        rows += [
            Row((named(e, words), e["value"], *e["power"], e["smallest"]))
            for e in data["effects"]
        ]
    rows.append(Row((words(w.POWER_PATHS),), role="group"))
    rows += [
        Row(
            (
                f"{words.label(p['predictor'])} → {words.label(p['outcome'])}",
                p["value"],
                *p["power"],
                p["smallest"],
            )
        )
        for p in data["paths"]
    ]
    scores = {v for v in data["reliability"].values() if below(v, 1.0)}
    how = words(w.POWER_TEAMS if data["teams"] else "power_no_teams", teams=data["teams"])
    note = words(
        w.POWER_NOTE,
        replications=data["replications"],
        how=how,
        n=data["n"],
        icc=words.number(data["icc"], "unit2"),
        low=words.number(min(scores, default=1.0), "unit2"),
        high=words.number(max(scores, default=1.0), "unit2"),
    )
    title = words(w.T_POWER)
    return [Table(f"P1-{result.id}", title, columns, tuple(rows), (note,))]
