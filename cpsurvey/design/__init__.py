"""Questionnaire and study files: read, checked, with line numbers."""

from __future__ import annotations

from cpsurvey.design.load import Instrument, find_study, load_questionnaire, load_study, shipped
from cpsurvey.design.questionnaire import Questionnaire
from cpsurvey.design.study import Request, Study

__all__ = [
    "Instrument",
    "Questionnaire",
    "Request",
    "Study",
    "find_study",
    "load_questionnaire",
    "load_study",
    "shipped",
]
