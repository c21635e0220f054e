"""From records to arrays: one wave, one spelling of every group, one entry per respondent."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import numpy as np

from cpsurvey.design import Questionnaire, Study
from cpsurvey.design.study import SECONDS
from cpsurvey.responses import PARTIAL, Responses
from cpsurvey.store.records import Record


def waves_apart(current: Sequence[Record]) -> tuple[list[Record], int]:
    """Records of the latest wave, and how many of earlier ones are left out.

    Answers of one person in two waves are not those of two people: analyses take one wave.
    """
    latest = latest_wave(one.wave for one in current)
    kept = [one for one in current if one.wave == latest]
    return kept, len(current) - len(kept)


def latest_wave(waves: Iterable[str]) -> str:
    """The wave analyses take; none comes first."""
    return max(waves, key=_wave_order, default="")


def _wave_order(wave: str) -> list[tuple[int, int, str]]:
    """Waves in the order of their numbers, then of their letters."""
    parts = re.findall(r"\d+|\D+", wave)
    return [(1, int(part), "") if part.isdigit() else (0, 0, part.casefold()) for part in parts]


def widen(
    rows: Sequence[Record],
    columns: Mapping[int, Sequence[str]],
    questionnaire: Questionnaire,
    study: Study,
    flow: Mapping[str, int],
) -> Responses:
    """Arrays of what this questionnaire asks for."""
    roles = questionnaire.identifiers.by_role().items()
    identifiers = {named.variable for role, named in roles if role != "respondent"}
    asked = {
        *questionnaire.items,
        *questionnaire.background,
        *(check.id for check in questionnaire.attention_checks),
    }
    found = list(dict.fromkeys(name for names in columns.values() for name in names))
    n = len(rows)
    codes = {name: np.full(n, np.nan) for name in found if name in asked}
    pages = {f"{SECONDS}{page.id}" for page in questionnaire.pages}
    seconds = {name: np.full(n, np.nan) for name in found if name in pages}
    groups = {name: np.full(n, None, dtype=object) for name in found if name in identifiers}
    reasons = {name: np.zeros(n, dtype=int) for name in codes}
    for at, row in enumerate(rows):
        for name, cell in zip(columns[row.batch], row.cells, strict=True):
            if cell is None:
                continue
            if name in codes and isinstance(cell, list):
                reasons[name][at] = cell[0]
            elif name in codes:
                codes[name][at] = cell
            elif name in seconds:
                seconds[name][at] = cell
            elif name in groups:
                groups[name][at] = str(cell)
    for role, variable in study.groups.items():
        if role != "language" and variable in groups:
            groups[variable] = _one_spelling(groups[variable])
    return Responses(
        respondent=tuple(row.respondent for row in rows),
        values=codes,
        reasons=reasons,
        groups=groups,
        complete=np.array([row.state != PARTIAL for row in rows], dtype=bool),
        flow=flow,
        seconds={
            page.id: seconds[name]
            for page in questionnaire.pages
            if (name := f"{SECONDS}{page.id}") in seconds
        },
    )


def _one_spelling(labels: Any) -> Any:
    """Labels that differ in letter case only, under the spelling used most, or first."""
    spelt: dict[str, Counter[str]] = {}
    for label in labels:
        if label is not None:
            spelt.setdefault(label.casefold(), Counter())[label] += 1
    if all(len(several) == 1 for several in spelt.values()):
        return labels
    shown = {folded: several.most_common(1)[0][0] for folded, several in spelt.items()}
    new = [None if label is None else shown[label.casefold()] for label in labels]
    return np.array(new, dtype=object)
