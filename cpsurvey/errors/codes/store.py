"""Codes CPS2xx: the study database."""

from __future__ import annotations

from cpsurvey.errors.code import Code

CODES: dict[str, Code] = {}
