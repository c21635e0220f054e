"""Codes CPS9xx: the command line."""

from __future__ import annotations

from cpsurvey.errors.code import Code

CODES: dict[str, Code] = {}
