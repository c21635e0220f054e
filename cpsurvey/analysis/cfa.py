"""Confirmatory factor analysis (tables T8 and T9)."""

from __future__ import annotations

from cpsurvey.analysis.base import Context, kind
from cpsurvey.analysis.models import Options, check, result
from cpsurvey.results import Result


@kind("cfa", Options, check)
def cfa(params: Options, context: Context) -> list[Result]:
    """Fit a measurement model."""
    return result(params, context, "cfa")
