"""Confirmatory factor analysis (tables T8 and T9)."""

from __future__ import annotations

from typing import Any

from cpsurvey.analysis.context import Context
from cpsurvey.analysis.model_options import Options
from cpsurvey.analysis.models import result
from cpsurvey.results import Result


def cfa(params: Options, context: Context) -> list[Result[Any]]:
    """Fit a measurement model."""
    return result(params, context, "cfa")
