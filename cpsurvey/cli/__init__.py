"""The front door: one file per command, found by walking this folder."""

from __future__ import annotations

from cpsurvey.cli.funnel import main

__all__ = ["main"]
