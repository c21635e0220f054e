"""Codes CPS0xx: study and questionnaire files."""

from __future__ import annotations

from cpsurvey.errors.code import Code

CODES: dict[str, Code] = {}
