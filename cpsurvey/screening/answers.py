"""Signs in the answers themselves: runs, spread, distance, consistency."""

from __future__ import annotations

from collections import Counter

import numpy as np
from numpy.typing import NDArray
from scipy import special

from cpsurvey.design import Questionnaire
from cpsurvey.design.study import Thresholds
from cpsurvey.responses import Responses
from cpsurvey.screening import order
from cpsurvey.screening.sign import Sign, matrix, sign, unjudged
from cpsurvey.stats import careless
from cpsurvey.stats.mahalanobis import distance

Array = NDArray[np.float64]
FEWEST_SCALES = 6
FEWEST_PAIRS = 5
CLOSE_ENOUGH = 1e-4
"""Standard deviations by which moments with missing answers may still move: no verdict does."""
FEWEST_ANSWERED = 0.5
"""Share of its items somebody must have answered to be judged by their spread."""


def longstring(
    responses: Responses, questionnaire: Questionnaire, thresholds: Thresholds
) -> Sign:
    """One column ticked for long, on some page."""
    broken = np.zeros(responses.n, dtype=bool)
    judged = np.zeros(responses.n, dtype=bool)
    for sheet in order.sheets(responses, questionnaire):
        limit = max(
            thresholds.longstring, int(np.ceil(thresholds.longstring_share * len(sheet.names)))
        )
        if limit <= len(sheet.names):
            answers = matrix(responses, sheet.names)
            broken |= careless.longstring(answers) >= limit
            judged |= (~np.isnan(answers)).sum(axis=1) >= limit
    return sign(
        broken,
        judged,
        "short_pages",
        count=thresholds.longstring,
        share=thresholds.longstring_share,
    )


def irv(responses: Responses, questionnaire: Questionnaire, thresholds: Thresholds) -> Sign:
    """Answers that vary least, over the items of the commonest format."""
    items = order.asked(responses, questionnaire)
    formats = Counter(order.format_of(name, questionnaire) for name in items)
    common = formats.most_common(1)[0][0]
    names = [name for name in items if order.format_of(name, questionnaire) == common]
    answers = matrix(responses, names)
    spread = careless.irv(answers)
    enough = (~np.isnan(answers)).mean(axis=1) >= FEWEST_ANSWERED
    judged = enough & ~np.isnan(spread)
    lowest = int(thresholds.irv * judged.sum())
    if not lowest:
        return unjudged(responses.n, "few_respondents", share=thresholds.irv)
    limit = np.sort(spread[judged])[lowest - 1]
    broken = np.where(judged, spread, np.inf) <= limit
    return sign(broken, judged, "few_respondents", share=thresholds.irv)


def mahalanobis(
    responses: Responses, questionnaire: Questionnaire, thresholds: Thresholds
) -> Sign:
    """Answers unlike everybody's, over all items."""
    p = thresholds.mahalanobis
    items = order.asked(responses, questionnaire)
    found = distance(matrix(responses, items), tol=CLOSE_ENOUGH)
    if found is None:
        return unjudged(responses.n, "few_respondents", p=p)
    n = int((found.df > 0).sum())
    # no distance from a mean exceeds (n - 1)^2 / n: in a small sample nobody can be far
    within_reach = special.chdtri(np.maximum(found.df, 1), p) < (n - 1) ** 2 / n
    return sign(
        found.beyond(p),
        (found.df > 0) & within_reach,
        "few_respondents",
        p=p,
        df=int(found.df.max()),
    )


def even_odd(
    responses: Responses, questionnaire: Questionnaire, thresholds: Thresholds
) -> Sign:
    """Halves of scales that do not hang together within a person."""
    answered = set(order.asked(responses, questionnaire))
    halves = []
    for scale in questionnaire.scales:
        columns = [
            _keyed(responses, questionnaire, item.id)
            for item in scale.items
            if item.id in answered
        ]
        if len(columns) > 1:
            halves.append(careless.half_means(np.column_stack(columns)))
    if len(halves) < FEWEST_SCALES:
        return unjudged(responses.n, "few_scales", value=thresholds.even_odd)
    odd, even = (np.column_stack(side) for side in zip(*halves, strict=True))
    r = careless.even_odd(odd, even, FEWEST_SCALES)
    judged = ~np.isnan(r)
    low = np.where(judged, r, 1.0) < thresholds.even_odd
    return sign(low, judged, "few_scales", value=thresholds.even_odd)


def _keyed(responses: Responses, questionnaire: Questionnaire, name: str) -> Array:
    """Answers after reversal, from 0 to 1 whatever the format."""
    options = questionnaire.options_of(name)
    assert options is not None  # checked when the questionnaire was read
    place = (responses.values[name] - options.low) / (options.high - options.low)
    return np.asarray(1.0 - place if questionnaire.items[name].reverse else place)


def reversed_pairs(
    responses: Responses, questionnaire: Questionnaire, thresholds: Thresholds
) -> Sign:
    """The same extreme answer to a reversed item and to the direct item next to it.

    The outer thirds of the answers are extreme: two of seven, one of five at each end.
    """
    pairs = _next_to_each_other(questionnaire, set(order.asked(responses, questionnaire)))
    if len(pairs) < thresholds.reversed_pairs:
        return unjudged(responses.n, "few_reversed", count=thresholds.reversed_pairs)
    low, high = [], []
    for name, _ in pairs:
        options = questionnaire.options_of(name)
        assert options is not None
        outer = max(1, len(options.codes) // 3)
        low.append(options.codes[outer - 1])
        high.append(options.codes[-outer])
    direct, turned = (matrix(responses, side) for side in zip(*pairs, strict=True))
    found = careless.contradictions(direct, turned, np.array(low), np.array(high))
    possible = (~np.isnan(direct) & ~np.isnan(turned)).sum(axis=1)
    return sign(
        found >= thresholds.reversed_pairs,
        possible >= thresholds.reversed_pairs,
        "few_reversed",
        count=thresholds.reversed_pairs,
        pairs=len(pairs),
    )


def _next_to_each_other(
    questionnaire: Questionnaire, answered: set[str]
) -> list[tuple[str, str]]:
    """Each reversed item after the nearest direct item of its scale, the one before first."""
    found = []
    for scale in questionnaire.scales:
        items = [item for item in scale.items if item.id in answered]
        for at, item in enumerate(items):
            near = [
                other.id
                for _, other in sorted(enumerate(items), key=lambda e: (abs(e[0] - at), e[0]))
                if not other.reverse and _same_answers(questionnaire, other.id, item.id)
            ]
            if item.reverse and near:
                found.append((near[0], item.id))
    return found


def _same_answers(questionnaire: Questionnaire, one: str, other: str) -> bool:
    return order.format_of(one, questionnaire) == order.format_of(other, questionnaire)


def synonyms(
    responses: Responses, questionnaire: Questionnaire, thresholds: Thresholds
) -> Sign:
    """Different answers to items that others answer alike."""
    r = _over_pairs(responses, questionnaire, thresholds.alike)
    if r is None:
        return unjudged(responses.n, "few_pairs", value=thresholds.synonyms)
    judged = ~np.isnan(r)
    low = np.where(judged, r, 1.0) < thresholds.synonyms
    return sign(low, judged, "few_pairs", value=thresholds.synonyms)


def antonyms(
    responses: Responses, questionnaire: Questionnaire, thresholds: Thresholds
) -> Sign:
    """Like answers to items that others answer the opposite way."""
    r = _over_pairs(responses, questionnaire, -thresholds.alike)
    if r is None:
        return unjudged(responses.n, "few_pairs", value=thresholds.antonyms)
    judged = ~np.isnan(r)
    high = np.where(judged, r, -1.0) > thresholds.antonyms
    return sign(high, judged, "few_pairs", value=thresholds.antonyms)


def _over_pairs(
    responses: Responses, questionnaire: Questionnaire, bound: float
) -> Array | None:
    answers = matrix(responses, order.asked(responses, questionnaire))
    pairs = careless.correlated_pairs(careless.pairwise(answers), bound)
    if len(pairs) < FEWEST_PAIRS:
        return None
    return careless.synonyms(answers, pairs, FEWEST_PAIRS)
