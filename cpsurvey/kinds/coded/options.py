"""Options of `coded`."""

from __future__ import annotations

from collections.abc import Iterator

from pydantic import Field

from cpsurvey.design import Study
from cpsurvey.kind import Params, Problem


class Options(Params):
    """Options of `coded`."""

    draws: int = Field(
        1000, ge=100, le=100_000, description="Resamples of segments for intervals of alpha."
    )


def check(_params: Options, study: Study) -> Iterator[Problem]:
    """Nothing that was coded."""
    if study.file.coding is None:
        yield Problem(
            "kind",
            "the study names no codings",
            "add 'coding: {codings: FILE, codebook: FILE}'",
        )
