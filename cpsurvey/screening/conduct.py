"""Signs in how somebody went through the form: instructed items, own word, time."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from cpsurvey.design import Questionnaire
from cpsurvey.design.study import Thresholds
from cpsurvey.responses import Responses
from cpsurvey.screening import order
from cpsurvey.screening.sign import Sign, sign, unjudged

Flags = NDArray[np.bool_]


def instructed(responses: Responses, questionnaire: Questionnaire) -> tuple[Flags, Flags]:
    """Who failed, and who answered, each instructed item: two (checks, n) arrays."""
    checks = [
        check
        for check in questionnaire.attention_checks
        if check.kind == "instructed" and check.id in responses.values
    ]
    answered = np.array(
        [~np.isnan(responses.values[c.id]) for c in checks], dtype=bool
    ).reshape(len(checks), responses.n)
    right = np.array(
        [np.isin(responses.values[c.id], c.expected) for c in checks], dtype=bool
    ).reshape(len(checks), responses.n)
    return answered & ~right, answered


def failed_all(failed: Flags, answered: Flags) -> Sign:
    """Failed every instructed item, from what `instructed` found."""
    if not len(failed):
        return unjudged(failed.shape[1], "no_checks")
    return sign(
        np.all(failed, axis=0), np.any(answered, axis=0), "no_checks", count=len(failed)
    )


def attention(responses: Responses, questionnaire: Questionnaire, _: Thresholds) -> Sign:
    """Failed at least one instructed item."""
    failed, answered = instructed(responses, questionnaire)
    return sign(np.any(failed, axis=0), np.any(answered, axis=0), "no_checks", count=1)


def refused(responses: Responses, questionnaire: Questionnaire) -> Flags:
    """Who asked that the answers not be used, (n,): no setting of a study takes them back."""
    found = np.zeros(responses.n, dtype=bool)
    for check in questionnaire.attention_checks:
        if check.kind == "self_report" and check.id in responses.values:
            answer = responses.values[check.id]
            found |= ~np.isnan(answer) & ~np.isin(answer, check.expected)
    return found


def page_time(
    responses: Responses, questionnaire: Questionnaire, thresholds: Thresholds
) -> Sign:
    """Pages left faster than their lines can be read (Huang et al., 2012)."""
    wanted = {"seconds": thresholds.seconds_per_item, "pages": thresholds.fast_pages}
    pages = order.timed(responses, questionnaire)
    if not pages:
        return unjudged(responses.n, "no_times", **wanted)
    seconds = np.array([seconds for seconds, _ in pages.values()])
    lines = np.array([lines for _, lines in pages.values()])
    with np.errstate(invalid="ignore"):
        fast = (seconds < thresholds.seconds_per_item * lines).sum(axis=0)
    known = (~np.isnan(seconds)).sum(axis=0)
    enough = known >= thresholds.fast_pages
    return sign(fast >= thresholds.fast_pages, enough, "few_pages", **wanted)


def pace(responses: Responses, questionnaire: Questionnaire, least: float) -> Sign:
    """Took fewer than `least` seconds a line over all timed pages with items."""
    pages = order.timed(responses, questionnaire)
    if not pages:
        return unjudged(responses.n, "no_times", seconds=least)
    seconds = np.array([seconds for seconds, _ in pages.values()])
    known = ~np.isnan(seconds)
    lines = np.where(known, [lines for _, lines in pages.values()], 0.0).sum(axis=0)
    total = np.where(known, seconds, 0.0).sum(axis=0)
    return sign(total < least * lines, known.any(axis=0), "no_times", seconds=least)
