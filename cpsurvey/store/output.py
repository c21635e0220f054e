"""From versions to arrays: one wave, one spelling of every group, one entry per respondent."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from typing import Any

import numpy as np
from numpy.typing import NDArray

from cpsurvey.design import Questionnaire, Study
from cpsurvey.design.study import SECONDS
from cpsurvey.identity import same_group, wave_order
from cpsurvey.responses import PARTIAL, Kept, Responses, Why
from cpsurvey.store.blocks import Versions
from cpsurvey.store.counting import numbers


def waves_apart(
    found: Sequence[Versions],
    current: Sequence[NDArray[np.intp]],
    *,
    every: bool = False,
    retests: Collection[str] = (),
) -> tuple[list[Versions], dict[str, int]]:
    """Versions of the latest wave that count, and how many others are left out and why.

    Answers of one person in two waves are not those of two people: analyses take one wave,
    unless they ask for `every`. A retest is never the latest wave, unless there is no other.
    """
    counting = [one.take(places) for one, places in zip(found, current, strict=True)]
    if every:
        return counting, {"earlier_wave": 0}
    waves = {wave for one in counting for wave in one.facts["wave"].counts()}
    latest = latest_wave(waves - {*retests} or waves)
    kept = [_of_wave(one, latest) for one in counting]
    again = {wave: sum(len(_of_wave(one, wave)) for one in counting) for wave in retests}
    again.pop(latest, None)
    left = sum(map(len, counting)) - sum(map(len, kept)) - sum(again.values())
    return kept, {"earlier_wave": left} | ({"retest": sum(again.values())} if again else {})


def _of_wave(one: Versions, wave: str) -> Versions:
    rows = one.facts["wave"].rows(lambda kind: kind == wave)
    return one if len(rows) == len(one) else one.take(np.array(rows, dtype=np.intp) - 1)


def latest_wave(waves: Iterable[str]) -> str:
    """The wave analyses take; none comes first."""
    return max(waves, key=wave_order, default="")


def widen(
    found: Sequence[Versions],
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
    names = list(dict.fromkeys(name for one in found for name in one.cells))
    codes = [name for name in names if name in asked]
    days = [day for one in found for day in one.facts["submitted"].counts() if day]
    groups = {
        name: _column(found, name, _label, None, np.dtype(object))
        for name in names
        if name in identifiers
    }
    for role, variable in study.groups.items():
        if role != "language" and variable in groups:
            groups[variable] = _one_spelling(groups[variable])
    return Responses(
        respondent=tuple(who.hex() for one in found for who in one.who.tolist()),
        values={name: _numbers(found, name) for name in codes},
        reasons={name: _column(found, name, _reason, 0, np.dtype(np.int64)) for name in codes},
        groups=groups,
        complete=_complete(found),
        flow=flow,
        seconds={
            page.id: _numbers(found, name)
            for page in questionnaire.pages
            if (name := f"{SECONDS}{page.id}") in names
        },
        submitted=tuple(day for one in found for day in one.facts["submitted"].tolist()),
        since=min(days, default=""),
        until=max(days, default=""),
    )


def _complete(found: Sequence[Versions]) -> NDArray[np.bool_]:
    states = [numbers(one.facts["state"]) != PARTIAL for one in found]
    return np.concatenate([np.zeros(0, dtype=bool), *states])


def _column(
    found: Sequence[Versions],
    name: str,
    of: Callable[[Kept], Any],
    nothing: Any,
    dtype: np.dtype[Any],
) -> NDArray[Any]:
    """One column over all files; what is nothing everywhere in a file is not written."""
    n, low = sum(map(len, found)), 0
    # memory of zeros is not taken before it is written
    whole = np.zeros(n, dtype) if nothing == 0 else np.full(n, nothing, dtype)
    for one in found:
        if (column := one.cells.get(name)) is not None:
            table = np.array([of(kind) for kind in column.kinds], dtype=dtype)
            if (table != nothing).any():
                whole[low : low + len(one)] = table[column.at]
        low += len(one)
    return whole


def _numbers(found: Sequence[Versions], name: str) -> NDArray[np.float64]:
    return _column(found, name, _value, np.nan, np.dtype(float))


def _value(kind: Kept) -> float:
    return kind if isinstance(kind, int | float) else np.nan


def _reason(kind: Kept) -> int:
    return kind.reason if isinstance(kind, Why) else 0


def _label(kind: Kept) -> str | None:
    """Group as text; numbers stood there in databases of earlier versions."""
    return None if kind is None or isinstance(kind, Why) else str(kind)


def _one_spelling(labels: Any) -> Any:
    """Labels of one group (`same_group`), under the spelling used most, or first."""
    spelt: dict[str, Counter[str]] = {}
    for label, count in Counter(labels.tolist()).items():
        if label is not None:
            spelt.setdefault(same_group(label), Counter())[label] += count
    if all(len(several) == 1 for several in spelt.values()):
        return labels
    shown = {
        label: several.most_common(1)[0][0] for several in spelt.values() for label in several
    }
    return np.array([label and shown[label] for label in labels.tolist()], dtype=object)
