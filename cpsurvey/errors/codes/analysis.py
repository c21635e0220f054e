"""Codes CPS4xx: analyses."""

from __future__ import annotations

from cpsurvey.errors.code import Code

CODES: dict[str, Code] = {}
