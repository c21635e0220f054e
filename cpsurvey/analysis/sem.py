"""Structural equation models (tables T8, T9, T17 and T18)."""

from __future__ import annotations

from cpsurvey.analysis.base import Context, kind
from cpsurvey.analysis.models import Options, check, result
from cpsurvey.results import Result


@kind("sem", Options, check)
def sem(params: Options, context: Context) -> list[Result]:
    """Fit a structural model with its defined effects."""
    return result(params, context, "sem")
