"""What stood on each page, in which order, and how much of it was shown to whom."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from cpsurvey.design import Questionnaire
from cpsurvey.responses import NOT_SHOWN, Responses

Array = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Sheet:
    """Lines that stand together: items and instructed checks, in their order."""

    names: tuple[str, ...]
    shuffled: bool = False


def asked(responses: Responses, questionnaire: Questionnaire) -> tuple[str, ...]:
    """Items somebody answered, in questionnaire order."""
    return tuple(
        name
        for name in questionnaire.items
        if name in responses.values and not np.isnan(responses.values[name]).all()
    )


def sheets(responses: Responses, questionnaire: Questionnaire) -> list[Sheet]:
    """Items by page; without pages, consecutive scales answered in the same format."""
    items = asked(responses, questionnaire)
    checks = [
        check.id
        for check in questionnaire.attention_checks
        if check.kind == "instructed" and check.id in responses.values
    ]
    if not questionnaire.pages:
        return _by_format(items, questionnaire)
    left = {*items, *checks}
    found = []
    for page in questionnaire.pages:
        names = tuple(name for name in questionnaire.on_page(page) if name in left)
        left -= set(names)
        found.append(Sheet(names, page.shuffle))
    found.append(Sheet(tuple(name for name in items if name in left)))
    return [sheet for sheet in found if sheet.names]


def _by_format(items: tuple[str, ...], questionnaire: Questionnaire) -> list[Sheet]:
    found: list[list[str]] = []
    before = None
    for name in items:
        options = format_of(name, questionnaire)
        if options != before:
            found.append([])
        found[-1].append(name)
        before = options
    return [Sheet(tuple(names)) for names in found]


def format_of(item: str, questionnaire: Questionnaire) -> str:
    """Option set an item is answered with."""
    return questionnaire.items[item].options or questionnaire.scale_of[item].options


def timed(
    responses: Responses, questionnaire: Questionnaire
) -> Mapping[str, tuple[Array, Array]]:
    """Page -> seconds spent and lines shown, (n,) each, for timed pages with items.

    Seconds are NaN where unknown or where nothing of the page was shown.
    """
    found = {}
    for page in questionnaire.pages:
        lines = [questionnaire.variables_of(asked)[:1] for asked in questionnaire.on_page(page)]
        names = [name for line in lines for name in line if name in responses.values]
        if page.id not in responses.seconds or not set(names) & set(questionnaire.items):
            continue
        lines = np.sum([_shown(responses, name) for name in names], axis=0, dtype=float)
        seconds = np.where(lines > 0, responses.seconds[page.id], np.nan)
        found[page.id] = (seconds, lines)
    return found


def _shown(responses: Responses, name: str) -> NDArray[np.bool_]:
    """Who saw a line: answered it, skipped it, or said that it does not apply."""
    answered = ~np.isnan(responses.values[name])
    reasons = responses.reasons.get(name)
    if reasons is None:
        return np.asarray(answered)
    return np.asarray(answered | ((reasons < 0) & (reasons != NOT_SHOWN)))
