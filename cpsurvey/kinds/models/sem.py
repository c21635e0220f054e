"""Structural equation models (tables T8, T9, T17 and T18)."""

from __future__ import annotations

from typing import Any

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.model_options import Options
from cpsurvey.analysis.models import result
from cpsurvey.results import Result


def sem(params: Options, context: Context) -> list[Result[Any]]:
    """Fit a structural model with its defined effects."""
    return result(params, context, "sem")
