"""Every sign of careless answers, by the name a study gives it."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from cpsurvey.design import Questionnaire
from cpsurvey.design.study import Index, Thresholds
from cpsurvey.responses import Responses
from cpsurvey.screening import answers, conduct
from cpsurvey.screening.sign import Sign

SIGNS: Mapping[Index, Callable[[Responses, Questionnaire, Thresholds], Sign]] = {
    "attention": conduct.attention,
    "page_time": conduct.page_time,
    "even_odd": answers.even_odd,
    "synonyms": answers.synonyms,
    "antonyms": answers.antonyms,
    "reversed_pairs": answers.reversed_pairs,
    "mahalanobis": answers.mahalanobis,
    "longstring": answers.longstring,
    "irv": answers.irv,
}
"""In the order in which they are applied (`cpsurvey.design.study.Index`)."""
CONSISTENCY: frozenset[Index] = frozenset(
    {"even_odd", "synonyms", "antonyms", "reversed_pairs"}
)
"""Signs of consistency within a person."""
