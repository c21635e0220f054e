"""Answers for tests of screening: a questionnaire of many scales, respondents by hand."""

from __future__ import annotations

import numpy as np

from cpsurvey.responses import Responses

nan = np.nan


def questionnaire(scales=8, items=4, reverse=True, pages=True, shuffle=False, checks=True):
    """YAML of `scales` scales of `items` items in one format, the last item reversed."""
    lines = [
        """\
schema: cpsurvey/questionnaire/1
id: many
version: 1.0.0
status: validated
title: {en: Many}
licence: CC-BY-4.0
languages: [en]
default_language: en
identifiers:
  respondent: {variable: respondent_id, aliases: [id]}
option_sets:
  agree7:
    options:"""
    ]
    lines += [f"      - {{code: {c}, label: {{en: Answer {c}}}}}" for c in range(1, 8)]
    lines.append("scales:")
    for s in range(scales):
        lines += [f"  - id: s{s}", f"    label: {{en: Scale {s}}}", "    options: agree7"]
        lines.append("    items:")
        for i in range(items):
            last = ", reverse: true" if reverse and i == items - 1 else ""
            lines.append(f"      - {{id: x{s}_{i}, label: {{en: Item {s} {i}}}{last}}}")
    if checks:
        lines.append("attention_checks:")
        for name, expected in (("a1", 5), ("a2", 2)):
            lines.append(
                f"  - {{id: {name}, kind: instructed, options: agree7, expected: [{expected}],"
                " text: {en: Choose}}"
            )
        lines.append(
            "  - {id: use, kind: self_report, expected: [1], text: {en: Keep}, options: "
            "[{code: 1, label: {en: 'Yes'}}, {code: 0, label: {en: 'No'}}]}"
        )
    if pages:
        half = scales // 2
        parts = [[f"s{s}" for s in range(half)], [f"s{s}" for s in range(half, scales)]]
        lines.append("pages:")
        for number, part in enumerate(parts, 1):
            check = [f"a{number}"] if checks else []
            names = ", ".join([*part, *check])
            lines.append(
                f"  - {{id: p{number}, shuffle: {str(shuffle).lower()}, contains: [{names}]}}"
            )
        if checks:
            lines.append("  - {id: end, contains: [use]}")
    return "\n".join(lines) + "\n"


def careful(n, scales=8, items=4, seed=1):
    """Answers (n, scales * items) of people who read; the last item of a scale is reversed."""
    rng = np.random.default_rng(seed)
    factor = rng.normal(size=(n, scales, 1))
    answer = np.clip(
        np.round(4 + 1.2 * factor + 0.7 * rng.normal(size=(n, scales, items))), 1, 7
    )
    answer[:, :, -1] = 8 - answer[:, :, -1]
    return answer.reshape(n, scales * items)


def responses(x, scales=8, items=4, *, checks=True, seconds=None, **more):
    """Answers as the store gives them out; everybody passes the checks unless told."""
    n = len(x)
    names = [f"x{s}_{i}" for s in range(scales) for i in range(items)]
    values = {name: x[:, j].astype(float) for j, name in enumerate(names)}
    if checks:
        passed = {"a1": 5.0, "a2": 2.0, "use": 1.0}
        values |= {name: np.full(n, code) for name, code in passed.items()}
    values |= {name: np.asarray(column, dtype=float) for name, column in more.items()}
    return Responses(
        respondent=tuple(f"p{i}" for i in range(n)),
        values=values,
        reasons={name: np.zeros(n, dtype=int) for name in values},
        groups={},
        complete=np.ones(n, dtype=bool),
        flow={"rows": n},
        seconds={page: np.asarray(v, dtype=float) for page, v in (seconds or {}).items()},
    )
