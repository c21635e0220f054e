"""Sample flow: from rows read to respondents analysed, and to those who answered carefully."""

from __future__ import annotations

from typing import Any

from cpsurvey.analysis.context import Context
from cpsurvey.kind import Params
from cpsurvey.results import Result, Sample


def flow(_params: Params, context: Context) -> list[Result[Any]]:
    """Every row that was read, and why each lost one was lost."""
    scored = context.scored
    counts = scored.flow
    rows = counts.get("rows", scored.n + sum(scored.screened.values()))
    stages: list[dict[str, Any]] = [
        {"stage": "rows_read", "n": rows, "lost": 0, "reason": None},
    ]
    left = rows
    losses = [
        ("quarantined", counts.get("quarantined", 0)),
        ("duplicate", counts.get("superseded", 0)),
        ("earlier_wave", counts.get("earlier_wave", 0)),
        ("forgotten", counts.get("forgotten", 0)),
        *scored.screened.items(),
    ]
    for reason, lost in losses:
        if lost:
            left -= lost
            stages.append({"stage": reason, "n": left, "lost": lost, "reason": reason})
    stages.append({"stage": "analysed", "n": scored.n, "lost": 0, "reason": None})
    if scored.verdicts is not None and scored.stage != "soft":
        careful = int((scored.soft_flags < scored.verdicts.limit).sum())
        if careful < scored.n:
            lost = scored.n - careful
            stages.append({"stage": "careful", "n": careful, "lost": lost, "reason": "flagged"})
    return [
        Result(
            kind="flow",
            id=context.id,
            sample=Sample(
                read=rows,
                used=scored.n,
                dropped={reason: lost for reason, lost in losses if lost},
            ),
            data={
                "stages": stages,
                "quarantine": [
                    {"rule": rule, "column": column, "count": count}
                    for rule, column, count in context.quarantine
                ],
            },
        )
    ]
