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
    "self_report": conduct.self_report,
    "page_time": conduct.page_time,
    "longstring": answers.longstring,
    "irv": answers.irv,
    "mahalanobis": answers.mahalanobis,
    "even_odd": answers.even_odd,
    "reversed_pairs": answers.reversed_pairs,
    "synonyms": answers.synonyms,
    "antonyms": answers.antonyms,
}
"""In the order in which they are applied (`cpsurvey.design.study.Index`)."""
